"""Identifiers of people and works elsewhere, with their check digits.

ISNI and ORCID end in an ISO 7064 MOD 11-2 character, EIDR in an ISO 7064 MOD 37,36 character.
"""

import re
import unicodedata

from productions.shared.sentences import Sentence

PRODUCTION = "production"
CONTRIBUTOR = "contributor"

SCHEMES: dict[str, frozenset[str]] = {
    "isni": frozenset({CONTRIBUTOR}),
    "orcid": frozenset({CONTRIBUTOR}),
    "eidr": frozenset({PRODUCTION}),
    "imdb": frozenset({PRODUCTION, CONTRIBUTOR}),
    "anilist": frozenset({PRODUCTION, CONTRIBUTOR}),
    "mal": frozenset({PRODUCTION, CONTRIBUTOR}),
    "tmdb": frozenset({PRODUCTION, CONTRIBUTOR}),
    "wikidata": frozenset({PRODUCTION, CONTRIBUTOR}),
    "madb": frozenset({PRODUCTION, CONTRIBUTOR}),
}
"""Each scheme and what it identifies."""

A_NUMBER = Sentence("a number")
SIXTEEN = Sentence("16 digits, of which the last may be X")
SHAPES: dict[str, tuple[re.Pattern[str], str | Sentence]] = {
    "isni": (re.compile(r"[0-9]{15}[0-9X]"), SIXTEEN),
    "orcid": (re.compile(r"[0-9]{15}[0-9X]"), SIXTEEN),
    "eidr": (re.compile(r"10\.5240/([0-9A-F]{4}-){5}[0-9A-Z]"), "10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C"),
    "imdb": (re.compile(r"(tt|nm|co)[0-9]{7,9}"), Sentence("tt, nm or co and 7 to 9 digits")),
    "anilist": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "mal": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "tmdb": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,11}"), Sentence("Q and a number")),
    "madb": (re.compile(r"[A-Z]{1,3}[0-9]{1,12}"), Sentence("one to three letters and a number")),
}

URNS = {"isni": "urn:isni:{}", "orcid": "https://orcid.org/{}", "eidr": "urn:eidr:{}"}
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def normalise_identifier(scheme: str, value: str) -> str:
    """The value in its stored form: no spaces or prefixes, ISNI without gaps, ORCID with hyphens."""
    text = unicodedata.normalize("NFKC", value).strip()
    if scheme in ("isni", "orcid"):
        digits = re.sub(
            r"^(urn:isni:|https?://(www\.)?(isni|orcid)\.org/(isni/)?|isni)", "", text, flags=re.I
        )
        digits = re.sub(r"[\s-]", "", digits).upper()
        if scheme == "orcid" and len(digits) == 16:
            return "-".join(digits[start : start + 4] for start in range(0, 16, 4))
        return digits
    if scheme == "eidr":
        return re.sub(
            r"^(urn:eidr:|https?://(doi|ui\.eidr)\.org/(view/content\?id=)?|doi:)", "", text, flags=re.I
        ).upper()
    if scheme in ("wikidata", "madb"):
        return text.rsplit("/", 1)[-1].upper()
    return text.lower()


def find_identifier_problem(scheme: str, value: str) -> Sentence | None:
    """One sentence when `value` cannot be an identifier of `scheme`, or None."""
    if scheme not in SCHEMES:
        return Sentence(
            "“%(scheme)s” is not a known scheme; use one of %(known)s.",
            scheme=scheme,
            known=", ".join(SCHEMES),
        )
    stored = normalise_identifier(scheme, value)
    compact = stored.replace("-", "") if scheme in ("isni", "orcid") else stored
    shape, words = SHAPES[scheme]
    if not shape.fullmatch(compact):
        return Sentence(
            "“%(value)s” is not a valid %(scheme)s: expected %(shape)s.",
            value=value,
            scheme=scheme.upper(),
            shape=words,
        )
    if scheme in ("isni", "orcid"):
        right = compute_mod_11_2(compact[:-1])
    elif scheme == "eidr":
        right = compute_mod_37_36(compact.removeprefix("10.5240/").replace("-", "")[:-1])
    else:
        return None
    if compact[-1] != right:
        return Sentence(
            "The check character of “%(value)s” is %(found)s, but should be %(right)s; check the number for a typing error.",
            value=value,
            found=compact[-1],
            right=right,
        )
    return None


def find_possible_identifiers(text: str, owner: str) -> list[tuple[str, str]]:
    """Schemes and stored values that a searched text may stand for: `imdb:nm0594503`, or `nm0594503` alone.

    `owner` is PRODUCTION or CONTRIBUTOR. A number alone is no identifier: it may be part of a title.
    """
    named, colon, rest = text.partition(":")
    pairs = [(named.strip().lower(), rest)] if colon else [(scheme, text) for scheme in SCHEMES]
    return [
        (scheme, normalise_identifier(scheme, value))
        for scheme, value in pairs
        if owner in SCHEMES.get(scheme, ())
        and (colon or SHAPES[scheme][1] != A_NUMBER)
        and find_identifier_problem(scheme, value) is None
    ]


def compute_mod_11_2(digits: str) -> str:
    """The check character of ISO 7064 MOD 11-2 over decimal digits."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def compute_mod_37_36(characters: str) -> str:
    """The check character of ISO 7064 MOD 37,36 over 0-9 and A-Z."""
    product = 36
    for character in characters:
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHABET[(37 - product) % 36]


def format_urn(scheme: str, value: str) -> str | None:
    """The identifier as a URN or its standard's URI, where the standard has one."""
    form = URNS.get(scheme)
    return form.format(normalise_identifier(scheme, value)) if form else None

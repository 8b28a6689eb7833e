"""Identifiers of people and works elsewhere, with their check digits.

ISNI and ORCID end in an ISO 7064 MOD 11-2 character, EIDR in an ISO 7064 MOD 37,36 character. An ISAN (ISO 15706) has one of these
behind its work and episode, and one more behind its version where it names one, over everything before but the first.
"""

import re
import unicodedata

from productions.shared.sentences import Sentence

PRODUCTION = "production"
EPISODE = "episode"
CONTRIBUTOR = "contributor"
OWNERS = (PRODUCTION, EPISODE, CONTRIBUTOR)

SCHEMES: dict[str, frozenset[str]] = {
    "isni": frozenset({CONTRIBUTOR}),
    "orcid": frozenset({CONTRIBUTOR}),
    "eidr": frozenset({PRODUCTION, EPISODE}),
    "imdb": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "anilist": frozenset({PRODUCTION, CONTRIBUTOR}),
    "mal": frozenset({PRODUCTION, CONTRIBUTOR}),
    "tmdb": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "wikidata": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "madb": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "bangumi": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "annict": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "anidb": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "ann": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "tvdb": frozenset({PRODUCTION, EPISODE, CONTRIBUTOR}),
    "isan": frozenset({PRODUCTION, EPISODE}),
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
    "bangumi": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "annict": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "anidb": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "ann": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "tvdb": (re.compile(r"[1-9][0-9]{0,8}"), A_NUMBER),
    "isan": (
        re.compile(r"([0-9A-F]{4}-){4}[0-9A-Z](-([0-9A-F]{4}-){2}[0-9A-Z])?"),
        # As whoever mistyped one is told: X is a hexadecimal digit and C a check character (ISO 15706).
        "XXXX-XXXX-XXXX-XXXX-C or XXXX-XXXX-XXXX-XXXX-C-XXXX-XXXX-C",
    ),
}

URNS = {"isni": "urn:isni:{}", "orcid": "https://orcid.org/{}", "eidr": "urn:eidr:{}", "isan": "urn:isan:{}"}
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
    if scheme == "isan":
        return hyphenate_isan(re.sub(r"^(urn:)?isan[:\s]*", "", text, flags=re.IGNORECASE))
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
    for found, right in list_check_characters(scheme, compact):
        if found != right:
            return Sentence(
                "The check character of “%(value)s” is %(found)s, but should be %(right)s; check the number for a typing error.",
                value=value,
                found=found,
                right=right,
            )
    return None


def list_check_characters(scheme: str, compact: str) -> list[tuple[str, str]]:
    """The check characters of a well-formed identifier, each as it is and as it should be."""
    if scheme in ("isni", "orcid"):
        return [(compact[-1], compute_mod_11_2(compact[:-1]))]
    if scheme == "eidr":
        return [(compact[-1], compute_mod_37_36(compact.removeprefix("10.5240/").replace("-", "")[:-1]))]
    if scheme != "isan":
        return []
    plain = compact.replace("-", "")
    work, version = plain[:16], plain[17:25]
    checked = [(plain[16], compute_mod_37_36(work))]
    return [*checked, (plain[25], compute_mod_37_36(work + version))] if version else checked


def hyphenate_isan(text: str) -> str:
    """An ISAN with its hyphens, where it has the length of one; its check characters stand alone."""
    plain = re.sub(r"[\s-]", "", text).upper()
    if len(plain) not in (17, 26):
        return plain
    work, check, version = plain[:16], plain[16], plain[17:]
    parts = [*(work[start : start + 4] for start in range(0, 16, 4)), check]
    return "-".join([*parts, version[:4], version[4:8], version[8:]] if version else parts)


def find_owner_problem(scheme: str, owner: str) -> Sentence | None:
    """One sentence when identifiers of `scheme` are of no `owner` (PRODUCTION, EPISODE or CONTRIBUTOR), or None."""
    if scheme not in SCHEMES or owner in SCHEMES[scheme]:
        return None
    name = scheme.upper()
    if owner == PRODUCTION:
        return Sentence(
            "%(scheme)s has no identifiers of productions; choose another scheme or owner.", scheme=name
        )
    if owner == EPISODE:
        return Sentence(
            "%(scheme)s has no identifiers of episodes; choose another scheme or owner.", scheme=name
        )
    return Sentence(
        "%(scheme)s has no identifiers of contributors; choose another scheme or owner.", scheme=name
    )


def is_numbered_by_kind(scheme: str) -> bool:
    """Whether the scheme counts works, episodes and people apart, so that one number stands for one of each."""
    return scheme in SHAPES and SHAPES[scheme][1] == A_NUMBER


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

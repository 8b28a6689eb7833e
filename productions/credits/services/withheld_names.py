"""Credits of people who withheld their names: what they say, and which others still say such a name (H5, H16)."""

import re
from collections.abc import Iterable

from django.db.models import Q

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.ledger.services.redaction import SHORT_NAME_LENGTH, make_name_pattern
from productions.people.models.people import Contributor
from productions.people.services.identities import list_person_names
from productions.shared.choices import AbsenceReason, Attribution, CreditKind
from productions.shared.names import search_key
from productions.songs.models import SongRight
from productions.wishes.models.wishes import Wish
from productions.wishes.services import read_withholding_wishes


def keep_wishes(credits: Iterable[Credit], wishes: dict[int, Wish]) -> None:
    """Take the names of those who withheld them off unsaved values of credits."""
    for credit in credits:
        wish = wishes.get(credit.contributor_id or 0)
        if wish is not None and credit.kind == CreditKind.PERSON:
            apply_wish(credit, wish)


WITHHELD_FIELDS = (
    "contributor", "credited_as", "printed_as", "attribution", "absence_reason", "headcount", "withheld_statement",
    "withheld_as", "evidence_note", "joint_line", "character_as_printed", "character_as_printed_language", "name_breaks",
)  # fmt: skip
"""What a credit has otherwise when its person withholds their name."""


def apply_wish(credit: Credit, wish: Wish) -> None:
    """Make a credit that of a person who does not want to be named: one row, one person, still counted (H5).

    What it said of them stays beside it, private, so that it can be restored; the note on its evidence, which editors read too,
    goes with it. It leaves its joint line for good: whose company somebody was in would tell who they are (H16).
    """
    credit.withheld_as = {
        "credited_as": credit.credited_as,
        "printed_as": credit.printed_as,
        "attribution": str(credit.attribution),
        "evidence_note": credit.evidence_note,
        "character_as_printed": credit.character_as_printed,
        "character_as_printed_language": credit.character_as_printed_language,
        "name_breaks": credit.name_breaks,
    }
    credit.evidence_note = ""
    credit.character_as_printed = credit.character_as_printed_language = ""  # they would tell who is meant
    credit.contributor = None
    credit.credited_as = ""
    credit.printed_as = credit.name_breaks = ""
    credit.attribution = Attribution.WITHHELD
    credit.absence_reason = AbsenceReason.WITHHELD_BY_CONTRIBUTOR
    credit.headcount = 1
    credit.withheld_statement = wish.statement
    credit.search_key = ""
    credit.joint_line = None


def hand_to_wish(credit: Credit, to: Wish) -> None:
    """Let another wish of the same person hold for a withheld credit."""
    credit.withheld_statement = to.statement


def restore_person(credit: Credit, person: Contributor, credited_as: str = "") -> None:
    """Name the person again, as they were named before or by another name."""
    before = credit.withheld_as
    credit.contributor = person
    credit.credited_as = credited_as or before.get("credited_as") or person.name
    credit.printed_as = before.get("printed_as", "")
    credit.name_breaks = (
        before.get("name_breaks", "") if credit.credited_as == before.get("credited_as") else ""
    )
    credit.evidence_note = before.get("evidence_note", credit.evidence_note)
    for name in ("character_as_printed", "character_as_printed_language"):
        setattr(credit, name, before.get(name, getattr(credit, name)))
    credit.attribution = before.get("attribution") or Attribution.TRUE_NAME
    credit.absence_reason = ""
    credit.headcount = None
    credit.withheld_statement = None
    credit.withheld_as = {}


def find_still_named(production: Production, credits: CreditQuerySet[Credit]) -> list[Credit]:
    """Those of the credits that say a name of somebody who withheld theirs here: another person of that name, or the same one.

    Names are compared as search does, since people look at what is found: width, kana, case, spaces and forms of kanji make no difference.
    """
    names = list_names_withheld_in(production)
    return find_credits_saying(names, credits) if names else []


def find_rights_saying(
    names: frozenset[str], production: Production, episode: Episode | None
) -> list[SongRight]:
    """The lines of rights of songs, in a roll of the production or the episode, that say one of the names.

    They are printed as they stand, so people decide what becomes of them.
    """
    if not names:
        return []
    rights = SongRight.objects.live().filter(song__production=production, song__removed_at=None)
    if episode is not None:
        rights = rights.filter(Q(song__episode=episode) | Q(song__episode=None))
    return [
        right
        for right in rights.select_related("song").in_order()
        if any(says_name(text, name) for text in (right.text, right.holder) for name in names)
    ]


def says_name(text: str, name: str) -> bool:
    """Whether a text has a name in it, as search compares them; a short name only where it stands alone."""
    if len(name) <= SHORT_NAME_LENGTH:
        return re.search(make_name_pattern(name), text) is not None
    key = search_key(name)
    return key != "" and key in search_key(text)


def list_names_withheld_in(production: Production) -> frozenset[str]:
    """Every name of those who withhold theirs in the production, as far as its members know them."""
    held = read_withholding_wishes(production)
    if not held:
        return frozenset()
    return frozenset(list_person_names(held, known_in=production) | list_withheld_names(held.values()))


def find_named_elsewhere(
    person: Contributor, credits: CreditQuerySet[Credit], *, known_in: Production | None = None
) -> list[Credit]:
    """Those of the credits that say one of the person's names and are not the person's own: a namesake, or a doubled entry.

    `known_in` is the production whose members are told.
    """
    names = list_person_names([person.pk], known_in=known_in)
    return [credit for credit in find_credits_saying(names, credits) if credit.contributor_id != person.pk]


def find_credits_saying(names: Iterable[str], credits: CreditQuerySet[Credit]) -> list[Credit]:
    """The credits that say one of the names, as credited or as printed, in roll order."""
    keys = {key for name in names if (key := search_key(name))}
    suspects = credits.filter(Q(search_key__in=keys) | ~Q(printed_as="")).with_names().in_roll_order()
    return [credit for credit in suspects if {credit.search_key, search_key(credit.printed_as)} & keys]


def list_withheld_names(wishes: Iterable[Wish]) -> frozenset[str]:
    """The names as credited that these wishes took off credits."""
    statements = [wish.statement_id for wish in wishes]
    kept = Credit.objects.filter(withheld_statement__in=statements).values_list("withheld_as", flat=True)
    return frozenset(name for before in kept if (name := before.get("credited_as", "")))

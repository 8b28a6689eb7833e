"""What people wish for their names, as other verbs ask for it: who is not named in a production, and under which uids (H16)."""

from collections.abc import Iterable

from django.db.models import Max, Q

from productions.models import Contributor, ContributorName, Credit, Production, Wish
from productions.names import search_key
from productions.querysets import CreditQuerySet
from productions.rollkit.document.errata import NameWishes
from productions.vocabulary import AbsenceReason, Attribution, CreditKind, WishKind


def read_withholding_wishes(production: Production) -> dict[int, Wish]:
    """The wishes not to be named that hold in the production, by the key of the person. One query."""
    wishes = Wish.objects.withholding().holding_in(production).select_related("statement", "person")
    return {wish.person_id: wish for wish in wishes.order_by("pk")}


def find_newest_wish(production: Production) -> int:
    """The key of the newest wish not to be named that holds in the production, 0 without one: grows with every wish. One query."""
    newest = Wish.objects.withholding().holding_in(production).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def keep_wishes(credits: Iterable[Credit], wishes: dict[int, Wish]) -> None:
    """Take the names of those who withheld them off unsaved values of credits."""
    for credit in credits:
        wish = wishes.get(credit.contributor_id or 0)
        if wish is not None and credit.kind == CreditKind.PERSON:
            apply_wish(credit, wish)


WITHHELD_FIELDS = (
    "contributor", "credited_as", "printed_as", "attribution", "absence_reason", "headcount", "withheld_statement",
    "withheld_as", "evidence_note",
)  # fmt: skip
"""What a credit has otherwise when its person withholds their name."""


def apply_wish(credit: Credit, wish: Wish) -> None:
    """Make a credit that of a person who does not want to be named: one row, one person, still counted (H5).

    What it said of them stays beside it, private, so that it can be restored; the note on its evidence, which editors read too,
    goes with it.
    """
    credit.withheld_as = {
        "credited_as": credit.credited_as,
        "printed_as": credit.printed_as,
        "attribution": str(credit.attribution),
        "evidence_note": credit.evidence_note,
    }
    credit.evidence_note = ""
    credit.contributor = None
    credit.credited_as = ""
    credit.printed_as = ""
    credit.attribution = Attribution.WITHHELD
    credit.absence_reason = AbsenceReason.WITHHELD_BY_CONTRIBUTOR
    credit.headcount = 1
    credit.withheld_statement = wish.statement
    credit.search_key = ""


def hand_to_wish(credit: Credit, to: Wish) -> None:
    """Let another wish of the same person hold for a withheld credit."""
    credit.withheld_statement = to.statement


def restore_person(credit: Credit, person: Contributor, credited_as: str = "") -> None:
    """Name the person again, as they were named before or by another name."""
    before = credit.withheld_as
    credit.contributor = person
    credit.credited_as = credited_as or before.get("credited_as") or person.name
    credit.printed_as = before.get("printed_as", "")
    credit.evidence_note = before.get("evidence_note", credit.evidence_note)
    credit.attribution = before.get("attribution") or Attribution.TRUE_NAME
    credit.absence_reason = ""
    credit.headcount = None
    credit.withheld_statement = None
    credit.withheld_as = {}


def list_person_uids(people: Iterable[int]) -> frozenset[str]:
    """The uids of these people (keys), and of entries that were merged into theirs."""
    found = Contributor.objects.filter(pk__in=find_merged_keys(people)).values_list("uid", flat=True)
    return frozenset(map(str, found))


def find_merged_keys(people: Iterable[int]) -> frozenset[int]:
    """The keys of these people, and of entries that were merged into theirs, by whatever steps. A query for each step."""
    found, newest = set[int](), set(people)
    while newest:
        found |= newest
        merged = Contributor.objects.filter(merged_into__in=newest)
        newest = set(merged.values_list("pk", flat=True)) - found
    return frozenset(found)


def read_wishes_for_errata(production: Production) -> NameWishes:
    """Who is not named in the production's corrections, and whose former name may be told."""
    rows = Wish.objects.in_force().holding_in(production).values_list("kind", "person")
    by_kind: dict[str, set[int]] = {}
    for kind, person in rows:
        by_kind.setdefault(kind, set()).add(person)
    return NameWishes(
        withheld=list_person_uids(by_kind.get(WishKind.WITHHOLD_NAME, ())),
        former_told=list_person_uids(by_kind.get(WishKind.TELL_FORMER_NAME, ())),
    )


def list_person_names(people: Iterable[int], *, known_in: Production | None = None) -> frozenset[str]:
    """Every name of these people (keys), removed and private ones too; with `known_in` without those that others keep.

    What somebody is told of a match must not tell them a legal name that another production keeps.
    """
    names = ContributorName.objects.filter(contributor__in=people)
    if known_in is not None:
        names = names.known_in(known_in)
    return frozenset(names.values_list("text", flat=True))


def find_still_named(production: Production, credits: CreditQuerySet[Credit]) -> list[Credit]:
    """Those of the credits that say a name of somebody who withheld theirs here: another person of that name, or the same one.

    Names are compared as search does, since people look at what is found: width, kana, case, spaces and forms of kanji make no difference.
    """
    held = read_withholding_wishes(production)
    return (
        find_credits_saying(
            list_person_names(held, known_in=production) | list_withheld_names(held.values()), credits
        )
        if held
        else []
    )


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

"""Which credits of a file are there already: the same, changed, or gone from it, beside those that earlier files entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.bulk_credits import CREDIT_PARTS
from productions.credits.services.credits import fill_credit
from productions.credits.services.doubles import SAME_CREDIT, WHOSE, read_same_credit
from productions.imports.models import ImportRow
from productions.imports.services.import_plan import CreditDifference, PlannedCredit
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.ledger.services.bulk_insert import make_instances
from productions.shared.intake_choices import ImportKind, ImportOutcome, PlanGroup
from productions.shared.time_limits import stop_at_deadline
from productions.wishes.services import read_withholding_wishes

SCOPE = ("role_id", "episode_id", "cut_id", "segment_id", "song_id", "contributor_id")
"""What a credit that was written otherwise since still has in common with itself."""
DETAILS = ("affiliation_id", "edition", "role_as_printed", "character_as_printed", "dub_language")
"""What tells apart two credits of one scope and person, if a row says it."""
GIVEN_BY: Mapping[str, tuple[str, ...]] = {
    "credited_as": ("name", "credited_as"),
    "printed_as": ("printed_as",),
    "name_breaks": ("name_breaks",),
    "affiliation": ("affiliation",),
    "contracted_by": ("contracted_by",),
    "last_episode": ("episode",),
    "last_cut": ("cut",),
    "role_as_printed": ("role_as_printed", "role"),
    "character_as_printed": ("character",),
    "dub_language": ("dub_language",),
    "edition": ("edition",),
    "headcount": ("headcount",),
    "named_count": ("named_count",),
    "absence_reason": ("absence_reason",),
    "evidence_kind": ("evidence",),
    "evidence_on": ("evidence_on",),
    "evidence_note": ("note",),
    "on_screen": ("on_screen",),
}
"""Field of a credit → the cells of a row that say it. An empty cell says nothing, and changes nothing."""
WITHHELD_SAYS = frozenset(
    {"credited_as", "name_breaks", "printed_as", "absence_reason", "character_as_printed", "evidence_note"}
)
"""What the file says of somebody whose name is withheld, and their credit does not (H16)."""
NOT_WRITTEN = frozenset({"line", "worksheet", "position", "kind"})
"""What says where a row stands, and what is filled in from those who are known by then."""

INTERCHANGEABLE = (*SAME_CREDIT, *WHOSE, "absence_reason")
"""What credits of nobody have in common that may stand for one another."""
read_interchangeable = attrgetter(*INTERCHANGEABLE)

Pair = tuple[CreditSheetRow, dict[str, Any]]


WRITTEN = tuple(each.name for each in fields(CreditSheetRow) if each.name not in NOT_WRITTEN)
read_written_cells = attrgetter(*WRITTEN)


def describe_row(row: CreditSheetRow) -> str:
    """What a row says, wherever it stands: what an import keeps of it, so that a row that is as it was changes nothing."""
    said = zip(WRITTEN, read_written_cells(row), strict=True)
    return "; ".join(f"{name}={value}" for name, value in said if value not in ("", None))


@dataclass(slots=True)
class KnownCredits:
    """The credits of a production that rows may mean, by what they have in common with them. Each is matched once."""

    credits: list[Credit]
    wishes: Mapping[int, Any]
    by_identity: dict[tuple[Any, ...], list[Credit]] = field(default_factory=lambda: defaultdict(list))
    by_scope: dict[tuple[Any, ...], list[Credit]] = field(default_factory=lambda: defaultdict(list))
    matched: set[int] = field(default_factory=set)

    def index(self) -> None:
        for credit in self.credits:
            self.by_identity[get_identity(credit)].append(credit)
            self.by_scope[get_scope(credit)].append(credit)

    def take(self, found: Iterable[Credit]) -> Credit | None:
        """The first of these that no row has yet."""
        for credit in found:
            if credit.pk not in self.matched:
                self.matched.add(credit.pk)
                return credit
        return None

    def take_same(self, draft: Credit) -> Credit | None:
        """The credit that the draft would double."""
        wish = self.wishes.get(draft.contributor_id or 0)
        if wish is not None:
            held = get_identity(
                draft, contributor_id=None, withheld_statement_id=wish.statement_id, character_as_printed=""
            )
            return self.take(self.by_identity.get(held, ()))
        return self.take(self.by_identity.get(get_identity(draft), ()))

    def take_alike(self, draft: Credit, besides: set[int] | None) -> Credit | None:
        """One of the same scope and person: of those that say no detail otherwise, or (with `besides`) of those of an earlier file."""
        return self.take(
            credit
            for credit in self.by_scope.get(get_scope(draft), ())
            if (besides is not None and credit.pk in besides)
            or all(getattr(draft, name) in ("", None, getattr(credit, name)) for name in DETAILS)
        )


def get_identity(credit: Credit, **values: Any) -> tuple[Any, ...]:
    """What no two credits of one person have in common; of credits of nobody, what makes two of them interchangeable."""
    if values:
        values = {"absence_reason": "withheld_by_contributor", **values}
        return tuple(values.get(name, getattr(credit, name)) for name in INTERCHANGEABLE)
    return read_interchangeable(credit) if credit.contributor_id is None else read_same_credit(credit)


get_scope: Callable[[Credit], tuple[Any, ...]] = attrgetter(*SCOPE)


def read_known_credits(production: Production, pairs: Sequence[Pair]) -> KnownCredits:
    """The current credits of the production in the roles of the pairs. Two queries."""
    roles = {values["role"].pk for _row, values in pairs}
    rows = Credit.objects.current().filter(production=production, role__in=roles).order_by("pk")
    rows = rows.select_related("affiliation", "contracted_by", "last_episode", "last_cut")
    known = KnownCredits(list(rows), read_withholding_wishes(production))
    known.index()
    return known


def match_pairs(production: Production, pairs: Sequence[Pair]) -> tuple[list[PlannedCredit], set[int]]:
    """Each pair as new, changed or same, in its order, and the keys of the credits that were matched.

    A fixed number of queries. A row that stands twice in the file is the same credit the second time. What a pair would store is thrown
    away as soon as it is matched, or nothing is left that it could match.
    """
    known = read_known_credits(production, pairs)
    planned: list[PlannedCredit] = []
    seen: dict[tuple[Any, ...], PlannedCredit] = {}
    unmatched: list[tuple[PlannedCredit, Credit]] = []
    for (row, values), draft in stop_at_deadline(zip(pairs, draft_credits(production, pairs), strict=True)):
        one = PlannedCredit(PlanGroup.NEW, row, values)
        key = get_identity(draft)
        if draft.contributor_id is not None and key in seen:
            one.group, one.credit = PlanGroup.SAME, seen[key].credit
        else:
            seen.setdefault(key, one)
            if (credit := known.take_same(draft)) is not None:
                match_credit(one, credit, draft)
            elif draft.contributor_id is not None and get_scope(draft) in known.by_scope:
                unmatched.append((one, draft))
        planned.append(one)
    earlier = list_earlier_credits(production, known.matched)
    for besides in (None, earlier):
        for one, draft in unmatched:
            if one.credit is None and (credit := known.take_alike(draft, besides)) is not None:
                match_credit(one, credit, draft)
    find_changed(planned)
    return planned, known.matched


def draft_credits(production: Production, pairs: Sequence[Pair]) -> Iterator[Credit]:
    """What the pairs would store, one by one, with what follows from the rest filled in; nothing is checked."""
    rows = [values for _row, values in pairs]
    for draft in make_instances(Credit, rows, besides=CREDIT_PARTS, production=production):
        fill_credit(draft)
        yield draft


def match_credit(one: PlannedCredit, credit: Credit, draft: Credit) -> None:
    """Say that the planned credit is one that is there, and in what the row says it otherwise."""
    one.credit, one.group = credit, PlanGroup.SAME
    one.differences = tuple(list_differences(one, draft))


def find_changed(planned: Iterable[PlannedCredit]) -> None:
    """Tell what is changed from what is the same: where a row is not as it was in the last import of the credit."""
    different = [one for one in planned if one.differences]
    texts = read_last_texts([one.credit.pk for one in different if one.credit])
    for one in different:
        assert one.credit is not None
        assert one.row is not None
        if texts.get(one.credit.pk) == describe_row(one.row):
            one.differences = ()
        else:
            one.group = PlanGroup.CHANGED


def list_differences(one: PlannedCredit, draft: Credit) -> Iterator[CreditDifference]:
    """The fields that the row says otherwise than the credit. Links are compared by key, and shown as entries."""
    credit = one.credit
    assert credit is not None
    for name, cells in GIVEN_BY.items():
        if not any(getattr(one.row, cell) not in ("", None) for cell in cells):
            continue
        if credit.withheld_statement_id is not None and name in WITHHELD_SAYS:
            continue
        column = Credit._meta.get_field(name).attname  # type: ignore[union-attr]
        if getattr(credit, column) != getattr(draft, column):
            yield CreditDifference(name, getattr(credit, name), getattr(draft, name))


def read_last_texts(keys: Sequence[int]) -> dict[int, str]:
    """What the last import of each credit kept of its row, by key. One query."""
    if not keys:
        return {}
    rows = ImportRow.objects.filter(credit__in=keys, batch__undone_at=None).order_by("pk")
    return dict(rows.values_list("credit", "text"))


def list_earlier_credits(production: Production, matched: set[int]) -> set[int]:
    """The current credits that came with earlier files of which some of the matched ones came too. Two queries."""
    if not matched:
        return set()
    rows = ImportRow.objects.filter(
        production=production,
        batch__undone_at=None,
        batch__kind=ImportKind.CREDIT_SHEET,
        outcome__in=(ImportOutcome.CREATED, ImportOutcome.UPDATED, ImportOutcome.UNCHANGED),
    )
    pairs = rows.exclude(credit=None).values_list("batch", "credit")
    by_batch: dict[int, set[int]] = defaultdict(set)
    for batch, credit in pairs:
        by_batch[batch].add(credit)
    return set().union(*(credits for credits in by_batch.values() if credits & matched))


def find_gone(production: Production, matched: set[int]) -> list[Credit]:
    """The credits of earlier files that this one has no more, in the order of their entry; those of several files are asked for once."""
    gone = list_earlier_credits(production, matched) - matched
    return list(Credit.objects.current().filter(pk__in=gone).with_names().order_by("pk")) if gone else []

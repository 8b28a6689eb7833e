"""What coverage asks of credits, as narrow rows."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from productions.credits.models.credits import Credit
from productions.credits.services.ranges import RangeParts
from productions.shared.choices import AbsenceReason, CreditKind, CutStatus


class CoverageRow(NamedTuple):
    """What coverage asks of a credit."""

    role: int
    state: str
    kind: str
    contributor: int | None
    absence_reason: str
    affiliation: int | None
    headcount: int | None
    named_count: int | None
    episode: int | None
    cut: int | None
    in_active_cut: bool
    ai_declared: str
    ai_recorded: bool
    segment: int | None = None
    episodes: frozenset[int] = frozenset()
    """The episodes of a range; empty where it is none."""
    active_cuts: frozenset[int] = frozenset()
    """The active cuts that it is of."""
    is_cut_range: bool = False

    @property
    def is_withheld(self) -> bool:
        return self.absence_reason == AbsenceReason.WITHHELD_BY_CONTRIBUTOR

    @property
    def has_person(self) -> bool:
        """A named person, or one who withheld their own name."""
        return self.is_withheld or (self.kind == CreditKind.PERSON and self.contributor is not None)

    def names_somebody(self, *, of_companies: bool) -> bool:
        """Whether a name is shown that counts: of a company only for what companies do, or with people of its own."""
        if self.contributor is None or self.kind == CreditKind.PERSON:
            return self.contributor is not None
        return of_companies or bool(self.named_count)

    def people_hidden(self, *, of_companies: bool) -> int:
        """People behind the credit who are not named, at their least."""
        if self.has_person or (of_companies and self.kind != CreditKind.PERSON):
            return 0
        return 1 if self.headcount is None else self.headcount - (self.named_count or 0)

    def list_own_episodes(self) -> frozenset[int]:
        """Its episode, or those of its range; none where it is for the whole."""
        return self.episodes or (frozenset() if self.episode is None else frozenset({self.episode}))


COVERAGE_COLUMNS = (
    "role_id", "state", "kind", "contributor_id", "absence_reason", "affiliation_id", "headcount", "named_count", "episode_id", "cut_id",
    "in_active_cut", "ai_declared", "ai_recorded", "segment_id", "production_id", "last_episode_id", "last_cut_id",
)  # fmt: skip
"""What `widen_row` takes of `select_coverage`, in its order."""


def select_coverage(credits: QuerySet[Credit]) -> QuerySet[Credit]:
    """The credits with all of COVERAGE_COLUMNS."""
    active = Q(cut__isnull=False, cut__status=CutStatus.ACTIVE, cut__removed_at=None)
    return credits.order_by().annotate(in_active_cut=ExpressionWrapper(active, BooleanField()))


def read_coverage_rows(credits: QuerySet[Credit], parts: RangeParts) -> list[CoverageRow]:
    """The credits as narrow rows."""
    return [widen_row(values, parts) for values in select_coverage(credits).values_list(*COVERAGE_COLUMNS)]


def widen_row(values: Sequence[Any], parts: RangeParts) -> CoverageRow:
    """The columns of a credit as a row with the active cuts that it is of, and the episodes of its range."""
    row = CoverageRow(*values[:-3])
    production, last_episode, last_cut = values[-3:]
    if row.cut is not None and last_cut is not None:
        cuts = frozenset(cut.key for cut in parts.list_cuts(production, row.episode, row.cut, last_cut))
        return row._replace(active_cuts=cuts, in_active_cut=bool(cuts), is_cut_range=True)
    if row.episode is not None and last_episode is not None:
        return row._replace(episodes=frozenset(parts.list_episodes(production, row.episode, last_episode)))
    return (
        row._replace(active_cuts=frozenset({row.cut})) if row.cut is not None and row.in_active_cut else row
    )

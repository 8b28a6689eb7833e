"""What the credits of each cut say together: how many name somebody, and whether AI was used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from productions.coverage.services.coverage_rows import CoverageRow
from productions.credits.models.credits import derive_ai_state
from productions.rollkit.document.ai_counts import combine_ai_answers


@dataclass
class CutSummary:
    """Counts of the credits of one cut; each credit is in one of the three. None at all: nothing is on record of the cut."""

    named: int = 0
    withheld: int = 0
    unnamed: int = 0
    ai_answers: list[str] = field(default_factory=list)

    @property
    def ai(self) -> str:
        """Whether AI was used in the cut (H14). A cut without credits was not asked."""
        return combine_ai_answers(self.ai_answers)


def summarize_cuts(credits: Iterable[tuple[CoverageRow, bool]]) -> dict[int, CutSummary]:
    """The summaries by the key of their cut. With each credit, whether its role is what companies do, so that a company's name is enough.

    A range of cuts counts in each active cut of it.
    """
    found: dict[int, CutSummary] = {}
    for row, of_companies in credits:
        for cut in list_own_cuts(row):
            summary = found.setdefault(cut, CutSummary())
            if row.is_withheld:
                summary.withheld += 1
            elif row.names_somebody(of_companies=of_companies):
                summary.named += 1
            else:
                summary.unnamed += 1
            summary.ai_answers.append(derive_ai_state(row.ai_declared, row.ai_recorded))
    return found


def list_own_cuts(row: CoverageRow) -> Iterable[int]:
    """The active cuts of a credit, or the one cut that it is of, whatever became of that."""
    if row.active_cuts or row.cut is None:
        return row.active_cuts
    return () if row.is_cut_range else (row.cut,)

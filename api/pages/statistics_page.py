"""Statistics: who is named in the whole public record, by year, department and place in the chain of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from api.pages.counted_page import CountedPage
from api.pages.linked_data import write_linked_data
from api.pages.reads import iter_entries
from api.pages.site_linked_data import describe_statistics
from productions.statistics.services.people_statistics import NOT_KNOWN, OUTCOMES

BAR_WIDTH = 96
"""Units of the longest bar of a table."""


@dataclass(frozen=True)
class StatisticsCell:
    """What one or more rows have together: credits (None: too few people), how many rows it spans, and the width of its bar in units."""

    told: str
    credits: int | None
    rows: int
    bar: int


@dataclass(frozen=True)
class StatisticsRow:
    """One row: its heading, and the cells that begin in it."""

    heading: str
    cells: list[StatisticsCell]


class StatisticsPage(CountedPage):
    """The figures of the whole record."""

    template_name = "pages/statistics.html"
    shown = "statistics"

    def describe(self) -> dict[str, Any]:
        found = self.read_statistics()
        headings = {
            "year": (_("By year of first release"), _("Year"), name_year),
            "department": (_("By department"), _("Department"), make_department_namer(self.wording)),
            "chain": (_("By place in the chain of work"), _("Place in the chain"), name_chain_place),
        }
        return {
            "linked_data": self.describe_figures(found),
            "statistics": found,
            "tables": [arrange_table(table, *headings[table["by"]]) for table in found["tables"]],
        }

    def describe_figures(self, found: dict[str, Any]) -> SafeString | None:
        """The figures for machines; None before the first count."""
        if found["counted_at"] is None:
            return None
        described = describe_statistics(
            self.locate("pages:statistics"),
            self.locate("pages:home"),
            found,
            self.locate(self.shown),
            self.locate("pages:data"),
        )
        return write_linked_data(described)


def arrange_table(
    table: dict[str, Any], caption: str, heading: str, name_row: Callable[[str], str]
) -> dict[str, Any]:
    """A table of the API's as the template writes it: a cell stands in the first of the rows that are counted together."""
    most = max((group["credits"] or 0 for told in OUTCOMES for group in table[told]), default=0)
    begins: dict[str, list[StatisticsCell]] = {code: [] for code in table["rows"]}
    for told in OUTCOMES:
        for group in table[told]:
            bar = -(-BAR_WIDTH * (group["credits"] or 0) // (most or 1))
            begins[group["rows"][0]].append(StatisticsCell(told, group["credits"], len(group["rows"]), bar))
    return {
        "by": table["by"],
        "caption": caption,
        "heading": heading,
        "rows": [StatisticsRow(name_row(code), cells) for code, cells in begins.items()],
    }


def name_year(code: str) -> str:
    return _("not known") if code == NOT_KNOWN else code


def name_chain_place(code: str) -> str:
    """What a credit says of who gave the work."""
    places = {
        "subcontracted": _("subcontracted: a company gave the work on"),
        "studio": _("at a named studio, no company above it is named"),
        NOT_KNOWN: _("not known"),
    }
    return places[code]


def make_department_namer(wording: dict[str, str]) -> Callable[[str], str]:
    """What gives the label of a department."""
    labels = {each["code"]: each["label"] for each in iter_entries("department-list", wording)}
    return lambda code: labels[code]

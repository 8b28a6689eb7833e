"""The table of a heat map as HTML, written here since a template takes some hundred milliseconds for the cells of a large sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from productions.review.services.heat_map import HeatCell, HeatMap
from productions.vocabulary.models import Role


class CellMark(NamedTuple):
    """What a cell says, and its class; `waits` where somebody has something to do."""

    kind: str
    text: str
    waits: bool = False


QUIET = CellMark("none", "")
EMPTY = CellMark("empty", "–", waits=True)


def mark_missing(cell: HeatCell | None) -> CellMark:
    """How many people there are; a dash for nobody, a question mark where no credit names anybody."""
    if cell is None:
        return EMPTY
    if not cell.people:
        return CellMark("part", "?", waits=True)
    return CellMark("full", str(cell.people))


def mark_unconfirmed(cell: HeatCell | None) -> CellMark:
    """How many of the credits are drafts."""
    if cell is None:
        return QUIET
    if cell.drafts:
        return CellMark("part", f"{cell.drafts}/{cell.credits}", waits=True)
    return CellMark("full", "✓")


def mark_ai(cell: HeatCell | None) -> CellMark:
    """Whether AI was used, as far as people were asked."""
    if cell is None:
        return QUIET
    used = "AI" if cell.ai_used else ""
    if cell.not_asked:
        return CellMark("part", f"{used}?", waits=True)
    return CellMark("used" if used else "full", used or "✓")


LAYERS: dict[str, tuple[object, Callable[[HeatCell | None], CellMark]]] = {
    "missing": (pgettext_lazy("heat map", "Missing"), mark_missing),
    "unconfirmed": (pgettext_lazy("heat map", "Unconfirmed"), mark_unconfirmed),
    "ai": (pgettext_lazy("heat map", "AI"), mark_ai),
}
"""The layers by the word of their address: what each is called, and how it marks a cell."""
LEGENDS = {
    "missing": (
        ("–", gettext_lazy("nobody is entered")),
        ("?", gettext_lazy("the credit names nobody")),
        ("1", gettext_lazy("so many people")),
    ),
    "unconfirmed": (
        ("1/2", gettext_lazy("so many drafts of so many credits")),
        ("✓", gettext_lazy("all confirmed")),
    ),
    "ai": (
        ("?", gettext_lazy("not asked")),
        ("AI", gettext_lazy("AI was used")),
        ("✓", gettext_lazy("no AI, as declared")),
    ),
}


def describe_legend(layer: str) -> list[tuple[str, str]]:
    """The marks of a layer, each with what it means."""
    return [(mark, str(meaning)) for mark, meaning in LEGENDS[layer]]


def count_waiting_cells(heat: HeatMap, role: Role, layer: str) -> int:
    mark = LAYERS[layer][1]
    held = heat.cells.get(role.pk, {})
    return sum(mark(held.get(cut.key)).waits for cut in heat.cuts)


def build_head(heat: HeatMap, layer: str) -> SafeString:
    """The heading of each role, with how many of its cells wait for somebody."""
    heads = [
        format_html(
            '<th scope="col" data-role="{}"><span>{}</span><small>{}</small></th>',
            role.code, role, (waiting and gettext("%d to do") % waiting) or "",
        )
        for role in heat.roles
        if (waiting := count_waiting_cells(heat, role, layer)) >= 0
    ]  # fmt: skip
    return mark_safe("".join(heads))


def build_rows(heat: HeatMap, layer: str, sheet: str) -> SafeString:
    """A line for each cut: its number leads to the sheet at `sheet`, its cells are in the order of the roles."""
    mark = LAYERS[layer][1]
    columns = [heat.cells.get(role.pk, {}) for role in heat.roles]
    address, quiet = conditional_escape(sheet), write_cell(mark(None))
    written: dict[tuple[int, ...], str] = {}
    lines = []
    for cut in heat.cuts:
        cells = []
        for column in columns:
            cell = column.get(cut.key)
            if cell is None:
                cells.append(quiet)
                continue
            figures = (cell.people, cell.nobody, cell.drafts, cell.not_asked, cell.ai_used)
            if figures not in written:
                written[figures] = write_cell(mark(cell))
            cells.append(written[figures])
        number = conditional_escape(cut.number)
        lines.append(
            f'<tr data-cut="{cut.key}"><th scope="row"><a href="{address}#cut={cut.key}">{number}</a></th>{"".join(cells)}</tr>'
        )
    return mark_safe("".join(lines))


def write_cell(mark: CellMark) -> str:
    return f'<td class="{mark.kind}">{conditional_escape(mark.text)}</td>'

"""The table of a heat map as HTML, written here since a template takes some hundred milliseconds for the cells of a large sheet."""

from __future__ import annotations

from collections import Counter
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


def build_table(heat: HeatMap, layer: str, sheet: str) -> tuple[SafeString, SafeString]:
    """The headings of the roles, each with how many of its cells wait for somebody, and a line for each cut.

    The number of a cut leads to the sheet at `sheet`; its cells are in the order of the roles. Equal cells are written once.
    """
    mark = LAYERS[layer][1]
    marks = {cell: mark(HeatCell.unpack(cell)) for row in heat.cells.values() for cell in set(row.values())}
    marks[NO_CELL] = mark(None)
    written = {
        cell: f'<td class="{each.kind}">{conditional_escape(each.text)}</td>' for cell, each in marks.items()
    }
    keys = [cut.key for cut in heat.cuts]
    columns, heads = [], []
    for role in heat.roles:
        held = heat.cells.get(role.pk, {})
        cells = [held.get(key, NO_CELL) for key in keys]
        waiting = sum(count for cell, count in Counter(cells).items() if marks[cell].waits)
        heads.append(build_head(role, waiting))
        columns.append([written[cell] for cell in cells])
    address = conditional_escape(sheet)
    rows = zip(*columns, strict=True) if columns else ([] for _key in keys)
    lines = [
        f'<tr data-cut="{cut.key}"><th scope="row"><a href="{address}#cut={cut.key}">{conditional_escape(cut.number)}</a></th>'
        f"{''.join(row)}</tr>"
        for cut, row in zip(heat.cuts, rows, strict=True)
    ]
    return mark_safe("".join(heads)), mark_safe("".join(lines))


NO_CELL = 0
"""Where there is no credit: a packed cell that was counted is more."""


def build_head(role: Role, waiting: int) -> str:
    told = gettext("%d to do") % waiting if waiting else ""
    return format_html(
        '<th scope="col" data-role="{}"><span>{}</span><small>{}</small></th>', role.code, role, told
    )

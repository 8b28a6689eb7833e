"""What stands behind the texts of a roll over a picture: plates on cards, and the edge and shadow of letters, in pixels of the raster."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.layout.text_measure import measure_cell
from productions.rollkit.screen_spec import Raster
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.model import Template


def build_edge(backing: Backing, raster: Raster) -> dict[str, Any]:
    """What `strip.typ` reads of a page: how wide the edge of its letters is, how far their shadow falls; nothing where there is neither."""
    outline, shadow = raster.scale_px(backing.outline), raster.scale_px(backing.shadow)
    if not (outline or shadow):
        return {}
    return {"backing": {"outline": outline, "shadow": shadow, "edge": backing.edge}}


def build_plates(
    placed: Sequence[tuple[int, Row]], raster: Raster, template: Template
) -> list[dict[str, Any]]:
    """The plate of a card as a cell that stands before all others; `placed` are its rows with their places. None where it has none."""
    backing = template.backing
    if backing.plate == "none":
        return []
    margin = raster.scale_px(backing.margin)
    build = measure_texts_box if backing.plate == "texts" else measure_place_box
    left, top, right, bottom = build(placed, raster, template, margin)
    left, top = max(0, left), max(0, top)
    box = {
        "x": left,
        "y": top,
        "width": min(raster.width, right) - left,
        "height": min(raster.height, bottom) - top,
    }
    return [{**box, "text": "", "fill": backing.plate_colour, "percent": backing.plate_percent}]


def measure_texts_box(
    placed: Sequence[tuple[int, Row]], raster: Raster, template: Template, margin: int
) -> tuple[int, int, int, int]:
    """Left, top, right and bottom edge of what stands on a card, and `margin` around it."""
    spans = list(list_spans(cell for _y, row in placed for cell in row.cells))
    shown = [(y, y + row.height) for y, row in placed if row.cells]
    begins, ends = min(span[0] for span in spans) - margin, max(span[1] for span in spans) + margin
    first, last = min(top for top, _bottom in shown) - margin, max(bottom for _top, bottom in shown) + margin
    if template.writing == "vertical":
        return raster.width - last, begins, raster.width - first, ends
    return begins, first, ends, last


def list_spans(cells: Iterable[Cell]) -> Iterable[tuple[int, int]]:
    """Where each cell's text or picture begins and ends along its line."""
    for cell in cells:
        if cell.logo is not None or cell.qr or cell.dots:
            yield cell.x, cell.x + cell.width
            continue
        wide = min(cell.width, ceil(measure_cell(cell)))
        free = cell.width - wide
        left = cell.x + {"left": free, "right": 0, "middle": free // 2}[cell.column]
        yield left, left + wide


def measure_place_box(
    placed: Sequence[tuple[int, Row]], raster: Raster, template: Template, margin: int
) -> tuple[int, int, int, int]:
    """The same of the part of the screen that the template has for texts: from edge to edge, and `margin` into the other half."""
    area = compute_safe_area(raster, template)
    left = area.left - margin if template.area == "right" else 0
    right = area.left + area.width + margin if template.area == "left" else raster.width
    if template.writing == "vertical" and template.area != "full":
        return 0, left, raster.width, right if template.area == "left" else raster.height
    return left, 0, right, raster.height

"""What stands behind the texts of a roll over a picture: plates on cards, and the edge and shadow of letters, in pixels of the raster."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any

from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.layout.text_measure import measure_cell
from productions.rollkit.screen_spec import Raster
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.model import Template

MAX_SHADOW_STROKES = 6
MAX_PLATE_LAYERS = 20
"""So many layers show no steps: of a shadow of a few pixels, of a plate of up to 200. More would add up what drawing rounds them by."""


def build_edge(backing: Backing, raster: Raster) -> dict[str, Any]:
    """What `strip.typ` reads of a page: how wide the edge of its letters is, how far their shadow falls; nothing where there is neither.

    A shadow that is blurred has strokes (`blur`), the widest first, each with its width and its colour as #rrggbbaa.
    """
    outline, shadow = raster.scale_px(backing.outline), raster.scale_px(backing.shadow)
    blur = raster.scale_px(backing.shadow_blur) if backing.shadow_blur else 0
    if not (outline or shadow or blur):
        return {}
    edge: dict[str, Any] = {"outline": outline, "shadow": shadow, "edge": backing.edge}
    if blur:
        edge["blur"] = [
            [2 * (outline + blur * share), f"{backing.edge}{round(255 * opacity):02x}"]
            for share, opacity in compute_fading(1, min(blur, MAX_SHADOW_STROKES))
        ]
    return {"backing": edge}


def compute_fading(opacity: float, steps: int) -> Iterator[tuple[float, float]]:
    """Layers that fade out to nothing, the widest first: how much of the blur each spreads over, from 1 to 0, and its own opacity.

    They lie on one another, all of them below the last one; what shows is a smooth step from 0 to `opacity`. Files keep 255 opacities:
    what one is rounded by is made up for by the next.
    """
    before = 0.0
    for step in range(1, steps + 2):
        share = step / (steps + 1)
        shown = opacity * share * share * (3 - 2 * share)
        own = round(255 * (shown - before) / (1 - before)) / 255
        yield 1 - (step - 1) / steps, own
        before += own * (1 - before)


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
    plate = {**box, "text": "", "fill": backing.plate_colour, "percent": backing.plate_percent}
    blur = raster.scale_px(backing.plate_blur) if backing.plate_blur else 0
    return list(blur_plate(plate, blur)) if blur else [plate]


def blur_plate(plate: dict[str, Any], blur: int) -> Iterator[dict[str, Any]]:
    """The plate in layers, the widest of them `blur` pixels around it with round corners, so that it fades out."""
    for share, opacity in compute_fading(plate["percent"] / 100, min(blur, MAX_PLATE_LAYERS)):
        around = round(blur * share)
        yield {
            **plate,
            "x": plate["x"] - around,
            "y": plate["y"] - around,
            "width": plate["width"] + 2 * around,
            "height": plate["height"] + 2 * around,
            "percent": 100 * opacity,
            "radius": around,
        }


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

"""Pages of a reel cut into tiles for a preview, each known by a hash of what is on it.

A tile ends where a section does, or between two rows where it would be higher than the screen, so a change moves
the others without changing them: their names stay, and whoever has their pictures keeps them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from productions.rollkit.fonts.font_set import list_font_versions
from productions.rollkit.images.png import encode_quick_png
from productions.rollkit.layout.reel import STRIP_TEMPLATE, Reel, render_pdf
from productions.rollkit.rendering.pdfium_lock import PDFIUM_LOCK

SECTION_GAP_DIVISOR = 12
"""A gap of this share of the screen's height parts two tiles: sections move apart, blocks stay together."""


@dataclass(frozen=True, slots=True)
class Tile:
    """`top` and `height` in rows of pixels of its page; as wide as the page. `page` is what `strip.typ` sets."""

    name: str
    top: int
    height: int
    page: dict[str, Any]


def build_tiles(reel: Reel) -> tuple[tuple[Tile, ...], ...]:
    """The tiles of each page, from the top; rows without any text have none."""
    return tuple(tuple(split_page_tiles(page, reel)) for page in reel.pages)


def split_page_tiles(page: dict[str, Any], reel: Reel) -> Iterator[Tile]:
    tallest = reel.raster.height
    for cells in group_bands(page["cells"], tallest, tallest // SECTION_GAP_DIVISOR):
        top = cells[0]["y"]
        height = max(cell["y"] + cell["height"] for cell in cells) - top
        moved = [{**cell, "y": cell["y"] - top} for cell in cells]
        own = {**page, "height": height, "cells": moved}
        yield Tile(hash_tile(own, reel), top, height, own)


def group_bands(cells: Sequence[dict[str, Any]], tallest: int, gap: int) -> Iterator[list[dict[str, Any]]]:
    """Cells that are drawn together: rows with less than `gap` between them, up to `tallest`; no row is cut."""
    band: list[dict[str, Any]] = []
    top = bottom = 0
    for row in group_overlapping_cells(cells):
        end = max(cell["y"] + cell["height"] for cell in row)
        if band and (row[0]["y"] - bottom >= gap or end - top > tallest):
            yield band
            band = []
        top = top if band else row[0]["y"]
        band, bottom = [*band, *row], end
    if band:
        yield band


def group_overlapping_cells(cells: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Cells that overlap in height."""
    row: list[dict[str, Any]] = []
    bottom = 0
    for cell in sorted(cells, key=lambda cell: cell["y"]):
        if row and cell["y"] >= bottom:
            yield row
            row, bottom = [], 0
        row.append(cell)
        bottom = max(bottom, cell["y"] + cell["height"])
    if row:
        yield row


def hash_tile(page: dict[str, Any], reel: Reel) -> str:
    """SHA-256 of all that the picture depends on, its first 32 hexadecimal digits."""
    told = json.dumps(
        [RENDERER_DIGEST, reel.lang, list_font_versions(reel.fonts, reel.borrowed), reel.background, page],
        ensure_ascii=False,
        sort_keys=True,
    )
    return sha256(told.encode()).hexdigest()[:32]


RENDERER_DIGEST = sha256(
    STRIP_TEMPLATE.read_bytes() + version("typst").encode() + version("pypdfium2").encode()
).hexdigest()
"""The same data are another picture with another template or another version of what draws it."""


def render_tile_png(reel: Reel, page: dict[str, Any]) -> bytes:
    """One tile as PNG, 1 pixel a unit, drawn as the pages of `reel` are."""
    # 10 MB that most web processes never need.
    import pypdfium2

    pdf = render_pdf(replace(reel, title="", pages=(page,)), background=reel.background)
    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(pdf)
        bitmap = document[0].render(scale=1, rev_byteorder=True)
        data, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        document.close()
    return encode_quick_png([data[start : start + width * 3] for start in range(0, len(data), stride)])

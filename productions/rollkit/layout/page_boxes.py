"""Rows on pages as typst sets them: 1 unit of the PDF is 1 pixel.

The pages of a strip are cut between its rows, join without a seam, in order, and none is taller than readers open. A
card is a page of the raster's size.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from productions.rollkit.fonts.font_set import FORM_LANGUAGES
from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.tategaki import split_vertical_pieces
from productions.rollkit.screen_spec import Raster

MAX_PAGE_PIXELS = 14_400
"""Some readers fail on a taller page."""


def build_pages(rows: Sequence[tuple[int, Row]], height: int, raster: Raster) -> list[dict[str, Any]]:
    """Each page's size and its cells, with their boxes in whole pixels, of a strip `height` high."""
    cuts = [0]
    bottom_of_strip = [(y, y + row.height) for y, row in rows[:-1]] + [(rows[-1][0], height)]
    for y, end in bottom_of_strip:
        if end - cuts[-1] > MAX_PAGE_PIXELS:
            cuts.append(y)
    cuts.append(height)
    return [
        build_page((each for each in rows if top <= each[0] < bottom), raster.width, bottom - top, top=top)
        for top, bottom in pairwise(cuts)
    ]


def build_page(rows: Iterable[tuple[int, Row]], width: int, height: int, *, top: int = 0) -> dict[str, Any]:
    """A page whose top edge is at `top` of where the rows are."""
    cells = [box for y, row in rows for box in build_row_boxes(row, y - top, width)]
    return {"width": width, "height": height, "cells": cells}


def build_row_boxes(row: Row, y: int, width: int) -> list[dict[str, Any]]:
    """The row's cells; vertical lines are counted from the right of the page."""
    return [build_cell_box(row, cell, y, width) for cell in row.cells]


def build_cell_box(row: Row, cell: Cell, y: int, width: int) -> dict[str, Any]:
    if cell.logo is not None:
        return build_logo_box(row, cell, cell.logo, y)
    return build_vertical_box(row, cell, width - y) if cell.look.vertical else build_text_box(row, cell, y)


def build_logo_box(row: Row, cell: Cell, logo: LogoFile, y: int) -> dict[str, Any]:
    """The box of a logo; its file is named by its content."""
    place = {"x": cell.x, "y": y, "width": cell.width, "height": row.height}
    return {**place, "text": cell.text, "logo": logo.file, "plate": cell.plate}


def build_text_box(row: Row, cell: Cell, y: int) -> dict[str, Any]:
    """The box of a text; in `parts`, each with its family, where typst would take another font.

    How it is `written` is what typst is told of it alone: that it runs from right to left, and a language of its own.
    """
    look = cell.look
    box: dict[str, Any] = {
        "column": cell.column,
        "x": cell.x,
        "y": y,
        "width": cell.width,
        "height": row.height,
        "size": look.size,
        "white": look.white,
        "bold": look.bold,
        "text": cell.text,
    }
    if parts := look.fonts.parts(cell.text, bold=look.bold):
        box["parts"] = parts
    written: dict[str, Any] = {"dir": "rtl"} if is_written_from_right(cell.text) else {}
    if language := FORM_LANGUAGES.get(look.fonts.lang):
        written["lang"], written["region"] = language
    if written:
        box["written"] = written
    return box


def build_vertical_box(row: Row, cell: Cell, right: int) -> dict[str, Any]:
    """The box stood on its end, with the pieces of its text: each text in parts, length in pixels, and whether it is turned."""
    size, fonts, bold = cell.look.size, cell.look.fonts, cell.look.bold
    pieces = split_vertical_pieces(cell.text, fonts, bold=bold)
    return build_text_box(row, cell, cell.x) | {
        "x": right - row.height,
        "width": row.height,
        "height": cell.width,
        "pieces": [
            [fonts.parts(piece.text, bold=bold) or [[piece.text, None]], piece.ems * size, piece.turned]
            for piece in pieces
        ],
    }

"""Rows on pages as typst sets them: 1 unit of the PDF is 1 pixel.

The pages of a strip are cut between its rows, join without a seam, in order, and none is taller than readers open. A
card is a page of the raster's size.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from productions.roll.delivery import Raster
from productions.roll.logos import Logo
from productions.roll.screen.parts import Cell, Row
from productions.roll.screen.vertical import pieces_of

TALLEST = 14_400
"""Some readers fail on a taller page."""


def pages_of(rows: Sequence[tuple[int, Row]], height: int, raster: Raster) -> list[dict[str, Any]]:
    """Each page's size and its cells, with their boxes in whole pixels, of a strip `height` high."""
    cuts = [0]
    bottom_of_strip = [(y, y + row.height) for y, row in rows[:-1]] + [(rows[-1][0], height)]
    for y, end in bottom_of_strip:
        if end - cuts[-1] > TALLEST:
            cuts.append(y)
    cuts.append(height)
    return [
        page((each for each in rows if top <= each[0] < bottom), raster.width, bottom - top, top=top)
        for top, bottom in pairwise(cuts)
    ]


def page(rows: Iterable[tuple[int, Row]], width: int, height: int, *, top: int = 0) -> dict[str, Any]:
    """A page whose top edge is at `top` of where the rows are."""
    cells = [box for y, row in rows for box in boxes(row, y - top, width)]
    return {"width": width, "height": height, "cells": cells}


def boxes(row: Row, y: int, width: int) -> list[dict[str, Any]]:
    """The row's cells; vertical lines are counted from the right of the page."""
    return [box(row, cell, y, width) for cell in row.cells]


def box(row: Row, cell: Cell, y: int, width: int) -> dict[str, Any]:
    if cell.logo is not None:
        return pictured(row, cell, cell.logo, y)
    return standing(row, cell, width - y) if cell.look.vertical else lying(row, cell, y)


def pictured(row: Row, cell: Cell, logo: Logo, y: int) -> dict[str, Any]:
    """The box of a logo; its file is named by its content."""
    place = {"x": cell.x, "y": y, "width": cell.width, "height": row.height}
    return {**place, "text": cell.text, "logo": logo.file, "plate": cell.plate}


def lying(row: Row, cell: Cell, y: int) -> dict[str, Any]:
    """The box of a text; in `parts`, each with its family, where typst would take another font."""
    parts = cell.look.fonts.parts(cell.text, bold=cell.look.bold)
    return ({"parts": parts} if parts else {}) | {
        "column": cell.column,
        "x": cell.x,
        "y": y,
        "width": cell.width,
        "height": row.height,
        "size": cell.look.size,
        "white": cell.look.white,
        "bold": cell.look.bold,
        "text": cell.text,
    }


def standing(row: Row, cell: Cell, right: int) -> dict[str, Any]:
    """The box stood on its end, with the pieces of its text: each text in parts, length in pixels, and whether it is turned."""
    size, fonts, bold = cell.look.size, cell.look.fonts, cell.look.bold
    pieces = pieces_of(cell.text, fonts, bold=bold)
    return lying(row, cell, cell.x) | {
        "x": right - row.height,
        "width": row.height,
        "height": cell.width,
        "pieces": [
            [fonts.parts(piece.text, bold=bold) or [[piece.text, None]], piece.ems * size, piece.turned]
            for piece in pieces
        ],
    }

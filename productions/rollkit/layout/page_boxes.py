"""Rows on pages as typst sets them: 1 unit of the PDF is 1 pixel.

The pages of a strip are cut between its rows, join without a seam, in order, and none is taller than readers open. A
card is a page of the raster's size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.boxes import Cell, Row, SpacedRun, TextStyle
from productions.rollkit.layout.letter_clusters import split_letters
from productions.rollkit.layout.ruby import list_ruby_cells
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
    build = build_vertical_box if cell.look.vertical else build_text_box
    box = build(row, cell, width - y if cell.look.vertical else y)
    if cell.ruby is None:
        return box
    above = Row(row.above, ())
    readings = [
        build(above, reading, width - y if cell.look.vertical else y) for reading in list_ruby_cells(cell)
    ]
    return box | {"ruby": [reading | {"y": reading["y"] - box["y"]} for reading in readings]}


def build_logo_box(row: Row, cell: Cell, logo: LogoFile, y: int) -> dict[str, Any]:
    """The box of a logo; its file is named by its content."""
    place = {"x": cell.x, "y": y, "width": cell.width, "height": row.height}
    return {**place, "text": cell.text, "logo": logo.file, "plate": cell.plate}


def build_text_box(row: Row, cell: Cell, y: int) -> dict[str, Any]:
    """The box of a text; in `parts`, each with its family, where typst would take another font. The text stands below `above`."""
    parts = cell.look.fonts.parts(cell.text, bold=cell.look.bold)
    found = (
        ({"parts": parts} if parts else {})
        | build_spread_pieces(cell)
        | {
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
    )
    return found | {"above": row.above} if row.above else found


def build_vertical_box(row: Row, cell: Cell, right: int) -> dict[str, Any]:
    """The box stood on its end, with the pieces of its text: each text in parts, length in pixels, and whether it is turned."""
    # Readings stand on the right of a line that runs downwards.
    runs = cell.spaced.runs if cell.spaced else (SpacedRun(cell.text),)
    return build_text_box(replace(row, above=0), cell, cell.x) | {
        "x": right - row.height,
        "width": row.height - row.above,
        "height": cell.width,
        "pieces": [piece for run in runs for piece in build_vertical_pieces(run, cell.look)],
    }


def build_vertical_pieces(run: SpacedRun, look: TextStyle) -> Iterator[list[Any]]:
    """The pieces of a run, each with its length, and behind letters an empty one that parts them from the next."""
    size, fonts, bold = look.size, look.fonts, look.bold
    pieces = split_vertical_pieces(run.text, fonts, bold=bold)
    for index, piece in enumerate(pieces, 1):
        parts = fonts.parts(piece.text, bold=bold) or [[piece.text, None]]
        space = run.tracking if index < len(pieces) else run.after
        if piece.text.isspace():
            yield [parts, piece.ems * size + space, piece.turned]
            continue
        yield [parts, piece.ems * size, piece.turned]
        if space:
            yield [[["", None]], space, False]


def build_spread_pieces(cell: Cell) -> dict[str, Any]:
    """What `strip.typ` sets in place of the text: pieces in parts, each with the space behind it, in pixels.

    Letters with a space between them are pieces of their own: typst loses its own tracking where the script changes (仕上|げ).
    """
    if cell.spaced is None:
        return {}
    fonts, bold = cell.look.fonts, cell.look.bold
    return {
        "spread": [
            [fonts.parts(text, bold=bold) or [[text, None]], after]
            for run in cell.spaced.runs
            for text, after in split_spaced_run(run)
        ]
    }


def split_spaced_run(run: SpacedRun) -> Iterator[tuple[str, float]]:
    """The letters of a run with the space behind each, or the whole run where there is none between them."""
    letters = split_letters(run.text) if run.tracking else [run.text]
    for index, letter in enumerate(letters, 1):
        yield letter, run.tracking if index < len(letters) else run.after

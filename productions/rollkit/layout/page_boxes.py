"""Rows on pages as typst sets them: 1 unit of the PDF is 1 pixel.

The pages of a strip are cut between its rows, join without a seam, in order, and none is taller than readers open. A
card is a page of the raster's size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from productions.rollkit.fonts.font_set import FORM_LANGUAGES
from productions.rollkit.fonts.letter_spacing import split_spaced_runs
from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.boxes import Cell, Row, SpacedRun, SpacedText, TextStyle
from productions.rollkit.layout.letter_clusters import split_letters
from productions.rollkit.layout.ruby import list_ruby_cells
from productions.rollkit.layout.tategaki import split_vertical_pieces
from productions.rollkit.layout.text_measure import measure_indent
from productions.rollkit.screen_spec import Raster

MAX_PAGE_PIXELS = 14_400
"""Some readers fail on a taller page."""
MIN_DOT_PIXELS = 2
DOT_DIVISOR = 11
"""A leader's dot is an eleventh of the type's size: what a full stop is in the shipped fonts."""
FONT_ASCENT = 0.88
"""From the top of the box that `strip.typ` sets every font in down to its base line, in ems."""


def build_pages(rows: Sequence[tuple[int, Row]], height: int, raster: Raster) -> list[dict[str, Any]]:
    """Each page's size and its cells, with their boxes in whole pixels, of a strip `height` high."""
    cuts = [0]
    clear = bottom = 0  # where nothing hangs over, and how far down the rows so far reach
    ends = [(y, y + row.height) for y, row in rows[:-1]] + [(rows[-1][0], height)]
    for y, end in ends:
        if y >= bottom:
            clear = y
        bottom = max(bottom, end)
        if end - cuts[-1] > MAX_PAGE_PIXELS:
            cuts.append(clear)
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
    """The row's cells, with the lane that they stand in; vertical lines are counted from the right of the page."""
    boxes = [build_cell_box(row, cell, y, width) for cell in row.cells]
    return [{**box, "lane": row.lane} for box in boxes] if row.lane else boxes


def build_cell_box(row: Row, cell: Cell, y: int, width: int) -> dict[str, Any]:
    """The cell's box. A line that goes on with a name is set in where names begin at the left of their column."""
    if cell.logo is not None:
        return build_logo_box(row, cell, cell.logo, y)
    if cell.qr:
        place = {"x": cell.x, "y": y, "width": cell.width, "height": row.height}
        return {**place, "text": cell.text, "qr": cell.qr}
    if cell.dots:
        return build_leader_box(row, cell, y)
    if cell.look.goes_on and cell.column == "right":
        indent = measure_indent(cell.look)
        cell = cell._replace(x=cell.x + indent, width=cell.width - indent)
    build = build_vertical_box if cell.look.vertical else build_text_box
    box = build(row, cell, width - y if cell.look.vertical else y)
    if cell.ruby is None or not cell.ruby.parts:
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


def build_leader_box(row: Row, cell: Cell, y: int) -> dict[str, Any]:
    """The box of a leader: dots `dots` apart, each `dot` wide, `rise` pixels below the row's top edge."""
    dot, rise = measure_dot(cell.look, row.height, middle=cell.look.fonts.lang == "ja")
    place = {"x": cell.x, "y": y, "width": cell.width, "height": row.height, "text": ""}
    return {**place, "dots": cell.dots, "dot": dot, "rise": rise, "white": cell.look.white}


def measure_dot(look: TextStyle, height: int, *, middle: bool) -> tuple[int, int]:
    """How wide a leader's dot is and where its top edge lies in a row: on the base line, or in the `middle` of the line as Japanese has it."""
    dot = max(MIN_DOT_PIXELS, round(look.size / DOT_DIVISOR))
    if middle:
        return dot, (height - dot) // 2
    return dot, round(height / 2 + (FONT_ASCENT - 0.5) * look.size) - dot


def build_text_box(row: Row, cell: Cell, y: int) -> dict[str, Any]:
    """The box of a text; in `parts`, each with its family, where typst would take another font or is told to space letters.

    It has the percent of its width where it is narrowed, and is marked where it is too wide for its column. How it is `written` is what typst
    is told of it alone: that it runs from right to left, and a language of its own. The text stands below `above`.
    """
    (parts, spacing), look = split_parts(cell.text, cell.look), cell.look
    found: dict[str, Any] = {
        "column": cell.column,
        "x": cell.x,
        "y": y,
        "width": cell.width,
        "height": row.height,
        "size": look.size,
        "white": look.white,
        "weight": look.weight,
        "text": cell.text,
    }
    # A roll has thousands of texts of which none of the following is true.
    if parts:
        found["parts"] = parts
    if spacing:
        found["spacing"] = spacing
    if look.drop:
        found["drop"] = look.drop
    if look.narrow != 100:
        found["narrow"] = look.narrow
    if look.fit and look.fit.over:
        found["over"] = True
    if row.above:
        found["above"] = row.above
    if cell.spaced is not None:
        found["spread"] = list(iter_spread_pieces(cell.spaced, look))
    written: dict[str, Any] = {"dir": "rtl"} if is_written_from_right(cell.text) else {}
    written |= tell_language(look)
    if written:
        found["written"] = written
    return found


def tell_language(look: TextStyle) -> dict[str, Any]:
    """What typst is told of the language of a text, where its characters have forms of their own in it."""
    language = FORM_LANGUAGES.get(look.fonts.lang)
    return dict(zip(("lang", "region"), language, strict=True)) if language else {}


def split_parts(text: str, look: TextStyle) -> tuple[Sequence[tuple[str, str | None]], float]:
    """The text in parts, each with the family that must set it (none: it is set as it is), and the pixels between its letters."""
    parts = look.fonts.parts(text, weight=look.weight)
    runs = split_spaced_runs(text, parts) if look.spacing else ()
    return (runs, look.size * look.spacing_ems) if runs else (parts, 0.0)


def build_vertical_box(row: Row, cell: Cell, right: int) -> dict[str, Any]:
    """The box stood on its end, with the pieces of its text: each text in parts, length in pixels, and whether it is turned.

    `apart` are the pixels between the letters of a word that is turned, unless its piece has its own. Readings stand on the right of the line.
    """
    runs = cell.spaced.runs if cell.spaced else (SpacedRun(cell.text),)
    apart = cell.look.size * cell.look.spacing_ems
    return (
        build_text_box(row._replace(above=0), cell, cell.x)
        | {
            "x": right - row.height,
            "width": row.height - row.above,
            "height": cell.width,
            "pieces": [piece for run in runs for piece in build_vertical_pieces(run, cell.look)],
        }
        | ({"apart": apart} if apart else {})
    )


def build_vertical_pieces(run: SpacedRun, look: TextStyle) -> Iterator[list[Any]]:
    """The pieces of a run, each with its length, and behind letters one without parts, the space to the next."""
    look = replace(look, fonts=run.fonts) if run.fonts else look
    told = tell_language(look) if run.fonts else {}
    pieces = split_vertical_pieces(run.text, look.fonts, weight=look.weight, spacing=look.spacing_ems)
    # Where nothing is narrowed, lengths stay what they are to the last bit.
    narrowed = 1 if look.narrow == 100 else look.narrow / 100
    if not run.text and run.after:
        yield [[], run.after * narrowed, False]
    for index, piece in enumerate(pieces, 1):
        parts, apart = split_parts(piece.text, look)
        parts = parts or [(piece.text, None)]
        space = run.tracking + look.size * look.spacing_ems if index < len(pieces) else run.after
        if piece.text.isspace():
            yield [parts, (piece.ems * look.size + space) * narrowed, piece.turned]
            continue
        # Letters that join, as Arabic ones, have no space between them.
        own: list[Any] = [0] if piece.turned and look.spacing and not apart else []
        if told:
            own = [*(own or [look.size * look.spacing_ems]), told]
        yield [parts, piece.ems * look.size * narrowed, piece.turned, *own]
        if space:
            yield [[], space * narrowed, False]


def iter_spread_pieces(spaced: SpacedText, look: TextStyle) -> Iterator[list[Any]]:
    """What `strip.typ` sets in place of the text: pieces in parts, each with the space behind it and between its letters, in pixels.

    Letters with a space between them are pieces of their own: typst loses its own tracking where the script changes (仕上|げ).
    """
    for run in spaced.runs:
        written = replace(look, fonts=run.fonts) if run.fonts else look
        own = [tell_language(written)] if run.fonts else []
        for text, after in split_spaced_run(run, look.size * look.spacing_ems):
            parts, apart = split_parts(text, written)
            yield [parts or [(text, None)], after, apart, *own]


def split_spaced_run(run: SpacedRun, spacing: float) -> Iterator[tuple[str, float]]:
    """The letters of a run with the space behind each, or the whole run where there is none of its own between them."""
    letters = split_letters(run.text) if run.tracking else [run.text]
    for index, letter in enumerate(letters, 1):
        yield letter, run.tracking + spacing if index < len(letters) else run.after

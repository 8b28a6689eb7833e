"""Pages of a reel cut into tiles for a preview, each known by a hash of what is on it.

A tile ends at an empty row or between two rows of text, so a change moves the others without changing them: their
names stay, and whoever has their pictures keeps them.
"""

import json
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import numpy
import pypdfium2

from productions.roll.fonts import versions
from productions.roll.screen.reel import TEMPLATE, Reel, pdf_of

BACKGROUND = "#000000"
PDFIUM = threading.Lock()
"""PDFium is not safe to use from two threads."""


@dataclass(frozen=True, slots=True)
class Tile:
    """`top` and `height` in rows of pixels of its page; as wide as the page. `page` is what `strip.typ` sets."""

    name: str
    top: int
    height: int
    page: dict[str, Any]


def tiles_of(reel: Reel) -> tuple[tuple[Tile, ...], ...]:
    """The tiles of each page, from the top; rows without any text have none."""
    tallest = reel.raster.height // 2
    return tuple(tuple(page_tiles(page, reel, tallest)) for page in reel.pages)


def page_tiles(page: dict[str, Any], reel: Reel, tallest: int) -> Iterator[Tile]:
    for cells in bands(page["cells"], tallest):
        top = cells[0]["y"]
        height = max(cell["y"] + cell["height"] for cell in cells) - top
        moved = [{**cell, "y": cell["y"] - top} for cell in cells]
        own = {**page, "height": height, "cells": moved}
        yield Tile(name_of(own, reel), top, height, own)


def bands(cells: Sequence[dict[str, Any]], tallest: int) -> Iterator[list[dict[str, Any]]]:
    """Cells that are set together: rows that touch, up to `tallest`; a row is never cut."""
    band: list[dict[str, Any]] = []
    top = bottom = 0
    for row in rows_of(cells):
        end = max(cell["y"] + cell["height"] for cell in row)
        if band and (row[0]["y"] > bottom or end - top > tallest):
            yield band
            band = []
        top = top if band else row[0]["y"]
        band, bottom = [*band, *row], end
    if band:
        yield band


def rows_of(cells: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
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


def name_of(page: dict[str, Any], reel: Reel) -> str:
    """SHA-256 of all that the picture depends on, its first 32 hexadecimal digits."""
    told = json.dumps([LOOK, reel.lang, versions(reel.fonts), page], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()[:32]


LOOK = sha256(TEMPLATE.read_bytes() + version("typst").encode() + version("pypdfium2").encode()).hexdigest()
"""The same data are another picture with another template or another version of what draws it."""


def picture(reel: Reel, page: dict[str, Any]) -> bytes:
    """One tile as PNG, 1 pixel a unit, drawn as the pages of `reel` are."""
    pdf = pdf_of(replace(reel, title="", pages=(page,)), background=BACKGROUND)
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        pixels = document[0].render(scale=1, rev_byteorder=True).to_numpy().copy()
        document.close()
    return png(pixels)


def png(pixels: Any) -> bytes:
    """Rows of RGB pixels as PNG (W3C PNG, third edition); in one channel where they have no colour.

    Written here since somebody waits for it: five times faster than `screen.png`, whose bytes are the same everywhere.
    """
    red = pixels[:, :, 0]
    grey = bool((pixels == red[:, :, None]).all())
    rows = (red if grey else pixels).reshape(len(pixels), -1)
    lines = numpy.insert(rows, 0, 0, axis=1)  # every line begins with its filter: none
    header = struct.pack(">IIBBBBB", pixels.shape[1], len(pixels), 8, 0 if grey else 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(chunk, parts))


def chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, data = part
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

"""The strip cut into pages between its rows, as typst sets them: 1 unit of the PDF is 1 pixel.

Pages join without a seam, in order; none is taller than readers open.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from productions.roll.delivery import Raster
from productions.roll.screen.layout import Part, Row, placed

TALLEST = 14_400
"""Some readers fail on a taller page."""


def pages_of(parts: Sequence[Part], gaps: Sequence[int], raster: Raster) -> list[dict[str, Any]]:
    """Each page's size and its cells, with their boxes in whole pixels."""
    rows = list(placed(parts, gaps))
    cuts = [0]
    for y, row in rows:
        if y + row.height - cuts[-1] > TALLEST:
            cuts.append(y)
    last_y, last = rows[-1]
    cuts.append(last_y + last.height)
    return [
        {
            "width": raster.width,
            "height": bottom - top,
            "cells": [cell for y, row in rows if top <= y < bottom for cell in boxes(row, y - top, raster)],
        }
        for top, bottom in pairwise(cuts)
    ]


def boxes(row: Row, y: int, raster: Raster) -> list[dict[str, Any]]:
    edge = (raster.width - raster.safe) // 2
    places = {
        "left": (edge, raster.column),
        "right": (edge + raster.column + raster.gutter, raster.column),
        "middle": (edge, raster.safe),
    }
    return [
        {
            "column": cell.column,
            "x": places[cell.column][0],
            "y": y,
            "width": places[cell.column][1],
            "height": row.height,
            "size": raster.scaled(cell.look.size),
            "white": cell.look.white,
            "bold": cell.look.bold,
            "text": cell.text,
        }
        for cell in row.cells
    ]

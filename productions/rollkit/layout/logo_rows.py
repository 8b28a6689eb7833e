"""Logos side by side: as few rows as hold them, about as long as one another."""

from collections.abc import Iterator, Sequence
from itertools import count

from productions.rollkit.errors import RollRefused
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.template.model import Block
from productions.shared.sentences import Sentence

PLATE_DIVISOR = 8
"""A plate is an eighth of the logo's height wider on every side."""


class LogoTooWide(RollRefused):
    """A logo is wider than the roll's safe area. One sentence names it."""


def build_logo_rows(setting: LayoutStyle, block: Block, logos: Sequence[LogoFile]) -> list[Row]:
    """The rows of a block's logos, in its order. Raises LogoTooWide."""
    known = {logo.name: logo for logo in logos}
    cells = [build_logo_cell(setting, block, known[name]) for name in block.logos]
    if not cells:
        return []
    gap, room = setting.px(block.gap), setting.area.width
    most = block.columns if block.form == "grid" else len(cells)
    fewest = len(list(fill_logo_rows(cells, gap, room, most)))
    even = next(
        rows for most in count(1) if len(rows := list(fill_logo_rows(cells, gap, room, most))) == fewest
    )
    height = setting.px(block.height) + 2 * cells[0].plate
    return [Row(height, tuple(place_logos(setting, block, row, gap))) for row in even]


def build_logo_cell(setting: LayoutStyle, block: Block, logo: LogoFile) -> Cell:
    """A logo in the block's height, not yet at its place."""
    height = setting.px(block.height)
    plate = height // PLATE_DIVISOR if block.plate else 0
    width = max(1, round(height * logo.ratio)) + 2 * plate
    if width > setting.area.width:
        raise LogoTooWide(
            Sentence(
                "The logo “%(name)s” is %(width)d px wide at a height of %(height)d px and the roll has %(room)d px: "
                "make the block's logos less high, or upload the logo in a narrower form.",
                name=logo.name,
                width=width,
                height=height,
                room=setting.area.width,
            )
        )
    said, heading = logo.said.said(setting.lang), block.heading.said(setting.lang)
    return Cell("middle", said, setting.small, 0, width, heading, logo=logo, plate=plate)


def fill_logo_rows(cells: Sequence[Cell], gap: int, room: int, most: int) -> Iterator[list[Cell]]:
    """Rows of at most `most`, each as long as `room` lets it be."""
    row: list[Cell] = []
    for cell in cells:
        if row and (len(row) == most or measure_logo_row([*row, cell], gap) > room):
            yield row
            row = []
        row.append(cell)
    yield row


def place_logos(setting: LayoutStyle, block: Block, row: Sequence[Cell], gap: int) -> Iterator[Cell]:
    area = setting.area
    over = area.width - measure_logo_row(row, gap)
    x = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    for cell in row:
        yield cell._replace(x=x)
        x += cell.width + gap


def measure_logo_row(row: Sequence[Cell], gap: int) -> int:
    return sum(cell.width for cell in row) + gap * (len(row) - 1)

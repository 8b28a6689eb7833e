"""Readings above names (ruby): half as large, over the family and the given name each, where the spaces of both agree.

A reading that is shorter than what it stands above is spread over it with half a space at both ends (JLREQ 3.3.6); a longer one
reaches out on both sides. Where the two would touch, and where the spaces do not agree, the whole reading stands above the whole name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line
from productions.rollkit.layout.boxes import Cell, Row, Ruby, RubyPart, SpacedRun, SpacedText, TextStyle
from productions.rollkit.layout.letter_clusters import split_letters
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

SPACES_PATTERN = re.compile("[ \u00a0\u3000]+")
KANA_NAME_PATTERN = re.compile("[\u3041-\u3096\u309d\u309e\u30a1-\u30fe\uff66-\uff9f\u3099\u309a]+")


def measure_ruby_room(block: Block, groups: Sequence[StudioGroup], look: TextStyle) -> int:
    """The height of readings above the names of a role, in pixels; 0 where there are none."""
    wanted = block.ruby and any(line.reading and line.is_named for group in groups for line in group.lines)
    return get_ruby_style(look).size if wanted else 0


def get_ruby_style(look: TextStyle) -> TextStyle:
    size = look.size // 2
    return replace(look, size=size, pitch=size)


def raise_row(row: Row, above: int) -> Row:
    """The row with so much room for readings."""
    return row._replace(height=row.height + above, above=above) if above else row


def set_ruby(
    block: Block, line: Line, name: str, text: str, spaced: SpacedText | None, look: TextStyle
) -> Ruby | None:
    """The readings above a text that begins with the name of a line; None where nothing is to be read out."""
    reading = line.reading.strip()
    wanted = block.ruby and reading and name == line.name and text.startswith(name)
    if (
        not wanted
        or isinstance(line, JoinedLine)
        or KANA_NAME_PATTERN.fullmatch(SPACES_PATTERN.sub("", name))
    ):
        return None
    width = spaced.width if spaced else measure_text(text, look)
    beside = measure_text(text, look) - measure_text(name, look)
    whole = (RubyPart(reading, 0.0, width - beside),)
    pieces, readings = SPACES_PATTERN.split(name), SPACES_PATTERN.split(reading)
    if len(pieces) != 2 or len(readings) != 2:
        return Ruby(whole, width)
    family, given = (measure_part(piece, look, spaced) for piece in pieces)
    parts = (
        RubyPart(readings[0], 0.0, family),
        RubyPart(readings[1], width - beside - given, given),
    )
    if do_touch(*parts, get_ruby_style(look)):
        return Ruby(whole, width)
    told = tuple(
        part for part, piece in zip(parts, pieces, strict=True) if not KANA_NAME_PATTERN.fullmatch(piece)
    )
    return Ruby(told, width)


def measure_part(piece: str, look: TextStyle, spaced: SpacedText | None) -> float:
    """The width of a family or given name, with the spaces between its letters."""
    runs = spaced.runs if spaced else ()
    tracking = next((run.tracking for run in runs if run.text == piece), 0.0)
    return measure_text(piece, look) + tracking * (len(split_letters(piece)) - 1)


def do_touch(family: RubyPart, given: RubyPart, look: TextStyle) -> bool:
    """Whether two readings would stand less than a quarter of their size apart."""
    over = [max(0.0, (measure_text(part.text, look) - part.width) / 2) for part in (family, given)]
    return family.start + family.width + over[0] + look.size / 4 > given.start - over[1]


def list_ruby_cells(cell: Cell) -> Iterator[Cell]:
    """The readings above a text, each as a text in the middle of what it stands above."""
    if cell.ruby is None:
        return
    over = cell.width - cell.ruby.width
    begins = cell.x + {"right": 0.0, "middle": over / 2, "left": over}[cell.column]
    look = get_ruby_style(cell.look)
    for part in cell.ruby.parts:
        wide = max(part.width, measure_text(part.text, look))
        x = floor(begins + part.start - (wide - part.width) / 2)
        yield Cell("middle", part.text, look, x, ceil(wide), label=True, spaced=spread_ruby(part, look))


def spread_ruby(part: RubyPart, look: TextStyle) -> SpacedText | None:
    """A reading over what it stands above: as much space between its letters as at both ends together."""
    natural, count = measure_text(part.text, look), len(split_letters(part.text))
    if count < 2 or natural >= part.width:
        return None
    each = (part.width - natural) / count
    return SpacedText((SpacedRun(part.text, each),), part.width - each)

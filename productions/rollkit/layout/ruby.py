"""Readings above names (ruby): half as large, over the family and the given name each, where the spaces of both agree.

A reading that is shorter than what it stands above is spread over it with half a space at both ends (JLREQ 3.3.6); a longer one
reaches out on both sides, but not out of its column: there it begins or ends with the column, as at the ends of a line (JLREQ 3.3.8). Where the two
would touch, and where the spaces do not agree, the whole reading stands above the whole name. What is wider than the column is narrowed, down to the template's
limit, and else left out and told. The reading of a name that is broken is divided where the words of both agree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line
from productions.rollkit.fittings import Fitting
from productions.rollkit.layout.boxes import Cell, Row, Ruby, RubyPart, SpacedRun, SpacedText, TextStyle
from productions.rollkit.layout.letter_clusters import split_letters
from productions.rollkit.layout.text_measure import measure_indent, measure_text
from productions.rollkit.line_breaks import BREAK_MARKS, split_at_name_marks
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

SPACES_PATTERN = re.compile("[ \u00a0\u3000]+")
KANA_MARKS_PATTERN = re.compile(f"[{BREAK_MARKS}\u00a0]+")
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
    block: Block,
    line: Line,
    name: str,
    lines: Sequence[str],
    spaced: SpacedText | None,
    look: TextStyle,
    room: int,
    narrowest: int,
) -> tuple[Ruby | None, ...]:
    """The readings above the lines of a name, the last of which may go on with what stands beside it; empty where nothing is to be read out.

    `room` is the width of their column in pixels, `narrowest` the least percent of its width that a reading is narrowed to.
    """
    reading = line.reading.strip()
    wanted = block.ruby and reading and name == line.name
    if not wanted or isinstance(line, JoinedLine) or is_kana(name):
        return ()
    told = Fitting(name, line.credits, unread=True)
    if len(lines) == 1:
        return (set_line_ruby(name, reading, lines[0], spaced, look, room, narrowest, told),)
    readings = divide_reading(name, reading, lines)
    if readings is None:
        return (Ruby((), 0.0, left_out=(told,)),)
    rooms = [room - (measure_indent(look) if index else 0) for index in range(len(lines))]
    return tuple(
        set_line_ruby(text, said, text, None, look, own, narrowest, told)
        for text, said, own in zip(lines, readings, rooms, strict=True)
    )


def is_kana(name: str) -> bool:
    return KANA_NAME_PATTERN.fullmatch(KANA_MARKS_PATTERN.sub("", name)) is not None


def divide_reading(name: str, reading: str, lines: Sequence[str]) -> list[str] | None:
    """The reading in parts, one for each line of the name; None where its words are not as many as those of the name, or a word is broken."""
    words, said = split_at_name_marks(name), split_at_name_marks(reading)
    if len(words) != len(said):
        return None
    found, start = [], 0
    for line in lines:
        end = next(
            (end for end in range(start + 1, len(words) + 1) if "".join(words[start:end]).strip() == line),
            None,
        )
        if end is None:
            return None
        found.append("".join(said[start:end]).strip(BREAK_MARKS))
        start = end
    return found if start == len(words) else None


def set_line_ruby(
    name: str,
    reading: str,
    text: str,
    spaced: SpacedText | None,
    look: TextStyle,
    room: int,
    narrowest: int,
    told: Fitting,
) -> Ruby | None:
    """The readings above one line, a text that begins with the name; None where it is in kana."""
    if is_kana(name):
        return None
    width = spaced.width if spaced else measure_text(text, look)
    beside = measure_text(text, look) - measure_text(name, look)
    parts = split_ruby(name, reading, width, beside, spaced, look)
    needed = measure_readings(parts, look)
    if needed > room:
        parts = (RubyPart(reading, 0.0, width - beside),)
        needed = measure_readings(parts, look)
    if look.narrow * room < narrowest * needed:
        return Ruby((), width, left_out=(told,))
    if len(parts) > 1:
        pieces = SPACES_PATTERN.split(name)
        parts = tuple(part for part, piece in zip(parts, pieces, strict=True) if not is_kana(piece))
    return Ruby(parts, width, ceil(min(needed, room)))


def split_ruby(
    name: str, reading: str, width: float, beside: float, spaced: SpacedText | None, look: TextStyle
) -> tuple[RubyPart, ...]:
    """The readings of family and given name apart, or the whole one where they would touch or their spaces do not agree."""
    whole = (RubyPart(reading, 0.0, width - beside),)
    pieces, readings = SPACES_PATTERN.split(name), SPACES_PATTERN.split(reading)
    if len(pieces) != 2 or len(readings) != 2:
        return whole
    family, given = (measure_part(piece, look, spaced) for piece in pieces)
    parts = (
        RubyPart(readings[0], 0.0, family),
        RubyPart(readings[1], width - beside - given, given),
    )
    return whole if do_touch(*parts, get_ruby_style(look)) else parts


def measure_readings(parts: Sequence[RubyPart], look: TextStyle) -> float:
    """The least width in pixels that has room for the readings, a quarter of their size apart."""
    small = get_ruby_style(look)
    return sum(measure_text(part.text, small) for part in parts) + small.size / 4 * max(0, len(parts) - 1)


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
    """The readings above a text, each as a text in the middle of what it stands above, and inside of its column."""
    if cell.ruby is None:
        return
    over = cell.width - cell.ruby.width
    begins = cell.x + {"right": 0.0, "middle": over / 2, "left": over}[cell.column]
    look = narrow_ruby(cell.ruby.parts, get_ruby_style(cell.look), cell.width)
    wide = [max(part.width, measure_text(part.text, look)) for part in cell.ruby.parts]
    starts = [
        begins + part.start - (own - part.width) / 2 for part, own in zip(cell.ruby.parts, wide, strict=True)
    ]
    for part, own, start in zip(cell.ruby.parts, wide, keep_inside(starts, wide, cell, look), strict=True):
        yield Cell(
            "middle", part.text, look, floor(start), ceil(own), label=True, spaced=spread_ruby(part, look)
        )


def narrow_ruby(parts: Sequence[RubyPart], look: TextStyle, room: int) -> TextStyle:
    """The style of the readings, narrowed where one alone is wider than the column."""
    widest = max((measure_text(part.text, look) for part in parts), default=0.0)
    return look if widest <= room else replace(look, narrow=floor(look.narrow * room / widest))


def keep_inside(starts: Sequence[float], wide: Sequence[float], cell: Cell, look: TextStyle) -> list[float]:
    """Where readings begin, moved by no more than what keeps them inside of the cell and apart from one another."""
    found, least = [], float(cell.x)
    for start, own in zip(starts, wide, strict=True):
        found.append(max(start, least))
        least = found[-1] + own + look.size / 4
    most = float(cell.x + cell.width)
    for index in range(len(found) - 1, -1, -1):
        found[index] = min(found[index], most - wide[index])
        most = found[index] - look.size / 4
    return found


def spread_ruby(part: RubyPart, look: TextStyle) -> SpacedText | None:
    """A reading over what it stands above: as much space between its letters as at both ends together."""
    natural, count = measure_text(part.text, look), len(split_letters(part.text))
    if count < 2 or natural >= part.width:
        return None
    each = (part.width - natural) / count
    return SpacedText((SpacedRun(part.text, each),), part.width - each)

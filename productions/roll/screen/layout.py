"""From a roll document to rows of whole pixels: people under their roles, then tools, then the statement.

Between the parts lie gaps, which alone may stretch (`productions.roll.timing`); rows keep their heights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from productions.roll import words
from productions.roll.delivery import HD, Raster
from productions.roll.document import Block, Department, RollDocument
from productions.roll.layout import notices, printed_groups, printed_name
from productions.roll.screen.measure import require_width, wrapped
from productions.roll.timing import Strip

PITCH, SIZE = 48, 34


@dataclass(frozen=True, slots=True)
class Look:
    """Type size and pitch at 1,080 lines, weight, and how white it is (0 to 255)."""

    size: int = SIZE
    pitch: int = PITCH
    bold: bool = False
    white: int = 255


TITLE = Look(size=60, pitch=96, bold=True)
SECTION = Look(size=28, bold=True, white=160)
NAME = Look()
ROLE = Look(white=176)
STUDIO = Look(bold=True)
UNNAMED = Look(white=176)
SMALL = Look(size=28, pitch=42, white=200)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a column: `left` is right-aligned before the gutter, `right` follows it, `middle` is centred."""

    column: str
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Row:
    height: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stay together, and the natural height of the gap below them; `section` where one begins."""

    rows: tuple[Row, ...]
    gap: int
    section: str = ""


def parts_of(document: RollDocument, *, lang: str, raster: Raster = HD) -> tuple[Part, ...]:
    """Everything on the strip, from the top. Raises LineTooWide naming the text that does not fit."""
    working = document.is_working_copy
    said = notices(document, lang)[0 if working else 1 :]
    parts = [
        Part(middle(words.title(document, lang), TITLE, raster), raster.scaled(24 if said else 144)),
        *(Part(middle(text, SMALL, raster), raster.scaled(24)) for text in said[:-1]),
        *(Part(middle(text, SMALL, raster), raster.scaled(144)) for text in said[-1:]),
    ]
    for department in document.departments:
        parts.extend(section(document, department, lang, raster))
    closing = [text for text in (words.statement(document.facts, lang), document.work.remark) if text]
    parts.extend(Part(middle(text, SMALL, raster), raster.scaled(48)) for text in closing)
    return tuple(parts)


def section(document: RollDocument, department: Department, lang: str, raster: Raster) -> Iterator[Part]:
    """A department: its heading, its people, then its tools under their own heading (H10)."""
    blocks = [rows for block in department.blocks if (rows := block_rows(document, block, lang, raster))]
    if not blocks and not department.tools:
        return
    name = words.department(department, lang)
    yield Part(middle(name, SECTION, raster), raster.scaled(28), section=name)
    last = 120
    for index, rows in enumerate(blocks, 1):
        done = index == len(blocks)
        yield Part(rows, raster.scaled(32 if not done else 56 if department.tools else last))
    if department.tools:
        yield Part(middle(words.tools_heading(lang), SECTION, raster), raster.scaled(16))
        texts = [words.tool(tool, document.facts, lang) for tool in department.tools]
        for index, text in enumerate(texts, 1):
            yield Part(middle(text, SMALL, raster), raster.scaled(16 if index < len(texts) else last))


def block_rows(document: RollDocument, block: Block, lang: str, raster: Raster) -> tuple[Row, ...]:
    """A role beside the first of its names; studios as headings above theirs."""
    right: list[Cell] = []
    for group in printed_groups(block):
        if group.studio:
            require_width(group.studio, raster.scaled(SIZE), raster.column, bold=True)
            right.append(Cell("right", group.studio, STUDIO))
        for line in group.lines:
            text = printed_name(line, block, lang, working=document.is_working_copy)
            look = NAME if line.is_named else UNNAMED
            right.extend(Cell("right", part, look) for part in named_lines(text, line.name, look, raster))
    if not right:
        return ()
    left = [
        Cell("left", part, ROLE)
        for part in wrapped(words.heading(block, lang), raster.scaled(SIZE), raster.column)
    ]
    height = raster.scaled(PITCH)
    return tuple(
        Row(height, tuple(left[index : index + 1] + right[index : index + 1]))
        for index in range(max(len(left), len(right)))
    )


def named_lines(text: str, name: str, look: Look, raster: Raster) -> list[str]:
    """A name in one line, whole; what stands beside it goes on below where there is no room."""
    size = raster.scaled(look.size)
    require_width(name, size, raster.column)
    rest = wrapped(text, size, raster.column)
    if len(rest) == 1 or not name:
        return rest
    return [name, *wrapped(text.removeprefix(name).strip(), size, raster.column)]


def middle(text: str, look: Look, raster: Raster) -> tuple[Row, ...]:
    lines = wrapped(text, raster.scaled(look.size), raster.safe, bold=look.bold)
    return tuple(Row(raster.scaled(look.pitch), (Cell("middle", line, look),)) for line in lines)


def strip_of(parts: Sequence[Part], raster: Raster) -> Strip:
    """What timing asks about; the gap below the last part is not on the strip."""
    fixed = sum(row.height for part in parts for row in part.rows)
    return Strip(fixed, tuple(part.gap for part in parts[:-1]), raster.height)


def placed(parts: Sequence[Part], gaps: Sequence[int]) -> Iterator[tuple[int, Row]]:
    """Each row with the distance of its top edge from the strip's."""
    y = 0
    for part, gap in zip(parts, [*gaps, 0], strict=True):
        for row in part.rows:
            yield y, row
            y += row.height
        y += gap

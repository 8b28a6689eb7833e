"""What a roll is laid out of: cells in rows of whole pixels, rows in parts with a gap below each.

Only gaps may stretch (`productions.rollkit.timing`); rows keep their heights. A roll has a cell and a row for each name: they are
named tuples, which are made in a third of the time of frozen dataclasses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mode
from typing import NamedTuple

from productions.rollkit.fittings import Fitting
from productions.rollkit.fonts.font_set import REGULAR_WEIGHT, SHIPPED_FONTS, FontSet
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.screen_spec import Raster
from productions.rollkit.template.model import Level, Motion
from productions.rollkit.texts.side_notes import FewerAcross
from productions.rollkit.timing import Strip


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type size and pitch in pixels of the raster, weight (usWeightClass), how white it is (0 to 255), what it is set in, which way.

    `spacing` is added between letters, in thousandths of an em. `drop` are pixels that it is set lower in its row: small type
    stands on the line of larger type beside it.
    `narrow` is the percent of its width that a text is set in, along its line
    (長体). `fit` says what a text needed to fit, where it had no room in one line; a line that `goes_on` is not the first of its text.
    """

    size: int
    pitch: int
    weight: int = REGULAR_WEIGHT
    white: int = 255
    fonts: FontSet = SHIPPED_FONTS
    vertical: bool = False
    spacing: int = 0
    drop: int = 0
    narrow: int = 100
    fit: Fitting | None = None
    goes_on: bool = False

    @property
    def spacing_ems(self) -> float:
        return self.spacing / 1000


class SpacedRun(NamedTuple):
    """Letters with `tracking` pixels between them, and `after` pixels behind the last one; either may be below 0. None at all: a space.

    `fonts` are those of a name in another language than the text that it stands in.
    """

    text: str
    tracking: float = 0.0
    after: float = 0.0
    fonts: FontSet | None = None


@dataclass(frozen=True, slots=True)
class SpacedText:
    """A text in runs whose letters are parted otherwise than the font has them: `width` pixels in all."""

    runs: tuple[SpacedRun, ...]
    width: float


class RubyPart(NamedTuple):
    """A reading in kana above what begins `start` pixels behind the beginning of a text, and is `width` pixels wide."""

    text: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Ruby:
    """The readings above a text that is `width` pixels wide, which need `room` pixels; those that were `left_out` are told."""

    parts: tuple[RubyPart, ...]
    width: float
    room: int = 0
    left_out: tuple[Fitting, ...] = ()


class Cell(NamedTuple):
    """A text, or a `logo` that says it, in a box from `x`, `width` wide: `left` of a gutter it ends at the box's end, `right` of one it begins at
    its beginning, in the `middle` it is centred. `role` is what it stands under; a `label` is a role itself.
    `told` is what captions say in place of the text, where they say more. `spaced` is the same text as it is spread,
    `ruby` are the readings above it.
    A logo fills its box but for `plate` pixels of white around it; 0: there is no plate.
    `dots` are a leader: no text, but dots so many pixels apart, from the box's beginning on. `qr` is a code as SVG that says the text.
    """

    column: str
    text: str
    look: TextStyle
    x: int
    width: int
    role: str = ""
    label: bool = False
    logo: LogoFile | None = None
    plate: int = 0
    told: str = ""
    qr: str = ""
    spaced: SpacedText | None = None
    ruby: Ruby | None = None
    dots: int = 0


class Row(NamedTuple):
    """Cells side by side; one that `ties` is never parted from the row below it. `heading` is what it stands under.

    `above` pixels of its height are for readings above its texts.
    `step` is how far below its top edge the row after it begins, where that is not at its bottom edge: rows of lanes that
    stand side by side overlap (`layout/lanes.py`), and each says its `lane`, from 1; 0: none. `fewer`: what the first row of a list tells of it.
    """

    height: int
    cells: tuple[Cell, ...]
    ties: bool = False
    heading: tuple["Row", ...] = ()
    above: int = 0
    step: int | None = None
    lane: int = 0
    fewer: FewerAcross | None = None

    @property
    def down(self) -> int:
        """Pixels from its top edge to that of the row after it."""
        return self.height if self.step is None else self.step


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stay together, and the natural height of the gap below them; `section` where one begins.

    On cards, a `fresh` part begins a new one, one that `ties` stands on one with the next, and one that is `alone_ms`
    has its own for so many milliseconds; the first part of a card says its `level` on the screen. In a scroll, what is above a `clear` part has left the screen when it comes.
    """

    rows: tuple[Row, ...]
    gap: int
    section: str = ""
    fresh: bool = False
    ties: bool = False
    alone_ms: int | None = None
    clear: bool = False
    motion: Motion = "scroll"
    level: Level = "middle"

    @property
    def height(self) -> int:
        return sum(row.down for row in self.rows)


def measure_strip(parts: Sequence[Part], raster: Raster) -> Strip:
    """What timing asks about; the gap below the last part is not on the strip."""
    lines = [row.height for part in parts for row in part.rows if row.cells]
    gaps = tuple(part.gap for part in parts[:-1])
    height = sum(part.height for part in parts)
    return Strip(height, gaps, raster.height, line=mode(lines or [raster.height]))


def place_rows(parts: Sequence[Part], gaps: Sequence[int], *, top: int = 0) -> Iterator[tuple[int, Row]]:
    """Each row with the distance of its top edge from the strip's, whose first row is at `top`."""
    y = top
    for part, gap in zip(parts, [*gaps, 0], strict=True):
        for row in part.rows:
            yield y, row
            y += row.down
        y += gap

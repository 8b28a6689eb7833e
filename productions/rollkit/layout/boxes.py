"""What a roll is laid out of: cells in rows of whole pixels, rows in parts with a gap below each.

Only gaps may stretch (`productions.rollkit.timing`); rows keep their heights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mode

from productions.rollkit.fonts.font_set import SHIPPED_FONTS, FontSet
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.screen_spec import Raster
from productions.rollkit.template.model import Motion
from productions.rollkit.timing import Strip


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type size and pitch in pixels of the raster, weight, how white it is (0 to 255), what it is set in, which way."""

    size: int
    pitch: int
    bold: bool = False
    white: int = 255
    fonts: FontSet = SHIPPED_FONTS
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, or a `logo` that says it, in a box from `x`, `width` wide: `left` of a gutter it ends at the box's end, `right` of one it begins at
    its beginning, in the `middle` it is centred. `role` is what it stands under; a `label` is a role itself.
    `told` is what captions say in place of the text, where they say more.
    A logo fills its box but for `plate` pixels of white around it; 0: there is no plate.
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


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; one that `ties` is never parted from the row below it. `heading` is what it stands under."""

    height: int
    cells: tuple[Cell, ...]
    ties: bool = False
    heading: tuple["Row", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stay together, and the natural height of the gap below them; `section` where one begins.

    On cards, a `fresh` part begins a new one, one that `ties` stands on one with the next, and one that is `alone_ms`
    has its own for so many milliseconds. In a scroll, what is above a `clear` part has left the screen when it comes.
    """

    rows: tuple[Row, ...]
    gap: int
    section: str = ""
    fresh: bool = False
    ties: bool = False
    alone_ms: int | None = None
    clear: bool = False
    motion: Motion = "scroll"

    @property
    def height(self) -> int:
        return sum(row.height for row in self.rows)


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
            y += row.height
        y += gap

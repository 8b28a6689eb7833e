"""What is shown on which frame: cards that stand, scrolls that move, markers and cues."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from productions.rollkit.layout.boxes import Row


@dataclass(frozen=True, slots=True)
class CardShot:
    """One page of the raster's size, for `frames`; the first `fade_in` of them come up, the last `fade_out` go down."""

    page: int
    start: int
    frames: int
    fade_in: int = 0
    fade_out: int = 0


@dataclass(frozen=True, slots=True)
class ScrollShot:
    """Pages `first` to `last`, joined, moving up by `px` a frame; on the last `hold` frames they stand still."""

    first: int
    last: int
    start: int
    frames: int
    px: int
    hold: int = 0

    def moved(self, frame: int) -> int:
        """Rows that the strip's top edge is above the screen's bottom edge on a frame of the shot."""
        return self.px * min(frame, self.frames - 1 - self.hold)


@dataclass(frozen=True, slots=True)
class Marker:
    """A section begins: its first frame and its name."""

    frame: int
    label: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A text on screen from frame `start` up to, not including, `end`; `role` is what it stands under, if anything,
    and `studio` the lines of the studio's heading within the role. `lane`: which of several that stand side by side, from 1.
    """

    start: int
    end: int
    role: str
    text: str
    studio: tuple[str, ...] = ()
    lane: int = 0


@dataclass(frozen=True, slots=True)
class TimedPages:
    """A roll's pages and what is shown of them when."""

    pages: tuple[dict[str, Any], ...]
    shots: tuple[CardShot | ScrollShot, ...]
    markers: tuple[Marker, ...]
    cues: tuple[Cue, ...]


def iter_cues(row: Row, start: int, end: int) -> Iterator[Cue]:
    """What a row says while it is on screen; a role is said with its names, and a name in several lines with the first of them."""
    studio = tuple(cell.text for above in row.heading for cell in above.cells)
    for cell in row.cells:
        if not cell.label and not cell.look.goes_on:
            fit = cell.look.fit
            text = fit.text if fit and fit.lines > 1 else cell.text
            yield Cue(start, end, cell.role, cell.told or text, studio if cell.role else (), row.lane)

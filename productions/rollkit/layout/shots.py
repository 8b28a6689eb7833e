"""What is shown on which frame: cards that stand, scrolls that move, markers and cues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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

    def move(self, pages: int, frames: int) -> "CardShot":
        """The shot behind so many pages and frames."""
        return replace(self, page=self.page + pages, start=self.start + frames)


@dataclass(frozen=True, slots=True)
class ScrollShot:
    """Pages `first` to `last`, joined, moving up by `px` a frame; on the last `hold` frames they stand still."""

    first: int
    last: int
    start: int
    frames: int
    px: int
    hold: int = 0

    def move(self, pages: int, frames: int) -> "ScrollShot":
        """The shot behind so many pages and frames."""
        return replace(self, first=self.first + pages, last=self.last + pages, start=self.start + frames)

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
    and `studio` the lines of the studio's heading within the role.
    """

    start: int
    end: int
    role: str
    text: str
    studio: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimedPages:
    """A roll's pages and what is shown of them when."""

    pages: tuple[dict[str, Any], ...]
    shots: tuple[CardShot | ScrollShot, ...]
    markers: tuple[Marker, ...]
    cues: tuple[Cue, ...]


def join_timed_pages(runs: Iterable[TimedPages]) -> TimedPages:
    """Runs of pages one after another: each begins on the frame after the last of the one before."""
    pages: list[dict[str, Any]] = []
    shots: list[CardShot | ScrollShot] = []
    markers: list[Marker] = []
    cues: list[Cue] = []
    start = 0
    for run in runs:
        first = len(pages)
        shots.extend(shot.move(first, start) for shot in run.shots)
        markers.extend(replace(marker, frame=marker.frame + start) for marker in run.markers)
        cues.extend(replace(cue, start=cue.start + start, end=cue.end + start) for cue in run.cues)
        pages.extend(run.pages)
        start += sum(shot.frames for shot in run.shots)
    return TimedPages(tuple(pages), tuple(shots), tuple(markers), tuple(cues))


def iter_cues(row: Row, start: int, end: int) -> Iterator[Cue]:
    """What a row says while it is on screen; a role is said with its names."""
    studio = tuple(cell.text for above in row.heading for cell in above.cells)
    for cell in row.cells:
        if not cell.label:
            yield Cue(start, end, cell.role, cell.told or cell.text, studio if cell.role else ())

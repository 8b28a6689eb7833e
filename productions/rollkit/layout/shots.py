"""What is shown on which frame: cards that stand, scrolls that move, markers and cues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from productions.rollkit.card_timing import compute_fade_levels
from productions.rollkit.layout.boxes import Row
from productions.rollkit.timing import compute_travel, count_eased_rows, find_travel_frame


@dataclass(frozen=True, slots=True)
class CardShot:
    """One page of the raster's size, for `frames`; the first `fade_in` of them come up, the last `fade_out` go down.

    On the last `melt` of them it gives way to the next page, which is the next shot's.
    """

    page: int
    start: int
    frames: int
    fade_in: int = 0
    fade_out: int = 0
    melt: int = 0

    def list_shares(self) -> list[tuple[Fraction, Fraction]]:
        """How much of the page, and of the next one, each frame shows. None of a fade or of a melt is 0 or 1."""
        none, whole = Fraction(0), Fraction(1)
        rising, falling = compute_fade_levels(self.fade_in), compute_fade_levels(self.fade_out)[::-1]
        melting = compute_fade_levels(self.melt)
        standing = self.frames - self.fade_in - self.fade_out - self.melt
        return [
            *((level, none) for level in rising),
            *[(whole, none)] * standing,
            *((level, none) for level in falling),
            *((1 - level, level) for level in melting),
        ]

    def move(self, pages: int, frames: int) -> "CardShot":
        """The shot behind so many pages and frames."""
        return replace(self, page=self.page + pages, start=self.start + frames)


@dataclass(frozen=True, slots=True)
class ScrollShot:
    """Pages `first` to `last`, joined, moving up by `px` a frame; on the last `hold` frames they stand still.

    On the first `rest` frames they stand still, too, and their first `lead` rows are on the screen; they move off by `ease`
    and slow down by `ease_out` until they stand.
    """

    first: int
    last: int
    start: int
    frames: int
    px: int
    hold: int = 0
    rest: int = 0
    ease: int = 0
    lead: int = 0
    ease_out: int = 0

    def move(self, pages: int, frames: int) -> "ScrollShot":
        """The shot behind so many pages and frames."""
        return replace(self, first=self.first + pages, last=self.last + pages, start=self.start + frames)

    def moved(self, frame: int) -> int:
        """Rows that the strip's top edge is above the screen's bottom edge on a frame of the shot."""
        gone = min(max(frame - self.last_still, 0), self.steps)
        left = self.steps - gone
        if left >= self.ease_out * (self.px - 1):
            return self.lead + compute_travel(gone, self.px, self.ease)
        return self.end - compute_travel(left, self.px, self.ease_out)

    @property
    def last_still(self) -> int:
        """The last frame before it moves."""
        return max(self.rest - 1, 0)

    @property
    def steps(self) -> int:
        """How many times it moves from one frame to the next."""
        return max(self.frames - 1 - self.hold - self.last_still, 0)

    @property
    def end(self) -> int:
        """Rows that it has moved by when it stands."""
        lag = count_eased_rows(self.px, self.ease_out)
        return self.lead + compute_travel(self.steps, self.px, self.ease) - lag

    def find_frame_past(self, rows: int) -> int:
        """The first frame on which it has moved by more than `rows`; where it never has, one that is behind its last."""
        if rows < self.lead:
            return 0
        left = self.end - rows
        if self.ease_out and left <= count_eased_rows(self.px, self.ease_out):
            if left <= 0:
                return self.frames
            return self.last_still + self.steps + 1 - find_travel_frame(left - 1, self.px, self.ease_out)
        return self.last_still + find_travel_frame(rows - self.lead, self.px, self.ease)


@dataclass(frozen=True, slots=True)
class Marker:
    """A section begins: its first frame and its name."""

    frame: int
    label: str


class Cue(NamedTuple):
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
        cues.extend(cue._replace(start=cue.start + start, end=cue.end + start) for cue in run.cues)
        pages.extend(run.pages)
        start += sum(shot.frames for shot in run.shots)
    return TimedPages(tuple(pages), tuple(shots), tuple(markers), tuple(cues))


def iter_cues(row: Row, start: int, end: int) -> Iterator[Cue]:
    """What a row says while it is on screen; a role is said with its names, and a name in several lines with the first of them."""
    studio = tuple(cell.text for above in row.heading for cell in above.cells)
    for cell in row.cells:
        if not cell.label and not cell.look.goes_on:
            fit = cell.look.fit
            text = fit.text if fit and fit.lines > 1 and not fit.label else cell.text
            yield Cue(start, end, cell.role, cell.told or text, studio if cell.role else (), row.lane)

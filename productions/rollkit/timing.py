"""Frame-exact time for rolls: whole pixels per frame, and a running time locked by stretching gaps only.

Units: heights are whole pixels, times are whole frames or seconds as Fractions, rates are frames a second as
Fractions (24000/1001). Frame n shows the strip moved up by n × px pixels; on frame 0 its top edge is at the
screen's bottom edge. The same input gives the same frames everywhere: there is no float here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from productions.rollkit.errors import RollRefused
from productions.shared.sentences import Sentence

FRAME_RATES = (
    *(Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001)),
    *(Fraction(30), Fraction(50), Fraction(60000, 1001), Fraction(60)),
)
SPEEDS_PX_PER_FRAME = tuple(range(1, 13))
"""The whole speeds, in pixels a frame, that a refusal answers with."""
MIN_GAP_FACTOR = Fraction(1, 2)
MAX_GAP_FACTOR = Fraction(3)
"""How far gaps may shrink and grow: beyond, blocks run into one another or the roll falls apart."""
MAX_HOLD_SHARE = Fraction(1, 4)
"""The most of a roll that a refusal proposes to let it stand still for."""


class TimingRefused(RollRefused):
    """What was asked cannot be shown in whole frames. One clear sentence."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The shortest and the longest running time, in frames, at one speed."""

    px: int
    shortest: int
    longest: int


class RunningTimeRefused(TimingRefused):
    """A running time that no stretch of the gaps reaches: the `spans` of every speed, the nearest `remedies`."""

    def __init__(
        self, reason: Sentence, *, spans: tuple[TimeSpan, ...], remedies: tuple[Sentence, ...]
    ) -> None:
        super().__init__(reason, remedies=remedies)
        self.spans = spans


@dataclass(frozen=True, slots=True)
class Strip:
    """What is scrolled: the height that is fixed, the natural heights of its gaps, the height of the screen.

    It leaves the screen, or with a `hold` in frames stops when its bottom is the screen's, and stands for so long. It enters the screen, or
    with a `rest` in frames fills it from the first and stands for so long; then it moves off by `ease`, as `compute_travel` says. Before
    it stops it slows down by `ease_out`, the mirror of that.
    `line` is the height of most of its lines, to say a height in. No refusal proposes more than `fastest` pixels a frame.
    """

    fixed: int
    gaps: tuple[int, ...]
    screen: int
    hold: int | None = None
    line: int = 48
    fastest: int = SPEEDS_PX_PER_FRAME[-1]
    rest: int = 0
    ease: int = 0
    ease_out: int = 0

    def __post_init__(self) -> None:
        if self.fixed < 1 or self.screen < 1 or any(gap < 0 for gap in self.gaps):
            raise TimingRefused(
                Sentence("A roll and its screen are at least 1 px high, and gaps at least 0 px.")
            )

    @property
    def height(self) -> int:
        return self.fixed + sum(self.gaps)

    def count_rows_beyond(self, px: int) -> int:
        """Rows that pass in its time beside its own: the screen's, or those of the frames that it stands still, and what it lags behind
        by while it moves off and slows down.
        """
        lag = self.count_lag(px)
        if not self.rest:
            return self.screen if self.hold is None else (1 + self.hold) * px + lag
        if self.hold is None:
            return (self.rest - 1) * px + lag
        return (self.rest + self.hold) * px + lag - self.screen

    def count_lag(self, px: int) -> int:
        """Rows that it lags behind by in all, since it has not its speed from the first to the last."""
        return count_eased_rows(px, self.ease) + count_eased_rows(px, self.ease_out)

    @property
    def min_height(self) -> int:
        return self.fixed + sum(
            -(-gap * MIN_GAP_FACTOR.numerator // MIN_GAP_FACTOR.denominator) for gap in self.gaps
        )

    @property
    def max_height(self) -> int:
        return self.fixed + sum(
            gap * MAX_GAP_FACTOR.numerator // MAX_GAP_FACTOR.denominator for gap in self.gaps
        )


@dataclass(frozen=True, slots=True)
class Scroll:
    """A roll in time: `gaps` are the heights to lay out with, `frames` the whole of it."""

    px: int
    frames: int
    gaps: tuple[int, ...]


def get_default_speed(rate: Fraction, screen: int) -> int:
    """The speed most rolls have: 3 px at 24 and 25 frames a second, 2 at 30, 1 from 50; doubled from 2,160 lines."""
    base = 3 if rate <= 25 else 2 if rate <= 30 else 1
    return base * max(1, screen // 1080)


def convert_seconds_to_frames(seconds: Fraction, rate: Fraction) -> int:
    """The fewest frames that last `seconds`: 90 s are 2,160 at 24 and 2,158 at 24000/1001."""
    return -int(-seconds * rate // 1)


def compute_seconds_on_screen(screen: int, px: int, rate: Fraction) -> Fraction:
    """How long a line stays, from its entry at the bottom to its leaving at the top."""
    return Fraction(screen, px) / rate


def compute_fastest_speed(screen: int, rate: Fraction, milliseconds: int) -> int:
    """The most whole pixels a frame at which a line stays so long; 0 where even one is too many, the screen's height at no time."""
    return int(Fraction(screen * 1000, milliseconds) / rate) if milliseconds else screen


def count_eased_rows(px: int, ease: int) -> int:
    """Rows that a scroll moves by until it has its speed: 1, 2 … px - 1 a frame for `ease` frames each. It lags behind by as many."""
    return ease * px * (px - 1) // 2


def compute_travel(frames: int, px: int, ease: int) -> int:
    """Rows that a scroll has moved by so many frames after its rest, in whole pixels on every frame.

    With `ease` 2 and 4 px a frame: 1, 2, 4, 6, 9, 12, 16, 20, 24 …
    """
    step = min(frames // ease, px - 1) if ease else px - 1
    return ease * step * (step + 1) // 2 + (frames - ease * step) * (step + 1)


def find_travel_frame(rows: int, px: int, ease: int) -> int:
    """The first frame after its rest on which a scroll has moved by more than `rows`."""
    if not ease:
        return rows // px + 1
    step = next(
        (step for step in range(px - 1) if compute_travel(ease * (step + 1), px, ease) > rows), px - 1
    )
    return ease * step + (rows - compute_travel(ease * step, px, ease)) // (step + 1) + 1


def count_scroll_frames(height: int, beyond: int, px: int) -> int:
    """Frames from an empty screen until the last row has left it: `beyond` is the height of the screen.

    Where the strip stops on the screen, `beyond` is what it would have moved by in the frames that it stands.
    """
    return -(-(height + beyond) // px)


def time_scroll(strip: Strip, *, px: int) -> Scroll:
    """The roll at its natural height."""
    require_speed(px)
    return Scroll(px, count_scroll_frames(strip.height, strip.count_rows_beyond(px), px), strip.gaps)


def time_locked_scroll(strip: Strip, *, px: int, frames: int, rate: Fraction) -> Scroll:
    """The roll in exactly `frames`, by stretching its gaps; raises RunningTimeRefused when they cannot give it."""
    require_speed(px)
    height = frames * px - strip.count_rows_beyond(px)
    if not strip.min_height <= height <= strip.max_height:
        # Where gaps can be no looser, the last frame may still have rows to spare.
        if count_scroll_frames(strip.max_height, strip.count_rows_beyond(px), px) != frames:
            raise build_running_time_refused(strip, px=px, frames=frames, rate=rate)
        height = strip.max_height
    return Scroll(px, frames, stretch_gaps(strip.gaps, height - strip.fixed))


def stretch_gaps(gaps: Sequence[int], total: int) -> tuple[int, ...]:
    """Gaps in the same proportions that sum to `total` exactly; each is less than 1 px off its share."""
    whole = sum(gaps)
    if not whole:
        return tuple(gaps)
    found, passed, placed = [], 0, 0
    for gap in gaps:
        passed += gap
        edge = passed * total // whole
        found.append(edge - placed)
        placed = edge
    return tuple(found)


def compute_time_span(strip: Strip, px: int) -> TimeSpan:
    """What one speed can do with this roll."""
    return TimeSpan(
        px,
        count_scroll_frames(strip.min_height, strip.count_rows_beyond(px), px),
        count_scroll_frames(strip.max_height, strip.count_rows_beyond(px), px),
    )


ROLL_TOO_LONG_FOR_TIME = Sentence(
    "The roll cannot last %(asked)s at %(px)d px a frame: its shortest time there is %(nearest)s."
)
ROLL_TOO_SHORT_FOR_TIME = Sentence(
    "The roll cannot last %(asked)s at %(px)d px a frame: its longest time there is %(nearest)s."
)


def build_running_time_refused(strip: Strip, *, px: int, frames: int, rate: Fraction) -> RunningTimeRefused:
    """Why not, and what is nearest: another speed, a longer or shorter stand, less or more in the roll, another time."""
    here = compute_time_span(strip, px)
    short = frames < here.shortest
    nearest = here.shortest if short else here.longest
    spans = tuple(compute_time_span(strip, speed) for speed in SPEEDS_PX_PER_FRAME)
    remedies: list[Sentence] = []
    fitting = [
        entry.px for entry in spans if entry.px <= strip.fastest and entry.shortest <= frames <= entry.longest
    ]
    if fitting:
        speed = min(fitting, key=lambda other: (abs(other - px), other))
        stay = float(compute_seconds_on_screen(strip.screen, speed, rate))
        remedies.append(
            Sentence("Scroll at %(px)d px a frame: a line stays %(seconds).1f s.", px=speed, seconds=stay)
        )
    if strip.hold is not None and rate <= (stand := strip.hold + frames - nearest) <= frames * MAX_HOLD_SHARE:
        # To the tenth of a second in which it still works.
        tenths = stand * 10 // rate if short else -(-stand * 10 // rate)
        was, new = (float(seconds) for seconds in (strip.hold / rate, Fraction(tenths, 10)))
        remedies.append(
            Sentence(
                "Hold it at the end for %(new).1f s instead of %(was).1f s, in the template.",
                new=new,
                was=was,
            )
        )
    remedies += suggest_heights(strip, px, frames * px - strip.count_rows_beyond(px), short=short)
    remedies.append(Sentence("Give the roll %(time)s.", time=describe_running_time(nearest, rate)))
    reason = (ROLL_TOO_LONG_FOR_TIME if short else ROLL_TOO_SHORT_FOR_TIME).given(
        asked=describe_running_time(frames, rate), px=px, nearest=describe_running_time(nearest, rate)
    )
    return RunningTimeRefused(reason, spans=spans, remedies=tuple(remedies))


def suggest_heights(strip: Strip, px: int, room: int, *, short: bool) -> list[Sentence]:
    """Less in the roll, or more, where either would do; `room` is how high it may be, in pixels, `short` whether its time is."""
    if not short:
        missing = describe_height(room - px + 1 - strip.max_height, strip)
        return [
            Sentence("Make it at least %(height)s longer, with larger type or wider gaps.", height=missing)
        ]
    if room <= 0:
        return []
    over = describe_height(strip.min_height - room, strip)
    return [Sentence("Make it at least %(height)s shorter, with more columns or smaller type.", height=over)]


def describe_height(px: int, strip: Strip) -> Sentence:
    """A height in words: `10 lines (453 px)`."""
    count = -(-px // strip.line)
    return Sentence("%(count)d line (%(px)d px)", "%(count)d lines (%(px)d px)", "count", count=count, px=px)


def describe_running_time(frames: int, rate: Fraction) -> Sentence:
    """Frames in words: `90.00 s (2160 frames)`."""
    return Sentence(
        "%(seconds).2f s (%(frames)d frame)",
        "%(seconds).2f s (%(frames)d frames)",
        "frames",
        seconds=float(frames / rate),
        frames=frames,
    )


def require_speed(px: int) -> None:
    if px < 1:
        raise TimingRefused(Sentence("A roll moves by whole pixels, at least 1 a frame, not %(px)d.", px=px))

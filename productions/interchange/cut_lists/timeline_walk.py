"""What every reader of time lines shares: stretches in frames, what is seen of them through others, and the clips that are found."""

from dataclasses import dataclass, field
from fractions import Fraction

from productions.interchange.cut_lists.placed_clips import MAX_LIST_CLIPS, PlacedClip
from productions.interchange.problems import Problem, UnreadableFile
from productions.shared.sentences import Sentence, SentenceError
from productions.shared.time_limits import TimeLimitExceeded, is_over

MAX_NESTING = 40
"""Stacks, tracks and sequences in one another."""
MAX_FRAME = 2**31
MAX_STEPS = 100_000
"""Items of a walk; sequences that hold one another several times would have more than any number."""
MAX_DENOMINATOR = 10**9
MAX_TOLD_PROBLEMS = 2_000
NTSC_BASES = (24, 30, 48, 60, 120)


class BrokenClip(SentenceError):
    """One thing of the list has no place."""


def name_track(number: int) -> Sentence:
    """Where a track is, for people."""
    return Sentence("track %(number)d", number=number)


def name_item(place: Sentence, number: int) -> Sentence:
    """Where an item of a track, a stack or a story line is, for people."""
    return Sentence("%(place)s, item %(number)d", place=place, number=number)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in frames of the list's rate; fractions where a clip runs at another rate."""

    start: Fraction
    length: Fraction

    @property
    def end(self) -> Fraction:
        return self.start + self.length


@dataclass(slots=True)
class TimelineWalk:
    """What is found while a time line is gone through."""

    rate: Fraction
    clips: list[PlacedClip] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    steps: int = 0

    def tell(self, place: str | Sentence, message: Sentence) -> None:
        """Of more than MAX_TOLD_PROBLEMS only that there are more."""
        if len(self.problems) < MAX_TOLD_PROBLEMS:
            self.problems.append(Problem(place, message))
        elif len(self.problems) == MAX_TOLD_PROBLEMS:
            self.problems.append(
                Problem(place, Sentence("More is wrong from here on; mend what stands above first."))
            )

    def count_step(self) -> None:
        """Raises UnreadableFile where the walk has no end, TimeLimitExceeded where it has no more time."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise UnreadableFile(
                Sentence(
                    "The list has more than %(limit)s items, those of nested sequences counted.",
                    limit=f"{MAX_STEPS:,}",
                )
            )
        if is_over():
            raise TimeLimitExceeded


def narrow(span: Span, window: Span | None) -> Span:
    """What of a stretch is seen through another one."""
    if window is None:
        return span
    start = max(span.start, window.start)
    return Span(start, max(min(span.end, window.end) - start, Fraction(0)))


def find_frame_rate(value: float) -> Fraction | None:
    """The fraction that a decimal stands for: 23.976 and 23.97602 are 24000/1001."""
    if not 0 < value <= 240:
        return None
    for base in NTSC_BASES:
        if abs(value - base * 1000 / 1001) < 0.005:
            return Fraction(base * 1000, 1001)
    return Fraction(value).limit_denominator(1001)


def add_times(some: Fraction, more: Fraction) -> Fraction:
    """Their sum, whose denominator stays small: thousands of times of odd rates would make a number that takes minutes to add to."""
    return (some + more).limit_denominator(MAX_DENOMINATOR)


def describe_name(name: str | None) -> Sentence:
    """What an item is called, for people."""
    if not name or not name.strip():
        return Sentence("An item without a name")
    return Sentence("“%(name)s”", name=name.strip()[:40])


def tell_broken(name: Sentence, broken: BrokenClip) -> Sentence:
    """What is wrong with an item, behind what it is called."""
    return Sentence("%(name)s: %(problem)s", name=name, problem=broken.sentence)


def tell_other_left_out(name: str | None) -> Sentence:
    """That a file holds more than one time line."""
    return Sentence("Only the first one is read; %(name)s is not.", name=describe_name(name))


def note_clip(
    walk: TimelineWalk,
    name: str | None,
    place: str | Sentence,
    span: Span,
    window: Span | None,
    source: Fraction,
) -> None:
    """Note a clip where it is seen. `source` is the frame of its own material at the beginning of `span`.

    Times between frames are told, and taken as the frame that they fall into. Raises UnreadableFile for too many clips.
    """
    seen = narrow(span, window)
    if seen.length == 0:
        return
    if len(walk.clips) >= MAX_LIST_CLIPS:
        raise UnreadableFile(Sentence("The list has more than %(limit)s clips.", limit=f"{MAX_LIST_CLIPS:,}"))
    first, last = seen.start // 1, seen.end // 1
    if seen.start.denominator != 1 or seen.length.denominator != 1:
        told = Sentence(
            "%(name)s begins or ends between two frames at %(rate)s frames a second.",
            name=describe_name(name),
            rate=str(walk.rate),
        )
        walk.tell(place, told)
    if not name or not name.strip():
        walk.tell(place, Sentence("The clip has no name, so nobody knows which cut it is."))
    elif last > first:
        at = (source + seen.start - span.start) // 1
        walk.clips.append(
            PlacedClip(place, name.strip()[:200], int(first), int(last - first), max(int(at), 0))
        )

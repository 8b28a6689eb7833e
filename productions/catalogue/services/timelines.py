"""The time lines of an episode's editions, and which cuts are on screen at a moment of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from productions.catalogue.models.editions import EditionTiming
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import KnownEditions
from productions.shared.choices import Edition
from productions.shared.refusals import Refusal
from productions.shared.sentences import SentenceError
from productions.shared.timecode import (
    TimecodeError,
    find_moment_frame,
    format_frame_timecode,
)

EDITION_PLACES = {edition: place for place, edition in enumerate(["", *Edition.values])}


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One edition of an episode, or of a work without episodes.

    `edition`: which one is looked at; `placed_in`: whose placements hold for it, its own or, with an empty code, those of every
    edition. `rate`: frames per second. `start`: the timecode of the first frame, or empty. `frames`: up to where cuts are placed.
    """

    edition: str
    placed_in: str
    rate: Fraction
    start: str
    frames: int

    def format_timecode(self, frame: int) -> str:
        """The timecode of a frame, or an empty text where none is known."""
        return format_frame_timecode(frame, self.rate, start=self.start) if self.start else ""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What a time line shows at one frame: the cuts, that which lies lowest in the file first; none in a gap."""

    line: TimeLine
    frame: int
    placements: tuple[CutPlacement, ...]


class NothingThere(SentenceError):
    """No edition has anything at the moment."""


def list_timelines(
    production: Production, episode: Episode | None, *, edition: str | None = None
) -> list[TimeLine]:
    """The editions that cuts are placed in, what all share first; only one of them with `edition`. Three queries.

    Raises Refusal where the production has no such edition.
    """
    known = KnownEditions(production)
    if edition is not None and (problem := known.find_problem(edition)):
        raise Refusal(fields={"edition": [problem]})
    placed = CutPlacement.objects.of_part(production, episode).order_by().values("edition")
    ends: dict[str, int] = dict(
        placed.annotate(end=Max(F("record_in") + F("length"))).values_list("edition", "end")
    )
    timings = {timing.edition: timing for timing in EditionTiming.objects.of_part(production, episode)}
    wanted = (
        [edition]
        if edition is not None
        else sorted(ends, key=lambda code: (EDITION_PLACES.get(code, 99), code))
    )
    return [
        describe_timeline(code, code if code in ends else "", ends, timings, known)
        for code in wanted
        if code in ends or "" in ends
    ]


def describe_timeline(
    edition: str,
    placed_in: str,
    ends: Mapping[str, int],
    timings: Mapping[str, EditionTiming],
    known: KnownEditions,
) -> TimeLine:
    """Frames are counted at the rate of the edition that they were placed in; its own timing goes before the production's edition."""
    timing = timings.get(placed_in)
    own = known.own.get(placed_in)
    rate = (timing and timing.fps) or (own and own.fps) or known.production.fps
    asked = known.own.get(edition) if edition != placed_in else own
    begins = [timings.get(edition), timing, asked]
    found = next((each.start_timecode for each in begins if each is not None and each.start_timecode), "")
    return TimeLine(edition, placed_in, rate, found, ends[placed_in])


@dataclass(frozen=True, slots=True)
class SaidTiming:
    """What somebody said of an edition's time line: a rate in frames per second, and a start timecode; None and empty: nobody did."""

    rate: Fraction | None
    start: str


def find_timing(production: Production, episode: Episode | None, edition: str) -> SaidTiming:
    """What is said of one edition of a part; the production's own rate is not taken for it. Raises Refusal for an unknown edition."""
    known = KnownEditions(production)
    if problem := known.find_problem(edition):
        raise Refusal(fields={"edition": [problem]})
    timing = EditionTiming.objects.of_part(production, episode).filter(edition=edition).first()
    said = [each for each in (timing, known.own.get(edition)) if each is not None]
    rate = next((each.fps for each in said if each.fps), None)
    return SaidTiming(rate, next((each.start_timecode for each in said if each.start_timecode), ""))


def find_on_screen(
    production: Production, episode: Episode | None, *, moment: str, edition: str | None = None
) -> list[OnScreen]:
    """What is on screen at a moment (`find_moment_frame`), by edition. Four queries, however many editions and cuts.

    Raises Refusal for a moment that cannot be read, NothingThere where no edition reaches it.
    """
    lines = list_timelines(production, episode, edition=edition)
    if not lines:
        raise NothingThere(_("No cuts are placed here yet."))
    frames: dict[str, int] = {}
    problems = []
    for line in lines:
        try:
            frames[line.edition] = find_moment_frame(moment, line.rate, start=line.start)
        except TimecodeError as error:
            problems.append(error.sentence)
    if not frames:
        raise Refusal(fields={"t": list(dict.fromkeys(problems))})
    reached = [line for line in lines if frames.get(line.edition, line.frames) < line.frames]
    if not reached:
        longest = max(lines, key=lambda line: line.frames / line.rate)
        raise NothingThere(
            _("This moment is after the end: the last cut ends with frame %(frame)d, at %(seconds)s seconds.")
            % {"frame": longest.frames - 1, "seconds": f"{float(longest.frames / longest.rate):.2f}"}
        )
    return list(read_on_screen(production, episode, reached, frames))


def read_on_screen(
    production: Production, episode: Episode | None, lines: Sequence[TimeLine], frames: Mapping[str, int]
) -> Iterable[OnScreen]:
    """One query for all lines, of which no two have the same placements."""
    there = Q(pk__in=[])
    for line in lines:
        frame = frames[line.edition]
        there |= Q(edition=line.placed_in, record_in__lte=frame, record_in__gt=frame - F("length"))
    rows = CutPlacement.objects.of_part(production, episode).filter(there, cut__removed_at=None)
    found = list(rows.select_related("cut").order_by("record_in", "pk"))
    for line in lines:
        shown = tuple(one for one in found if one.edition == line.placed_in)
        yield OnScreen(line, frames[line.edition], shown)

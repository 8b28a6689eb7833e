"""AAF, as Avid, Premiere and Resolve write it: the clips of the picture tracks of the first composition.

Read by pyaaf2 as objects, and laid out here: a transition takes time of both clips beside it, and the cut lies at its cut point.
Format: AMWA's AAF Object Specification 1.1.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from aaf2 import components, mobs
from aaf2.mobslots import TimelineMobSlot

from productions.interchange.cut_lists.aaf_file import GuardedAAF
from productions.interchange.cut_lists.placed_clips import AAF_SIGNATURE, MAX_LIST_BYTES, CutList
from productions.interchange.cut_lists.timeline_walk import (
    MAX_NESTING,
    Span,
    TimelineWalk,
    name_item,
    name_track,
    narrow,
    note_clip,
    tell_other_left_out,
)
from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence
from productions.shared.time_limits import TimeLimitExceeded
from productions.shared.timecode import TimecodeError, format_timecode


def read_aaf(data: bytes, *, rate: Fraction | None = None) -> CutList:
    """The clips of a composition, in frames at `rate`, or at its own where none is given. Raises UnreadableFile for what is none."""
    if len(data) > MAX_LIST_BYTES:
        megabytes = MAX_LIST_BYTES // 1024**2
        raise UnreadableFile(
            Sentence(
                "The AAF has more than %(most)d MB; export it with links, without pictures and sound.",
                most=megabytes,
            )
        )
    if not data.startswith(AAF_SIGNATURE):
        raise UnreadableFile(Sentence("The file is no AAF."))
    try:
        return read_composition(GuardedAAF(data), rate)
    except (UnreadableFile, TimeLimitExceeded):
        raise
    except Exception as error:  # pyaaf2 raises whatever the damaged part makes it raise
        raise UnreadableFile(Sentence("The AAF is damaged and cannot be read; export it again.")) from error


def read_composition(file: Any, rate: Fraction | None) -> CutList:
    """The first composition of an open file."""
    compositions = [mob for mob in file.content.mobs if isinstance(mob, mobs.CompositionMob)]
    found = [mob for mob in compositions if mob.usage == "Usage_TopLevel"] or compositions
    pictures = [list_picture_slots(mob) for mob in found]
    if not any(pictures):
        raise UnreadableFile(Sentence("The AAF has no composition with a picture track."))
    first = next(index for index, slots in enumerate(pictures) if slots)
    own = convert_rate(pictures[first][0].edit_rate)
    if own is None and rate is None:
        raise UnreadableFile(Sentence("The sequence says no frame rate; give it."))
    walk = TimelineWalk(rate or own or Fraction(24))
    for other in (mob for mob in found if mob is not found[first]):
        walk.tell(Sentence("the file"), tell_other_left_out(other.name))
    for number, slot in enumerate(pictures[first], 1):
        scale = walk.rate / (convert_rate(slot.edit_rate) or walk.rate)
        SegmentWalk(walk, scale).enter(slot.segment, name_track(number), Fraction(0), None, depth=1)
    return CutList(
        walk.rate, tuple(walk.clips), tuple(walk.problems), start=find_start(found[first], own or walk.rate)
    )


def list_picture_slots(mob: Any) -> list[Any]:
    return [
        slot
        for slot in mob.slots
        if isinstance(slot, TimelineMobSlot) and "picture" in str(slot.media_kind or "").casefold()
    ]


def convert_rate(value: Any) -> Fraction | None:
    """An edit rate in lowest terms, which pyaaf2 leaves as it stands in the file."""
    if value is None or not value.denominator:
        return None
    rate = Fraction(value.numerator, value.denominator)
    return rate if 0 < rate <= 240 and rate.denominator <= 1001 else None


@dataclass(frozen=True, slots=True)
class SegmentWalk:
    """A walk through the segments of one slot. `scale`: frames of the list for one edit unit of the slot."""

    walk: TimelineWalk
    scale: Fraction

    def enter(self, item: Any, place: Sentence, begin: Fraction, window: Span | None, *, depth: int) -> None:
        """Note what a segment shows that begins at frame `begin` and of which `window` is seen."""
        self.walk.count_step()
        if depth > MAX_NESTING:
            self.walk.tell(
                place,
                Sentence("Sequences stand in one another more than %(limit)s times.", limit=str(MAX_NESTING)),
            )
        elif isinstance(item, components.Sequence):
            self.enter_sequence(item, place, begin, window, depth=depth)
        elif isinstance(item, components.SourceClip):
            self.enter_clip(item, place, begin, window, depth=depth)
        else:
            for inner in list_inputs(item):
                self.enter(inner, place, begin, window, depth=depth + 1)

    def enter_sequence(
        self, sequence: Any, place: Sentence, begin: Fraction, window: Span | None, *, depth: int
    ) -> None:
        """The components one after the other, each from the cut before it to the cut behind it."""
        stretches = list_stretches(sequence)
        for index, (number, item, start, seen) in enumerate(stretches):
            end = min(seen.end, stretches[index + 1][3].start) if index + 1 < len(stretches) else seen.end
            shown = Span(begin + seen.start * self.scale, max(end - seen.start, Fraction(0)) * self.scale)
            where = name_item(place, number)
            self.enter(item, where, begin + start * self.scale, narrow(shown, window), depth=depth + 1)

    def enter_clip(
        self, clip: Any, place: Sentence, begin: Fraction, window: Span | None, *, depth: int
    ) -> None:
        """A clip, or the composition that it shows. One of nothing is black."""
        mob = clip.mob
        length, start = Fraction(clip.length or 0), Fraction(clip.start or 0)
        span = Span(begin, length * self.scale)
        if mob is None or length <= 0:
            return
        slot = clip.slot if isinstance(mob, mobs.CompositionMob) else None
        if slot is None:
            note_clip(self.walk, mob.name, place, span, window, start)
            return
        own = convert_rate(getattr(slot, "edit_rate", None))
        inner = SegmentWalk(self.walk, self.walk.rate / own if own else self.scale)
        inner.enter(slot.segment, place, begin - start * self.scale, narrow(span, window), depth=depth + 1)


def list_stretches(sequence: Any) -> list[tuple[int, Any, Fraction, Span]]:
    """The components with their number, the edit unit at which they begin, and what of them lies behind the transition before."""
    found = []
    at = Fraction(0)
    cut: Fraction | None = None
    for number, item in enumerate(sequence.components, 1):
        length = max(Fraction(item.length or 0), Fraction(0))
        if isinstance(item, components.Transition):
            at -= length
            cut = at + Fraction(item.cutpoint or 0)
            continue
        begin = at if cut is None else max(at, cut)
        found.append((number, item, at, Span(begin, max(at + length - begin, Fraction(0)))))
        at += length
        cut = None
    return found


def list_inputs(item: Any) -> list[Any]:
    """The segments inside one: of an effect what it works on, of a choice the chosen one, of layers all of them."""
    if isinstance(item, components.OperationGroup):
        return list(item.segments)[:1]
    if isinstance(item, components.NestedScope):
        return list(item.slots)
    for name, wanted in (("Selected", components.Selector), ("InputSegment", components.Pulldown)):
        if isinstance(item, wanted):
            chosen = item[name].value
            return [] if chosen is None else [chosen]
    return list(item["Choices"])[:1] if isinstance(item, components.EssenceGroup) else []


def find_start(mob: Any, rate: Fraction) -> str:
    """The timecode of the first frame, from the composition's own timecode track; empty where it has none."""
    for slot in mob.slots:
        segment = slot.segment
        if isinstance(segment, components.Sequence):
            segment = next(iter(segment.components), None)
        if isinstance(segment, components.Timecode):
            try:
                return format_timecode(int(segment.start), rate, drop=bool(segment.drop))
            except TimecodeError:
                return ""
    return ""

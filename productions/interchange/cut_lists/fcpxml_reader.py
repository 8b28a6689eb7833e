"""FCPXML, as Final Cut Pro and Resolve write it: the clips of the story line, those connected to them, and what compound clips hold.

Times are fractions of seconds. What stands in an element has its `offset` in the time of that element, which begins at `start`.
Format: Apple's DTD of FCPXML, versions 1.5 to 1.13.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element

from productions.interchange.cut_lists.placed_clips import CutList
from productions.interchange.cut_lists.timeline_walk import (
    MAX_FRAME,
    MAX_NESTING,
    BrokenClip,
    Span,
    TimelineWalk,
    add_times,
    describe_name,
    name_item,
    narrow,
    note_clip,
    tell_broken,
    tell_other_left_out,
)
from productions.interchange.problems import UnreadableFile
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence
from productions.shared.timecode import TimecodeError, compute_timebase, format_timecode

SKIPPED_TAGS = frozenset(
    "metadata note bookmark text text-style-def param timeMap audio-channel-source marker keyword rating chapter-marker "
    "analysis-marker filter-video filter-audio filter-video-mask adjust-transform adjust-crop adjust-conform adjust-blend "
    "adjust-volume adjust-colorConform adjust-stabilization adjust-corners adjust-rollingShutter smart-collection "
    "keyword-collection collection-folder import-options".split()
)
"""What no cut needs."""
SECONDS_PATTERN = compile_late(r"(-?\d{1,15})(?:/(\d{1,15}))?s|(-?\d{1,9}\.\d{1,9})s", re.ASCII)
PICTURE_TAGS = frozenset({"asset-clip", "video", "title", "sync-clip", "mc-clip", "clip", "ref-clip"})
STORY_TAGS = PICTURE_TAGS | {"gap", "audio", "audition", "spine"}
HOLDERS = frozenset({"clip", "sync-clip", "mc-clip"})
"""Elements that hold their own material; what is connected to them has a lane."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element's own time stands in the list: its second `second` is the frame `frame`. `window`: what of it is seen."""

    frame: Fraction
    second: Fraction
    window: Span | None


class StoryWalk:
    """A walk through the story line of a project."""

    def __init__(self, walk: TimelineWalk, resources: Element | None) -> None:
        self.walk = walk
        found = list(resources) if resources is not None else []
        self.media = {each.get("id", ""): each for each in found if each.tag == "media"}
        self.silent = {
            each.get("id", "") for each in found if each.tag == "asset" and each.get("hasVideo") == "0"
        }
        """Assets of sound alone."""

    def read_spine(self, spine: Element, where: Sentence, place: Place, *, depth: int) -> None:
        """The elements of a story line, one after the other where they say no offset."""
        next_second = place.second
        for number, item in enumerate(list_story(spine), 1):
            self.walk.count_step()
            here = name_item(where, number)
            try:
                next_second = self.read_item(item, here, place, next_second, depth=depth)
            except BrokenClip as broken:
                self.walk.tell(here, tell_broken(describe_name(item.get("name")), broken))

    def read_item(
        self, item: Element, where: Sentence, place: Place, default: Fraction, *, depth: int
    ) -> Fraction:
        """Note what an element shows and what is connected to it; returns the second at which it ends. Raises BrokenClip."""
        if depth > MAX_NESTING:
            self.walk.tell(
                where,
                Sentence("Sequences stand in one another more than %(limit)s times.", limit=str(MAX_NESTING)),
            )
            return default
        if item.tag == "audition":
            chosen = next(list_story(item), None)
            return (
                default if chosen is None else self.read_item(chosen, where, place, default, depth=depth + 1)
            )
        offset = read_rational_seconds(item, "offset", default)
        begin = place.frame + (offset - place.second) * self.walk.rate
        if item.tag == "spine":
            self.read_spine(item, where, Place(begin, Fraction(0), place.window), depth=depth + 1)
            return default
        length = self.find_length(item)
        if length < 0:
            raise BrokenClip(Sentence("It ends before it begins."))
        span = Span(begin, length * self.walk.rate)
        start = read_rational_seconds(item, "start", Fraction(0))
        if item.get("enabled") != "0":
            self.show(item, where, span, start, place.window, depth=depth)
            self.read_connected(item, where, Place(begin, start, place.window), depth=depth)
        return add_times(offset, length)

    def find_length(self, item: Element) -> Fraction:
        """Seconds; of a compound clip without any, those of its sequence. Raises BrokenClip."""
        if item.get("duration") is None and (sequence := self.find_sequence(item)) is not None:
            return read_rational_seconds(sequence, "duration", None)
        return read_rational_seconds(item, "duration", None)

    def find_sequence(self, item: Element) -> Element | None:
        """The sequence of a compound clip, or None."""
        media = self.media.get(item.get("ref", "")) if item.tag == "ref-clip" else None
        sequence = media.find("sequence") if media is not None else None
        return sequence if sequence is not None and sequence.find("spine") is not None else None

    def show(
        self, item: Element, where: Sentence, span: Span, start: Fraction, window: Span | None, *, depth: int
    ) -> None:
        """Note a clip, or what a compound clip holds where it is seen."""
        sequence = self.find_sequence(item)
        if sequence is not None:
            spine = sequence.find("spine")
            first = read_rational_seconds(sequence, "tcStart", Fraction(0))
            # Without a `start` the compound clip shows its sequence from the first frame.
            begin = start if item.get("start") is not None else first
            seen = narrow(span, window)
            if spine is not None and seen.length:
                inner = Place(span.start, begin, seen)
                self.read_spine(spine, where, inner, depth=depth + 1)
        elif self.has_picture(item):
            note_clip(self.walk, item.get("name"), where, span, window, start * self.walk.rate)

    def has_picture(self, item: Element) -> bool:
        if item.tag not in PICTURE_TAGS or item.get("srcEnable") == "audio" or item.get("ref") in self.silent:
            return False
        return item.tag != "clip" or item.find("video") is not None or item.find("audio") is None

    def read_connected(self, item: Element, where: Sentence, place: Place, *, depth: int) -> None:
        """Titles, overlays and secondary story lines that hang on an element."""
        for number, child in enumerate(list_story(item), 1):
            if item.tag in HOLDERS and child.get("lane", "0") == "0":
                continue
            self.walk.count_step()
            here = Sentence("%(place)s, connected %(number)d", place=where, number=number)
            try:
                self.read_item(child, here, place, place.second, depth=depth + 1)
            except BrokenClip as broken:
                self.walk.tell(here, tell_broken(describe_name(child.get("name")), broken))


def list_story(item: Element) -> Iterator[Element]:
    return (child for child in item if child.tag in STORY_TAGS)


def read_fcpxml(root: Element, *, rate: Fraction | None = None) -> CutList:
    """The clips of the first project, in frames at `rate`, or at its own where none is given. Raises UnreadableFile."""
    projects = [each for each in root.iter("project") if each.find("sequence/spine") is not None]
    if root.tag != "fcpxml" or not projects:
        raise UnreadableFile(
            Sentence("The file is no FCPXML with a project; export the project, not its clips.")
        )
    sequence = projects[0].find("sequence")
    spine = sequence.find("spine") if sequence is not None else None
    if sequence is None or spine is None:
        raise UnreadableFile(
            Sentence("The file is no FCPXML with a project; export the project, not its clips.")
        )
    resources = root.find("resources")
    own = find_format_rate(sequence, resources)
    if own is None and rate is None:
        raise UnreadableFile(Sentence("The sequence says no frame rate; give it."))
    walk = TimelineWalk(rate or own or Fraction(24))
    for other in projects[1:]:
        walk.tell("the file", tell_other_left_out(other.get("name")))
    try:
        start = read_rational_seconds(sequence, "tcStart", Fraction(0))
    except BrokenClip:
        start = Fraction(0)
        walk.tell("start", Sentence("The time line's start is no timecode."))
    StoryWalk(walk, resources).read_spine(
        spine, Sentence("the story line"), Place(Fraction(0), start, None), depth=1
    )
    told = format_start_seconds(start, own or walk.rate, drop=sequence.get("tcFormat") == "DF")
    return CutList(
        walk.rate, tuple(walk.clips), tuple(walk.problems), start=told if sequence.get("tcStart") else ""
    )


def find_format_rate(sequence: Element, resources: Element | None) -> Fraction | None:
    """Frames per second of the sequence's format."""
    formats = resources.findall("format") if resources is not None else []
    named = next((each for each in formats if each.get("id") == sequence.get("format")), None)
    try:
        frame = read_rational_seconds(named, "frameDuration", None) if named is not None else Fraction(0)
    except BrokenClip:
        return None
    return 1 / frame if frame > 0 and 0 < 1 / frame <= 240 and frame.numerator <= 1001 else None


def read_rational_seconds(item: Element, name: str, default: Fraction | None) -> Fraction:
    """`1001/24000s`, `5s` or `2.5s`. Raises BrokenClip for what is none, and without a default for what is not there."""
    text = item.get(name)
    if text is None and default is not None:
        return default
    match = SECONDS_PATTERN.fullmatch(text or "")
    if text is None or match is None or (match[2] and int(match[2]) == 0):
        raise BrokenClip(Sentence("It has a time that cannot be read."))
    value = Fraction(match[3]) if match[3] else Fraction(int(match[1]), int(match[2] or 1))
    if abs(value) * 240 > MAX_FRAME:
        raise BrokenClip(Sentence("It has a time that cannot be read."))
    return value


def format_start_seconds(seconds: Fraction, rate: Fraction, *, drop: bool) -> str:
    """The timecode of the first frame. `tcStart` counts real seconds, so that 3603.6 s at 24000/1001 are 01:00:00:00."""
    frame = round(seconds * rate)
    try:
        return format_timecode(frame % (86400 * compute_timebase(rate)), rate, drop=drop)
    except TimecodeError:
        return ""

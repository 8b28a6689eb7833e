"""Final Cut Pro 7 XML (xmeml), as Premiere, Resolve and Avid write it: every clip of every picture track, nested sequences too.

Times are whole frames of the rate around them. A clip that a transition covers says -1 for that end; it begins or ends where the
transition's alignment puts the cut. Format: Apple's "Final Cut Pro XML Interchange Format", version 5.
"""

from collections.abc import Sequence
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
    describe_name,
    name_item,
    name_track,
    narrow,
    note_clip,
    tell_broken,
    tell_other_left_out,
)
from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence
from productions.shared.timecode import TimecodeError, format_timecode

SKIPPED_TAGS = frozenset(
    "audio filter effect logginginfo comments colorinfo labels link metadata pluginspecific marker sourcetrack format".split()
)
"""What no cut needs, and of which most of such a file consists."""
BLACK_NAMES = frozenset({"slug", "black", "black video", "ブラックビデオ"})
ITEM_TAGS = frozenset({"clipitem", "generatoritem", "transitionitem"})
UNDER_TRANSITION = -1


@dataclass(frozen=True, slots=True)
class SequenceWalk:
    """A walk through sequences, which the file describes once, by id, and names afterwards."""

    walk: TimelineWalk
    by_id: dict[str, Element]

    def find_nested(self, item: Element) -> Element | None:
        """The sequence that a clip shows, or None."""
        nested = item.find("sequence")
        if nested is not None and nested.find("media") is None:
            nested = self.by_id.get(nested.get("id", ""))
        return None if nested is None or nested.find("media/video/track") is None else nested

    def read_tracks(
        self, sequence: Element, place: Sentence | None, base: Fraction, window: Span | None, *, depth: int
    ) -> None:
        """The picture tracks of a sequence that begins at frame `base` of the list and of which `window` is seen."""
        walk = self.walk
        if depth > MAX_NESTING:
            walk.tell(
                place or Sentence("the file"),
                Sentence("Sequences stand in one another more than %(limit)s times.", limit=str(MAX_NESTING)),
            )
            return
        rate = read_element_rate(sequence) or walk.rate
        for number, track in enumerate(sequence.findall("media/video/track"), 1):
            walk.count_step()
            if not is_enabled(track):
                continue
            named = name_track(number)
            here = named if place is None else Sentence("%(some)s, %(other)s", some=place, other=named)
            items = [each for each in track if each.tag in ITEM_TAGS]
            for index, item in enumerate(items):
                walk.count_step()
                where = name_item(here, index + 1)
                if item.tag == "transitionitem" or not is_shown(item):
                    continue
                try:
                    span, hidden = find_span(items, index)
                except BrokenClip as broken:
                    walk.tell(where, tell_broken(describe_name(item.findtext("name")), broken))
                    continue
                scale = walk.rate / rate
                placed = Span(base + span.start * scale, span.length * scale)
                self.enter_item(
                    item, where, placed, window, hidden, read_element_rate(item) or rate, depth=depth
                )

    def enter_item(
        self,
        item: Element,
        place: Sentence,
        placed: Span,
        window: Span | None,
        hidden: Fraction,
        rate: Fraction,
        *,
        depth: int,
    ) -> None:
        """Note a clip, or what the sequence shows that stands in its place. `hidden`: frames at `rate` under a transition."""
        source = hidden + read_source_frame(item)
        nested = self.find_nested(item)
        if nested is None:
            name = item.findtext("name", "").strip() or item.findtext("file/name", "")
            note_clip(self.walk, name, place, placed, window, source)
        elif (seen := narrow(placed, window)).length:
            base = placed.start - source / rate * self.walk.rate
            self.read_tracks(nested, place, base, seen, depth=depth + 1)


def read_fcp7(root: Element, *, rate: Fraction | None = None) -> CutList:
    """The clips of the first sequence, in frames at `rate`, or at its own where none is given. Raises UnreadableFile."""
    described = [each for each in root.iter("sequence") if each.find("media") is not None]
    if root.tag != "xmeml" or not described:
        raise UnreadableFile(Sentence("The file is no Final Cut Pro 7 XML with a sequence."))
    sequence = described[0]
    own = read_element_rate(sequence)
    if own is None and rate is None:
        raise UnreadableFile(Sentence("The sequence says no frame rate; give it."))
    walk = TimelineWalk(rate or own or Fraction(24))
    inside = {id(each) for clip in root.iter("clipitem") for each in clip.iter("sequence")}
    for other in described[1:]:
        if id(other) not in inside:
            walk.tell(
                "the file",
                tell_other_left_out(other.findtext("name")),
            )
    sequences = {each.get("id", ""): each for each in described}
    SequenceWalk(walk, sequences).read_tracks(sequence, None, Fraction(0), None, depth=1)
    return CutList(
        walk.rate,
        tuple(walk.clips),
        tuple(walk.problems),
        start=read_start_timecode(sequence, own or walk.rate),
    )


def read_element_rate(item: Element) -> Fraction | None:
    """The rate that an element says of itself."""
    base = item.findtext("rate/timebase", "").strip()
    if not (base.isascii() and base.isdigit() and 0 < int(base[:9]) <= 240):
        return None
    is_ntsc = item.findtext("rate/ntsc", "").strip().upper() == "TRUE"
    return Fraction(int(base) * 1000, 1001) if is_ntsc else Fraction(int(base))


def is_enabled(item: Element) -> bool:
    return item.findtext("enabled", "TRUE").strip().upper() != "FALSE"


def is_shown(item: Element) -> bool:
    return is_enabled(item) and item.findtext("name", "").strip().casefold() not in BLACK_NAMES


def find_span(items: Sequence[Element], index: int) -> tuple[Span, Fraction]:
    """Where a clip stands, in frames of its sequence, and how much of its material a transition hides before. Raises BrokenClip."""
    item = items[index]
    start, end = read_frame(item, "start"), read_frame(item, "end")
    hidden = 0
    if start == UNDER_TRANSITION:
        before = find_transition(items, index - 1)
        start = find_cut_point(before)
        hidden = start - read_frame(before, "start")
    if end == UNDER_TRANSITION:
        end = find_cut_point(find_transition(items, index + 1))
    if end < start or start < 0:
        raise BrokenClip(Sentence("It ends before it begins."))
    return Span(Fraction(start), Fraction(end - start)), Fraction(hidden)


def find_transition(items: Sequence[Element], index: int) -> Element:
    """The transition beside a clip. Raises BrokenClip where there is none."""
    if 0 <= index < len(items) and items[index].tag == "transitionitem":
        return items[index]
    raise BrokenClip(Sentence("It stands under a transition that is not there."))


def find_cut_point(transition: Element) -> int:
    """The frame at which the second clip takes over."""
    start, end = read_frame(transition, "start"), read_frame(transition, "end")
    alignment = transition.findtext("alignment", "").strip()
    if alignment.startswith("end"):
        return end
    return start if alignment.startswith("start") else (start + end) // 2


def read_frame(item: Element, name: str) -> int:
    """A number of frames. Raises BrokenClip."""
    text = item.findtext(name, "").strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12) or abs(int(text)) > MAX_FRAME:
        raise BrokenClip(Sentence("It has a time that cannot be read."))
    return int(text)


def read_source_frame(item: Element) -> Fraction:
    """The first frame of its material, at its own rate; 0 where it says none."""
    try:
        return Fraction(max(read_frame(item, "in"), 0))
    except BrokenClip:
        return Fraction(0)


def read_start_timecode(sequence: Element, rate: Fraction) -> str:
    """The timecode of the first frame, or an empty text."""
    text = sequence.findtext("timecode/frame", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        return ""
    drop = sequence.findtext("timecode/displayformat", "").strip().upper() == "DF"
    try:
        return format_timecode(int(text), rate, drop=drop)
    except TimecodeError:
        return ""

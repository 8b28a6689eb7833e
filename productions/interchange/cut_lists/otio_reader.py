"""Time lines of OpenTimelineIO (`.otio`): every clip of every picture track, whatever stacks and tracks it stands in.

The file's JSON is read here and not by the library, which loses the whole list over one broken clip, and whose reader follows any
nesting until the process dies. Clip.1 and Clip.2, Stack.1, Track.1, Gap.1 and Transition.1 of OpenTimelineIO 0.12 to 0.18 are known; a
schema that is not, and has a range, takes its time and is told.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import orjson

from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES, CutList
from productions.interchange.cut_lists.timeline_walk import (
    MAX_FRAME,
    MAX_NESTING,
    BrokenClip,
    Span,
    TimelineWalk,
    add_times,
    describe_name,
    find_frame_rate,
    name_item,
    name_track,
    narrow,
    note_clip,
    tell_broken,
)
from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence
from productions.shared.timecode import TimecodeError, format_timecode

MAX_LOOKED_AT = 200_000
TIMES_INSIDE = ("tracks", "duration", "start_time", "source_range", "global_start_time")
"""Where times stand, the one to look at first last."""


def read_otio(data: bytes, *, rate: Fraction | None = None) -> CutList:
    """The clips of a time line, in frames at `rate`, or at its own where none is given. Raises UnreadableFile for what is none."""
    if len(data) > MAX_LIST_BYTES:
        raise UnreadableFile(Sentence("The list has more than %(most)d MB.", most=MAX_LIST_BYTES // 1024**2))
    try:
        whole = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UnreadableFile(
            Sentence("The file is no JSON, as OpenTimelineIO writes it: %(error)s.", error=str(error))
        ) from None
    if schema_of(whole) != "Timeline" or schema_of(whole.get("tracks")) != "Stack":
        raise UnreadableFile(Sentence("The file is no time line of OpenTimelineIO."))
    start = whole.get("global_start_time")
    own = find_rate(whole)
    if own is None and rate is None:
        raise UnreadableFile(Sentence("The time line says no frame rate; give it."))
    walk = TimelineWalk(rate or own or Fraction(24))
    for number, track in enumerate(list_children(whole["tracks"]), 1):
        kind = track.get("kind", "Video") if isinstance(track, dict) else ""
        if kind == "Video":
            walk_item(walk, track, name_track(number), Fraction(0), None, depth=1)
    return CutList(walk.rate, tuple(walk.clips), tuple(walk.problems), start=format_start(start, walk))


def schema_of(item: Any) -> str:
    """`Clip` of `Clip.2`; empty for what is no object of OpenTimelineIO."""
    name = item.get("OTIO_SCHEMA") if isinstance(item, dict) else None
    return name.partition(".")[0] if isinstance(name, str) else ""


def list_children(item: Any) -> list[Any]:
    children = item.get("children") if isinstance(item, dict) else None
    return children if isinstance(children, list) else []


def find_rate(whole: Any) -> Fraction | None:
    """The rate of the time line: of its start, or else of the first time in it."""
    waiting, looked = [whole], 0
    while waiting and looked < MAX_LOOKED_AT:
        item = waiting.pop()
        looked += 1
        if schema_of(item) == "RationalTime" and (found := read_rate(item.get("rate"))):
            return found
        if isinstance(item, dict):
            waiting += [*reversed(list_children(item)), *(item.get(name) for name in TIMES_INSIDE)]
    return None


def read_rate(value: Any) -> Fraction | None:
    """The rate that a value of JSON stands for; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return find_frame_rate(value)


def read_time(item: Any, rate: Fraction) -> Fraction:
    """A time in frames of the list's rate. Raises BrokenClip."""
    value = item.get("value") if schema_of(item) == "RationalTime" else None
    own = read_rate(item.get("rate")) if isinstance(item, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or own is None or abs(value) > MAX_FRAME:
        raise BrokenClip(Sentence("It has a time that cannot be read."))
    frames = round(value)
    exact = Fraction(frames) if abs(value - frames) < 1e-6 else Fraction(value).limit_denominator(10**6)
    return exact if own == rate else exact * rate / own


def read_span(item: dict[str, Any], rate: Fraction) -> Span | None:
    """The part of its own material that an item shows, or all of it; None where it says neither. Raises BrokenClip."""
    for found in (item.get("source_range"), *list_available_ranges(item)):
        if schema_of(found) == "TimeRange":
            span = Span(read_time(found.get("start_time"), rate), read_time(found.get("duration"), rate))
            if span.length < 0:
                raise BrokenClip(Sentence("It ends before it begins."))
            return span
    return None


def list_available_ranges(item: dict[str, Any]) -> Iterator[Any]:
    """Of the media that a clip shows (Clip.2), or of its one (Clip.1)."""
    media = item.get("media_references")
    chosen = (
        media.get(item.get("active_media_reference_key", "DEFAULT_MEDIA"))
        if isinstance(media, dict)
        else None
    )
    for reference in (chosen, item.get("media_reference")):
        if isinstance(reference, dict):
            yield reference.get("available_range")


def walk_item(
    walk: TimelineWalk, item: Any, place: Sentence, begin: Fraction, window: Span | None, *, depth: int
) -> Fraction:
    """Note what an item shows, which begins at `begin` and of which `window` is seen; returns how long it is."""
    walk.count_step()
    kind = schema_of(item)
    try:
        span = read_span(item, walk.rate) if kind else None
    except BrokenClip as broken:
        walk.tell(place, tell_broken(describe_item(item), broken))
        return Fraction(0)
    if kind in ("Track", "Stack"):
        return walk_composition(walk, item, place, begin, span, window, depth=depth)
    if kind == "Transition":
        return Fraction(0)
    if span is None:
        walk.tell(
            place,
            Sentence(
                "%(name)s has no length, so what follows it in its track may stand too early.",
                name=describe_item(item),
            ),
        )
        return Fraction(0)
    if kind == "Clip":
        note_item(walk, item, place, begin, span, window)
    elif kind != "Gap":
        walk.tell(
            place,
            Sentence(
                "%(name)s is of a kind that is not known here: %(kind)s.",
                name=describe_item(item),
                kind=kind[:40],
            ),
        )
    return span.length


def walk_composition(
    walk: TimelineWalk,
    item: dict[str, Any],
    place: Sentence,
    begin: Fraction,
    span: Span | None,
    window: Span | None,
    *,
    depth: int,
) -> Fraction:
    """The items of a track one after the other, those of a stack all at once. A range of its own shows a part of them."""
    if depth > MAX_NESTING:
        walk.tell(
            place,
            Sentence("Sequences stand in one another more than %(limit)s times.", limit=str(MAX_NESTING)),
        )
        return Fraction(0)
    shown = narrow(Span(begin, span.length), window) if span else window
    inner = begin - span.start if span else begin
    quiet = TimelineWalk(walk.rate) if item.get("enabled") is False else walk
    passed = longest = Fraction(0)
    for number, child in enumerate(list_children(item), 1):
        offset = passed if schema_of(item) == "Track" else Fraction(0)
        length = walk_item(quiet, child, name_item(place, number), inner + offset, shown, depth=depth + 1)
        passed = add_times(passed, length)
        longest = max(longest, length)
    if span:
        return span.length
    return passed if schema_of(item) == "Track" else longest


def note_item(
    walk: TimelineWalk,
    item: dict[str, Any],
    place: Sentence,
    begin: Fraction,
    span: Span,
    window: Span | None,
) -> None:
    """Note a clip where it is seen, unless it is disabled."""
    name = item.get("name")
    if item.get("enabled") is not False:
        text = name if isinstance(name, str) else None
        note_clip(walk, text, place, Span(begin, span.length), window, span.start)


def describe_item(item: Any) -> Sentence:
    """What an item is called, for people."""
    name = item.get("name") if isinstance(item, dict) else None
    return describe_name(name if isinstance(name, str) else None)


def format_start(start: Any, walk: TimelineWalk) -> str:
    """The timecode at which the list says that it begins, or an empty text; told where it is none."""
    if schema_of(start) != "RationalTime":
        return ""
    try:
        frame = read_time(start, walk.rate)
        return format_timecode(int(frame // 1), walk.rate)
    except (BrokenClip, TimecodeError):
        walk.tell("start", Sentence("The time line's start is no timecode."))
        return ""

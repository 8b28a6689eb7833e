"""Edit decision lists (CMX 3600), line by line: one bad line loses itself and nothing else.

An EDL says no frame rate, so whoever reads it does. Its timecodes count drop-frame after `FCM: DROP FRAME`, or where they are
written with a semicolon. A clip is named by the comments that follow its event, or else by its reel.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES, MAX_LIST_CLIPS, CutList, PlacedClip
from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.sheets.sheet import format_cell_place
from productions.interchange.text_encoding import decode_text_file
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence
from productions.shared.timecode import TimecodeError, count_frames_a_day, parse_timecode

MAX_LINE_CHARACTERS = 500
MAX_LIST_LINES = 200_000
TIMECODE = r"(\d{2}[:;]\d{2}[:;]\d{2}[:;]\d{2})"
EVENT_PATTERN = compile_late(
    r"(?P<number>\d{1,6}) (?P<reel>\S{1,200}) (?P<tracks>\S{1,20}) (?P<kind>[CDWK]\w{0,5})(?: [^:; ]{1,20}){0,3}"
    rf" {TIMECODE} {TIMECODE} {TIMECODE} {TIMECODE}",
    re.ASCII,
)
"""Of a line whose spaces are single ones; behind the kind may stand the length of a dissolve."""
EVENT_BEGINNING_PATTERN = compile_late(r"\d{1,6} \S", re.ASCII)
COMMENT_PATTERN = compile_late(r"\* ?(FROM|TO) CLIP NAME ?: ?(.*)", re.IGNORECASE)
SPEED_PATTERN = compile_late(r"M2 ", re.ASCII)
BLACK_REELS = frozenset({"BL", "BLACK"})


@dataclass(slots=True)
class EventLine:
    """One line of an event, with the names that the comments after it give."""

    line: int
    number: str
    reel: str
    kind: str
    times: tuple[str, str, str, str]
    is_drop: bool
    has_speed: bool = False
    names: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Sentence:
        return format_cell_place(self.line)

    @property
    def name(self) -> str:
        """What a cut shows comes from the clip named FROM; what a dissolve or wipe leads to, from the one named TO."""
        if self.kind.startswith("C"):
            return self.names.get("FROM") or self.names.get("TO") or self.reel
        return self.names.get("TO") or self.reel


def read_edl(data: bytes, *, rate: Fraction) -> CutList:
    """The picture events of an EDL whose frames run at `rate`. Raises UnreadableFile for what is none."""
    if len(data) > MAX_LIST_BYTES:
        raise UnreadableFile(Sentence("The list has more than %(most)d MB.", most=MAX_LIST_BYTES // 1024**2))
    problems: list[Problem] = []
    clips: list[PlacedClip] = []
    events = 0
    text = decode_text_file(data).text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LIST_LINES:
        raise UnreadableFile(Sentence("The list has more than %(limit)s lines.", limit=f"{MAX_LIST_LINES:,}"))
    for event in list_event_lines(text.split("\n"), problems):
        events += 1
        if events > MAX_LIST_CLIPS:
            raise UnreadableFile(
                Sentence("The list has more than %(limit)s events.", limit=f"{MAX_LIST_CLIPS:,}")
            )
        try:
            clip = read_event(event, rate)
        except TimecodeError as error:
            problems.append(Problem(event.place, error.sentence, event.line))
            continue
        if clip is None or event.reel.upper() in BLACK_REELS:
            continue
        if told := find_length_problem(event, clip, rate):
            problems.append(Problem(event.place, told, event.line))
        clips.append(clip)
    if not events:
        raise UnreadableFile(Sentence("The file has no events of an EDL (CMX 3600)."))
    found = tuple(sorted(problems, key=lambda one: one.line or 0))
    return CutList(rate, tuple(clips), found, counts_timecode=True)


def list_event_lines(lines: list[str], problems: list[Problem]) -> Iterator[EventLine]:
    """Events of the picture, each once its comments are read. Lines that should be events and are none are told."""
    is_drop = False
    open_events: list[EventLine] = []
    for number, line in enumerate(lines, 1):
        text = " ".join(line[:MAX_LINE_CHARACTERS].split())
        if text.upper().startswith("FCM:"):
            is_drop = "NON" not in text.upper() and "DROP" in text.upper()
        elif match := COMMENT_PATTERN.match(text):
            for event in open_events:
                event.names[match[1].upper()] = match[2].strip()
        elif SPEED_PATTERN.match(text):
            for event in open_events:
                event.has_speed = True
        elif match := EVENT_PATTERN.match(text):
            if open_events and open_events[0].number != match["number"]:
                yield from open_events
                open_events = []
            if has_picture(match["tracks"]):
                open_events.append(make_event_line(number, match, is_drop=is_drop))
        elif EVENT_BEGINNING_PATTERN.match(text):
            problems.append(
                Problem(format_cell_place(number), Sentence("This is no event that can be read."), number)
            )
    yield from open_events


def has_picture(tracks: str) -> bool:
    """V, V2, B (both), AA/V; a list names sound alone as A, A2, AA, NONE."""
    return tracks.upper() == "B" or "V" in tracks.upper()


def make_event_line(line: int, match: re.Match[str], *, is_drop: bool) -> EventLine:
    times = match.groups()[-4:]
    return EventLine(line, match["number"], match["reel"], match["kind"].upper(), times, is_drop)  # type: ignore[arg-type]


def read_event(event: EventLine, rate: Fraction) -> PlacedClip | None:
    """The clip of an event; None of one without length, which only says what a dissolve comes from. Raises TimecodeError."""
    first, last = (read_list_timecode(text, rate, is_drop=event.is_drop) for text in event.times[2:])
    day = count_frames_a_day(rate, drop=event.is_drop or ";" in event.times[2])
    length = (last - first) % day
    if length == 0:
        return None
    if length > day // 2:
        raise TimecodeError(
            Sentence(
                "The event ends at %(end)s, before it begins at %(start)s.",
                end=event.times[3],
                start=event.times[2],
            )
        )
    clip = PlacedClip(event.place, event.name, first, length)
    try:
        source = read_list_timecode(event.times[0], rate, is_drop=event.is_drop)
    except TimecodeError:
        return clip  # the source may run at another rate; where the clip stands does not depend on it
    return replace(clip, source_in=source)


def read_list_timecode(text: str, rate: Fraction, *, is_drop: bool) -> int:
    """The frame of a timecode of the list, which may be written with colons where it counts drop-frame. Raises TimecodeError."""
    drop = is_drop or ";" in text
    plain = text.replace(";", ":")
    return parse_timecode(f"{plain[:8]}{';' if drop else ':'}{plain[9:]}", rate)


def find_length_problem(event: EventLine, clip: PlacedClip, rate: Fraction) -> Sentence | None:
    """One sentence where the source has another length than the record, though no speed is told; nothing is repaired."""
    if event.has_speed:
        return None
    try:
        first, last = (read_list_timecode(text, rate, is_drop=event.is_drop) for text in event.times[:2])
    except TimecodeError:
        return None
    if last - first == clip.length:
        return None
    return Sentence(
        "“%(name)s” has a source of another length (%(source)s frames) than the record (%(record)s); the record counts.",
        name=clip.name[:40],
        source=str(last - first),
        record=str(clip.length),
    )

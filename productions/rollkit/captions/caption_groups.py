"""The roll as captions: who did what, in readable groups, one after the other, each while its rows are on screen.

A scroll shows some twenty rows at once, a caption has room for two lines. So each row is told while it passes the middle of the
screen, and rows that pass after one another share a caption. A card is told while it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, groupby, pairwise

from productions.rollkit.captions.reading_speed import Caption, count_reading_frames
from productions.rollkit.layout.reel import Cue, Reel, ScrollShot
from productions.rollkit.line_breaks import compile_unbreakable_pattern
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.text_columns import count_columns
from productions.rollkit.timing import convert_seconds_to_frames

MIN_CAPTION_SECONDS = Fraction(1)
"""Seconds a caption stays at least; nobody reads faster."""
MAX_CAPTION_SECONDS = Fraction(7)
"""Seconds after which a caption gives way to the next."""
SENTENCE_PIECE_PATTERN = re.compile(r".+?(?:[、。，；：]+\s*|(?<=[!-~])\s+|\s+(?=[!-~])|$)")
"""What a sentence is broken after: marks, and spaces beside Latin letters. A Japanese name keeps its space."""
CLINGING_PATTERN = compile_unbreakable_pattern("!-~")
"""What no line ends inside of: a word in ASCII, or a character with what clings to it."""
BRACKETED_NAME_PATTERN = re.compile(r"(.+?) ?([（(].+)")
MAX_CAPTION_LINES, MAX_CAPTION_COLUMNS = 2, 42
"""The usual room of a caption: two lines of 42 letters, of which a full-width one takes two."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The frames in which a cue is told, whether a section or a card begins with it, and whether it is the first behind a scroll or of one."""

    start: int
    end: int
    cue: Cue
    opens: bool = False
    joined: bool = False


def build_captions(reel: Reel) -> tuple[Caption, ...]:
    """Captions in order. None overlaps another, and together they say every text of the reel's cues.

    Each lasts a second or longer where the reel does, and as long as it takes to read where there is room; where names pass
    faster, a caption takes more than two lines.
    """
    shortest = convert_seconds_to_frames(MIN_CAPTION_SECONDS, reel.rate)
    groups = list(
        group_moments(
            time_cues(reel), reel.lang, shortest, convert_seconds_to_frames(MAX_CAPTION_SECONDS, reel.rate)
        )
    )
    late = len(groups) > 1 and reel.frames - groups[-1][0].start < shortest
    if late and not groups[-1][0].joined:
        groups[-2:] = [groups[-2] + groups[-1]]
    captions = [
        Caption(
            group[0].start, group[-1].end, format_caption_lines([moment.cue for moment in group], reel.lang)
        )
        for group in groups
    ]
    return tuple(lengthen_captions(captions, reel))


def time_cues(reel: Reel) -> list[Moment]:
    """Each cue's own frames: those of a row lie around its passing the middle, halfway to its neighbours'."""
    cues = sorted(merge_studio_cues(reel.cues, reel.lang), key=lambda cue: (cue.start, cue.end))
    rows = [list(order_by_lane(row)) for _times, row in groupby(cues, key=lambda cue: (cue.start, cue.end))]
    opening = {(marker.frame, marker.label) for marker in reel.markers}
    joins = [
        after.start for before, after in pairwise(reel.shots) if ScrollShot in (type(before), type(after))
    ]
    reach = convert_seconds_to_frames(MAX_CAPTION_SECONDS / 2, reel.rate)
    found: list[Moment] = []
    gone = last_end = 0
    for (start, end), row in zip(split_row_times(rows, reach), rows, strict=True):
        edges = [start + (end - start) * part // len(row) for part in range(len(row) + 1)]
        for (first, last), cue in zip(pairwise(edges), row, strict=True):
            opens = (cue.start, cue.text) in opening or cue.start >= gone
            joined = any(last_end <= join <= first for join in joins)
            found.append(Moment(first, last, cue, opens, joined))
            last_end = last
            gone = max(gone, cue.end)
    return found


def merge_studio_cues(cues: Sequence[Cue], lang: str) -> list[Cue]:
    """The cues, a studio's heading told with its role: each name says where it stands, in whatever caption it is."""
    kept: list[Cue] = []
    told: dict[int, tuple[str, tuple[str, ...]]] = {}
    """By lane: the role and the studio that the cue below was told with."""
    for cue in reversed(cues):
        role, studio = told.get(cue.lane, ("", ()))
        if cue.studio:
            told[cue.lane] = (cue.role, cue.studio)
            name = " ".join(cue.studio)
            kept.append(cue._replace(role=say_text(lang, "name_with_note", name=cue.role, note=name)))
        elif cue.text and not (cue.role == role and cue.text in studio):
            told.pop(cue.lane, None)
            kept.append(cue)
    return kept[::-1]


def split_row_times(rows: Sequence[Sequence[Cue]], reach: int) -> Iterator[tuple[int, int]]:
    """The frames of rows that come and go together: all of theirs where they stand alone on screen."""
    spans = [(row[0].start, row[0].end) for row in rows]
    # Twice the middle, so that it is whole.
    middles = [start + end for start, end in spans]
    bounds: list[int | None] = [
        (middles[n] + middles[n + 1]) // 4 if spans[n + 1][0] < spans[n][1] else None
        for n in range(len(spans) - 1)
    ]
    for n, (start, end) in enumerate(spans):
        before = bounds[n - 1] if n else None
        after = bounds[n] if n < len(bounds) else None
        if before is None and after is None:
            yield start, end
            continue
        middle = middles[n] // 2
        first = max(start, middle - reach) if before is None else max(before, middle - reach)
        last = min(end, middle + reach) if after is None else min(after, middle + reach)
        yield first, last


def group_moments(
    moments: Sequence[Moment], lang: str, shortest: int, longest: int
) -> Iterator[list[Moment]]:
    """Moments that share a caption: at least a second's, then as many as there is room for."""
    group: list[Moment] = []
    for moment in moments:
        if group:
            lasts = group[-1].end - group[0].start
            full = (
                moment.opens
                or moment.end - group[0].start > longest
                or len(format_caption_lines([*(entry.cue for entry in group), moment.cue], lang))
                > MAX_CAPTION_LINES
            )
            # On a card of one frame, a caption of no frame waits for the next.
            if lasts and (moment.joined or moment.start > group[-1].end or (lasts >= shortest and full)):
                yield group
                group = []
        group.append(moment)
    if group:
        yield group


def lengthen_captions(captions: Sequence[Caption], reel: Reel) -> Iterator[Caption]:
    """Captions that are too short, to be seen or to be read, take from the time that is free after, then before them."""
    shortest = convert_seconds_to_frames(MIN_CAPTION_SECONDS, reel.rate)
    ended = 0
    for caption, after in zip(captions, [*(c.start for c in captions[1:]), reel.frames], strict=True):
        needed = max(shortest, count_reading_frames(caption.lines, reel.rate))
        end = min(max(caption.end, caption.start + needed), max(after, caption.end))
        start = max(min(caption.start, end - needed), ended)
        yield replace(caption, start=start, end=end)
        ended = end


def format_caption_lines(cues: Sequence[Cue], lang: str) -> tuple[str, ...]:
    """`Role: name, name` in lines, broken before names only; a text without a role has lines of its own."""
    lines: list[str] = []
    for role, run in groupby(order_by_lane(cues), key=lambda cue: cue.role):
        texts = [cue.text for cue in run]
        lines.extend(
            break_name_list(role, texts, lang) if role else chain.from_iterable(map(break_sentence, texts))
        )
    return tuple(lines)


def order_by_lane(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The cues, those of lanes that stand side by side lane by lane."""
    for _laned, run in groupby(cues, key=lambda cue: cue.lane > 0):
        yield from sorted(run, key=lambda cue: cue.lane)


def break_sentence(text: str) -> Iterator[str]:
    """A sentence in lines, broken after words and marks; between characters, evenly, where it has none."""
    line = ""
    for part in SENTENCE_PIECE_PATTERN.findall(text):
        for piece in (
            [part] if count_columns(part.rstrip()) <= MAX_CAPTION_COLUMNS else split_sentence_evenly(part)
        ):
            if line and count_columns((line + piece).rstrip()) > MAX_CAPTION_COLUMNS:
                yield line.rstrip()
                line = ""
            line += piece
    yield line.rstrip()


def split_sentence_evenly(text: str) -> Iterator[str]:
    """As few pieces as have room, of about the same length."""
    share = count_columns(text) / -(-count_columns(text) // MAX_CAPTION_COLUMNS)
    piece = ""
    for one in CLINGING_PATTERN.findall(text):
        if piece and (count_columns(piece) >= share or count_columns(piece + one) > MAX_CAPTION_COLUMNS):
            yield piece
            piece = ""
        piece += one
    yield piece


def break_name_list(role: str, names: Sequence[str], lang: str) -> Iterator[str]:
    colon, comma = say_text(lang, "label_separator"), say_text(lang, "list_separator")
    line = role + colon
    pairs = list(pair_names_with_marks(names, comma))
    # The mark that a line ends with has room too, but behind the only name of a line: it hangs rather than leave the role alone.
    ends = [*(mark.rstrip() for mark, _name in pairs[1:]), ""]
    for index, ((mark, name), end) in enumerate(zip(pairs, ends, strict=True)):
        mark, end = (mark, end) if index else ("", "")
        if count_columns(line + mark + name + end) > MAX_CAPTION_COLUMNS:
            yield (line + mark).rstrip()
            line, mark = "", ""
        line += mark + name
    yield line


def pair_names_with_marks(names: Sequence[str], comma: str) -> Iterator[tuple[str, str]]:
    """Names with the mark before each. What stands in brackets behind one is apart where one line has no room for both."""
    for name in names:
        apart = BRACKETED_NAME_PATTERN.fullmatch(name) if count_columns(name) > MAX_CAPTION_COLUMNS else None
        for piece in apart.groups() if apart else (name,):
            yield "" if piece.startswith("（") else " " if piece.startswith("(") else comma, piece

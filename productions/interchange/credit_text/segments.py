"""Cutting a credit text into segments, and matching its brackets.

Positions are character offsets into the whole text, so that nothing has to be found again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from productions.interchange.credit_text.statements import STATEMENT_SEPARATORS
from productions.interchange.matching.label_parts import CLOSING_BRACKETS, MAX_LABEL_CHARACTERS

MAX_SEGMENT_CHARACTERS = 2_000
"""A segment longer than this (characters) is no credit and is reported as it stands."""

LABEL_OPENERS = "[［【"
_OPENERS_OF = {closer: opener for opener, closer in CLOSING_BRACKETS.items()}
_ALIKE = {"［": "[", "］": "]", "（": "(", "）": ")", "＜": "<", "＞": ">", "｢": "「", "｣": "」"}
_LEFT_OUT = " \t\r\n\v\f　" + STATEMENT_SEPARATORS
_UNBOUND = "<>＜＞"


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A stretch of the text that holds one statement, as a rule; `line` counts from 0."""

    start: int
    end: int
    line: int


def cut_segments(text: str) -> list[TextSegment]:
    """The segments of a text: lines, and in them what stands between `／`.

    A `／` inside brackets separates too when white space surrounds it or a label's bracket follows it:
    the brackets of real texts are often left open. A ` / ` with spaces separates outside brackets, and so
    does a label after a name.
    """
    segments: list[TextSegment] = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        for begin, end in _split_line(text, start, start + len(line)):
            begin, end = trim_separators(text, begin, end)
            if begin < end:
                segments.append(TextSegment(begin, end, number))
        start += len(line)
    return segments


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth = 0
    begin = start
    named = False
    for index in range(start, end):
        character = text[index]
        if named and depth == 0 and character in LABEL_OPENERS and _is_label_start(text, index, end):
            yield begin, index
            begin, named = index, False
        if character in CLOSING_BRACKETS and character not in _UNBOUND:
            depth += 1
        elif character in _OPENERS_OF and character not in _UNBOUND:
            depth = max(0, depth - 1)
        elif character in "／/" and _is_separator(text, index, end, depth):
            yield begin, index
            begin = index + 1
            depth, named = 0, False
        elif depth == 0 and character in "〉＞》":
            named = False
        elif depth == 0 and character.isalnum():
            named = True
    yield begin, end


def _is_label_start(text: str, index: int, end: int) -> bool:
    """`[原作]石井桃子　[絵]清水崑`: a bracket with a name right behind it begins another statement."""
    close = find_closing_bracket(text, index, min(end, index + MAX_LABEL_CHARACTERS))
    return 0 <= close < end - 1 and (text[close + 1].isalnum() or text[close + 1] in "「『")


def _is_separator(text: str, index: int, end: int, depth: int) -> bool:
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < end else " "
    if text[index] == "／" and depth == 0:
        return True
    spaced = before.isspace() and after.isspace()
    if text[index] == "／":
        return spaced or text[index + 1 : min(end, index + 4)].lstrip()[:1] in tuple(LABEL_OPENERS)
    return spaced and depth == 0


def trim_separators(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the white space and separators at its ends."""
    while start < end and (text[start] in _LEFT_OUT or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _LEFT_OUT or text[end - 1].isspace()):
        end -= 1
    return start, end


def find_closing_bracket(text: str, start: int, end: int) -> int:
    """Where the bracket opened at `start` closes, before `end`, or -1.

    Half and full width close each other; brackets of other kinds in between are skipped. When the
    bracket never closes, one that is closed with the wrong kind (`「演出]`) counts.
    """
    opener = _fold_bracket(text[start])
    closer = _fold_bracket(CLOSING_BRACKETS[text[start]])
    depth = 0
    for index in range(start, end):
        character = _fold_bracket(text[index])
        if character == opener:
            depth += 1
        elif character == closer:
            depth -= 1
            if depth == 0:
                return index
    return _find_wrong_closer(text, start, end) if opener in "[【「" else -1


def _find_wrong_closer(text: str, start: int, end: int) -> int:
    for index in range(start + 1, end):
        if text[index] in CLOSING_BRACKETS:
            return -1
        if text[index] in "]］】":
            return index
    return -1


def _fold_bracket(character: str) -> str:
    return _ALIKE.get(character, character)


def unwrap_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a bracket around all of it and without brackets that have no partner."""
    for _ in range(4):
        start, end = trim_separators(text, start, end)
        if end - start < 2:
            break
        if text[start] in CLOSING_BRACKETS and find_closing_bracket(text, start, end) == end - 1:
            if text[start] in "「『〈《〔":
                break
            start, end = start + 1, end - 1
        elif text[start] in _OPENERS_OF or (
            text[start] in CLOSING_BRACKETS and find_closing_bracket(text, start, end) < 0
        ):
            start += 1
        elif text[end - 1] in CLOSING_BRACKETS or _is_lone_closer(text, start, end):
            end -= 1
        else:
            break
    return start, end


def _is_lone_closer(text: str, start: int, end: int) -> bool:
    opener = _OPENERS_OF.get(text[end - 1])
    return opener is not None and _fold_bracket(opener) not in map(_fold_bracket, text[start : end - 1])

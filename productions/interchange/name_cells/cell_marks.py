"""What stands around the names of a cell, by place: brackets, remarks behind ※, honorifics."""

import re
import unicodedata
from collections.abc import Iterator

from productions.interchange.credit_text.segments import unwrap_brackets
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.interchange.name_cells.name_shapes import has_letters
from productions.shared.late_patterns import compile_late
from productions.shared.legal_forms import BRACKETED_FORMS

_BRACKETS = "".join((*CLOSING_BRACKETS, *CLOSING_BRACKETS.values()))
GROUP_OPENERS = "(（[［【〔"
_LEGAL_FORM = compile_late(BRACKETED_FORMS)
_REMARK = compile_late(r"(?<=[^\s、，,;；／/])[ 　]*※[^、，,;；／/\r\n\t]*")
"""A remark behind a name; ※ before a name only marks it."""
HONORIFICS = "様|さま|さん|氏|殿|先生|御中"
_HONORIFIC_AT_END = compile_late(rf"(?:{HONORIFICS})(?=[ 　]*(?:[・･／/＆&、，,;；\r\n\t]|\Z))")


def find_groups(text: str) -> list[tuple[int, int]]:
    """The outermost brackets that stand beside names, from the opening one to just after the closing one.

    A legal form (`(株)`) and one character inside a word (`正（柾）木`) are parts of a name. A bracket that never closes
    reaches to the end.
    """
    groups: list[tuple[int, int]] = []
    closers: list[str] = []
    start = 0
    for index, character in enumerate(text):
        if closers and _fold_width(character) == closers[-1]:
            closers.pop()
            if not closers and not _is_part_of_name(text, start, index + 1):
                groups.append((start, index + 1))
        elif character in GROUP_OPENERS:
            start = index if not closers else start
            closers.append(_fold_width(CLOSING_BRACKETS[character]))
    if closers:
        groups.append((start, len(text)))
    return groups


def _fold_width(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    if end - start != 3:
        return False
    between_letters = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return between_letters or bool(_LEGAL_FORM.fullmatch(unicodedata.normalize("NFKC", text[start:end])))


def mask_additions(text: str, groups: list[tuple[int, int]]) -> str:
    """The text with spaces in place of brackets, remarks and honorifics, so that every name keeps its place."""
    pieces = []
    begin = 0
    for start, end in groups:
        pieces += [text[begin:start], " " * (end - start)]
        begin = end
    masked = _REMARK.sub(lambda found: " " * len(found[0]), "".join([*pieces, text[begin:]]))
    return _HONORIFIC_AT_END.sub(lambda found: _mask_honorific(masked, found), masked)


def _mask_honorific(masked: str, found: re.Match[str]) -> str:
    """An honorific behind a name is left out; 三様 and 王様 are words."""
    before = masked[max(0, found.start() - 2) : found.start()]
    behind_name = len(before.strip()) == 2 or before.endswith((" ", "　"))
    return " " * len(found[0]) if behind_name else found[0]


def list_lines(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between line ends outside brackets; empty ones are left out."""
    begin = 0
    inside = iter(groups)
    start, end = next(inside, (len(text), len(text)))
    for index, character in enumerate(text):
        while index >= end and start < len(text):
            start, end = next(inside, (len(text), len(text)))
        if character in "\r\n\v\f\x85\u2028\u2029" and not start <= index < end:
            if text[begin:index].strip():
                yield begin, index
            begin = index + 1
    if text[begin:].strip():
        yield begin, len(text)


def unwrap_group(text: str, start: int, end: int) -> str:
    """What a bracket holds, line ends as single spaces."""
    begin, stop = unwrap_brackets(text, start, end)
    held = " ".join(text[begin:stop].split())
    return held if has_letters(held) else held.strip(_BRACKETS + " ")


def trim_name(text: str) -> str:
    """The text without separators and lone brackets at its ends, white space with a line end as one space."""
    start, end = unwrap_brackets(text, 0, len(text))
    return re.sub(r"(?<![ \t　])[ \t　]*[\r\n\v\f\x85\u2028\u2029]+\s*", " ", text[start:end])

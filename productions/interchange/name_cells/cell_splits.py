"""Where a cell of several names is parted: at line ends, commas, joints, and between whole names."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from productions.interchange.credit_text.joined_names import split_names
from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.credit_text.scopes import read_scope
from productions.interchange.name_cells.cell_marks import find_groups, list_lines, mask_additions
from productions.interchange.name_cells.name_cell import IsKnownName, ReadingLog
from productions.interchange.name_cells.name_joints import judge_joint
from productions.interchange.name_cells.name_shapes import (
    has_letters,
    is_half_name,
    is_western,
    is_whole_name,
    list_western_words,
)
from productions.shared.late_patterns import compile_late

Span = tuple[int, int]

_AND = compile_late(r"(?<=\s)and(?=\s)")
_JOINTS = (
    compile_late(r"／"), compile_late(r"/"), compile_late(r"[＆&]"), _AND, compile_late(r"[・･]"),
)  # fmt: skip
"""In the order in which they bind: the first parts the most."""
_ANY_MARK = compile_late(r"[、，,;；\t\r\n\v\f\x85\u2028\u2029／/＆&・･]|(?<=\s)and(?=\s)")
_HARD = compile_late(r"[;；／/＆&]|(?<=\s)and(?=\s)")
_PARTICLES = frozenset("al bin da de del della den der di dos du el la le ten van von zu".split())
MAX_KNOWN_CHARACTERS = 200
MAX_KNOWN_RUN = 4
"""As many names as the mark between them makes one known name of, at most."""
MAX_GIVEN_WORDS = 3


@dataclass(frozen=True, slots=True)
class CellPiece:
    """A stretch of the cell that names one; `is_surname_first` where a comma stands between surname and given name."""

    start: int
    end: int
    is_surname_first: bool = False


class CellSplitter:
    """One cell on its way into pieces. Lengths are characters; every step is linear in the cell."""

    def __init__(self, text: str, is_known: IsKnownName, log: ReadingLog) -> None:
        self.text = text
        self.groups = find_groups(text)
        self.masked = mask_additions(text, self.groups)
        self.is_known = is_known
        self.log = log

    def list_pieces(self) -> list[CellPiece]:
        """The pieces in their order, each with the brackets and remarks that stand at it."""
        whole = CellPiece(0, len(self.text))
        if self._knows((0, len(self.text))) or not has_letters(self.masked):
            return [whole]
        if not _ANY_MARK.search(self.masked):
            return list(self._widen(list(self._split_words(whole))))
        found = [piece for line in self._join_lines() for piece in self._split_line(line)]
        return list(self._widen(found))

    def _bare(self, span: Span) -> str:
        return " ".join(self.masked[slice(*span)].split())

    def _knows(self, span: Span) -> bool:
        bare = self._bare(span)
        return has_letters(bare) and len(bare) <= MAX_KNOWN_CHARACTERS and self.is_known(bare)

    def _join_lines(self) -> list[Span]:
        """The lines; a name's two halves on two lines are one, and a line without a name belongs to the one before."""
        lines: list[Span] = []
        for start, end in list_lines(self.text, self.groups):
            if lines and not has_letters(self.masked[start:end]):
                lines[-1] = (lines[-1][0], end)
            else:
                lines.append((start, end))
        texts = [self._bare(line) for line in lines]
        if len(lines) > 1 and any(map(is_half_name, texts)) and not all(map(self._knows, lines)):
            one_letter = len(texts[0]) > 1 == len(texts[-1])
            if len(lines) != 2 or not one_letter:
                self.log.doubt_reading()
            if len(lines) == 2 and all(map(is_half_name, texts)):
                return [(lines[0][0], lines[1][1])]
        return lines

    def _split_line(self, line: Span) -> Iterator[CellPiece]:
        if self._knows(line):
            yield CellPiece(*line)
            return
        swapped = self._find_surnames_first(line)
        if swapped:
            yield from swapped
            return
        names = self._join_known(split_names(self.masked, *line))
        for group in self._group_by_comma(names):
            for piece in self._judge_commas(group):
                yield from [piece] if piece.is_surname_first else self._split_joints(piece, 0)

    def _find_surnames_first(self, line: Span) -> list[CellPiece]:
        """`Sample, Jane; Doe, John`: where every part between stronger marks has one comma, each is one person."""
        spans = list(self._cut_at(line, _HARD))
        if len(spans) < 2 or not all(self._is_surname_first(span) for span in spans):
            return []
        return [CellPiece(*span, is_surname_first=True) for span in spans]

    def _is_surname_first(self, span: Span) -> bool:
        first, comma, second = self._bare(span).replace("，", ",").partition(",")
        return bool(comma) and "," not in second and looks_surname_first(first, second.strip())

    def _cut_at(self, span: Span, mark: re.Pattern[str]) -> Iterator[Span]:
        begin = span[0]
        for found in mark.finditer(self.masked, *span):
            if has_letters(self.masked[begin : found.start()]):
                yield begin, found.start()
            begin = found.end()
        if has_letters(self.masked[begin : span[1]]):
            yield begin, span[1]

    def _join_known(self, spans: list[Span]) -> list[Span]:
        """Neighbours that the registry knows as one name, the longest run first."""
        joined: list[Span] = []
        index = 0
        while index < len(spans):
            stop = min(len(spans), index + MAX_KNOWN_RUN)
            while stop > index + 1 and not self._knows((spans[index][0], spans[stop - 1][1])):
                stop -= 1
            joined.append((spans[index][0], spans[stop - 1][1]))
            index = max(stop, index + 1)
        return joined

    def _group_by_comma(self, spans: list[Span]) -> Iterator[list[Span]]:
        group: list[Span] = []
        for span in spans:
            if not has_letters(self.masked[slice(*span)]):
                continue
            if group and self.masked[group[-1][1] : span[0]].strip() not in (",", "，"):
                yield group
                group = []
            group.append(span)
        if group:
            yield group

    def _judge_commas(self, spans: list[Span]) -> Iterator[CellPiece]:
        texts = [self._bare(span) for span in spans]
        if len(spans) == 1 or all(map(self._knows, spans)):
            yield from (CellPiece(*span) for span in spans)
            return
        if len(spans) == 2 and looks_surname_first(*texts):
            if not self.is_known(f"{texts[1]} {texts[0]}"):
                self.log.doubt_reading()
            yield CellPiece(spans[0][0], spans[1][1], is_surname_first=True)
            return
        if any(is_half_name(text) and not self._is_scope(text) for text in texts):
            self.log.doubt_reading()
        if all(map(is_western, texts)) and any(map(is_organization, texts)):
            self.log.doubt_reading()
        yield from (CellPiece(*span) for span in spans)

    def _is_scope(self, text: str) -> bool:
        scope = read_scope(text)
        return scope is not None and bool(scope.episodes)

    def _split_joints(self, piece: CellPiece, depth: int) -> Iterator[CellPiece]:
        span = (piece.start, piece.end)
        if depth == len(_JOINTS) or self._knows(span):
            yield from [piece] if self._knows(span) else self._split_words(piece)
            return
        spans = self._join_known(list(self._cut_at(span, _JOINTS[depth])))
        parts = [self._bare(one) for one in spans]
        if len(parts) > 1:
            verdict = judge_joint(self._bare(span), parts, depth, [self._knows(one) for one in spans])
            if not verdict.is_sure:
                self.log.doubt_reading()
            if not verdict.is_split:
                yield from self._split_words(piece)
                return
        for one in spans:
            yield from self._split_joints(CellPiece(*one), depth + 1)

    def _split_words(self, piece: CellPiece) -> Iterator[CellPiece]:
        """Whole names with nothing but white space or a bracket between them."""
        words = [
            (piece.start + found.start(), piece.start + found.end())
            for found in re.finditer(r"\S+", self.masked[piece.start : piece.end])
        ]
        texts = [self.masked[slice(*word)] for word in words]
        step = count_words_of_a_name(texts, self._has_group_between(words))
        if not step or is_organization(" ".join(texts)):
            yield piece
            return
        self.log.doubt_reading()
        for index in range(0, len(words), step):
            yield CellPiece(words[index][0], words[index + step - 1][1])

    def _has_group_between(self, words: list[Span]) -> bool:
        return len(words) == 2 and bool(self.list_groups(words[0][1], words[1][0]))

    def list_groups(self, start: int, end: int) -> list[Span]:
        """The brackets that open in a stretch."""
        first, last = (bisect_left(self.groups, (place, 0)) for place in (start, end))
        return self.groups[first:last]

    def _widen(self, pieces: list[CellPiece]) -> Iterator[CellPiece]:
        """Every piece with what stands around it, up to the next one; episodes alone belong to the piece before."""
        kept: list[CellPiece] = []
        for piece in pieces:
            if kept and self._is_scope(self._bare((piece.start, piece.end))):
                kept[-1] = CellPiece(kept[-1].start, piece.end, kept[-1].is_surname_first)
            else:
                kept.append(piece)
        for index, piece in enumerate(kept):
            start = 0 if index == 0 else piece.start
            after = kept[index + 1].start if index + 1 < len(kept) else len(self.text)
            joint = _AND.search(self.masked, piece.end, after + 1)
            if joint and self.text[joint.end() : after].strip():
                joint = None  # Something stands behind it that would be lost.
            yield CellPiece(start, joint.start() if joint else after, piece.is_surname_first)


def looks_surname_first(first: str, second: str) -> bool:
    """`Tameshiyama, Kenta`, `van Sample, Jane Mary`: one Western surname, then up to three given names."""
    surname = [word for word in list_western_words(first) if word.casefold() not in _PARTICLES]
    given = list_western_words(second)
    if len(surname) != 1 or not 1 <= len(given) <= MAX_GIVEN_WORDS:
        return False
    return not is_organization(first) and not is_organization(second)


def count_words_of_a_name(words: list[str], is_parted: bool) -> int:
    """How many words each name has where the words are several Japanese names in a row, 0 where they are one name."""
    whole = [len(word) > 2 and is_whole_name(word) and not is_western(word) for word in words]
    if all(whole) and (len(words) > 2 or is_parted):
        return 1
    halves = len(words) >= 4 and len(words) % 2 == 0 and all(map(is_half_name, words))
    return 2 if halves and not any(map(is_western, words)) else 0

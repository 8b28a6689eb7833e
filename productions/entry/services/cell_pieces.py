"""The text of a cell in pieces: those that stand there already, which nobody reads anew, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from productions.entry.services.credit_facts import fold_written

SEPARATORS = frozenset("、，,;；\n\r\t／/")
SURE_SEPARATORS = frozenset("、;；\t")
"""What parts two names wherever it stands; of the other marks the reader of names decides."""
OPENING, CLOSING = frozenset("(（[［"), frozenset(")）]］")
MAX_RUN_PIECES = 4
"""A known text holds at most as many pieces, where its name has a separator in it."""


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """A piece that says a credit of the cell as it is."""

    credit: int


@dataclass(frozen=True, slots=True)
class NewPiece:
    """A stretch of text that is to be read."""

    text: str


def find_stretches(text: str, separators: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the pieces of a text stand, without those that are blank. A separator inside brackets parts nothing."""
    depth = begin = 0
    for index, character in enumerate(text):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        elif character in separators and not depth:
            if text[begin:index].strip():
                yield begin, index
            begin = index + 1
    if text[begin:].strip():
        yield begin, len(text)


def cut_pieces(text: str, known: Mapping[str, list[int]]) -> list[KeptPiece | NewPiece]:
    """The pieces in their order. `known`: the credits (keys) by what is written of them, folded; each is kept once."""
    left = {written: list(credits) for written, credits in known.items()}
    stretches = list(find_stretches(text, SEPARATORS))
    pieces: list[KeptPiece | NewPiece] = []
    begun: int | None = None
    index = 0

    def read_new(end: int) -> None:
        if begun is not None:
            part = text[stretches[begun][0] : stretches[end - 1][1]]
            pieces.extend(
                NewPiece(part[start:stop].strip()) for start, stop in find_stretches(part, SURE_SEPARATORS)
            )

    while index < len(stretches):
        run = find_known_run(text, stretches[index : index + MAX_RUN_PIECES], left)
        if run:
            read_new(index)
            begun = None
            written = fold_written(text[stretches[index][0] : stretches[index + run - 1][1]])
            pieces.append(KeptPiece(left[written].pop(0)))
            index += run
        else:
            begun = index if begun is None else begun
            index += 1
    read_new(index)
    return pieces


def find_known_run(text: str, stretches: list[tuple[int, int]], left: Mapping[str, list[int]]) -> int:
    """How many of the stretches say a known credit together, the most; 0 for none."""
    for run in range(len(stretches), 0, -1):
        if left.get(fold_written(text[stretches[0][0] : stretches[run - 1][1]])):
            return run
    return 0

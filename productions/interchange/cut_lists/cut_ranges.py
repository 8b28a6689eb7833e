"""Cut numbers written short: `12-15, 18A`. What is written here, `cut_numbers.expand_cuts` and the API's `cut=` read back.

A range stands for cuts that all belong to it: every cut that exists between its ends, in the natural order of the
episode, the omitted ones (欠番) too. So `12-15` never claims a cut 13 of somebody else, nor one that was dropped.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from productions.interchange.cut_lists.cut_numbers import (
    build_cut_sort_key,
    normalize_cut_number,
    parse_cut_number,
    parse_cut_range,
)
from productions.shared.late_patterns import compile_late

PLAIN_NUMBER_PATTERN = compile_late(r"[^\s,、;~〜–—-]+")
"""What may stand at the end of a range, after NFKC: nothing that parts numbers."""
UID_CHARACTERS = 36
"""Characters of a uid; a part of that length would be read as one."""
MAX_KEPT_TEXTS = 4096
"""Numbers whose texts are kept: a few series' worth, since every episode counts from 1."""


@dataclass(frozen=True, slots=True)
class WrittenCuts:
    """The parts of a list, in natural order, and the numbers that no reader would read back."""

    parts: tuple[str, ...]
    unwritable: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.parts)


class KnownCut(NamedTuple):
    """One cut of an episode."""

    number: str
    key: str
    """Its number as `normalize_cut_number` makes it."""
    sort_key: str
    """Its place in natural order, as `build_cut_sort_key` makes it; a few numbers may share one."""


class CutRanges:
    """Writes lists of one episode's cuts. `known` are all of them, in natural order.

    The episode is looked through once, so that the lists of many people cost what they hold and not what it has.
    """

    def __init__(self, known: Iterable[KnownCut]) -> None:
        self.lots = [list(alike) for _place, alike in groupby(known, key=lambda cut: cut.sort_key)]
        """The cuts of one place in natural order: nearly always a single one."""
        self.place_of = {cut.key: place for place, lot in enumerate(self.lots) for cut in lot}
        self.key_of = {cut.number: cut.key for lot in self.lots for cut in lot}

    def write(self, wanted: Collection[str]) -> WrittenCuts:
        """The wanted numbers as numbers and ranges."""
        keys = {self.key_of.get(number) or normalize_cut_number(number) for number in wanted}
        parts: list[str] = []
        unwritable: list[str] = []
        for run in self.split_gapless_runs(keys):
            texts = [write_plain_number(number) for number in run]
            unwritable += [number for number, text in zip(run, texts, strict=True) if text is None]
            written = [text for text in texts if text is not None]
            if len(written) < len(texts) or len(texts) == 1:
                parts += written
                continue
            # A range has ends of one form, or it might be read as one number.
            for _form, alike in groupby(written, key=get_number_form):
                parts += write_cut_run(list(alike), self.place_of)
        return WrittenCuts(tuple(parts), tuple(unwritable))

    def split_gapless_runs(self, keys: Collection[str]) -> Iterator[list[str]]:
        """The wanted numbers in lots without a gap. Numbers that sort alike (`a1!`, `a01!`) go into a range together only."""
        run: list[str] = []
        last = None
        for place in sorted({self.place_of[key] for key in keys if key in self.place_of}):
            lot = self.lots[place]
            found = [cut.number for cut in lot if cut.key in keys]
            if run and (len(found) < len(lot) or place - 1 != last):
                yield run
                run = []
            if len(found) == len(lot):
                run += found
                last = place
            else:
                yield from ([number] for number in found)
        if run:
            yield run


def write_cut_list(wanted: Collection[str], *, known: Sequence[str]) -> WrittenCuts:
    """The wanted numbers as numbers and ranges; `known` are all of the episode's, in natural order, as stored."""
    cuts = (KnownCut(number, normalize_cut_number(number), build_cut_sort_key(number)) for number in known)
    return CutRanges(cuts).write(wanted)


@lru_cache(maxsize=MAX_KEPT_TEXTS)
def get_number_form(text: str) -> tuple[str, bool] | None:
    """The scene, and whether the number begins with a digit; None without a number at its end."""
    cut = parse_cut_number(text)
    return None if cut is None else (cut.prefix, text[0].isdigit())


def write_cut_run(texts: list[str], taken: Collection[str]) -> list[str]:
    """One lot as a range, or one by one where the range would be read as something else."""
    for first in range(len(texts) - 1):
        written = f"{texts[first]}-{texts[-1]}"
        if (
            is_cut_range(written)
            and normalize_cut_number(written) not in taken
            and len(written) != UID_CHARACTERS
        ):
            return [*texts[:first], written]
    return texts


@lru_cache(maxsize=MAX_KEPT_TEXTS)
def is_cut_range(text: str) -> bool:
    """Whether every reader reads the text as a range."""
    try:
        return parse_cut_range(text) is not None
    except ValueError:
        return False


@lru_cache(maxsize=MAX_KEPT_TEXTS)
def write_plain_number(number: str) -> str | None:
    """The number as given, or its key, as a text that is read as this number and nothing else."""
    key = normalize_cut_number(number)
    for text in (number, key.replace(" ", "_")):
        plain = PLAIN_NUMBER_PATTERN.fullmatch(unicodedata.normalize("NFKC", text))
        if plain and normalize_cut_number(text) == key and len(text) != UID_CHARACTERS:
            return text
    return None

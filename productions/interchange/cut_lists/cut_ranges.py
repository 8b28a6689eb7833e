"""Cut numbers written short: `12-15, 18A`. What is written here, `cut_numbers.expand_cuts` and the API's `cut=` read back.

A range stands for cuts that all belong to it: every cut that exists between its ends, in the natural order of the
episode, the omitted ones (欠番) too. So `12-15` never claims a cut 13 of somebody else, nor one that was dropped.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from productions.interchange.cut_lists.cut_numbers import (
    build_cut_sort_key,
    normalize_cut_number,
    parse_cut_number,
    parse_cut_range,
)

PLAIN_NUMBER_PATTERN = re.compile(r"[^\s,、;~〜–—-]+")
"""What may stand at the end of a range, after NFKC: nothing that parts numbers."""
UID_CHARACTERS = 36
"""Characters of a uid; a part of that length would be read as one."""


@dataclass(frozen=True, slots=True)
class WrittenCuts:
    """The parts of a list, in natural order, and the numbers that no reader would read back."""

    parts: tuple[str, ...]
    unwritable: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.parts)


def write_cut_list(wanted: Collection[str], *, known: Sequence[str]) -> WrittenCuts:
    """The wanted numbers as numbers and ranges; `known` are all of the episode's, in natural order, as stored."""
    keys = {normalize_cut_number(number) for number in wanted}
    taken = {normalize_cut_number(number) for number in known}
    parts: list[str] = []
    unwritable: list[str] = []
    for run in split_gapless_runs(keys, known):
        texts = [write_plain_number(number) for number in run]
        unwritable += [number for number, text in zip(run, texts, strict=True) if text is None]
        written = [text for text in texts if text is not None]
        if len(written) < len(texts):
            parts += written
            continue
        # A range has ends of one form, or it might be read as one number.
        for _form, alike in groupby(written, key=get_number_form):
            parts += write_cut_run(list(alike), taken)
    return WrittenCuts(tuple(parts), tuple(unwritable))


def split_gapless_runs(keys: Collection[str], known: Sequence[str]) -> Iterator[list[str]]:
    """The wanted numbers in lots without a gap. Numbers that sort alike (`a1!`, `a01!`) go into a range together only."""
    run: list[str] = []
    for _place, alike in groupby(known, key=build_cut_sort_key):
        numbers = list(alike)
        found = [number for number in numbers if normalize_cut_number(number) in keys]
        if len(found) == len(numbers):
            run += found
            continue
        if run:
            yield run
        run = []
        yield from ([number] for number in found)
    if run:
        yield run


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


def is_cut_range(text: str) -> bool:
    """Whether every reader reads the text as a range."""
    try:
        return parse_cut_range(text) is not None
    except ValueError:
        return False


def write_plain_number(number: str) -> str | None:
    """The number as given, or its key, as a text that is read as this number and nothing else."""
    key = normalize_cut_number(number)
    for text in (number, key.replace(" ", "_")):
        plain = PLAIN_NUMBER_PATTERN.fullmatch(unicodedata.normalize("NFKC", text))
        if plain and normalize_cut_number(text) == key and len(text) != UID_CHARACTERS:
            return text
    return None

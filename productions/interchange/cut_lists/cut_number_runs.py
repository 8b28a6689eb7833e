"""The numbers that a cell of a list of cuts makes: `C001-C300` are 300, written as its ends are."""

import re
import unicodedata

from productions.interchange.cut_lists.cut_numbers import parse_cut_range
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence, SentenceError

MAX_RUN_CUTS = 3_000
"""Cuts of one range; a film has some 2,000."""
MAX_NUMBER_CHARACTERS = 40
END_PATTERN = compile_late(r"(?P<prefix>.*?)(?P<number>\d{1,9})(?P<suffix>[A-Za-z]?)", re.ASCII)
LIST_MARK_PATTERN = compile_late(r"[,、，;；\n]+")


class UnreadableRun(SentenceError):
    """A cell names no cuts."""


def write_cut_numbers(text: str) -> list[str]:
    """The numbers of a cell: one, a list, or a range. One number is kept as given. Raises UnreadableRun."""
    numbers: list[str] = []
    parts = [part.strip() for part in LIST_MARK_PATTERN.split(text) if part.strip()]
    for part in parts:
        try:
            ends = parse_cut_range(part)
        except ValueError as error:
            raise UnreadableRun(error.args[0]) from None
        numbers += [part] if ends is None else write_run(*ends)
    if not numbers:
        raise UnreadableRun(Sentence("No cut is named here."))
    for number in numbers:
        if len(number) > MAX_NUMBER_CHARACTERS or not any(map(str.isalnum, number)):
            raise UnreadableRun(
                Sentence("“%(text)s” is no number of a cut.", text=number[:MAX_NUMBER_CHARACTERS])
            )
    return numbers


def write_run(start: str, end: str) -> list[str]:
    """All numbers from one to the other, both included, in the form of the first: `C001` to `C300`, or `12A` to `12C`."""
    first, last = (END_PATTERN.fullmatch(unicodedata.normalize("NFKC", text)) for text in (start, end))
    if first is None or last is None:
        raise UnreadableRun(
            Sentence("The range %(start)s to %(end)s has no numbers to count.", start=start, end=end)
        )
    prefix, low, high = first["prefix"], int(first["number"]), int(last["number"])
    if not first["suffix"] and not last["suffix"]:
        if high - low >= MAX_RUN_CUTS:
            raise UnreadableRun(
                Sentence(
                    "The range %(start)s to %(end)s has more than %(limit)s cuts.",
                    start=start,
                    end=end,
                    limit=f"{MAX_RUN_CUTS:,}",
                )
            )
        return [f"{prefix}{number:0{len(first['number'])}d}" for number in range(low, high + 1)]
    if low == high and first["suffix"] and last["suffix"]:
        letters = range(ord(first["suffix"].upper()), ord(last["suffix"].upper()) + 1)
        return [f"{prefix}{first['number']}{chr(letter)}" for letter in letters]
    told = Sentence(
        "The range %(start)s to %(end)s does not say which cuts it has; write them one by one.",
        start=start,
        end=end,
    )
    raise UnreadableRun(told)

"""Rows and cells as they stand in a file: values as texts, what is wrong with cells that hold none, and their names."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

LINE_END_PATTERN = compile_late(r"\s*[\r\n]+\s*")
ERROR_VALUES = frozenset(
    {
        "#REF!",
        "#N/A",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "Err:502",
        "Err:508",
        "Err:509",
    }
)
"""What spreadsheet programs save where a formula has no result."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line as it stands in the file, what is wrong with its cells by their index from 0, and which cells repeat the one to
    their left, because they are merged with it."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, Sentence], ...] = ()
    spread: tuple[int, ...] = ()

    def holds_something(self) -> bool:
        """Whether a cell has a value, or a fault."""
        return bool(self.faults) or any(self.cells)


def shorten_for_message(text: str) -> str:
    """A text of the file that can stand in a sentence: printable and at most 40 characters.

    The wide space stands between the two names of many people; to Python it is not printable.
    """
    plain = "".join(
        character if character.isprintable() or character == "\u3000" else "�"
        for character in flatten_breaks(text)
    )
    return plain if len(plain) <= 40 else f"{plain[:39]}…"


def flatten_breaks(text: str) -> str:
    """The text in one line: line ends, with the spaces around them, are one space."""
    return LINE_END_PATTERN.sub(" ", text) if "\n" in text or "\r" in text else text


def format_column_letters(index: int) -> str:
    """The name of a column by its index from 0: A to Z, then AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def describe_formula(name: str, result: str = "") -> Sentence:
    """What is wrong with the cell `name` (as in C12) that holds a formula; `result` is what the file says that it came to."""
    if not result:
        return Sentence("Cell %(cell)s holds a formula; paste its value (Paste special, Values).", cell=name)
    return Sentence(
        "Cell %(cell)s holds a formula, which came to “%(result)s” when the file was saved; paste it as a value (Paste special, Values).",
        cell=name,
        result=shorten_for_message(result),
    )


def describe_error_value(name: str) -> Sentence:
    """What is wrong with the cell `name` that holds no value but an error."""
    return Sentence("Cell %(cell)s holds an error value; write what belongs there.", cell=name)


def format_cell_value(value: object) -> str:
    """A cell's value as a person would write it: 12 for 12.0, dates and times in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(timespec="seconds")
    if isinstance(value, str | int | time):
        return str(value)
    return str(value) if isinstance(value, timedelta) else ""

"""Rows and cells as they stand in a file: values as texts, what is wrong with cells that hold none, and their names."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line as it stands in the file, and what is wrong with its cells by their index from 0."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()


def shorten_for_message(text: str) -> str:
    """A text of the file that can stand in a sentence: printable and at most 40 characters."""
    plain = "".join(character if character.isprintable() else "�" for character in text)
    return plain if len(plain) <= 40 else f"{plain[:39]}…"


def format_column_letters(index: int) -> str:
    """The name of a column by its index from 0: A to Z, then AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def describe_cell_fault(data_type: str, name: str) -> str:
    """One sentence when a cell holds no value of its own; `name` is the cell's, as in C12."""
    if data_type == "f":
        return f"Cell {name} holds a formula; paste its value (Paste special, Values)."
    if data_type == "e":
        return f"Cell {name} holds an error value; write what belongs there."
    return ""


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

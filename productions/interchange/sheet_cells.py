"""Values of a workbook's cells as texts, and what is wrong with cells that hold none."""

from datetime import datetime, time, timedelta


def fault_of(data_type: str, name: str) -> str:
    """One sentence when a cell holds no value of its own; `name` is the cell's, as in C12."""
    if data_type == "f":
        return f"Cell {name} holds a formula; paste its value (Paste special, Values)."
    if data_type == "e":
        return f"Cell {name} holds an error value; write what belongs there."
    return ""


def cell_text(value: object) -> str:
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

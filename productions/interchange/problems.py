"""What a reader found wrong: where, and one sentence."""

from dataclasses import dataclass


class UnreadableFile(ValueError):
    """The file is none that is read here, or may be opened; the message says in one or two sentences why, and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in a file. `place` is for people (`line 12, column Role`); `line` counts from 1."""

    place: str
    message: str
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

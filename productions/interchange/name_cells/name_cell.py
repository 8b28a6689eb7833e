"""What a cell of names says: its parts, and what was read otherwise than it is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from productions.shared.sentences import Sentence

ReadingCode = Literal[
    "split", "affiliation", "reading", "honorific", "note", "character", "range", "organization",
    "ditto", "placeholder", "order", "others",
]  # fmt: skip
"""What was read otherwise than it is written, in the order in which it is told."""

Absence = Literal["", "placeholder"]

IsKnownName = Callable[[str], bool]
"""Whether the registry has a contributor of exactly this name, typesetting aside."""


def knows_no_name(_name: str) -> bool:
    """The registry of a reader that has none."""
    return False


@dataclass(frozen=True, slots=True)
class NamePart:
    """One person or organization of a cell; every text is a stretch of the cell, line ends as single spaces.

    `episodes` are numbers: `1-4`, `1,3`. `honorific` is what was left out at the end of the name. `is_organization` is a guess by
    form and words. `is_surname_first`: a comma stands between surname and given name (`Sample, Jane`); `name` keeps it.
    """

    name: str
    affiliation: str = ""
    reading: str = ""
    note: str = ""
    character: str = ""
    episodes: str = ""
    honorific: str = ""
    is_organization: bool = False
    is_surname_first: bool = False


@dataclass(frozen=True, slots=True)
class NameCell:
    """A cell as it stands, whom it names, and what was read otherwise than it is written.

    `absence` is `placeholder` where the cell names nobody; it has no parts then. `others` is what says that there were more people than
    the named ones (`ほか3名`). `is_sure` is False where a person must look. `problem` is what has to be mended in the cell.
    """

    text: str
    parts: tuple[NamePart, ...] = ()
    absence: Absence = ""
    others: str = ""
    told: tuple[ReadingCode, ...] = ()
    is_sure: bool = True
    problem: Sentence | None = None


AdditionField = Literal["affiliation", "reading", "note", "character", "episodes", "honorific"]
"""A field of a part that holds what stood beside the name."""

CODE_OF_FIELD: dict[AdditionField, ReadingCode] = {
    "affiliation": "affiliation", "reading": "reading", "note": "note", "character": "character", "episodes": "range",
    "honorific": "honorific",
}  # fmt: skip


@dataclass(slots=True)
class ReadingLog:
    """What one cell's reading tells, gathered on the way."""

    codes: set[ReadingCode] = field(default_factory=set)
    is_sure: bool = True

    def doubt_reading(self) -> None:
        """A person must look."""
        self.is_sure = False

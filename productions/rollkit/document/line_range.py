"""A range of episodes or cuts, as a document has it."""

from dataclasses import dataclass, field

from productions.rollkit.dataclass_json import ADDED


@dataclass(frozen=True, slots=True)
class LineRange:
    """A range of episodes (`1` to `6`), or of cuts (`C001` to `C012`) of an `episode`, which is empty in that episode's own roll."""

    first: str
    last: str
    episode: str = field(default="", metadata=ADDED)

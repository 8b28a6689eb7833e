"""What a stranger has to know of a column beside its name and type, declared with it: `Meta.notes` of a serializer.

Who reads a file of a dump has no page beside it that explains an empty value. So each column that may be null, or an empty
text, says what that means, and a number what it counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """Of one member. `absent` continues the words “null means” or, where it is never null, “an empty text means”, and `unit`
    the words “counted in”."""

    text: str = ""
    """The description, where the field has no `help_text`."""
    absent: str = ""
    unit: str = ""


COMMON_NOTES: Mapping[str, Note] = {
    "uid": Note("Its identifier, a UUID; it never changes and is never used again."),
    "code": Note("Its identifier, a word; it never changes and is never used again."),
}
"""Of members that mean the same everywhere."""
NO_NOTE = Note()


def read_note(serializer_class: Any, name: str) -> Note:
    """The note of a member; the nearest class that has one says it."""
    for meta in serializer_class.Meta.__mro__:
        notes: Mapping[str, Note] = vars(meta).get("notes", {})
        if name in notes:
            return notes[name]
    return COMMON_NOTES.get(name, NO_NOTE)

"""What people are told of a roll where less stands side by side than its template asks for."""

from dataclasses import dataclass

from productions.rollkit.roll_catalogue import say_text


@dataclass(frozen=True, slots=True)
class FewerAcross:
    """What did not fit side by side as often as was `asked`: the role, or the heading, that it begins with, and how many do (`found`)."""

    begins: str
    asked: int
    found: int


def format_fewer_note(fewer: FewerAcross, lang: str) -> str:
    """A note: how many stand side by side, and why."""
    key = "notes.one_across" if fewer.found == 1 else "notes.fewer_across"
    return say_text(lang, key, begins=fewer.begins, asked=fewer.asked, found=fewer.found)

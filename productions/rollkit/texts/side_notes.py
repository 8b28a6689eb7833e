"""What people are told of a roll where less stands side by side than its template asks for."""

from dataclasses import dataclass

from productions.rollkit.texts.roll_texts import pick_language


@dataclass(frozen=True, slots=True)
class FewerAcross:
    """What did not fit side by side as often as was `asked`: the role, or the heading, that it begins with, and how many do (`found`)."""

    begins: str
    asked: int
    found: int


def format_fewer_note(fewer: FewerAcross, lang: str) -> str:
    """A note: how many stand side by side, and why."""
    apart = fewer.found == 1
    en = "below one another" if apart else f"{fewer.found} side by side"
    ja = "縦に並べました" if apart else f"{fewer.found}列にしました"
    return pick_language(
        (
            f"“{fewer.begins}”: {en} instead of {fewer.asked} side by side, for which something in it is too wide.",
            f"「{fewer.begins}」：{fewer.asked}列では幅が足りないため、{ja}。",
        ),
        lang,
    )

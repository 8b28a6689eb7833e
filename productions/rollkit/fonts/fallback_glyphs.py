"""Characters that a roll's first font lacks and another one sets: named, never silent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FallbackGlyphs:
    """`characters` (or sequences) are set in `family`, since `lacking` has none; `text` is the first of `texts` that have some.

    Of `plain` ones no font has the form that is asked for, and `family` sets the usual one.
    """

    characters: tuple[str, ...]
    text: str
    lacking: str
    family: str
    texts: int = 1
    plain: bool = False


def format_code_points(characters: str) -> str:
    """The code points as they are written: U+845B U+E0105."""
    return " ".join(f"U+{ord(character):04X}" for character in characters)

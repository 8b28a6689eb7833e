"""Characters that the first font of a roll lacks and another one sets: named, never silent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FallbackGlyphs:
    """`characters` (or sequences) of `text`, the first text that has them, are set in `family`, since `lacking` has none."""

    characters: tuple[str, ...]
    text: str
    lacking: str
    family: str


def format_code_points(characters: str) -> str:
    """The code points as they are written: U+845B U+E0105."""
    return " ".join(f"U+{ord(character):04X}" for character in characters)

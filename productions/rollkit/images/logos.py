"""The logos of a roll: pictures of a studio, each a file that never changes and is named by its content."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs
from productions.rollkit.fonts.font_set import FontSet, list_font_versions
from productions.rollkit.template.model import LocalizedText


@dataclass(frozen=True, slots=True)
class LogoFile:
    """One picture, SVG or PNG. `said` stands for it where there are only words; `ratio` is how many times it is as wide as
    high; a `dark` one hardly shows on black, a `light` one on white.
    """

    name: str
    said: LocalizedText
    ratio: float
    sha256: str
    path: Path
    dark: bool = False
    light: bool = False

    @property
    def file(self) -> str:
        """What pages know it by, wherever the file lies."""
        return f"{self.sha256}{self.path.suffix}"


def list_ingredients(
    fonts: FontSet, logos: Sequence[LogoFile], borrowed: Sequence[FallbackGlyphs] = ()
) -> tuple[str, ...]:
    """What a roll is set in beside its words: each font, chosen or borrowed from, and logo with the first 16 digits of its SHA-256."""
    return (
        *list_font_versions(fonts, borrowed),
        *(f"logo {logo.name} sha256:{logo.sha256[:16]}" for logo in logos),
    )

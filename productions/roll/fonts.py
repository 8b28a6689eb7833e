"""The fonts a roll is set in: Noto Sans CJK JP from packages, never the system's by accident.

typst gives no warning for a character that its fonts lack, so every character is looked up before layout.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
from fontTools.ttLib import TTFont

from productions.roll.refused import RollRefused

FAMILY = "Noto Sans CJK JP"
FOLDERS = tuple(
    Path(str(package.__file__)).parent for package in (noto_cjk_sans_jp_regular, noto_cjk_sans_jp_bold)
)


class MissingGlyphs(RollRefused):
    """The font has no picture for some characters. One sentence names each, its text and the font."""


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points that the regular font has a glyph for."""
    (path,) = FOLDERS[0].glob("*.otf")
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def require_glyphs(texts: Iterable[str]) -> None:
    """Raise MissingGlyphs naming the first five characters that cannot be printed."""
    found: dict[str, str] = {}
    for text in texts:
        for character in text:
            if ord(character) not in covered() and not character.isspace() and character not in found:
                found[character] = text
    if found:
        shown = [f"“{c}” (U+{ord(c):04X}) in “{text}”" for c, text in list(found.items())[:5]]
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise MissingGlyphs(
            f"The font {FAMILY} cannot print {', '.join(shown)}{more}; change how the name is credited, or use "
            "another format."
        )

"""What counts as one letter of Japanese: a kanji or kana with its marks and the selectors of its form."""

import re

from productions.rollkit.line_breaks import COMBINING_MARKS

LETTER = (
    "[\u3005-\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    f"\uff66-\uff9d\U00020000-\U0003ffff]{COMBINING_MARKS}"
)
"""A kanji or kana of either width with its marks, as a pattern."""
LETTER_PATTERN = re.compile(f"{LETTER}|.{COMBINING_MARKS}", re.DOTALL)


def split_letters(text: str) -> list[str]:
    """The letters and other characters of a text, each with what clings to it."""
    return LETTER_PATTERN.findall(text)

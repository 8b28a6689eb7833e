"""What of a text stays on one line: which letters make words, and which marks cling to what they follow or open.

The screen keeps words whole in scripts that have them, from Latin to Thai. Captions keep words in ASCII whole, and set no small kana at
the beginning of a line.
"""

import re

ALPHABETS = r"\x21-\u058f\u1e00-\u1fff"
"""From `!` on: ASCII, then Latin, Greek, Cyrillic and Armenian with their accents, inside a character class."""
WORD_LETTERS = rf"{ALPHABETS}\u0590-\u10ff\u200c\u200d\u2010\u2011\u2019"
"""What words are written with, their hyphens and apostrophes, inside a character class: these letters, and from Hebrew to Georgian
by way of Arabic, Devanagari and Thai."""
OPENING_MARKS = "（「『“("
CLOSING_MARKS = "、。，．：；）」』”ー…"
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"


def compile_unbreakable_pattern(letters: str = WORD_LETTERS, *, small_kana: bool = False) -> re.Pattern[str]:
    """What is never broken: a word of `letters` with the space behind it, or a character with the marks that cling to it.

    `letters` stand inside a character class. With `small_kana` those cling, too.
    """
    clinging = CLOSING_MARKS + (SMALL_KANA if small_kana else "")
    return re.compile(rf"[{letters}]+ ?|[{OPENING_MARKS}]*[^{letters}][{clinging}]*")

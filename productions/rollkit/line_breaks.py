"""Where a text may be broken: which letters make words, what does not begin or end a line (行頭禁則, 行末禁則), and where names are parted.

The classes are those of JLREQ (Requirements for Japanese Text Layout, appendix A: cl-01 to cl-11), which follow JIS X 4051, with their
half-width forms. Screens and captions both break by them. The screen keeps words whole in scripts that have them, from Latin to Thai, captions words
in ASCII.
"""

import re

from productions.shared.late_patterns import compile_late

ALPHABETS = r"\x21-\u058f\u1e00-\u1fff"
"""From `!` on: ASCII, then Latin, Greek, Cyrillic and Armenian with their accents, inside a character class."""
WORD_LETTERS = rf"{ALPHABETS}\u0590-\u10ff\u200c\u200d\u2010\u2011\u2019"
"""What words are written with, their hyphens and apostrophes, inside a character class: these letters, and from Hebrew to Georgian
by way of Arabic, Devanagari and Thai."""
COMBINING_MARKS = "[\u200c\u200d\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
"""Joiners, voicing marks of both widths and variation selectors: a part of the character before them."""

OPENING_MARKS = "‘“（〔［｛〈《「『【｟〘〖«〝｢("
"""cl-01: no line ends with them."""
CLOSING_MARKS = "’”）〕］｝〉》」』】｠〙〗»〟｣"
"""cl-02."""
HYPHENS = "‐〜～゠＝–"
"""cl-03, with the wave dash that is written for a range, and the equals sign that is written for the double hyphen of a name."""
DIVIDING_MARKS = "！？‼⁇⁈⁉"
"""cl-04."""
MIDDLE_DOTS = "・：；･"
"""cl-05."""
STOPS_AND_COMMAS = "。．、，｡､"
"""cl-06 and cl-07."""
INSEPARABLE_MARKS = "…‥―—"
"""cl-08: runs of them are not parted, nor from what is before them."""
ITERATION_MARKS = "ヽヾゝゞ々〻"
"""cl-09."""
LONG_VOWEL_MARKS = "ーｰ"
"""cl-10."""
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯﾞﾟ"
"""cl-11; the half-width voicing marks are characters of their own."""
LATIN_MARKS = r")\]}!?,.:;"
"""What closes in Latin, behind Japanese."""
CLINGING_MARKS = (
    CLOSING_MARKS
    + LATIN_MARKS
    + HYPHENS
    + DIVIDING_MARKS
    + MIDDLE_DOTS
    + STOPS_AND_COMMAS
    + INSEPARABLE_MARKS
    + ITERATION_MARKS
    + LONG_VOWEL_MARKS
    + SMALL_KANA
)
"""No line begins with them; inside a character class."""

BREAK_MARKS = "・･＝゠= \u3000"
"""What a name is parted behind: the dots, double hyphens and spaces between its words."""

NAME_WORD_PATTERN = compile_late(
    rf"[^{BREAK_MARKS}]*(?:[{BREAK_MARKS}]+[{CLINGING_MARKS}]*)+|[^{BREAK_MARKS}]+"
)
"""A word of a name with the mark behind it."""
KATAKANA, KANJI, HIRAGANA = "ァ-ヿㇰ-ㇿｦ-ﾟ", "々〇〻\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "ぁ-ゟ"


def compile_phrase_pattern(kanji: str) -> re.Pattern[str]:
    """Words of a Japanese company's name: a run of one script with the hiragana, marks and spaces behind it; so many `kanji` (`+`, or nothing for one)."""
    run = rf"(?:[{KATAKANA}]+|(?:[{KANJI}]{COMBINING_MARKS}){kanji}|[{WORD_LETTERS}]+|[^{WORD_LETTERS}{HIRAGANA}])"
    return compile_late(
        rf"[{OPENING_MARKS}]*{run}?[{HIRAGANA}]*{COMBINING_MARKS}[{CLINGING_MARKS}]*[ \u3000]*", re.DOTALL
    )


PHRASE_PATTERN, KANJI_PATTERN = compile_phrase_pattern("+"), compile_phrase_pattern("")


def compile_unbreakable_pattern(letters: str = WORD_LETTERS) -> re.Pattern[str]:
    """What is never broken: a word of `letters` with the space behind it, or a character with its marks and what clings to it.

    `letters` stand inside a character class.
    """
    word = rf"[{letters}]+(?<![{OPENING_MARKS}])[{CLINGING_MARKS}]* ?"
    character = rf"[^{letters}]{COMBINING_MARKS}[{CLINGING_MARKS}]*"
    return compile_late(rf"[{OPENING_MARKS}]*(?:{word}|{character})|.", re.DOTALL)


def split_at_name_marks(name: str) -> list[str]:
    """The words of a name, each with the mark and the space behind it: a name is broken between them."""
    return NAME_WORD_PATTERN.findall(name)


def split_phrases(name: str) -> tuple[list[str], list[str]]:
    """The name where its script changes, hiragana with what they follow; and besides between kanji."""
    phrases, kanji = (
        [piece for piece in pattern.findall(name) if piece] for pattern in (PHRASE_PATTERN, KANJI_PATTERN)
    )
    return phrases, kanji

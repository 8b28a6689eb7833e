"""Numbers as people write them (12, 012A, 12.5, OP1, 第十二話, ep12), folded for matching and ordering."""

import re
import unicodedata
from functools import lru_cache

KANJI_DIGITS = {**{digit: value for value, digit in enumerate("〇一二三四五六七八九")}, "零": 0}
KANJI_UNITS = {"十": 10, "百": 100}
KANJI_NUMBER_PATTERN = re.compile(f"[{''.join((*KANJI_DIGITS, *KANJI_UNITS))}]{{1,6}}")
ROMAN_PATTERN = re.compile("(?<![\u2160-\u217f])[\u2160-\u216b\u2170-\u217b](?![\u2160-\u217f])")
"""One of the characters Ⅰ to Ⅻ, large or small, which are one number each."""
NUMBER_WORD_PATTERN = re.compile(
    f"(?:ep(?:isode)?|エピソード|no)[.\\s#]*(?={KANJI_NUMBER_PATTERN.pattern}|[0-9])"
)
NUMBER_END = rf"(?:[#第]|ep(?:isode)?\.?|エピソード)?\s*(?:\d[\d.]*|{KANJI_NUMBER_PATTERN.pattern})\s*[話回]?"
NUMBER_RANGE_PATTERN = re.compile(
    rf"(?P<first>{NUMBER_END})\s*(?:[-~〜–—−‐]|から)\s*(?P<last>{NUMBER_END})", re.IGNORECASE
)
DIGITS = 8
"""Width that digits are padded to; longer numbers than eight digits do not occur."""


def pad_numbers(text: str) -> str:
    """The text for ordering as people count: what begins alike is ordered by its numbers, 2 before 12, 12 before 12A."""
    return re.sub(r"\d+", lambda match: match.group().zfill(DIGITS), text)


@lru_cache(maxsize=4096)
def number_key(text: str) -> str:
    """The number for matching: NFKC, casefold, no spaces, no leading zeros, no word for an episode, digits for kanji.

    `＃０１`, `第1話`, `第一話`, `ep1`, `一`, `Ⅰ` and `1` are one.
    """
    folded = unicodedata.normalize("NFKC", ROMAN_PATTERN.sub(write_roman_number, text)).casefold().strip()
    bare = folded.lstrip("#第").rstrip("話回").strip()
    if word := NUMBER_WORD_PATTERN.match(bare):
        bare = bare[word.end() :]
    if KANJI_NUMBER_PATTERN.fullmatch(bare):
        bare = str(read_kanji_number(bare))
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s+", "", bare))


def write_roman_number(match: re.Match[str]) -> str:
    """3 for Ⅲ."""
    return str(round(unicodedata.numeric(match.group())))


def read_kanji_number(text: str) -> int:
    """12 for 十二 and for 一二. `text` holds digits and units alone."""
    if not any(unit in text for unit in KANJI_UNITS):
        return int("".join(str(KANJI_DIGITS[digit]) for digit in text))
    total = digit = 0
    for character in text:
        if character in KANJI_UNITS:
            total += max(digit, 1) * KANJI_UNITS[character]
            digit = 0
        else:
            digit = KANJI_DIGITS[character]
    return total + digit


def split_number_range(text: str) -> tuple[str, str] | None:
    """The ends of a range of episodes: `1-6`, `#1～#6`, `第一話～第六話`, `ep1-ep6`; None where the text is none."""
    match = NUMBER_RANGE_PATTERN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return match and (match["first"].strip(), match["last"].strip())


def natural_key(text: str) -> str:
    """The number for ordering: 2 before 12, 12 before 12A; plain numbers before worded ones."""
    return pad_numbers(number_key(text))

"""Numbers as people write them (12, 012A, 12.5, OP1), folded for matching and ordering."""

import re
import unicodedata

NUMBER_RANGE_PATTERN = re.compile(
    r"(?P<first>[#第]?\s*\d[\d.]*\s*[話回]?)\s*[-~〜–—]\s*(?P<last>[#第]?\s*\d[\d.]*\s*[話回]?)"
)
DIGITS = 8
"""Width that digits are padded to; longer numbers than eight digits do not occur."""


def pad_numbers(text: str) -> str:
    """The text for ordering as people count: what begins alike is ordered by its numbers, 2 before 12, 12 before 12A."""
    return re.sub(r"\d+", lambda match: match.group().zfill(DIGITS), text)


def number_key(text: str) -> str:
    """The number for matching: NFKC, casefold, no spaces, no leading zeros (`＃０１` and `#1` are one)."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip().lstrip("#第").rstrip("話回")
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s+", "", folded))


def split_number_range(text: str) -> tuple[str, str] | None:
    """The ends of a range of episodes: `1-6`, `#1～#6`, `第1話～第6話`; None where the text is none."""
    match = NUMBER_RANGE_PATTERN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return match and (match["first"], match["last"])


def natural_key(text: str) -> str:
    """The number for ordering: 2 before 12, 12 before 12A; plain numbers before worded ones."""
    return pad_numbers(number_key(text))

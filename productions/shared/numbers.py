"""Numbers as people write them (12, 012A, 12.5, OP1), folded for matching and ordering."""

import re
import unicodedata

DIGITS = 8
"""Width that digits are padded to; longer numbers than eight digits do not occur."""


def pad_numbers(text: str) -> str:
    """The text for ordering as people count: what begins alike is ordered by its numbers, 2 before 12, 12 before 12A."""
    return re.sub(r"\d+", lambda match: match.group().zfill(DIGITS), text)


def number_key(text: str) -> str:
    """The number for matching: NFKC, casefold, no spaces, no leading zeros (`＃０１` and `#1` are one)."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip().lstrip("#第").rstrip("話回")
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s+", "", folded))


def natural_key(text: str) -> str:
    """The number for ordering: 2 before 12, 12 before 12A; plain numbers before worded ones."""
    return pad_numbers(number_key(text))

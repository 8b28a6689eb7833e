"""Columns that a text takes in a fixed pitch, as on terminals and in captions."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65_536)
def measure_character(character: str) -> int:
    """Wide and full-width characters take two columns (Unicode UAX #11), combining marks none, all others one."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def count_columns(text: str) -> int:
    return sum(map(measure_character, text))

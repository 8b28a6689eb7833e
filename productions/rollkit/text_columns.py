"""Columns that a text takes in a fixed pitch, as on terminals and in captions."""

import unicodedata


def count_columns(text: str) -> int:
    """Wide and full-width characters take two columns (Unicode UAX #11), combining marks none, all others one."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )

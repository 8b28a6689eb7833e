"""Cells of written sheets: no text that we write may run as a formula in the reader's program."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What spreadsheet programs take for the beginning of a formula (OWASP, CSV injection)."""


def quote_cell(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet program could run it, or when it begins like such a text that has one."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unquote_cell(text: str) -> str:
    """The text without the apostrophe of `quote_cell`, so that our own sheets come back whole."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text

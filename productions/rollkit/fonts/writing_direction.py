"""Which way a text is written: by its first strong character, as the Unicode bidirectional algorithm has it (UAX #9, P2 and P3)."""

import re
import unicodedata

RIGHT_TO_LEFT_PATTERN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Where characters that are written from the right are: most texts have none."""


def is_written_from_right(text: str) -> bool:
    """Whether the text as a whole runs from right to left."""
    if not RIGHT_TO_LEFT_PATTERN.search(text):
        return False
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"

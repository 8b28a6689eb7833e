"""Marks that repeat the cell above."""

import re

_DITTO = re.compile(
    r"〃{1,3}|々{1,2}|仝|〻|同上|同前|上に?同じ|[″“”\"＂〝〞]{1,2}|''|’’|´´|ditto|do\.|same(?: as above)?",
    re.IGNORECASE,
)
_AROUND = re.compile(r"[\s()（）\[\]［］]+")


def is_ditto(text: str) -> bool:
    """Whether the whole cell is a mark that repeats the one above: 〃, 々, 同上, （同上）, ″."""
    return len(text) <= 40 and bool(_DITTO.fullmatch(_AROUND.sub("", text)))

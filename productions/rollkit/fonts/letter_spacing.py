"""Which letters of a text typst spaces (`tracking`), and in which runs: the space between two runs is put there by the page."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

Family = TypeVar("Family", int, str)
"""A font by its place in the chain, or by its name."""

UNSPACED_PATTERN = re.compile(
    "[\u0590-\u08ff\u0900-\u0a7f\u1800-\u18af\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Scripts whose letters hang together (Arabic and its like, Mongolian, Devanagari, Bengali, Gurmukhi), which are not spaced
(CSS Text 3, 8.2), and all others that run from right to left.
"""

GENERIC_SCRIPTS = ("Zzzz", "Zyyy", "Zinh")
"""What ISO 15924 calls unknown, common and inherited."""


def is_never_spaced(text: str) -> bool:
    return UNSPACED_PATTERN.search(text) is not None


def split_spaced_runs(
    text: str, parts: Sequence[tuple[str, Family | None]] = ()
) -> list[tuple[str, Family | None]]:
    """The runs that typst spaces by itself, each with the font that must set it; none for a text that is never spaced.

    typst 0.15 ends a run where the script or the family changes, and leaves no space behind its last letter.
    """
    if is_never_spaced(text):
        return []
    return [(run, family) for part, family in parts or ((text, None),) for run in split_typst_runs(part)]


def split_typst_runs(text: str) -> Iterator[str]:
    """The text where typst changes the script: what belongs to no script stays with what is before it, at the beginning with what follows."""
    # Its tables are read for such texts only.
    from fontTools.unicodedata import script as script_of

    run, before = "", GENERIC_SCRIPTS[0]
    for character in text:
        own = script_of(character)
        if run and own not in GENERIC_SCRIPTS and before not in (own, *GENERIC_SCRIPTS):
            yield run
            run, before = "", own
        run += character
        before = own if before in GENERIC_SCRIPTS else before
    if run:
        yield run

"""Cells of roles as databases write them: `Director, Storyboard`, `Key Animation (eps 1, 3)`, `Animation Director (OP, ep 5)`."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from productions.interchange.matching.label_parts import split_outside_brackets
from productions.shared.late_patterns import compile_late

MAX_EPISODES_IN_CELL = 500
"""Parts of a list of episodes; more are no list."""

_BRACKET_AT_END = compile_late(r"(?P<role>[^()]+)\((?P<inside>[^()]*)\)")
_EPISODES = compile_late(
    r"(?:(?:episodes?|eps?)\.?\s*|#|第)?\s*(?P<first>\d{1,4})\s*(?:話|回|集)?(?:\s*[-~]\s*(?:(?:episodes?|eps?)\.?\s*|#|第)?(?P<last>\d{1,4}))?"
    r"\s*(?:話|回|集)?",
    re.IGNORECASE,
)
_MARK = compile_late(r"episode|\beps?\b|#|第|話|回|集|\d\s*[-~,、]\s*\d", re.IGNORECASE)
_DASHES = str.maketrans("–—―‐‑−ー～〜", "-------~~")


class ScopedRole(NamedTuple):
    """A role as written, and the episodes that it is for: a number, a range `1-3`, or "" for all of them."""

    role: str
    episode: str = ""


def split_role_cell(text: str, *, separators: str = ",、") -> Iterator[ScopedRole]:
    """Every role of a cell, once for each part of its episodes."""
    for part in split_outside_brackets(text, separators):
        yield from split_role_scope(part)


def split_role_scope(text: str) -> Iterator[ScopedRole]:
    """A role without the episodes in the brackets behind it. What else the brackets hold stays with the role."""
    found = (
        _BRACKET_AT_END.fullmatch(unicodedata.normalize("NFKC", text).strip()) if len(text) < 2_000 else None
    )
    if found is None or not _MARK.search(found["inside"]):
        yield ScopedRole(text.strip())
        return
    role = found["role"].strip()
    others: list[str] = []
    episodes: list[str] = []
    for item in re.split(r"[,、;&]", found["inside"]):
        numbers = read_episode_item(item)
        (episodes if numbers else others).append(numbers or item.strip())
    if others or not episodes:
        rest = ", ".join(filter(None, others))
        yield ScopedRole(f"{role} ({rest})" if rest else role)
    yield from (ScopedRole(role, episode) for episode in episodes[:MAX_EPISODES_IN_CELL])


def split_episode_cell(text: str) -> list[str]:
    """`1,3-5` → `1`, `3-5`; a cell that is no list of numbers stays as it is."""
    items = [
        read_episode_item(item)
        for item in re.split(r"[,、;・\s]+", unicodedata.normalize("NFKC", text).strip())
    ]
    return items[:MAX_EPISODES_IN_CELL] if text and all(items) else [text]


def read_episode_item(text: str) -> str:
    """`ep 3` → `3`, `#1~#4` → `1-4`; "" for what is no number."""
    found = _EPISODES.fullmatch(unicodedata.normalize("NFKC", text).translate(_DASHES).strip())
    if found is None:
        return ""
    return f"{found['first']}-{found['last']}" if found["last"] else found["first"]

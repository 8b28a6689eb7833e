"""What a text falls into when it is shaped, and how full-width punctuation closes up (JIS X 4051)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

STOPS = frozenset("，。．、：；")
CLOSING_PUNCTUATION = STOPS | frozenset("》）』」】〗〕〉］｝")
OPENING_PUNCTUATION = frozenset("《（『「【〖〔〈［｛")
MIDDLE_DOTS = frozenset("・·")
FULL_WIDTH_MARKS = frozenset("？！")
"""Punctuation that closes up, as typst sorts it; in Japanese the last two only let their neighbours do so."""
TAIWAN = "zh-Hant"
"""Stops and marks stand in the middle of their box there, and nothing closes up beside its like (CNS, as typst has it)."""

QUOTES = {
    "“": OPENING_PUNCTUATION,
    "‘": OPENING_PUNCTUATION,
    "”": CLOSING_PUNCTUATION,
    "’": CLOSING_PUNCTUATION,
}


@dataclass(slots=True)
class Cluster:
    """Characters that stand and fall together, with the font that sets them; `font` None: there is none.

    `told`: typst would take an earlier font of the chain, and must be told. `borrowed`: the first font does not have it.
    `plain`: no font has the form that is asked for, and the usual one is set.
    """

    text: str
    advance: float
    font: int | None
    told: bool = False
    borrowed: bool = False
    plain: bool = False


def close_up_punctuation(clusters: Sequence[Cluster], lang: str) -> None:
    """Take half of its width from full-width punctuation beside its like and at both ends of the line."""
    if not clusters:
        return
    room = [get_spare_width(cluster, lang) for cluster in clusters]
    for (one, near), (other, far) in pairwise(zip(clusters, room, strict=True)) if lang != TAIWAN else ():
        half = one.advance / 2
        if near is None or far is None or near[1] + far[0] < half:
            continue
        left = min(near[1], half)
        one.advance, near[1] = one.advance - left, near[1] - left
        other.advance, far[0] = other.advance - (half - left), far[0] - (half - left)
    if (first := room[0]) and clusters[0].text not in MIDDLE_DOTS:
        clusters[0].advance -= first[0]
    if (last := room[-1]) and clusters[-1].text not in MIDDLE_DOTS:
        clusters[-1].advance -= last[1]


def get_spare_width(cluster: Cluster, lang: str) -> list[float] | None:
    """What punctuation can give up on its left and right, in ems; None for anything else."""
    character, width = cluster.text, cluster.advance
    if lang == TAIWAN and (character in STOPS or character in FULL_WIDTH_MARKS):
        return None
    kind = QUOTES.get(character) if width == 1.0 else None
    if (
        character in CLOSING_PUNCTUATION
        or kind is CLOSING_PUNCTUATION
        or (character in FULL_WIDTH_MARKS and lang != "ja")
    ):
        return [0.0, width / 2]
    if character in OPENING_PUNCTUATION or kind is OPENING_PUNCTUATION:
        return [width / 2, 0.0]
    if character in MIDDLE_DOTS:
        return [width / 4, width / 4]
    return [0.0, 0.0] if character in FULL_WIDTH_MARKS else None

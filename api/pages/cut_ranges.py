"""Ranges of cuts of the API (`1-3,5`) with links to the cuts at their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

CutPlace = tuple[str, str | None]
"""The uids of a production and of an episode; None: cuts outside episodes."""


class RangePiece(NamedTuple):
    """A piece of the text: a number with the uid of its cut, or what stands between numbers, without one."""

    text: str
    uid: str | None = None


def map_cut_numbers(rows: Iterable[dict[str, Any]]) -> dict[CutPlace, dict[str, str]]:
    """The uids of cut summaries by their numbers, for each place."""
    found: dict[CutPlace, dict[str, str]] = {}
    for row in rows:
        episode = row["episode"]
        place = row["production"]["uid"], None if episode is None else episode["uid"]
        found.setdefault(place, {})[row["number"]] = row["uid"]
    return found


def link_ranges(text: str, uids: Mapping[str, str]) -> list[RangePiece]:
    """The text in pieces that together are it again. What is no known number or range of two stays without a link."""
    pieces: list[RangePiece] = []
    for index, part in enumerate(text.split(",")):
        if index:
            pieces.append(RangePiece(", "))
        pieces.extend(link_range(part.strip(), uids))
    return pieces


def link_range(part: str, uids: Mapping[str, str]) -> list[RangePiece]:
    """One number, or the two ends of a range; a number may have hyphens of its own."""
    if part in uids:
        return [RangePiece(part, uids[part])]
    for place, character in enumerate(part):
        first, last = part[:place], part[place + 1 :]
        if character == "-" and first in uids and last in uids:
            return [RangePiece(first, uids[first]), RangePiece("–"), RangePiece(last, uids[last])]
    return [RangePiece(part)]

"""Rows of roles that were laid out lately, so that an edit lays out the roles that it changed and no other."""

from threading import Lock
from typing import Any

from cachetools import LRUCache, cached

from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.role_forms import lay_out_role


def make_layout_cache(most: int) -> Any:
    """`lay_out_role` that answers from memory, of up to `most` rows: they depend on nothing but its arguments.

    `cache` has what is kept, `cache_clear` forgets it. The role that was laid out last is kept however many rows it has.
    """

    def count_rows(pieces: list[Rows]) -> int:
        return min(sum(map(len, pieces)), most)

    return cached(LRUCache(most, getsizeof=count_rows), lock=Lock())(lay_out_role)

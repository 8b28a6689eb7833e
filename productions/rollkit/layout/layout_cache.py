"""Rows of roles that were laid out lately, so that an edit lays out the roles that it changed and no other."""

from collections.abc import Sequence

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.role_forms import lay_out_role
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.lru_cache import LruCache
from productions.rollkit.template.model import Block

LayoutKey = tuple[LayoutStyle, Block, str, RoleBlock, int | None]


class LayoutCache:
    """`lay_out_role` that answers from memory, of up to `most` rows: they depend on nothing but their arguments."""

    def __init__(self, most: int) -> None:
        self.kept: LruCache[LayoutKey, list[Rows]] = LruCache(
            most, lambda pieces: sum(len(rows) for rows in pieces)
        )

    def __call__(
        self, setting: LayoutStyle, block: Block, title: str, role: RoleBlock, room: int | None
    ) -> Sequence[Rows]:
        key = (setting, block, title, role, room)
        found = self.kept.get(key)
        if found is None:
            found = lay_out_role(*key)
            self.kept.put(key, found)
        return found

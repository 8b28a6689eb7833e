"""Rows of roles that were laid out lately, so that an edit lays out the roles that it changed and no other."""

from collections.abc import Sequence

from productions.roll.document import Block as Role
from productions.roll.kept import Kept
from productions.roll.screen.forms import Rows, role_rows
from productions.roll.screen.setting import Setting
from productions.roll.template import Block

Key = tuple[Setting, Block, str, Role, int | None]


class Remembered:
    """`role_rows` that answers from memory, of up to `most` rows: they depend on nothing but their arguments."""

    def __init__(self, most: int) -> None:
        self.kept: Kept[Key, list[Rows]] = Kept(most, lambda pieces: sum(len(rows) for rows in pieces))

    def __call__(
        self, setting: Setting, block: Block, title: str, role: Role, room: int | None
    ) -> Sequence[Rows]:
        key = (setting, block, title, role, room)
        found = self.kept.get(key)
        if found is None:
            found = role_rows(*key)
            self.kept.put(key, found)
        return found

"""Roles of many names among roles that stand beside theirs: they have a grid below them, where their block says from how many on."""

from collections.abc import Iterable
from dataclasses import replace

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.template.model import Block


def is_long_role(block: Block, role: RoleBlock, lang: str) -> bool:
    """Whether a role beside its names has so many that they stand in a grid; the pairs of a cast stand side by side."""
    if block.form != "columns" or block.grid_from is None:
        return False
    lines = [line for line in role.lines if line.on_screen]
    return len(lines) >= block.grid_from and not any(choose_character(line, lang) for line in lines)


def choose_role_form(block: Block, role: RoleBlock, lang: str) -> Block:
    """The block as the role is laid out by: as a grid where the role is long."""
    return make_grid(block) if is_long_role(block, role, lang) else block


def make_grid(block: Block) -> Block:
    """The block as a grid, with studios as headings unless they are asked for beside their people: beside names in columns they tear rows apart."""
    return replace(block, form="grid", studios="heading" if block.studios == "usual" else block.studios)


def list_grid_roles(block: Block, roles: Iterable[RoleBlock], lang: str) -> list[RoleBlock]:
    """The roles whose names stand in the columns of the block."""
    return [role for role in roles if block.form == "grid" or is_long_role(block, role, lang)]

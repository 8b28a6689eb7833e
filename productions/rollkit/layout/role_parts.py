"""The roles of a section as parts, with the headings of their songs and segments: below one another, or in lanes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.block_assignment import Section
from productions.rollkit.layout.boxes import Part
from productions.rollkit.layout.group_parts import (
    append_rights,
    close_up_song,
    list_group_parts,
    measure_parts,
)
from productions.rollkit.layout.role_lanes import build_role_lanes
from productions.rollkit.layout.roll_style import RollStyle
from productions.rollkit.layout.style import Area, LayoutStyle
from productions.rollkit.template.model import Block


def build_role_parts(
    setting: RollStyle,
    block: Block,
    section: Section,
    roles: Sequence[tuple[str, RoleBlock]],
    above: int,
    *,
    first: bool,
    most: int | None = None,
) -> list[Part]:
    """The roles of a section with the headings of songs and segments, below `above` pixels of the card where they are the `first`.

    A part is at most a card high, or `most` pixels, where its rows can be parted.
    """
    gaps, cards = setting.template.gaps, setting.template.cards
    parts: list[Part] = []
    for heads, members, rights in list_group_parts(setting, block, section, roles):
        start = len(parts) + len(heads)
        for place, (title, role) in enumerate(members):
            own = heads if place == 0 else []
            room = setting.area.height
            if room is not None:
                room -= measure_parts(own) + (0 if parts else above)
            room = most if room is None or (most and most < room) else room
            pieces = setting.rows(block, title, role, room)
            for index, rows in enumerate(pieces):
                alone = block.alone_ms
                begun = bool(parts) or not first
                fresh = index > 0 or alone is not None or (begun and cards.fresh == "roles")
                single = index == 0 and begun and block.clear in ("roles", "names")
                part = Part(rows, setting.px(gaps.block), fresh=fresh and begun, alone_ms=alone, clear=single)
                if own and index == 0:
                    parts += [replace(own[0], fresh=part.fresh, clear=single), *own[1:]]
                    part = replace(part, fresh=False, clear=False)
                parts.append(part)
        if block.form == "song" and members[0][1].song and block.alone_ms is None:
            parts[start:] = close_up_song(parts[start:], setting.area.height)
        if rights is not None:
            append_rights(setting, parts, rights)
    return parts


def build_laned_parts(
    setting: RollStyle,
    block: Block,
    section: Section,
    roles: Sequence[tuple[str, RoleBlock]],
    above: int,
    *,
    first: bool,
) -> list[Part]:
    """The same in lanes; each for itself where it has a card of its own."""

    def build(listed: Sequence[tuple[str, RoleBlock]], lane: Area | None, most: int | None) -> list[Part]:
        own = replace(setting, lane=lane) if lane else setting
        return build_role_parts(
            own, block, section, listed, above, first=first and listed[0] is roles[0], most=most
        )

    apart = block.alone_ms is not None or setting.template.cards.fresh == "roles"
    return [
        part
        for listed in ([[each] for each in roles] if apart else [roles])
        for part in build_role_lanes(setting, block, listed, partial(build, listed), above, apart=apart)
    ]


def split_names_alone(
    setting: LayoutStyle, roles: Iterable[tuple[str, RoleBlock]], block: Block
) -> Iterator[tuple[str, RoleBlock]]:
    """The roles, one for each name where names stand alone."""
    for title, role in roles:
        alone = block.alone_ms is not None and block.alone == "names"
        single = block.clear == "names" and setting.template.motion == "scroll"
        if not alone and not single:
            yield title, role
            continue
        for line in role.lines:
            if line.on_screen:
                yield title, replace(role, lines=(line,))

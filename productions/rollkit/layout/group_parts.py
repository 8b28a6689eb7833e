"""Songs and segments on the screen: their headings above their roles, lines of rights below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from productions.rollkit.document.groups import RollSong
from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.block_assignment import Section
from productions.rollkit.layout.boxes import Cell, Part, Row, TextStyle
from productions.rollkit.layout.name_lines import flip_alignment
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_fitting import FittedText, fit_heading, fit_text
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.group_headings import (
    format_segment_heading,
    format_song_heading,
    format_song_label,
    format_song_title,
)
from productions.rollkit.texts.printed_names import get_group_key
from productions.rollkit.texts.printed_sections import list_rights


def measure_parts(parts: Sequence[Part]) -> int:
    """Pixels of parts with the gaps below them."""
    return sum(part.height + part.gap for part in parts)


GroupParts = tuple[list[Part], list[tuple[str, RoleBlock]], Part | None]
"""The headings of a song or segment, its roles, and its lines of rights."""


def list_group_parts(
    setting: LayoutStyle, block: Block, section: Section, roles: Iterable[tuple[str, RoleBlock]]
) -> Iterator[GroupParts]:
    """The roles by song and segment. A heading that the section has already is not printed again."""
    gaps = setting.template.gaps
    before = label = ""
    for _key, run in groupby(roles, key=lambda pair: get_group_key(pair[1])):
        listed = list(run)
        role = listed[0][1]
        heads: list[Part] = []
        if role.segment and role.segment.uid != before:
            said = format_segment_heading(role.segment, setting.lang)
            if said != section.heading:
                rows = set_title_rows(setting, said, setting.heading, block)
                heads.append(Part(rows, setting.px(gaps.heading), ties=True))
        before = role.segment.uid if role.segment else ""
        if role.song:
            above = label if setting.area.height is None else ""  # another song may be on another card
            rows = build_song_heading(setting, block, role.song, above=above)
            heads.append(Part(rows, setting.px(gaps.under_role), ties=True))
        label = format_song_label(role.song, setting.lang) if role.song else ""
        rights = dict.fromkeys(list_rights([role for _title, role in listed]))
        lines = [row for text in rights for row in set_text_rows(setting, text, setting.small, block)]
        yield heads, listed, Part(tuple(lines), setting.px(gaps.block)) if lines else None


def append_honorifics(setting: LayoutStyle, block: Block, parts: list[Part]) -> None:
    """敬称略 close below the last names of a list, where the block asks for it."""
    if parts and block.honorifics != "none":
        text = say_text(setting.lang, f"honorifics.{block.honorifics}")
        rows = set_text_rows(setting, text, setting.small, block)
        append_rights(setting, parts, Part(rows, setting.px(setting.template.gaps.block)))


def build_song_heading(setting: LayoutStyle, block: Block, song: RollSong, *, above: str) -> tuple[Row, ...]:
    """The song's kind with its title; in a block of songs the kind stands above, once for neighbours of one kind (`above`)."""
    look = setting.song(block)
    if block.form != "song":
        return set_title_rows(setting, format_song_heading(song, setting.lang), look, block)
    label = format_song_label(song, setting.lang)
    kind = (
        set_title_rows(setting, label, setting.name(block, dim=True), block)
        if label not in ("", above)
        else ()
    )
    return (*kind, *set_title_rows(setting, format_song_title(song, setting.lang), look, block))


def close_up_song(parts: Sequence[Part], room: int | None) -> list[Part]:
    """The roles of a song, one line close below another, on one card where there is `room` for all."""
    closed = [replace(part, gap=0) for part in parts[:-1]]
    fits = room is None or sum(part.height for part in parts) <= room
    return [*(replace(part, ties=fits) for part in closed), *parts[-1:]]


def append_rights(setting: LayoutStyle, parts: list[Part], rights: Part) -> None:
    """Lines that close below the last role, such as the rights of a song, on its card where there is room for both."""
    last = replace(parts[-1], gap=setting.px(setting.template.gaps.under_role))
    room = setting.area.height
    fits = room is None or last.height + last.gap + rights.height <= room
    parts[-1:] = [replace(last, ties=fits), rights]


def set_text_rows(setting: LayoutStyle, text: str, look: TextStyle, block: Block) -> tuple[Row, ...]:
    """A sentence over the whole width, broken between words where it is longer."""
    return build_wide_rows(setting, fit_text(setting, text, look, setting.area.width, balanced=True), block)


def set_title_rows(setting: LayoutStyle, text: str, look: TextStyle, block: Block) -> tuple[Row, ...]:
    """A title or a heading over the whole width, broken as roles are."""
    return build_wide_rows(setting, fit_heading(setting, text, look, setting.area.width), block)


def build_wide_rows(setting: LayoutStyle, fitted: FittedText, block: Block) -> tuple[Row, ...]:
    look, area = fitted.look, setting.area
    return tuple(
        Row(look.pitch, (Cell(flip_alignment(block.align), line, look, area.left, area.width),))
        for line in fitted.lines
    )

"""A roll on paper in its sections: departments and segments, and inside of them the songs with their lines of rights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from productions.rollkit.document.model import RoleBlock, RollDocument, Tool
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.group_headings import format_segment_heading, format_song_heading
from productions.rollkit.texts.printed_names import (
    get_group_key,
    get_segment_key,
    list_printed_blocks,
    list_role_people,
    repeats_words,
)


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Roles of one song under its heading, with its lines of rights below; roles of no song have neither."""

    heading: str
    blocks: tuple[RoleBlock, ...]
    rights: tuple[str, ...]


@dataclass(slots=True)
class PrintedSection:
    """The roles of a department that stand together, or those of a segment, whatever department they are of; then their tools (H10)."""

    heading: str
    segment: str
    blocks: list[RoleBlock] = field(default_factory=list)
    tools: list[Tool] = field(default_factory=list)

    def groups(self, lang: str, *, merged: bool = True) -> list[BlockGroup]:
        """Its roles by song, those alone that were on screen; `merged`: what one heading was written for once."""
        return list(group_song_blocks(self.blocks, lang, merged=merged))


def list_printed_sections(document: RollDocument, lang: str, *, merged: bool = True) -> list[PrintedSection]:
    """The sections in the order of the roll. The tools of a department stand below the last of its people.

    `merged`: a heading that was written for roles of two departments (キャラクターデザイン・総作画監督) stands in the first one's alone.
    """
    found: list[PrintedSection] = []
    for department in document.departments:
        label = roll_texts.format_department(department, lang)
        own = list(department.blocks)
        while merged and own and found and found[-1].blocks and goes_on(found[-1].blocks[-1], own[0], lang):
            found[-1].blocks.append(own.pop(0))
        for segment, blocks in groupby(own, key=get_segment_key):
            if not (segment and found and found[-1].segment == segment):
                found.append(PrintedSection(label, segment))
            found[-1].blocks.extend(blocks)
            if (held := found[-1].blocks[0].segment) is not None:
                found[-1].heading = format_segment_heading(held, lang)
        if not department.blocks:
            found.append(PrintedSection(label, ""))
        found[-1].tools.extend(department.tools)
    return found


def group_song_blocks(blocks: Sequence[RoleBlock], lang: str, *, merged: bool) -> Iterator[BlockGroup]:
    for _key, run in groupby(blocks, key=get_group_key):
        listed = list(run)
        shown = [block for block in listed if any(line.on_screen for line in block.lines)]
        if shown:
            song = listed[0].song
            heading = format_song_heading(song, lang) if song else ""
            printed = list_printed_blocks(shown, lang) if merged else shown
            yield BlockGroup(heading, tuple(printed), list_rights(listed))


def list_rights(blocks: Sequence[RoleBlock]) -> tuple[str, ...]:
    """The lines of rights that stand below these blocks of one song."""
    return tuple(text for block in blocks if block.song for text in block.song.rights)


def has_groups(document: RollDocument) -> bool:
    """Whether there is a song or a segment."""
    return any(
        block.song or block.segment for department in document.departments for block in department.blocks
    )


def goes_on(before: RoleBlock, role: RoleBlock, lang: str) -> bool:
    """Whether a department begins with what the one before it ended with: one heading, the same people, no song or segment."""
    people = list_role_people(role)
    plain = not any((before.song, before.segment, role.song, role.segment))
    same = people is not None and people == list_role_people(before)
    return plain and same and repeats_words(before, role, lang)


def is_empty_section(section: PrintedSection) -> bool:
    """Whether nothing of it is printed."""
    printed = any(line.on_screen for block in section.blocks for line in block.lines)
    return not printed and not section.tools

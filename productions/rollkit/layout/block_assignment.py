"""Which people and tools stand in which block of a template: everybody in exactly one, tools after their people (H10).

A template cannot leave anything out: what it has no block for gets its usual place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from productions.rollkit.document.model import RoleBlock, RollDepartment, RollDocument, Tool
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.block_problems import PEOPLE_HOLDS
from productions.rollkit.template.model import Block, Template
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.group_headings import format_segment_heading
from productions.rollkit.texts.printed_names import (
    PrintedRole,
    gather_repeated_headings,
    get_group_key,
    get_segment_key,
    list_role_people,
    repeats_words,
)
from productions.rollkit.texts.printed_sections import goes_on


@dataclass(slots=True)
class Section:
    """Roles under one heading, then the tools that stand at their end."""

    heading: str
    roles: list[tuple[RollDepartment, RoleBlock]]
    tools: list[Tool] = field(default_factory=list)


PlacedBlock = tuple[Block, list[Section]]


def arrange_blocks(document: RollDocument, template: Template, lang: str) -> list[PlacedBlock]:
    """The template's blocks for the document's edition, with those that it lacks, each with its sections."""
    blocks = complete_blocks(template.for_edition(document.work.edition_kind or document.work.edition).blocks)
    people = assign_roles(document, blocks, lang)
    places = [
        (block, list(split_sections(block, people[index], lang)) if block.holds in PEOPLE_HOLDS else [])
        for index, block in enumerate(blocks)
    ]
    if all(block.holds != "tools" for block in blocks):
        place_tools(document, places, lang)
    return places


def complete_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the places that the template does not name: notices below the title, the rest after the people,
    the statement after the tools.
    """
    found = list(blocks)
    held = [block.holds for block in found]
    if "rest" not in held:
        insert_block(found, find_index_after(found, ("people",), ("title", "notices", "text")), Block("rest"))
    if "notices" not in held:
        insert_block(found, 1 if found[0].holds == "title" else 0, Block("notices", fresh=False))
    if "statement" not in held:
        insert_block(found, find_index_after(found, (*PEOPLE_HOLDS, "tools"), ()), Block("statement"))
    return found


def insert_block(blocks: list[Block], index: int, block: Block) -> None:
    """Put a block at its place, or below those that stand beside the one before it."""
    while index < len(blocks) and blocks[index].beside:
        index += 1
    blocks.insert(index, block)


def find_index_after(blocks: Sequence[Block], last: tuple[str, ...], leading: tuple[str, ...]) -> int:
    """The place behind the last block that holds one of `last`, or else behind those of `leading` at the top."""
    for index in reversed(range(len(blocks))):
        if blocks[index].holds in last:
            return index + 1
    return next((i for i, block in enumerate(blocks) if block.holds not in leading), len(blocks))


class PlacedRole(NamedTuple):
    """A role with its department, and where they stand: in which block, by which codes among those that it names, behind which role."""

    in_block: int
    codes: tuple[str, str]
    """Of a role and its department."""
    number: int
    """In the order of the document."""
    department: RollDepartment
    role: RoleBlock


def assign_roles(
    document: RollDocument, blocks: Sequence[Block], lang: str
) -> dict[int, list[tuple[RollDepartment, RoleBlock]]]:
    """By block, the roles that stand in it, in its order. Every role that was on screen is in one.

    Segments stand with the rest, and a song where its first role does, each as a whole. Roles that one heading was written for, with
    the same people, stand together too, under the department of the first, so that they are printed once.
    """
    of_role = {role: index for index, block in enumerate(blocks) for role in block.roles}
    of_department = {code: index for index, block in enumerate(blocks) for code in block.departments}
    rest = next(index for index, block in enumerate(blocks) if block.holds == "rest")
    found: dict[int, list[PlacedRole]] = {index: [] for index in range(len(blocks))}
    songs: dict[str, PlacedRole] = {}
    headed: list[PlacedRole] = []
    pairs = ((department, role) for department in document.departments for role in department.blocks)
    for number, (department, role) in enumerate(pairs):
        index = rest if role.segment else of_role.get(role.role, of_department.get(department.code, rest))
        placed = PlacedRole(index, (role.role, department.code), number, department, role)
        if role.song and not role.segment:
            first = songs.setdefault(role.song.uid, placed)
            placed = placed._replace(in_block=first.in_block, codes=first.codes)
        if not any(line.on_screen for line in role.lines):
            continue
        if role.heading:
            placed = find_same_heading(headed, role, lang, placed)._replace(role=role)
            headed.append(placed)
        found[placed.in_block].append(placed)
    return {index: list(sort_roles(block, found[index])) for index, block in enumerate(blocks)}


def find_same_heading(
    headed: list[PlacedRole], role: RoleBlock, lang: str, missing: PlacedRole
) -> PlacedRole:
    """The first that the heading of the role was written for too, with the same people; or `missing`."""
    return next(
        (each for each in headed if repeats_words(each.role, role, lang) and stand_together(each.role, role)),
        missing,
    )


def sort_roles(block: Block, placed: list[PlacedRole]) -> Iterator[tuple[RollDepartment, RoleBlock]]:
    """As the block names them: a role by its own code, or else by that of its department."""
    order = {code: place for place, code in enumerate([*block.roles, *block.departments])}

    def find_place(each: PlacedRole) -> tuple[int, int]:
        role, department = each.codes
        return order.get(role, order.get(department, 0)), each.number

    for each in sorted(placed, key=find_place):
        yield each.department, each.role


def split_sections(
    block: Block, roles: list[tuple[RollDepartment, RoleBlock]], lang: str
) -> Iterator[Section]:
    if not roles:
        return
    if block.sections == "none":
        yield Section(block.heading.said(lang), roles)
        return
    runs: list[list[tuple[RollDepartment, RoleBlock]]] = []
    for _key, group in groupby(roles, key=lambda pair: get_segment_key(pair[1]) or pair[0].code):
        own = list(group)
        while own and runs and goes_on(runs[-1][-1][1], own[0][1], lang):
            runs[-1].append(own.pop(0))
        runs.extend([own] if own else [])
    for listed in runs:
        department, role = listed[0]
        held = role.segment
        heading = (
            format_segment_heading(held, lang) if held else roll_texts.format_department(department, lang)
        )
        yield Section(heading, listed)


def place_tools(document: RollDocument, places: list[PlacedBlock], lang: str) -> None:
    """Each department's tools go where the last of its people stand; a section of their own where nobody does."""
    order = {department.code: index for index, department in enumerate(document.departments)}
    for department in document.departments:
        if not department.tools:
            continue
        holding = [
            section
            for _block, listed in places
            for section in listed
            if any(other.code == department.code for other, _role in section.roles)
        ]
        if holding:
            holding[-1].tools.extend(department.tools)
            continue
        rest = next(listed for block, listed in places if block.holds == "rest")
        before = [
            index
            for index, section in enumerate(rest)
            if all(order[other.code] < order[department.code] for other, _role in section.roles)
        ]
        own = Section(roll_texts.format_department(department, lang), [], list(department.tools))
        rest.insert(before[-1] + 1 if before else len(rest), own)


def join_roles(
    roles: Sequence[tuple[RollDepartment, RoleBlock]], lang: str, block: Block
) -> Iterator[tuple[str, RoleBlock]]:
    """Each role with its words; where `joint`, neighbours with the same people are one, under both their words.

    One heading that was written for several roles (シリーズ構成・脚本) is printed once in any case.
    """
    found: list[PrintedRole] = []
    for _department, role in roles:
        said = format_role_title(role, lang, block)
        if (
            found
            and (block.joint or repeats_words(found[-1].block, role, lang))
            and stand_together(found[-1].block, role)
        ):
            words, codes, before = found[-1]
            # the last one has the lines of rights
            whole = replace(before, song=role.song)
            found[-1] = PrintedRole((*words, said), (*codes, role.role), whole)
            continue
        found.append(PrintedRole((said,), (role.role,), role))
    for words, _codes, role in gather_repeated_headings(found, lang):
        yield say_text(lang, "heading_separator").join(dict.fromkeys(filter(None, words))), role


def stand_together(before: RoleBlock, role: RoleBlock) -> bool:
    """Whether two neighbours have the same people, in the same song and segment."""
    people = list_role_people(role)
    same_people = people is not None and list_role_people(before) == people
    return same_people and get_group_key(before) == get_group_key(role)


def format_role_title(role: RoleBlock, lang: str, block: Block) -> str:
    if block.printed == "none":
        return ""
    return roll_texts.format_role_heading(
        role if block.printed == "printed" else replace(role, heading=""), lang
    )

"""The names of a role as they are printed, on paper and on the screen: under which studio, and with what beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from productions.rollkit.document.model import Line, RoleBlock, RollDepartment
from productions.rollkit.document.written_words import choose_character, choose_heading
from productions.rollkit.texts import roll_texts

STUDIO_ROLES = frozenset(
    {
        "inbetween",
        "inbetween_cooperation",
        "digital_paint",
        "finishing_cooperation",
        "background_art",
        "compositing",
    }
)
"""Roles whose names stand under their studio's heading, as anime endings print them."""


@dataclass(frozen=True, slots=True)
class StudioGroup:
    """Lines under one studio heading; an empty heading for those who need none."""

    studio: str
    lines: tuple[Line, ...]


def has_studio_headings(role: RoleBlock) -> bool:
    """Whether the role's names usually stand under their studios."""
    return role.role in STUDIO_ROLES


def list_role_people(role: RoleBlock) -> list[tuple[str, ...]] | None:
    """Who they are; unnamed people are nobody else's equals."""
    if not all(line.is_named for line in role.lines):
        return None
    return [
        (line.contributor, line.name, line.affiliation, line.character or line.character_ja)
        for line in role.lines
    ]


def repeats_words(before: RoleBlock, role: RoleBlock, lang: str) -> bool:
    """Whether both have one heading, which was written for several roles."""
    return (
        role.heading != ""
        and role.heading == before.heading
        and choose_heading(role, lang) == choose_heading(before, lang)
    )


def list_printed_blocks(department: RollDepartment, lang: str) -> list[RoleBlock]:
    """The department's roles; of those that one heading was written for, with the same people, the first alone."""
    found: list[RoleBlock] = []
    for role in department.blocks:
        people = list_role_people(role)
        doubled = found and repeats_words(found[-1], role, lang) and people == list_role_people(found[-1])
        if people is None or not doubled:
            found.append(role)
    return found


def group_lines(lines: Sequence[Line], *, headings: bool) -> tuple[StudioGroup, ...]:
    """Lines in their order, with `headings` under their studios, people without a studio first; no group without a line."""
    if not headings:
        return (StudioGroup("", tuple(lines)),) if lines else ()
    ordered = sorted(lines, key=lambda line: line.affiliation)
    return tuple(
        StudioGroup(studio, tuple(group))
        for studio, group in groupby(ordered, key=lambda line: line.affiliation)
    )


def group_printed_lines(role: RoleBlock) -> tuple[StudioGroup, ...]:
    """The lines that were on screen, in the document's order, as paper has them."""
    return group_lines([line for line in role.lines if line.on_screen], headings=has_studio_headings(role))


def format_printed_name(line: Line, role: RoleBlock, lang: str, *, working: bool) -> str:
    """The name as credited with what stands beside it, as paper has it."""
    name = roll_texts.format_line_name(line, lang)
    return add_name_notes(name, line, lang, working=working, headings=has_studio_headings(role))


def format_printed_line(line: Line, role: RoleBlock, lang: str, *, working: bool) -> str:
    """The same behind the character that it voices, where there is one."""
    name = format_printed_name(line, role, lang, working=working)
    character = choose_character(line, lang)
    between = " … " if lang == "ja" else " ... "
    return f"{character}{between}{name}" if character else name


def add_name_notes(name: str, line: Line, lang: str, *, working: bool, headings: bool) -> str:
    """A line's name with what stands beside it: its studio unless that is a heading, head counts, the screen's words.

    `working` is whether it is printed in a working copy.
    """
    studio = "" if headings else line.affiliation
    detail = roll_texts.format_line_detail(line, lang, working=working)
    if not studio and not detail:
        return name
    shown = [note for note in (studio, detail) if note]
    return f"{name}（{'、'.join(shown)}）" if lang == "ja" else f"{name} ({'; '.join(shown)})"

"""The names of a role as they are printed, on paper and on the screen: under which studio, and with what beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from productions.rollkit.document.joint_lines import join_lines
from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.document.written_words import choose_character, choose_heading, choose_name
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts import line_notes, roll_texts

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
    return [(line.contributor, line.name, line.affiliation, line.known_character) for line in role.lines]


def repeats_words(before: RoleBlock, role: RoleBlock, lang: str) -> bool:
    """Whether both have one heading, which was written for several roles."""
    return (
        role.heading != ""
        and role.heading == before.heading
        and choose_heading(role, lang) == choose_heading(before, lang)
    )


class PrintedRole(NamedTuple):
    """Roles that are printed as one, by their codes, with the words for them and the lines of all."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    block: RoleBlock


def list_printed_blocks(blocks: Sequence[RoleBlock], lang: str) -> list[RoleBlock]:
    """The roles; those that one heading was written for, with the same people, as one."""
    found: list[PrintedRole] = []
    for role in blocks:
        people = list_role_people(role)
        doubled = (
            found
            and people is not None
            and repeats_words(found[-1].block, role, lang)
            and people == list_role_people(found[-1].block)
        )
        if doubled:
            found[-1] = found[-1]._replace(codes=(*found[-1].codes, role.role))
        else:
            found.append(PrintedRole((), (role.role,), role))
    return [printed.block for printed in gather_repeated_headings(found, lang)]


def gather_repeated_headings(printed: Sequence[PrintedRole], lang: str) -> list[PrintedRole]:
    """What is printed, with neighbours as one that one heading was written for, for the same roles of the same song and segment.

    A heading for two roles (色指定・検査) with two names is two credits for each of them: in the order given, the roles alternate.
    """
    found: list[PrintedRole] = []
    for each in printed:
        before = found[-1] if found else None
        if (
            before is not None
            and len(each.codes) > 1
            and each.codes == before.codes
            and repeats_words(before.block, each.block, lang)
            and get_group_key(before.block) == get_group_key(each.block)
        ):
            # the last one has the lines of rights
            lines, song = (*before.block.lines, *each.block.lines), each.block.song
            found[-1] = before._replace(block=replace(before.block, lines=lines, song=song))
        else:
            found.append(each)
    return found


def get_segment_key(block: RoleBlock) -> str:
    """The uid of the segment; empty for none."""
    return block.segment.uid if block.segment else ""


def get_group_key(block: RoleBlock) -> tuple[str, str]:
    """The uids of the segment and the song: neighbours with the same stand together."""
    return get_segment_key(block), block.song.uid if block.song else ""


def group_lines(lines: Sequence[Line], *, headings: bool, as_given: bool) -> tuple[StudioGroup, ...]:
    """Lines in their order, with `headings` under their studios; no group without a line.

    Each studio stands once: by name, or `as_given` where its first line stands. People without a studio come first, since
    behind a heading they would be taken for that studio's.
    """
    if not headings:
        return (StudioGroup("", tuple(lines)),) if lines else ()
    listed = [line.affiliation for line in lines if line.affiliation]
    studios = ["", *dict.fromkeys(listed if as_given else sorted(listed))]
    groups = (
        StudioGroup(studio, tuple(line for line in lines if line.affiliation == studio)) for studio in studios
    )
    return tuple(group for group in groups if group.lines)


def group_printed_lines(role: RoleBlock, *, joined: bool = True) -> tuple[StudioGroup, ...]:
    """The lines that were on screen, in the document's order, as paper has them; `joined`: joint lines as one."""
    shown = [line for line in role.lines if line.on_screen]
    lines = join_lines(shown) if joined else shown
    return group_lines(lines, headings=has_studio_headings(role), as_given=role.studios_given)


def format_printed_name(line: Line, role: RoleBlock, lang: str, *, working: bool) -> str:
    """The name in the language of the roll with what stands beside it, as paper has it."""
    name = choose_name(line, lang) if line.is_named else roll_texts.format_unnamed(line, lang)
    return add_name_notes(name, line, lang, working=working, headings=has_studio_headings(role))


def format_printed_line(line: Line, role: RoleBlock, lang: str, *, working: bool) -> str:
    """The same behind the character that it voices, where there is one."""
    name = format_printed_name(line, role, lang, working=working)
    character = choose_character(line, lang)
    return say_text(lang, "name_behind_character", character=character, name=name) if character else name


def add_name_notes(
    name: str, line: Line, lang: str, *, working: bool, headings: bool, chain: bool = False
) -> str:
    """A line's name with what stands beside it: its studio unless that is a heading, head counts, the screen's words.

    `working` is whether it is printed in a working copy; `chain`: also who gave the work on.
    """
    studio = "" if headings else line.affiliation
    detail = line_notes.format_line_detail(line, lang, working=working, chain=chain)
    if not studio and not detail:
        return name
    shown = [note for note in (studio, detail) if note]
    return say_text(lang, "name_with_note", name=name, note=say_text(lang, "note_separator").join(shown))

"""The names of a role as a template prints them: their order, their script, their studios."""

from collections.abc import Sequence

from productions.rollkit.document.joint_lines import join_lines
from productions.rollkit.document.model import Line, RoleBlock, RollDocument
from productions.rollkit.document.written_words import choose_character, choose_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_names import (
    StudioGroup,
    add_name_notes,
    group_lines,
    has_studio_headings,
)
from productions.shared.names import sort_key
from productions.shared.numbers import pad_numbers


def group_lines_by_studio(role: RoleBlock, block: Block) -> tuple[StudioGroup, ...]:
    """The lines that were on screen in the block's order, under the studio headings that it wants."""
    lines = sort_lines(join_lines([line for line in role.lines if line.on_screen]), block)
    as_given = role.studios_given and block.order == "given"
    return group_lines(lines, headings=wants_studio_headings(role, block), as_given=as_given)


def wants_studio_headings(role: RoleBlock, block: Block) -> bool:
    return block.studios == "heading" or (block.studios == "usual" and has_studio_headings(role))


def sort_lines(lines: Sequence[Line], block: Block) -> list[Line]:
    """Named people first in every order; those without a cut after those with one.

    Where no reading is recorded, the name itself stands for it.
    """
    if block.order == "kana":
        return sorted(lines, key=lambda line: (not line.is_named, sort_key(line.reading or line.name)))
    if block.order == "appearance":
        return sorted(lines, key=lambda line: (not line.is_named, get_appearance_order(line)))
    return list(lines)


def get_appearance_order(line: Line) -> tuple[bool, str]:
    """When somebody first appears: the first of their cuts as people count them, 2 before 12, 12 before 12A."""
    own = line.episodes[0] if line.episodes else ""
    begun = [
        f"#{episode} {each.first}" if (episode := each.episode or own) else each.first
        for each in line.cut_ranges
    ]
    cuts = [*line.cuts, *begun]
    return not cuts, min(map(pad_numbers, cuts), default="")


def write_name(line: Line, names: str, lang: str) -> str:
    """The name in the language of the roll, as credited, in Latin letters where recorded, or both."""
    if names == "roll":
        return choose_name(line, lang)
    if names == "native" or not line.romaji or line.romaji == line.name:
        return line.name
    return line.romaji if names == "romaji" else f"{line.name}　{line.romaji}"


def list_screen_titles(setting: LayoutStyle, document: RollDocument) -> list[str]:
    """The work's title in the template's writings, then its episode and edition."""
    work = document.work
    native, *parts = roll_texts.list_title_lines(document, setting.lang)
    if setting.template.names in ("roll", "native") or not work.title_romaji:
        return [native, *parts]
    if setting.template.names == "romaji":
        return [work.title_romaji, *parts]
    return [*dict.fromkeys((work.title_native, work.title_romaji)), *parts]


def format_screen_name(
    setting: LayoutStyle, block: Block, role: RoleBlock, line: Line, *, alone: bool = False
) -> tuple[str, str]:
    """The name with what stands beside it, and the part of it that is never broken (empty for unnamed people).

    The character that it voices is in brackets behind it, unless it is `alone`: then the character stands elsewhere.
    """
    lang = setting.lang
    name = (
        write_name(line, setting.template.names, lang)
        if line.is_named
        else roll_texts.format_line_name(line, lang)
    )
    text = add_name_notes(
        name,
        line,
        lang,
        working=setting.working,
        headings=wants_studio_headings(role, block),
        chain=block.chain,
    )
    character = "" if alone else choose_character(line, lang)
    if character:
        text = say_text(lang, "name_with_note", name=text, note=character)
    whole = line.name if setting.template.names == "both" else name
    return text, whole if line.is_named else ""

"""A credits sheet that Cinecred opens: roles as heads, names as bodies, people before tools (H10).

CSV in UTF-8. The styles are those of Cinecred's own template (`Scroll`; `Heading`, `Subheading`, `Gutter`,
`Blurb`). On the right stand columns of ours (`productions.shared.cinecred.OWN_COLUMNS`), with which our reader takes the
sheet back without a guess. Only what is printed is in the sheet.
"""

import textwrap
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from productions.rollkit.csv_table import write_csv
from productions.rollkit.document.model import Line, RoleBlock, RollDocument
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import list_notices
from productions.rollkit.texts.printed_names import format_printed_name, group_printed_lines
from productions.rollkit.texts.printed_sections import (
    PrintedSection,
    has_groups,
    is_empty_section,
    list_printed_sections,
)
from productions.shared.cinecred import HEADINGS, OWN_COLUMNS, SONG_COLUMNS, escape_marks
from productions.shared.site_languages import WORK_LANGUAGE

DEPARTMENT_GAP_UNITS = "2"
"""In Cinecred's unit of vertical gaps; a row without text is a gap of one."""

MAX_ROW_CHARACTERS = 1_000
"""Characters of a text in one row; sheets with longer cells are refused by readers, ours included."""

Cells = dict[str, str]


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """English headings, which Cinecred reads in every language of its own; the words are in `lang`."""
    own = OWN_COLUMNS + SONG_COLUMNS if has_groups(document) else OWN_COLUMNS
    headings = [*(f"@{names[0]}" for names in HEADINGS.values()), *own]
    rows = (
        [cells.get(column, "") for column in (*HEADINGS, *own)]
        for cells in build_cinecred_rows(document, lang)
    )
    write_csv(out, headings, rows, encoding="utf-8")
    progress(1.0)


def build_cinecred_rows(document: RollDocument, lang: str) -> Iterator[Cells]:
    """The whole roll, each row as the cells that are not empty."""
    yield {"page_style": "Scroll"} | build_cinecred_text("Heading", roll_texts.format_title(document, lang))
    yield from build_cinecred_texts("Blurb", list_notices(document, lang))
    for section in list_printed_sections(document, lang, merged=False):
        yield from build_cinecred_section(document, section, lang)
    remark = [document.work.remark] if document.work.remark else []
    yield from build_cinecred_texts(
        "Blurb", [*roll_texts.list_statement_lines(document.facts, lang), *remark]
    )
    if document.issue.errata:
        yield from build_cinecred_texts("Subheading", [roll_texts.format_errata_heading(lang)])
        yield from build_cinecred_texts(
            "Blurb", [roll_texts.format_erratum(entry, lang) for entry in document.issue.errata]
        )


def build_cinecred_texts(style: str, lines: list[str]) -> Iterator[Cells]:
    """A gap, then lines that are no credits; a very long one takes several rows."""
    if lines:
        yield {}
    for line in lines:
        for part in textwrap.wrap(line, MAX_ROW_CHARACTERS):
            yield build_cinecred_text(style, part)


def build_cinecred_text(style: str, text: str) -> Cells:
    return {"content_style": style, "body": escape_marks(text)}


def build_cinecred_section(document: RollDocument, section: PrintedSection, lang: str) -> Iterator[Cells]:
    """A department or a segment: its people, then its tools (H10); nothing when both are missing."""
    if is_empty_section(section):
        return
    yield {"vertical_gap": DEPARTMENT_GAP_UNITS}
    yield build_cinecred_text("Heading", section.heading)
    for group in section.groups(lang, merged=False):
        if group.heading:
            yield from build_cinecred_texts("Subheading", [group.heading])
        for block in group.blocks:
            yield from build_cinecred_block(document, block, lang)
        for cells in build_cinecred_texts("Blurb", list(group.rights)):
            song = build_song_cells(group.blocks[0])
            yield cells | {**song, "song_rights": cells["body"]} if cells else cells
    if section.tools:
        yield from build_cinecred_texts("Subheading", [roll_texts.format_tools_heading(lang)])
        yield from build_cinecred_texts(
            "Blurb", [roll_texts.format_tool(tool, document.facts, lang) for tool in section.tools]
        )


def build_cinecred_block(document: RollDocument, block: RoleBlock, lang: str) -> Iterator[Cells]:
    """A role and its names; under each studio heading the role stands again. A cast's heads are its characters, and the role is above."""
    heading = roll_texts.format_role_heading(block, lang)
    for group in group_printed_lines(block, joined=False):
        voiced = any(choose_character(line, lang) for line in group.lines)
        above = [heading] if voiced else []
        yield from build_cinecred_texts("Subheading", [*above, *([group.studio] if group.studio else [])])
        yield {}
        for index, line in enumerate(group.lines):
            head = choose_character(line, lang) if voiced else heading
            first = {"content_style": "Gutter", "head": escape_marks(head)}
            yield (first if voiced or index == 0 else {}) | build_cinecred_line(document, block, line, lang)


def build_cinecred_line(document: RollDocument, block: RoleBlock, line: Line, lang: str) -> Cells:
    """One printed line; the name has a column of its own where the body does not say it plainly."""
    printed = format_printed_name(line, block, lang, working=document.is_working_copy)
    return {
        "body": escape_marks(printed),
        "role": block.role,
        "role_as_printed": block.heading,
        "role_language": block.heading_language,
        "character": line.known_character,
        "character_language": line.character_language,
        "name": line.name if line.name != printed or line.absence_reason else "",
        "affiliation": line.affiliation,
        "kind": line.kind,
        "headcount": "" if line.headcount is None else str(line.headcount),
        "named_count": "" if line.named is None else str(line.named),
        "absence_reason": line.absence_reason,
        "printed_as": line.printed_as,
        **build_song_cells(block),
    }


def build_song_cells(block: RoleBlock) -> Cells:
    """The song of a role; its lines of rights are rows of their own."""
    song = block.song
    if song is None:
        return {}
    return {"song": song.title, "song_kind": song.kind, "song_label": song.label}

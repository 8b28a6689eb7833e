"""Plain text that differs line by line: role on the left, names on the right, wide characters counted as two."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from productions.rollkit.document.model import RoleBlock, RollDocument
from productions.rollkit.file_names import list_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.text_columns import count_columns
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import list_paper_notices
from productions.rollkit.texts.printed_names import format_printed_line, group_printed_lines
from productions.rollkit.texts.printed_sections import BlockGroup, is_empty_section, list_printed_sections
from productions.shared.site_languages import WORK_LANGUAGE

ROLE_WIDTH = 30
"""Columns of the role; a longer role has a line of its own."""


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """UTF-8, lines end in LF."""
    out.write(("\n".join(build_txt_lines(document, lang, signed)) + "\n").encode())
    progress(1.0)


def build_txt_lines(document: RollDocument, lang: str, signed: Sequence[str]) -> Iterator[str]:
    """The whole roll."""
    yield roll_texts.format_title(document, lang)
    yield from list_paper_notices(document, lang)
    for section in list_printed_sections(document, lang):
        if is_empty_section(section):
            continue
        yield ""
        yield f"== {section.heading} =="
        for group in section.groups(lang):
            yield from build_group_lines(document, group, lang)
        if section.tools:
            yield f"-- {roll_texts.format_tools_heading(lang)} --"
            yield from (f"  {roll_texts.format_tool(tool, document.facts, lang)}" for tool in section.tools)
    if texts := roll_texts.list_statement_lines(document.facts, lang):
        yield ""
        yield from texts
    if document.issue.errata:
        yield ""
        yield roll_texts.format_errata_heading(lang)
        yield from (f"  {roll_texts.format_erratum(entry, lang)}" for entry in document.issue.errata)
    yield ""
    yield from list_provenance(document.digest, document.issue.number, signed)


def build_group_lines(document: RollDocument, group: BlockGroup, lang: str) -> Iterator[str]:
    """Roles, of a song under its heading and above its lines of rights."""
    if group.heading:
        yield group.heading
    for block in group.blocks:
        yield from build_block_lines(document, block, lang)
    yield from (" " * ROLE_WIDTH + text for text in group.rights)


def build_block_lines(document: RollDocument, block: RoleBlock, lang: str) -> Iterator[str]:
    """A role and its names; a studio heading stands on a line of its own."""
    left = roll_texts.format_role_heading(block, lang)
    for group in group_printed_lines(block):
        if group.studio:
            yield pad_text(left, ROLE_WIDTH) + f"[{group.studio}]"
            left = ""
        for line in group.lines:
            yield pad_text(left, ROLE_WIDTH) + format_printed_line(
                line, block, lang, working=document.is_working_copy
            )
            left = ""


def pad_text(text: str, columns: int) -> str:
    """The text filled with spaces; text that is too long is followed by a new line."""
    room = columns - count_columns(text)
    return text + " " * room if room > 0 else f"{text}\n{' ' * columns}"

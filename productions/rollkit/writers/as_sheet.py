"""What a roll designer takes away: department, role as printed, character, name, studio and note, one row a printed name.

CSV in UTF-8 with a byte order mark, in the order of the roll: people, then their department's tools (H10).
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from productions.rollkit.csv_table import write_csv
from productions.rollkit.document.model import RoleBlock, RollDocument
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.file_names import list_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.roll_catalogue import list_table
from productions.rollkit.texts import line_notes, roll_texts
from productions.rollkit.texts.printed_lines import list_notices
from productions.rollkit.texts.printed_names import group_printed_lines
from productions.rollkit.texts.printed_sections import PrintedSection, list_printed_sections
from productions.shared.site_languages import WORK_LANGUAGE


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Headed in `lang`; what stands above and below a roll is in the last rows, as notes, and what the file was made from."""
    write_csv(
        out,
        list(list_table(lang, "designer_column").values()),
        build_designer_rows(document, lang, signed),
    )
    progress(1.0)


def build_designer_rows(document: RollDocument, lang: str, signed: Sequence[str]) -> Iterator[list[str]]:
    """The whole roll."""
    for section in list_printed_sections(document, lang, merged=False):
        yield from build_designer_section(document, section, lang)
    closing = [
        *list_notices(document, lang),
        *roll_texts.list_statement_lines(document.facts, lang),
        document.work.remark,
    ]
    closing += [roll_texts.format_erratum(entry, lang) for entry in document.issue.errata]
    closing += list_provenance(document.digest, document.issue.number, signed)
    yield from (["", "", "", "", "", text] for text in closing if text)


def build_designer_section(document: RollDocument, section: PrintedSection, lang: str) -> Iterator[list[str]]:
    """A department or a segment: its printed lines, then its tools."""
    label = section.heading
    for group in section.groups(lang, merged=False):
        if group.heading:
            yield [label, group.heading, "", "", "", ""]
        for block in group.blocks:
            yield from build_designer_block(document, block, label, lang)
        yield from ([label, "", "", text, "", ""] for text in group.rights)
    for tool in section.tools:
        yield [
            label,
            roll_texts.format_tools_heading(lang),
            "",
            "",
            "",
            roll_texts.format_tool(tool, document.facts, lang),
        ]


def build_designer_block(
    document: RollDocument, block: RoleBlock, label: str, lang: str
) -> Iterator[list[str]]:
    """One row a printed name."""
    for group in group_printed_lines(block):
        for line in group.lines:
            note = line_notes.format_line_detail(line, lang, working=document.is_working_copy)
            yield [
                label,
                roll_texts.format_role_heading(block, lang),
                choose_character(line, lang),
                roll_texts.format_line_name(line, lang),
                line.affiliation,
                note,
            ]

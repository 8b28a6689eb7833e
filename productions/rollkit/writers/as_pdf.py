"""Pages for people: typst sets one vector PDF (A4) from the document, in our own fonts only."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from productions.rollkit.document.invisible_characters import drop_invisible_characters
from productions.rollkit.document.model import RoleBlock, RollDocument
from productions.rollkit.file_names import list_provenance
from productions.rollkit.fonts.font_set import (
    BOLD_WEIGHT,
    REGULAR_WEIGHT,
    SHIPPED_FONTS,
    list_font_versions,
    require_glyphs,
)
from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import list_paper_notices
from productions.rollkit.texts.printed_names import format_printed_line, group_printed_lines
from productions.rollkit.texts.printed_sections import BlockGroup, PrintedSection, list_printed_sections
from productions.rollkit.typst_compile import compile_archival_pdf
from productions.shared.site_languages import WORK_LANGUAGE

PAPER_TEMPLATE = Path(__file__).with_name("roll.typ")


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Raises MissingGlyphs before any layout when the fonts lack a character."""
    data = build_page_data(drop_invisible_characters(document), lang, signed)
    progress(0.1)
    texts = list(iter_page_texts(data))
    borrowed = require_glyphs((text, weight) for text in texts for weight in (REGULAR_WEIGHT, BOLD_WEIGHT))
    data["words"] = list_words_by_font(texts)
    data["made_of"] = (*data["made_of"], *list_font_versions(SHIPPED_FONTS, borrowed))
    progress(0.2)
    pdf = compile_archival_pdf(PAPER_TEMPLATE, data)
    progress(0.9)
    out.write(pdf)
    progress(1.0)


def list_words_by_font(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Fonts that typst must be told of, each with a regular expression of the words that it sets; longer words first."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for words, family in SHIPPED_FONTS.parts(text, weight=REGULAR_WEIGHT):
            if family is not None:
                found.setdefault(family, set()).add(words.replace(".", r"\."))
    return [(family, "|".join(sorted(words, key=len, reverse=True))) for family, words in found.items()]


def build_page_data(document: RollDocument, lang: str, signed: Sequence[str]) -> dict[str, Any]:
    """Everything the template prints, in words."""
    sections = [
        build_section_data(document, section, lang) for section in list_printed_sections(document, lang)
    ]
    return {
        "lang": lang,
        "title": roll_texts.format_title(document, lang),
        "made_of": list_provenance(document.digest, document.issue.number, signed),
        "working": document.is_working_copy,
        "notices": list_paper_notices(document, lang),
        "sections": [entry for entry in sections if entry["blocks"] or entry["tools"]],
        "tools_heading": roll_texts.format_tools_heading(lang),
        "statement": roll_texts.list_statement_lines(document.facts, lang),
        "remark": document.work.remark,
        "errata_heading": roll_texts.format_errata_heading(lang),
        "errata": [roll_texts.format_erratum(entry, lang) for entry in document.issue.errata],
        "footer": format_footer(document, lang),
    }


def format_footer(document: RollDocument, lang: str) -> str:
    """Title, issue, and the first characters of the document's SHA-256."""
    mark = f"SHA-256 {document.digest[:16]}"
    return " · ".join(
        (roll_texts.format_title(document, lang), roll_texts.format_issue_line(document, lang), mark)
    )


def build_section_data(document: RollDocument, section: PrintedSection, lang: str) -> dict[str, Any]:
    """A department or a segment: its people, then its tools (H10)."""
    return {
        "label": section.heading,
        "blocks": [
            block for group in section.groups(lang) for block in build_group_data(document, group, lang)
        ],
        "tools": [roll_texts.format_tool(tool, document.facts, lang) for tool in section.tools],
    }


def build_group_data(document: RollDocument, group: BlockGroup, lang: str) -> list[dict[str, Any]]:
    """Roles: `above` the first one is its song's heading, `below` the last one are the lines of rights."""
    found = [build_block_data(document, block, lang) for block in group.blocks]
    if group.heading:
        found[0]["above"] = group.heading
        found[-1]["below"] = list(group.rights)
    return found


def build_block_data(document: RollDocument, block: RoleBlock, lang: str) -> dict[str, Any]:
    working = document.is_working_copy
    return {
        "heading": roll_texts.format_role_heading(block, lang),
        "groups": [
            {
                "studio": group.studio,
                "lines": [
                    build_line_data(
                        format_printed_line(line, block, lang, working=working), named=line.is_named
                    )
                    for line in group.lines
                ],
            }
            for group in group_printed_lines(block)
        ],
    }


def build_line_data(text: str, *, named: bool) -> dict[str, Any]:
    """A printed name, and whether it runs from the right."""
    found: dict[str, Any] = {"text": text, "named": named}
    return found | {"rtl": True} if is_written_from_right(text) else found


def iter_page_texts(value: Any) -> Iterator[str]:
    """Every text in the page data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from iter_page_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from iter_page_texts(item)

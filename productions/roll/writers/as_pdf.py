"""Pages for people: typst sets one vector PDF (A4) from the document, in our own fonts only."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from productions.roll import words
from productions.roll.document import Block, Department, RollDocument
from productions.roll.fonts import SHIPPED, require_glyphs, versions
from productions.roll.layout import Progress, ignore_progress, paper_notices, printed_groups, printed_name
from productions.roll.naming import made_from
from productions.roll.typesetting import set_pages

TEMPLATE = Path(__file__).with_name("roll.typ")


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Raises MissingGlyphs before any layout when the fonts lack a character."""
    data = page_data(document, lang, signed)
    progress(0.1)
    require_glyphs((text, bold) for text in texts_of(data) for bold in (False, True))
    progress(0.2)
    pdf = set_pages(TEMPLATE, data)
    progress(0.9)
    out.write(pdf)
    progress(1.0)


def page_data(document: RollDocument, lang: str, signed: Sequence[str]) -> dict[str, Any]:
    """Everything the template prints, in words."""
    sections = [section(document, department, lang) for department in document.departments]
    return {
        "lang": lang,
        "title": words.title(document, lang),
        "made_of": (*made_from(document.digest, document.issue.number, signed), *versions(SHIPPED)),
        "working": document.is_working_copy,
        "notices": paper_notices(document, lang),
        "sections": [entry for entry in sections if entry["blocks"] or entry["tools"]],
        "tools_heading": words.tools_heading(lang),
        "statement": words.statement_lines(document.facts, lang),
        "remark": document.work.remark,
        "errata_heading": words.errata_heading(lang),
        "errata": [words.erratum(entry, lang) for entry in document.issue.errata],
        "footer": footer(document, lang),
    }


def footer(document: RollDocument, lang: str) -> str:
    """Title, issue, and the first characters of the document's SHA-256."""
    mark = f"SHA-256 {document.digest[:16]}"
    return " · ".join((words.title(document, lang), words.issue_line(document, lang), mark))


def section(document: RollDocument, department: Department, lang: str) -> dict[str, Any]:
    """A department: its people, then its tools (H10)."""
    blocks = [block_data(document, block, lang) for block in department.blocks]
    return {
        "label": words.department(department, lang),
        "blocks": [block for block in blocks if block["groups"]],
        "tools": [words.tool(tool, document.facts, lang) for tool in department.tools],
    }


def block_data(document: RollDocument, block: Block, lang: str) -> dict[str, Any]:
    working = document.is_working_copy
    return {
        "heading": words.heading(block, lang),
        "groups": [
            {
                "studio": group.studio,
                "lines": [
                    {"text": printed_name(line, block, lang, working=working), "named": line.is_named}
                    for line in group.lines
                ],
            }
            for group in printed_groups(block)
        ],
    }


def texts_of(value: Any) -> Iterator[str]:
    """Every text in the page data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)

"""A credits sheet that Cinecred opens: roles as heads, names as bodies, people before tools (H10).

CSV in UTF-8. The styles are those of Cinecred's own template (`Scroll`; `Heading`, `Subheading`, `Gutter`,
`Blurb`). On the right stand columns of ours (`productions.cinecred.OURS`), with which our reader takes the
sheet back without a guess. Only what is printed is in the sheet.
"""

import textwrap
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from productions.cinecred import HEADINGS, OURS, escape
from productions.roll import words
from productions.roll.document import Block, Department, Line, RollDocument
from productions.roll.layout import Progress, ignore_progress, notices, printed_groups, printed_name
from productions.roll.tables import write_csv

COLUMNS = (*HEADINGS, *OURS)
GAP_BETWEEN_DEPARTMENTS = "2"
"""In Cinecred's unit of vertical gaps; a row without text is a gap of one."""

LONGEST = 1_000
"""Characters of a text in one row; sheets with longer cells are refused by readers, ours included."""

Cells = dict[str, str]


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """English headings, which Cinecred reads in every language of its own; the words are in `lang`."""
    headings = [*(f"@{names[0]}" for names in HEADINGS.values()), *OURS]
    rows = ([cells.get(column, "") for column in COLUMNS] for cells in sheet_rows(document, lang))
    write_csv(out, headings, rows, encoding="utf-8")
    progress(1.0)


def sheet_rows(document: RollDocument, lang: str) -> Iterator[Cells]:
    """The whole roll, each row as the cells that are not empty."""
    yield {"page_style": "Scroll"} | text_row("Heading", words.title(document, lang))
    yield from texts("Blurb", notices(document, lang))
    for department in document.departments:
        yield from department_rows(document, department, lang)
    remark = [document.work.remark] if document.work.remark else []
    yield from texts("Blurb", [*words.statement_lines(document.facts, lang), *remark])
    if document.issue.errata:
        yield from texts("Subheading", [words.errata_heading(lang)])
        yield from texts("Blurb", [words.erratum(entry, lang) for entry in document.issue.errata])


def texts(style: str, lines: list[str]) -> Iterator[Cells]:
    """A gap, then lines that are no credits; a very long one takes several rows."""
    if lines:
        yield {}
    for line in lines:
        for part in textwrap.wrap(line, LONGEST):
            yield text_row(style, part)


def text_row(style: str, text: str) -> Cells:
    return {"content_style": style, "body": escape(text)}


def department_rows(document: RollDocument, department: Department, lang: str) -> Iterator[Cells]:
    """A department: its people, then its tools (H10); nothing when both are missing."""
    people = [row for block in department.blocks for row in block_rows(document, block, lang)]
    if not people and not department.tools:
        return
    yield {"vertical_gap": GAP_BETWEEN_DEPARTMENTS}
    yield text_row("Heading", words.department(department, lang))
    yield from people
    if department.tools:
        yield from texts("Subheading", [words.tools_heading(lang)])
        yield from texts("Blurb", [words.tool(tool, document.facts, lang) for tool in department.tools])


def block_rows(document: RollDocument, block: Block, lang: str) -> Iterator[Cells]:
    """A role and its names; under each studio heading the role stands again."""
    for group in printed_groups(block):
        yield from texts("Subheading", [group.studio] if group.studio else [])
        yield {}
        for index, line in enumerate(group.lines):
            first = {"content_style": "Gutter", "head": escape(words.heading(block, lang))}
            yield (first if index == 0 else {}) | line_row(document, block, line, lang)


def line_row(document: RollDocument, block: Block, line: Line, lang: str) -> Cells:
    """One printed line; the name has a column of its own where the body does not say it plainly."""
    printed = printed_name(line, block, lang, working=document.is_working_copy)
    return {
        "body": escape(printed),
        "role": block.role,
        "role_as_printed": block.heading,
        "name": line.name if line.name != printed or line.absence_reason else "",
        "affiliation": line.affiliation,
        "kind": line.kind,
        "headcount": "" if line.headcount is None else str(line.headcount),
        "named_count": "" if line.named is None else str(line.named),
        "absence_reason": line.absence_reason,
        "printed_as": line.printed_as,
    }

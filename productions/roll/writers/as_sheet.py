"""What a roll designer takes away: department, role as printed, name, studio and note, one row a printed name.

CSV in UTF-8 with a byte order mark, in the order of the roll: people, then their department's tools (H10).
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from productions.roll import words
from productions.roll.document import Department, RollDocument
from productions.roll.layout import Progress, ignore_progress, notices, printed_groups
from productions.roll.naming import made_from
from productions.roll.tables import write_csv

COLUMNS = (("Department", "部門"), ("Role", "役職"), ("Name", "氏名"), ("Studio", "所属"), ("Note", "備考"))


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Headed in `lang`; what stands above and below a roll is in the last rows, as notes, and what the file was made from."""
    write_csv(out, [words.pick(names, lang) for names in COLUMNS], sheet_rows(document, lang, signed))
    progress(1.0)


def sheet_rows(document: RollDocument, lang: str, signed: Sequence[str]) -> Iterator[list[str]]:
    """The whole roll."""
    for department in document.departments:
        yield from department_rows(document, department, lang)
    closing = [*notices(document, lang), *words.statement_lines(document.facts, lang), document.work.remark]
    closing += [words.erratum(entry, lang) for entry in document.issue.errata]
    closing += made_from(document.digest, document.issue.number, signed)
    yield from (["", "", "", "", text] for text in closing if text)


def department_rows(document: RollDocument, department: Department, lang: str) -> Iterator[list[str]]:
    """A department: its printed lines, then its tools."""
    label = words.department(department, lang)
    for block in department.blocks:
        for group in printed_groups(block):
            for line in group.lines:
                note = words.detail(line, lang, working=document.is_working_copy)
                yield [label, words.heading(block, lang), words.name(line, lang), line.affiliation, note]
    for tool in department.tools:
        yield [label, words.tools_heading(lang), "", "", words.tool(tool, document.facts, lang)]

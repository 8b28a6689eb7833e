"""Where a reader is on a page, and the rows of what it reads there."""

from dataclasses import dataclass, field, replace
from typing import Any

from productions.interchange.credit_pages.page_markup import PageLine
from productions.interchange.credit_pages.page_rows import list_statement_rows
from productions.interchange.credit_pages.page_words import (
    is_cast_label,
    join_columns,
    looks_like_name,
    split_played_character,
    split_voiced_character,
)
from productions.interchange.credit_text.statements import CreditText, Statement
from productions.interchange.credit_text.text_reader import read_credit_text
from productions.interchange.credit_text.two_columns import LIST_HEADINGS
from productions.interchange.matching.role_labels import RoleLabels
from productions.interchange.shapes.table_findings import TableFindings
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.sentences import Sentence

LEFT_OUT = Sentence("“%(text)s” is no credit; it is left out.")
NO_ROLE = Sentence(
    "“%(text)s” stands without a role, so it is left out: write the role before it, as in [role]name."
)
NO_NAMES = Sentence("Nobody stands beside “%(text)s”; the line is left out.")


@dataclass(slots=True)
class PageReading:
    """Where we are on a page. `label` is the role of the names to come, `alone` whether it had a line of its own;
    `cast` the label of a cast under whose heading we are; `term` the character that a list describes."""

    labels: RoleLabels
    is_japanese: bool = False
    findings: TableFindings = field(default_factory=TableFindings)
    label: str = ""
    label_line: int = 0
    label_depth: int = 0
    alone: bool = False
    named: bool = True
    has_deeper_names: bool = False
    after_blank: bool = True
    has_label_lines: bool = False
    cast: str = ""
    term: str = ""
    scope: str = ""
    edition: str = ""
    song: dict[str, Any] = field(default_factory=dict)
    song_kind: str = ""
    told: set[str] = field(default_factory=set)

    def begin(self, label: str, line: int, *, alone: bool, depth: int = 0) -> None:
        """A label; one before it that nobody stood beside is told."""
        if not self.named and self.label:
            self.findings.tell_note(self.label_line, NO_NAMES.given(text=shorten_for_message(self.label)))
        self.label, self.label_line, self.label_depth = label, line, depth
        self.alone, self.named = alone, not label

    def leave_out(self, line: int, text: str, message: Sentence = LEFT_OUT) -> None:
        self.findings.tell_note(line, message.given(text=shorten_for_message(text)))


def add_names(reading: PageReading, line: int, label: str, names: str) -> None:
    """The people beside a label, read by the credit-text reader with the label in brackets before them."""
    reading.named = True
    voiced = split_voiced_character(names)
    played = split_played_character(names) if is_cast_label(label, reading.labels) else None
    if played or voiced:
        character, name = played or voiced or ("", "")
        add_voice(reading, line, label, character, name, written="" if played else names)
        return
    listed = join_columns(names)
    marks = ("[", "]") if not set(label) & set("[]［］") else ("", "：")
    add_statements(reading, line, read_credit_text(f"{marks[0]}{label}{marks[1]}{listed}"), role=label)


def add_voice(
    reading: PageReading, line: int, label: str, character: str, names: str, *, written: str = ""
) -> None:
    """Who voices a character. Of a role that is not of the cast, as of a song, what is `written` of both is the name as credited."""
    found = read_credit_text(f"[{label}]{join_columns(names)}")
    is_cast = is_cast_label(label, reading.labels) or not written
    count = len(reading.findings.rows)
    add_statements(reading, line, found, role=label, character=character if is_cast else "")
    if not is_cast and len(reading.findings.rows) == count + 1:
        reading.findings.rows[-1] = replace(reading.findings.rows[-1], credited_as=written)


def take_raw_line(reading: PageReading, line: int, text: str) -> None:
    """A line as the credit-text reader reads it by itself."""
    add_statements(reading, line, read_credit_text(text))
    if not reading.alone:
        reading.begin("", line, alone=False)


def add_statements(
    reading: PageReading, line: int, found: CreditText, *, role: str = "", character: str = ""
) -> None:
    """The rows of what was read in one line; what is none is told."""
    credits = [each for each in found.statements if each.kind != "note" and (each.role.label or role)]
    for statement in credits:
        given = (
            replace(statement, role=replace(statement.role, label=role))
            if role and statement.role_repeated
            else statement
        )
        rows = list_statement_rows(
            given,
            line,
            role=role,
            character=character,
            scope=reading.scope,
            edition=reading.edition,
            is_japanese=reading.is_japanese,
        )
        reading.findings.rows.extend(replace(row, **reading.song) for row in rows)
    spans = {(statement.start, statement.end) for statement in credits}
    for problem in found.problems:
        if problem.breaks_off:
            reading.findings.tell_problem(line, problem.message)
        elif (problem.start, problem.end) in spans and problem.message not in reading.told:
            reading.told.add(problem.message)
            reading.findings.tell_note(line, problem.message)
    for statement in found.statements:
        is_label = statement.text in {each.role.label for each in credits}
        if statement not in credits and not is_label and any(map(str.isalnum, statement.text)):
            tell_note_statement(reading, line, statement)


def tell_note_statement(reading: PageReading, line: int, statement: Statement) -> None:
    message = NO_ROLE if looks_like_name(statement.text) else LEFT_OUT
    reading.leave_out(line, statement.text, message)


def add_read_text(reading: PageReading, found: CreditText, lines: list[PageLine]) -> None:
    """The rows of a list of two columns, which is read as a whole."""
    starts = []
    place = 0
    for line in lines:
        starts.append((place, line.line))
        place += len(line.text) + 1
    numbers = iter(starts)
    current, upcoming = next(numbers), next(numbers, None)
    for statement in found.statements:
        while upcoming is not None and upcoming[0] <= statement.start:
            current, upcoming = upcoming, next(numbers, None)
        if statement.text.casefold().strip(" \"'") not in LIST_HEADINGS:
            add_statements(reading, current[1], CreditText((statement,), ()))
    for problem in found.problems:
        number = next((number for start, number in reversed(starts) if start <= problem.start), 1)
        if problem.breaks_off:
            reading.findings.tell_problem(number, problem.message)
        else:
            reading.findings.tell_note(number, problem.message)

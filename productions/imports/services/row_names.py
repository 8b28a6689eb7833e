"""The cells of a file that name people, taken apart: several names, brackets, honorifics, dittos, and words that name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.imports.services.choices import Answers, Option
from productions.imports.services.file_places import tell_at
from productions.imports.services.sheet_lookups import OfferedRoles
from productions.interchange.credit_text.joined_names import read_unnamed_people
from productions.interchange.name_cells.cell_reader import read_name_cell
from productions.interchange.name_cells.name_cell import NameCell, NamePart
from productions.interchange.name_cells.told_readings import describe_readings
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.people.services.named_contributors import find_contributors, get_named_identity
from productions.shared.choices import AbsenceReason, ContributorKind, CreditKind
from productions.shared.intake_choices import ChoiceKind
from productions.shared.refusals import translate_for_reader
from productions.shared.time_limits import stop_at_deadline
from productions.users.models import User

SPLIT, WHOLE, LEAVE_OUT = "split", "whole", "leave_out"
WORDS_OF_ONE = ("credited_as", "printed_as", "reading", "name_breaks", "name_language")
"""Cells that are about one person."""
JOINED_PATTERN = re.compile(r"[／/＆&・･、，,;；\n]")
"""What may stand between two names, and inside one."""


class NameReader:
    """Reads the names of a file's rows; `notes` tell of each cell that was read otherwise than it stands.

    In a table of our own (`as_written`) a line has one name, as it is recorded: it is taken as it stands, and where it looks like several, that is
    asked, since somebody may have edited the table.
    """

    def __init__(
        self,
        rows: Iterable[CreditSheetRow],
        *,
        production: Production,
        roles: OfferedRoles,
        answers: Answers,
        by: User | None,
        as_written: bool = False,
    ) -> None:
        self.as_written = as_written
        self.answers = answers
        self.labels = roles.labels
        self.known = find_known_wholes(rows, production=production, by=by)
        self.cells: dict[tuple[str, bool, bool], NameCell] = {}
        self.codes: dict[str, str | None] = {}
        self.notes: list[Problem] = []
        self.problems: list[Problem] = []
        self.told: set[tuple[str, int, str]] = set()

    def read(self, row: CreditSheetRow) -> Iterator[CreditSheetRow]:
        """The rows that a row stands for, one for each name; none where it is left out."""
        if not row.role or row.absence_reason or row.person_id or row.song_rights:
            yield row
            return
        if not row.name:
            yield from self.ask_about_nobody(row, row.role)
            return
        cell = self.read_cell(row)
        if cell.absence:
            yield from self.ask_about_nobody(row, cell.text)
            return
        if cell.problem is not None:
            self.problems.append(tell_at(row, translate_for_reader(cell.problem), "name"))
            return
        if len(cell.parts) > 1 and self.ask_to_split(row, cell) != SPLIT:
            yield row
            return
        if self.as_written and len(cell.parts) == 1:
            yield row
            return
        self.tell(row, cell)
        if len(cell.parts) > 1:
            row = self.leave_out_words_of_one(row)
        for part in cell.parts:
            yield self.name_part(row, part)
        if cell.others:
            yield self.count_others(row, cell.others)

    def read_cell(self, row: CreditSheetRow) -> NameCell:
        """What the row's cell says; a file has the same names again and again."""
        role = self.find_code(row.role)
        key = (row.name, role in self.labels.companies, role in self.labels.cast or bool(row.character))
        if key not in self.cells:
            text, company_role, cast = key
            self.cells[key] = read_name_cell(
                text,
                labels=self.labels,
                company_role=company_role,
                cast=cast,
                is_known=self.known.__contains__,
            )
        return self.cells[key]

    def find_code(self, label: str) -> str | None:
        """The code of a role's label; a file has the same few again and again."""
        if label not in self.codes:
            self.codes[label] = self.labels.code(label)
        return self.codes[label]

    def count_others(self, row: CreditSheetRow, text: str) -> CreditSheetRow:
        """The credit of those whom the cell counts and does not name (`ほか3名`)."""
        others = read_unnamed_people(text)
        count = others.count if others is not None else None
        return replace(
            row,
            name="",
            credited_as="",
            kind="",
            headcount=count,
            absence_reason=AbsenceReason.NOT_YET_ENTERED,
            note=" ".join(filter(None, (row.note, text))),
        )

    def ask_about_nobody(self, row: CreditSheetRow, text: str) -> Iterator[CreditSheetRow]:
        """A row that names nobody (未定, an empty cell): one credit without a person, or none."""
        answer = self.answers.ask(
            ChoiceKind.NOBODY,
            f"{row.worksheet} {row.line} {text}" if not row.name else text,
            at=row,
            column="name",
            question=_("“%s” names nobody. What becomes of it?") % text
            if row.name
            else _("Nobody is named."),
            options=[
                Option(AbsenceReason.NOT_YET_ENTERED, _("a credit of somebody who is not yet entered")),
                Option(LEAVE_OUT, _("leave the line out")),
            ],
            proposed=AbsenceReason.NOT_YET_ENTERED,
            needs_answer=True,
        )
        if answer == AbsenceReason.NOT_YET_ENTERED:
            note = " ".join(filter(None, (row.note, row.name)))
            yield replace(row, name="", credited_as="", note=note, absence_reason=answer)
        elif answer == LEAVE_OUT:
            told = (
                _("The line is left out, as was answered: “%s” names nobody.") % text
                if row.name
                else _("The line is left out, as was answered: nobody is named.")
            )
            self.notes.append(tell_at(row, told, "name"))

    def ask_to_split(self, row: CreditSheetRow, cell: NameCell) -> str:
        names = _(", ").join(part.name for part in cell.parts)
        return self.answers.ask(
            ChoiceKind.SPLIT,
            cell.text,
            at=row,
            column="name",
            question=_("Is “%s” one name or several?") % cell.text,
            options=[Option(SPLIT, names), Option(WHOLE, _("one name: %s") % cell.text)],
            proposed=SPLIT,
            needs_answer=self.as_written or not cell.is_sure,
        )

    def tell(self, row: CreditSheetRow, cell: NameCell) -> None:
        for sentence in describe_readings(cell):
            message = translate_for_reader(sentence)
            if (row.worksheet, row.line, message) not in self.told:
                self.told.add((row.worksheet, row.line, message))
                self.notes.append(tell_at(row, message, "name"))

    def leave_out_words_of_one(self, row: CreditSheetRow) -> CreditSheetRow:
        """The row without what would be said of one person, of whom it does not tell which; it is told."""
        said = {name: getattr(row, name) for name in WORDS_OF_ONE if getattr(row, name)}
        for name, text in said.items():
            sentence = _("“%s” is left out, since the line names several people; give each a line.")
            self.notes.append(tell_at(row, sentence % text, name))
        nothing: dict[str, Any] = dict.fromkeys(said, "")
        return replace(row, **nothing)

    def name_part(self, row: CreditSheetRow, part: NamePart) -> CreditSheetRow:
        """The row of one of the cell's names; what the row says itself goes before what stands in the cell."""
        kind = row.kind
        if not kind and part.is_organization:
            kind = self.ask_kind(row, part)
        character, note = row.character, part.note
        if part.character and character:
            character = f"{character}（{part.character}）"
        elif part.character and self.find_code(row.role) in self.labels.cast:
            character = part.character
        elif part.character:
            note = " ".join(filter(None, (note, part.character)))
        said: dict[str, Any] = {
            "name": part.name,
            "kind": kind,
            "affiliation": row.affiliation or part.affiliation,
            "reading": row.reading or part.reading,
            "episode": row.episode or part.episodes,
            "character": character,
            "note": " ".join(filter(None, (row.note, note))),
        }
        # Most cells say what they said before, and a copy of a row costs more than all of this.
        changed = {name: value for name, value in said.items() if getattr(row, name) != value}
        return replace(row, **changed) if changed else row

    def ask_kind(self, row: CreditSheetRow, part: NamePart) -> str:
        """Whether a name that looks like a company's is one; "" for a person."""
        return self.answers.ask(
            ChoiceKind.KIND,
            part.name,
            at=row,
            column="kind",
            question=_("“%s” is read as an organization.") % part.name,
            options=[
                Option(CreditKind.ORGANIZATION, str(CreditKind.ORGANIZATION.label)),
                Option(CreditKind.PERSON, str(CreditKind.PERSON.label)),
            ],
            proposed=CreditKind.ORGANIZATION,
            needs_answer=False,
        )


def find_known_wholes(
    rows: Iterable[CreditSheetRow], *, production: Production, by: User | None
) -> frozenset[str]:
    """The cells with a mark inside that are the name of somebody who is known as a whole (`藤子・F・不二雄`)."""
    texts = {row.name for row in rows if JOINED_PATTERN.search(row.name)}
    wanted = {get_named_identity(kind, text): text for text in texts for kind in ContributorKind.values}
    found = find_contributors(wanted, production=production, by=by)
    return frozenset(
        text
        for text in texts
        if any(get_named_identity(kind, text) in found for kind in ContributorKind.values)
    )


def read_row_names(reader: NameReader, rows: Sequence[CreditSheetRow]) -> list[CreditSheetRow]:
    """Every row, one name each."""
    return [each for row in stop_at_deadline(rows) for each in reader.read(row)]


def state_missing_counts(
    rows: Iterable[CreditSheetRow], roles: OfferedRoles
) -> tuple[list[CreditSheetRow], list[Problem]]:
    """The rows; companies credited for work that say neither how many people nor why say that it is not stated, and that is told (H6)."""
    stated, told = [], []
    for row in rows:
        uncounted = (
            row.kind not in ("", CreditKind.PERSON) and row.headcount is None and not row.absence_reason
        )
        if uncounted and row.name and is_any_labour(row.role, roles):
            row = replace(row, absence_reason=AbsenceReason.NOT_STATED)
            message = _("How many people “%s” stands for is not stated; it is entered so.") % row.name
            told.append(tell_at(row, message, "headcount"))
        stated.append(row)
    return stated, told


def is_any_labour(label: str, roles: OfferedRoles) -> bool:
    """Whether a label, or one of the several roles in it, is work of people; what nobody knows is taken for work."""
    named = roles.find_all(label)
    return not named or any(role.is_labour for role in named)

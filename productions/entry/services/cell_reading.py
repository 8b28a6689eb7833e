"""Texts of cells taken apart by the reader of files: which credits they keep, and which names they say anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.entry.services.cell_dittos import find_lost_ditto
from productions.entry.services.cell_people import (
    CellPeople,
    NamedRow,
    decide_cell_people,
    describe_cell_choice,
    find_pointed_out,
    point_out_people,
    take_kind,
)
from productions.entry.services.cell_pieces import KeptPiece, cut_pieces
from productions.entry.services.cell_requests import NEW_PERSON, CellChange, ChangeOutcome
from productions.entry.services.cells import CutCell
from productions.entry.services.credit_facts import fold_written
from productions.imports.services.choices import Answers
from productions.imports.services.row_names import NameReader, state_missing_counts
from productions.imports.services.row_people import fill_known_kinds, get_row_kind
from productions.imports.services.sheet_lookups import OfferedRoles, index_roles, tell_companies
from productions.interchange.credit_text.joined_names import read_unnamed_people
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.shared.choices import AbsenceReason, ContributorKind
from productions.shared.placeholders import PENDING_PATTERN, fold_placeholder
from productions.shared.refusals import Refusal, translate_for_reader
from productions.users.models import User

PENDING_WORDS = frozenset(
    "tbd tba tbc tbn todo pending 未入力 未記入 未決定 未発注 未手配 保留 打診中 検討中 要確認".split()
)


@dataclass(slots=True, kw_only=True)
class ReadText:
    """A text that somebody sent, its parts in their order, and what became of it. `line` counts the texts of the request from 1.

    `people` and `answers` are as in SentChange; `present` are those who stand there already: uid by name, folded.
    """

    line: int
    people: Mapping[str, str]
    answers: Mapping[str, str]
    present: Mapping[str, str]
    parts: list[KeptPiece | NamedRow] = field(default_factory=list)
    outcome: ChangeOutcome = field(default_factory=ChangeOutcome)

    @property
    def is_open(self) -> bool:
        """Whether nothing stands against storing it so far."""
        return self.outcome.status == "saved"

    def refuse(self, *reasons: str) -> None:
        self.outcome.status = "refused"
        self.outcome.reasons += [reason for reason in reasons if reason not in self.outcome.reasons]


@dataclass(slots=True, kw_only=True)
class ReadCell(ReadText):
    """A change with what stands in its cell now."""

    change: CellChange
    cell: CutCell


def list_known_texts(change: CellChange, cell: CutCell) -> dict[str, list[int]]:
    """The credits of the cell by what is written of them; one whose name the page points at somebody else is none of them.

    A page that has seen an older state may send a second time what was stored: somebody new is there then.
    """
    people = {fold_written(name): uid for name, uid in change.sent.people.items()}
    is_late = change.sent.revision != cell.revision
    known: dict[str, list[int]] = defaultdict(list)
    for credit in cell.credits:
        if credit.lock or not credit.text:
            continue
        said = people.get(fold_written(credit.facts.credited_as), "")
        meant = {"", str(credit.facts.contributor_uid or ""), NEW_PERSON if is_late else ""}
        if said in meant:
            known[fold_written(credit.text)].append(credit.facts.pk)
    return known


def read_changes(
    production: Production, changes: Sequence[CellChange], cells: Mapping[int, CutCell], *, by: User
) -> tuple[list[ReadCell], CellPeople]:
    """Each change as it is read, and whom they all name. `cells` are those that stand there, by line. A fixed number of queries."""
    pieces = {
        change.line: [
            piece
            if isinstance(piece, KeptPiece)
            else CreditSheetRow(
                line=change.line, cut=change.cut.number, role=change.role.code, name=piece.text
            )
            for piece in cut_pieces(change.sent.text, list_known_texts(change, cells[change.line]))
        ]
        for change in changes
    }
    read = [start_cell(change, cells[change.line]) for change in changes]
    return read, read_sent_texts(production, read, pieces, roles=index_roles(), by=by)


def start_cell(change: CellChange, cell: CutCell) -> ReadCell:
    present = {
        fold_written(credit.facts.credited_as): str(credit.facts.contributor_uid)
        for credit in cell.credits
        if not credit.lock and credit.facts.contributor_uid
    }
    sent = change.sent
    read = ReadCell(
        line=change.line, people=sent.people, answers=sent.answers, present=present, change=change, cell=cell
    )
    if lost := find_lost_ditto(change):
        read.refuse(lost)
    return read


def refuse_cell(change: CellChange, cell: CutCell, reasons: Iterable[str]) -> ReadCell:
    """A change that is not read any further."""
    read = start_cell(change, cell)
    read.refuse(*reasons)
    return read


def read_sent_texts(
    production: Production,
    texts: Sequence[ReadText],
    pieces: Mapping[int, Sequence[KeptPiece | CreditSheetRow]],
    *,
    roles: OfferedRoles,
    by: User,
) -> CellPeople:
    """Read the pieces of each text (by its line) into its parts; returns whom they all name. A fixed number of queries."""
    rows = [row for text in texts for row in pieces[text.line] if isinstance(row, CreditSheetRow)]
    known = iter(fill_known_kinds(rows, production=production, by=by))
    reader = NameReader(rows, production=production, roles=roles, answers=Answers(), by=by)
    for text in texts:
        own = [piece if isinstance(piece, KeptPiece) else next(known) for piece in pieces[text.line]]
        read_pieces(text, own, reader)
    tell_by_line(texts, notes=reader.notes, problems=reader.problems)
    by_uid = find_pointed_out(list_named(texts), by=by)
    settle_kinds(texts, by_uid, production=production, roles=roles, by=by)
    answers = {key: value for text in texts for key, value in text.answers.items()}
    people = decide_cell_people(production, list_named(texts), by_uid, answers=answers, by=by)
    for text in texts:
        ask_and_refuse(text, people)
    return people


def read_pieces(text: ReadText, pieces: Iterable[KeptPiece | CreditSheetRow], reader: NameReader) -> None:
    """Read one text's pieces into its parts, by its own answers; of one that is refused, none."""
    if not text.is_open:
        return
    reader.answers = Answers(given=text.answers)
    for piece in pieces:
        if isinstance(piece, KeptPiece):
            text.parts.append(piece)
            continue
        if says_pending(piece.name):
            piece = replace(piece, name="", note=piece.name, absence_reason=AbsenceReason.NOT_YET_ENTERED)
        try:
            rows = [count_unnamed(row, piece.note or piece.name) for row in reader.read(piece)]
        except Refusal as refusal:
            text.refuse(*refusal.reasons)
            continue
        text.parts += [point_out_people(row, text.people, text.answers, text.present) for row in rows]
    open_choices = [choice for choice in reader.answers.asked.values() if choice.is_open]
    if open_choices and text.is_open:
        text.outcome.status = "asked"
        text.outcome.choices += map(describe_cell_choice, open_choices)


def says_pending(text: str) -> bool:
    """Whether a text says that somebody is still to be found (未定), or counts people (ほか3名): nobody has to be asked what it means."""
    folded = fold_placeholder(text.strip())
    others = read_unnamed_people(text.strip())
    is_counted = others is not None and others.count is not None
    return is_counted or folded in PENDING_WORDS or PENDING_PATTERN.search(folded) is not None


def count_unnamed(row: CreditSheetRow, text: str) -> CreditSheetRow:
    """The row; of a text that only counts people (ほか3名) with their number."""
    others = read_unnamed_people(text) if row.absence_reason and row.headcount is None else None
    return replace(row, headcount=others.count) if others is not None else row


def list_named(read: Iterable[ReadText]) -> list[NamedRow]:
    return [part for each in read for part in each.parts if isinstance(part, NamedRow)]


def tell_by_line(read: Iterable[ReadText], *, notes: Iterable[Problem], problems: Iterable[Problem]) -> None:
    """Hand what the reader tells to the cells that it is about."""
    by_line = {each.line: each for each in read}
    for note in notes:
        by_line[note.line or 0].outcome.notes.append(translate_for_reader(note.message))
    for problem in problems:
        by_line[problem.line or 0].refuse(translate_for_reader(problem.message))


def settle_kinds(
    read: Sequence[ReadText],
    by_uid: Mapping[str, object],
    *,
    production: Production,
    roles: OfferedRoles,
    by: User,
) -> None:
    """Say of each row whether it names a person or a company, and of companies how many people they stand for, as imports do."""
    named = [take_kind(each, by_uid) for each in list_named(read)]  # type: ignore[arg-type]
    rows = fill_known_kinds([each.row for each in named], production=production, by=by)
    rows, told = state_missing_counts(tell_companies(rows, roles), roles)
    settled = iter([replace(each, row=row) for each, row in zip(named, rows, strict=True)])
    for each in read:
        each.parts = [part if isinstance(part, KeptPiece) else next(settled) for part in each.parts]
    tell_by_line(read, notes=told, problems=())


def ask_and_refuse(read: ReadText, people: CellPeople) -> None:
    """What is open or wrong about the names of a text."""
    choices = []
    for part in read.parts:
        if isinstance(part, KeptPiece):
            continue
        row = part.row
        read.outcome.reasons += people.list_refusals(part)
        if row.episode:
            read.refuse(_("“%s” says episodes; leave that out here.") % row.episode)
        if row.person_id and people.find(part) is None:
            read.refuse(_("“%s” was chosen from a list, and is not there any more; choose again.") % row.name)
        names = [] if row.person_id or part.is_new else [(get_row_kind(row), row.name)]
        for kind, name in [*names, (str(ContributorKind.ORGANIZATION), row.affiliation)]:
            choice = people.find_choice(kind, name)
            if choice is not None and choice not in choices:
                choices.append(choice)
    if read.outcome.reasons:
        read.outcome.status = "refused"
    elif choices:
        read.outcome.status = "asked"
        read.outcome.choices += map(describe_cell_choice, choices)

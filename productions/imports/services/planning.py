"""From a file to its plan: read, take apart, look up, compare. Nothing is written, and no lock is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.cast.services.named_characters import CastDirectory, find_or_draft_characters, list_new_names
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import require_same_production
from productions.credits.services.bulk_credits import find_refused
from productions.imports.models import ImportBatch
from productions.imports.services.choices import Answers, Option
from productions.imports.services.file_places import tell_at
from productions.imports.services.import_plan import ImportPlan, PlannedCredit, compute_plan_digest
from productions.imports.services.row_matches import find_gone, match_pairs
from productions.imports.services.row_names import NameReader, read_row_names, state_missing_counts
from productions.imports.services.row_people import (
    DecidedPeople,
    decide_people,
    fill_known_kinds,
    list_placed_names,
)
from productions.imports.services.said_episode import fill_said_episode
from productions.imports.services.sheet_lookups import (
    OfferedRoles,
    SheetLookups,
    index_roles,
    load_lookups,
    tell_companies,
)
from productions.imports.services.sheet_ranges import find_rows_in_ranges
from productions.imports.services.sheet_rows import build_rows_credits, list_row_characters
from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.name_cells.ditto_marks import Ditto, repeat_dittos
from productions.interchange.name_cells.name_spellings import find_spellings
from productions.interchange.own_exports.roll_table import SHAPE_NAME as ROLL_TABLE
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import (
    NOTHING_SAID,
    CreditSheet,
    CreditSheetRow,
    ReadingOptions,
)
from productions.ledger.services.bulk_insert import pause_garbage_collection
from productions.people.services.named_contributors import DraftedPeople, draft_people
from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import ChoiceKind, ImportKind, PlanGroup
from productions.shared.refusals import translate_for_reader
from productions.users import access
from productions.users.models import User

KEEP, REMOVE = "keep", "remove"
REMEMBERED_FILES = 50
"""Earlier files of a production whose columns and answers are remembered."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, with what was said of its columns and what earlier files were answered."""

    filename: str
    digest: str
    sheet: CreditSheet
    columns: Mapping[str, str]
    remembered: Mapping[str, str]


@dataclass(slots=True)
class PlannedImport:
    """A plan with the entries that it stands on: those that are there, and those that are stood in for until they are stored."""

    plan: ImportPlan
    people: DraftedPeople
    shelf: SheetLookups
    answers: Answers
    decided: DecidedPeople


def read_import_file(
    production: Production,
    data: bytes,
    *,
    filename: str,
    by: User | None,
    options: ReadingOptions = NOTHING_SAID,
    episode: Episode | None = None,
) -> ReadFile:
    """Read a file for a production (editors), with the columns mapped as earlier files of it were. `episode` is that of rows which say none.

    Raises NotAllowed; Refusal for an episode of another production.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    require_same_production(production, episode)
    columns: dict[str, str] = {}
    remembered: dict[str, str] = {}
    batches = ImportBatch.objects.standing().filter(production=production, kind=ImportKind.CREDIT_SHEET)
    newest = batches.order_by("-pk").values_list("columns", "answers")[:REMEMBERED_FILES]
    for said, answered in reversed(newest):
        columns |= said
        remembered |= answered
    columns |= options.columns
    sheet = read_credit_file(data, filename=filename, options=replace(options, columns=columns))
    sheet = fill_said_episode(sheet, episode)
    return ReadFile(filename, sha256(data).hexdigest(), sheet, options.columns, remembered)


@pause_garbage_collection()
def plan_file(
    production: Production,
    file: ReadFile,
    *,
    by: User | None,
    answers: Mapping[str, str] | None = None,
    accepts_proposals: bool = False,
) -> PlannedImport:
    """What the file would do now. Raises Refusal for an answer that fits no choice."""
    asked = Answers(dict(answers or {}), file.remembered, accepts_proposals)
    roles = index_roles()
    read = read_rows(production, file, roles=roles, answers=asked, by=by)
    decided = decide_people(list_placed_names(read.rows), production=production, answers=asked, by=by)
    people = draft_new_people(decided, read.rows, production=production)
    cast = find_or_draft_characters(production, list_row_characters(read.rows))
    directory = decided.build_directory(people.directory)
    shelf = load_lookups(production, directory, roles, cast, read.rows, by=by)
    pairs = build_rows_credits(shelf, read.rows)
    planned, matched = match_pairs(production, pairs)
    find_problems(shelf, planned)
    new = [pair for pair, one in zip(pairs, planned, strict=True) if one.group == PlanGroup.NEW]
    shelf.hints += find_rows_in_ranges(production, new)
    plan = ImportPlan(
        filename=file.filename,
        file_digest=file.digest,
        format=file.sheet.format,
        columns=file.sheet.columns,
        worksheets=file.sheet.worksheets,
        credits=[*planned, *plan_gone(production, matched, asked)],
        problems=sort_told([*read.problems, *shelf.problems]),
        choices=tuple(asked.asked.values()),
        notes=sort_told(read.notes),
        offers=tuple(list_offers(decided)),
        announced=(*shelf.songs.announce(), *announce_characters(cast)),
        hints=tuple(shelf.hints),
    )
    plan.digest = compute_plan_digest(plan)
    return PlannedImport(plan, people, shelf, asked, decided)


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The rows of a file, one for each name, and what is told of how they were read."""

    rows: list[CreditSheetRow]
    notes: list[Problem]
    problems: list[Problem]


def read_rows(
    production: Production, file: ReadFile, *, roles: OfferedRoles, answers: Answers, by: User | None
) -> ReadRows:
    """Take the cells of the rows apart: dittos, several names, kinds and head counts."""
    rows, dittos = repeat_dittos(file.sheet.rows)
    rows = fill_known_kinds(rows, production=production, by=by)
    own = file.sheet.format == ROLL_TABLE
    reader = NameReader(rows, production=production, roles=roles, answers=answers, by=by, as_written=own)
    rows = fill_known_kinds(read_row_names(reader, rows), production=production, by=by)
    rows, counts = state_missing_counts(tell_companies(rows, roles), roles)
    repeated = [describe_ditto(ditto) for ditto in dittos if ditto.from_line]
    lost = [describe_ditto(ditto) for ditto in dittos if not ditto.from_line and ditto.field != "name"]
    return ReadRows(
        rows,
        [*file.sheet.notes, *repeated, *reader.notes, *counts, *tell_spellings(rows)],
        [*file.sheet.problems, *lost, *reader.problems],
    )


def sort_told(told: Iterable[Problem]) -> tuple[Problem, ...]:
    """By line, none twice; what is of no line comes first."""
    return tuple(sorted(dict.fromkeys(told), key=lambda each: (each.worksheet, each.line or 0)))


def draft_new_people(
    decided: DecidedPeople, rows: Sequence[CreditSheetRow], *, production: Production
) -> DraftedPeople:
    """Entries for the names that nobody has, read and in the language as the rows say."""
    new = [*decided.new.values(), *decided.namesakes.values()]
    readings = {row.name: row.reading for row in rows if row.reading}
    languages = {row.name: row.name_language for row in rows if row.name_language}
    wanted = [(name.kind, name.name) for name in new]
    return draft_people(
        wanted,
        production=production,
        readings={key: readings[key[1]] for key in wanted if key[1] in readings},
        languages={key: languages[key[1]] for key in wanted if key[1] in languages},
    )


def find_problems(shelf: SheetLookups, planned: list[PlannedCredit]) -> None:
    """Move what a rule refuses to the problems, each with its sentences; a line with any problem is entered in no part."""
    tried = [one for one in planned if one.group in (PlanGroup.NEW, PlanGroup.CHANGED)]
    systems = [system.name_key for system in shelf.new_systems]
    new = [one for one in tried if one.group == PlanGroup.NEW]
    for refused in find_refused(
        shelf.production, [one.values for one in new], new_systems=systems, today=localdate()
    ):
        one = new[refused.index]
        assert one.row is not None
        for sentence in refused.refusal.reasons:
            shelf.add_problem(one.row, "", sentence)
    by_line: dict[tuple[str, int | None], list[str]] = {}
    for problem in shelf.problems:
        by_line.setdefault((problem.worksheet, problem.line), []).append(
            translate_for_reader(problem.message)
        )
    for one in tried:
        if found := by_line.get((one.worksheet, one.line)):
            one.group = PlanGroup.PROBLEM
            one.problems = found


def plan_gone(production: Production, matched: set[int], answers: Answers) -> Iterator[PlannedCredit]:
    """What earlier files entered and this one has no more: offered for removal, kept unless somebody says otherwise."""
    for credit in find_gone(production, matched):
        answer = answers.ask(
            ChoiceKind.GONE,
            str(credit.uid),
            at=None,
            column="",
            question=_("“%s” is not in the file any more.") % credit,
            options=[Option(KEEP, _("keep it")), Option(REMOVE, _("remove it"))],
            proposed=KEEP,
            needs_answer=False,
        )
        yield PlannedCredit(PlanGroup.GONE, None, {}, credit, removed=answer == REMOVE)


def describe_ditto(ditto: Ditto) -> Problem:
    """What a mark that repeats the cell above was read as, or that there is nothing above it."""
    told = {"mark": ditto.mark, "text": ditto.read_as, "line": ditto.from_line}
    sentence = (
        _("“%(mark)s” repeats “%(text)s” of line %(line)d.")
        if ditto.from_line
        else _("“%(mark)s” repeats the cell above, and there is none; write what it stands for.")
    )
    return tell_at(ditto, sentence % told, ditto.field)


def tell_spellings(rows: Sequence[CreditSheetRow]) -> Iterator[Problem]:
    """For each name that the file writes in several ways, which are taken for one."""
    first: dict[str, CreditSheetRow] = {}
    for row in rows:
        if row.name:
            first.setdefault(row.name, row)
    for group in find_spellings(first):
        if group.is_one_identity:
            names = ", ".join(f"“{name}”" for name in group.spellings)
            last = first[group.spellings[-1]]
            yield tell_at(last, _("%s are one name, set in several ways.") % names, "name")


def list_offers(decided: DecidedPeople) -> Iterator[Problem]:
    """For each name that makes a new entry, at its first line, the entries that search takes for it: 髙橋 for 高橋."""
    sentence = _(
        "“%(name)s” becomes a new entry, and looks like %(others)s: if it is the same, write that name."
    )
    for key, people in decided.alike.items():
        name = decided.new[key]
        others = ", ".join(f"“{other}”" for other in people[:5])
        told = {"name": name.name, "others": others}
        yield tell_at(name, sentence % told, name.column)


def announce_characters(cast: CastDirectory) -> Iterator[Problem]:
    """One sentence for all new characters, and one for each character that is there and gets new variants."""
    new = {character.name for character in cast.new_characters}
    told = list_new_names(cast)
    if new:
        names = ", ".join(format_new_character(name, told[name]) for name in told if name in new)
        yield Problem(_("characters"), _("New characters: %s.") % names)
    for name, variants in told.items():
        if name not in new:
            values = {"name": name, "variants": ", ".join(variants)}
            yield Problem(_("characters"), _("New variants of “%(name)s”: %(variants)s.") % values)


def format_new_character(name: str, variants: Sequence[str]) -> str:
    return f"{name} ({', '.join(variants)})" if variants else name

"""Credit-sheet import: one row a credit, all problems at once by line, all or nothing (H11).

Reading and matching take longer than writing, and SQLite has one writer at a time: so a sheet is read and tried in memory
first, and only one that nothing speaks against is looked up once more and entered in a transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from productions.cast.services.named_characters import (
    CastDirectory,
    find_or_create_characters,
    find_or_draft_characters,
    list_new_names,
)
from productions.catalogue.models.works import Production
from productions.credits.services.billing import append_to_billing
from productions.credits.services.bulk_credits import RowsRefused, enter_credits, find_refused
from productions.imports.models import ImportBatch
from productions.imports.services.sheet_lookups import SheetLookups, index_roles, load_lookups, tell_companies
from productions.imports.services.sheet_ranges import find_rows_in_ranges
from productions.imports.services.sheet_rows import (
    build_rows_credits,
    list_offers,
    list_row_characters,
    list_row_people,
)
from productions.interchange.cinecred.cinecred_sheet import read_any_credit_sheet
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_sheet import CreditSheetRow
from productions.ledger.services.writing import create_entity
from productions.operations.services.turns import take_import_turn
from productions.people.services.named_contributors import (
    find_or_create_contributors,
    find_or_draft_contributors,
)
from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import ImportKind
from productions.shared.models import NAME_LENGTH
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


class SheetRefused(Refusal):
    """Nothing of the sheet was stored, because of `problems`, each with its line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(*(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """A sheet that was read and that nothing spoke against then.

    `notes` tell of lines that hold no credit, `offers` of new names that look like known ones, `hints` of lines that are entered
    although a range holds for them already, or under the role `other`.
    """

    filename: str
    digest: str
    rows: tuple[CreditSheetRow, ...]
    notes: tuple[Problem, ...]
    offers: tuple[Problem, ...] = ()
    announced: tuple[Problem, ...] = ()
    """What would be entered beside credits: songs and characters that nobody has entered yet."""
    hints: tuple[Problem, ...] = ()


def import_credit_sheet(
    production: Production,
    data: bytes,
    *,
    filename: str,
    by: User | None,
    now: datetime,
    dry_run: bool = False,
    tell: Callable[[Problem], None] | None = None,
) -> int:
    """Enter the credits of a CSV or XLSX sheet, ours or Cinecred's, as drafts; returns how many.

    Names that nobody has yet become new contributors. Raises NotAllowed; SheetRefused with every problem of
    the whole sheet. With `dry_run` all is tried and taken back. `tell` hears of each line that holds no credit or for which a range
    holds already, of new songs and characters, and of new names that look like known ones.
    """
    sheet = check_credit_sheet(production, data, filename=filename, by=by, now=now)
    entered = enter_credit_sheet(production, sheet, by=by, now=now, dry_run=dry_run)
    if tell is not None:
        for note in (*sheet.notes, *sheet.announced, *sheet.offers, *sheet.hints):
            tell(note)
    return entered


def check_credit_sheet(
    production: Production, data: bytes, *, filename: str, by: User | None, now: datetime
) -> CheckedSheet:
    """Read a sheet and try it in memory: nothing is written, and no lock is taken. Raises as `import_credit_sheet` does."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    sheet = read_any_credit_sheet(data, filename=filename)
    if sheet.problems:
        raise SheetRefused(sheet.problems)
    roles = index_roles()
    rows = tell_companies(sheet.rows, roles)
    people = find_or_draft_contributors(list_row_people(rows), production=production, by=by)
    cast = find_or_draft_characters(production, list_row_characters(rows))
    shelf = load_lookups(production, people, roles, cast, by=by, now=now, is_trial=True)
    enter_rows(shelf, rows)
    offers = tuple(list_offers(shelf, rows))
    announced = (*shelf.songs.announce(), *announce_characters(cast))
    return CheckedSheet(
        filename, sha256(data).hexdigest(), sheet.rows, sheet.notes, offers, announced, tuple(shelf.hints)
    )


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


def enter_credit_sheet(
    production: Production,
    sheet: CheckedSheet,
    *,
    by: User | None,
    now: datetime,
    dry_run: bool = False,
) -> int:
    """Enter a sheet that was checked; returns how many credits. Raises as `import_credit_sheet` does.

    Everything is looked up again, since others may have written meanwhile.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    with transaction.atomic():
        take_import_turn(str(production.uid))
        roles = index_roles()
        rows = tell_companies(sheet.rows, roles)
        people = find_or_create_contributors(list_row_people(rows), production=production, by=by, now=now)
        cast = find_or_create_characters(production, list_row_characters(rows), by=by, now=now)
        shelf = load_lookups(production, people, roles, cast, by=by, now=now, is_trial=False)
        entered = enter_rows(shelf, rows)
        batch = ImportBatch(
            kind=ImportKind.CREDIT_SHEET,
            filename=sheet.filename[-NAME_LENGTH:],
            digest=sheet.digest,
            production=production,
            imported_by=by,
            imported_at=now,
            figures={"rows": len(sheet.rows), "credits": entered, "left_out": len(sheet.notes)},
        )
        create_entity(batch, by=by, now=now)
        if dry_run:
            transaction.set_rollback(True)
    return entered


def enter_rows(shelf: SheetLookups, rows: Iterable[CreditSheetRow]) -> int:
    """Look every row up, then enter it in this order (H17), or in a trial find what would be refused; every row's problems are told together."""
    pairs = build_rows_credits(shelf, rows)
    values = [each for _row, each in pairs]
    try:
        if (
            shelf.problems or shelf.is_trial
        ):  # the rules' refusals are in the same list, and nothing is entered
            raise RowsRefused(find_refused(shelf.production, values, new_systems=shelf.new_systems))
        entered = enter_credits(shelf.production, values, by=shelf.by, now=shelf.now)
        append_to_billing(shelf.production, entered, by=shelf.by, now=shelf.now)
    except RowsRefused as refused:
        for bad in refused.rows:
            for sentence in bad.refusal.reasons:
                shelf.add_problem(pairs[bad.index][0], "", sentence)
    if shelf.is_trial:
        shelf.hints += find_rows_in_ranges(shelf.production, pairs)
    if shelf.problems:
        unique = dict.fromkeys(shelf.problems)
        raise SheetRefused(sorted(unique, key=lambda problem: problem.line or 0))
    return len(pairs)

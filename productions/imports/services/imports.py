"""Catalogue import: films with their titles, episodes and credits, each film in a transaction of its own (H11).

Nothing of a film is dropped silently: every statement of its texts becomes an ImportRow that says what became
of it. A film that is there already (by its `madb` identifier) is left as it is, so a second run changes nothing, and one that
was cut off is taken up where it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from productions.cast.services.named_characters import find_or_create_characters
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.credits.services.bulk_credits import RowsRefused, enter_credits
from productions.imports.models import ImportBatch, ImportRow
from productions.imports.services.catalogue_credits import build_credit_rows, list_line_characters
from productions.imports.services.import_rows import account_for_refusals, account_for_statements
from productions.interchange.catalogue.catalogue_record import CatalogueRecord, list_record_credits
from productions.interchange.credit_text.statements import CreditLine
from productions.interchange.problems import Problem
from productions.ledger.services.writing import change_entity, create_entity
from productions.operations.services.transactions import repeat_crossed
from productions.operations.services.turns import take_import_turn
from productions.people.models.external_ids import ExternalId
from productions.people.queries import ExternalIdQuerySet
from productions.people.services.external_ids import add_external_id
from productions.people.services.named_contributors import Directory, find_or_create_contributors
from productions.shared.choices import (
    CreditState,
    TitleKind,
    Visibility,
)
from productions.shared.intake_choices import ImportKind, ImportOutcome
from productions.shared.models import NAME_LENGTH
from productions.shared.numbers import number_key
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role

FILM_SCHEME = "madb"


@dataclass(slots=True)
class CatalogueImport:
    """One run: what it looks things up in, and what it has counted."""

    by: User | None
    now: datetime
    batch: ImportBatch
    visibility: Visibility
    roles: dict[str, Role]
    known: set[str]
    dry_run: bool = False
    figures: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    made: list[int] = field(default_factory=list)
    """Keys of the productions that were entered."""


def import_catalogue(
    records: Iterable[CatalogueRecord | Problem],
    *,
    filename: str,
    digest: str,
    by: User | None,
    now: datetime,
    public: bool = False,
    dry_run: bool = False,
    progress: Callable[[], object] = lambda: None,
) -> CatalogueImport:
    """Enter every film that is not there yet. Whoever may create productions may; they become theirs.

    A film that is refused is a problem and stops no other. With `dry_run` all is tried and taken back.
    `progress` is called after each record. The result has `figures` and `problems`.
    """
    access.require_may_create_production(by)
    batch = ImportBatch(
        kind=ImportKind.CATALOGUE,
        filename=filename[-NAME_LENGTH:],
        digest=digest,
        imported_by=by,
        imported_at=now,
    )
    run = CatalogueImport(
        by=by,
        now=now,
        batch=batch,
        visibility=Visibility.PUBLIC if public else Visibility.PRIVATE,
        roles={role.code: role for role in Role.objects.select_related("department")},
        known=set(filter_film_identifiers().values_list("value", flat=True)),
        dry_run=dry_run,
    )
    with transaction.atomic() if dry_run else nullcontext():
        for record in records:
            import_film(run, record)
            progress()
        keep_figures(run)
        if dry_run:
            transaction.set_rollback(True)
            run.figures["dry_run"] = 1
    return run


def keep_figures(run: CatalogueImport) -> None:
    """Write into the batch what became of it, if it was stored at all."""
    if run.batch.pk is not None:
        kept = {"figures": dict(run.figures), "made": {"production": run.made}}
        change_entity(run.batch, kept, by=run.by, now=run.now)


def filter_film_identifiers() -> ExternalIdQuerySet[ExternalId]:
    """The identifiers of the films that are there."""
    films: ExternalIdQuerySet[ExternalId] = ExternalId.objects.live().filter(scheme=FILM_SCHEME)
    return films


def import_film(run: CatalogueImport, record: CatalogueRecord | Problem) -> None:
    """One line of the catalogue."""
    if isinstance(record, Problem):
        run.problems.append(record)
        run.figures["bad_lines"] += 1
        return
    if record.source_id in run.known:
        run.figures["unchanged"] += 1
        return
    if run.batch.pk is None:
        create_entity(run.batch, by=run.by, now=run.now)
    try:
        entered = repeat_crossed(
            partial(enter_film_once, run, record, told=len(run.problems), counted=run.figures.copy())
        )
    except Refusal as refusal:
        run.figures["refused"] += 1
        run.problems.append(
            Problem(f"film {record.source_id} (line {record.line})", " ".join(refusal.sentences_with_fields))
        )
        return
    run.known.add(record.source_id)
    if entered is None:
        run.figures["unchanged"] += 1
        return
    run.made.append(entered.pk)
    run.figures["films"] += 1
    run.problems.extend(record.problems)
    run.figures["problems"] += len(record.problems)


@transaction.atomic
def enter_film_once(
    run: CatalogueImport, record: CatalogueRecord, *, told: int, counted: Counter[str]
) -> Production | None:
    """Enter a film unless another import has entered it since this one began; None where it has.

    `told` problems and `counted` figures are what the run had before: an attempt that was taken back leaves none. A trial
    takes no turns: it would hold them until its end, and nothing of it stays.
    """
    del run.problems[told:]
    run.figures = counted.copy()
    if not run.dry_run:
        take_import_turn(f"{FILM_SCHEME} {record.source_id}")
        if filter_film_identifiers().filter(value=record.source_id).exists():
            return None
    return enter_film(run, record)


def enter_film(run: CatalogueImport, record: CatalogueRecord) -> Production:
    """Production, titles, episodes, credits, and the rows that account for every statement."""
    production = create_film(run, record)
    episodes = enter_episodes(run, record, production)
    lines = list_record_credits(record)
    people = find_film_contributors(run, lines, production)
    refused = list_refused_lines(people, lines)
    cast = find_or_create_characters(
        production,
        [named for line in lines for named in list_line_characters(line)],
        by=run.by,
        now=run.now,
    )
    rows, places = build_credit_rows(run.roles, people, cast, lines, episodes, refused)
    rows = enter_film_credits(run, production, rows, places, refused)
    run.figures["credits"] += len(rows)
    run.figures["episodes"] += len(record.episodes)
    run.figures["without_a_name"] += sum(1 for row in rows if row["contributor"] is None)
    run.figures["characters"] += sum(1 for row in rows if row["portrayals"])
    run.figures["role_other"] += sum(1 for row in rows if row["role"].code == "other")
    kept = [
        *account_for_statements(run.batch, record, production),
        *account_for_refusals(run.batch, record, production, refused),
    ]
    ImportRow.objects.bulk_create(kept, batch_size=500)
    run.figures["statements"] += len(kept)
    run.figures["refused_credits"] += len(refused)
    run.problems.extend(
        Problem(row.place, row.message) for row in kept if row.outcome == ImportOutcome.REFUSED
    )
    return production


def create_film(run: CatalogueImport, record: CatalogueRecord) -> Production:
    """The production with its titles, and its identifier in the catalogue."""
    released = record.published
    complete = released is not None and released.month is not None and released.day is not None
    production = create_production(
        title=record.title,
        title_kana=record.kana,
        kind=record.kind,
        released_on=date(released.year, released.month, released.day) if complete else None,  # type: ignore  # complete: no part is None
        year=released.year if released else None,
        visibility=run.visibility,
        by=run.by,
        now=run.now,
    )
    if record.title_given not in (record.title, record.kana):
        add_title(production, text=record.title_given, kind=TitleKind.ALIAS, by=run.by, now=run.now)
    add_external_id(scheme=FILM_SCHEME, value=record.source_id, production=production, by=run.by, now=run.now)
    return production


def enter_film_credits(
    run: CatalogueImport,
    production: Production,
    rows: list[dict[str, Any]],
    places: list[CreditLine],
    refused: list[tuple[CreditLine, Refusal]],
) -> list[dict[str, Any]]:
    """Enter the rows, without those that are refused, which go into `refused` with their places. Returns what was entered."""
    try:
        enter_credits(production, rows, by=run.by, now=run.now, state=CreditState.CONFIRMED)
    except RowsRefused as error:
        bad = {row.index: row.refusal for row in error.rows}
        for index, refusal in bad.items():
            refused.append((places[index], refusal))
        good = [row for index, row in enumerate(rows) if index not in bad]
        enter_credits(production, good, by=run.by, now=run.now, state=CreditState.CONFIRMED)
        return good
    return rows


def enter_episodes(
    run: CatalogueImport, record: CatalogueRecord, production: Production
) -> dict[str, Episode]:
    """The film's episodes by folded number; a number that comes twice is entered once."""
    found: dict[str, Episode] = {}
    for entry in record.episodes:
        key = number_key(entry.number)
        if key and key not in found:
            found[key] = add_episode(
                production, number=entry.number, title=entry.title, by=run.by, now=run.now
            )
    return found


def find_film_contributors(
    run: CatalogueImport, lines: Iterable[CreditLine], production: Production
) -> Directory:
    """The people and companies of the lines; who is not known yet is entered for the film.

    Within catalogues one name of one kind is one contributor; staff split or merge later.
    """
    named = [(line.contributor, line.credited_as) for line in lines]
    named += [("organization", line.affiliation) for line in lines]
    return find_or_create_contributors(
        named, production=production, by=run.by, now=run.now, take_turns=not run.dry_run
    )


def list_refused_lines(people: Directory, lines: Iterable[CreditLine]) -> list[tuple[CreditLine, Refusal]]:
    """The lines with a name that is nobody's, or that of several."""
    return [
        (line, refusal)
        for line in lines
        if (refusal := people.refusal_of(line.contributor, line.credited_as))
        or (refusal := people.refusal_of("organization", line.affiliation))
    ]

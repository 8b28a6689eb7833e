"""What a catalogue of films would enter, before anything is stored: its films, and every problem of its lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from productions.imports.services.import_plan import FilmOfPlan, ImportPlan, compute_plan_digest
from productions.imports.services.imports import filter_film_identifiers
from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.interchange.catalogue.catalogue_record import CatalogueRecord, list_record_credits
from productions.interchange.catalogue.json_records import MAX_LINE_BYTES
from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.text_lines import read_text_lines
from productions.shared.intake_choices import ImportKind, PlanGroup
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

MAX_FILMS = 200
"""Of a catalogue that is entered as one batch; a film takes some 50 ms."""


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A catalogue that was read. `public`: whether its films become public productions."""

    filename: str
    digest: str
    found: tuple[CatalogueRecord | Problem, ...]
    public: bool = False

    @property
    def films(self) -> Iterator[CatalogueRecord]:
        """The films, without the lines that are none."""
        return (record for record in self.found if isinstance(record, CatalogueRecord))


def read_catalogue_file(
    data: bytes, *, filename: str, by: User | None, public: bool = False
) -> CatalogueFile:
    """Read a catalogue (whoever may create productions). Raises NotAllowed; Refusal for a file that is none, or has too many films."""
    access.require_may_create_production(by)
    try:
        found = tuple(read_catalogue(read_text_lines(io.BytesIO(data), longest=MAX_LINE_BYTES)))
    except UnreadableFile as error:
        raise Refusal(error.args[0]) from error
    file = CatalogueFile(filename, sha256(data).hexdigest(), found, public)
    if sum(1 for _film in file.films) > MAX_FILMS:
        told = _(
            "The catalogue has more than %(limit)s films; send it in parts, since a film that is there is left as it is."
        )
        raise Refusal(fields={"file": [told % {"limit": MAX_FILMS}]})
    return file


def plan_catalogue(file: CatalogueFile) -> ImportPlan:
    """What the catalogue would enter now. One query."""
    ids = [film.source_id for film in file.films]
    known = set(filter_film_identifiers().filter(value__in=ids).values_list("value", flat=True))
    problems = [record for record in file.found if isinstance(record, Problem)]
    new = [film for film in file.films if film.source_id not in known]
    plan = ImportPlan(
        filename=file.filename,
        file_digest=file.digest,
        format="catalogue",
        columns=(),
        worksheets=(),
        credits=[],
        problems=(*problems, *(problem for film in new for problem in film.problems)),
        choices=(),
        kind=ImportKind.CATALOGUE,
        films=tuple(describe_film(film, is_known=film.source_id in known) for film in file.films),
        facts=(str(file.public),),
    )
    plan.digest = compute_plan_digest(plan)
    return plan


def describe_film(film: CatalogueRecord, *, is_known: bool) -> FilmOfPlan:
    """A film of the plan with its counts."""
    return FilmOfPlan(
        PlanGroup.SAME if is_known else PlanGroup.NEW,
        film.line,
        film.source_id,
        film.title,
        film.published.year if film.published else None,
        len(film.episodes),
        len(list_record_credits(film)),
    )

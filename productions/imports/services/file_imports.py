"""A file of any kind: read as what it is, planned, and entered as one batch. One call for every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.imports.models import ImportBatch
from productions.imports.services.catalogue_entering import enter_catalogue
from productions.imports.services.catalogue_planning import (
    CatalogueFile,
    plan_catalogue,
    read_catalogue_file,
)
from productions.imports.services.cut_entering import enter_cut_file
from productions.imports.services.cut_planning import (
    CutFile,
    plan_cut_file,
    read_cut_list_file,
    read_edit_file,
)
from productions.imports.services.entering import enter_file
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.planning import ReadFile, plan_file, read_import_file
from productions.interchange.cut_lists.cut_sheet_reader import is_cut_sheet
from productions.interchange.cut_lists.list_files import is_edit_list
from productions.interchange.sheets.credit_row import NOTHING_SAID, ReadingOptions
from productions.shared.intake_choices import ImportKind
from productions.shared.refusals import Refusal
from productions.users.models import User

SentFile = ReadFile | CutFile | CatalogueFile


@dataclass(frozen=True, slots=True)
class SaidOfFile:
    """What a person says of a file: what it is (empty: its content decides), how its columns are read, and which episode it is of where it
    does not say; of an edit also the edition, frames per second, and the timecode of the first frame."""

    kind: str = ""
    reading: ReadingOptions = NOTHING_SAID
    episode: Episode | None = None
    edition: str = ""
    rate: Fraction | None = None
    start: str = ""
    public: bool = False
    """Whether the films of a catalogue become public productions."""


def read_sent_file(
    production: Production | None, data: bytes, *, filename: str, by: User | None, said: SaidOfFile
) -> SentFile:
    """Read a file for a production (editors), or without one a catalogue (whoever may create productions).

    Raises NotAllowed; Refusal where it is not clear what the file is for.
    """
    if production is None:
        return read_sent_catalogue(data, filename=filename, by=by, said=said)
    refuse_unused(said, ("public",))
    if said.kind == ImportKind.CATALOGUE:
        raise Refusal(
            fields={"production": [_("A catalogue makes productions of its own; send it without one.")]}
        )
    if said.kind == ImportKind.PLACEMENTS:
        return read_edit_file(
            production,
            data,
            filename=filename,
            by=by,
            episode=said.episode,
            edition=said.edition,
            rate=said.rate,
            start=said.start,
        )
    refuse_unused(said, ("edition", "rate", "start"))
    if said.kind == ImportKind.CUT_LIST:
        return read_cut_list_file(production, data, filename=filename, by=by, episode=said.episode)
    if not said.kind and is_edit_list(data, filename):
        told = _(
            "This is the list of an edit: say whether it makes cuts (cut_list) or places them in an edition (placements)."
        )
        raise Refusal(fields={"kind": [told]})
    file = read_import_file(
        production, data, filename=filename, by=by, options=said.reading, episode=said.episode
    )
    if not said.kind and not file.sheet.rows and is_cut_sheet(data, filename):
        return read_cut_list_file(production, data, filename=filename, by=by, episode=said.episode)
    return file


def read_sent_catalogue(data: bytes, *, filename: str, by: User | None, said: SaidOfFile) -> CatalogueFile:
    """Read a file that is sent without a production. Raises NotAllowed; Refusal where it is said to be something else."""
    refuse_unused(said, ("episode", "edition", "rate", "start"))
    if said.kind not in ("", ImportKind.CATALOGUE):
        raise Refusal(fields={"production": [_("Say the production; only a catalogue makes its own.")]})
    return read_catalogue_file(data, filename=filename, by=by, public=said.public)


def refuse_unused(said: SaidOfFile, names: tuple[str, ...]) -> None:
    """Raise Refusal for what was said and means nothing for such a file."""
    told = _("A file of this kind does not take it.")
    if unused := [name for name in names if getattr(said, name)]:
        raise Refusal(fields={name: [told] for name in unused})


def plan_sent_file(
    production: Production | None,
    file: SentFile,
    *,
    by: User | None,
    answers: Mapping[str, str] | None = None,
) -> ImportPlan:
    """What the file would do now. Nothing is written, and no lock is taken. Raises Refusal."""
    if isinstance(file, CatalogueFile):
        return plan_catalogue(file)
    assert production is not None
    if isinstance(file, CutFile):
        return plan_cut_file(production, file, answers=answers).plan
    return plan_file(production, file, by=by, answers=answers).plan


def enter_sent_file(
    production: Production | None,
    file: SentFile,
    *,
    by: User | None,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    accepted: str | None = None,
) -> tuple[ImportPlan, ImportBatch]:
    """Enter the file as one batch; see `enter_file` for `answers`, `accepted` and what is raised."""
    if isinstance(file, CatalogueFile):
        return enter_catalogue(file, by=by, now=now, accepted=accepted)
    assert production is not None
    if isinstance(file, CutFile):
        return enter_cut_file(production, file, by=by, now=now, answers=answers, accepted=accepted)
    return enter_file(production, file, by=by, now=now, answers=answers, accepted=accepted)

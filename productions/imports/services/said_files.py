"""What somebody says of a whole file that waits: texts among the answers of its row, and what the readers take of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.imports.models import ImportJob
from productions.imports.services.catalogue_planning import CatalogueFile
from productions.imports.services.file_imports import SaidOfFile, SentFile
from productions.imports.services.planning import ReadFile
from productions.interchange.cut_lists.cut_sheet_reader import ListedCuts
from productions.interchange.cut_lists.list_files import is_edit_list
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.shared.intake_choices import ImportKind
from productions.shared.refusals import Refusal
from productions.shared.timecode import TimecodeError, parse_frame_rate

PREFIX = "file:"
"""How the key of an answer begins that is about the file as a whole; no key of a choice has a colon."""
SAID_NAMES = ("kind", "episode", "edition", "rate", "start")
"""What may be said: a code of `ImportKind`, the uid of an episode, the code of an edition, frames a second, a timecode."""
KINDS_HERE = (ImportKind.CREDIT_SHEET, ImportKind.CUT_LIST, ImportKind.PLACEMENTS)
"""Files that go into one production."""
TAKEN: Mapping[str, tuple[str, ...]] = {
    ImportKind.CREDIT_SHEET: ("episode",),
    ImportKind.CUT_LIST: ("episode",),
    ImportKind.PLACEMENTS: ("episode", "edition", "rate", "start"),
}
"""What a file of a kind takes beside its kind."""


def keep_said(answers: Mapping[str, str]) -> dict[str, str]:
    """Of all answers those about the file as a whole, with their keys."""
    return {key: value for key, value in answers.items() if key.startswith(PREFIX)}


def list_choice_answers(job: ImportJob) -> dict[str, str]:
    """The answers to the choices of the plan, by key or kind."""
    return {key: value for key, value in job.answers.items() if not key.startswith(PREFIX)}


def find_said(job: ImportJob) -> dict[str, str]:
    """What was said of the file, by name; empty texts for what was not."""
    return {name: job.answers.get(PREFIX + name, "") for name in SAID_NAMES}


def read_said_of_file(job: ImportJob, data: bytes) -> SaidOfFile:
    """What was said, as the readers take it; what the kind does not take is passed over.

    Raises Refusal for a rate that is none, an episode that is gone, and the list of an edit of which nobody has said what it is for.
    """
    texts = find_said(job)
    kind = texts["kind"]
    if not kind and is_edit_list(data, job.filename):
        raise Refusal(_("This is the list of an edit. Say below whether it places cuts or makes them."))
    taken = {name: texts[name] for name in TAKEN.get(kind, ()) if texts[name]}
    return SaidOfFile(
        kind=kind,
        reading=ReadingOptions(dict(job.columns), tuple(job.worksheets), job.hidden_rows),
        episode=find_said_episode(job.production, taken.get("episode", "")),
        edition=taken.get("edition", ""),
        rate=read_said_rate(taken.get("rate", "")),
        start=taken.get("start", ""),
    )


def find_said_episode(production: Production, uid: str) -> Episode | None:
    """The episode of this uid, None for no uid. Raises Refusal where the production has it no more."""
    if not uid:
        return None
    try:
        episode = Episode.objects.live().filter(production=production, uid=UUID(uid)).first()
    except ValueError:
        episode = None
    if episode is None:
        raise Refusal(_("The episode is not there any more; choose another one."))
    return episode


def read_said_rate(text: str) -> Fraction | None:
    """Frames a second, None for no text. Raises Refusal."""
    try:
        return parse_frame_rate(text) if text else None
    except TimecodeError as error:
        raise Refusal(error.sentence) from None


def count_file_rows(file: SentFile) -> int:
    """The rows of a sheet, the cuts of a list (a range is many), the clips of an edit, or the lines of a catalogue."""
    if isinstance(file, ReadFile):
        return len(file.sheet.rows)
    if isinstance(file, CatalogueFile):
        return len(file.found)
    return len(file.found.cuts if isinstance(file.found, ListedCuts) else file.found.clips)

"""What imports kept of the statements that they read becomes private when a name does (H16)."""

from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.services.withheld_names import list_names_withheld_in
from productions.imports.models import ImportBatch, ImportRow
from productions.ledger.services.redaction import MAX_STATEMENT_UIDS, blank_names
from productions.shared.choices import PERSONAL_MARK
from productions.shared.models import NAME_LENGTH
from productions.shared.names import search_key


def blank_import_rows(productions: Iterable[int], *, names: Iterable[str], **signal: Any) -> int:
    """Put the mark in place of these names in what imports kept of the productions, names of files too; returns how many rows had any."""
    wanted = sorted(names, key=len, reverse=True)
    if not wanted:
        return 0
    holding = Q()
    for name in wanted:
        holding |= Q(text__contains=name) | Q(message__contains=name)
    found = list(ImportRow.objects.filter(holding, production__in=productions))
    for row in found:
        row.text = blank_names(row.text, wanted)
        row.message = blank_names(row.message, wanted)
    ImportRow.objects.bulk_update(found, ["text", "message"], batch_size=MAX_STATEMENT_UIDS)
    files = []
    for batch in ImportBatch.objects.filter(production__in=productions):
        kept = blank_filename(batch.filename, wanted)
        if kept != batch.filename:
            batch.filename = kept
            files.append(batch)
    ImportBatch.objects.bulk_update(files, ["filename"], batch_size=MAX_STATEMENT_UIDS)
    return len(found) + len(files)


def keep_filename(production: Production, filename: str) -> str:
    """The name of a file as an import of the production keeps it: its end, without the names that are withheld there."""
    return blank_filename(filename[-NAME_LENGTH:], list_names_withheld_in(production))


def blank_filename(filename: str, names: Collection[str]) -> str:
    """The name of a file, or the mark with its ending where it has any word of these names: files are named in Latin letters
    and in part, as in `timesheet_sample_hana.csv`."""
    keys = {search_key(word) for name in names for word in (name, *name.split())} - {""}

    def is_named(text: str) -> bool:
        folded = search_key(text)
        return any(key in folded for key in keys)

    ending = PurePath(filename).suffix
    if is_named(ending):
        return PERSONAL_MARK
    return f"{PERSONAL_MARK}{ending}"[:NAME_LENGTH] if is_named(filename) else filename


def tell_filename(kept: str) -> str:
    """The name of a file that an import kept, with words in the reader's language where the mark stands in its place."""
    if not kept.startswith(PERSONAL_MARK):
        return kept
    return _("file name not shown") + kept.removeprefix(PERSONAL_MARK)

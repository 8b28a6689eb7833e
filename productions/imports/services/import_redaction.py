"""What imports kept of the statements that they read becomes private when a name does (H16)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from productions.catalogue.models.works import Production
from productions.credits.services.withheld_names import list_names_withheld_in
from productions.imports.models import ImportBatch, ImportRow
from productions.ledger.services.redaction import MAX_STATEMENT_UIDS, blank_names
from productions.shared.models import NAME_LENGTH


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
    named = Q()
    for name in wanted:
        named |= Q(filename__contains=name)
    files = list(ImportBatch.objects.filter(named, production__in=productions))
    for batch in files:
        batch.filename = blank_names(batch.filename, wanted)[:NAME_LENGTH]
    ImportBatch.objects.bulk_update(files, ["filename"], batch_size=MAX_STATEMENT_UIDS)
    return len(found) + len(files)


def keep_filename(production: Production, filename: str) -> str:
    """The name of a file as an import of the production keeps it: its end, without the names that are withheld there."""
    withheld = sorted(list_names_withheld_in(production), key=len, reverse=True)
    return blank_names(filename, withheld)[-NAME_LENGTH:]

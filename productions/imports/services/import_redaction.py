"""What imports kept of the statements that they read becomes private when a name does (H16)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from productions.imports.models import ImportRow
from productions.ledger.services.redaction import MAX_STATEMENT_UIDS, blank_names


def blank_import_rows(productions: Iterable[int], *, names: Iterable[str], **signal: Any) -> int:
    """Put the mark in place of these names in what imports kept of the productions; returns how many rows had any."""
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
    return len(found)

"""Exports whose files name somebody who has withheld their name since: given out no more, and what is still to be made, made without it."""

from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from productions.domain.exports import ring
from productions.domain.films import forget_drafts
from productions.domain.ledger import record_event
from productions.domain.renditions import Hidden, hidden_in
from productions.models import Export, Production
from productions.roll.sealed import Sealed, read_sealed
from productions.roll.unsealing import redacted
from productions.vocabulary import OPEN_EXPORT_STATES, ExportState


def withdraw_exports(production: Production, *, now: datetime) -> int:
    """Take back what names people who withheld their names; returns how many exports. What is kept of them names nobody."""
    issues, working_copies = hidden_in(production, earlier=True), hidden_in(production)
    found = 0
    for export in production.exports.select_for_update().order_by("pk").iterator(chunk_size=50):
        sealed = read_sealed(export.document)
        shown = leave_out(sealed, issues if export.release_id else working_copies)
        if shown != sealed:
            withdraw(export, shown, now=now)
            found += 1
    return found


def leave_out(sealed: Sealed, hidden: Hidden) -> Sealed:
    return redacted(sealed, hidden.uids, hidden.names)


def withdraw(export: Export, shown: Sealed, *, now: datetime) -> None:
    """A finished file is deleted; an export that is still to be made begins anew, and whoever works on it is fenced off."""
    before = export.state
    export.document = shown.to_bytes().decode()
    export.notes = []
    if export.state in OPEN_EXPORT_STATES:
        export.state, export.lease_until = ExportState.QUEUED, None
        export.token += 1
        transaction.on_commit(partial(start_anew, export))
    elif export.state == ExportState.DONE:
        # Names could be tried against the digest of a text file.
        export.withdrawn_at, export.digest = now, ""
        transaction.on_commit(partial(delete_file, export))
    export.save(
        update_fields=["document", "notes", "state", "lease_until", "token", "withdrawn_at", "digest"]
    )
    changes = {"state": [before, str(export.state)], "withdrawn_at": [None, export.withdrawn_at]}
    record_event(export, action="withdrawn", changes=changes, by=None, now=now)


def start_anew(export: Export) -> None:
    forget_drafts(export.uid)
    ring(export.uid)


def delete_file(export: Export) -> None:
    (Path(settings.MEDIA_ROOT) / export.file).unlink(missing_ok=True)

"""Exports whose files name somebody who has withheld their name since: given out no more, and what is still to be made, made without it."""

from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from productions.catalogue.models.works import Production
from productions.exports.models import Export
from productions.exports.services.exports import announce_export
from productions.exports.services.film_exports import delete_drafts
from productions.ledger.services.ledger import record_event
from productions.releases.services.renditions import HiddenPeople, find_hidden_people
from productions.rollkit.document.sealed import SealedDocument, read_sealed
from productions.rollkit.document.unsealing import redact_sealed
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState


def withdraw_exports(production: Production, *, now: datetime) -> int:
    """Take back what names people who withheld their names; returns how many exports. What is kept of them names nobody."""
    issues, working_copies = find_hidden_people(production, earlier=True), find_hidden_people(production)
    found = 0
    for export in production.exports.select_for_update().order_by("pk").iterator(chunk_size=50):
        sealed = read_sealed(export.document)
        shown = redact_names(sealed, issues if export.release_id else working_copies)
        if shown != sealed:
            withdraw_export(export, shown, now=now)
            found += 1
    return found


def redact_names(sealed: SealedDocument, hidden: HiddenPeople) -> SealedDocument:
    return redact_sealed(sealed, hidden.uids, hidden.names)


def withdraw_export(export: Export, shown: SealedDocument, *, now: datetime) -> None:
    """A finished file is deleted; an export that is still to be made begins anew, and whoever works on it is fenced off."""
    before = export.state
    export.document = shown.to_bytes().decode()
    export.notes, export.files = [], []
    if export.state in OPEN_EXPORT_STATES:
        export.state, export.lease_until = ExportState.QUEUED, None
        export.token += 1
        transaction.on_commit(partial(restart_export, export))
    elif export.state == ExportState.DONE:
        # Names could be tried against the digest of a text file.
        export.withdrawn_at, export.digest = now, ""
        transaction.on_commit(partial(delete_export_file, export))
    export.save(
        update_fields=[
            "document",
            "notes",
            "files",
            "state",
            "lease_until",
            "token",
            "withdrawn_at",
            "digest",
        ]
    )
    changes = {"state": [before, str(export.state)], "withdrawn_at": [None, export.withdrawn_at]}
    record_event(export, action="withdrawn", changes=changes, by=None, now=now)


def restart_export(export: Export) -> None:
    delete_drafts(export.uid)
    announce_export(export.uid)


def delete_export_file(export: Export) -> None:
    (Path(settings.MEDIA_ROOT) / export.file).unlink(missing_ok=True)

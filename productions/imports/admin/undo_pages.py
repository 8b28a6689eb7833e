"""The page of an import that was made: what it did, and the way to take it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.admin_pages.frame import get_page_address
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import find_only_episode
from productions.imports.admin.page_base import ImportPage
from productions.imports.admin.plan_context import MAX_ROWS, build_links
from productions.imports.models import ImportBatch, ImportJob
from productions.imports.services.import_jobs import is_large_import, request_undo
from productions.imports.services.import_redaction import tell_filename
from productions.imports.services.import_runs import preview_undo
from productions.imports.services.undoing import find_import
from productions.interchange.sheets.coded_words import CODE_SPELLINGS
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.ledger.models import Event
from productions.shared.intake_choices import ImportOutcome, PlanGroup
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal


@add_pages(Production)
class ImportUndoPages(ImportPage):
    """An import of the production: looked at, and taken back with a reason."""

    def get_urls(self) -> list[URLPattern]:
        view = self.owner.admin_site.admin_view(self.batch_view)
        route = "<path:object_id>/import/done/<uuid:batch>/"
        return [path(route, view, name="productions_production_import_batch")]

    def batch_view(self, request: HttpRequest, object_id: str, batch: UUID) -> HttpResponse:
        """What an import did. Posted is that it be taken back, or a look at what that would do."""
        production = self.get_production(request, object_id)
        found = ImportBatch.objects.of_production(production).filter(uid=batch).first()
        if found is None:
            raise Http404
        refusal: Refusal | None = None
        preview: dict[str, Any] | None = None
        try:
            if request.POST.get("act") == "undo":
                return self.take_back(request, production, found)
            if request.POST.get("act") == "preview":
                preview = self.look_ahead(request, found)
        except Refusal as told:
            refusal = told
        job = ImportJob.objects.visible_to(staff_user(request)).without_content().of_undo(found).first()
        return self.make_page(
            request,
            production,
            "admin/import_batch.html",
            tell_filename(found.filename),
            refusal,
            batch=found,
            undo_job=job,
            review=self.make_review_address(production, found),
            undone_reason=find_undo_reason(found),
            preview=preview,
            can_undo=found.undone_at is None and self.find_undoable(request, found) is not None,
            can_preview=not is_large_import(found),
            reason=request.POST.get("reason", ""),
            **describe_batch_rows(request, found),
        )

    def make_review_address(self, production: Production, batch: ImportBatch) -> str:
        """The drafts, of the episode that the whole file is of where it is of one."""
        credits = Credit.objects.current().filter(import_rows__batch=batch)
        return get_page_address("review", production, show="drafts", episode=find_only_episode(credits))

    def find_undoable(self, request: HttpRequest, batch: ImportBatch) -> ImportBatch | None:
        """The import, where it is of a kind that can be taken back."""
        return find_import(batch.uid, by=staff_user(request))

    def look_ahead(self, request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
        """What taking it back would do, which is tried and not stored. Raises Refusal, Http404."""
        if self.find_undoable(request, batch) is None:
            raise Http404
        undone = preview_undo(batch, by=staff_user(request), now=timezone.now())
        return {
            "removed": undone.removed,
            "changed": undone.changed,
            "restored": undone.restored,
            "left": undone.left,
        }

    def take_back(self, request: HttpRequest, production: Production, batch: ImportBatch) -> HttpResponse:
        """Take it back, here or by the workers. Raises Refusal, Http404."""
        if self.find_undoable(request, batch) is None:
            raise Http404
        reason = request.POST.get("reason", "")
        job = request_undo(batch, by=staff_user(request), now=timezone.now(), reason=reason)
        self.start_job(job)
        if job.is_large:
            return HttpResponseRedirect(self.get_address(production, "import_file", job.uid))
        job.refresh_from_db()
        if job.told:
            raise Refusal(*job.told)
        messages.success(request, _("“%s” was taken back.") % tell_filename(batch.filename))
        return HttpResponseRedirect(request.get_full_path())


def describe_batch_rows(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """What the page says of the rows of the import: those of an outcome, a page at a time, and how many there are of each."""
    rows = batch.rows.all()
    counts = dict(rows.order_by().values_list("outcome").annotate(Count("pk")))
    outcome = request.GET.get("outcome", "")
    listed = rows.filter(outcome=outcome) if outcome in ImportOutcome.values else rows
    page = Paginator(listed.select_related("credit").order_by("pk"), MAX_ROWS).get_page(request.GET.get("p"))
    return {
        "outcomes": [
            (code, label, counts[code], code == outcome)
            for code, label in ImportOutcome.choices
            if code in counts
        ],
        "left_out": counts.get(ImportOutcome.REFUSED) or batch.figures.get(PlanGroup.PROBLEM, 0),
        "outcome": outcome,
        "page": page,
        "lines": [{"row": row, "cells": list(read_kept_cells(row.text))} for row in page.object_list],
        "links": build_links(page, "p", request.GET, ("outcome",)),
    }


def find_undo_reason(batch: ImportBatch) -> str:
    """Why an import was taken back, as the ledger has it."""
    if batch.undone_at is None:
        return ""
    told = Event.objects.filter(entity_type="importbatch", entity_uid=batch.uid, action="undone").order_by(
        "-pk"
    )
    return told.values_list("reason", flat=True).first() or ""


def read_kept_cells(text: str) -> Iterator[tuple[str, str]]:
    """What an import kept of a line (`name=…; role=…`), with the words for its columns in the reader's language."""
    language = get_page_language()
    cells: list[list[str]] = []
    for part in text.split("; ") if text else ():
        name, sign, value = part.partition("=")
        if sign and name in HEADING_SPELLINGS:
            cells.append([name, value])
        elif cells:  # a mark of the text itself
            cells[-1][1] += f"; {part}"
        else:
            cells.append(["", part])
    for name, value in cells:
        if name.endswith("_language"):
            continue
        if value in CODE_SPELLINGS.get(name, ()):
            value = CODE_SPELLINGS[name][value].say_in(language)
        yield (HEADING_SPELLINGS[name].say_in(language) if name else "", value)

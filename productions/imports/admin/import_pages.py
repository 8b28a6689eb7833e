"""The import page of a production: a file is brought, seen as a plan, and entered; each step is one verb of the services."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.imports.admin.import_answers import (
    load_plan,
    read_answers,
    read_columns,
    read_said_answers,
)
from productions.imports.admin.import_steps import describe_silent_workers, describe_step
from productions.imports.admin.page_base import ImportPage
from productions.imports.admin.plan_context import build_plan_context
from productions.imports.admin.said_form import build_said_context
from productions.imports.models import ImportAct, ImportBatch, ImportJob
from productions.imports.services.import_jobs import (
    cancel_job,
    discard_file,
    explain_file,
    receive_file,
    request_act,
    request_entering,
)
from productions.imports.services.import_redaction import tell_filename
from productions.interchange.sheets.template_sheet import build_template_csv
from productions.interchange.sheets.workbook_limits import MAX_FILE_BYTES
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal
from productions.shared.site_languages import ROLL_LANGUAGES, WORK_LANGUAGE, map_languages

PASTED_NAME = "pasted.txt"
"""What lines are called that were pasted."""
MAX_LISTED_BATCHES = 50
"""Newest imports that the page lists."""
TEMPLATE_WORKBOOK = "productions.interchange.sheets.template_workbook"
TEMPLATE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@add_pages(Production)
class ImportPages(ImportPage):
    """The upload, and the pages of a file that waits."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.owner.admin_site.admin_view
        views: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "import/": (self.import_view, "import"),
            "import/template/<slug:words>.<slug:form>": (self.template_view, "import_template"),
            "import/<uuid:job>/": (self.file_view, "import_file"),
            "import/<uuid:job>/state/": (self.state_view, "import_state"),
        }
        return [
            path(f"<path:object_id>/{route}", wrap(view), name=f"productions_production_{name}")
            for route, (view, name) in views.items()
        ]

    def import_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Where a file is brought, and what was imported before."""
        production = self.get_production(request, object_id)
        refusal: Refusal | None = None
        if request.method == "POST":
            try:
                job = self.take_file(request, production)
            except Refusal as told:
                refusal = told
            else:
                self.start_job(job)
                return HttpResponseRedirect(self.get_address(production, "import_file", job.uid))
        waiting = ImportJob.objects.visible_to(staff_user(request)).without_content()
        batches = ImportBatch.objects.of_production(production)[: MAX_LISTED_BATCHES + 1]
        return self.make_page(
            request,
            production,
            "admin/import.html",
            _("Import"),
            refusal,
            waiting=waiting.filter(production=production, batch=None),
            batches=[(batch, tell_filename(batch.filename)) for batch in batches[:MAX_LISTED_BATCHES]],
            has_more_batches=len(batches) > MAX_LISTED_BATCHES,
            most_bytes=MAX_FILE_BYTES,
            pasted=request.POST.get("pasted", ""),
            templates=[
                (code, _(language.english_name), form)
                for code, language in map_languages(first=WORK_LANGUAGE).items()
                for form in TEMPLATE_TYPES
            ],
        )

    def take_file(self, request: HttpRequest, production: Production) -> ImportJob:
        """Keep what was uploaded or pasted. Raises Refusal."""
        upload = request.FILES.get("file")
        if upload is not None:
            # One byte more than is read tells the verb that it is too much, and keeps a larger one out of memory.
            data, filename = upload.read(MAX_FILE_BYTES + 1), upload.name or ""
        else:
            data, filename = request.POST.get("pasted", "").encode("utf-8", "replace"), PASTED_NAME
        return receive_file(production, data, filename=filename, by=staff_user(request), now=timezone.now())

    def template_view(self, request: HttpRequest, object_id: str, words: str, form: str) -> HttpResponse:
        """An empty sheet with an example line."""
        self.get_production(request, object_id)
        if words not in ROLL_LANGUAGES or form not in TEMPLATE_TYPES:
            raise Http404
        data = build_template_file(words, form)
        answer = HttpResponse(data, content_type=TEMPLATE_TYPES[form])
        answer.headers["Content-Disposition"] = f'attachment; filename="staffroll-credits-{words}.{form}"'
        return answer

    def get_job(
        self, request: HttpRequest, production: Production, uid: UUID, *, unread: tuple[str, ...] = ()
    ) -> ImportJob:
        """A file of the user's own, or an import that they take back, without the columns `unread`. Raises Http404."""
        jobs = ImportJob.objects.visible_to(staff_user(request)).select_related("batch", "production")
        job = jobs.defer("content", *unread).filter(production=production, uid=uid).first()
        if job is None:
            raise Http404
        return job

    def state_view(self, request: HttpRequest, object_id: str, job: UUID) -> HttpResponse:
        """How far the workers are, for the page's script."""
        production = self.get_production(request, object_id)
        found = self.get_job(request, production, job, unread=("plan",))
        told = {
            "open": found.state in OPEN_EXPORT_STATES,
            "said": describe_step(found),
            "silence": describe_silent_workers(found),
        }
        return JsonResponse(told, headers={"Cache-Control": "no-store"})

    def file_view(self, request: HttpRequest, object_id: str, job: UUID) -> HttpResponse:
        """A file that waits: what the workers do with it, or its plan; what is posted is an act on it."""
        production = self.get_production(request, object_id)
        found = self.get_job(request, production, job)
        refusal: Refusal | None = None
        if request.method == "POST":
            try:
                return self.act_on_file(request, production, found)
            except Refusal as told:
                refusal = told
                found = self.get_job(request, production, job)
        is_over = found.state == ExportState.DONE or found.act == ImportAct.UNDO
        if found.batch is not None and is_over and found.state not in OPEN_EXPORT_STATES:
            return HttpResponseRedirect(self.get_address(production, "import_batch", found.batch.uid))
        page = {"job": found, "state_address": self.get_address(production, "import_state", found.uid)}
        if found.state in OPEN_EXPORT_STATES:
            page |= {"step": describe_step(found), "silence": describe_silent_workers(found)}
            title = tell_filename(found.filename) if found.batch else found.filename
            return self.make_page(request, production, "admin/import_running.html", title, refusal, **page)
        if found.plan and found.language != get_page_language():
            with suppress(Refusal):  # another tab has asked just now
                self.start_job(request_act(found, ImportAct.PLAN, now=timezone.now()))
            return HttpResponseRedirect(request.get_full_path())
        page |= build_said_context(found)
        page |= build_plan_context(found, request.GET) if found.plan else {}
        return self.make_page(request, production, "admin/import_plan.html", found.filename, refusal, **page)

    def act_on_file(self, request: HttpRequest, production: Production, job: ImportJob) -> HttpResponse:
        """Do what a button of the page asks for. Raises Refusal."""
        act, now = request.POST.get("act", ""), timezone.now()
        if act == "discard":
            discard_file(job)
            messages.success(request, _("“%s” was discarded; nothing of it was entered.") % job.filename)
            return HttpResponseRedirect(self.get_address(production, "import"))
        if act == "cancel":
            cancel_job(job)
            return HttpResponseRedirect(request.get_full_path())
        if act == "enter":
            require_seen(job, request)
            self.start_job(request_entering(job, accepted=request.POST.get("digest", ""), now=now))
            return self.follow_entering(request, production, job)
        if act == "answer":
            job = explain_file(job, answers=read_answers(job, request.POST), now=now)
        elif act == "say":
            job = explain_file(job, answers=read_said_answers(job, request.POST), now=now)
        elif act == "read":
            job = explain_file(
                job,
                columns=read_columns(job, request.POST),
                worksheets=request.POST.getlist("sheet"),
                hidden_rows="hidden_rows" in request.POST,
                now=now,
            )
        else:
            job = request_act(job, ImportAct.PLAN, now=now)
        self.start_job(job)
        return HttpResponseRedirect(request.get_full_path())

    def follow_entering(self, request: HttpRequest, production: Production, job: ImportJob) -> HttpResponse:
        """To what was entered, or back to the plan, which says why it was not."""
        job.refresh_from_db(fields=["batch", "state"])
        if job.batch is None or job.state != ExportState.DONE:
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, _("“%s” was entered.") % job.filename)
        return HttpResponseRedirect(self.get_address(production, "import_batch", job.batch.uid))


def build_template_file(words: str, form: str) -> bytes:
    """The empty sheet with its headings in `words` (ja or en), as CSV for Excel or as a workbook."""
    if form == "csv":
        return build_template_csv(words).encode("utf-8-sig")
    # Loaded here, since xlsxwriter is heavy and web processes write few workbooks or none.
    made: bytes = import_module(TEMPLATE_WORKBOOK).build_template_xlsx(words)
    return made


def require_seen(job: ImportJob, request: HttpRequest) -> None:
    """Raise Refusal while questions are open, or problems are left out that nobody said they had seen."""
    plan = load_plan(job)
    if any(choice["open"] for choice in plan.get("choices", ())):
        raise Refusal(_("Answer the open questions first."))
    if plan.get("problems") and "seen" not in request.POST:
        raise Refusal(_("Say that you have seen what is left out, or correct the file and bring it again."))

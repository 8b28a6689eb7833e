"""What the pages of an import have in common: they are for editors of the production alone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from productions.admin_pages.forms import tell_to_wait
from productions.admin_pages.pages import AddedPages
from productions.catalogue.models.works import Production
from productions.imports.models import ImportJob
from productions.imports.services.import_jobs import queue_large
from productions.imports.services.import_runs import run_direct_job
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal


class ImportPage(AddedPages):
    """Pages of a production that its editors see, and nobody else."""

    def get_production(self, request: HttpRequest, object_id: str) -> Production:
        """The production of the address. Raises Http404 for whoever does not see it, PermissionDenied for viewers."""
        production: Production = self.owner.get_entry(request, object_id)
        if not self.owner.has_level(request, production, MembershipLevel.EDITOR):
            raise PermissionDenied
        return production

    def make_page(
        self,
        request: HttpRequest,
        production: Production,
        template: str,
        title: str,
        refusal: Refusal | None = None,
        **context: Any,
    ) -> HttpResponse:
        """A page with what all of them show; `refusal` is said above it."""
        context |= self.owner.admin_site.each_context(request) | {
            "title": title,
            "original": production,
            "production_address": self.owner.get_first_address(production),
            "import_address": self.owner.address("import", production),
            "opts": self.owner.opts,
            "refused": refusal.reasons if refusal else (),
        }
        return tell_to_wait(TemplateResponse(request, template, context), refusal)

    def get_address(self, production: Production, page: str, *keys: Any) -> str:
        return reverse(f"admin:productions_production_{page}", args=[production.pk, *keys])

    def start_job(self, job: ImportJob) -> None:
        """Do what was asked for: here and now, or by the workers."""
        if job.is_large:
            queue_large(job)
        else:
            run_direct_job(job, clock=timezone.now)

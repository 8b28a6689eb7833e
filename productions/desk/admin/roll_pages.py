"""The rolls of a production: looking at them, their order and template, signatures, and the files that are made of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from productions.admin_pages.forms import show_refusal, tell_to_wait
from productions.admin_pages.frame import make_query
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.desk.admin.credit_links import link_to_credits
from productions.desk.admin.production_pages import ProductionPages, warn_of_roll
from productions.desk.admin.roll_forms import SCREEN_FIELDS, ExportForm
from productions.exports.admin.downloads import download_bundle, download_export
from productions.exports.admin.export_table import describe_exports
from productions.exports.formats import FORMAT_SETS
from productions.exports.models import Export
from productions.exports.services.export_sets import ExportSet, request_exports
from productions.exports.services.exports import cancel_export, request_export
from productions.operations.services.transactions import run_in_transaction
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.file_names import format_bundle_name
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal

MAX_SHOWN_EXPORTS = 30
"""Newest exports on the tab; the list of all exports has the rest."""
MAX_SHOWN_SIGNATURES = 12
"""What the form asks of a screen, folded away."""


@add_pages(Production)
class RollPages(ProductionPages):
    """The tab with its form, and what is done with one export or all of them."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.owner.admin_site.admin_view
        of_exports = {
            "export/<uuid:uid>/download/": (download_export, "download"),
            "export/<uuid:uid>/cancel/": (self.cancel_view, "cancel"),
        }
        return [
            *(
                path(route, wrap(view), name=f"productions_production_{name}")
                for route, (view, name) in of_exports.items()
            ),
            path(
                "<path:object_id>/rolls/download/",
                wrap(self.bundle_view),
                name="productions_production_rolls_download",
            ),
            self.owner.make_entry_path("rolls", self.rolls_view),
            self.owner.make_entry_path("export", self.export_view),
        ]

    def rolls_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The tab; its form begins with what the address names."""
        production = self.get_production(request, object_id)
        begun = self.read_part(request) | {
            "release": request.GET.get("release", ""),
            "language": get_page_language(),
            "formats": [str(each) for each in FORMAT_SETS.get(request.GET.get("set", ""), ("", ()))[1]],
        }
        form = self.make_form_builder(ExportForm, production)(None, begun)
        return self.show_rolls(request, production, form, None)

    def export_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for files, each format by itself or all as one package; the tab again where nothing of it goes."""
        production = self.get_production(request, object_id)
        tab = self.owner.address("rolls", production)
        if request.method != "POST":
            query = request.GET.urlencode()
            return HttpResponseRedirect(f"{tab}{f'?{query}' if query else ''}#export")
        form = self.make_form_builder(ExportForm, production)(request.POST)
        refusal: Refusal | None = None
        if form.is_valid():
            user, now = staff_user(request), timezone.now()
            try:
                asked = dict(form.cleaned_data)
                order = order_package if asked.pop("packed") else request_exports
                made = run_in_transaction(lambda: order(production, by=user, now=now, **asked))
            except Refusal as told:
                refusal = told
                show_refusal(form, link_to_credits(refusal, production))
            else:
                tell_of_order(request, made)
                of_what = made.requested[0]
                kept = {
                    "episode": of_what.episode_id,
                    "edition": of_what.edition,
                    "release": of_what.release_id,
                }
                return HttpResponseRedirect(f"{tab}{make_query(kept)}#files")
        return self.show_rolls(request, production, form, refusal)

    def show_rolls(
        self, request: HttpRequest, production: Production, form: forms.Form, refusal: Refusal | None
    ) -> HttpResponse:
        part = self.read_part(request)
        exports = self.filter_exports(request, production)
        shown = exports.without_document().select_related("episode", "release", "production")
        approvals = production.approvals.with_edition_labels().live()
        if part["episode"]:
            approvals = approvals.filter(episode=part["episode"])
        approvals = approvals.select_related("approved_by", "episode", "release")[:MAX_SHOWN_SIGNATURES]
        context = self.make_page_context(request, production, _("Rolls")) | {
            "form": form,
            "main_fields": [form[name] for name in ("release", "episode", "edition", "language")],
            "screen_fields": [form[name] for name in SCREEN_FIELDS],
            "sets": [(code, label) for code, (label, _formats) in FORMAT_SETS.items()],
            "part": part,
            "query": make_query(part),
            "approvals": approvals,
            "bundle": self.owner.address("rolls_download", production) + make_query(part),
            "language": get_language(),
            **describe_exports(list(shown.newest_first()[:MAX_SHOWN_EXPORTS])),
        }
        return tell_to_wait(TemplateResponse(request, "admin/rolls.html", context), refusal)

    def filter_exports(self, request: HttpRequest, production: Production) -> Any:
        """The production's exports, of the episode and edition that the address names."""
        wanted = {name: value for name, value in self.read_part(request).items() if value}
        return production.exports.visible_to(staff_user(request)).with_edition_labels().filter(**wanted)

    def bundle_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """All finished files of the tab at once."""
        production = self.get_production(request, object_id)
        exports = self.filter_exports(request, production)
        return download_bundle(exports, stem=format_bundle_name(production.title))

    def cancel_view(self, request: HttpRequest, uid: Any) -> HttpResponse:
        """Cancel a waiting or running export."""
        export = get_object_or_404(Export.objects.visible_to(staff_user(request)).without_document(), uid=uid)
        if request.method == "POST":
            try:
                cancel_export(export, by=staff_user(request), now=timezone.now())
            except Refusal as refusal:
                self.owner.message_user(request, str(refusal), level="error")
        return HttpResponseRedirect(self.owner.address("rolls", export.production))


def order_package(production: Production, **asked: Any) -> ExportSet:
    """Ask for all formats as one export."""
    return ExportSet((request_export(production, **asked),), ())


def tell_of_order(request: HttpRequest, made: ExportSet) -> None:
    """Say what was asked for, what was refused of the rest, and what to look at in the roll."""
    first = made.requested[0]
    if first.is_package:
        messages.success(
            request, _("The package is being made, with: %s.") % _(", ").join(first.format_labels)
        )
    else:
        names = _(", ").join(str(export.get_format_display()) for export in made.requested)
        messages.success(request, _("These files are being made: %s.") % names)
    for sentence in made.refused:
        messages.error(request, sentence)
    warn_of_roll(request, read_document(first.document))

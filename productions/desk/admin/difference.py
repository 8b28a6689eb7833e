"""What changed since a release, person by person; and the next issue, which corrects it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import show_refusal
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.desk.admin.production_pages import ProductionPages
from productions.desk.admin.roll_forms import IssueForm, PartForm
from productions.operations.services.transactions import run_in_transaction
from productions.releases.models.releases import Release
from productions.releases.services.differences import Difference, find_difference
from productions.releases.services.releases import issue_release
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal

CHANGE_LABELS = {
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "renamed": gettext_lazy("renamed"),
    "moved": gettext_lazy("other roles"),
    "withheld": gettext_lazy("name withheld at the person's own wish"),
}
"""What happened to a person (`productions.rollkit.document.errata.ERRATUM_KINDS`), in the page's language."""


class DifferenceForm(PartForm):
    """Which two rolls."""

    release = forms.ModelChoiceField(
        Release.objects.none(),
        label=gettext_lazy("Roll"),
        required=False,
        empty_label=gettext_lazy("the working copy"),
    )
    since = forms.ModelChoiceField(
        Release.objects.none(),
        label=gettext_lazy("Compared with"),
        required=False,
        empty_label=gettext_lazy("the issue before"),
    )
    field_order = ("release", "episode", "edition", "since")


class CorrectForm(IssueForm):
    """Why the released roll is corrected; nothing is issued that was not looked at."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the ledger. What changed is printed in the roll, as above."),
    )
    field_order = ("reason", "override_reason", "names_checked")


@add_pages(Production)
class DifferenceDesk(ProductionPages):
    """The two pages."""

    def get_urls(self) -> list[URLPattern]:
        views = {
            "<path:object_id>/difference/": (self.difference_view, "difference"),
            "<path:object_id>/correct/": (self.correct_view, "correct"),
        }
        wrap = self.owner.admin_site.admin_view
        return [
            path(route, wrap(view), name=f"productions_production_{name}")
            for route, (view, name) in views.items()
        ]

    def difference_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The difference of two rolls; their choice is in the address."""
        production = self.get_production(request, object_id)
        form = self.make_form_builder(DifferenceForm, production)(request.GET)
        context = self.make_page_context(request, production, _("Difference")) | {"form": form}
        if form.is_valid():
            context |= self.describe_difference(request, production, **form.cleaned_data)
        return TemplateResponse(request, "admin/difference.html", context)

    def correct_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The next issue of a released roll: what is different, why, and its issue."""
        production, user = self.get_production(request, object_id), staff_user(request)
        if not self.owner.has_level(request, production, MembershipLevel.APPROVER):
            raise PermissionDenied
        posted = request.method == "POST"
        form = self.make_form_builder(CorrectForm, production)(request.POST if posted else None)
        form.initial |= request.GET.dict()
        if posted and form.is_valid():
            try:
                verb = partial(issue_release, production, by=user, now=timezone.now())
                release = run_in_transaction(partial(verb, **form.cleaned_data))
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, _("“%s” was issued.") % release)
                return HttpResponseRedirect(reverse("admin:productions_release_change", args=[release.pk]))
        context = self.make_page_context(request, production, _("Correct a released roll")) | {"form": form}
        part = self.make_form_builder(PartForm, production)(request.POST if posted else request.GET)
        if part.is_valid():
            context |= self.describe_difference(request, production, **part.cleaned_data) | {
                "correcting": True
            }
            if "found" in context:
                # What is shown now is what is issued next, after a refusal too.
                form.initial["seen"] = context["found"].digest
                form.data = {**form.data.dict(), "seen": context["found"].digest} if posted else form.data
        return TemplateResponse(request, "admin/difference.html", context)

    def describe_difference(
        self, request: HttpRequest, production: Production, **part: Any
    ) -> dict[str, Any]:
        """The difference in the page's language, or the sentences of a refusal."""
        try:
            found = find_difference(production, by=staff_user(request), **part)
        except Refusal as refusal:
            return {"refused": refusal.reasons}
        return {
            "found": found,
            "rows": build_change_rows(found),
            "counts": count_changes(found),
            "part": part,
        }


def build_change_rows(found: Difference) -> list[dict[str, Any]]:
    """The changes as they are shown."""
    language = get_page_language()
    return [
        {
            "kind": change.kind,
            "label": CHANGE_LABELS[change.kind],
            "before": change.name_before,
            "after": change.name_after,
            "roles": change.list_roles(language),
        }
        for change in found.changes
    ]


def count_changes(found: Difference) -> list[tuple[Any, int]]:
    return [(label, found.of_kind(kind)) for kind, label in CHANGE_LABELS.items()]

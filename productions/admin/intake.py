"""Imports, claims, and the ledger."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions import access
from productions.admin.base import ReadOnlyAdmin, VerbAdmin, staff_user
from productions.domain import claims
from productions.models import Claim, Event, ImportBatch, ImportRow
from productions.vocabulary import MembershipLevel


class DecisionForm(forms.Form):
    accept = forms.BooleanField(label=gettext_lazy("Accept the claim"), required=False)
    decision = forms.CharField(
        label=gettext_lazy("Decision and reason"), widget=forms.Textarea(attrs={"rows": 4})
    )


@admin.register(Claim)
class ClaimAdmin(VerbAdmin):
    list_display = ("kind", "production", "credit", "state", "opened_at")
    list_filter = ("state", "kind")
    list_select_related = ("production", "credit__role")
    search_fields = ("production__title",)
    autocomplete_fields = ("production", "credit", "contributor")
    fields = ("production", "kind", "credit", "contributor", "claimant_name", "claimant_email", "message")
    removable = False
    change_form_template = "admin/claim.html"
    create_verb = claims.open_claim

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who claims it, and what they say, is for those who decide."""
        if obj is None or self.has_level(request, obj, MembershipLevel.APPROVER):
            return self.fields
        return ("production", "kind", "credit")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<path:object_id>/decide/", view, name="productions_claim_decide"), *super().get_urls()]

    def decide_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Claim, **values: Any) -> None:
            claims.decide_claim(obj, by=staff_user(request), now=timezone.now(), **values)

        return self.act_view(request, object_id, DecisionForm, act, title=_("Decide claim"))


class OperatorAdmin(ReadOnlyAdmin):
    """For superusers: these lists run across productions."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and access.is_everyone(staff_user(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)


@admin.register(ImportBatch)
class ImportBatchAdmin(OperatorAdmin):
    list_display = ("filename", "kind", "production", "imported_at", "imported_by")
    list_select_related = ("production", "imported_by")
    fields = ("filename", "kind", "production", "imported_at", "imported_by", "digest", "figures")


@admin.register(ImportRow)
class ImportRowAdmin(OperatorAdmin):
    list_display = ("place", "statement", "outcome", "text", "message")
    list_filter = ("outcome", "statement")
    list_select_related = ("production",)
    search_fields = ("text", "message", "place")
    fields = ("batch", "place", "statement", "outcome", "text", "message", "production")


@admin.register(Event)
class EventAdmin(OperatorAdmin):
    list_display = ("at", "actor", "action", "entity_type", "production", "shown_reason", "seq")
    list_filter = ("action", "entity_type")
    list_select_related = ("actor", "production")
    search_fields = ("entity_uid", "reason")
    readonly_fields = ("shown_changes", "shown_reason")
    fields = (
        "seq", "at", "actor", "action", "entity_type", "entity_uid", "production", "shown_changes", "shown_reason",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("changes"))
    def shown_changes(self, event: Event) -> str:
        return DjangoJSONEncoder(ensure_ascii=False).encode(event.shown_changes)

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def shown_reason(self, event: Event) -> str:
        return event.shown_reason

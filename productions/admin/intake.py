"""Imports and the ledger."""

from typing import Any

from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from productions import access
from productions.admin.base import ReadOnlyAdmin
from productions.admin.rights import staff_user
from productions.models import Event, ImportBatch, ImportRow


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

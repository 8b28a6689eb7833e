"""The ledger, looked at across productions."""

from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy

from productions.admin_pages.operators import OperatorAdmin
from productions.ledger.models import Event


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

"""AI uses."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.narrowing import NARROWING_NAMES
from productions.credits.models.ai_uses import AIUse
from productions.credits.services import ai_uses
from productions.shared.choices import MembershipLevel
from productions.wishes.services import read_withholding_wishes


@admin.register(AIUse)
class AIUseAdmin(VerbAdmin):
    list_display = ("ai_system", "task", "credit", "source_type", "oversight")
    list_filter = ("task", "oversight", "source_type")
    list_select_related = ("ai_system", "credit__role", "credit__production")
    autocomplete_fields = ("credit", "ai_system", "validated_by")
    search_fields = ("ai_system__name", "credit__credited_as")
    fields = (
        "credit", "ai_system", "task", "source_type", "extent", ("share", "share_of", "share_method"), "input_kind",
        "oversight", "rework",
        ("validated_by", "validated_at"),
        "input", "note", "approval_ref",
    )  # fmt: skip
    narrowing_paths: ClassVar = {name: f"credit__{name}" for name in NARROWING_NAMES}
    create_verb = ai_uses.record_ai_use
    update_verb = ai_uses.update_ai_use

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who validated it is for approvers, where they withheld their name in the production."""
        fields = super().get_fields(request, obj)
        if obj is None or self.has_level(request, obj, MembershipLevel.APPROVER):
            return fields
        if obj.validated_by_id not in read_withholding_wishes(obj.credit.production):
            return fields
        return ["validated_at" if "validated_by" in name else name for name in fields]

"""One credit after another: the next one has all of the last but the person."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import urlencode

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.credits.models.credits import Credit
from productions.shared.choices import MembershipLevel

PERSON_FIELDS = frozenset(
    {
        "contributor", "credited_as", "name_breaks", "printed_as", "attribution", "absence_reason", "headcount", "named_count", "character_as_printed",
        "reason", "expected_version",
    }
)  # fmt: skip
"""Fields of the form that say who it is, and those of one change alone: the next credit begins without them."""


class NextCredit(admin.ModelAdmin):
    """With the pages of credits: what “Save and add another” keeps."""

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """A credit that follows another one has all of it but the person."""
        initial = super().get_changeform_initial_data(request)
        before = self.find_credit_before(request)
        if before is None:
            return initial
        names = [name for name in flatten_fieldsets(self.fieldsets or ()) if name not in PERSON_FIELDS]
        columns = {field.name: field.attname for field in Credit._meta.concrete_fields}
        return {name: getattr(before, columns[name]) for name in names if name in columns}

    def find_credit_before(self, request: HttpRequest) -> Credit | None:
        """The credit that the address says the new one is like, where the user may change it."""
        key = request.GET.get("like", "")
        known = key.isdecimal() and len(key) <= MAX_KEY_DIGITS
        found: Credit | None = self.get_queryset(request).filter(pk=key).first() if known else None
        return found if found is not None and self.has_level(request, found, MembershipLevel.EDITOR) else None

    def response_add(self, request: HttpRequest, obj: Credit, post_url_continue: str | None = None) -> Any:
        """Save and add another: by the key of this one, since an address would keep private notes in logs."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" not in request.POST:
            return response
        kept = {"like": str(obj.pk), "_changelist_filters": request.GET.get("_changelist_filters", "")}
        query = urlencode({name: value for name, value in kept.items() if value})
        return HttpResponseRedirect(f"{self.address('add')}?{query}")

"""The page that makes one contributor of two: whom, what that would do, then the act; and the way back (H15)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.admin_pages.pages import add_pages
from productions.admin_pages.pickers import PickerSelect
from productions.admin_pages.rights import staff_user
from productions.people.models.people import Contributor, ContributorName
from productions.removals.admin.removals import UndoPages, describe_touched
from productions.removals.services.doubled_credits import DoubledCredit, list_readable_doubled
from productions.removals.services.merge_preview import preview_merge
from productions.removals.services.merging import merge_contributors
from productions.removals.services.undo import undo_merge
from productions.users.models import User

PREVIEW = "_preview"
"""The button that shows what the act would do."""


class MergeForm(ReasonForm):
    """Which entry stays. `seen` is the one for which the page has shown what moves."""

    into = forms.ModelChoiceField(
        Contributor.objects.none(),
        label=gettext_lazy("Merge into"),
        widget=PickerSelect(ContributorName._meta.get_field("contributor"), admin.site),
    )
    field_order = ("into", "reason")

    def __init__(self, data: Any, user: User, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        into: Any = self.fields["into"]
        into.queryset = Contributor.objects.visible_to(user)


@add_pages(Contributor)
class MergePages(UndoPages):
    """Merge a contributor into another, and the way back."""

    def get_urls(self) -> list[URLPattern]:
        views = {"merge": self.merge_view, "undo-merge": self.undo_merge_view}
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        told: list[DoubledCredit] = []
        user, asked = staff_user(request), request.POST if request.method == "POST" else request.GET
        into = self.find_asked(request, asked.get("into", ""))
        wants_preview = PREVIEW in asked or asked.get("seen", asked.get("into", "")) != asked.get("into", "")

        def act(obj: Contributor, into: Contributor, reason: str) -> None:
            by = staff_user(request)
            merged = merge_contributors(obj, into=into, by=by, now=timezone.now(), reason=reason)
            told[:] = list_readable_doubled(merged.doubled, by=by)

        answer = self.owner.act_view(
            request,
            object_id,
            lambda data: MergeForm(None if wants_preview else data, user, initial=asked.dict()),
            act,
            title=_("Merge"),
            explanation=_(
                "Every credit keeps the name that it prints; this entry's uid redirects to the other one. Of a credit that both "
                "hold one is removed, and you are told which."
            ),
            back_to_list=True,
            describe=lambda obj: self.describe_merge(request, obj, into),
            template="admin/merge.html",
        )
        for pair in told:
            messages.warning(
                request,
                _("Both held “%(role)s” in “%(production)s”: one of the two credits was removed.")
                % {"role": pair.goes.label_without_names, "production": pair.goes.production},
            )
        return answer

    def find_asked(self, request: HttpRequest, key: str) -> Contributor | None:
        """The entry into which it would be merged, where the user sees one of that key."""
        seen = Contributor.objects.visible_to(staff_user(request))
        return seen.filter(pk=int(key)).first() if key.isdecimal() and len(key) <= MAX_KEY_DIGITS else None

    def describe_merge(
        self, request: HttpRequest, obj: Contributor, into: Contributor | None
    ) -> dict[str, Any]:
        """What it touches; and, once it is said into which entry, what moves there."""
        touched = describe_touched(obj, staff_user(request)) | {"preview_button": PREVIEW}
        return (
            touched
            if into is None
            else touched | {"preview": preview_merge(obj, into, by=staff_user(request))}
        )

    def undo_merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.undo_view(request, object_id, undo_merge)

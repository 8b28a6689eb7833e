"""What was removed in a production, with the way back for each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.history.admin.pages import read_before
from productions.history.services.labels import label_entry
from productions.history.services.removed import RemovedEntry, read_removed
from productions.shared.choices import MembershipLevel


@add_pages(Production)
class RemovedEntries(AddedPages):
    """The list of what was removed; removing and bringing back have pages of their own."""

    def get_urls(self) -> list[URLPattern]:
        view = self.owner.admin_site.admin_view(self.removed_view)
        # "removed" names the list of removed productions
        return [path("<path:object_id>/removed/", view, name="productions_production_history_removed")]

    def removed_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Newest first."""
        production = self.owner.get_entry(request, object_id)
        if not self.owner.has_level(request, production, MembershipLevel.VIEWER):
            raise PermissionDenied
        found, older = read_removed(production, user=staff_user(request), before=read_before(request))
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Removed"),
            "original": production,
            "entries": [row for each in found if (row := self.describe_removed(request, each)) is not None],
            "older": f"?before={older}" if older is not None else "",
            "back": reverse("admin:productions_production_history", args=[production.pk]),
            "opts": self.owner.opts,
        }
        return TemplateResponse(request, "admin/removed_entries.html", context)

    def describe_removed(self, request: HttpRequest, removed: RemovedEntry) -> dict[str, Any] | None:
        """A row of the list; None for what the user may not look at."""
        entry = removed.entry
        restore = ""
        if admin.site.is_registered(type(entry)):
            pages: Any = admin.site.get_model_admin(type(entry))
            if not pages.has_view_permission(request, entry):
                return None
            if pages.removable and pages.has_level(request, entry, MembershipLevel.EDITOR):
                restore = pages.address("undo_removal", entry)
        return {
            "kind": entry._meta.verbose_name,
            "label": label_entry(entry),
            "event": removed.event,
            "restore": restore,
        }

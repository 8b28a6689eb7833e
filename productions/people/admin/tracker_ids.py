"""Identifiers in the trackers of one's own productions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from productions.admin_pages.base import VerbAdmin
from productions.people.models.tracker_ids import TrackerId
from productions.people.services import tracker_ids

OWNERS = ("production", "episode", "cut", "contributor")


@admin.register(TrackerId)
class TrackerIdAdmin(VerbAdmin):
    list_display = ("scheme", "value", *OWNERS)
    list_filter = ("scheme",)
    list_select_related = ("production", "episode__production", "cut", "contributor")
    search_fields = ("value",)
    autocomplete_fields = OWNERS
    fields = (*OWNERS, "scheme", "value")
    create_verb = tracker_ids.add_tracker_id
    update_verb = tracker_ids.update_tracker_id

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return OWNERS if obj else ()

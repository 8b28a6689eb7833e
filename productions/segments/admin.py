"""Segments and parts."""

from collections.abc import Sequence

from django.contrib import admin

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.pickers import join_label, label_choices
from productions.segments import services as segments
from productions.segments.models import EpisodePart, Segment
from productions.shared.reader_texts import list_localised_columns
from productions.users.models import User


@label_choices(Segment, "production")
def label_segments(entries: Sequence[Segment], user: User) -> dict[int, str]:
    """Title, kind and work."""
    return {
        each.pk: join_label(each, each.get_kind_display() if each.title else "", each.production)
        for each in entries
    }


@admin.register(Segment)
class SegmentAdmin(VerbAdmin):
    list_display = ("__str__", "kind", "production", "first_episode", "last_episode")
    list_filter = ("kind",)
    list_select_related = ("production", "first_episode", "last_episode")
    search_fields = ("title", "production__title")
    autocomplete_fields = ("production", "first_episode", "last_episode")
    fields = (
        "production",
        "kind",
        ("title", *list_localised_columns(Segment, "title")),
        ("first_episode", "last_episode"),
    )
    narrowed_by = ("production",)
    create_verb = segments.create_segment
    update_verb = segments.update_segment


@admin.register(EpisodePart)
class EpisodePartAdmin(VerbAdmin):
    list_display = ("label", "production", "episode", "first_cut", "last_cut")
    list_select_related = ("production", "episode", "first_cut", "last_cut")
    search_fields = ("label", "production__title")
    autocomplete_fields = ("production", "episode", "first_cut", "last_cut")
    fields = (("production", "episode"), "label", ("first_cut", "last_cut"))
    create_verb = segments.create_part
    update_verb = segments.update_part

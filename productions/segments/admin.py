"""Segments and parts."""

from django.contrib import admin

from productions.admin_pages.base import VerbAdmin
from productions.segments import services as segments
from productions.segments.models import EpisodePart, Segment


@admin.register(Segment)
class SegmentAdmin(VerbAdmin):
    list_display = ("__str__", "kind", "production", "first_episode", "last_episode")
    list_filter = ("kind",)
    list_select_related = ("production", "first_episode", "last_episode")
    search_fields = ("title", "production__title")
    autocomplete_fields = ("production", "first_episode", "last_episode")
    fields = ("production", "kind", ("title", "title_en"), ("first_episode", "last_episode"))
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

"""Releases, exports and dumps: made elsewhere, looked at here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from productions.admin.base import ReadOnlyAdmin
from productions.models import Dump, Export, Release


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ("production", "episode", "edition", "number", "issued_at", "issued_by", "digest")
    list_filter = ("edition",)
    list_select_related = ("production", "episode", "issued_by")
    search_fields = ("production__title", "digest")
    fields = (
        "production", "episode", "edition", "number", "issued_at", "issued_by", "override_by", "override_reason",
        "digest", "previous_digest",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).without_document()


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    list_display = (
        "production",
        "episode",
        "format",
        "language",
        "state",
        "progress",
        "requested_at",
        "size",
    )
    list_filter = ("state", "format")
    list_select_related = ("production", "episode")
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "edition", "release", "format", "language", "state", "progress", "attempts",
        "requested_by", "requested_at", "finished_at", "size", "digest", "error",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).without_document()


@admin.register(Dump)
class DumpAdmin(ReadOnlyAdmin):
    list_display = (
        "requested_at",
        "night",
        "state",
        "progress",
        "finished_at",
        "size",
        "last_seq",
        "dropped_at",
    )
    list_filter = ("state",)
    fields = (
        "requested_at", "requested_by", "night", "state", "progress", "attempts", "finished_at", "size", "last_seq",
        "dropped_at", "error",
    )  # fmt: skip

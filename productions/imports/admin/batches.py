"""Imports of all productions: looked at by operators."""

from django.contrib import admin

from productions.admin_pages.operators import OperatorAdmin
from productions.imports.models import ImportBatch, ImportRow


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

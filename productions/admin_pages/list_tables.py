"""A list as a file: its columns with their labels, the rows that it is narrowed to, and no more than it shows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from importlib import import_module
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from productions.rollkit.csv_table import stream_csv

TABLE_FORMATS = ("csv", "xlsx")
XLSX_TABLE = "productions.rollkit.xlsx_table"  # loaded when a workbook is asked for: it is slow to load
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAX_TABLE_ROWS = 200_000
"""Rows of one file: their keys are in memory at once, and a worker makes it for as long as it takes."""
BATCH_ROWS = 1000
"""Rows that are read at once."""


def send_table(page: Any, request: HttpRequest, form: str) -> HttpResponseBase:
    """The list that the address describes, as a file of one of TABLE_FORMATS. `page` is its ModelAdmin. Raises PermissionDenied."""
    if not page.has_view_or_change_permission(request):
        raise PermissionDenied
    back = f"{request.path}?{request.GET.urlencode()}"
    try:
        shown = page.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return HttpResponseRedirect(back)  # whose page says what is wrong
    if shown.result_count > MAX_TABLE_ROWS:
        told = _(
            "The list is longer than a file may be (%(limit)s): narrow it first, to a production or an episode."
        )
        messages.error(request, told % {"limit": f"{MAX_TABLE_ROWS:,}"})
        return HttpResponseRedirect(back)
    table = ListTable(page, shown)
    name = f"{page.opts.verbose_name_plural} {localdate():%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    if form == "csv":
        return StreamingHttpResponse(
            stream_csv(table.headings, table.list_rows()), content_type=MEDIA_TYPES[form], headers=headers
        )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    import_module(XLSX_TABLE).write_xlsx(file, page.opts.model_name, table.headings, table.list_rows())
    file.seek(0)
    return FileResponse(file, content_type=MEDIA_TYPES[form], headers=headers)


class ListTable:
    """The columns of a list, and its rows as texts in the language of whoever asked."""

    def __init__(self, page: Any, shown: Any) -> None:
        self.page = page
        self.rows = shown.queryset
        self.columns = [name for name in shown.list_display if name != "action_checkbox"]
        self.has_uid = any(field.name == "uid" for field in page.model._meta.concrete_fields)
        self.language = translation.get_language()
        labels: list[Any] = [label_for_field(name, page.model, page) for name in self.columns]
        self.headings = [*(str(capfirst(label)) for label in labels), *(["UID"] if self.has_uid else [])]

    def list_rows(self) -> Iterator[list[str]]:
        """Every row, in the list's order; read in batches by key, so that no cursor is held while somebody downloads."""
        keys = list(self.rows.values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH_ROWS):
            batch = keys[start : start + BATCH_ROWS]
            rows = list(self.rows.filter(pk__in=batch))
            self.page.prepare_rows(rows)
            found = {row.pk: row for row in rows}
            with translation.override(self.language):
                texts = [self.describe_row(found[key]) for key in batch if key in found]
            yield from texts

    def describe_row(self, row: Any) -> list[str]:
        cells = [self.describe_cell(name, row) for name in self.columns]
        return [*cells, str(row.uid)] if self.has_uid else cells

    def describe_cell(self, name: Any, row: Any) -> str:
        try:
            field, _column, value = lookup_field(name, row, self.page)
        except ObjectDoesNotExist:
            return ""
        if field is not None and getattr(field, "flatchoices", None):
            return str(getattr(row, f"get_{field.name}_display")())
        return format_cell(getattr(row, field.name) if field is not None and field.is_relation else value)


def format_cell(value: Any) -> str:
    """A value as a program reads it in a sheet: times as ISO 8601 in the site's zone, without markup."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return localtime(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return unescape(strip_tags(text)) if hasattr(value, "__html__") else text

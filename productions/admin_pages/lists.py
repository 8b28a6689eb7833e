"""What every list of the admin has: narrowing, the frame of the production that it is narrowed to, files of what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, QueryDict
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst

from productions.admin_pages.frame import Frame, build_frame
from productions.admin_pages.list_tables import TABLE_FORMATS, send_table
from productions.admin_pages.narrowing import (
    NARROWING_NAMES,
    TYPED_NAMES,
    Narrowing,
    NarrowingFilter,
    list_narrowing_paths,
    read_key,
    read_narrowing,
)
from productions.shared.choices import MembershipLevel

NARROWING_FIELDS = ("pk", "id", "uid", *NARROWING_NAMES)
"""Columns by which every list may be narrowed, where it has them."""
EXACT_LOOKUPS = frozenset({"", "__exact", "__id__exact", "__pk__exact", "__isnull", "__in", "__gte", "__lt"})
"""Lookups that Django's own filters make."""
FORMAT_NAME = "as"
"""What asks for a list as a file, in its own address: `?as=csv`."""


class ListPages(admin.ModelAdmin):
    """Lists of one model's entries."""

    narrowing_paths: ClassVar[Mapping[str, str] | None] = None
    """From a row to what lists are narrowed to, by name; None: by the row's own columns."""
    own_lookups: ClassVar[frozenset[str]] = frozenset()
    """By what else other pages narrow the list; what they tell must be on it."""
    empty_help: ClassVar[Any] = ""
    """Where entries come from, for a list that has none."""

    def find_narrowing_paths(self) -> Mapping[str, str]:
        return list_narrowing_paths(self.model) if self.narrowing_paths is None else self.narrowing_paths

    def get_narrowing(self, request: HttpRequest) -> Narrowing:
        """What the address narrows the list to; read once a request."""
        found: Narrowing | None = getattr(request, "staffroll_narrowing", None)
        if found is None:
            found = read_narrowing(request, self.model, self.find_narrowing_paths())
            request.staffroll_narrowing = found
        return found

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (NarrowingFilter, *super().get_list_filter(request))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """A list is narrowed by its own filters and by what its rows belong to, and by nothing else.

        Django would take any column, and so tell values that no page shows, letter by letter.
        """
        if lookup in self.own_lookups:
            return True
        if lookup in [TYPED_NAMES.get(name) for name in self.find_narrowing_paths()]:
            return True  # in place of a key
        filters = [name for name in self.get_list_filter(request) if isinstance(name, str)]
        return any(
            lookup.removeprefix(name) in EXACT_LOOKUPS
            for name in (*filters, *NARROWING_FIELDS)
            if lookup.startswith(name)
        )

    def prepare_rows(self, rows: Any) -> None:
        """Read together what columns say of other entries than those that rows refer to."""

    def find_list_frame(self, request: HttpRequest) -> Frame | None:
        """The frame of the one production that the list is narrowed to; None for whoever is no member of it."""
        chosen = self.get_narrowing(request).chosen
        production = chosen.get("production")
        if production is None or not self.has_level(request, production, MembershipLevel.VIEWER):
            return None
        levels = {level for level in MembershipLevel if self.has_level(request, production, level)}
        return build_frame(request, chosen.get("episode", production), production, levels)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        wanted = request.GET.get(FORMAT_NAME, "")
        request.GET = drop_format(request.GET)  # type: ignore[assignment]  # it is immutable again
        request.frame = SimpleLazyObject(lambda: self.find_list_frame(request))
        if request.method == "GET" and wanted in TABLE_FORMATS:
            return send_table(self, request, wanted)
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "table_formats": TABLE_FORMATS,
            "empty_help": self.empty_help,
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """Whoever adds an entry to a narrowed list means one of that production and episode."""
        narrowed = QueryDict(request.GET.get("_changelist_filters", ""))
        keys = {name: read_key(narrowed, name) for name in NARROWING_NAMES}
        initial = super().get_changeform_initial_data(request)
        return {name: key for name, key in keys.items() if key} | initial


def drop_format(query: QueryDict) -> QueryDict:
    """The address without what asks for a file: the list knows its own words alone."""
    left = query.copy()
    left.pop(FORMAT_NAME, None)
    left._mutable = False
    return left

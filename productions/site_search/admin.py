"""The page of what a search found, grouped by kind, with the way to each kind's whole list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from productions.admin_pages.rights import staff_user
from productions.admin_pages.site import add_site_page
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.history.services.labels import label_entry
from productions.site_search.services import MAX_TEXT_CHARACTERS, FoundKind, search_site


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry of the page; `note` tells it from others of the same name."""

    label: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One kind of entries. `more` is the address of its whole list, where there is more."""

    title: str
    entries: list[FoundEntry]
    more: str


@add_site_page("search/", name="search")
def search_view(request: HttpRequest) -> HttpResponse:
    """Everything that `?q=` may mean."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:MAX_TEXT_CHARACTERS]
    sections = [describe_kind(kind, text) for kind in search_site(text, staff_user(request))]
    context = admin.site.each_context(request) | {
        "title": _("Search: %s") % text if text else _("Search"),
        "site_search_text": text,
        "sections": sections,
    }
    return TemplateResponse(request, "admin/search.html", context)


def describe_kind(kind: FoundKind, text: str) -> FoundSection:
    name = f"admin:productions_{kind.model._meta.model_name}"
    entries = [
        FoundEntry(label_found(entry), note_found(entry), reverse(f"{name}_change", args=[entry.pk]))
        for entry in kind.entries
    ]
    more = f"{reverse(f'{name}_changelist')}?{urlencode({'q': text})}" if kind.more else ""
    return FoundSection(capfirst(str(kind.model._meta.verbose_name_plural)), entries, more)


def label_found(entry: Any) -> str:
    """What the entry is called; of a credit also whom it names."""
    if isinstance(entry, Credit) and entry.credited_as:
        return _("%(name)s: %(credit)s") % {"name": entry.credited_as, "credit": label_entry(entry)}
    return label_entry(entry)


def note_found(entry: Any) -> str:
    """The production that it belongs to, the year of a production, the department of a role."""
    if isinstance(entry, Production):
        return str(entry.year or "")
    return str(getattr(entry, "production", None) or getattr(entry, "department", None) or "")

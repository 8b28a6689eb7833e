"""Where the page of an entry is, for one user."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from productions.coverage.models import RequiredRole
from productions.credits.models.ai_uses import AIDeclaration
from productions.credits.models.billing import Billing
from productions.imports.models import ImportBatch

PRODUCTION_PAGES: dict[type[Any], str] = {Billing: "billing", RequiredRole: "required_roles"}
"""Entries without a page of their own, by the production's page that shows them."""


def find_entry_address(request: HttpRequest, entry: Any) -> str:
    """The page of an entry; empty where it has none, was removed, or is not the user's to look at."""
    if getattr(entry, "removed_at", None) is not None:
        return ""
    if isinstance(entry, ImportBatch) and entry.production_id is not None:
        return reverse("admin:productions_production_import_batch", args=[entry.production_id, entry.uid])
    if isinstance(entry, AIDeclaration):
        entry = entry.credit
    if (page := PRODUCTION_PAGES.get(type(entry))) is not None:
        return reverse(f"admin:productions_production_{page}", args=[entry.production_id])
    if not admin.site.is_registered(type(entry)):
        return ""
    pages = admin.site.get_model_admin(type(entry))
    if not pages.has_view_permission(request, entry):
        return ""
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])

"""The first page: what this is, what is new, and where to look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from api.pages.public_page import PublicPage
from api.pages.reads import read

NEWEST_ISSUES = 6
NEWEST_PRODUCTIONS = 12
"""Entries that the first page shows of a list."""


class HomePage(PublicPage):
    """The first page."""

    template_name = "pages/home.html"
    shown = "production-list"

    def describe(self) -> dict[str, Any]:
        newest = {"ordering": "-uid", "count": "exact", **self.wording}
        productions = read("production-list", {"page_size": str(NEWEST_PRODUCTIONS), **newest})
        issues = read("release-list", {"page_size": str(NEWEST_ISSUES), **newest})
        people = read("contributor-list", {"page_size": "1", "count": "exact"})
        return {
            "productions": productions["results"],
            "issues": issues["results"],
            "figures": {
                "productions": productions["count"],
                "contributors": people["count"],
                "issues": issues["count"],
            },
        }


@require_safe
def lead_home(request: HttpRequest) -> HttpResponse:
    """The first page in the language that the reader's browser asks for."""
    response = redirect("pages:home")
    patch_vary_headers(response, ["Accept-Language"])
    return response

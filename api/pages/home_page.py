"""The first page: what this is, what is new, and where to look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from api.pages.counted_page import CountedPage
from api.pages.linked_data import write_linked_data
from api.pages.reads import read
from api.pages.site_linked_data import describe_site

NEWEST_ISSUES = 6
NEWEST_PRODUCTIONS = 12
"""Entries that the first page shows of a list."""


class HomePage(CountedPage):
    """The first page."""

    template_name = "pages/home.html"
    shown = "production-list"

    def describe(self) -> dict[str, Any]:
        newest = {"ordering": "-uid", **self.wording}
        productions = read("production-list", {"page_size": str(NEWEST_PRODUCTIONS), **newest})
        issues = read("release-list", {"page_size": str(NEWEST_ISSUES), **newest})
        addresses = map(self.request.build_absolute_uri, (self.get_address(), reverse("pages:search")))
        return {
            "linked_data": write_linked_data(describe_site(*addresses)),
            "productions": productions["results"],
            "issues": issues["results"],
            "statistics": self.read_statistics(),
        }


@require_safe
def lead_home(request: HttpRequest) -> HttpResponse:
    """The first page in the language that the reader's browser asks for."""
    response = redirect("pages:home")
    patch_vary_headers(response, ["Accept-Language"])
    return response

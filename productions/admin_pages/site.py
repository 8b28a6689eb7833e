"""The admin site: Django's, with pages that belong to no model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page at `/admin/<route>`, named `admin:<name>`."""

    route: str
    name: str
    view: Callable[..., HttpResponse]


SITE_PAGES: list[SitePage] = []


def add_site_page(route: str, *, name: str) -> Callable[[Callable[..., HttpResponse]], Any]:
    """Register a view as a page of the site, for whoever is signed in to it, as `add_pages` does for entries."""

    def register(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        SITE_PAGES.append(SitePage(route, name, view))
        return view

    return register


class StaffrollSite(admin.AdminSite):
    """Where all pages of the desk are."""

    enable_nav_sidebar = False
    """A list of all tables beside every page would be longer than the page: they have one of their own (`all_records`)."""

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """The site's own pages come first: Django's last address takes whatever is left."""
        own = [path(page.route, self.admin_view(page.view), name=page.name) for page in SITE_PAGES]
        return [*own, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page has: Django's, without the list of all models.

        Only Django's sidebar shows that list. To make and sort it for nothing took an eighth of the time of a page.
        """
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": request.META["SCRIPT_NAME"] or self.site_url,
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "is_nav_sidebar_enabled": self.enable_nav_sidebar,
            "log_entries": self.get_log_entries(request),
        }

"""The admin site: Django's, with pages that belong to no model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
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

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """The site's own pages come first: Django's last address takes whatever is left."""
        own = [path(page.route, self.admin_view(page.view), name=page.name) for page in SITE_PAGES]
        return [*own, *super().get_urls()]

"""What search engines may find: the pages of every public entry, in each language (sitemaps.org), and robots.txt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from api.resources.registry import RESOURCES_BY_NAME
from productions.shared.choices import ContributorKind

MAX_SITEMAP_ENTRIES = 5000
"""Entries of one file. Each is there in every language, and a file may have 50,000 addresses."""


class EntrySitemap(Sitemap):  # type: ignore[type-arg]  # at run time it takes none
    """The pages of one resource's public entries."""

    i18n = alternates = x_default = True
    limit = MAX_SITEMAP_ENTRIES

    def __init__(self, page: str, resource: str, **narrowed: str) -> None:
        self.page, self.resource, self.narrowed = page, resource, narrowed

    def items(self) -> QuerySet[Any, UUID]:
        rows: Any = RESOURCES_BY_NAME[self.resource].rows
        found: QuerySet[Any, UUID] = rows.filter(**self.narrowed).order_by("pk").values_list("uid", flat=True)
        return found

    def location(self, uid: UUID) -> str:
        return reverse(f"pages:{self.page}", kwargs={"uid": uid})


class FixedSitemap(Sitemap):  # type: ignore[type-arg]  # as above
    """The pages that are of no entry."""

    i18n = alternates = x_default = True

    def items(self) -> list[str]:
        return ["home", "how-to-read", "statistics", "data"]

    def location(self, page: str) -> str:
        return reverse(f"pages:{page}")


SITEMAPS: dict[str, Sitemap] = {  # type: ignore[type-arg]
    "site": FixedSitemap(),
    "works": EntrySitemap("production", "production"),
    "episodes": EntrySitemap("episode", "episode"),
    "people": EntrySitemap("person", "contributor", kind=ContributorKind.PERSON),
    "studios": EntrySitemap("studio", "contributor", kind=ContributorKind.ORGANIZATION),
    "issues": EntrySitemap("issue", "release"),
    "ai-systems": EntrySitemap("ai-system", "ai-system"),
}


@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309): pages may be read; the desk, and searches without end, need no robot."""
    sitemap = request.build_absolute_uri(reverse("sitemap-index"))
    lines = ("User-agent: *", "Disallow: /admin/", "Disallow: /*/search/", f"Sitemap: {sitemap}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

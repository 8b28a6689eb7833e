"""The People tab of a production: everybody credited in it, found in any script."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.credits.services.credited_people import (
    count_credited_people,
    count_unnamed_credits,
    describe_credited_people,
)
from productions.shared.choices import MembershipLevel

PEOPLE_PER_PAGE = 100


@add_pages(Production)
class PeoplePages(AddedPages):
    """Who is credited, by which names, for what."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("people", self.people_view)]

    def people_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production, user = self.owner.get_entry(request, object_id), staff_user(request)
        text = request.GET.get("q", "")
        page = Paginator(count_credited_people(production, text, user=user), PEOPLE_PER_PAGE).get_page(
            request.GET.get("p")
        )
        context = self.owner.admin_site.each_context(request) | {
            "title": _("People"),
            "original": production,
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
            "text": text,
            "people": describe_credited_people(production, page, user=user),
            "count": page.paginator.count,
            "unnamed": count_unnamed_credits(production, user=user),
            "is_editor": self.owner.has_level(request, production, MembershipLevel.EDITOR),
            "links": make_page_links(page, {"q": text} if text else {}),
        }
        return TemplateResponse(request, "admin/people.html", context)


def make_page_links(page: Page[Any], asked: dict[str, str]) -> dict[str, Any]:
    """The addresses around a page of a list, which keep what was asked for."""

    def make_link(number: int) -> str:
        return f"?{urlencode({**asked, 'p': str(number)})}"

    return {
        "number": page.number,
        "pages": page.paginator.num_pages,
        "before": make_link(page.previous_page_number()) if page.has_previous() else "",
        "after": make_link(page.next_page_number()) if page.has_next() else "",
    }

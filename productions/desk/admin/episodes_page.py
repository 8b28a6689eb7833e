"""Episodes and cuts of a production: how far each is, and the ways to its pages."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.frame import get_page_address
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.desk.services.episode_rows import EpisodeRow, list_episode_rows
from productions.shared.choices import MembershipLevel


class EpisodeLine(NamedTuple):
    """A row of the page; addresses are empty where no topic has such a page."""

    row: EpisodeRow
    address: str
    sheet: str
    credit_list: str
    drafts: str
    unasked: str
    roll: str


@add_pages(Production)
class EpisodesDesk(AddedPages):
    """The tab."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("episodes", self.episodes_view)]

    def episodes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production: Production = self.owner.get_entry(request, object_id)
        rows = list_episode_rows(production, staff_user(request))
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Episodes and cuts"),
            "original": production,
            "opts": self.owner.opts,
            "back": self.owner.get_first_address(production),
            "lines": [make_episode_line(production, row) for row in rows],
            "is_editor": self.owner.has_level(request, production, MembershipLevel.EDITOR),
            "add": make_add_address("episode", production),
            "add_range": get_page_address("episode_range", production),
            "add_like_last": get_page_address("episode_from", production) if len(rows) > 1 else "",
            "cut_list": f"{reverse('admin:productions_cut_changelist')}?{narrow_to(production)}",
        }
        return TemplateResponse(request, "admin/episodes.html", context)


def make_episode_line(production: Production, row: EpisodeRow) -> EpisodeLine:
    of_episode: dict[str, Any] = {"episode": row.episode.pk} if row.episode is not None else {}
    return EpisodeLine(
        row,
        address=reverse("admin:productions_episode_change", args=[row.episode.pk]) if row.episode else "",
        sheet=get_page_address("cut_sheet", production, **of_episode),
        credit_list=get_page_address("credit_list", production, **of_episode),
        drafts=get_page_address("review", production, show="drafts", **of_episode),
        unasked=get_page_address("review", production, show="ai", **of_episode),
        roll=get_page_address("rolls", production, **of_episode),
    )


def narrow_to(production: Production) -> str:
    return urlencode({"production__id__exact": production.pk})


def make_add_address(kind: str, production: Production) -> str:
    """The form for a new entry of this kind, with the production chosen."""
    return f"{reverse(f'admin:productions_{kind}_add')}?{urlencode({'production': production.pk})}"

"""The cut sheet of an episode or a film: its page, and the addresses that the page's script asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.admin.json_answers import answer_json, read_sent_json, tell_refusals
from productions.entry.admin.page_texts import list_page_texts
from productions.entry.services.cell_requests import read_sent_changes
from productions.entry.services.cell_saving import save_cells
from productions.entry.services.sheet import make_first_marker, read_whole_sheet
from productions.shared.choices import MembershipLevel

ADDRESSES = ("cells",)
"""The ends of the addresses that the script asks."""


@add_pages(Production)
class CutSheetPages(EpisodePages):
    """The sheet of a production's episode (`?episode=`), or of the cuts that it has by itself."""

    def get_urls(self) -> list[URLPattern]:
        views = {"cells": self.cells_view}
        wrap = self.owner.admin_site.admin_view
        asked = [
            path(
                f"<path:object_id>/cut-sheet/{name}/",
                wrap(view),
                name=f"productions_production_cut_sheet_{name}",
            )
            for name, view in views.items()
        ]
        return [*asked, self.owner.make_entry_path("cut-sheet", self.page_view)]

    def page_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page; its script loads the cells."""
        place = self.get_place(request, object_id)
        production = place.production
        query = f"?{urlencode({'episode': place.episode.pk})}" if place.episode else ""
        addresses = {
            name: reverse(f"admin:productions_production_cut_sheet_{name}", args=[production.pk]) + query
            for name in ADDRESSES
        }
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Cut sheet"),
            "original": production,
            "episode": place.episode,
            "episodes": production.episodes.live().in_order(),
            "back": self.owner.address("change", production),
            "opts": self.owner.opts,
            "is_editor": self.owner.has_level(request, production, MembershipLevel.EDITOR),
            "sheet": {"addresses": addresses, "texts": list_page_texts(), "language": get_language() or "en"},
        }
        return TemplateResponse(request, "admin/cut_sheet.html", context)

    @tell_refusals("GET", "PATCH")
    def cells_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The sheet, or changed cells of it stored."""
        now = timezone.now()
        place, user = self.get_place(request, object_id), staff_user(request)
        if request.method == "PATCH":
            results = save_cells(place, read_sent_changes(read_sent_json(request)), by=user, now=now)
            return answer_json({"marker": make_first_marker(now), "cells": results})
        may_edit = self.owner.has_level(request, place.production, MembershipLevel.EDITOR)
        sheet: Any = read_whole_sheet(place, user=user, may_edit=may_edit, marker=make_first_marker(now))
        return answer_json(sheet)

"""The heat map of an episode: where nobody is entered, what is not confirmed, where nobody was asked about AI."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.services.sheet_places import find_first_episode
from productions.review.admin.heat_map_table import LAYERS, build_table, describe_legend
from productions.review.admin.queue_pages import make_page_address, make_review_address
from productions.review.services.heat_map import read_heat_map


@add_pages(Production)
class HeatMapPages(EpisodePages):
    """Cuts by roles of an episode (`?episode=`), one layer at a time (`?layer=`)."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("heat-map", self.heat_map_view)]

    def heat_map_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        place = self.get_place(request, object_id)
        production = place.production
        if "episode" not in request.GET and (first := find_first_episode(production)):
            return HttpResponseRedirect(f"{request.path}?{urlencode({'episode': first.pk})}")
        layer = request.GET.get("layer", "")
        layer = layer if layer in LAYERS else "missing"
        heat, sheet = (
            read_heat_map(place, layer, user=staff_user(request)),
            make_page_address(place, "cut_sheet"),
        )
        head, rows = build_table(heat, layer, sheet)
        query = {"episode": str(place.episode.pk)} if place.episode else {}
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Heat map"),
            "original": production,
            "episode": place.episode,
            "episodes": production.episodes.live().in_order(),
            "back": self.owner.get_first_address(production),
            "review": make_review_address(place, "cells" if layer == "missing" else "drafts"),
            "opts": self.owner.opts,
            "layer": layer,
            "layers": [
                (label, f"?{urlencode(query | {'layer': word})}", word == layer)
                for word, (label, _mark_cell) in LAYERS.items()
            ],
            "legend": describe_legend(layer),
            "heat": heat,
            "sheet": sheet,
            "head": head,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/heat_map.html", context)

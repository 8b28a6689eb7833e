"""The ways to cut sheets from the pages of what they are of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from productions.admin_pages.pages import AddedPages, add_pages
from productions.catalogue.models.works import Episode


@add_pages(Episode)
class EpisodeCutSheetLink(AddedPages):
    """From an episode to its own sheet; a production's template links to the page itself."""

    def get_form_context(self, request: HttpRequest, episode: Episode) -> dict[str, Any]:
        page = reverse("admin:productions_production_cut_sheet", args=[episode.production_id])
        return {"cut_sheet": f"{page}?{urlencode({'episode': episode.pk})}"}

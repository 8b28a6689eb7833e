"""Making a range of episodes at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.catalogue.services.episode_ranges import (
    MAX_TYPED_CHARACTERS,
    add_episodes,
    list_episode_numbers,
)


class EpisodeRangeForm(forms.Form):
    episodes = forms.CharField(
        label=gettext_lazy("Episodes"),
        max_length=MAX_TYPED_CHARACTERS,
        help_text=gettext_lazy("A range such as 1–12, or one number. Those that are there already stay."),
    )


@add_pages(Production)
class EpisodeRangePage(AddedPages):
    """Those of a range that are not there yet."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("episode-range", self.range_view)]

    def range_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form; whoever has made the episodes goes on where their credits come in."""
        made: list[Production] = []

        def act(production: Production, *, episodes: str, **_values: Any) -> None:
            numbers = list_episode_numbers(episodes)
            add_episodes(production, numbers=numbers, by=staff_user(request), now=timezone.now())
            made[:] = [production]

        page = self.owner.act_view(request, object_id, EpisodeRangeForm, act, title=_("Add episodes"))
        return HttpResponseRedirect(self.owner.address("import", made[0])) if made else page

"""What an episode has of the whole series: which of it does not hold in this one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.forms import tell_to_wait
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.series_credits import except_episode, include_episode, is_of_series
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.services.credit_list_rows import is_of_more, read_list_rows
from productions.entry.services.sheet_places import SheetPlace
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal

ACTS = {"except": except_episode, "include": include_episode}


@add_pages(Production)
class SeriesStaffPage(EpisodePages):
    """Standing credits as an episode inherits them; `?episode=` names it, the first one where it names none."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("credit-list-series", self.series_view)]

    def series_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        place = self.get_place(request, object_id)
        if place.episode is None:
            place = SheetPlace(place.production, place.production.episodes.live().in_order().first())
        if place.episode is None:
            raise Http404
        query = urlencode({"episode": place.episode.pk})
        address = f"{self.owner.address('credit_list_series', place.production)}?{query}"
        credit_list = f"{self.owner.address('credit_list', place.production)}?{query}"
        refusal: Refusal | None = None
        if request.method == "POST":
            if not self.owner.has_level(request, place.production, MembershipLevel.EDITOR):
                raise PermissionDenied
            try:
                run_in_transaction(lambda: self.do_act(request, place))
            except Refusal as told:
                refusal = told
            else:
                return HttpResponseRedirect(address)
        listed = read_list_rows(place)
        excepted = Credit.objects.of_series_except(place.episode).select_related("role", "contributor")
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Of the series"),
            "original": place.production,
            "episode": place.episode,
            "rows": [(row, is_of_series(row.credit)) for row in listed if is_of_more(row.credit, place)],
            "excepted": excepted.filter(cut=None).in_roll_order(),
            "refused": refusal.reasons if refusal else (),
            "credit_list": credit_list,
            "is_editor": self.owner.has_level(request, place.production, MembershipLevel.EDITOR),
            "back": self.owner.get_first_address(place.production),
            "opts": self.owner.opts,
        }
        return tell_to_wait(TemplateResponse(request, "admin/series_staff.html", context), refusal)

    def do_act(self, request: HttpRequest, place: SheetPlace) -> None:
        """What the pressed button says: `except` or `include` with the key of a credit. Raises Refusal."""
        assert place.episode is not None
        name = next((name for name in ACTS if name in request.POST), "")
        key = request.POST.get(name, "")
        found = Credit.objects.current().filter(production=place.production)
        credit: Any = found.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
        if credit is None:
            raise Refusal(_("Somebody changed the staff of this episode meanwhile; choose again."))
        ACTS[name](credit, episode=place.episode, by=staff_user(request), now=timezone.now())
        told = {
            "except": _(
                "“%(credit)s” does not hold in %(episode)s. Enter who does it there in the credit list."
            ),
            "include": _("“%(credit)s” holds in %(episode)s again."),
        }
        messages.success(request, told[name] % {"credit": credit, "episode": place.episode})

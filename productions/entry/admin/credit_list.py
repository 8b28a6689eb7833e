"""The credit list of an episode or a whole production: its page, and the addresses that the page's script asks."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.admin.json_answers import answer_json, read_sent_json, tell_refusals
from productions.entry.services.credit_list_order import order_list
from productions.entry.services.credit_list_requests import read_order, read_sent_rows
from productions.entry.services.credit_list_rows import describe_list, describe_state, read_list_rows
from productions.entry.services.credit_list_saving import save_list
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Stale


@add_pages(Production)
class CreditListPages(EpisodePages):
    """The credits without a cut, as rows in the order of the roll."""

    def get_urls(self) -> list[URLPattern]:
        views = {"rows": self.rows_view, "order": self.order_view}
        wrap = self.owner.admin_site.admin_view
        return [
            path(
                f"<path:object_id>/credit-list/{name}/",
                wrap(view),
                name=f"productions_production_credit_list_{name}",
            )
            for name, view in views.items()
        ]

    @tell_refusals("GET", "PATCH")
    def rows_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The list, or changed rows of it stored."""
        now = timezone.now()
        place, user = self.get_place(request, object_id), staff_user(request)
        if request.method == "PATCH":
            self.require_editor(request, place)
            return answer_json(save_list(place, read_sent_rows(read_sent_json(request)), by=user, now=now))
        may_edit = self.owner.has_level(request, place.production, MembershipLevel.EDITOR)
        return answer_json(describe_list(place, may_edit=may_edit, now=now))

    @tell_refusals("POST")
    def order_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The rows in another order; 409 with the list as it is where somebody changed that since."""
        now = timezone.now()
        place, user = self.get_place(request, object_id), staff_user(request)
        self.require_editor(request, place)
        version, order = read_order(read_sent_json(request))
        store = partial(order_list, place, order, expected_version=version, by=user, now=now)
        try:
            run_in_transaction(store)
        except Stale as stale:
            state = describe_state(place, read_list_rows(place))
            return answer_json({"reasons": stale.reasons, **state}, 409)
        return answer_json(describe_state(place, read_list_rows(place)))

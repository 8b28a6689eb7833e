"""The credit list of an episode or a whole production: its page, and the addresses that the page's script asks."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.entry.admin.credit_list_texts import build_list_texts
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.admin.json_answers import (
    answer_json,
    read_sent_json,
    read_sent_list,
    read_sent_uid,
    tell_refusals,
)
from productions.entry.services.ai_answers import read_ai_answer
from productions.entry.services.ai_questions import describe_questions
from productions.entry.services.credit_list_ai import answer_list_ai, take_back_list_answer
from productions.entry.services.credit_list_news import tell_list_news
from productions.entry.services.credit_list_order import order_list
from productions.entry.services.credit_list_requests import read_order, read_sent_rows
from productions.entry.services.credit_list_rows import describe_list, describe_state, read_list_rows
from productions.entry.services.credit_list_saving import save_list
from productions.entry.services.sheet_news import read_visit
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Stale

LISTED = {"rows": "rows", "order": "order", "news": "news", "ai": "ai-answers"}
"""The addresses that the script asks, by name, and how they end: a production has a page that ends with `ai`."""


@add_pages(Production)
class CreditListPages(EpisodePages):
    """The credits without a cut, as rows in the order of the roll."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.owner.admin_site.admin_view
        asked = [
            path(
                f"<path:object_id>/credit-list/{end}/",
                wrap(getattr(self, f"{name}_view")),
                name=f"productions_production_credit_list_{name}",
            )
            for name, end in LISTED.items()
        ]
        return [*asked, self.owner.make_entry_path("credit-list", self.page_view)]

    def page_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page; its script loads the rows."""
        place = self.get_place(request, object_id)
        production, episode = place.production, place.episode
        asked = {"episode": str(episode.pk)} if episode else {}
        query = f"?{urlencode(asked)}" if asked else ""
        address = partial(find_address, production)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Credit list"),
            "original": production,
            "episode": episode,
            "episodes": production.episodes.live().in_order(),
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
            "is_editor": self.owner.has_level(request, production, MembershipLevel.EDITOR),
            "query": urlencode({"language": get_page_language(), **asked}),
            "player": {
                "state": address("preview_state"),
                "tile": address("preview_tile", "NAME"),
                "page": address("preview"),
            },
            "list": {
                "addresses": {
                    **{name: address(f"credit_list_{name}") + query for name in LISTED},
                    "names": address("cut_sheet_names") + query,
                },
                "texts": build_list_texts(),
            },
        }
        return TemplateResponse(request, "admin/credit_list.html", context)

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

    @tell_refusals("GET", "POST", "DELETE")
    def ai_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What is asked of an AI use, or an answer recorded for rows, or taken back (DELETE)."""
        now, place, user = timezone.now(), self.get_place(request, object_id), staff_user(request)
        if request.method == "GET":
            return answer_json(describe_questions(user))
        self.require_editor(request, place)
        body, entries = read_sent_json(request), list[UUID]()
        if request.method == "POST":
            entries = answer_list_ai(place, read_ai_answer(body), by=user, now=now)
        else:
            taken = [read_sent_uid(uid) for uid in read_sent_list(body, "entries")]
            take_back_list_answer(place, taken, by=user, now=now)
        state = describe_state(place, read_list_rows(place))
        return answer_json({"entries": [str(uid) for uid in entries], **state})

    @tell_refusals("POST")
    def news_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Whether the list is another one by now, and who else is here."""
        place = self.get_place(request, object_id)
        visit = read_visit(read_sent_json(request))
        return answer_json(tell_list_news(place, visit=visit, user=staff_user(request), now=timezone.now()))


def find_address(production: Production, page: str, *more: str) -> str:
    """The address of a page of the production, by the end of its name."""
    return reverse(f"admin:productions_production_{page}", args=[production.pk, *more])

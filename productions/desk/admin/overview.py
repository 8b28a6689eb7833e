"""A production's first page: what waits, the step that comes next, how far it is, its newest issues and exports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.lookalikes import list_roll_lookalikes
from productions.desk.admin.next_step import find_next_step
from productions.desk.admin.preview import list_player_addresses
from productions.desk.admin.production_pages import ProductionPages
from productions.desk.admin.waiting_figures import list_figures
from productions.desk.services.first_steps import describe_first_steps
from productions.exports.admin.silence import describe_waiting_exports
from productions.history.admin.news import find_news
from productions.releases.services.approvals import SignatureStatus
from productions.review.services.waiting import count_waiting
from productions.rollkit.texts import roll_texts
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language

MAX_SHOWN_NEWEST = 6
"""Issues, signatures and exports on the page; other pages have them all."""
MAX_SHOWN_LOOKALIKES = 50


@add_pages(Production)
class OverviewDesk(ProductionPages):
    """The page to which rows of a production and its small forms lead."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("overview", self.overview_view)]

    def overview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production = self.get_production(request, object_id)
        news = find_news(request, production)
        user = staff_user(request)
        levels = {level for level in MembershipLevel if self.owner.has_level(request, production, level)}
        first_steps = describe_first_steps(user, production)
        waiting = count_waiting([production], user, now=timezone.now())[production.pk]
        coverage = measure_coverage(production=production)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Overview"),
            "news": news,
            "original": production,
            "opts": self.owner.opts,
            "is_editor": MembershipLevel.EDITOR in levels,
            "is_approver": MembershipLevel.APPROVER in levels,
            "coverage": coverage,
            "figures": list(list_figures(production, waiting)),
            "first_steps": first_steps,
            "next_step": None if first_steps else find_next_step(production, waiting, coverage, levels),
            "lookalikes": describe_lookalikes(production),
            "player": list_player_addresses(production),
            **gather_newest(production),
        }
        return TemplateResponse(request, "admin/overview.html", context)


def describe_lookalikes(production: Production) -> list[str]:
    """A sentence for each pair of names that only look alike, in the page's language."""
    found = list_roll_lookalikes(production)[:MAX_SHOWN_LOOKALIKES]
    return [roll_texts.format_lookalike_note(each, get_page_language()) for each in found]


def gather_newest(production: Production) -> dict[str, Any]:
    """The newest issues, signatures and exports, with what is told when nobody works on what waits."""
    releases = production.releases.with_edition_labels().select_related("episode", "issued_by")
    approvals = production.approvals.with_edition_labels().live()
    approvals = approvals.select_related(
        "production", "approved_by", "episode", "release__production", "release__episode"
    )[:MAX_SHOWN_NEWEST]
    exports = production.exports.without_document().select_related("episode", "release").newest_first()
    listed = list(exports[:MAX_SHOWN_NEWEST])
    return {
        "releases": releases.without_document().order_by("-issued_at", "-pk")[:MAX_SHOWN_NEWEST],
        "approvals": approvals,
        "void_approvals": SignatureStatus().void_among(approvals),
        "exports": listed,
        **describe_waiting_exports(listed),
    }

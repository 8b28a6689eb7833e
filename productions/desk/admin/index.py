"""The first page: one's productions with what waits in each, and above them what keeps the site from its work."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext as _

from productions.admin_pages.rights import get_levels, staff_user
from productions.catalogue.models.works import Production
from productions.desk.admin.waiting_figures import Figure, list_figures
from productions.desk.services.first_steps import choose_first_steps
from productions.desk.services.my_productions import list_my_productions
from productions.exports.admin.silence import describe_silence
from productions.exports.models import Dump
from productions.exports.services.dumps import find_failed_night
from productions.exports.services.export_silence import WaitingKind
from productions.history.admin.news import find_news
from productions.proposals.models import Proposal
from productions.review.services.waiting import count_waiting
from productions.shared.choices import MembershipLevel
from productions.users import access

MAX_LISTED = 30
"""Productions on the page; the list has them all."""


class MyProduction(NamedTuple):
    """A production as the page shows it; `level` is empty for whoever may do everything."""

    production: Production
    address: str
    level: str
    figures: list[Figure]


def open_index(request: HttpRequest) -> HttpResponse:
    """The page. Seventeen queries at most with the account's own, whoever asks and however many productions there are."""
    news = find_news(request)
    user, now = staff_user(request), timezone.now()
    found = list_my_productions(user, limit=MAX_LISTED + 1)
    listed = found[:MAX_LISTED]
    levels = {} if access.is_everyone(user) else get_levels(request)
    warn_of_failed_night(request)
    waiting = count_waiting(listed, user, now=now)
    open_kinds = set[WaitingKind]().union(*(each.exports.open_kinds for each in waiting.values()))
    if told := describe_silence(open_kinds):
        messages.warning(request, told)
    steps = choose_first_steps(user, listed)
    context = admin.site.each_context(request) | {
        "title": _("My productions"),
        "news": news,
        "listed": [
            MyProduction(
                production,
                reverse("admin:productions_production_overview", args=[production.pk]),
                str(MembershipLevel(levels[production.pk]).label) if production.pk in levels else "",
                list(list_figures(production, waiting[production.pk])),
            )
            for production in listed
        ],
        "first_steps": steps,
        "has_more": len(found) > MAX_LISTED,
        "may_create": bool(listed) and access.may_create_production(user),
        "proposals": count_shared_proposals(request),
    }
    return TemplateResponse(request, "admin/index.html", context)


def warn_of_failed_night(request: HttpRequest) -> None:
    """To those who may see dumps."""
    dumps: Any = admin.site.get_model_admin(Dump)
    if dumps.has_view_permission(request) and (failed := find_failed_night()) is not None:
        told = _("The dump of %(night)s failed.") % {"night": localize(failed.night)}
        address, reason = reverse("admin:productions_dump_changelist"), _("See why")
        messages.warning(request, format_html('{} <a href="{}">{}</a>', told, address, reason))


def count_shared_proposals(request: HttpRequest) -> int:
    """Open proposals of others, for registrars: they decide about all, whichever productions are concerned."""
    user = staff_user(request)
    if not access.is_registrar(user):
        return 0
    return Proposal.objects.visible_to(user).open().exclude(proposed_by=user).count()

"""From an entry to those beside it: a credit's cut, person and AI uses, an episode's cuts and pages, a cut's credits."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from productions.admin_pages.frame import get_page_address
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.works import Episode
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.credits.services.on_screen import DRAWN_ELSEWHERE
from productions.people.models.people import Contributor
from productions.users.models import User

MAX_LISTED_CREDITS = 30
"""Of a cut, and of those that it shares its drawings with; the list of credits has them all."""


class Neighbour(NamedTuple):
    """`kind` says what it is, `label` which one; a page of the entry has no label."""

    kind: str
    label: str
    address: str


@add_pages(Credit)
class CreditNeighbours(AddedPages):
    def get_form_context(self, request: HttpRequest, credit: Credit) -> dict[str, Any]:
        user = staff_user(request)
        found: list[Neighbour] = []
        if credit.cut is not None:
            sheet = make_sheet_address(credit.cut)
            found += [make_neighbour(credit.cut), Neighbour(_("Cut sheet"), credit.cut.number, sheet)]
        if credit.episode is not None:
            found.append(make_neighbour(credit.episode))
        if not credit.names_are_private:
            named = (credit.contributor_id, credit.affiliation_id)
            found += map(
                make_neighbour, Contributor.objects.visible_to(user).filter(pk__in=filter(None, named))
            )
        uses = AIUse.objects.visible_to(user).filter(credit=credit).select_related("ai_system")
        found += [make_neighbour(use, str(use.ai_system)) for use in uses.order_by("pk")]
        return {"neighbours": found}


@add_pages(Episode)
class EpisodeNeighbours(AddedPages):
    def get_form_context(self, request: HttpRequest, episode: Episode) -> dict[str, Any]:
        production, key = episode.production, episode.pk
        pages = {
            "cut_sheet": _("Cut sheet"), "credit_list": _("Credit list"), "review": _("Review"), "releases": _("Releases"),
            "rolls": _("Rolls"), "billing": _("Billing order"),
        }  # fmt: skip
        addresses = {page: get_page_address(page, production, episode=key) for page in pages}
        lists = [
            Neighbour(capfirst(str(model._meta.verbose_name_plural)), "", make_narrowed_list(model, key))
            for model in (Cut, Credit)
        ]
        return {
            "neighbours": [
                *(Neighbour(pages[page], "", address) for page, address in addresses.items()),
                *lists,
            ]
        }


@add_pages(Cut)
class CutNeighbours(AddedPages):
    def get_form_context(self, request: HttpRequest, cut: Cut) -> dict[str, Any]:
        user = staff_user(request)
        found = [make_neighbour(cut.episode)] if cut.episode is not None else []
        relations = CutRelation.objects.visible_to(user).filter(from_cut=cut, kind__in=DRAWN_ELSEWHERE)
        firsts = [
            relation.to_cut
            for relation in relations.filter(to_cut__production=cut.production_id).select_related("to_cut")
        ]
        return {
            "neighbours": [
                *found,
                Neighbour(_("Cut sheet"), "", make_sheet_address(cut)),
                *(make_neighbour(first) for first in firsts),
            ],
            "cut_credits": list_cut_credits([cut], user),
            "first_artists": list_cut_credits(firsts, user) if firsts else (),
        }


def make_neighbour(entry: models.Model, label: str = "") -> Neighbour:
    """The page of an entry."""
    kind = entry._meta.model_name
    return Neighbour(
        capfirst(str(entry._meta.verbose_name)),
        label or (entry.number if isinstance(entry, Cut) else str(entry)),
        reverse(f"admin:productions_{kind}_change", args=[entry.pk]),
    )


def make_sheet_address(cut: Cut) -> str:
    """The cut sheet at the row of a cut."""
    of_episode = {"episode": cut.episode_id} if cut.episode_id is not None else {}
    return f"{get_page_address('cut_sheet', cut.production, **of_episode)}#cut={cut.pk}"


def make_narrowed_list(model: type[models.Model], episode: int) -> str:
    """The list of a model's entries in an episode."""
    asked = urlencode({"episode__id__exact": episode})
    return f"{reverse(f'admin:productions_{model._meta.model_name}_changelist')}?{asked}"


def list_cut_credits(cuts: list[Cut], user: User) -> list[Neighbour]:
    """Who is credited on these cuts, in the order of a roll. One query."""
    rows = Credit.objects.visible_to(user).current().filter(cut__in=cuts).with_names().in_roll_order()
    return [
        Neighbour(
            row.role_as_printed or str(row.role),
            row.credited_as or str(row.get_absence_reason_display()),
            reverse("admin:productions_credit_change", args=[row.pk]),
        )
        for row in rows[:MAX_LISTED_CREDITS]
    ]

"""The review queue of a production: what waits, episode by episode, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from productions.admin_pages.forms import show_refusal, tell_to_wait
from productions.admin_pages.frame import get_page_address
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.credits.admin.credits import DeclareForm
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import find_only_episode
from productions.entry.admin.episode_pages import EpisodePages
from productions.entry.admin.json_answers import answer_json, answer_refusal, find_status
from productions.entry.services.sheet_places import SheetPlace
from productions.review.admin.seen_credits import read_seen_credits
from productions.review.services.heat_map import read_heat_map
from productions.review.services.review_lines import find_listed, read_lines
from productions.review.services.review_queue import (
    count_queue,
    find_claims,
    find_nobodys_uses,
    group_conflicts,
    list_empty_roles,
)
from productions.review.services.reviewing import (
    Reviewed,
    confirm_seen,
    declare_for_seen,
    make_list_digest,
    remove_seen_drafts,
    require_same_list,
    return_seen,
)
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal

LISTS = {
    "drafts": gettext_lazy("Drafts"),
    "conflicts": gettext_lazy("Conflicts"),
    "people": gettext_lazy("People missing"),
    "ai": gettext_lazy("AI not asked"),
    "unnamed": gettext_lazy("AI under nobody's name"),
    "cells": gettext_lazy("Cells without anyone"),
    "confirmed": gettext_lazy("Confirmed"),
}
"""The lists of the queue, by the word of their address."""
MAX_PAGE_CREDITS = 200
MAX_PAGE_ROWS = 50


@add_pages(Production)
class ReviewPages(EpisodePages):
    """The queue of a production or of its episode (`?episode=`), one list at a time (`?show=`)."""

    def get_urls(self) -> list[URLPattern]:
        views = {"review": self.review_view, "confirm": self.confirm_view}
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def confirm_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Where all drafts were once confirmed unseen: the drafts."""
        place = self.get_place(request, object_id)
        return HttpResponseRedirect(make_review_address(place, "drafts"))

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One list; what is posted decides about some of it."""
        place = self.get_place(request, object_id)
        show = request.GET.get("show", "")
        show = show if show in LISTS else "drafts"
        form = DeclareForm(None, place.production) if show == "ai" else None
        refusal: Refusal | None = None
        if request.method == "POST":
            if not self.owner.has_level(request, place.production, MembershipLevel.EDITOR):
                raise PermissionDenied
            if request.POST.get("act") == "declare":
                form = DeclareForm(request.POST, place.production)
            try:
                done = self.decide(request, place, show, form)
            except Refusal as told:
                refusal = told
                if request.headers.get("Accept") == "application/json":
                    return answer_refusal(refusal, find_status(refusal))
                if form is not None and form.is_bound:
                    show_refusal(form, refusal)
            else:
                if done is not None:
                    return self.answer_decision(request, done)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Review"),
            "original": place.production,
            "episode": place.episode,
            "episodes": place.production.episodes.live().in_order(),
            "back": self.owner.get_first_address(place.production),
            "opts": self.owner.opts,
            "is_editor": self.owner.has_level(request, place.production, MembershipLevel.EDITOR),
            "show": show,
            "label": LISTS[show],
            "form": form,
            "refused": refusal.reasons if refusal is not None else (),
            "reason": request.POST.get("reason", ""),
        }
        context |= list_page_addresses(place) | self.describe_list(request, place, show)
        return tell_to_wait(TemplateResponse(request, "admin/review.html", context), refusal)

    def decide(
        self, request: HttpRequest, place: SheetPlace, show: str, form: DeclareForm | None
    ) -> tuple[str, Reviewed] | None:
        """Do what a button asks for: the verb's word, and what became of it; None where a form has errors. Raises Refusal."""
        act, user, now = request.POST.get("act", ""), staff_user(request), timezone.now()
        common: dict[str, Any] = {"by": user, "now": now}
        if act == "confirm_all":
            rows = find_listed(place.production, place.episode, "drafts", user=user)
            seen = dict(rows.values_list("pk", "revision"))
            require_same_list(seen, request.POST.get("list", ""))
            return "confirm", confirm_seen(place.production, seen, **common)
        seen = read_seen_credits(request.POST.getlist("credit"))
        reason = request.POST.get("reason", "").replace("\0", "")
        verbs: dict[str, Callable[..., Reviewed]] = {
            "confirm": confirm_seen,
            "return": partial(return_seen, reason=reason),
            "remove": partial(remove_seen_drafts, reason=reason),
        }
        if act in verbs:
            return act, verbs[act](place.production, seen, **common)
        if act == "declare" and form is not None:
            if not form.is_valid():
                return None
            return act, declare_for_seen(place.production, seen, **common, **form.cleaned_data)
        raise Refusal(_("This request cannot be read; reload the page."))

    def answer_decision(self, request: HttpRequest, done: tuple[str, Reviewed]) -> HttpResponse:
        """Say what changed and what was left, on the page or to its script."""
        act, reviewed = done
        said = describe_decision(act, reviewed.changed)
        left = describe_left(reviewed.left)
        if request.headers.get("Accept") == "application/json":
            return answer_json({"said": said, "left": left, "changed": reviewed.changed})
        messages.success(request, said)
        if left:
            messages.warning(request, left)
        return HttpResponseRedirect(request.get_full_path())

    def describe_list(self, request: HttpRequest, place: SheetPlace, show: str) -> dict[str, Any]:
        """What the page shows of its list, and how long the others are."""
        user, production, episode = staff_user(request), place.production, place.episode
        counts = count_queue(production, episode, user=user)
        empty_roles = list_empty_roles(production, user=user)
        counts["people"] += len(empty_roles)
        tabs = [
            (label, make_review_address(place, word), word == show, counts.get(word))
            for word, label in LISTS.items()
        ]
        found: dict[str, Any] = {"tabs": tabs, "count": counts.get(show)}
        if show == "cells":
            heat = read_heat_map(place, user=user)
            return found | {"empty_cells": list(heat.list_empty()), "has_cuts": bool(heat.cuts)}
        if show == "conflicts":
            claims = find_claims(production, episode, user=user).order_by("credit", "opened_at", "pk")
            page = cut_page(request, claims.select_related(
                "production", "credit__role", "credit__cut", "credit__episode"
            ), MAX_PAGE_ROWS)  # fmt: skip
            return found | {"page": page, "conflicts": group_conflicts(page.object_list)}
        if show == "unnamed":
            uses = find_nobodys_uses(production, episode, user=user).order_by(
                "credit__episode", "credit", "pk"
            )
            rows = uses.select_related(
                "ai_system", "validated_by", "credit__role", "credit__cut", "credit__episode"
            )
            return found | {"page": cut_page(request, rows, MAX_PAGE_ROWS)}
        listed = find_listed(production, episode, show, user=user)
        seen = list(listed.values_list("pk", "revision"))
        page = cut_page(request, seen, MAX_PAGE_CREDITS)
        on_page = listed.filter(pk__in=[key for key, _revision in page.object_list])
        found |= {"page": page, "groups": read_lines(on_page), "list": make_list_digest(seen)}
        if show == "drafts" and counts["confirmed"] and not counts["drafts"]:
            found |= self.describe_way_on(request, place)
        if show == "people":
            found["empty_roles"] = empty_roles
        return found

    def describe_way_on(self, request: HttpRequest, place: SheetPlace) -> dict[str, Any]:
        """Where to go when no draft waits: to the next issue, of the episode that all that is entered is of where none is chosen."""
        credits = Credit.objects.current().filter(production=place.production)
        episode = place.episode.pk if place.episode else find_only_episode(credits)
        may_issue = self.owner.has_level(request, place.production, MembershipLevel.APPROVER)
        page = "issue" if may_issue else "releases"
        return {
            "way_on": get_page_address(page, place.production, episode=episode),
            "may_issue": may_issue,
        }


def cut_page(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get("p"))


def list_page_addresses(place: SheetPlace) -> dict[str, str]:
    """Where the other pages of the place are."""
    return {
        "heat_map": make_page_address(place, "heat_map"),
        "sheet": make_page_address(place, "cut_sheet"),
        "sheet_page": make_page_address(SheetPlace(place.production), "cut_sheet"),
    }


def make_page_address(place: SheetPlace, page: str) -> str:
    """The address of a page of the production, of the same episode."""
    return get_page_address(page, place.production, episode=place.episode.pk if place.episode else "")


def make_review_address(place: SheetPlace, show: str) -> str:
    """The address of a list of the queue, of the same episode."""
    episode = place.episode.pk if place.episode else ""
    return get_page_address("review", place.production, show=show, episode=episode)


def describe_decision(act: str, count: int) -> str:
    """What was done to so many credits, in a sentence."""
    if act == "confirm":
        return ngettext("%d credit was confirmed.", "%d credits were confirmed.", count) % count
    if act == "return":
        return ngettext("%d credit is a draft again.", "%d credits are drafts again.", count) % count
    if act == "remove":
        return ngettext("%d draft was removed.", "%d drafts were removed.", count) % count
    return ngettext("Declared for %d credit.", "Declared for %d credits.", count) % count


def describe_left(left: tuple[str, ...]) -> str:
    """Which credits stay as they are, since somebody changed them after the page was shown; an empty string for none."""
    if not left:
        return ""
    told = ngettext(
        "Somebody changed %(names)s meanwhile: it stays as it is; look at it again.",
        "Somebody changed %(names)s meanwhile: they stay as they are; look at them again.",
        len(left),
    )
    shown = _(", ").join(left[:MAX_TOLD_NAMES])
    return told % {"names": shown + (" …" if len(left) > MAX_TOLD_NAMES else "")}


MAX_TOLD_NAMES = 12

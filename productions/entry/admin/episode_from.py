"""The page on which a new episode begins with the staff of the last one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import show_refusal, tell_to_wait
from productions.admin_pages.frame import read_episode_key
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import NUMBER_LENGTH, Episode, Production
from productions.entry.services.starting_episodes import (
    list_staffed_episodes,
    propose_number,
    read_last_staff,
    start_episode,
)
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.models import TITLE_LENGTH
from productions.shared.refusals import Refusal


class StartForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the new episode"),
        max_length=NUMBER_LENGTH,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy(
            "As given: 13, 01. An episode that is there already and has no credits yet is taken."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=TITLE_LENGTH, required=False, widget=AdminTextInputWidget
    )


@add_pages(Production)
class EpisodeFromPage(AddedPages):
    """Reached from the tab of episodes; `?episode=` names another one to begin from than the last."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("episode-from", self.start_view)]

    def start_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production: Production = self.owner.get_entry(request, object_id)
        if not self.owner.has_level(request, production, MembershipLevel.EDITOR):
            raise PermissionDenied
        staffed = list_staffed_episodes(production)
        source = choose_source(request, staffed)
        refusal: Refusal | None = None
        form = StartForm(
            request.POST if request.method == "POST" else None,
            initial={"number": propose_number(production, source)},
        )
        if request.method == "POST" and source is not None and form.is_valid():
            try:
                made = start_as_chosen(request, production, source, form)
            except Refusal as told:
                refusal = told
                show_refusal(form, refusal)
            else:
                messages.success(request, _("%s begins with these drafts.") % made)
                query = urlencode({"episode": made.pk})
                return HttpResponseRedirect(f"{self.owner.address('credit_list', production)}?{query}")
        context = self.owner.admin_site.each_context(request) | {
            "title": _("New episode from the last one’s staff"),
            "original": production,
            "form": form,
            "staffed": staffed,
            "source": source,
            "chosen": read_chosen(request) if request.method == "POST" else None,
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
        }
        if source is not None:
            before = next((each for each in staffed if each.sort_key < source.sort_key), None)
            context["staff"] = read_last_staff(production, source, before)
            context["before"] = before
        return tell_to_wait(TemplateResponse(request, "admin/episode_from.html", context), refusal)


def start_as_chosen(
    request: HttpRequest, production: Production, source: Episode, form: StartForm
) -> Episode:
    """Make the episode with the ticked credits of `source`. Raises Refusal."""
    start = partial(
        start_episode,
        production,
        source=source,
        credits=read_chosen(request),
        by=staff_user(request),
        now=timezone.now(),
        **form.cleaned_data,
    )
    return run_in_transaction(start)


def choose_source(request: HttpRequest, staffed: list[Episode]) -> Episode | None:
    """The episode to begin from: that of the address, or the last one. Raises Http404."""
    if not request.GET.get("episode"):
        return staffed[0] if staffed else None
    key = read_episode_key(request)
    found = next((each for each in staffed if str(each.pk) == key), None)
    if found is None:
        raise Http404
    return found


def read_chosen(request: HttpRequest) -> Any:
    """The keys of the ticked credits."""
    return frozenset(int(key) for key in request.POST.getlist("credit") if key.isdecimal() and len(key) < 19)

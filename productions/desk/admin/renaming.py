"""The page that changes the name of a person on their credits of a production: what would change, one act, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
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
from django.utils.translation import gettext_lazy, ngettext

from productions.admin_pages.forms import show_refusal, tell_to_wait
from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.renaming import (
    CreditChoice,
    Renaming,
    list_named_credits,
    list_renamings,
    plan_renaming,
    rename_credits,
    undo_renaming,
)
from productions.operations.services.transactions import run_in_transaction
from productions.people.models.people import Contributor, ContributorName
from productions.releases.models.releases import Release
from productions.review.services.reviewing import make_list_digest
from productions.shared.choices import MembershipLevel
from productions.shared.models import NAME_LENGTH
from productions.shared.moments import parse_moment
from productions.shared.refusals import Refusal, Stale

WHOLE_WORK = "whole"
"""In place of an episode's key: credits of none."""


class RenameForm(forms.Form):
    """Which name, on which credits; nothing chosen is all of them."""

    credited_as = forms.CharField(
        label=gettext_lazy("Credited as"),
        max_length=NAME_LENGTH,
        required=False,
        widget=AdminTextInputWidget(attrs={"list": "known-names"}),
        help_text=gettext_lazy("Empty: the primary name of the entry."),
    )
    names = forms.MultipleChoiceField(
        label=gettext_lazy("Only where it is written"), required=False, widget=forms.CheckboxSelectMultiple
    )
    episodes = forms.MultipleChoiceField(
        label=gettext_lazy("Only in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Only as"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=gettext_lazy("Reason for the change"), required=False)

    def __init__(self, data: Any, credits: list[Credit]) -> None:
        super().__init__(data)
        counts: dict[str, Counter[tuple[str, str]]] = {
            "names": Counter((one.credited_as, one.credited_as) for one in credits),
            "episodes": Counter(
                (str(one.episode_id or WHOLE_WORK), str(one.episode or _("whole work"))) for one in credits
            ),
            "roles": Counter((str(one.role_id), str(one.role)) for one in credits),
        }
        for name, counted in counts.items():
            field: Any = self.fields[name]
            field.choices = [(value, f"{label} ({count})") for (value, label), count in counted.items()]
            if len(counted) < 2:
                field.widget = forms.MultipleHiddenInput()

    def read_choice(self) -> CreditChoice:
        """Which credits are meant."""
        given = self.cleaned_data
        return CreditChoice(
            frozenset(None if key == WHOLE_WORK else int(key) for key in given["episodes"]),
            frozenset(map(int, given["roles"])),
            frozenset(given["names"]),
        )


@add_pages(Production)
class RenamingPages(AddedPages):
    """Reached from the People tab and from the person's own page: `?person=` names who is meant."""

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, Callable[..., HttpResponse]] = {
            "people-rename": self.rename_view,
            "people-rename-undo": self.undo_view,
        }
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def get_named(self, request: HttpRequest, object_id: str) -> tuple[Production, Contributor]:
        """The production and the person of the address, for its editors. Raises Http404, PermissionDenied."""
        production = self.owner.get_entry(request, object_id)
        if not self.owner.has_level(request, production, MembershipLevel.EDITOR):
            raise PermissionDenied
        return production, self.get_person(request, production)

    def get_person(self, request: HttpRequest, production: Production) -> Contributor:
        """Whom the address names, among those whom the production credits. Raises Http404."""
        key = request.GET.get("person", "")
        credited = Credit.objects.current().filter(production=production, contributor__isnull=False)
        seen = Contributor.objects.visible_to(staff_user(request))
        rows = seen.filter(pk__in=credited.order_by().values("contributor"))
        is_key = key.isdecimal() and len(key) <= MAX_KEY_DIGITS
        person: Contributor | None = rows.filter(pk=int(key)).first() if is_key else None
        if person is None:
            raise Http404
        return person

    def get_address(self, production: Production, person: Contributor) -> str:
        return f"{self.owner.address('people_rename', production)}?{urlencode({'person': person.pk})}"

    def rename_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What is posted is done, or with `act=preview` shown: names and reasons stand in no address."""
        production, person, user = *self.get_named(request, object_id), staff_user(request)
        credits = list(list_named_credits(production, person))
        form = RenameForm(request.POST if request.method == "POST" else None, credits)
        planned: Renaming | None = None
        refusal: Refusal | None = None
        if form.is_valid():
            wanted, choice = form.cleaned_data["credited_as"], form.read_choice()
            if request.POST.get("act") != "preview":
                try:
                    count = rename_as_seen(request, production, person, form)
                except Refusal as told:
                    refusal = told
                    show_refusal(form, refusal)
                else:
                    tell_count(request, count)
                    return HttpResponseRedirect(self.get_address(production, person))
            planned = plan_renaming(credits, wanted or person.name, choice)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Change the credited name"),
            "original": production,
            "person": person,
            "form": form,
            "planned": planned,
            "seen": describe_seen(planned) if planned else "",
            "wanted": form.cleaned_data.get("credited_as") or person.name if planned else "",
            "releases": list_printing_releases(production, planned, request) if planned else (),
            "known": ContributorName.objects.visible_to(user).of_everybody().filter(contributor=person),
            "done": list_renamings(production, person),
            "back": self.owner.address("people", production),
            "opts": self.owner.opts,
        }
        return tell_to_wait(TemplateResponse(request, "admin/people_rename.html", context), refusal)

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take back what was done at a moment."""
        production, person, user = *self.get_named(request, object_id), staff_user(request)
        moment = parse_moment(request.POST.get("at", ""))
        if request.method != "POST" or moment is None:
            raise Http404
        work = partial(undo_renaming, production, person=person, at=moment, by=user, now=timezone.now())
        try:
            tell_count(request, run_in_transaction(work))
        except Refusal as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        return HttpResponseRedirect(self.get_address(production, person))


def rename_as_seen(
    request: HttpRequest, production: Production, person: Contributor, form: RenameForm
) -> int:
    """Do what the form says; how many credits changed. Raises Refusal, and Stale where the preview showed something else."""
    wanted, choice, now = form.cleaned_data["credited_as"], form.read_choice(), timezone.now()

    def work() -> int:
        held = list_named_credits(production, person)
        require_same_preview(request, plan_renaming(held, wanted or person.name, choice))
        return rename_credits(
            production, person=person, credited_as=wanted, choice=choice, by=staff_user(request), now=now,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    return run_in_transaction(work)


def describe_seen(planned: Renaming) -> str:
    """A word that is another one as soon as a credit that would change is."""
    return make_list_digest((credit.pk, credit.revision) for credit in planned.credits)


def require_same_preview(request: HttpRequest, planned: Renaming) -> None:
    """Raise Stale where the preview from which the request comes showed other credits, or other names on them."""
    seen = request.POST.get("seen")
    if seen is not None and seen != describe_seen(planned):
        raise Stale(_("Somebody changed these credits meanwhile; look at the preview again."))


def tell_count(request: HttpRequest, count: int) -> None:
    told = ngettext("The name on %d credit was changed.", "The name on %d credits was changed.", count)
    messages.success(request, told % count)


def list_printing_releases(production: Production, planned: Renaming, request: HttpRequest) -> list[Release]:
    """The newest issue of each part that may print one of the credits: it keeps the name that it has."""
    episodes = {credit.episode_id for credit in planned.credits}
    seen = Release.objects.visible_to(staff_user(request)).without_document().filter(production=production)
    newest: dict[tuple[int | None, str], Release] = {}
    for release in seen.select_related("episode").order_by("episode__sort_key", "number"):
        if release.episode_id is None or release.episode_id in episodes or None in episodes:
            newest[release.episode_id, release.edition] = release
    return list(newest.values()) if planned.credits else []

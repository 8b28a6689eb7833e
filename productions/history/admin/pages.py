"""The history of a production and of each entry, in sentences."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.works import Production
from productions.history.admin.actions import KINDS
from productions.history.admin.sentences import Teller, ToldAct
from productions.history.admin.ways_back import WayFinder
from productions.history.services.acts import ActPage, HistoryFilters, read_acts
from productions.history.services.entries import list_kinds
from productions.history.services.labels import label_entry
from productions.ledger.models import Event
from productions.ledger.services.ledger import get_entity_uid

FILTER_NAMES = ("by", "day", "kind", "entry")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 12, 30)
"""Days before and after have a beginning or an end that no moment of UTC is."""


class FilterForm(forms.Form):
    """What of a production's history is shown. What is not understood narrows nothing."""

    by = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What"),
        required=False,
        choices=[
            ("", gettext_lazy("everything")),
            *((name, label) for name, (label, _kinds) in KINDS.items()),
        ],
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, production: Production) -> None:
        super().__init__(data)
        members = Membership.objects.filter(production=production).order_by("user__username")
        people = {each.user_id: each.user for each in members.select_related("user")}
        named = [(str(key), user.get_full_name() or str(user)) for key, user in people.items()]
        chosen = data.get("by", "")
        if chosen.isdecimal() and len(chosen) <= MAX_KEY_DIGITS and int(chosen) not in people:
            named.append((chosen, _("somebody else")))
        by: Any = self.fields["by"]
        by.choices = [("", _("everybody")), *named]

    def read_filters(self) -> HistoryFilters:
        self.is_valid()
        found = self.cleaned_data
        day: date | None = found.get("day")
        by = found.get("by", "")
        return HistoryFilters(
            actor=int(by) if by else None,
            entry=found.get("entry"),
            day=day,
            kinds=KINDS[found["kind"]][1] if found.get("kind") else (),
        )


@add_pages(Model)
class HistoryPages(AddedPages):
    """The history of every entry; that of a production tells of everything in it."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("history", self.history_view)]

    def history_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was done, newest first."""
        entry = self.owner.get_entry(request, object_id)
        if not self.owner.has_view_permission(request, entry):
            raise PermissionDenied
        if isinstance(entry, Production):
            return self.show_production(request, entry)
        page = self.read_page(request, Event.objects.filter(entity_uid=get_entity_uid(entry)))
        return self.render(request, entry, page, {})

    def show_production(self, request: HttpRequest, production: Production) -> HttpResponse:
        """Everything in a production, or what was asked for."""
        form = FilterForm(request.GET, production)
        filters = form.read_filters()
        events = filters.narrow(Event.objects.filter(production=production))
        page = self.read_page(request, events)
        chosen = {name: request.GET[name] for name in FILTER_NAMES if request.GET.get(name)}
        context = {
            "filters": form,
            "is_narrowed": bool(chosen),
            "is_of_one_entry": filters.entry is not None,
            "removed_address": reverse("admin:productions_production_history_removed", args=[production.pk]),
        }
        return self.render(request, production, page, context)

    def read_page(self, request: HttpRequest, events: Any) -> ActPage:
        return read_acts(events, before=read_before(request), list_kinds=list_kinds)

    def render(
        self, request: HttpRequest, entry: Any, page: ActPage, context: dict[str, Any]
    ) -> HttpResponse:
        user = staff_user(request)
        teller = Teller(request, user, {(type(entry), str(get_entity_uid(entry))): entry})
        acts = teller.tell_acts(page.acts)
        WayFinder(request).add_ways([told for act in acts for told in act.told])
        kept = {name: str(request.GET[name]) for name in FILTER_NAMES if request.GET.get(name)}
        older = f"?{urlencode({**kept, 'before': str(page.older)})}" if page.older is not None else ""
        context = (
            self.owner.admin_site.each_context(request)
            | {
                "title": _("History: %s") % label_entry(entry)
                if not isinstance(entry, Production)
                else _("History"),
                "original": entry,
                "days": group_by_day(acts),
                "older": older,
                "newest": f"?{urlencode(kept)}" if request.GET.get("before") else "",
                "back": self.owner.address("change", entry),
                "opts": self.owner.opts,
            }
            | context
        )
        return TemplateResponse(request, "admin/history.html", context)


def read_before(request: HttpRequest) -> int | None:
    """The key below which a page begins; None for the first one."""
    before = request.GET.get("before", "")
    return int(before) if before.isdecimal() and len(before) <= MAX_KEY_DIGITS else None


def group_by_day(acts: list[ToldAct]) -> list[tuple[date, list[ToldAct]]]:
    """The acts under the days of the site's time zone, in their order."""
    return [(day, list(group)) for day, group in groupby(acts, lambda each: localdate(each.act.at))]

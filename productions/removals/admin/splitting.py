"""The page that makes two contributors of one: what is the other person's, what would move, then the act; and the way back (H15)."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.pickers import PickerSelect
from productions.admin_pages.rights import staff_user
from productions.credits.models.credits import Credit
from productions.people.models.external_ids import ExternalId
from productions.people.models.people import DISAMBIGUATION_LENGTH, Contributor, ContributorName
from productions.removals.admin.merging import PREVIEW
from productions.removals.admin.told_rows import warn_of_left_rows
from productions.removals.services.split_checks import list_splittable_credits
from productions.removals.services.split_preview import preview_split
from productions.removals.services.splitting import split_contributor, undo_split
from productions.removals.services.undo_rows import Undone
from productions.shared.intake_choices import UndoableKind
from productions.shared.models import NAME_LENGTH
from productions.shared_entries.models import Undoable
from productions.shared_entries.services.undoables import name_undoable
from productions.users.models import User

MAX_LISTED_CREDITS = 500
"""Credits that are offered one by one; of an entry with more, works are chosen as a whole."""


class SplitForm(ReasonForm):
    """What is the other person's, and who that is."""

    works = forms.MultipleChoiceField(
        label=gettext_lazy("All credits of these works"), required=False, widget=forms.CheckboxSelectMultiple
    )
    credits = forms.MultipleChoiceField(
        label=gettext_lazy("Single credits"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.MultipleChoiceField(
        label=gettext_lazy("Names"), required=False, widget=forms.CheckboxSelectMultiple
    )
    identifiers = forms.MultipleChoiceField(
        label=gettext_lazy("Identifiers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    into = forms.ModelChoiceField(
        Contributor.objects.none(),
        label=gettext_lazy("An entry that is there"),
        required=False,
        widget=PickerSelect(ContributorName._meta.get_field("contributor"), admin.site),
    )
    name = forms.CharField(
        label=gettext_lazy("Or the name of a new one"),
        max_length=NAME_LENGTH,
        required=False,
        widget=AdminTextInputWidget,
    )
    disambiguation = forms.CharField(
        label=Contributor._meta.get_field("disambiguation").verbose_name,
        max_length=DISAMBIGUATION_LENGTH,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("Needed where both have the same name."),
    )
    field_order = ("works", "credits", "names", "identifiers", "into", "name", "disambiguation", "reason")

    def __init__(
        self, data: Any, contributor: Contributor, user: User, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.listed: list[Credit] = list(list_splittable_credits(contributor, by=user))
        works = Counter((one.production_id, str(one.production)) for one in self.listed)
        names = ContributorName.objects.visible_to(user).of_everybody()
        offered: dict[str, list[tuple[str, str]]] = {
            "works": [(str(key), f"{title} ({count})") for (key, title), count in works.items()],
            "credits": [
                (str(one.uid), describe_offered_credit(one)) for one in self.listed[:MAX_LISTED_CREDITS]
            ],
            "names": [
                (str(one.uid), str(one)) for one in names.filter(contributor=contributor, primary=False)
            ],
            "identifiers": [
                (str(one.uid), str(one)) for one in ExternalId.objects.live().filter(contributor=contributor)
            ],
        }
        fields: dict[str, Any] = self.fields
        for name, choices in offered.items():
            fields[name].choices = choices
            if not choices:
                fields[name].widget = forms.MultipleHiddenInput()
        fields["into"].queryset = Contributor.objects.visible_to(user).exclude(pk=contributor.pk)

    def read_values(self) -> dict[str, Any]:
        """What the verb is given."""
        given = dict(self.cleaned_data)
        works = set(given.pop("works", ()))
        whole = [str(one.uid) for one in self.listed if str(one.production_id) in works]
        return given | {"credits": list(dict.fromkeys([*whole, *given.get("credits", ())]))}


def describe_offered_credit(credit: Credit) -> str:
    """A credit in one line: where, as what, under which name, for whom."""
    places = (credit.production, credit.episode, credit.cut, credit.role_as_printed or credit.role)
    names = (credit.credited_as, credit.affiliation)
    return " · ".join(str(part) for part in (*places, *names) if part)


@add_pages(Contributor)
class SplitPages(AddedPages):
    """Split an entry, and the way back."""

    def get_urls(self) -> list[URLPattern]:
        views = {"split": self.split_view, "undo-split": self.undo_split_view}
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        acts = Undoable.objects.filter(Q(into_uid=obj.uid) | Q(entity_uid=obj.uid))
        # By the columns of the index `undoable_once`: removals are many, splits few.
        name = name_undoable(obj, UndoableKind.SPLIT)
        off = set(acts.filter(entity_type=name, undone_at=None).values_list("entity_uid", flat=True))
        others = Contributor.objects.visible_to(staff_user(request)).filter(uid__in=off - {obj.uid})
        return {"was_split_off": obj.uid in off, "split_off": others if off - {obj.uid} else ()}

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user, posted = staff_user(request), request.POST
        entry: Contributor = self.owner.get_entry(request, object_id)
        wants_preview = PREVIEW in posted
        many = ("works", "credits", "names", "identifiers")
        asked = {name: posted.getlist(name) if name in many else posted[name] for name in posted}
        form = partial(SplitForm, contributor=entry, user=user, initial=asked)
        # The form that will act is made anew with each attempt; this one reads what is to be previewed.
        seen = form(posted) if request.method == "POST" else None
        made: list[SplitForm] = []

        def make_form(data: Any) -> SplitForm:
            made[:] = [form(None if wants_preview else data)]
            return made[0]

        def act(obj: Contributor, **_values: Any) -> None:
            split_contributor(obj, by=user, now=timezone.now(), **made[0].read_values())

        def describe(obj: Contributor) -> dict[str, Any]:
            told: dict[str, Any] = {"preview_button": PREVIEW}
            if seen is not None:
                seen.is_valid()
                values = seen.read_values()
                told["preview"] = preview_split(obj, by=user, **values)
            return told

        return self.owner.act_view(
            request,
            object_id,
            make_form,
            act,
            title=_("Split"),
            explanation=_(
                "Where one entry stands for two people, choose what is the other person's. Every credit keeps the name that it prints."
            ),
            describe=describe,
            template="admin/split.html",
        )

    def undo_split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        by, done = staff_user(request), list[Undone]()

        def act(obj: Contributor, reason: str) -> None:
            done[:] = [undo_split(obj, by=by, now=timezone.now(), reason=reason)]

        answer = self.owner.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=_("Undo the split"),
            explanation=_("What was split off goes back to the entry that it was part of."),
            back_to_list=True,
        )
        warn_of_left_rows(request, done)
        return answer

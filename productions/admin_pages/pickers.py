"""What a form's fields offer while one types: entries with what tells them apart, narrowed by what the form has already.

A topic says how its entries are told apart by `label_choices`; it may say so of a lower topic's entries too, as credits do of people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest, HttpResponse

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.users.models import User

ChoiceLabels = Callable[[Sequence[Any], User], dict[int, str]]
"""Labels of entries of one model for a user, by key, in a fixed number of queries."""
CHOICE_LABELS: dict[type[models.Model], ChoiceLabels] = {}
LABEL_LINKS: dict[type[models.Model], tuple[str, ...]] = {}
"""The entries that labels name besides, which are read with those that are called so."""
CHOSEN_PREFIX = "chosen_"
"""Before the name of a field of the form, in the address that asks for choices: what it has."""
FILLED_FIELDS = ("production", "episode")
"""Fields of a form that a choice below them fills where they are empty."""

Labels = TypeVar("Labels", bound=ChoiceLabels)


def label_choices(model: type[models.Model], *links: str) -> Callable[[Labels], Labels]:
    """Register what tells a model's entries apart; `links` are the columns of entries that it names besides."""

    def register(labels: Labels) -> Labels:
        CHOICE_LABELS[model] = labels
        LABEL_LINKS[model] = links
        return labels

    return register


def list_choice_labels(entries: Sequence[Any], user: User) -> dict[int, str]:
    """What to call entries of one model, by key, for somebody who has to tell them apart."""
    if not entries:
        return {}
    models.prefetch_related_objects(entries, *LABEL_LINKS.get(type(entries[0]), ()))
    labels = CHOICE_LABELS.get(type(entries[0]))
    return labels(entries, user) if labels is not None else {entry.pk: str(entry) for entry in entries}


def is_picker(request: HttpRequest) -> bool:
    """Whether a field asks what it may offer; a list of the same model asks what it shows."""
    return request.path.endswith("/autocomplete/")


def join_label(*parts: Any) -> str:
    """`C012 · #3 Work`: what there is of the parts."""
    return " · ".join(str(part) for part in parts if part)


def read_chosen_key(request: HttpRequest, name: str) -> str:
    """The key that the form has in a field; empty for none."""
    key = request.GET.get(CHOSEN_PREFIX + name, "")
    return key if is_key(key) else ""


def is_key(text: str) -> bool:
    """Whether the text may be the key of an entry."""
    return text.isdecimal() and len(text) <= MAX_KEY_DIGITS


class PickerSelect(AutocompleteSelect):
    """Django's widget, which asks the database for whatever the address or the form has: what is no key is no choice."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if is_key(str(each))], attr)


class LabelledChoice(forms.ModelChoiceField):
    """A field that calls its choice what the list of choices calls it."""

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        if links := LABEL_LINKS.get(self.queryset.model):
            self.queryset = self.queryset.select_related(*links)

    def label_from_instance(self, obj: Any) -> str:
        return list_choice_labels([obj], self.user)[obj.pk]


class PickerView(AutocompleteJsonView):
    """Django's view, with labels that tell apart, and nothing from outside what the form has already.

    What is chosen only narrows the rows that the user sees, by columns that their page names (`narrowed_by`): an entry that they
    do not see narrows to nothing, as one that is not there.
    """

    def process_request(self, request: HttpRequest) -> Any:
        term, *others = super().process_request(request)
        return (term.replace("\0", ""), *others)

    def get_queryset(self) -> Any:
        rows = self.narrow_rows(self.model_admin.get_queryset(self.request))
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        found, is_doubled = self.model_admin.get_search_results(self.request, rows, self.term)
        found = found.select_related(*links) if (links := LABEL_LINKS.get(found.model)) else found
        return found.distinct() if is_doubled else found

    def narrow_rows(self, rows: Any) -> Any:
        """Only what belongs to what was chosen above."""
        for name in getattr(self.model_admin, "narrowed_by", ()):
            if name != self.source_field.name and (key := read_chosen_key(self.request, name)):
                rows = rows.filter(**{f"{name}_id": key})
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        entries = list(context["object_list"])
        user = cast(User, self.request.user)
        self.labels = list_choice_labels(entries, user)
        self.fills = list_fills(entries, user)
        context["object_list"] = entries
        return context

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, Any]:
        return {
            "id": str(getattr(obj, to_field_name)),
            "text": self.labels[obj.pk],
            "fills": self.fills.get(obj.pk, {}),
        }


def list_fills(entries: Sequence[Any], user: User) -> dict[int, dict[str, dict[str, str]]]:
    """By the key of a choice what it fills: the field, and what it has then. At most four queries and those of the labels."""
    filled: dict[int, dict[str, dict[str, str]]] = {entry.pk: {} for entry in entries}
    for name in FILLED_FIELDS:
        holders = [entry for entry in entries if getattr(entry, f"{name}_id", None) is not None]
        if holders:
            models.prefetch_related_objects(holders, name)
            labels = list_choice_labels(list_distinct(getattr(holder, name) for holder in holders), user)
            for holder in holders:
                key = getattr(holder, f"{name}_id")
                filled[holder.pk][name] = {"id": str(key), "text": labels[key]}
    return filled


def list_distinct(entries: Iterable[Any]) -> list[Any]:
    return list({entry.pk: entry for entry in entries}.values())


def offer_choices(request: HttpRequest) -> HttpResponse:
    """In place of the view of Django's admin, at its address."""
    return cast(HttpResponse, PickerView.as_view(admin_site=admin.site)(request))

"""The values of an event in words: labels of fields and choices, times as the other pages tell them, what is private or withheld as such."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BooleanField, DateTimeField, Model
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from productions.history.services.entries import Reference, find_linked_model
from productions.history.services.labels import label_entry
from productions.ledger.models import Event, show_value
from productions.ledger.services.ledger import PRIVATE_MARK
from productions.shared.choices import PERSONAL_MARK
from productions.shared.moments import parse_moment
from productions.shared.training_mining import describe_training_mining

EMPTY: tuple[Any, ...] = (None, "", [], {})


def word_field(model: type[Model] | None, name: str) -> str:
    """What a field is called on the pages."""
    if model is None:
        return name
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if hasattr(field, "verbose_name"):
        return str(field.verbose_name)
    return str(field.related_model._meta.verbose_name_plural)


def is_private(pair: list[Any]) -> bool:
    """Whether the ledger tells of a change and not of its values."""
    return PRIVATE_MARK in pair


def word_value(model: type[Model] | None, name: str, value: Any, entries: Mapping[Reference, Any]) -> str:
    """A value of a field in words; `entries` are those that links lead to, as far as the reader sees them."""
    if value in EMPTY:
        return _("nothing")
    if value == PERSONAL_MARK:
        return str(show_value(value))
    if value == PRIVATE_MARK:
        return _("private")
    if model is not None and (related := find_linked_model(model, name)) is not None:
        entry = entries.get((related, str(value)))
        return _("“%s”") % label_entry(entry) if entry is not None else _("an entry that is not shown here")
    return word_plain_value(model, name, value)


def word_plain_value(model: type[Model] | None, name: str, value: Any) -> str:
    """A value that leads nowhere."""
    field: Any = (
        next((each for each in model._meta.concrete_fields if each.name == name), None) if model else None
    )
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, DateTimeField) and isinstance(value, str) and (moment := parse_moment(value)):
        return str(localize(localtime(moment)))
    if isinstance(value, list):
        if all(isinstance(each, dict) and "use" in each for each in value):
            return str(describe_training_mining(value))
        if all(isinstance(each, str) for each in value):
            return ", ".join(value)
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    labels = dict(getattr(field, "flatchoices", ()))
    if value in labels:
        return str(_("“%s”") % labels[value])
    return str(localize(value) if isinstance(value, int | float) else _("“%s”") % value)


def list_told_changes(event: Event) -> dict[str, list[Any]]:
    """The changes of an event that a reader is told of, by field; `word_value` says their values."""
    whole = event.changes | event.personal
    return {
        name: pair
        for name, pair in whole.items()
        if pair[0] != pair[1] or PRIVATE_MARK in pair or PERSONAL_MARK in pair
    }

"""Fields and their values as the forms say them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit


def get_field_label(name: str, model: type[Model] = Credit) -> str:
    """What a field is called."""
    try:
        return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def format_page_value(name: str, value: Any, model: type[Model] = Credit) -> str:
    """A value in the words of the forms: the label of a code, yes or no, or a text."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    try:
        labels = dict(model._meta.get_field(name).flatchoices or ())  # type: ignore[union-attr]
    except FieldDoesNotExist:
        labels = {}
    return str(labels.get(value, value))

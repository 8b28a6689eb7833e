"""Calls verbs one after another, and counts the rows and the events that each wrote."""

import inspect
from collections import Counter

from django.apps import apps
from django.db import connection

from productions.models import (
    Event,
    ImportRow,
    Redirect,
    ReleasePeople,
    Rendition,
    RollText,
    Tombstone,
    Undoable,
)
from tests.domain.service_modules import get_short_name, list_service_modules

PARTS = (Event, ImportRow, Redirect, ReleasePeople, Rendition, RollText, Tombstone, Undoable)
"""An import row is part of its batch, what is made of a release part of it, a tombstone, a redirect or what can be undone part of the removal or merge: no events of their own."""


COUNTED = [model for model in apps.get_app_config("productions").get_models() if model not in PARTS]


COUNTS = ", ".join(f'(SELECT COUNT(*) FROM "{model._meta.db_table}")' for model in COUNTED)


def rows() -> Counter[str]:
    """How many there are of each kind, in one query: the walk asks hundreds of times."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COUNTS}")
        counts = cursor.fetchone()
    return Counter(dict(zip((model._meta.model_name for model in COUNTED), counts, strict=True)))


def created() -> Counter[str]:
    birth = ("created", "added", "opened", "issued", "requested", "loaded")
    return Counter(Event.objects.filter(action__in=birth).values_list("entity_type", flat=True))


class Walk:
    """Calls verbs one after another and notes what each wrote."""

    def __init__(self, now):
        self.now = now
        self.called: set[str] = set()

    def __call__(self, verb, *args, events=1, **values):
        """One call: the new rows are those of the new events, and `events` events were written in all."""
        before_rows, before_created, before = rows(), created(), Event.objects.count()
        result = verb(*args, by=None, now=self.now, **values)
        name = f"{get_short_name(verb.__module__)}.{verb.__name__}"
        assert rows() - before_rows == created() - before_created, name
        assert Event.objects.count() - before == events, name
        self.called.add(name)
        return result


def public_verbs() -> set[str]:
    """Every function of the domain that takes the acting user and the time."""
    found = set()
    for loaded in list_service_modules():
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            parameters = inspect.signature(function).parameters
            if function.__module__ == loaded.__name__ and {"by", "now"} <= parameters.keys():
                found.add(f"{get_short_name(loaded.__name__)}.{name}")
    return found

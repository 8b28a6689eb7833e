"""The values of an event as its page shows them: times in the site's time zone, as on every other page."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.timezone import localtime

from productions.ledger.models import Event
from productions.shared.moments import parse_moment


def show_times(events: Iterable[Event], model: type[models.Model]) -> None:
    """Put the times in the changes of these events of a `model`, kept in UTC, as people here read them."""
    moments = {field.name for field in model._meta.get_fields() if isinstance(field, models.DateTimeField)}
    for event in events:
        event.changes = {
            name: [localise_time(value) for value in pair] if name in moments else pair
            for name, pair in event.changes.items()
        }


def localise_time(value: Any) -> Any:
    moment = parse_moment(value) if isinstance(value, str) else None
    return localize(localtime(moment)) if moment else value

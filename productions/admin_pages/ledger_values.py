"""The values of an event as its page shows them: times in the site's time zone, as on every other page, and entries in words."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.timezone import localtime

from productions.ledger.models import Event
from productions.shared.moments import parse_moment
from productions.shared.training_mining import describe_training_mining


def show_times(events: Iterable[Event], model: type[models.Model]) -> None:
    """Put the times in the changes of these events of a `model`, kept in UTC, as people here read them."""
    moments = {field.name for field in model._meta.get_fields() if isinstance(field, models.DateTimeField)}
    for event in events:
        event.changes = {
            name: [localise_time(value) if name in moments else show_value_in_words(value) for value in pair]
            for name, pair in event.changes.items()
        }


def show_value_in_words(value: Any) -> Any:
    """What was said about training in words; any other value as it is."""
    if isinstance(value, list) and value and all(isinstance(each, dict) and "use" in each for each in value):
        return describe_training_mining(value)
    return value


def localise_time(value: Any) -> Any:
    moment = parse_moment(value) if isinstance(value, str) else None
    return localize(localtime(moment)) if moment else value

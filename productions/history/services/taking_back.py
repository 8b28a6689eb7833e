"""Taking back the last change of an entry: its former values are given to the entry's own verb again, as a change of its own.

Nothing that somebody changed since is overwritten: the values of the change must still stand, it must be the newest event
of its entry, and when the verb has written, no other event may have come between.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from productions.history.services.entries import filter_told, find_linked_model
from productions.history.services.values import is_private, word_field
from productions.ledger.models import Event
from productions.ledger.services.ledger import take_snapshot
from productions.ledger.services.writing import in_transaction
from productions.shared.choices import PERSONAL_MARK
from productions.shared.models import Removable
from productions.shared.refusals import Refusal
from productions.users.models import User


@in_transaction
def take_back_change(
    entry: Removable,
    event: Event,
    *,
    fields: Collection[str],
    update: Callable[..., Any],
    by: User,
    now: datetime,
    reason: str = "",
) -> None:
    """Give an entry the values that it had before its last event, by its own verb `update`.

    `fields` are those that the verb takes. Raises Refusal where the event is not the last one or cannot be taken back, and what
    the verb raises.
    """
    require_last(entry, event)
    values = read_former_values(entry, event, fields=fields, by=by)
    update(entry, by=by, now=now, reason=reason, **values)
    later = Event.objects.filter(entity_uid=entry.uid, pk__gt=event.pk)
    if later.exclude(at=now, actor=by).exists():
        raise changed_since()


def require_last(entry: Removable, event: Event) -> None:
    """Raise Refusal where the entry was changed after the event, or is not as the event left it."""
    if Event.objects.filter(entity_uid=entry.uid, pk__gt=event.pk).exists():
        raise changed_since()
    now_told = json.loads(json.dumps(take_snapshot(entry), cls=DjangoJSONEncoder))
    for name, (_old, new) in (event.changes | event.personal).items():
        marked = new in (PERSONAL_MARK,) or is_private([new])
        if name in now_told and not marked and now_told[name] != new:
            raise changed_since()


def changed_since() -> Refusal:
    return Refusal(
        _("It was changed again since; what came later would be overwritten. Take that back first.")
    )


def find_hindrance(entry: Any, event: Event, fields: Collection[str]) -> str:
    """Why the change cannot be taken back, in a sentence; empty where it can, as far as the event itself says."""
    model = type(entry)
    whole = event.changes | event.personal
    if not whole:
        return _("The history does not say what it was before.")
    for name, pair in whole.items():
        if is_private(pair):
            return _("What it was before is private, and the history does not keep it.")
        if PERSONAL_MARK in pair:
            return _("A name in it has been withheld since, so it does not come back.")
        if name not in fields:
            return _("“%s” follows from something else; change that instead.") % word_field(model, name)
    return ""


def read_former_values(
    entry: Removable, event: Event, *, fields: Collection[str], by: User
) -> dict[str, Any]:
    """The values before the event, as the entry's verb takes them. Raises Refusal where one is no longer to be had."""
    if hindrance := find_hindrance(entry, event, fields):
        raise Refusal(hindrance)
    former = {name: pair[0] for name, pair in (event.changes | event.personal).items()}
    return {name: read_former_value(type(entry), name, value, by) for name, value in former.items()}


def read_former_value(model: type[Model], name: str, value: Any, by: User) -> Any:
    """A value of the ledger as the field has it."""
    field: Any = model._meta.get_field(name)
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        related = find_linked_model(model, name)
        rows = filter_told(related, by) if related is not None else None
        found = rows.filter(uid=value).first() if rows is not None else None
        if found is None or getattr(found, "removed_at", None) is not None:
            sentence = _("What “%s” led to before was removed, or is not yours to see.")
            raise Refusal(sentence % word_field(model, name))
        return found
    try:
        return field.to_python(value)
    except ValidationError as error:
        raise Refusal(_("The history does not say what it was before.")) from error

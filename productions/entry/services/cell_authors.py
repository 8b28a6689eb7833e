"""Who changed cells last, as far as the ledger says."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from productions.credits.models.credits import Credit
from productions.entry.services.cell_requests import CellChange
from productions.entry.services.cells import CellKey
from productions.ledger.models import Event
from productions.users.models import User


def get_user_name(user: User) -> str:
    """How an account is told to its colleagues."""
    return user.get_full_name() or user.get_username()


def find_authors(changes: Sequence[CellChange]) -> dict[CellKey, str]:
    """By cell who changed a credit of it last, removed ones too. Two queries, none without changes."""
    if not changes:
        return {}
    asked = {change.key for change in changes}
    here = Q(cut__in={key.cut for key in asked}, role__in={key.role for key in asked})
    credits = Credit.objects.filter(here).order_by().values_list("uid", "cut", "role")
    cells = {uid: CellKey(cut, role) for uid, cut, role in credits}
    events = Event.objects.filter(entity_uid__in=cells, actor__isnull=False).order_by("pk")
    found = {
        cells[event.entity_uid]: get_user_name(event.actor)
        for event in events.select_related("actor")
        if event.actor is not None
    }
    return {key: name for key, name in found.items() if key in asked}

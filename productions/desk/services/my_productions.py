"""The productions of a user, those first in which somebody worked last."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Subquery

from productions.catalogue.models.works import Production
from productions.desk.services.first_steps import annotate_progress
from productions.ledger.models import Event
from productions.users.models import User


def list_my_productions(user: User, *, limit: int) -> list[Any]:
    """Those that the user is a member of (a superuser: all), newest work first, with their progress. One query."""
    newest = Event.objects.filter(production=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    mine = Production.objects.visible_to(user).annotate(worked=Subquery(newest))
    return list(annotate_progress(mine, user).order_by(F("worked").desc(nulls_last=True), "-pk")[:limit])

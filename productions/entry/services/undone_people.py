"""People whom an act entered that is undone: they go with it, where nothing else stands on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.ledger.models import Event
from productions.people.models.people import Contributor
from productions.removals.services.people_removal import remove_unused_people
from productions.users.models import User

LINKS = ("contributor_id", "affiliation_id")


def list_named_keys(credits: Iterable[Credit]) -> list[tuple[Any, int]]:
    """The credits (uid) with each contributor (key) whom they name, to be kept before they are changed."""
    return [(credit.uid, key) for credit in credits for link in LINKS if (key := getattr(credit, link))]


def remove_undone_people(
    production: Production, named: Iterable[tuple[Any, int]], *, by: User, now: datetime
) -> None:
    """Remove those of them who were entered by the act that gave the credit their name: one of the credit's events has the moment of theirs.

    Whoever anything else stands on stays. Two queries, and those of `remove_unused_people`; none for nobody.
    """
    named = set(named)
    if not named:
        return
    made = Event.objects.filter(entity_type="contributor", entity_uid=OuterRef("uid"), actor=by)
    people = Contributor.objects.live().filter(pk__in={key for _uid, key in named}, entered_for=production)
    moments = people.annotate(made_at=Subquery(made.order_by("pk").values("at")[:1])).exclude(made_at=None)
    by_key = dict(moments.values_list("pk", F("made_at")))
    told = Event.objects.filter(entity_uid__in={uid for uid, _key in named}, at__in=set(by_key.values()))
    moved = set(told.values_list("entity_uid", "at"))
    keys = sorted({key for uid, key in named if (uid, by_key.get(key)) in moved})
    if keys:
        remove_unused_people(production, keys, by=by, now=now, reason=_("Entering it was undone."))

"""When an entry last changed in public, as a member of its row: `include=updated_at`."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from rest_framework import serializers

from api.read.compiled_serializers import Computed
from productions.models import Event


def build_told_subquery() -> Subquery:
    """The moment of the newest event of an entry that the feed tells; null where it tells none."""
    told = Event.objects.exclude(seq=None).filter(entity_uid=OuterRef("uid"))
    return Subquery(told.order_by("-pk").values("at")[:1])


def make_updated_at() -> Computed:
    """The moment of the newest change that the feed tells of the entry itself, read from the ledger.

    A column that each write sets would tell more: when a draft was worked on, when a private detail changed, when a
    production was prepared. What the public may know of an event is decided once, by the sequencer (`api.feed.public_rows`).
    """
    form = serializers.DateTimeField(
        allow_null=True,
        help_text="Only with include=updated_at: when the entry itself last changed in public, as `changes/` tells it, some "
        "seconds after the change. Null: not since it became public, or not known.",
    )
    return Computed(form, of=(build_told_subquery(),), get=lambda at: at, follows_row=False, required=False)

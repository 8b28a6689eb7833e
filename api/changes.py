"""The public feed: what changed, in the ledger's gap-free order, so that a mirror can follow.

A row names an entry to fetch again, never its content: the answer at the entry's address is the truth, and a 404 or 410
there means to drop it. Nothing is said of entries that the public cannot see; only that one has gone from sight. To
start, remember `last` of `?after=` a large number, read all lists, then follow from there. Four rules keep a mirror equal:

- `published`: the production has become public; read its lists.
- `redacted` and `removed`: drop the entry, and with a production all that belongs to it.
- Fetch what a row refers to and you do not have (a contributor whose first credit became public).
- Drop contributors and AI systems that none of your credits refers to any more: then they are not public.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from threading import BoundedSemaphore
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api import answers, shapes
from api.filters import refuse_unknown
from api.problems import PROBLEMS
from productions.domain.ledger import PRIVATE, number_events
from productions.models import (
    AIDeclaration,
    AIUse,
    ContributorName,
    Credit,
    Event,
    ExternalId,
    Production,
    ProductionTitle,
    Redirect,
    RoleAlias,
)
from productions.vocabulary import PRIVATE_NAME_KINDS, PUBLIC_CREDIT_STATES, FeedEntity, Visibility

USUAL, MOST = 100, 500
NUMBERED = 2000
"""Events that get their number in one go; readers number what no worker has."""
LONGEST_WAIT = 30
"""Seconds."""

ENTRIES: Mapping[str, Any] = {
    str(shape.Meta.model._meta.model_name): shape
    for shape in (
        shapes.ProductionOut, shapes.EpisodeOut, shapes.CutOut, shapes.ContributorOut, shapes.DepartmentOut,
        shapes.RoleOut, shapes.CreditOut, shapes.AISystemOut, shapes.ReleaseOut,
    )
}  # fmt: skip
"""Tables with entries of their own in the API, and what is shown of them."""
PARTS: Mapping[str, tuple[type[Model], tuple[str, ...], tuple[str, ...]]] = {
    "productiontitle": (ProductionTitle, ("titles",), ("production",)),
    "contributorname": (ContributorName, ("names",), ("contributor",)),
    "externalid": (ExternalId, ("external_ids",), ("production", "contributor")),
    "rolealias": (RoleAlias, ("aliases",), ("role",)),
    "aiuse": (AIUse, ("ai", "ai_uses"), ("credit",)),
    "aideclaration": (AIDeclaration, ("ai", "ai_declarations"), ("credit",)),
}
"""Tables shown inside an entry: the members that they show in, and the links that may lead there."""

waiting = BoundedSemaphore(settings.LONG_POLLS)
"""Long polls that this process holds at once; each holds one of its threads."""

Target = tuple[str, UUID]
Row = dict[str, Any]


class ChangeOut(serializers.Serializer[Any]):
    seq = serializers.IntegerField(
        help_text="Number in the ledger; numbers that are not shown were not public."
    )
    at = serializers.DateTimeField()
    type = serializers.ChoiceField(
        choices=["changed", "published", "redacted", "removed", "merged"],
        help_text="changed: fetch it again; published: read all of the production; the others: drop it.",
    )
    entity = serializers.ChoiceField(choices=FeedEntity.choices, help_text="What kind of entry it is.")
    key = serializers.CharField(help_text="uid of the entry; the code of a role or department.")
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(), help_text="Members that changed; empty when the entry is new."
    )
    merged_into = serializers.UUIDField(allow_null=True, help_text="uid of the entry that stays.")


class ChangesOut(serializers.Serializer[Any]):
    last = serializers.IntegerField(help_text="Give it as `after` next time.")
    results = ChangeOut(many=True)


class Changes(APIView):
    """What changed after a number, oldest first; `wait` holds the answer until there is something."""

    serializer_class: ClassVar = ChangesOut

    @extend_schema(
        parameters=[
            OpenApiParameter("after", int, default=0, description="The last number that you have."),
            OpenApiParameter("limit", int, default=USUAL, description=f"Events to look at, 1 to {MOST}."),
            OpenApiParameter("wait", int, default=0, description=f"Seconds to wait, 0 to {LONGEST_WAIT}."),
        ],
        responses={200: ChangesOut, **PROBLEMS},
    )
    def get(self, request: Request) -> HttpResponse:
        refuse_unknown(request, ("after", "limit", "wait"))
        after = read_number(request, "after", 0, most=2**62)
        limit = read_number(request, "limit", USUAL, least=1, most=MOST)
        wait = read_number(request, "wait", 0, most=LONGEST_WAIT)
        last, rows = follow(after, limit)
        if not rows and wait and waiting.acquire(blocking=False):
            try:
                last, rows = watch(last, limit, seconds=wait)
            finally:
                waiting.release()
        body = answers.dump({"last": last, "results": rows})
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(body, content_type=answers.MEDIA_TYPES[answers.JSON], headers=headers)


def read_number(request: Request, name: str, usual: int, *, most: int, least: int = 0) -> int:
    """A whole number of the query. Raises ValidationError."""
    text = request.query_params.get(name, "") or str(usual)
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise ValidationError({name: [f"Give a whole number from {least} to {most}."]})
    return int(text)


def watch(after: int, limit: int, *, seconds: int) -> tuple[int, list[Row]]:
    """Look once a second until there is something to show, or time is up."""
    until = time.monotonic() + seconds
    while True:
        last, rows = follow(after, limit)
        if rows or time.monotonic() >= until:
            return last, rows
        after = last
        time.sleep(1)


def follow(after: int, limit: int) -> tuple[int, list[Row]]:
    """The public rows of the next `limit` events, and the number of the last event looked at."""
    while number_events(limit=NUMBERED) == NUMBERED:
        pass
    following = Event.objects.filter(seq__gt=after).select_related("production").defer("personal", "reason")
    events = list(following.order_by("seq")[:limit])
    if not events:
        newest = Event.objects.exclude(seq=None).order_by("-seq").values_list("seq", flat=True).first() or 0
        return min(after, newest), []
    targets = find_targets(events)
    keys = public_keys(targets.values())
    rows = [row for event in events if (row := public_row(event, targets.get(event.pk), keys)) is not None]
    return events[-1].seq or after, rows


def find_targets(events: Iterable[Event]) -> dict[int, Target]:
    """The entry that each event is about, by the event's key: itself, or the one that it is a part of."""
    events = list(events)
    unseen = changes_of_private_names(events)
    targets: dict[int, Target] = {}
    parts: defaultdict[str, dict[UUID, list[int]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.entity_type in ENTRIES:
            targets[event.pk] = (event.entity_type, event.entity_uid)
        elif event.entity_type in PARTS and event.pk not in unseen:
            parts[event.entity_type][event.entity_uid].append(event.pk)
    for kind, wanted in parts.items():
        model, _members, links = PARTS[kind]
        owners = [f"{link}__uid" for link in links]
        for uid, *found in model._base_manager.filter(uid__in=wanted).values_list("uid", *owners):
            for link, owner in zip(links, found, strict=True):
                if owner is not None:
                    targets |= dict.fromkeys(wanted[uid], (link, owner))
    return targets


def changes_of_private_names(events: Iterable[Event]) -> set[int]:
    """Keys of the events about legal names that changed nothing in public: all but that a name became legal."""
    named = [event for event in events if event.entity_type == "contributorname"]
    if not named:
        return set()
    private = ContributorName.objects.filter(
        uid__in={event.entity_uid for event in named}, kind__in=PRIVATE_NAME_KINDS
    )
    uids = set(private.values_list("uid", flat=True))
    return {
        event.pk
        for event in named
        if event.entity_uid in uids and before_change(event, "kind") in (None, *PRIVATE_NAME_KINDS)
    }


def public_keys(targets: Iterable[Target]) -> dict[Target, str]:
    """Those of the entries that are public now, with the key of their address."""
    by_kind: defaultdict[str, set[UUID]] = defaultdict(set)
    for kind, uid in targets:
        by_kind[kind].add(uid)
    keys: dict[Target, str] = {}
    for kind, uids in by_kind.items():
        shape = ENTRIES[kind]
        column = "code" if "code" in shape.Meta.fields else "uid"
        rows = shape.Meta.model.objects
        rows = rows.public() if hasattr(rows, "public") else rows.all()
        keys |= {(kind, uid): str(key) for uid, key in rows.filter(uid__in=uids).values_list("uid", column)}
    return keys


def public_row(event: Event, target: Target | None, keys: Mapping[Target, str]) -> Row | None:
    """What the public may know of an event; None for nothing."""
    if target is None:
        return None
    kind, uid = target
    row: Row = {"seq": event.seq, "at": event.at, "type": "changed", "entity": kind, "key": str(uid)}
    row |= {"fields": [], "merged_into": None}
    own = event.entity_type == kind
    if target in keys:
        if own and opened(event):
            return row | {"type": "published"}
        fields = shown_fields(event, kind, own=own)
        if own and not fields and event.action == "changed":
            return None
        return row | {"key": keys[target], "fields": fields}
    return gone_row(event, row) if own else None


def gone_row(event: Event, row: Row) -> Row | None:
    """The row of an entry that the public cannot see; None unless it could see it before."""
    if event.action == "merged":
        steps = Redirect.objects.standing().filter(from_uid=event.entity_uid, entity_type=event.entity_type)
        return row | {"type": "merged", "merged_into": steps.values_list("to_uid", flat=True).first()}
    if event.action == "removed":
        return row | {"type": "removed"} if was_public(event) else None
    return row | {"type": "redacted"} if closed(event) else None


def was_public(event: Event) -> bool:
    """Whether a removed entry was in sight: of a public production, and no draft."""
    if event.entity_type == "production":
        return Production.objects.filter(uid=event.entity_uid, visibility=Visibility.PUBLIC).exists()
    if event.production is None or event.production.visibility != Visibility.PUBLIC:
        return False
    drafts = Credit.objects.filter(uid=event.entity_uid).exclude(state__in=PUBLIC_CREDIT_STATES)
    return event.entity_type != "credit" or not drafts.exists()


def shown_fields(event: Event, kind: str, *, own: bool) -> list[str]:
    """The members of the entry's public shape that the event changed."""
    if not own:
        return [*PARTS[event.entity_type][1]]
    if event.action == "created":
        return []
    shown = ENTRIES[kind].Meta.fields
    return [name for name, values in event.changes.items() if name in shown and values[1] != PRIVATE]


def opened(event: Event) -> bool:
    """The production has become public, perhaps at its birth, or is back where it was."""
    if event.entity_type == "production" and event.action == "removal undone":
        return True
    return event.entity_type == "production" and after_change(event, "visibility") == Visibility.PUBLIC


def closed(event: Event) -> bool:
    """The entry has gone from sight: a production made private, a credit that is confirmed no more."""
    if event.entity_type == "production":
        return before_change(event, "visibility") == Visibility.PUBLIC
    seen = event.production is not None and event.production.visibility == Visibility.PUBLIC
    return seen and before_change(event, "state") in PUBLIC_CREDIT_STATES


def before_change(event: Event, name: str) -> Any:
    return (event.changes.get(name) or [None, None])[0]


def after_change(event: Event, name: str) -> Any:
    return (event.changes.get(name) or [None, None])[1]

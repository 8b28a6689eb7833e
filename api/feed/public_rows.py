"""Which changes the public may know of, and what of them: the rows of `/changes/`, of webhooks, and the sequencer's rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from api.read.resource import PUBLIC_RESOURCES, EntryPart, PublicResource
from productions.ledger.services.ledger import PRIVATE_MARK, read_newest_number
from productions.models import ContributorName, Event, Redirect, Tombstone
from productions.shared.choices import PRIVATE_NAME_KINDS, PUBLIC_CREDIT_STATES, Visibility


@cache
def list_feed_entries() -> dict[str, PublicResource]:
    """Tables with entries of their own in the feed, by the names that events have for them."""
    return {resource.kind: resource for resource in PUBLIC_RESOURCES.values() if resource.is_in_feed}


@cache
def list_feed_parts() -> dict[str, dict[str, EntryPart]]:
    """Tables that are shown inside an entry, each with the kinds of entry that it may belong to."""
    parts: defaultdict[str, dict[str, EntryPart]] = defaultdict(dict)
    for kind, resource in list_feed_entries().items():
        for part in resource.parts:
            parts[str(part.model._meta.model_name)][kind] = part
    return dict(parts)


FeedTarget = tuple[str, UUID]
FeedRow = dict[str, Any]


def read_feed(after: int, limit: int) -> tuple[int, list[FeedRow]]:
    """The public rows of the next `limit` numbers, and the last number of these."""
    newest = read_newest_number()
    following = Event.objects.filter(seq__gt=after).select_related("production").defer("personal", "reason")
    events = list(following.order_by("seq")[:limit])
    if not events:
        return min(after, newest), []
    return events[-1].seq or after, [row for _event, row in public_rows(events)]


def public_events(events: Sequence[Event]) -> set[int]:
    """The keys of those that have a row now: the sequencer's rule (`productions.ledger.services.ledger.number_events`)."""
    return {event.pk for event, _row in public_rows(events)}


def public_rows(events: Sequence[Event]) -> list[tuple[Event, FeedRow]]:
    """What the public may know of events, as things stand; those that tell it nothing are left out. Costs the same few queries for any number."""
    targets = find_targets(events)
    facts = PublicFacts.of(events, targets)
    rows = ((event, public_row(event, targets.get(event.pk), facts)) for event in events)
    return [(event, row) for event, row in rows if row is not None]


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """`keys` of the addresses of entries that are public now; `removed` entries and `merged` ones (with where they went) that were."""

    keys: Mapping[FeedTarget, str]
    removed: frozenset[UUID]
    merged: Mapping[UUID, UUID]

    @classmethod
    def of(cls, events: Sequence[Event], targets: Mapping[int, FeedTarget]) -> PublicFacts:
        gone: defaultdict[str, list[UUID]] = defaultdict(list)
        for event in events:
            gone[event.action].append(event.entity_uid)
        removed = Tombstone.objects.standing().filter(entity_uid__in=gone["removed"], was_public=True)
        merged = Redirect.objects.standing().filter(from_uid__in=gone["merged"], was_public=True)
        return cls(
            public_keys(targets.values()),
            frozenset(removed.values_list("entity_uid", flat=True)) if gone["removed"] else frozenset(),
            dict(merged.values_list("from_uid", "to_uid")) if gone["merged"] else {},
        )


def find_targets(events: Iterable[Event]) -> dict[int, FeedTarget]:
    """The entry that each event is about, by the event's key: itself, or the one that it is a part of."""
    events = list(events)
    unseen = changes_of_private_names(events)
    targets: dict[int, FeedTarget] = {}
    parts: defaultdict[str, dict[UUID, list[int]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.entity_type in list_feed_entries():
            targets[event.pk] = (event.entity_type, event.entity_uid)
        elif event.entity_type in list_feed_parts() and event.pk not in unseen:
            parts[event.entity_type][event.entity_uid].append(event.pk)
    for kind, wanted in parts.items():
        links = list_feed_parts()[kind]
        owners = [f"{part.link}__uid" for part in links.values()]
        rows = next(iter(links.values())).model._base_manager.filter(uid__in=wanted)
        for uid, *found in rows.values_list("uid", *owners):
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


def public_keys(targets: Iterable[FeedTarget]) -> dict[FeedTarget, str]:
    """Those of the entries that are public now, with the key of their address."""
    by_kind: defaultdict[str, set[UUID]] = defaultdict(set)
    for kind, uid in targets:
        by_kind[kind].add(uid)
    keys: dict[FeedTarget, str] = {}
    for kind, uids in by_kind.items():
        resource = list_feed_entries()[kind]
        rows = resource.rows.filter(uid__in=uids).values_list("uid", resource.lookup)
        keys |= {(kind, uid): str(key) for uid, key in rows}
    return keys


def public_row(event: Event, target: FeedTarget | None, facts: PublicFacts) -> FeedRow | None:
    """What the public may know of an event; None for nothing."""
    if target is None:
        return None
    kind, uid = target
    row: FeedRow = {"seq": event.seq, "at": event.at, "type": "changed", "entity": kind, "key": str(uid)}
    row |= {"fields": [], "merged_into": None}
    own = event.entity_type == kind
    if target in facts.keys:
        if own and became_public(event):
            return row | {"type": "published"}
        fields = shown_fields(event, kind, own=own)
        if own and not fields and event.action in ("changed", "merge undone") and not is_unmerged(event):
            return None
        return row | {"key": facts.keys[target], "fields": fields}
    return hidden_row(event, row, facts) if own else None


def hidden_row(event: Event, row: FeedRow, facts: PublicFacts) -> FeedRow | None:
    """The row of an entry that the public cannot see; None unless it could see it before."""
    if event.action == "merged":
        into = facts.merged.get(event.entity_uid)
        return row | {"type": "merged", "merged_into": into} if into else None
    if event.action == "removed":
        return (
            row | {"type": "removed"}
            if event.entity_uid in facts.removed and is_in_public_production(event)
            else None
        )
    return row | {"type": "redacted"} if became_hidden(event) else None


def is_in_public_production(event: Event) -> bool:
    """Whether what the entry belonged to is public, so that it is no secret that there was one."""
    return event.production is None or event.production.visibility == Visibility.PUBLIC


def shown_fields(event: Event, kind: str, *, own: bool) -> list[str]:
    """The members of the entry's public shape that the event changed."""
    if not own:
        return [*list_feed_parts()[event.entity_type][kind].members]
    if event.action == "created":
        return []
    shown = list_feed_entries()[kind].representation.Meta.fields
    return [name for name, values in event.changes.items() if name in shown and values[1] != PRIVATE_MARK]


def became_public(event: Event) -> bool:
    """The production has become public, perhaps at its birth, or is back where it was."""
    if event.entity_type == "production" and event.action == "removal undone":
        return True
    return event.entity_type == "production" and after_change(event, "visibility") == Visibility.PUBLIC


def is_unmerged(event: Event) -> bool:
    """It is the entry itself that is no longer merged, not the one that others were merged into, perhaps unseen."""
    return "merged_into" in event.changes


def became_hidden(event: Event) -> bool:
    """The entry has gone from sight: a production made private, a credit that is confirmed no more."""
    if event.entity_type == "production":
        return bool(before_change(event, "visibility") == Visibility.PUBLIC)
    return is_in_public_production(event) and before_change(event, "state") in PUBLIC_CREDIT_STATES


def before_change(event: Event, name: str) -> Any:
    return (event.changes.get(name) or [None, None])[0]


def after_change(event: Event, name: str) -> Any:
    return (event.changes.get(name) or [None, None])[1]

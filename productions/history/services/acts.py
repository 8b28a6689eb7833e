"""The ledger read as acts: the events that one person's verb wrote at one moment are one act, however many they are.

A page is read by keys, from its newest event down, so that the first page of a hundred thousand events costs what that of ten
does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.timezone import make_aware

from productions.ledger.models import Event
from productions.ledger.queries import EventQuerySet

MAX_PAGE_ACTS = 50
MAX_PAGE_EVENTS = 300
MAX_PAGE_KINDS = 6
"""Kinds of entries whose names one page looks up, a query for each: a page ends before it would need a seventh."""

Group = tuple[str, str]
"""The kind of the entries (`Event.entity_type`) and the action of some events of an act."""


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """What a reader of the history asked for."""

    actor: int | None = None
    entry: UUID | None = None
    day: date | None = None
    kinds: tuple[str, ...] = ()  # of Event.entity_type

    def narrow(self, events: EventQuerySet[Event]) -> EventQuerySet[Event]:
        """The events that were asked for."""
        found = Q()
        if self.actor is not None:
            found &= Q(actor=self.actor)
        if self.entry is not None:
            found &= Q(entity_uid=self.entry)
        if self.day is not None:
            begin = make_aware(datetime.combine(self.day, time.min))
            end = make_aware(datetime.combine(self.day + timedelta(days=1), time.min))
            found &= Q(at__gte=begin, at__lt=end)
        if self.kinds:
            found &= Q(entity_type__in=self.kinds)
        return events.filter(found)


@dataclass(slots=True)
class Act:
    """Events that belong together, newest first.

    `untold` counts those that were not read, since the act has more than a page holds.
    """

    events: list[Event]
    untold: dict[Group, int] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.events[0].at


@dataclass(frozen=True, slots=True)
class ActPage:
    """Some acts, newest first. `older` is the key below which the next page begins; None where there is none."""

    acts: list[Act]
    older: int | None


def read_acts(
    events: EventQuerySet[Event], *, before: int | None, list_kinds: Callable[[Event], Iterable[Any]]
) -> ActPage:
    """The newest acts among the events, or those below the key `before`.

    `list_kinds` says the kinds of entries that an event needs looked up. Costs one query, and two more where the page
    ends within an act.
    """
    rows = events.select_related("actor").order_by("-pk")
    found = list((rows if before is None else rows.filter(pk__lt=before))[: MAX_PAGE_EVENTS + 1])
    whole = len(found) <= MAX_PAGE_EVENTS
    acts = [Act(list(group)) for _key, group in groupby(found[:MAX_PAGE_EVENTS], identify_act)]
    shown = choose_acts(acts, list_kinds)
    if not shown:
        return ActPage([], None)
    last = shown[-1]
    older: int | None = last.events[-1].pk
    if whole and len(shown) == len(acts):
        older = None
    elif not whole and len(shown) == len(acts) and identify_act(found[-1]) == identify_act(last.events[-1]):
        older = count_untold(rows, last)
    return ActPage(shown, older)


def identify_act(event: Event) -> tuple[datetime, int | None]:
    """Equal for the events of one act: a verb writes all of its events with the moment that it was given."""
    return event.at, event.actor_id


def choose_acts(acts: Sequence[Act], list_kinds: Callable[[Event], Iterable[Any]]) -> list[Act]:
    """Those of the page: as many as fit, one at least."""
    chosen: list[Act] = []
    kinds: set[Any] = set()
    for act in acts[:MAX_PAGE_ACTS]:
        kinds.update(kind for event in act.events for kind in list_kinds(event))
        if chosen and len(kinds) > MAX_PAGE_KINDS:
            break
        chosen.append(act)
    return chosen


def count_untold(rows: EventQuerySet[Event], act: Act) -> int | None:
    """Count the rest of an act that was read in part; returns the key below which what is older begins, or None."""
    lowest = act.events[-1].pk
    at, actor = identify_act(act.events[-1])
    below = rows.filter(pk__lt=lowest).exclude(at=at, actor=actor)
    end = below.values_list("pk", flat=True).first()
    rest = rows.filter(pk__lt=lowest, at=at, actor=actor).order_by()
    if end is not None:
        rest = rest.filter(pk__gt=end)
    counted = rest.values_list("entity_type", "action").annotate(count=Count("pk"))
    act.untold = {(kind, action): count for kind, action, count in counted}
    return None if end is None else end + 1


def list_newest(events: Iterable[Event]) -> set[int]:
    """The keys of those of the events that are the newest of their entries. One query, by the index on the entries."""
    rows = Event.objects.filter(entity_uid__in={event.entity_uid for event in events}).order_by()
    return {newest for _uid, newest in rows.values_list("entity_uid").annotate(newest=Max("pk"))}

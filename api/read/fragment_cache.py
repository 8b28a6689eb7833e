"""JSON of the entries that other rows refer to, kept in this process until the ledger says that they changed.

Every list reads, in its own query, how many changes to such entries the ledger has (`epoch`). When the number is
another than last time, the new events are read and exactly the entries that they name are dropped. So a reader never
sees an older name than its own query would have found, and a steady stream of new credits drops nothing.

The count looks back from `low`, an event older than `LOOK_BACK_SECONDS` seconds: no transaction stays open that long.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any

import orjson
from django.db.models import BigIntegerField, Count, Max, Model, Subquery, Value

from api.http.last_modified import LOOK_BACK_SECONDS
from api.http.responses import encode_json
from api.read.compiled_serializers import RowPlan
from api.read.prepared_queries import InQueryList, PreparedQuery, QueryValue
from productions.ledger.models import SHOWN_ELSEWHERE, SHOWN_ELSEWHERE_CHANGED
from productions.models import Event

MAX_FRAGMENTS = 40_000
"""Entries kept, all shapes together; when there are more, the older half of each goes.

One takes 0.2 to 0.8 kB with its place in the dictionary: at most about 30 MB of a worker, whatever is asked for.
"""
CHUNK_ENTRIES = 1000
"""Entries loaded at once: one load of 200,000 people would take 0.8 GB for a moment."""

CACHED_MODELS: dict[str, type[Model]] = {}
"""Tables whose entries are kept, by the names that events have for them; with CACHED_PARTS, all of `models.record.SHOWN_ELSEWHERE`."""
CACHED_PARTS: dict[str, tuple[type[Model], dict[str, type[Model]]]] = {}
"""Tables whose rows are shown inside a kept entry, and the columns that lead to it."""


def watch_tables(model: type[Model], parts: Mapping[type[Model], str]) -> None:
    """Keep the entries of a table; `parts` are the tables that show inside them, with the links to them.

    A part that the ledger's SHOWN_ELSEWHERE does not name is not watched, so what shows it is not kept as a whole.
    """
    CACHED_MODELS[str(model._meta.model_name)] = model
    for part, link in parts.items():
        kind = str(part._meta.model_name)
        if kind in SHOWN_ELSEWHERE:
            CACHED_PARTS.setdefault(kind, (part, {}))[1][f"{link}_id"] = model


def build_changes_query() -> Any:
    """One row, `n`: the number of changes since the event `low`; no row where there is none."""
    changed = Event.objects.filter(
        SHOWN_ELSEWHERE_CHANGED, pk__gt=QueryValue("low", BigIntegerField())
    ).order_by()
    return changed.annotate(all=Value(1)).values("all").annotate(n=Count("*"))


def build_epoch_subquery() -> Subquery:
    """The number of changes as one column of another query."""
    return Subquery(build_changes_query().values("n"), output_field=BigIntegerField())


@cache
def get_changes_query() -> PreparedQuery:
    return PreparedQuery(build_changes_query().values_list("n"), steady=True)


class FragmentCache:
    """The kept entries of one process, at most about `largest`; safe to use from several threads."""

    def __init__(self, largest: int = MAX_FRAGMENTS) -> None:
        self.largest = largest
        self.lock = threading.Lock()
        self.queries: dict[RowPlan, PreparedQuery] = {}
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.kept: dict[RowPlan, dict[int, orjson.Fragment]] = defaultdict(dict)
            self.generation = 0
            self.low: int | None = None
            self.count = 0
            self.seen: set[int] = set()
            self.marks: deque[tuple[float, int]] = deque()

    def start(self) -> int:
        """The event to count from; what is kept is right from here on."""
        if self.low is None:
            newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
            with self.lock:
                self.low = max(0, newest - 10 * CHUNK_ENTRIES)
            self.look()
        assert self.low is not None
        return self.low

    def sync_epoch(self, count: int | None) -> None:
        """Take the `epoch` that a query has read; when it is new, drop what changed."""
        if (count or 0) != self.count:
            self.look()

    def refresh_epoch(self) -> None:
        """Drop what changed, by a query of its own; for lists whose query cannot carry the epoch."""
        counted = get_changes_query().run({"low": self.start()})
        self.sync_epoch(counted[0][0] if counted else None)

    def look(self) -> None:
        """Read the new events and drop the entries that they name."""
        with self.lock:
            events = list(
                Event.objects.filter(SHOWN_ELSEWHERE_CHANGED, pk__gt=self.low or 0)
                .order_by("pk")
                .values_list("pk", "entity_type", "entity_uid")
            )
            new = [event for event in events if event[0] not in self.seen]
            self.seen = {event[0] for event in events}
            self.count = len(events)
            self.generation += 1
            self.drop(new)
            self.forget_old_events()

    def forget_old_events(self) -> None:
        """Let go of events that are older than `LOOK_BACK_SECONDS`; the next count is smaller, nothing else happens."""
        now = time.monotonic()
        self.marks.append((now, max(self.seen, default=self.low or 0)))
        while now - self.marks[0][0] > LOOK_BACK_SECONDS:
            self.low = self.marks.popleft()[1]

    def drop(self, events: Iterable[tuple[int, str, Any]]) -> None:
        """Let go of the entries that these events name."""
        if not any(self.kept.values()):
            return
        by_type = defaultdict(list)
        for _key, entity_type, uid in events:
            by_type[entity_type].append(uid)
        for entity_type, uids in by_type.items():
            if entity_type in CACHED_MODELS:
                model = CACHED_MODELS[entity_type]
                self.drop_keys(
                    model, model._default_manager.filter(uid__in=uids).values_list("pk", flat=True)
                )
            else:
                part, columns = CACHED_PARTS[entity_type]
                for column, model in columns.items():
                    parts = part._default_manager.filter(uid__in=uids)
                    self.drop_keys(model, parts.values_list(column, flat=True))

    def drop_keys(self, model: type[Model], keys: Iterable[int]) -> None:
        shapes = [entries for shape, entries in self.kept.items() if shape.model is model]
        for key in keys:
            for entries in shapes:
                entries.pop(key, None)

    def keeps(self, shape: RowPlan) -> bool:
        """Whether whole entries of this shape may be kept: all that they show is watched."""
        parts = {part for part, _columns in CACHED_PARTS.values()}
        return (
            shape.model in CACHED_MODELS.values()
            and not shape.references
            and shape.follows_row
            and all(children.shape.model in parts for _name, children, _place in shape.children)
        )

    def of(self, shape: RowPlan, keys: Collection[int]) -> dict[int, orjson.Fragment]:
        """The JSON of these entries, from memory or from the database."""
        kept = self.kept[shape]
        found = {key: kept_one for key in keys if (kept_one := kept.get(key)) is not None}
        if len(found) < len(keys):
            missing = iter([key for key in keys if key not in found])
            while chunk := list(islice(missing, CHUNK_ENTRIES)):
                found |= self.load(shape, chunk)
        return found

    def load(self, shape: RowPlan, keys: list[int]) -> dict[int, orjson.Fragment]:
        generation = self.generation
        if shape not in self.queries:
            everything = shape.model._base_manager.filter(InQueryList("pk", "keys"))
            self.queries[shape] = PreparedQuery(shape.select(everything).order_by(), steady=True)
        records = self.queries[shape].run({"keys": keys})
        entries = shape.rows(records, self.of)
        loaded = {
            record[shape.key]: orjson.Fragment(shrink_bytes(encode_json(entry)))
            for record, entry in zip(records, entries, strict=True)
        }
        with self.lock:
            if generation == self.generation:
                self.kept[shape].update(loaded)
                if sum(map(len, self.kept.values())) > self.largest:
                    self.evict_older_half()
        return loaded

    def evict_older_half(self) -> None:
        """Let the older half of each shape's entries go."""
        for kept in self.kept.values():
            for key in list(islice(kept, len(kept) // 2)):
                del kept[key]


def shrink_bytes(text: bytes) -> bytes:
    """The same in no more memory than it needs: orjson cuts its large buffer short, and 4 kB of it stay behind each."""
    return bytes(memoryview(text))


FRAGMENT_CACHE = FragmentCache()

"""Finding names and titles: in any script, by two characters or more anywhere, near misses in Latin letters.

On PostgreSQL every searched column has an index of the pairs of characters in it (`staffroll_bigrams` under GIN): a
Japanese surname has two characters, for which a trigram index finds nothing. On SQLite the column is scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from rapidfuzz import fuzz, process

from productions.names import search_key

TABLES = (
    "productions_contributorname",
    "productions_credit",
    "productions_productiontitle",
    "productions_rolealias",
)
"""Tables whose `search_key` is searched by pairs of characters."""
EXACT, BEGINNING, WITHIN = 0, 1, 2
NEAR = 80
"""Likeness (0 to 100, rapidfuzz's ratio) from which a Latin name counts as a near miss."""
MOST_NEAR = 25
MOST_CANDIDATES = 2000
LATIN = re.compile(r"[a-z][a-z'.-]{3,}\Z")


def pairs(key: str) -> list[str]:
    """The pairs of characters in a key, each once."""
    return list(dict.fromkeys(key[place : place + 2] for place in range(len(key) - 1)))


class Holds(Func):
    """`filter(Holds("search_key", "田中"))`: the column has the folded text somewhere; one character: at its start."""

    output_field = BooleanField()

    def __init__(self, column: str, key: str) -> None:
        super().__init__(F(column))
        self.key = key

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        if len(self.key) < 2:
            return f"{column} LIKE %s ESCAPE '\\'", [*params, re.sub(r"([%_\\])", r"\\\1", self.key) + "%"]
        if connection.vendor == "postgresql":
            pairs_too = f"staffroll_bigrams({column}) @> %s::text[]"
            return f"({pairs_too} AND strpos({column}, %s) > 0)", [
                *params,
                pairs(self.key),
                *params,
                self.key,
            ]
        return f"instr({column}, %s) > 0", [*params, self.key]


class HoldsPairs(Func):
    """The column has all these pairs of characters, in any place."""

    output_field = BooleanField()

    def __init__(self, column: str, wanted: list[str]) -> None:
        super().__init__(F(column))
        self.wanted = wanted

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            return f"staffroll_bigrams({column}) @> %s::text[]", [*params, self.wanted]
        every = " AND ".join([f"instr({column}, %s) > 0"] * len(self.wanted))
        return f"({every})", [value for pair in self.wanted for value in (*params, pair)]


def matching(field: str, text: str) -> Q:
    """Rows whose folded `field` holds `text` in any script."""
    return Q(Holds(field, search_key(text)))


def closeness(field: str, text: str) -> Case:
    """EXACT, BEGINNING or WITHIN: how well a row that matches does so."""
    key = Value(search_key(text), output_field=CharField())
    return Case(
        When(**{field: key}, then=Value(EXACT)),
        When(**{f"{field}__startswith": search_key(text)}, then=Value(BEGINNING)),
        default=Value(WITHIN),
        output_field=IntegerField(),
    )


def near_misses(names: QuerySet[Any], owner: str, text: str) -> list[int]:
    """Keys of the owners of Latin names that are nearly `text`, best first, at most MOST_NEAR.

    One wrong letter spoils two neighbouring pairs, so of three groups of pairs at least one is whole: that finds the
    candidates by the index, and rapidfuzz (Indel ratio) orders them.
    """
    key = search_key(text)
    if not LATIN.match(key):
        return []
    known = pairs(key)
    third = -(-len(known) // 3)
    groups = [known[start : start + third] for start in range(0, len(known), third)]
    condition = Q()
    for group in groups:
        condition |= Q(HoldsPairs("search_key", group))
    found = names.filter(condition).values_list("search_key", owner)[:MOST_CANDIDATES]
    owners: dict[str, list[int]] = {}
    for name, pk in found:
        owners.setdefault(name, []).append(pk)
    best: Iterable[Any] = process.extract(
        key, list(owners), scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST_NEAR
    )
    return list(dict.fromkeys(pk for name, _score, _place in best for pk in owners[name]))[:MOST_NEAR]


def ranked(entries: Any, names: Any, owner: str, text: str) -> Any:
    """The entries with a name that holds `text`, `rank` 0 for the whole name; without one, near misses in Latin."""
    hits = names.filter(matching("search_key", text))
    found = entries.filter(pk__in=hits.order_by().values(owner))
    if not hits.exists() and (near := near_misses(names, owner, text)):
        place = Case(*(When(pk=key, then=Value(rank)) for rank, key in enumerate(near)))
        return entries.filter(pk__in=near).annotate(rank=place)
    own = hits.filter(**{owner: OuterRef("pk")}).annotate(rank=closeness("search_key", text))
    return found.annotate(rank=Subquery(own.order_by("rank").values("rank")[:1]))


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the function and the indexes on PostgreSQL where they are missing."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION staffroll_bigrams(word text) RETURNS text[] "
            "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ "
            "SELECT coalesce(array_agg(DISTINCT substr(word, place, 2)), '{}') "
            "FROM generate_series(1, length(word) - 1) AS place $$"
        )
        for table in TABLES:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_bigrams ON {table} USING gin (staffroll_bigrams(search_key))"
            )

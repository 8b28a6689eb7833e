"""Finding names and titles: in any script, by two characters or more anywhere, near misses in Latin letters.

On PostgreSQL every searched column has an index of the pairs of characters in it (`staffroll_bigrams` under GIN): a
Japanese surname has two characters, for which a trigram index finds nothing. On SQLite the column is scanned.

Best first is a matter of stages (`Stage`): thousands of people may share a surname, and a page needs the first 25 of
them, so each stage is read in the order of an index, or of the matched names alone, and only as far as the page goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Self

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from productions.shared.identifiers import CONTRIBUTOR, find_possible_identifiers
from productions.shared.legal_forms import strip_legal_forms
from productions.shared.names import search_key

TABLES = (
    "productions_contributorname",
    "productions_credit",
    "productions_productiontitle",
    "productions_rolealias",
)
"""Tables whose `search_key` is searched by pairs of characters."""
ORDERED = ("productions_contributorname", "productions_productiontitle")
"""Those of them whose matches are listed best first: their `search_key` has an index by code points too."""
MIN_SIMILARITY_PERCENT = 80
"""Likeness (0 to 100, rapidfuzz's ratio) from which a Latin name counts as a near miss."""
MAX_NEAR_MISSES = 25
MAX_CANDIDATES = 2000
LATIN_PATTERN = re.compile(r"[a-z][a-z'.-]{3,}\Z")


class Stage(IntEnum):
    """How well an entry matches, the best first."""

    IDENTIFIER = 0
    """It has the text as an identifier elsewhere."""
    BEGINS = 1
    """A name begins with the text; the whole name comes before longer ones by itself."""
    HOLDS = 2
    """A name has it somewhere else."""


def split_pairs(key: str) -> list[str]:
    """The pairs of characters in a key, each once."""
    return list(dict.fromkeys(key[place : place + 2] for place in range(len(key) - 1)))


@dataclass(frozen=True)
class SearchWords:
    """A searched text, folded; its parts may be values or places for values, as the query that holds them likes."""

    key: Any
    pairs: Any
    beginning: Any
    """The LIKE pattern of texts that begin with the key."""
    short: bool
    """Below two characters: only beginnings count."""
    identifiers: Any = ()
    """Identifiers elsewhere that the text may be: pairs of scheme and value."""

    @classmethod
    def of(cls, text: str, owner: str = "") -> Self:
        """`owner` is the kind of entry that is looked for, and that an identifier may belong to, if any.

        A contributor is found whatever legal form is typed with the name: it need not be a part of the recorded one.
        """
        key = search_key(strip_legal_forms(text) if owner == CONTRIBUTOR else text)
        beginning = re.sub(r"([%_\\])", r"\\\1", key) + "%"
        return cls(key, split_pairs(key), beginning, len(key) < 2, find_possible_identifiers(text, owner))


class ByCode(Func):
    """A text column in the order of its code points.

    `indexed` says whether the order may come from the index on it (see `install_search`): for few matches that lie anywhere
    PostgreSQL would else read all names in their order, looking for them.
    """

    template = "%(expressions)s"
    output_field = CharField()

    def __init__(self, column: str, *, indexed: bool) -> None:
        super().__init__(F(column))
        self.indexed = indexed

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = '%(expressions)s COLLATE "C"' if self.indexed else "(%(expressions)s || '') COLLATE \"C\""
        return super().as_sql(compiler, connection, template=template, **context)


class Folded(Func):
    """A condition on a folded column."""

    output_field = BooleanField()

    def __init__(self, column: str, words: SearchWords) -> None:
        super().__init__(F(column))
        self.words = words

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        assert not params
        return self.condition(column, connection.vendor == "postgresql")

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        raise NotImplementedError


class Begins(Folded):
    """The column begins with the text."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        return f"{column} LIKE %s" + ("" if postgres else " ESCAPE '\\'"), [self.words.beginning]


class Holds(Begins):
    """The column has the text somewhere, a single character at its beginning."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        if self.words.short:
            return super().condition(column, postgres)
        if postgres:
            indexed = f"staffroll_bigrams({column}) @> %s::text[]"
            return f"({indexed} AND strpos({column}, %s) > 0)", [self.words.pairs, self.words.key]
        return f"instr({column}, %s) > 0", [self.words.key]


class HoldsPairs(Folded):
    """The column has all pairs of the text, in any places."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        wanted = self.words.pairs
        if postgres:
            return f"staffroll_bigrams({column}) @> %s::text[]", [wanted]
        return "(" + " AND ".join([f"instr({column}, %s) > 0"] * len(wanted)) + ")", list(wanted)


def match_words(words: SearchWords, column: str = "search_key") -> Q:
    """Rows whose folded column holds the words."""
    return Q(Holds(column, words))


def list_stages(words: SearchWords) -> list[Stage]:
    """The stages in which the words can match."""
    left_out = {Stage.HOLDS} if words.short else set()
    return [stage for stage in Stage if stage not in left_out and (stage or words.identifiers)]


def may_be_near(key: str) -> bool:
    """Whether near misses are looked for: a folded text of four Latin letters or more."""
    return LATIN_PATTERN.match(key) is not None


def find_near_misses(names: QuerySet[Any], owner: str, text: str) -> list[int]:
    """Keys of the owners of Latin names that are nearly `text`, best first, at most MOST_NEAR.

    One wrong letter spoils two neighbouring pairs, so of three groups of pairs at least one is whole: that finds the
    candidates by the index, and rapidfuzz (Indel ratio) orders them. They are read in no order, so that a surname of
    thousands is read no further than MOST_CANDIDATES, and only those whose length lets them be near.
    """
    key = search_key(text)
    if not may_be_near(key):
        return []
    known = split_pairs(key)
    third = -(-len(known) // 3)
    groups = [known[start : start + third] for start in range(0, len(known), third)]
    condition = Q()
    for group in groups:
        condition |= Q(HoldsPairs("search_key", SearchWords("", group, "", False)))
    fit = names.alias(length=Length("search_key")).filter(
        condition, length__range=find_near_lengths(len(key))
    )
    found = fit.order_by().values_list("search_key", owner)[:MAX_CANDIDATES]
    owners: dict[str, list[int]] = {}
    for name, pk in sorted(found):
        owners.setdefault(name, []).append(pk)
    best: Iterable[Any] = process.extract(
        key, list(owners), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY_PERCENT, limit=MAX_NEAR_MISSES
    )
    return list(dict.fromkeys(pk for name, _score, _place in best for pk in owners[name]))[:MAX_NEAR_MISSES]


def find_near_lengths(length: int) -> tuple[int, int]:
    """The fewest and the most letters of a text that can be NEAR to one of so many: all of the shorter one is in both."""
    return -(-length * MIN_SIMILARITY_PERCENT // (200 - MIN_SIMILARITY_PERCENT)), length * (
        200 - MIN_SIMILARITY_PERCENT
    ) // MIN_SIMILARITY_PERCENT


def install_search(connection: BaseDatabaseWrapper) -> None:
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
        for table in ORDERED:
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS {table}_ordered ON {table} (search_key COLLATE "C", id)'
            )

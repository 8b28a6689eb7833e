"""Finding names and titles: in any script, by a reading in kana or Latin letters, by two characters or more anywhere, with a slip.

On PostgreSQL every searched column has an index of the pairs of characters in it (`staffroll_bigrams` under GIN): a
Japanese surname has two characters, for which a trigram index finds nothing. On SQLite the column is scanned.

Best first is a matter of stages (`Stage`): thousands of people may share a surname, and a page needs the first 25 of
them, so each stage is read in the order of an index, or of the matched names alone, and only as far as the page goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Q, QuerySet
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from productions.shared.names import search_key
from productions.shared.search_conditions import Holds, HoldsPairs, HoldsReading, Reads, Slipped, SlippedWord
from productions.shared.search_words import SearchWords, split_pairs

TABLES = (
    "productions_contributorname",
    "productions_credit",
    "productions_productiontitle",
    "productions_rolealias",
)
"""Tables whose `search_key` is searched by pairs of characters."""
ORDERED = ("productions_contributorname", "productions_productiontitle")
"""Those of them whose matches are listed best first: their keys have indexes by code points too, from either end."""
INDEXED = {
    "ordered": ("search_key", '(search_key COLLATE "C", id)'),
    "read": ("reading_key", '(reading_key COLLATE "C")'),
    "turned": ("search_key", '(reverse(search_key) COLLATE "C")'),
    "read_turned": ("reading_key", '(reverse(reading_key) COLLATE "C")'),
}  # fmt: skip
"""Those indexes, by the ends of their names: the column, and what is indexed."""
MIN_SIMILARITY_PERCENT = 80
"""Likeness (0 to 100, rapidfuzz's ratio) from which a Latin name counts as a near miss."""
MAX_NEAR_MISSES = 25
MAX_CANDIDATES = 2000
LATIN_PATTERN = re.compile(r"[a-z][a-z'.-]{3,}\Z")


class Stage(IntEnum):
    """How well an entry matches, the best first."""

    IDENTIFIER = 0
    """It has the text as an identifier elsewhere."""
    WHOLE = 1
    """A name is the text: of those that search takes for one another (髙橋, 高橋) the one that is written so."""
    BEGINS = 2
    """A name begins with the text; the whole name comes before longer ones by itself."""
    READS = 3
    """A name begins with it by its reading, its words in this order or turned, or ends with it: Ohno, おおの; Kenta Tameshiyama."""
    HOLDS = 4
    """A name has it somewhere else."""
    SLIP = 5
    """A name is the text but for one character."""


def match_readings(words: SearchWords) -> Q:
    """Rows whose reading begins or ends with the words."""
    return Q(Reads("reading_key", words)) if words.readings else Q(pk__in=())


def match_slips(words: SearchWords) -> Q:
    """Rows that are the words but for one character, as they are folded or as they are read."""
    columns = {"search_key": words.slips, "reading_key": words.reading_slips}
    found = [Q(Slipped(column, words, slips)) for column, slips in columns.items() if slips]
    return reduce(or_, found, Q(pk__in=()))


def narrow_by_readings(rows: Any, words: SearchWords) -> Any:
    """Those of the rows whose `search_key` holds the words, or whose `reading_key`, a list of readings, holds one of theirs; where none does,
    those with a reading that is the words but for one character."""
    found = match_words(words)
    if words.readings:
        found |= Q(HoldsReading("reading_key", words))
    slips = (*words.slips, *words.reading_slips)
    if slips:
        found |= Q(SlippedWord("reading_key", words, slips)) & Q(~Exists(rows.order_by().filter(found)))
    return rows.filter(found)


def match_words(words: SearchWords, column: str = "search_key") -> Q:
    """Rows whose folded column holds the words."""
    return Q(Holds(column, words))


def list_stages(words: SearchWords) -> list[Stage]:
    """The stages in which the words can match."""
    needed = {
        Stage.IDENTIFIER: bool(words.identifiers),
        Stage.READS: bool(words.readings),
        Stage.HOLDS: not words.short,
        Stage.SLIP: bool(words.slips or words.reading_slips),
    }
    return [stage for stage in Stage if needed.get(stage, True)]


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
            found = connection.introspection.get_table_description(cursor, table)
            known = {column.name for column in found}  # fewer, where migrations were taken back
            for name, (column, columns) in INDEXED.items():
                if column not in known:
                    continue
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_{name} ON {table} {columns}")

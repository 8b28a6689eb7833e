"""Conditions on folded names in SQL, for values or for places of values; what finds by an index on PostgreSQL scans on SQLite."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import BooleanField, CharField, F, Func

from productions.shared.search_words import Ending, KeyRange, SearchWords, Slips


class ByCode(Func):
    """A text column in the order of its code points.

    `indexed` says whether the order may come from the index on it (see `install_search`): for few matches that lie anywhere
    PostgreSQL would else read all names in their order, looking for them. `alone` says whether the condition reads this column
    alone, so that on SQLite its index is all that is scanned; else reading the rows in its order takes six times as long as in theirs.
    """

    template = "%(expressions)s"
    output_field = CharField()

    def __init__(self, column: str, *, indexed: bool, alone: bool = True) -> None:
        super().__init__(F(column))
        self.indexed = indexed
        self.alone = alone

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "%(expressions)s" if self.alone else "+%(expressions)s"
        return super().as_sql(compiler, connection, template=template, **context)

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
        raise NotImplementedError  # abstract: every condition overrides it


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


class HoldsReading(Folded):
    """The column, several readings with a space between them, has a reading of the text somewhere."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        return join_conditions(
            "OR", [holds_text(column, postgres, reading.first) for reading in self.words.readings]
        )


class HoldsPairs(Folded):
    """The column has all pairs of the text, in any places."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        wanted = self.words.pairs
        if postgres:
            return f"staffroll_bigrams({column}) @> %s::text[]", [wanted]
        return "(" + " AND ".join([f"instr({column}, %s) > 0"] * len(wanted)) + ")", list(wanted)


class IsSpelled(Folded):
    """The column is one of the spellings of the text."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        if postgres:
            return f"{column} = ANY(%s)", [self.words.spellings]
        return f"{column} IN (SELECT value FROM json_each(%s))", [as_json(self.words.spellings)]


class Reads(Folded):
    """The column, a reading, begins with one of the text's, or ends with it."""

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        parts = [is_in_range(column, postgres, reading) for reading in self.words.readings]
        return join_conditions(
            "OR", [*parts, *(ends_with(column, postgres, end) for end in self.words.endings)]
        )


class Slipped(Folded):
    """The column is the text with one slip. `slips` says of which text: the folded one, or its readings."""

    def __init__(self, column: str, words: SearchWords, slips: tuple[Slips, ...]) -> None:
        super().__init__(column, words)
        self.slips = slips

    def condition(self, column: str, postgres: bool) -> tuple[str, list[Any]]:
        return join_conditions("OR", [self.one(column, postgres, slips) for slips in self.slips])

    def one(self, column: str, postgres: bool, slips: Slips) -> tuple[str, list[Any]]:
        """The condition for one text. A key of another length is no slip of it, which is quicker seen than its patterns are tried."""
        near_length = (f"length({column}) BETWEEN length(%s) - 1 AND length(%s) + 1", [slips.swapped] * 2)
        halves = (
            (is_in_range(column, postgres, slips.head), slips.after_head),
            (ends_with(column, postgres, slips.tail), slips.before_tail),
        )
        parts = [
            join_conditions("AND", [half, near_length, fits_pattern(column, postgres, patterns)])
            for half, patterns in halves
        ]
        return join_conditions("OR", [*parts, is_in_order(column, postgres, "=", slips.swapped)])


class SlippedWord(Slipped):
    """The column, several readings with a space between them, has one that is the text with one slip."""

    def one(self, column: str, postgres: bool, slips: Slips) -> tuple[str, list[Any]]:
        words = f"(' ' || {column} || ' ')"
        halves = (
            (holds_text(column, postgres, slips.head.first), slips.after_head),
            (holds_text(column, postgres, slips.tail.text), slips.before_tail),
        )
        parts = [
            join_conditions("AND", [half, fits_pattern(words, postgres, patterns, around="% ")])
            for half, patterns in halves
        ]
        return join_conditions("OR", [*parts, holds_text(column, postgres, slips.swapped)])


def holds_text(column: str, postgres: bool, text: Any) -> tuple[str, list[Any]]:
    """The column has the text somewhere."""
    return f"{'strpos' if postgres else 'instr'}({column}, %s) > 0", [text]


def fits_pattern(column: str, postgres: bool, patterns: Any, *, around: str = "") -> tuple[str, list[Any]]:
    """The column is like one of the patterns; `around` goes before each, and turned behind it."""
    if postgres and not around:
        return f"{column} LIKE ANY(%s)", [patterns]
    before, behind = (part.replace("%", "%%") for part in (around, around[::-1]))
    rows = "unnest(%s::text[]) AS slip(value)" if postgres else "json_each(%s) AS slip"
    like = f"{column} LIKE ('{before}' || slip.value || '{behind}') ESCAPE '\\'"
    return f"EXISTS (SELECT 1 FROM {rows} WHERE {like})", [patterns if postgres else as_json(patterns)]


def as_json(texts: Any) -> Any:
    """Texts as one parameter on SQLite; a place for them (`prepared_queries.QueryList`) makes JSON itself."""
    return json.dumps(texts) if isinstance(texts, list) else texts


def join_conditions(word: str, conditions: list[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    """SQL conditions joined by AND or OR."""
    sql = f" {word} ".join(condition for condition, _params in conditions)
    return f"({sql})", [param for _condition, params in conditions for param in params]


def is_in_order(column: str, postgres: bool, sign: str, value: Any) -> tuple[str, list[Any]]:
    """A comparison by code points."""
    return f'{column} COLLATE "C" {sign} %s' if postgres else f"{column} {sign} %s", [value]


def is_in_range(column: str, postgres: bool, keys: KeyRange) -> tuple[str, list[Any]]:
    """The column is one of the keys: said so that a plan for any text can use the index."""
    first = is_in_order(column, postgres, ">=", keys.first)
    return join_conditions("AND", [first, is_in_order(column, postgres, "<", keys.beyond)])


def ends_with(column: str, postgres: bool, ending: Ending) -> tuple[str, list[Any]]:
    """The column ends with a text; by the index of turned keys where there is one."""
    if postgres:
        return is_in_range(f"reverse({column})", postgres, ending.turned)
    return f"substr({column}, -length(%s)) = %s", [ending.text, ending.text]

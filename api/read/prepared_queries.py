"""Queries that are compiled once and run many times: the ORM says what, and only the values change.

    query = Prepared(Credit.objects.public().filter(role__code=Given("role", CharField())).values_list("uid"))
    query.run({"role": "layout"}, limit=100)

Compiling costs 0.5 to 0.9 ms a request otherwise; the rules (`public()` above all) stay where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import Error, connection
from django.db.models import BooleanField, Expression, F, Field, Func, IntegerField, QuerySet, TextField

from api.read.pg_prepare import is_statement_lost, prepare_statement
from productions.operations.services.database_errors import is_connection_cut

ResultRow = tuple[Any, ...]
"""One row as the database gives it."""
PREPARE_AFTER_RUNS = 5
"""Runs after which a steady query becomes a statement of its connection."""


class QueryValue(Expression):
    """A place in a query for the value called `name` (its item `index`, where the value is a list)."""

    def __init__(self, name: str, field: Field[Any, Any], index: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name = name
        self.index = index

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def get_group_by_cols(self) -> list[Any]:
        """It is the same for all rows: as a number in GROUP BY it would be the place of a column."""
        return []

    def value(self, given: Mapping[str, Any]) -> Any:
        """What the driver gets for it."""
        value = given[self.name]
        if self.index is not None:
            value = value[self.index]
        return self.output_field.get_db_prep_value(value, connection)


class QueryList(QueryValue):
    """A list as one parameter: an array on PostgreSQL, JSON on SQLite."""

    def value(self, given: Mapping[str, Any]) -> Any:
        value = given[self.name] if self.index is None else given[self.name][self.index]
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))


class InQueryList(Func):
    """`filter(Among("credit_id", "keys"))`: the column is one of the given keys, in one parameter."""

    output_field = BooleanField()

    def __init__(self, column: str, name: str) -> None:
        super().__init__(F(column))
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        keys = QueryList(self.name, BooleanField())
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [*params, keys]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, keys]


class UidText(Func):
    """A uid column as JSON has it; the driver, or Django, would make an object of each."""

    template = "%(expressions)s"
    output_field = TextField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column))
        self.column = column

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="%(expressions)s::text", **context)

    def get_db_converters(self, connection: Any) -> list[Any]:
        return [add_uid_hyphens] if connection.vendor == "sqlite" else []


class NullIfBlank(Func):
    """A column of codes in which "" means that there is none: JSON has null for it. The database does it, no row is touched here."""

    template = "NULLIF(%(expressions)s, '')"
    output_field = TextField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column))
        self.column = column


def add_uid_hyphens(digits: str | None, *_about: Any) -> str | None:
    """A uid as JSON has it, of the 32 digits that SQLite stores."""
    if digits is None:
        return None
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


class PreparedQuery:
    """A `values_list` query set as SQL text, with places for its `QueryValue` values.

    `steady` says that all values are read in the same way, as unique keys and cursors are, so that PostgreSQL may keep
    the plan. A year is not: some have millions of credits, some have ten.
    """

    def __init__(self, queryset: QuerySet[Any, Any], *, steady: bool = False) -> None:
        self.steady = steady
        self.runs = 0
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.params = "", ()
            return
        if connection.vendor == "sqlite":
            # SQLite leaves the order of a CROSS JOIN as it is: from the rows that are listed to what they belong to.
            # Else it reads and sorts all credits of all productions, for one page.
            self.sql = self.sql.replace(" INNER JOIN ", " CROSS JOIN ")
        self.converters = [
            (place, converters, expression)
            for place, (converters, expression) in compiler.get_converters(
                [column[0] for column in compiler.select]
            ).items()
            if not isinstance(expression.output_field, IntegerField)  # a number is one already
        ]

    def run(self, given: Mapping[str, Any], *, limit: int | None = None) -> list[ResultRow]:
        """The rows, at most `limit`."""
        return [record for records in self.slices(given, limit=limit) for record in records]

    def slices(
        self, given: Mapping[str, Any], *, limit: int | None = None, size: int = 1000
    ) -> Iterator[list[ResultRow]]:
        """The rows, `size` at a time: only these become Python objects at once."""
        if not self.sql:
            return
        with connection.cursor() as cursor:
            self.execute(cursor, given, limit)
            while records := cursor.fetchmany(size):
                yield [self.convert(record) for record in records] if self.converters else records

    def execute(self, cursor: Any, given: Mapping[str, Any], limit: int | None) -> None:
        """Run it, as a prepared statement where it is asked often. Where that is lost, the query itself is run."""
        sql = self.sql if limit is None else f"{self.sql} LIMIT {int(limit)}"
        places = [isinstance(param, QueryValue) for param in self.params]
        params = [param.value(given) if isinstance(param, QueryValue) else param for param in self.params]
        self.runs += 1
        if self.steady and self.runs > PREPARE_AFTER_RUNS and connection.vendor == "postgresql":
            try:
                if kept := prepare_statement((self, limit), sql, params, places):
                    cursor.execute(
                        kept, [param for param, place in zip(params, places, strict=True) if place]
                    )
                    return
            except Error as error:
                lost = is_statement_lost(error) or is_connection_cut(error)
                if connection.in_atomic_block or not lost:
                    raise
        cursor.execute(sql, params)

    def count(self, given: Mapping[str, Any]) -> int:
        """How many rows there are."""
        counted = copy(self)
        counted.steady = False
        counted.sql = f"SELECT COUNT(*) FROM ({self.sql}) AS counted" if self.sql else ""
        counted.converters = []
        rows = counted.run(given)
        return int(rows[0][0]) if rows else 0

    def convert(self, row: ResultRow) -> ResultRow:
        """SQLite hands over texts and numbers; converters make uids, dates and booleans of them."""
        values = list(row)
        for place, converters, expression in self.converters:
            for converter in converters:
                values[place] = converter(values[place], expression, connection)
        return tuple(values)

"""A condition that PostgreSQL answers before it joins."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Subquery


class IsAmongKeys(Func):
    """`filter(IsAmongKeys("pk", rows.values("pk")))`: as `pk__in`, of rows that are few.

    PostgreSQL reads their keys first. With `IN` it plans a join, and where there are more than eight tables (`join_collapse_limit`) that is
    the last one: all that the other conditions leave is joined before.
    """

    output_field = BooleanField()

    def __init__(self, column: str, rows: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), Subquery(rows))

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # the stub has other arguments
        column, rows = self.source_expressions
        column_sql, column_params = compiler.compile(column)
        rows_sql, rows_params = compiler.compile(rows)
        among = f"= ANY(ARRAY{rows_sql})" if connection.vendor == "postgresql" else f"IN {rows_sql}"
        return f"{column_sql} {among}", [*column_params, *rows_params]

"""Conditions that are made into SQL once: for those that Django takes longer to put together than the database to decide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Expression, F, Model, Q

from productions.shared.late_patterns import compile_late

QUOTED_OR_ALIAS_PATTERN = compile_late(r"""'[^']*'|"[^"]*"|\b(?:own_)*[A-Z]{1,2}[0-9]+\b""")
"""Names and texts in quotes, and the names that Django gives to tables of subqueries, which it never quotes."""


class ConditionText:
    """The SQL of a condition on the rows of a model, and its parameters; made when they are first asked for.

    Tables of subqueries have names that no query gives to its own, so that the text means the same inside any of them.
    """

    def __init__(self, model: type[Model], condition: Q) -> None:
        self.model = model
        self.condition = condition

    @cached_property
    def compiled(self) -> tuple[str, tuple[Any, ...]]:
        query = self.model._base_manager.order_by().filter(self.condition).query
        if sum(map(bool, query.alias_refcount.values())) > 1:
            raise ValueError("A compiled condition asks other tables by subqueries, and joins none.")
        sql, params = query.where.as_sql(query.get_compiler(DEFAULT_DB_ALIAS), connections[DEFAULT_DB_ALIAS])
        return f"({QUOTED_OR_ALIAS_PATTERN.sub(rename_alias, sql)})", tuple(params)


def rename_alias(found: Any) -> str:
    return found[0] if found[0][0] in "\"'" else f"own_{found[0]}"


class CompiledCondition(Expression):
    """The condition in a query, whatever the model's table is called there."""

    output_field = BooleanField()

    def __init__(self, text: ConditionText) -> None:
        super().__init__()
        self.text = text
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.row]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.row,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.text.compiled
        table = compiler.quote_name_unless_alias(self.text.model._meta.db_table)
        return sql.replace(f"{table}.", f"{compiler.quote_name_unless_alias(self.row.alias)}."), params


def compile_condition(model: type[Model], condition: Any) -> CompiledCondition:
    """The condition on rows of the model, to be kept and used in many queries. It holds for every query, so nothing in it may change."""
    return CompiledCondition(ConditionText(model, Q(condition)))

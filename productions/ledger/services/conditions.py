"""CHECK constraints decided in memory, as the database would: for thousands of refused rows it cannot be asked one by one.

The condition stays the constraint's own; a test compares both on every constraint that is asked here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from django.db import models
from django.db.models import CheckConstraint, F, Q

Values = Mapping[str, Any]
Decision = Callable[[Values], bool | None]
"""Says of a row's columns whether the condition holds; None where a null leaves it open, as SQL does."""

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "in": lambda value, among: value in among,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


class Check(NamedTuple):
    """A CHECK constraint, the fields that it is about, and what decides it."""

    constraint: CheckConstraint
    fields: frozenset[str]
    decide: Decision


def list_broken_checks(entity: models.Model, *, besides: Collection[str] = ()) -> list[str]:
    """The sentences of the CHECK constraints that the row breaks; one that a null leaves open is not broken.

    `besides`: fields whose values are wrong anyway; what is about them is not asked.
    """
    values = entity.__dict__
    return [
        str(check.constraint.get_violation_error_message())
        for check in list_checks(type(entity))
        if check.fields.isdisjoint(besides) and check.decide(values) is False
    ]


@cache
def list_checks(model: type[models.Model]) -> tuple[Check, ...]:
    """The CHECK constraints of a model."""
    found = (each for each in model._meta.constraints if isinstance(each, CheckConstraint))
    return tuple(
        Check(each, frozenset(list_condition_fields(each.condition)), compile_decision(model, each.condition))
        for each in found
    )


def list_condition_fields(condition: Any) -> Iterator[str]:
    """The fields that a condition is about."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from list_condition_fields(child)
        else:
            path, value = child
            yield path.partition("__")[0]
            if isinstance(value, F):
                yield get_column_name(value)


def get_column_name(other: Any) -> str:
    """The column that an F names."""
    return str(other.name)


def compile_decision(model: type[models.Model], condition: Any, *, negated: bool = False) -> Decision:
    """What decides a condition. Raises TypeError for a kind of condition that is not known here."""
    if not isinstance(condition, Q):
        raise TypeError(f"{condition!r} is no condition of columns.")
    negated ^= condition.negated
    parts = [
        compile_decision(model, child, negated=negated)
        if isinstance(child, Q)
        else compile_comparison(model, *cast(tuple[str, Any], child), negated)
        for child in condition.children
    ]
    whole = decide_all(parts) if condition.connector == Q.AND else decide_any(parts)
    return negate_decision(whole) if condition.negated else whole


def compile_comparison(model: type[models.Model], path: str, value: Any, negated: bool) -> Decision:
    """What decides `column=value` and its kin; in a negation Django takes a null column for one that does not match."""
    name, _separator, lookup = path.partition("__")
    field: Any = model._meta.get_field(name)
    column = field.attname
    if value is None or lookup == "isnull":
        null = value is None or value
        return lambda values: (values[column] is None) is null
    compare, other = COMPARISONS[lookup or "exact"], get_column_name(value) if isinstance(value, F) else None
    open_ = False if negated and field.null else None

    def decide(values: Values) -> bool | None:
        mine, theirs = values[column], values[other] if other else value
        return open_ if mine is None else None if theirs is None else compare(mine, theirs)

    return decide


def decide_all(parts: list[Decision]) -> Decision:
    def decide(values: Values) -> bool | None:
        whole: bool | None = True
        for part in parts:
            found = part(values)
            if found is False:
                return False
            if found is None:
                whole = None
        return whole

    return decide


def decide_any(parts: list[Decision]) -> Decision:
    def decide(values: Values) -> bool | None:
        whole: bool | None = False
        for part in parts:
            found = part(values)
            if found:
                return True
            if found is None:
                whole = None
        return whole

    return decide


def negate_decision(part: Decision) -> Decision:
    def decide(values: Values) -> bool | None:
        found = part(values)
        return None if found is None else not found

    return decide

"""Kinds of query parameters: how a text is read, and the condition that it stands for.

A parameter has two steps. `read` makes of the text a shape (what changes the SQL: how many values there are, say)
and the values; `apply` narrows a query set for a shape, with a `QueryValue` place for each value. So a list's SQL is
compiled once for each combination of shapes. They are django-filter filters: a FilterSet declares them, and the
OpenAPI schema comes from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Self
from uuid import UUID

import django_filters
from django.db.models import CharField, Field, Model, Q
from django.db.models import IntegerField as WholeNumber
from django.db.models import UUIDField as UidField
from django.forms import CharField as TextBox

from api.read.near_codes import suggest_code
from api.read.prepared_queries import QueryValue
from productions.interchange.cut_lists.cut_numbers import (
    build_cut_sort_key,
    normalize_cut_number,
    parse_cut_range,
)
from productions.shared.numbers import natural_key, number_key

MAX_VALUE_CHARACTERS = 200
"""Characters of a parameter with one value."""
MAX_LIST_CHARACTERS = 2000
"""Characters of a parameter with several values, so that `MAX_LIST_VALUES` uids fit."""
MAX_LIST_VALUES = 50
YEAR_RANGE_PATTERN = re.compile(r"(?P<first>[^-\s]+)\s*-\s*(?P<last>[^-\s]+)\Z")

ReadValue = tuple[Hashable, list[Any]]


class Unreadable(ValueError):
    """What is wrong with a parameter, in one sentence, and its name where the reader alone knows it."""


class FilterParameter(django_filters.Filter):
    """One query parameter that looks at `column`."""

    field_class = TextBox
    longest = MAX_VALUE_CHARACTERS
    kept = True
    """Whether there are few shapes, so that the compiled SQL is worth keeping."""
    name: str
    """Its name in the address; the FilterSet sets it."""
    link: Callable[[], Any] | None = None
    """Where it narrows rows of another table that the listed row is to have: those rows, by `OuterRef`. Parameters with the same link
    are about one and the same of them."""

    def __init__(self, column: str, label: str) -> None:
        super().__init__(field_name=column, label=label)
        self.column = column

    def read(self, text: str) -> ReadValue:
        """The shape and the values of a text. Raises Unreadable."""
        return None, [text]

    def read_for(self, text: str, user: Any) -> ReadValue:
        """The same for this reader, where it depends on them what is known."""
        return self.read(text)

    def apply(self, queryset: Any, shape: Any) -> Any:
        """The query set narrowed for values of this shape."""
        return queryset.filter(**{self.column: self.given(0)})

    def through(self, link: Callable[[], Any]) -> Self:
        """The same, of rows that the listed row is to have."""
        self.link = link
        return self

    def given(self, place: int, field: Field[Any, Any] | None = None) -> QueryValue:
        return QueryValue(self.name, field or CharField(), place)


class ListParameter(FilterParameter):
    """One value or several by comma: an entry matches when it has any of them.

    Each value has a kind; the shape is the kinds in their order.
    """

    longest = MAX_LIST_CHARACTERS

    def read(self, text: str) -> ReadValue:
        parts = [part.strip() for part in text.split(",")]
        if len(parts) > MAX_LIST_VALUES:
            raise Unreadable(f"There are {len(parts)} values; give at most {MAX_LIST_VALUES}.")
        kinds: list[str] = []
        values: list[Any] = []
        for part in parts:
            kind, *ends = self.read_one(part)
            kinds.append(kind)
            values += ends
        return tuple(kinds), values

    def read_one(self, text: str) -> tuple[Any, ...]:
        """Kind and values of one part. Raises Unreadable."""
        return "one", text

    def apply(self, queryset: Any, shape: Any) -> Any:
        condition, place = Q(), 0
        for kind in shape:
            clause, used = self.clause(kind, place, queryset.model)
            condition |= clause
            place += used
        return queryset.filter(condition)

    def clause(self, kind: str, place: int, model: type[Model]) -> tuple[Q, int]:
        """The condition of one part whose values begin at `place`, and how many values it has."""
        return match_unique_column(model, self.column, self.given(place)), 1


class UidParameter(ListParameter):
    """uids of entries."""

    def read_one(self, text: str) -> tuple[Any, ...]:
        return "uid", read_uid(text)

    def clause(self, kind: str, place: int, model: type[Model]) -> tuple[Q, int]:
        return match_unique_column(model, self.column, self.given(place, UidField())), 1


class CodeParameter(ListParameter):
    """Codes of one list of words."""

    def __init__(self, column: str, label: str, choices: Sequence[str]) -> None:
        super().__init__(column, f"{label}: {', '.join(choices)}")
        self.choices = tuple(choices)

    def read_one(self, text: str) -> tuple[Any, ...]:
        return "one", read_choice(text, self.choices)


class YearParameter(ListParameter):
    """Years and ranges of years: 1990-1999,2005."""

    def read_one(self, text: str) -> tuple[Any, ...]:
        if match := YEAR_RANGE_PATTERN.match(text):
            return "range", read_year(match["first"]), read_year(match["last"])
        return "one", read_year(text)

    def clause(self, kind: str, place: int, model: type[Model]) -> tuple[Q, int]:
        if kind == "range":
            first, last = self.given(place, WholeNumber()), self.given(place + 1, WholeNumber())
            return Q(**{f"{self.column}__gte": first, f"{self.column}__lte": last}), 2
        return Q(**{self.column: self.given(place, WholeNumber())}), 1


class NumberParameter(ListParameter):
    """Entries by uid, number or range of numbers; `column` leads to the entry ("episode", or "" for itself).

    Where it leads to another entry, `none` are the rows that have none.
    """

    def read_one(self, text: str) -> tuple[Any, ...]:
        if text == "none" and self.column:
            return ("none",)
        if len(text) == 36:
            return "uid", read_uid(text)
        if ends := self.ends(text):
            return "range", *map(self.order, ends)
        return "one", self.match(text)

    def clause(self, kind: str, place: int, model: type[Model]) -> tuple[Q, int]:
        if kind == "none":
            return Q(**{self.column: None}), 0
        path = f"{self.column}__" if self.column else ""
        if kind == "uid":
            return match_unique_column(model, f"{path}uid", self.given(place, UidField())), 1
        if kind == "range":
            ends = {f"{path}sort_key__gte": self.given(place), f"{path}sort_key__lte": self.given(place + 1)}
            return Q(**ends), 2
        return Q(**{f"{path}number_key": self.given(place)}), 1

    def ends(self, text: str) -> tuple[str, str] | None:
        """Both numbers of a range; None for one number. Raises Unreadable."""
        match = YEAR_RANGE_PATTERN.match(text)
        return match and (match["first"], match["last"])

    def match(self, text: str) -> str:
        """The number as it is compared."""
        raise NotImplementedError

    def order(self, text: str) -> str:
        """The number as it is ordered."""
        raise NotImplementedError


class EpisodeNumberParameter(NumberParameter):
    """Episodes: 3-5,OP."""

    def match(self, text: str) -> str:
        return number_key(text)

    def order(self, text: str) -> str:
        return natural_key(text)


class CutNumberParameter(NumberParameter):
    """Cuts: 12-15,18A,S01-C012; a range takes every cut between its ends in natural order."""

    def ends(self, text: str) -> tuple[str, str] | None:
        try:
            return parse_cut_range(text)
        except ValueError as error:
            raise Unreadable(str(error)) from error

    def match(self, text: str) -> str:
        return normalize_cut_number(text)

    def order(self, text: str) -> str:
        return build_cut_sort_key(text)


class ChoiceParameter(FilterParameter):
    """One of a few words, each with a condition of its own: `method` of the query set takes the word."""

    def __init__(self, method: str, label: str, choices: Sequence[str]) -> None:
        super().__init__(method, f"{label}: {', '.join(choices)}")
        self.choices = tuple(choices)

    def read(self, text: str) -> ReadValue:
        return read_choice(text, self.choices), []

    def apply(self, queryset: Any, shape: Any) -> Any:
        return getattr(queryset, self.column)(shape)


def match_unique_column(model: type[Model], path: str, value: QueryValue) -> Q:
    """`path` ends in a unique column of another table: compare the key, found once, so that an index on it is used."""
    link, _, column = path.rpartition("__")
    if not link:
        return Q(**{column: value})
    for step in link.split("__"):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return Q(**{link: model._base_manager.filter(**{column: value}).values("pk")[:1]})


def read_uid(text: str) -> UUID:
    """A uid. Raises Unreadable."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Unreadable(f"“{text[:40]}” is no uid of an entry.") from error


def read_choice(text: str, choices: Sequence[str]) -> str:
    """One of `choices`. Raises Unreadable."""
    if text not in choices:
        near = suggest_code(text, choices)
        raise Unreadable(f"“{text[:40]}” is not known here{near}; known are {', '.join(choices)}.")
    return text


def read_year(text: str) -> int:
    """A year of four digits. Raises Unreadable."""
    if not re.fullmatch(r"[0-9]{4}", text):
        raise Unreadable(f"“{text[:40]}” is no year; give four digits, as in 1995 or 1990-1999.")
    return int(text)

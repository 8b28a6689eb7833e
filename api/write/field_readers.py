"""Values of bodies, each read by what its field declares. Nothing is converted: a number is a number, a date an ISO 8601 text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.utils.dateparse import parse_date
from rest_framework import serializers

from productions.shared.moments import parse_moment
from productions.shared.sentences import SentenceError

MAX_WHOLE_NUMBER = 2**31 - 1

Parsed = TypeVar("Parsed")
ValueReader = Callable[[Any], Any]


class WrongValue(SentenceError):
    """One value is not what its member takes; the sentence says what it takes."""


class SelfReadingField(ABC):
    """A field that reads its own values."""

    @abstractmethod
    def read(self, value: Any) -> Any:
        """What the verb takes. Raises Wrong."""


@lru_cache(maxsize=4096)
def parse_uid(text: str) -> UUID:
    """A uid; the rows of a batch name the same ones again and again."""
    return UUID(text)


def read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue("Give a text.")
    return value


def read_whole_number(value: Any) -> int:
    if type(value) is not int or abs(value) > MAX_WHOLE_NUMBER:
        raise WrongValue(f"Give a whole number of at most {MAX_WHOLE_NUMBER:,}.")
    return value


def read_number(value: Any) -> Decimal:
    """A number as it was written, without the error of a binary fraction."""
    if type(value) not in (int, float) or abs(value) > MAX_WHOLE_NUMBER:
        raise WrongValue(f"Give a number of at most {MAX_WHOLE_NUMBER:,}.")
    return Decimal(str(value))


def read_boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise WrongValue("Give true or false.")
    return value


def read_day(value: Any) -> Any:
    day = parse_or_none(parse_date, value)
    if day is None:
        raise WrongValue("Give a date as 2026-05-31.")
    return day


def read_timestamp(value: Any) -> datetime:
    moment = parse_or_none(parse_moment, value)
    if moment is None:
        raise WrongValue("Give a time with its zone, as 2026-05-31T12:00:00Z.")
    return moment


def parse_or_none(parse: Callable[[str], Parsed | None], value: Any) -> Parsed | None:
    """What `parse` makes of a text, or None."""
    try:
        return parse(value) if isinstance(value, str) and len(value) <= 40 and value.isascii() else None
    except ValueError:
        return None


def make_choice_reader(field: serializers.ChoiceField) -> ValueReader:
    known = frozenset(field.choices) | (frozenset({""}) if field.allow_blank else frozenset())
    listed = ", ".join(str(code) for code in field.choices if code != "")

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise WrongValue(f"Give one of {listed}.")
        return value

    return read


FIELD_READERS: tuple[tuple[type[serializers.Field[Any, Any, Any, Any]], ValueReader], ...] = (
    (serializers.BooleanField, read_boolean),
    (serializers.IntegerField, read_whole_number),
    (serializers.FloatField, read_number),
    (serializers.DateTimeField, read_timestamp),
    (serializers.DateField, read_day),
    (serializers.CharField, read_text),
)

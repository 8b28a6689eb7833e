"""Frozen dataclasses to plain JSON values and strictly back."""

from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class DocumentError(Exception):
    """The data is not such a document; one sentence with the place."""


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, scalars as they are."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(shape: type[T], data: Any, place: str = "document") -> T:
    """`data` as a `shape`. Raises DocumentError on a missing or unknown key or a wrong type."""
    result: T = build(shape, data, place)
    return result


def build(shape: Any, data: Any, place: str) -> Any:
    if is_dataclass(shape) and isinstance(shape, type):
        return build_record(shape, data, place)
    if get_origin(shape) is tuple:
        if not isinstance(data, list):
            raise DocumentError(f"{place} is not a list.")
        item = get_args(shape)[0]
        return tuple(build(item, value, f"{place}[{index}]") for index, value in enumerate(data))
    if get_origin(shape) is UnionType:
        if data is None:
            return None
        return build(next(option for option in get_args(shape) if option is not NoneType), data, place)
    if type(data) is not shape:
        raise DocumentError(f"{place} is not {shape.__name__}.")
    return data


def build_record(shape: type[Any], data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise DocumentError(f"{place} is not an object.")
    hints = get_type_hints(shape)
    if missing := sorted(hints.keys() - data.keys()):
        raise DocumentError(f"{place} lacks {', '.join(missing)}.")
    if unknown := sorted(data.keys() - hints.keys()):
        raise DocumentError(f"{place} has the unknown key {', '.join(unknown)}.")
    return shape(**{name: build(hint, data[name], f"{place}.{name}") for name, hint in hints.items()})

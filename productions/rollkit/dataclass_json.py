"""Frozen dataclasses to plain JSON values and strictly back.

A field whose metadata is ADDED came after the format was published: it is left out where it has its default, so that what was
frozen before reads as it did and keeps its digest. One whose metadata is PERSONAL is a text about a person, which a sealed
document commits to (`productions.rollkit.document.sealed`).
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from productions.shared.sentences import Sentence, SentenceError

T = TypeVar("T")


ADDED = {"added": True}
PERSONAL = {"personal": True}

ReplaceText = Callable[[Any, str, str], str]
"""What is written in place of a personal text: called with its record, the field and the text."""


class DocumentError(SentenceError):
    """The data is not such a document; the sentence has the place."""

    sentence: Sentence


def to_plain(value: Any, replace: ReplaceText | None = None) -> Any:
    """Dataclasses as objects, tuples as lists, scalars as they are. `replace` is asked for personal texts that are not empty."""
    kind: Any = type(value)
    if kind in SCALAR_TYPES:
        return value
    if kind is tuple:
        return [item if type(item) in SCALAR_TYPES else to_plain(item, replace) for item in value]
    if isinstance(value, str):
        return str.__str__(value)  # a choice of a list is written as its code
    found = {}
    for name, unwritten, personal in list_written_fields(kind):
        own = getattr(value, name)
        if personal and own and replace is not None:
            found[name] = replace(value, name, own)
        elif unwritten is MISSING or own != unwritten:
            # Nearly all are scalars, and a roll has a hundred thousand of them.
            found[name] = own if type(own) in SCALAR_TYPES else to_plain(own, replace)
    return found


SCALAR_TYPES = frozenset({str, int, bool, float, NoneType})


@cache
def list_written_fields(shape: Any) -> tuple[tuple[str, Any, bool], ...]:
    """A dataclass's fields, each with the value that is left out (MISSING where every value is written) and whether it is personal."""
    return tuple(
        (
            field.name,
            field.default if field.metadata.get("added") else MISSING,
            bool(field.metadata.get("personal")),
        )
        for field in fields(shape)
    )


@cache
def list_personal_fields(shape: Any) -> tuple[str, ...]:
    """The fields that are PERSONAL."""
    return tuple(name for name, _unwritten, personal in list_written_fields(shape) if personal)


def to_sparse(value: Any) -> Any:
    """The same without what has its default: what a person would write. `from_plain` reads it with `sparse`."""
    if is_dataclass(value):
        return {
            field.name: to_sparse(own)
            for field in fields(value)
            if (own := getattr(value, field.name)) != get_field_default(field)
        }
    if isinstance(value, tuple):
        return [to_sparse(item) for item in value]
    return value


def get_field_default(field: Field[Any]) -> Any:
    """A field's default; MISSING where it has none."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def from_plain(shape: type[T], data: Any, place: str = "document", *, sparse: bool = False) -> T:
    """`data` as a `shape`. Raises DocumentError on a missing or unknown key or a wrong type.

    In `sparse` data, what has a default may be absent.
    """
    result: T = build_value(shape, data, place, sparse)
    return result


def build_value(shape: Any, data: Any, place: str, sparse: bool) -> Any:
    if is_dataclass(shape) and isinstance(shape, type):
        return build_record(shape, data, place, sparse)
    origin, options = split_generic_type(shape)
    if origin is tuple:
        if not isinstance(data, list):
            raise DocumentError(Sentence("%(place)s is not a list.", place=place))
        item = options[0]
        return tuple(
            build_value(item, value, f"{place}[{index}]", sparse) for index, value in enumerate(data)
        )
    if origin in (UnionType, Union):
        if data is None:
            return None
        option = next(option for option in options if option is not NoneType)
        if type(data) is option:
            return data
        return build_value(option, data, place, sparse)
    if origin is Literal:
        return require_known_choice(options, data, place)
    if type(data) is not shape:
        raise DocumentError(Sentence("%(place)s is not %(shape)s.", place=place, shape=shape.__name__))
    return data


@cache
def split_generic_type(shape: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a generic shape is made of: tuple, a union or Literal, and its arguments."""
    return get_origin(shape), get_args(shape)


def require_known_choice(words: tuple[str, ...], data: Any, place: str) -> str:
    if isinstance(data, str) and data in words:
        return data
    raise DocumentError(
        Sentence(
            "%(place)s is %(value)s; choose one of %(known)s.",
            place=place,
            value=repr(data),
            known=", ".join(words),
        )
    )


def build_record(shape: Any, data: Any, place: str, sparse: bool) -> Any:
    if not isinstance(data, dict):
        raise DocumentError(Sentence("%(place)s is not an object.", place=place))
    hints, optional = get_field_types(shape, sparse)
    if missing := sorted(hints.keys() - data.keys() - optional):
        raise DocumentError(Sentence("%(place)s lacks %(keys)s.", place=place, keys=", ".join(missing)))
    if unknown := sorted(data.keys() - hints.keys()):
        raise DocumentError(
            Sentence("%(place)s has the unknown key %(keys)s.", place=place, keys=", ".join(unknown))
        )
    return shape(
        **{
            # Nearly all are scalars, and a roll has a hundred thousand of them.
            name: value
            if type(value) is hints[name]
            else build_value(hints[name], value, f"{place}.{name}", sparse)
            for name, value in data.items()
        }
    )


@cache
def get_field_types(shape: Any, sparse: bool) -> tuple[dict[str, Any], frozenset[str]]:
    """The shape of each field, and which may be absent. Found once: a roll has thousands of lines."""
    hints = get_type_hints(shape)
    own = tuple(fields(shape))
    optional = frozenset(field.name for field in own if is_optional_field(field, sparse))
    return {field.name: hints[field.name] for field in own}, optional


def is_optional_field(field: Field[Any], sparse: bool) -> bool:
    has_default = field.default is not MISSING or field.default_factory is not MISSING
    return has_default and (sparse or bool(field.metadata.get("added")))

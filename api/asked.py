"""What a request asks of a list, read and checked before any query; every mistake gets a sentence."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.db.models import Field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.aggregates import GROUPS
from api.aggregates import PLACE as GROUP_PLACE
from api.filters import refuse_unknown
from api.parameters import Unreadable, read_code
from api.plans import Shapes, Source
from api.rows import USUAL, Wording, known_members, usual_members

USUAL_SIZE, LARGEST_SIZE = 25, 200
NAMES = ("native", "romaji", "romaji_western")
LANGUAGES = ("ja", "en")
WORDS = {"names": NAMES, "lang": LANGUAGES}
RELEVANCE = "relevance"
"""The ordering of a search: the best matches first."""
MEMBERS = {
    "fields": "Members of a row to send, by comma; all others are left out.",
    "include": "Members that come only on request, by comma.",
}
WORDING = {
    "names": f"How contributors' names are written: {', '.join(NAMES)}. What is credited stays as credited.",
    "lang": f"Language of titles, and of `label` beside labels in both: {', '.join(LANGUAGES)}.",
}
ORDERING = {"ordering": "What to order by; with - before it, the other way."}
PAGING = {
    "cursor": "Where the page begins: take it from next or previous.",
    "page_size": f"Entries on a page, 1 to {LARGEST_SIZE}; {USUAL_SIZE} without it.",
    "count": "exact: count all entries too, which costs time on large lists.",
}


AGGREGATE = {"aggregate": "Count the credits by person, role or production instead of listing them."}


@dataclass
class Asked:
    """The parameters of one request."""

    names: tuple[str, ...]
    """Members of a row."""
    ordering: str
    shapes: Shapes = ()
    values: dict[str, list[Any]] = field(default_factory=dict)
    """The values of each parameter, and the cursor's."""
    size: int = USUAL_SIZE
    turned: bool | None = None
    """None on the first page, True on a page before the cursor."""
    count: bool = False
    newest: int | None = None
    """Of a list that is read in slices: the moment of the newest event when the first was read."""
    aggregate: str = ""
    """What to count by instead of listing."""


def read(request: Request, source: Source, options: Collection[str]) -> Asked:
    """Read the source's parameters and those of MEMBERS, ORDERING and PAGING that are among `options`.

    Raises ValidationError with a sentence for each parameter that is unknown or unreadable.
    """
    refuse_unknown(request, {*source.parameters, *options})
    given = {name: str(text) for name, text in request.query_params.items() if text}
    best_first = "q" in given and RELEVANCE in source.orderings
    asked = Asked(names=(), ordering=RELEVANCE if best_first else next(iter(source.orderings)))
    errors: dict[str, list[str]] = {}
    shapes = []
    for name in sorted(given):
        try:
            if name in source.parameters:
                shape, asked.values[name] = read_parameter(source, name, given[name])
                shapes.append((name, shape))
            elif name == "ordering":
                asked.ordering = read_ordering(given[name], source, searched="q" in given)
            elif name == "page_size":
                asked.size = read_size(given[name])
            elif name == "count":
                asked.count = read_count(given[name])
            elif name in WORDING:
                read_code(given[name], WORDS[name])
            elif name == "aggregate":
                asked.aggregate = read_aggregate(given)
        except Unreadable as problem:
            errors[name] = [problem.args[0]]
    try:
        asked.names = read_members(given, source)
        if "cursor" in given:
            fields = GROUP_PLACE if asked.aggregate else source.fields(asked.ordering)
            asked.turned, asked.values["cursor"] = read_cursor(given["cursor"], fields)
    except Unreadable as problem:
        errors[problem.args[1]] = [problem.args[0]]
    if errors:
        raise ValidationError(errors)
    asked.shapes = tuple(shapes)
    return asked


def wording_of(request: Request | None) -> Wording:
    """What the request says of names and labels; the usual, where `read` refuses what it says."""
    query = request.query_params if request else {}
    names, lang = query.get("names") or USUAL.names, query.get("lang") or USUAL.lang
    return Wording(names, lang) if names in NAMES and lang in (*LANGUAGES, "") else USUAL


def read_wording(request: Request) -> Wording:
    """`names` and `lang` of an address that takes nothing else. Raises ValidationError as `read` does."""
    refuse_unknown(request, WORDING)
    errors: dict[str, list[str]] = {}
    for name, known in WORDS.items():
        if text := request.query_params.get(name):
            try:
                read_code(text, known)
            except Unreadable as problem:
                errors[name] = [problem.args[0]]
    if errors:
        raise ValidationError(errors)
    return wording_of(request)


def read_parameter(source: Source, name: str, text: str) -> Any:
    parameter = source.parameters[name]
    if len(text) > parameter.longest:
        raise Unreadable(f"The text has {len(text):,} characters; at most {parameter.longest:,} fit here.")
    return parameter.read(text)


def read_ordering(text: str, source: Source, *, searched: bool) -> str:
    if text.removeprefix("-") == RELEVANCE and not searched:
        raise Unreadable("Only a search has a relevance; give q too.")
    if text.removeprefix("-") not in source.orderings:
        raise Unreadable(f"Order by {', '.join(source.orderings)}, with - before it for the other way.")
    return text


def read_size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LARGEST_SIZE):
        raise Unreadable(f"A page has 1 to {LARGEST_SIZE} entries.")
    return int(text)


def read_count(text: str) -> bool:
    if text != "exact":
        raise Unreadable("Only count=exact is known.")
    return True


def read_aggregate(given: dict[str, str]) -> str:
    if given["aggregate"] not in GROUPS:
        raise Unreadable(f"Count by {', '.join(GROUPS)}.")
    if mixed := sorted({"fields", "include", "ordering"} & set(given)):
        raise Unreadable(f"Groups have their own members and order; leave out {', '.join(mixed)}.")
    return given["aggregate"]


def read_members(given: dict[str, str], source: Source) -> tuple[str, ...]:
    """The members of a row, in their declared order."""
    meta = source.serializer_class.Meta
    included = read_words(given, "include", getattr(meta, "on_request", ()))
    wanted = read_words(given, "fields", known_members(source.serializer_class)) or usual_members(
        source.serializer_class
    )
    members = known_members(source.serializer_class)
    return tuple(name for name in members if name in wanted or name in included)


def read_words(given: dict[str, str], parameter: str, known: tuple[str, ...]) -> frozenset[str]:
    words = frozenset(given[parameter].split(",")) if parameter in given else frozenset()
    if unknown := sorted(words - set(known)):
        choices = ", ".join(known) or "none"
        raise Unreadable(f"“{unknown[0][:40]}” is not known here; known are {choices}.", parameter)
    return words


def write_cursor(turned: bool, values: list[Any]) -> str:
    """A place in a list as an opaque text."""
    text = json.dumps([turned, *(str(value) for value in values)], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, places: Mapping[str, Field[Any, Any]]) -> tuple[bool, list[Any]]:
    fields = places.values()
    try:
        turned, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if type(turned) is bool and len(values) == len(fields):
            return turned, [read_place(field, value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, Invalid):
        pass
    raise Unreadable("This cursor is not one of this list; start without it.", "cursor")


def read_place(field: Field[Any, Any], value: Any) -> Any:
    """One value of a cursor. Raises ValueError, TypeError or Django's ValidationError."""
    place = field.to_python(value)
    if "\0" in str(place):
        raise ValueError("No column holds this.")
    field.run_validators(place)
    return place

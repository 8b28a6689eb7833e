"""What a request asks of a list, read and checked before any query; every mistake gets a sentence."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError as Invalid
from django.db.models import Field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.http import responses
from api.read.aggregates import GROUP_CURSOR_FIELDS as GROUP_PLACE
from api.read.aggregates import GROUP_MEMBERS
from api.read.compiled_queries import ListSource, ValueShapes
from api.read.compiled_serializers import DEFAULT_WORDING, Wording, list_default_members, list_known_members
from api.read.filter_fields import Unreadable, read_choice, read_uid
from api.read.filters import refuse_unknown_parameters
from productions.shared.site_languages import ROLL_LANGUAGES


class PageSizes(NamedTuple):
    """How many rows a page has without `page_size`, and at most."""

    usual: int = 25
    limit: int = 200


ENTRY_PAGES = PageSizes()
"""Of every list of entries."""
NAME_FORMS = ("native", "romaji", "romaji_western")
WORDING_CHOICES = {"names": NAME_FORMS, "lang": ROLL_LANGUAGES}
RELEVANCE_ORDERING = "relevance"
"""The ordering of a search: the best matches first."""
ROLL_ORDERING = "roll"
"""The ordering of a roll; `edition` beside it says which."""
MEMBER_PARAMETERS = {
    "fields": ("Members of a row to send, by comma; all others are left out."),
    "include": "Members that come only on request, by comma.",
}
WORDING_PARAMETERS = {
    "names": f"How contributors' names are written: {', '.join(NAME_FORMS)}. What is credited stays as credited.",
    "lang": f"Language of titles, and of `label` beside labels in both: {', '.join(ROLL_LANGUAGES)}.",
}
ORDERING_PARAMETERS = {"ordering": "What to order by; with - before it, the other way."}
PAGING_PARAMETERS = {
    "cursor": "Where the page begins: take it from next or previous.",
    "page_size": f"Entries on a page, 1 to {ENTRY_PAGES.limit}; {ENTRY_PAGES.usual} without it.",
    "count": "exact: count all entries too, which costs time on large lists.",
}


AROUND_PARAMETERS = {
    "around": "uid of a cut: only it and the cuts of its episode beside it, at most 12 before and 12 after."
}
"""Of lists in the order of the film."""
DEFAULT_GROUPING = next(iter(GROUP_MEMBERS))
GROUP_PARAMETERS = {"by": f"What the credits are counted by: {', '.join(GROUP_MEMBERS)}."}


@dataclass
class ListParams:
    """The parameters of one request."""

    names: tuple[str, ...]
    """Members of a row."""
    ordering: str
    partial: bool = False
    """Whether `fields` leaves members out."""
    shapes: ValueShapes = ()
    values: dict[str, list[Any]] = field(default_factory=dict)
    """The values of each parameter, and the cursor's."""
    size: int = ENTRY_PAGES.usual
    turned: bool | None = None
    """None on the first page, True on a page before the cursor."""
    count: bool = False
    newest: int | None = None
    """Of a list that is read in slices: the moment of the newest event when the first was read."""
    aggregate: str = ""
    """What a list of groups is counted by."""
    around: str = ""
    """The uid of the cut in whose neighbourhood the rows are."""


def read_list_params(
    request: Request, source: ListSource, options: Collection[str], *, sizes: PageSizes = ENTRY_PAGES
) -> ListParams:
    """Read the source's parameters and those of MEMBERS, ORDERING and PAGING that are among `options`.

    Raises ValidationError with a sentence for each parameter that is unknown or unreadable.
    """
    refuse_unknown_parameters(request, {*source.parameters, *options})
    given = {name: str(text) for name, text in request.query_params.items() if text}
    grouping = DEFAULT_GROUPING if "by" in options else ""
    best_first = "q" in given and RELEVANCE_ORDERING in source.orderings
    first = RELEVANCE_ORDERING if best_first else next(iter(source.orderings))
    asked = ListParams(names=(), ordering=first, size=sizes.usual, aggregate=grouping)
    asked.partial = "fields" in given
    errors: dict[str, list[str]] = {}
    shapes = []
    for name in sorted(given):
        try:
            if name in source.parameters:
                shape, asked.values[name] = read_parameter(
                    source, name, given[name], getattr(request, "user", None)
                )
                shapes.append((name, shape))
            elif name == "ordering":
                asked.ordering = read_ordering(given[name], source, searched="q" in given)
            else:
                read_option(asked, name, given[name], sizes)
        except Unreadable as problem:
            errors[name] = [problem.args[0]]
    try:
        asked.names = read_members(given, source)
        if "cursor" in given:
            fields = GROUP_PLACE if asked.aggregate else source.fields(asked.ordering)
            asked.turned, asked.values["cursor"] = decode_cursor(given["cursor"], fields)
    except Unreadable as problem:
        errors[problem.args[1]] = [problem.args[0]]
    if errors:
        raise ValidationError(errors)
    asked.shapes = tuple(shapes)
    return asked


def read_option(asked: ListParams, name: str, text: str, sizes: PageSizes) -> None:
    """Read a parameter that means the same in every list; what depends on other ones is read elsewhere. Raises Unreadable."""
    if name == "page_size":
        asked.size = read_page_size(text, sizes.limit)
    elif name == "count":
        asked.count = read_count(text)
    elif name in WORDING_PARAMETERS:
        read_choice(text, WORDING_CHOICES[name])
    elif name == "by":
        asked.aggregate = read_choice(text, tuple(GROUP_MEMBERS))
    elif name in AROUND_PARAMETERS:
        asked.around = str(read_uid(text))


def choose_media_type(form: str, asked: ListParams) -> str:
    """What the answer says that it is: JSON with members left out is a type of its own (decision 75)."""
    if form == responses.JSON and asked.partial:
        return responses.PARTIAL_MEDIA_TYPE
    return responses.MEDIA_TYPES[form]


def get_wording(request: Request | None) -> Wording:
    """What the request says of names and labels; the usual, where `read_list_params` refuses what it says."""
    query = request.query_params if request else {}
    names, lang = query.get("names") or DEFAULT_WORDING.names, query.get("lang") or DEFAULT_WORDING.lang
    return Wording(names, lang) if names in NAME_FORMS and lang in (*ROLL_LANGUAGES, "") else DEFAULT_WORDING


def read_wording(request: Request) -> Wording:
    """`names` and `lang` of an address that takes nothing else. Raises ValidationError as `read_list_params` does."""
    refuse_unknown_parameters(request, WORDING_PARAMETERS)
    errors: dict[str, list[str]] = {}
    for name, known in WORDING_CHOICES.items():
        if text := request.query_params.get(name):
            try:
                read_choice(text, known)
            except Unreadable as problem:
                errors[name] = [problem.args[0]]
    if errors:
        raise ValidationError(errors)
    return get_wording(request)


def read_parameter(source: ListSource, name: str, text: str, user: Any) -> Any:
    parameter = source.parameters[name]
    if len(text) > parameter.longest:
        raise Unreadable(f"The text has {len(text):,} characters; at most {parameter.longest:,} fit here.")
    return parameter.read_for(text, user)


def read_ordering(text: str, source: ListSource, *, searched: bool) -> str:
    if text.removeprefix("-") == RELEVANCE_ORDERING and not searched:
        raise Unreadable("Only a search has a relevance; give q too.")
    if text.removeprefix("-") not in source.orderings:
        raise Unreadable(f"Order by {', '.join(source.orderings)}, with - before it for the other way.")
    return text


def read_page_size(text: str, limit: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= limit):
        raise Unreadable(f"A page has 1 to {limit} entries.")
    return int(text)


def read_count(text: str) -> bool:
    if text != "exact":
        raise Unreadable("Only count=exact is known.")
    return True


def read_members(given: dict[str, str], source: ListSource) -> tuple[str, ...]:
    """The members of a row, in their declared order."""
    meta = source.serializer_class.Meta
    included = read_member_names(given, "include", getattr(meta, "on_request", ()))
    wanted = read_member_names(
        given, "fields", list_known_members(source.serializer_class)
    ) or list_default_members(source.serializer_class)
    members = list_known_members(source.serializer_class)
    return tuple(name for name in members if name in wanted or name in included)


def read_member_names(given: dict[str, str], parameter: str, known: tuple[str, ...]) -> frozenset[str]:
    words = frozenset(given[parameter].split(",")) if parameter in given else frozenset()
    if unknown := sorted(words - set(known)):
        choices = ", ".join(known) or "none"
        raise Unreadable(f"“{unknown[0][:40]}” is not known here; known are {choices}.", parameter)
    return words


def encode_cursor(turned: bool, values: list[Any]) -> str:
    """A place in a list as an opaque text."""
    text = json.dumps([turned, *(str(value) for value in values)], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(text: str, places: Mapping[str, Field[Any, Any]]) -> tuple[bool, list[Any]]:
    fields = places.values()
    try:
        turned, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if type(turned) is bool and len(values) == len(fields):
            return turned, [
                read_cursor_value(field, value) for field, value in zip(fields, values, strict=True)
            ]
    except (ValueError, TypeError, Invalid):
        pass
    raise Unreadable("This cursor is not one of this list; start without it.", "cursor")


def read_cursor_value(field: Field[Any, Any], value: Any) -> Any:
    """One value of a cursor, which is a text there. Raises ValueError, TypeError or Django's ValidationError."""
    if not isinstance(value, str):
        raise TypeError("No cursor of ours has this.")
    place = field.to_python(value)
    if "\0" in str(place) or (isinstance(place, int) and abs(place) >= 2**63):
        raise ValueError("No column holds this.")
    field.run_validators(place)
    return place

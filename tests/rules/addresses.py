"""Every address of the site, found by walking the URL resolver, and what its answers say; for tests that ask them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.urls import URLResolver, get_resolver

from api.read.aggregates import GROUP_MEMBERS
from api.read.compiled_serializers import list_default_members, list_known_members
from api.read.list_views import DeclaredView, ListingView

LANGUAGE_PREFIXES = tuple(f"{code}/" for code, _name in settings.LANGUAGES)
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Door:
    """One address with places for arguments. `page` is its name, or the address where it has none."""

    address: str
    page: str
    view: Any
    members: tuple[tuple[str, Any], ...] = ()
    """What `as_view` was given."""

    @property
    def word(self) -> str:
        """What kind of entry it is about: `credits` of the API, `credit` of the staff's pages, `people` of public pages."""
        parts = [part for part in self.address.split("/") if part]
        place = 1 if self.is_page else 2
        return parts[place] if len(parts) > place else ""

    @property
    def arguments(self) -> list[str]:
        return [given or named for given, named in ARGUMENT.findall(self.address)]

    @property
    def is_read(self) -> bool:
        """Whether it answers GET."""
        return not isinstance(self.view, type) or hasattr(self.view, "get")

    @property
    def is_staff(self) -> bool:
        return self.address.startswith("admin/")

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the public record."""
        return self.address.startswith(LANGUAGE_PREFIXES)

    def at(self, values: Mapping[str, str]) -> str:
        """The address with its arguments."""
        filled = ARGUMENT.sub(lambda found: values[found[1] or found[2]], self.address)
        return "/" + filled.replace("^", "").replace("$", "")


def find_doors() -> list[Door]:
    """Every address of the site once, in the resolver's order."""

    def walk(patterns: Iterable[Any], before: str) -> Iterator[Door]:
        for pattern in patterns:
            address = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, address)
            else:
                view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
                given = getattr(pattern.callback, "initkwargs", {})
                yield Door(address, name_page(pattern.name or address, address), view, tuple(given.items()))

    return list({door.address: door for door in walk(get_resolver().url_patterns, "")}.values())


def name_page(name: str, address: str) -> str:
    """The name that a row has: those of public pages begin with `pages:`."""
    return f"pages:{name}" if address.startswith(LANGUAGE_PREFIXES) else name


def offered() -> list[tuple[str, str]]:
    """The fields of forms that offer entries while one types: the model's name and the field's."""
    return [
        (str(model._meta.model_name), name)
        for model, page in admin.site._registry.items()
        for name in page.autocomplete_fields
    ]


def list_questions(door: Door) -> list[str]:
    """The query strings by which a list or entry of the API tells all that it has."""
    if not (isinstance(door.view, type) and issubclass(door.view, DeclaredView)):
        return []
    view = door.view(**dict(door.members))
    shape: Any = view.declared.serializer_class
    more = ",".join(sorted(set(list_known_members(shape)) - set(list_default_members(shape))))
    found = [urlencode({"names": "romaji", "lang": "en"} | ({"include": more} if more else {}))]
    if issubclass(door.view, ListingView) and view.counted:
        found = [f"by={group}&names=romaji&lang=en" for group in GROUP_MEMBERS]
    if issubclass(door.view, ListingView) and door.address.endswith("/"):
        found.append("page_size=1&count=exact")
    return found


def body_of(response: Any) -> bytes:
    if getattr(response, "streaming", False):
        body = b"".join(response.streaming_content)
        response.close()
        return body
    return bytes(response.content)


def headers_of(response: Any) -> bytes:
    cookies = "".join(f"{cookie.OutputString()}\n" for cookie in response.cookies.values())
    return ("".join(f"{name}: {value}\n" for name, value in response.headers.items()) + cookies).encode()

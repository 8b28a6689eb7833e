"""Operations that will go: one declaration gives the headers of every answer and `deprecated` in the OpenAPI document.

    @deprecate("GET", since=date(2027, 1, 10), sunset=date(2028, 2, 1), instead="GET changes/")
    class OldList(APIView): ...

`since` is the day of the release whose changelog says so. docs/api-reference.md ("What may change") says what is promised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.http import http_date

MIN_NOTICE = timedelta(days=366)
"""How long an operation goes on working, at the least, after it was declared deprecated: twelve months."""
EXPLAINED_AT = "/api/v1/docs/"

V = TypeVar("V", bound=type)


@dataclass(frozen=True, slots=True)
class Deprecation:
    """From when an operation is deprecated, until when it works, and what to use. Raises ValueError for too short a notice."""

    since: date
    sunset: date
    instead: str

    def __post_init__(self) -> None:
        if self.sunset - self.since < MIN_NOTICE:
            raise ValueError(f"Twelve months must pass between {self.since} and {self.sunset}.")

    @property
    def headers(self) -> dict[str, str]:
        """Deprecation (RFC 9745), Sunset (RFC 8594) and a link to what explains them; days begin in UTC."""
        return {
            "Deprecation": f"@{read_seconds(self.since)}",
            "Sunset": http_date(read_seconds(self.sunset)),
            "Link": f'<{EXPLAINED_AT}>; rel="deprecation"; type="text/html"',
        }

    @property
    def sentence(self) -> str:
        """What the OpenAPI document says of it."""
        return f"Deprecated since {self.since}; works until {self.sunset} at least. Use {self.instead}."


def read_seconds(day: date) -> int:
    """When a day begins in UTC, in seconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def deprecate(*methods: str, since: date, sunset: date, instead: str) -> Callable[[V], V]:
    """Declare these methods of a view deprecated: “GET” (with HEAD), “POST”, …"""
    declared = Deprecation(since, sunset, instead)

    def declare(view: V) -> V:
        before: Mapping[str, Deprecation] = getattr(view, "deprecations", {})
        view.deprecations = {**before, **dict.fromkeys(methods, declared)}  # type: ignore[attr-defined]
        return view

    return declare


def find_deprecation(view: Any, method: str | None) -> Deprecation | None:
    """What a view, or its class, has declared of a method."""
    declared: Mapping[str, Deprecation] = getattr(view, "deprecations", {})
    return declared.get("GET" if method == "HEAD" else method or "")


class DeprecationHeaders:
    """Tells every answer of a deprecated operation, refusals too, that it is one."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        view = getattr(getattr(request.resolver_match, "func", None), "cls", None)
        if (declared := find_deprecation(view, request.method)) is not None:
            for name, value in declared.headers.items():
                already = response.headers.get(name)
                response.headers[name] = f"{already}, {value}" if already and name == "Link" else value
        return response

"""Asks the API inside the process, as anybody: the same views, plans and bytes as over the network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import orjson
from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse

from api.read.query_params import ENTRY_PAGES


class InsideRequest(HttpRequest):
    """A request that never came in: no host stands in it to be checked against the site's own, which need not have localhost."""

    def get_host(self) -> str:
        return "localhost"


def read(name: str, params: dict[str, str] | None = None, **kwargs: Any) -> Any:
    """The JSON of the API's address `name` as Python values. Raises what `read_bytes` does."""
    return orjson.loads(read_bytes(name, params, **kwargs))


def read_bytes(name: str, params: dict[str, str] | None = None, **kwargs: Any) -> bytes:
    """What a GET of the API's address `name` answers to whoever has no token.

    Raises what the view raises: Http404, `api.http.not_found.Moved` and `Gone`, and ValidationError for parameters.
    """
    request = InsideRequest()
    request.method = "GET"
    request.path = request.path_info = reverse(name, kwargs=kwargs)
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.GET = QueryDict(urlencode(params or {}))
    request.resolver_match = match = resolve(request.path)
    # Limits are for requests that come in, and this one has been counted.
    view = match.func.cls(**match.func.initkwargs)  # type: ignore[attr-defined]
    view.args, view.kwargs = (), match.kwargs
    view.request = view.initialize_request(request)
    response = view.get(view.request, **match.kwargs)
    return b"".join(response) if response.streaming else response.content


def iter_entries(name: str, params: dict[str, str] | None = None, **kwargs: Any) -> Iterator[dict[str, Any]]:
    """All entries of a list, page after page. Raises what `read` does."""
    asked = {"page_size": str(ENTRY_PAGES.limit), **(params or {})}
    while True:
        page = read(name, asked, **kwargs)
        yield from page["results"]
        if page["next"] is None:
            return
        asked["cursor"] = parse_qs(urlsplit(page["next"]).query)["cursor"][0]

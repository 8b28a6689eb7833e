"""The floor: a WSGI application in the same server that answers ready bytes, as many as `?size=` says."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any


@cache
def ready(size: int) -> bytes:
    return b"x" * size


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = ready(int(environ["QUERY_STRING"].removeprefix("size=")))
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]

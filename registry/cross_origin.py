"""Cross-origin resource sharing: a page of any origin may use the public API, reading and, with a token, writing.

Nothing there depends on cookies: the API knows tokens alone (`api.write.tokens`), and `Access-Control-Allow-Credentials`
is never sent, so a page can do with it what any program can and nothing in the name of its visitor. Every answer is
therefore open to every origin in the same words, asked for with `Origin` or without, and caches keep one copy of it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from registry.views import is_for_api

ALLOWED_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PATCH", "DELETE")
ALLOWED_REQUEST_HEADERS = (
    "Accept",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Range",
)
"""By name: `*` would leave out Authorization (https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)."""
EXPOSED_HEADERS = (
    "Accept-Ranges",
    "Allow",
    "Content-Disposition",
    "Content-Location",
    "Content-Range",
    "Deprecation",
    "ETag",
    "Idempotency-Replayed",
    "Last-Modified",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Sunset",
    "Total-Count",
    "WWW-Authenticate",
)
"""What the API tells in headers; a page reads no others, but for the few that are always open (Content-Type …)."""
PREFLIGHT_SECONDS = 86_400
"""How long a browser may keep a preflight; they take a day or less (Firefox 24 hours, Chromium 2)."""

OPEN_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(EXPOSED_HEADERS),
}
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Headers": ", ".join(ALLOWED_REQUEST_HEADERS),
    "Access-Control-Allow-Methods": ", ".join(ALLOWED_METHODS),
    "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
}


class CrossOrigin:
    """Opens the API's answers to pages of other origins, and answers their preflights without asking anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if not is_for_api(request):
            return self.get_response(request)
        response: Any
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=204, headers=PREFLIGHT_HEADERS)
            del response.headers["Content-Type"]
        else:
            response = self.get_response(request)
        for name, value in OPEN_HEADERS.items():
            response.headers[name] = value
        return response

"""Django's middleware for the pages of the staff; the public API has no session, no form and no language cookie.

Each would cost an API request time and give it nothing. They stay subclasses, so Django's own checks find them.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

API = "/api/"


class StaffOnly:
    """Steps aside for addresses of the API."""

    get_response: Callable[[HttpRequest], Any]

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(API):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc]


class Sessions(StaffOnly, SessionMiddleware):
    pass


class Locales(StaffOnly, LocaleMiddleware):
    """A page's language ends with it: what the same thread serves next may be the API's, which is English."""

    def __call__(self, request: HttpRequest) -> Any:
        try:
            return super().__call__(request)
        finally:
            translation.deactivate()


class Authentication(StaffOnly, AuthenticationMiddleware):
    pass


class ContentSecurityPolicy(CSPMiddleware):
    """The site's policy; for the API, where nothing changes it, it is written once and not for each answer."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> Any:
        if not request.path_info.startswith(API):
            return super().__call__(request)
        response: Any = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response


class RateHeaders:
    """Tells every answer of the API how much its reader may still ask (`api.throttling`)."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        standing = getattr(request, "rate_standing", None)
        if standing is not None:
            for name, value in standing.headers().items():
                response.headers[name] = value
        return response


class Messages(StaffOnly, MessageMiddleware):
    pass

"""Django's middleware for the pages of the staff; the public API has no session, no form and no language cookie.

Each would cost an API request time and give it nothing. They stay subclasses, so Django's own checks find them.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from api.http.errors import close_uploads
from productions.accounts.services.sign_ins import has_second_factor
from productions.operations.services.database_errors import classify_error
from productions.shared.disk import NO_ROOM, is_disk_full
from productions.shared.refusals import translate_for_reader
from productions.shared.time_limits import limit_seconds
from productions.users import access
from registry.readiness import ready
from registry.views import check_health, respond_to_trouble, respond_with_text

API_PREFIX = "/api/"
PAGE_PREFIXES = tuple(f"/{language}/" for language, _name in settings.LANGUAGES)
"""How the addresses of public pages begin."""
logger = logging.getLogger(__name__)
BEFORE_SECOND_FACTOR = ("login/", "logout/", "account/", "password_change/", "jsi18n/")
"""Pages of the admin that are open to whoever has yet to set up a second factor."""
SEEN_SECONDS = 300
"""How often a session's row says that it was used; a preview asks twice a second."""


class Troubled:
    """Answers 503 where the middleware itself met a database that is away or busy; Django would answer 500."""

    def __call__(self, request: HttpRequest) -> Any:
        try:
            return super().__call__(request)  # type: ignore[misc]
        except Error as error:
            if (response := respond_to_trouble(request, error)) is None:
                raise
            return response


class StaffOnly(Troubled):
    """Steps aside for what everybody reads: the API, and the pages of the public record, which know no session."""

    get_response: Callable[[HttpRequest], Any]
    passed: tuple[str, ...] = (API_PREFIX, *PAGE_PREFIXES)
    """How the addresses begin for which it steps aside."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(self.passed):
            return self.get_response(request)
        return super().__call__(request)


class Deadline:
    """Gives each request REQUEST_SECONDS to be answered; what is then streamed may take its reader's time."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        with limit_seconds(settings.REQUEST_SECONDS):
            return self.get_response(request)


class HeadWithoutBody:
    """Leaves away what GET would send: gunicorn drops it with a warning for each HEAD, and a probe asks so every few seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response


class DatabaseTrouble:
    """Answers 503 where a view met a database that is away or busy."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> Any:
        return respond_to_trouble(request, error)


class Health:
    """Answers the probes whatever host is asked for: a container's check knows its own address and not the site's names."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        probe = {"/healthz": check_health, "/readyz": ready}.get(request.path_info, self.get_response)
        return probe(request)


class Sessions(StaffOnly, SessionMiddleware):
    pass


class Locales(StaffOnly, LocaleMiddleware):
    """A page's language ends with it: what the same thread serves next may be the API's, which is English."""

    passed = (API_PREFIX,)

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
        if not request.path_info.startswith(API_PREFIX):
            return super().__call__(request)
        response: Any = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response


class FullDisk:
    """A full disk is one sentence with status 507, not an error of ours, on pages too.

    The body is read here, before anybody else does, since large files in it are put on the disk while it is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        if request.path_info.startswith(API_PREFIX):
            return None  # `api.http.errors`
        try:
            _ = request.POST
        except OSError as error:
            if is_disk_full(error):
                return self.process_exception(request, error)
            # Whoever reads it next meets the same: Django answers cut requests itself.
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if request.path_info.startswith(API_PREFIX) or not is_disk_full(error):
            return None
        close_uploads(request)
        logger.error("No room to answer a request: %s", str(error))
        return respond_with_text(translate_for_reader(NO_ROOM), 507)


class RateHeaders:
    """Tells every answer of the API how much its reader may still ask (`api.http.throttling`)."""

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


class AskForSecondFactor:
    """Leads whoever needs a second factor and has none to setting one up, before anything else in the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if settings.SECOND_FACTOR_REQUIRED and self.is_missing(request):
            if request.method in ("GET", "HEAD"):
                return redirect("mfa_index")
            raise PermissionDenied(
                gettext("Set up a second factor first: an authenticator app or a passkey.")
            )
        return self.get_response(request)

    def is_missing(self, request: HttpRequest) -> bool:
        """Two small queries for each page of the admin, and one for whoever has a second factor."""
        home = reverse("admin:index")
        if not request.path.startswith(home) or request.path.startswith(
            tuple(home + page for page in BEFORE_SECOND_FACTOR)
        ):
            return False
        user: Any = request.user
        return user.is_authenticated and not has_second_factor(user) and access.needs_second_factor(user)


class SecondFactor(Troubled, AskForSecondFactor):
    """The same, where the database answers."""


class LastSeen:
    """Keeps when, from where and with what each session was used, to the minute that is enough to know it again."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        # The API has users too, by their tokens, and no session.
        if hasattr(request, "session") and response.status_code < 500:
            try:
                self.note(request)
            except Error as error:
                # The page is made; the next one will tell.
                if classify_error(error) is None:
                    raise
        return response

    def note(self, request: HttpRequest) -> None:
        """Write it down, unless it was written a moment ago."""
        if request.user.is_authenticated:
            seen, now = request.session.get("seen", 0), time.time()
            if now - seen >= SEEN_SECONDS:
                UserSession.objects.create_from_request(request)
                request.session["seen"] = int(now)

"""Whether this process may be given requests: the database answers, and has the schema of its code.

`/healthz` says that the process lives, `/readyz` that it can work. Code may be older than the schema, never newer: until
`migrate` has run, a web process answers 503 in a sentence where its queries would fail one by one. It does not end itself, so
that it can be started before `migrate` and serves from the moment that it is done; a worker waits. A broker that is away holds up exports alone,
and is no reason to take a site out of service.
"""

import logging
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from time import sleep
from typing import Any

from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from api.http.errors import respond_with_problem
from productions.shared.site_languages import SOURCE_LANGUAGE
from registry.views import is_for_api, respond_to_trouble, respond_with_text

logger = logging.getLogger(__name__)

PROBES = ("/healthz", "/readyz")
RETRY_SECONDS = 5
"""When whoever was refused may ask again."""
MAX_NAMED_MIGRATIONS = 3
"""Migrations that a sentence names."""
WAIT_SECONDS = 2
"""How often a worker that waits looks again."""


@cache
def needed_migrations() -> frozenset[tuple[str, str]]:
    """App and name of every migration of this code, by the files' names alone."""
    found = set()
    for config in apps.get_app_configs():
        name, _explicit = MigrationLoader.migrations_module(config.label)
        if name is None:
            continue
        try:
            package = import_module(name)
        except ModuleNotFoundError:
            continue
        found |= {
            (config.label, module.name)
            for module in iter_modules(package.__path__)
            if module.name[0] not in "_~"
        }
    return frozenset(found)


class DatabaseSchema:
    """What the database lacks. Once it lacks nothing that is remembered, since migrations are not taken back under a site."""

    def __init__(self) -> None:
        self.complete = False

    def missing(self) -> list[str]:
        """Migrations of this code that the database lacks, as `app.name`. Raises django.db.Error when it does not answer."""
        if self.complete:
            return []
        applied = MigrationRecorder(connection).applied_migrations().keys()
        lacking = sorted(f"{app}.{name}" for app, name in needed_migrations() - applied)
        self.complete = not lacking
        return lacking


SCHEMA = DatabaseSchema()


def wait_for_schema(**kwargs: Any) -> None:
    """Let a worker that is newer than the schema wait for `migrate`: its tasks would fail, and exports with them."""
    while lacking := describe_lacking():
        logger.warning("Waiting for `manage.py migrate`: %s.", lacking)
        sleep(WAIT_SECONDS)
    # What this process forks must not share its connection.
    connection.close()


def describe_lacking() -> str:
    """What the database lacks, or that it does not answer; empty when there is nothing to wait for."""
    try:
        return shorten_lacking(SCHEMA.missing())
    except Error:
        connection.close()
        return "the database does not answer"


def shorten_lacking(lacking: list[str]) -> str:
    """The first few by name: a database without any lacks eighty, at every look."""
    first = ", ".join(lacking[:MAX_NAMED_MIGRATIONS])
    return (
        f"{first} and {len(lacking) - MAX_NAMED_MIGRATIONS} more"
        if len(lacking) > MAX_NAMED_MIGRATIONS
        else first
    )


def ready(request: HttpRequest) -> JsonResponse:
    """200 when this process can work, else 503 and what it waits for; for load balancers and container checks."""
    obstacle = find_obstacle()
    return JsonResponse({"status": obstacle or "ok"}, status=503 if obstacle else 200)


def find_obstacle() -> str:
    """In words, or empty."""
    try:
        lacking = SCHEMA.missing()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "the database does not answer"
    if lacking:
        return f"the database lacks migrations of this version ({shorten_lacking(lacking)}): run `manage.py migrate`"
    return ""


class WebHandler(WSGIHandler):
    """Django's handler, which answers 503 until the database has the schema of this code."""

    def get_response(self, request: HttpRequest) -> Any:
        refusal = None if SCHEMA.complete or request.path_info in PROBES else refuse_unready(request)
        return super().get_response(request) if refusal is None else refusal


def refuse_unready(request: HttpRequest) -> HttpResponse | None:
    """503 in a sentence while the schema is older than the code, or nobody can tell."""
    try:
        lacking = SCHEMA.missing()
    except Error as error:
        logger.warning("The database did not say which migrations it has (%s).", error)
        with translation.override(get_reader_language(request)):
            return respond_to_trouble(request, error) or respond_unready(request)
    if not lacking:
        return None
    logger.warning("Refused %s: the database lacks %s.", request.path, shorten_lacking(lacking))
    with translation.override(get_reader_language(request)):
        return respond_unready(request)


def get_reader_language(request: HttpRequest) -> str:
    """The reader's, which no middleware has chosen yet; the API speaks English."""
    return SOURCE_LANGUAGE if is_for_api(request) else translation.get_language_from_request(request)


def respond_unready(request: HttpRequest) -> HttpResponse:
    if is_for_api(request):
        response = respond_with_problem(
            503, "The site is being upgraded; ask again in a moment.", instance=request.path
        )
    else:
        response = respond_with_text(_("The site is being upgraded; come back in a moment."), 503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response

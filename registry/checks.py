"""System checks: an empty environment works, half an environment refuses, with an id and a hint."""

import os
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from api.http.throttling import get_redis_url
from productions.exports.formats import FORMAT_GROUPS, ExportFormat
from productions.rollkit.writer_registry import WRITERS
from productions.shared.sentences import format_count
from registry.env import VARIABLES

MIN_KEY_CHARACTERS = 32
"""Characters of a secret key that nobody guesses, if they are random."""


def check_services(**kwargs: Any) -> list[CheckMessage]:
    """E001, E002: several machines or processes cannot share what one machine keeps in files."""
    problems: list[CheckMessage] = []
    if settings.DEBUG:
        return problems
    if not settings.DATABASE_URL:
        problems.append(
            Error(
                "Debug is off, but the database is a file of this machine.",
                hint="Set DATABASE_URL to a PostgreSQL database.",
                id="staffroll.E001",
            )
        )
    if not settings.BROKER_URL:
        problems.append(
            Error(
                "Debug is off, but the broker is a folder of this machine.",
                hint="Set CELERY_BROKER_URL to Redis or RabbitMQ.",
                id="staffroll.E002",
            )
        )
    if not get_redis_url():
        problems.append(
            Warning(
                "Each web process counts API requests for itself.",
                hint="Set REDIS_URL so that they share the count.",
                id="staffroll.W001",
            )
        )
    return problems


def check_secret_key(**kwargs: Any) -> list[CheckMessage]:
    """E005: a key typed by hand lets anybody sign sessions."""
    if settings.DEBUG or len(settings.SECRET_KEY) >= MIN_KEY_CHARACTERS:
        return []
    return [
        Error(
            f"STAFFROLL_SECRET_KEY has {format_count(len(settings.SECRET_KEY), 'character', 'characters')}.",
            hint=f"Set it to {MIN_KEY_CHARACTERS} random characters or more.",
            id="staffroll.E005",
        )
    ]


def check_names(**kwargs: Any) -> list[CheckMessage]:
    """W003: a misspelt variable changes nothing, silently."""
    known = [variable.name for variable in VARIABLES]
    return [
        Warning(
            f"Staffroll knows no variable {name}.",
            hint="Did you mean {}?".format((get_close_matches(name, known) or ["one of README's"])[0]),
            id="staffroll.W003",
        )
        for name in sorted(os.environ)
        if name.startswith("STAFFROLL_") and not name.startswith("STAFFROLL_TEST_") and name not in known
    ]


def check_times(**kwargs: Any) -> list[CheckMessage]:
    """E003: a task must be asked to stop before it is killed, and that before the broker re-delivers."""
    times = (settings.EXPORT_SOFT_SECONDS, settings.EXPORT_HARD_SECONDS, settings.BROKER_VISIBILITY_SECONDS)
    if all(shorter < longer for shorter, longer in pairwise(times)):
        return []
    return [
        Error(
            "The export's soft limit, hard limit and the visibility timeout are not in rising order.",
            hint=f"They are {times} seconds; each must be longer than the one before.",
            id="staffroll.E003",
        )
    ]


def check_writers(**kwargs: Any) -> list[CheckMessage]:
    """E004: every export format on offer has a writer and a group, and every writer is on offer."""
    offered = sorted(one.value for _group, formats in FORMAT_GROUPS for one in formats)
    if sorted(WRITERS) == sorted(ExportFormat.values) == offered:
        return []
    return [
        Error(
            "The export formats, their groups and the roll writers differ.",
            hint=f"Formats {sorted(ExportFormat.values)}, in groups {offered}, writers {sorted(WRITERS)}.",
            id="staffroll.E004",
        )
    ]


def register_checks() -> None:
    """Called once by the app config."""
    register(check_services)
    register(check_secret_key)
    register(check_names)
    register(check_times)
    register(check_writers)

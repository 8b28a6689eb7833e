"""The log: lines on the console without the secrets of addresses, and one line for a page that somebody may not see."""

import logging
import re
from typing import Any

from django.core.exceptions import PermissionDenied

SECRET_PATTERNS = [
    # An invitation's link, also where another address is told to lead there.
    re.compile(r"""((?:/|%2F)invitations(?:/|%2F)+)[^\s"'/?&]+""", re.IGNORECASE),
    # What an identity provider sends back, and where to go after signing in.
    re.compile(r"""(/login/[^\s"'?]*\?)[^\s"']+"""),
    # No address of ours has a parameter of this kind; a tool that sends one in the wrong place has told it already.
    re.compile(
        r"""([?&][^\s"'=&]*(?:token|secret|password|authorization|api[-_]?key)[^\s"'=&]*=)[^\s"'&]+""",
        re.IGNORECASE,
    ),
]
"""Addresses that whoever reads a log could use. `deploy/nginx` has the same rules; tests/front/test_logs.py holds both."""


def hide_secrets(text: str) -> str:
    """A text for the log, with `-` in place of each secret of an address."""
    for secret in SECRET_PATTERNS:
        text = secret.sub(r"\1-", text)
    return text


class SecretHidingFormatter(logging.Formatter):
    """What another formatter makes of a record, tracebacks too, without the secrets of addresses."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self.inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return hide_secrets(self.inner.format(record))


class RefusalInOneLine(logging.Filter):
    """Django logs a refused page with the traceback of an error; it is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = record.exc_text = None
        return True


def build_logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` on, a line each."""
    line = logging.Formatter("{asctime} {levelname} {name}: {message}", style="{")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": SecretHidingFormatter, "inner": line}},
        "filters": {"refusals": {"()": RefusalInOneLine}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            # Without the handlers that Django gives it: they would say everything again, secrets included.
            "django": {},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # On the logger, so that whatever else listens has no traceback either.
            "django.request": {"filters": ["refusals"]},
        },
        "root": {"handlers": ["console"], "level": level},
    }

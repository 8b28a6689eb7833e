"""The log: lines on the console, and one line for a page that somebody may not see."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied


class RefusalInOneLine(logging.Filter):
    """Django logs a refused page with the traceback of an error; it is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = record.exc_text = None
        return True


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` on, a line each."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "filters": {"refusals": {"()": RefusalInOneLine}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        # On the logger, so that whatever else listens has no traceback either.
        "loggers": {"django.request": {"filters": ["refusals"]}},
        "root": {"handlers": ["console"], "level": level},
    }

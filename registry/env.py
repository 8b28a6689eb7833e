"""The environment: every variable, its default and what it is for, and readers that refuse nonsense.

An empty environment works. `VARIABLES` is the one table; README shows it and a test compares the two.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its name, the words for its default, and what it does."""

    name: str
    default: str
    purpose: str


VARIABLES = (
    Variable("STAFFROLL_DEBUG", "on without `DATABASE_URL`", "Development mode: error pages, no HTTPS."),
    Variable("STAFFROLL_SECRET_KEY", "made once in the data folder", "Signs sessions; required when debug is off."),
    Variable("STAFFROLL_ALLOWED_HOSTS", "the local machine", "Host names, separated by commas; required when debug is off."),
    Variable("STAFFROLL_HTTPS", "on when debug is off", "Redirect to HTTPS, secure cookies, HSTS."),
    Variable("STAFFROLL_DATA_DIR", "`var`", "Folder of the SQLite file, the exports and the embedded broker."),
    Variable("STAFFROLL_TIME_ZONE", "`Asia/Tokyo`", "Time zone of the pages; times are stored in UTC."),
    Variable("STAFFROLL_NUM_PROXIES", "`0`", "How many proxies stand in front and append to X-Forwarded-For."),
    Variable("STAFFROLL_API_RATE", "`600/min`", "Anonymous API requests for each address; empty for no limit."),
    Variable("DATABASE_URL", "SQLite in the data folder", "`postgres://user:password@host:5432/name`"),
    Variable("CELERY_BROKER_URL", "files in the data folder", "`redis://…` or `amqp://…`"),
    Variable("REDIS_URL", "memory of the process", "Cache shared by the web processes: `redis://…`"),
)  # fmt: skip


class Environment:
    """Typed reading of variables; every reader raises ImproperlyConfigured with one sentence."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        """The value without surrounding spaces; an empty value counts as not set."""
        return self.values.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        """True for 1, true, yes, on; False for 0, false, no, off."""
        value = self.text(name).lower()
        if not value:
            return default
        if value not in TRUE | FALSE:
            raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0, or leave it out.")
        return value in TRUE

    def whole_number(self, name: str, default: int) -> int:
        """A whole number of 0 or more."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit():
            raise ImproperlyConfigured(f"{name} is {value!r}; set it to a whole number, or leave it out.")
        return int(value)

    def words(self, name: str) -> list[str]:
        """Words separated by commas."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def folder(self, name: str, default: Path) -> Path:
        """A folder, made when it is missing."""
        path = Path(self.text(name, str(default))).expanduser().absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name} is {str(path)!r}, which cannot be made a folder ({error.strerror}); choose another one."
            ) from error
        return path

    def url(self, name: str, *, schemes: tuple[str, ...]) -> str:
        """A URL with one of `schemes` and a host, or an empty string."""
        value = self.text(name)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            complete = bool(parts.hostname)
        except ValueError:
            complete = False
            parts = urlsplit("")
        if parts.scheme not in schemes or not complete:
            expected = " or ".join(f"{scheme}://host/…" for scheme in schemes)
            raise ImproperlyConfigured(
                f"{name} is not a usable address; set it to {expected}, or leave it out."
            )
        return value

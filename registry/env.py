"""The environment: every variable, its default and what it is for, and readers that refuse nonsense.

An empty environment works. `VARIABLES` is the one table; README shows it and a test compares the two.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


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
    Variable("STAFFROLL_STATIC_DIR", "`static` in the data folder", "Where `manage.py collectstatic` puts styles and scripts."),
    Variable("STAFFROLL_TIME_ZONE", "`Asia/Tokyo`", "Time zone of the pages and of the days that rolls print; times are stored in UTC."),
    Variable("STAFFROLL_NUM_PROXIES", "`0`", "How many proxies stand in front and append to X-Forwarded-For."),
    Variable("STAFFROLL_NGINX_SENDS_FILES", "`0`", "The nginx in front sends exports and dumps (`deploy/nginx`), so that no slow reader holds a thread."),
    Variable("STAFFROLL_API_RATE", "`600/min` when debug is off", "API requests for each address, and reads for each token: `NUMBER/second`, `minute`, `hour`, `day`, or `none`."),
    Variable("STAFFROLL_API_WRITE_RATE", "`300/min` when debug is off", "API writes for each token."),
    Variable("STAFFROLL_LONG_POLLS", "`1`", "Waiting readers of the change feed that one web process holds; each holds one of its threads."),
    Variable("STAFFROLL_STATEMENT_SECONDS", "`15`", "How long one question of a web process to PostgreSQL may take; the API answers 503 beyond it."),
    Variable("STAFFROLL_REQUEST_SECONDS", "`60`", "How long a web process works on one request; beyond it nothing is saved and the answer is 503."),
    Variable("STAFFROLL_DATA_LICENCE", "none is declared", "Licence of the public data, as an SPDX identifier such as `CC0-1.0` or `ODbL-1.0`; every dump says it."),
    Variable("STAFFROLL_DATA_LICENCE_URL", "the identifier's page at spdx.org", "Where the text of that licence is; required for an identifier of your own (`LicenseRef-…`)."),
    Variable("STAFFROLL_SECURITY_CONTACT", "none", "Where to report a security problem of the site: `mailto:…` or `https://…`; `/.well-known/security.txt` says it."),
    Variable("STAFFROLL_CONTACT", "none", "Whom people ask who have an account and belong to no production yet: `mailto:…` or `https://…`; their first page says it."),
    Variable("STAFFROLL_PUBLIC_URL", "none", "Where the public reads this site: `https://…`; QR codes of issued rolls lead to their issue there."),
    Variable("STAFFROLL_DUMP_HOUR", "`3`", "Hour of the nightly dump, 0 to 23, in the site's time zone."),
    Variable("STAFFROLL_DUMPS_KEPT", "`3`", "How many dumps keep their files."),
    Variable("STAFFROLL_EXPORT_SOFT_SECONDS", "`240`", "An export is asked to stop after this time …"),
    Variable("STAFFROLL_EXPORT_HARD_SECONDS", "`300`", "… and is killed after this."),
    Variable("STAFFROLL_EXPORT_LEASE_SECONDS", "`25`", "An export on paper that gave no sign of life for so long is taken over by another worker."),
    Variable("STAFFROLL_EXPORT_SWEEP_SECONDS", "`30`", "How often the worker looks for exports that were left over."),
    Variable("STAFFROLL_EXPORT_MAX_ATTEMPTS", "`5`", "How often an export is started before it counts as failed."),
    Variable("STAFFROLL_EXPORTS_KEPT_DAYS", "`90`", "Days that the file of an export is kept, unless it is of the newest issue; `0`: for good."),
    Variable("STAFFROLL_EXPORTS_AT_ONCE", "`50`", "Exports that one account may have waiting or running."),
    Variable("STAFFROLL_EXPORTS_PER_HOUR", "`300`", "Exports that one account may ask for within an hour."),
    Variable("STAFFROLL_WEBHOOK_SWEEP_SECONDS", "`5`", "How often the worker looks for changes to send to webhooks."),
    Variable("STAFFROLL_WEBHOOK_LOOPBACK", "`0`", "Let webhooks lead to this machine itself, to try them; only with debug on."),
    Variable("STAFFROLL_OIDC_ISSUER", "no OpenID Connect", "Address of the OpenID provider that staff may sign in with: `https://…`; needs the next two."),
    Variable("STAFFROLL_OIDC_CLIENT_ID", "no OpenID Connect", "This site's name at the provider."),
    Variable("STAFFROLL_OIDC_CLIENT_SECRET", "no OpenID Connect", "Its secret there."),
    Variable("STAFFROLL_OIDC_NAME", "`OpenID Connect`", "What the button on the sign-in page calls the provider."),
    Variable("DATABASE_URL", "SQLite in the data folder", "`postgres://user:password@host:5432/name`"),
    Variable("STAFFROLL_DATABASE_POOL", "`none`", "What stands between the site and PostgreSQL: `none`, or a pool such as PgBouncer that works by `session` or by `transaction`."),
    Variable("CELERY_BROKER_URL", "files in the data folder", "`redis://…` or `amqp://…`"),
    Variable("REDIS_URL", "memory of the process", "Cache shared by the web processes: `redis://…`; the API's counts without it go to the broker's Redis."),
)  # fmt: skip


@contextmanager
def explain_write_errors(name: str, folder: Path) -> Iterator[None]:
    """What is written inside goes into `folder`, which the variable `name` says. Raises ImproperlyConfigured."""
    try:
        yield
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {str(folder)!r}, where nothing can be written ({error.strerror}); "
            "make room there, or choose another folder."
        ) from error


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
        if value not in TRUE_WORDS | FALSE_WORDS:
            raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0, or leave it out.")
        return value in TRUE_WORDS

    def whole_number(self, name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
        """A whole number from `least` to `most`, of at most 9 digits."""
        value = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= (most or int(value)):
            wanted = f"of {least} or more" if most is None else f"from {least} to {most}"
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to a whole number {wanted}, or leave it out."
            )
        return int(value)

    def choice(self, name: str, default: str, *, among: tuple[str, ...]) -> str:
        """One of a few words."""
        value = self.text(name, default).lower()
        if value not in among:
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to {', '.join(among[:-1])} or {among[-1]}, or leave it out."
            )
        return value

    def licence(self, name: str) -> str:
        """An SPDX licence identifier or expression, by its form; the list itself grows every month. Empty for none."""
        value = self.text(name)
        if value and not re.fullmatch(
            r"[A-Za-z0-9.+-]{1,60}( (AND|OR|WITH) [A-Za-z0-9.+-]{1,60}){0,3}", value
        ):
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to an SPDX identifier such as CC0-1.0 or CC-BY-4.0, or leave it out."
            )
        return value

    def contact(self, name: str) -> str:
        """An address to write to, as RFC 9116 has it: `mailto:` or `https://`; an empty string where it is not set."""
        value = self.text(name, "")
        if value and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*)", value):
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to mailto:somebody@site.example or https://site.example/page, or leave it out."
            )
        return value

    def public_url(self, name: str) -> str:
        """The address of the site as others type it, without a `/` at its end; an empty string where it is not set."""
        value = self.text(name).rstrip("/")
        if value and not re.fullmatch(r"https?://[!-.0-~]+(/[!-~]*)?", value):
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to an address such as https://credits.example, in ASCII, or leave it out."
            )
        return value

    def licence_url(self, name: str, *, of: str) -> str:
        """The address of the text of the licence `of`; required where its name is not on SPDX's list."""
        value = self.text(name)
        if value and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to an address that begins with https://."
            )
        if value and not of:
            raise ImproperlyConfigured(
                f"{name} is set, but STAFFROLL_DATA_LICENCE is not; set both, or neither."
            )
        if "LicenseRef-" in of and not value:
            raise ImproperlyConfigured(
                f"STAFFROLL_DATA_LICENCE is {of!r}, which is not on SPDX's list; set {name} to the address of its text."
            )
        return value

    def rate(self, name: str, default: str) -> str:
        """Requests in a unit of time, as `600/min`; an empty string for `none`."""
        value = self.text(name, default).lower()
        if value in ("", "none"):
            return ""
        if not re.fullmatch(r"[1-9][0-9]{0,8}/(s|sec|second|m|min|minute|h|hour|d|day)", value):
            raise ImproperlyConfigured(f"{name} is {value!r}; set it to a rate such as 600/min, or to none.")
        return value

    def time_zone(self, name: str, default: str) -> str:
        """A name of the IANA time zone database."""
        value = self.text(name, default)
        if value not in available_timezones():
            raise ImproperlyConfigured(
                f"{name} is {value!r}; set it to a time zone such as Asia/Tokyo, or leave it out."
            )
        return value

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
        if not os.access(path, os.W_OK | os.X_OK):
            raise ImproperlyConfigured(
                f"{name} is {str(path)!r}, where this account may not write; choose another folder."
            )
        return path

    def url(self, name: str, *, schemes: tuple[str, ...]) -> str:
        """A URL with one of `schemes` and a host, or an empty string. The sentence never shows the password."""
        value = self.text(name)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:  # a port that is no number, a broken IPv6 address
            usable = False
        if not usable:
            expected = " or ".join(f"{scheme}://host/…" for scheme in schemes)
            raise ImproperlyConfigured(
                f"{name} is not a usable address; set it to {expected}, or leave it out."
            )
        return value

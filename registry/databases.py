"""What Django reads as DATABASES: PostgreSQL where DATABASE_URL names one, else a file of this machine."""

from pathlib import Path
from typing import Any

import environ

POOLS = ("none", "session", "transaction")
"""What may stand between us and PostgreSQL: nothing, or a pool such as PgBouncer by one of its modes."""
CONNECT_SECONDS = 3
"""How long PostgreSQL may take to let a new connection in; libpq counts it for each address of the host."""
UNACKNOWLEDGED_MILLISECONDS = 4000
"""How long what was sent may lie unacknowledged before the system gives the connection up."""


def read_databases(url: str, pool: str, data_dir: Path) -> dict[str, dict[str, Any]]:
    """DATABASES for a `postgres://` address behind a pool of that kind, or for SQLite where the address is empty."""
    return {"default": make_postgresql_settings(url, pool) if url else make_sqlite_settings(data_dir)}


def make_postgresql_settings(url: str, pool: str) -> dict[str, Any]:
    found: dict[str, Any] = environ.Env.db_url_config(url)
    return found | {
        "ENGINE": "registry.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A cursor on the server belongs to one connection of it, which a pool by transaction hands on meanwhile.
        "DISABLE_SERVER_SIDE_CURSORS": pool == "transaction",
        "POOL": pool,
        # Our queries take milliseconds; PostgreSQL's JIT compiler would spend half a second on some of them.
        "SESSION": {"jit": "off"},
        "OPTIONS": {
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": UNACKNOWLEDGED_MILLISECONDS,
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
        }
        | found.get("OPTIONS", {}),
    }


def make_sqlite_settings(data_dir: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "staffroll.sqlite3",
        # Opening the file and reading its schema costs more than most of our queries.
        "CONN_MAX_AGE": 60,
        # A file, because tests start real workers, which cannot see another process's memory.
        "TEST": {"NAME": str(data_dir / "test.sqlite3")},
        # Writers queue for the lock at BEGIN instead of failing at their first write.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }

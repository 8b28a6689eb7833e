"""`manage.py migrate`, which makes today's tables at once in a new database, and on PostgreSQL never stands in the way of the site for long.

A change of a table waits for those who read it, and everybody who comes after it waits behind it: one long reader and one
`ALTER TABLE` stop the site. So a lock is waited for LOCK_SECONDS, given up, and tried again after a pause, in which the others pass.
"""

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from registry.new_database import has_no_tables, make_newest_tables

LOCK_SECONDS = 3
PAUSES_SECONDS = (1, 2, 4, 8, 15, 30, 30, 30, 30)
"""After each try but the last: three minutes in all."""
IN_THE_WAY = {"55P03": "a table is in use", "40P01": "another transaction waited for ours"}
"""PostgreSQL's SQLSTATE lock_not_available and deadlock_detected."""

PARTIAL = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")
"""Options with which somebody asks for single migrations, or for none: these go step by step, from nothing too."""


def limit_locks(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Let PostgreSQL end what waits for a lock longer than LOCK_SECONDS."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = %s", [LOCK_SECONDS * 1000])


class Command(migrate.Command):
    """Each migration is a transaction, so one that gave up left nothing and is begun anew."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            self.handle_newest(*args, **options)
            return
        connection_created.connect(limit_locks)
        connection.ensure_connection()
        limit_locks(connection)
        try:
            self.handle_patiently(*args, **options)
        finally:
            connection_created.disconnect(limit_locks)
            if not connection.in_atomic_block:
                connection.close()

    def handle_newest(self, *args: Any, **options: Any) -> None:
        """Django's own `migrate`, which in a new database finds all tables made."""
        connection = connections[options["database"]]
        if not any(options[name] for name in PARTIAL) and has_no_tables(connection):
            if not options["skip_checks"]:
                self.check(databases=[options["database"]])
                options["skip_checks"] = True
            count = make_newest_tables(connection)
            if options["verbosity"] >= 1:
                self.stdout.write(
                    f"A new database: its tables are made in one step (migrations that count as applied: {count})."
                )
        super().handle(*args, **options)

    def handle_patiently(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when something is in the way for all of PAUSES_SECONDS."""
        for pause in (*PAUSES_SECONDS, None):
            try:
                self.handle_newest(*args, **options)
                return
            except OperationalError as error:
                code = getattr(error.__cause__, "pgcode", None)
                if code not in IN_THE_WAY:
                    raise
                if pause is None:
                    raise CommandError(
                        f"For minutes {IN_THE_WAY[code]}, so the migration gave way: end what runs for long "
                        "(pg_stat_activity), then run `manage.py migrate` again."
                    ) from error
                self.stdout.write(f"\n  Gave way, since {IN_THE_WAY[code]}; trying again in {pause} s.")
                time.sleep(pause)

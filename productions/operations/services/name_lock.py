"""One lock between those who write names down and a wish that takes them away, so that neither overtakes the other (H16).

Who enters, issues or exports names shares it and asks then who withholds theirs; a wish holds it alone until it is kept everywhere. It ends
with the transaction. SQLite has one writer at a time anyway.
"""

from django.db import connection

from productions.shared.time_limits import lift_limit

NAME_LOCK = 0x6E616D6573
"""The key of the lock among PostgreSQL's advisory locks: "names" in ASCII."""


def share_names() -> None:
    """Wait for a wish that is being kept; others who share go on."""
    take_name_lock("pg_advisory_xact_lock_shared")


def hold_names() -> None:
    """Wait for all who write names down, and let none begin until the transaction ends.

    What takes a name away has no deadline from here on: a wish makes every issue that says the name anew, and must not be
    refused because a series is long.
    """
    lift_limit()
    take_name_lock("pg_advisory_xact_lock")


def take_name_lock(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [NAME_LOCK])

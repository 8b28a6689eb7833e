"""Turns that writers take where no constraint can hold a rule: homonyms exist, so no name is unique.

PostgreSQL's advisory locks, which end with the transaction. Whoever waited for one must look again: what the other has
entered is there now. SQLite has one writer at a time, whose transaction begins as such (IMMEDIATE), so whatever is looked up
inside it is current. `name_lock` has a lock of its own, and is taken after these.
"""

from collections.abc import Iterable
from hashlib import blake2b

from django.db import connection

from productions.shared.names import organization_key

IMPORTS, IDENTITIES = 0x696D, 0x6964
"""The first numbers of the locks' keys: "im" and "id" in ASCII."""
IDENTITY_LOCKS = 1024
"""Names share so many locks. PostgreSQL as it ships has room for 6,400 in all, and one sheet may name 20,000 people."""


def take_import_turn(subject: str) -> None:
    """Wait for other imports of the same production, given its uid, or of the same film of a catalogue."""
    take_advisory_locks(IMPORTS, [hash_to_number(subject, 2**31)])


def lock_identities(names: Iterable[str]) -> None:
    """Wait for others who are entering people or organizations of these names, and let none begin until the transaction ends.

    Call it once in a transaction, with all of its names: the locks are taken in one order, so nobody waits in a circle.
    """
    take_advisory_locks(
        IDENTITIES, sorted({hash_to_number(organization_key(name), IDENTITY_LOCKS) for name in names})
    )


def hash_to_number(text: str, below: int) -> int:
    """A number from 0 that is the text's in every process and version."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % below


def take_advisory_locks(kind: int, numbers: list[int]) -> None:
    """Take the locks in the order given, by one query."""
    if numbers and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s::int[]) AS number", [kind, numbers]
            )

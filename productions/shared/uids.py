"""Identifiers for the outside: time-ordered UUIDs (version 7, RFC 9562 section 5.7)."""

import secrets
import time
import uuid
from datetime import datetime

VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62


def new_uid() -> uuid.UUID:
    """A new UUIDv7: 48 bits of Unix time in milliseconds, then 74 random bits.

    Rows made later sort later, so indexes grow at one end and pages by uid are pages by age.
    """
    (uid,) = new_uids(1)
    return uid


def make_first_uid(moment: datetime) -> uuid.UUID:
    """A uid before all that were made from the moment on."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)


def new_uids(count: int) -> list[uuid.UUID]:
    """So many new ones, in their order: of one moment, told apart by a rising random part."""
    milliseconds = time.time_ns() // 1_000_000
    first = (milliseconds & (2**48 - 1)) << 80 | VERSION_7 | VARIANT
    made = sorted(secrets.randbits(74) for _ in range(count))
    return [uuid.UUID(int=first | (bits >> 62) << 64 | bits & (2**62 - 1)) for bits in made]

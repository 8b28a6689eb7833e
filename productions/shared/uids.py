"""Identifiers for the outside: time-ordered UUIDs (version 7, RFC 9562 section 5.7)."""

import secrets
import time
import uuid
from datetime import datetime

VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62
MILLISECOND = 1_000_000  # nanoseconds


def new_uid() -> uuid.UUID:
    """A new UUIDv7: 48 bits of Unix time in milliseconds, 12 of the part of that millisecond, then 62 random bits.

    Rows made later sort later, also within one request, so indexes grow at one end and pages by uid are pages by age.
    The part of a millisecond in rand_a is method 3 of RFC 9562 section 6.2: a step is 244 nanoseconds, less than it takes
    to make a row.
    """
    (uid,) = new_uids(1)
    return uid


def make_first_uid(moment: datetime) -> uuid.UUID:
    """A uid before all that were made from the moment on."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)


def new_uids(count: int) -> list[uuid.UUID]:
    """So many new ones, in their order: of one moment, told apart by a rising random part."""
    milliseconds, part = divmod(time.time_ns(), MILLISECOND)
    first = (milliseconds & (2**48 - 1)) << 80 | VERSION_7 | (part * 2**12 // MILLISECOND) << 64 | VARIANT
    made = sorted(secrets.randbits(62) for _ in range(count))
    return [uuid.UUID(int=first | bits) for bits in made]

"""Identifiers for the outside: time-ordered UUIDs (version 7, RFC 9562 section 5.7)."""

import secrets
import time
import uuid


def new_uid() -> uuid.UUID:
    """A new UUIDv7: 48 bits of Unix time in milliseconds, then 74 random bits.

    Rows made later sort later, so indexes grow at one end and pages by uid are pages by age.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)

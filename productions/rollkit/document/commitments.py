"""Commitments: a personal value stands in a digested document as a hash that nobody can try names against.

A commitment is SHA-256 over a salt of 16 bytes and the value in UTF-8. Salts and values are the annex beside the document:
whoever has an entry can prove that the document says so, and a copy without the entry still has the same digest.

A salt is HMAC-SHA256 of the place and the value under a secret key, cut to 16 bytes. Without the key it cannot be told from random
bytes (RFC 2104); with it the working copy and the issue made of it have the same commitments, so a signature on one holds for the other.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

SALT_BYTES = 16

SALT_PATTERN = re.compile(f"[0-9a-f]{{{2 * SALT_BYTES}}}")
COMMITMENT_PATTERN = re.compile(rb'"([0-9a-f]{64})"')

HMAC_BLOCK_BYTES = 64
"""Of SHA-256."""
INNER_PAD, OUTER_PAD = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))
"""What a key is changed to by HMAC, by its bytes (RFC 2104, 2)."""

Annex = Mapping[str, tuple[str, str]]
"""By commitment (hexadecimal): the salt (hexadecimal) and the value."""


def commit_to(value: str, salt: bytes) -> str:
    """The commitment in hexadecimal."""
    return sha256(salt + value.encode()).hexdigest()


class Committer:
    """Commits to values under one key and gathers their annex. `part` keeps the salts of one part of a document apart."""

    def __init__(self, key: bytes, part: str = "") -> None:
        self.part = part
        self.annex: dict[str, tuple[str, str]] = {}
        # `hmac.digest` spends most of its time on setting up the same key for each of thousands of short texts.
        whole = key if len(key) <= HMAC_BLOCK_BYTES else sha256(key).digest()
        block = whole.ljust(HMAC_BLOCK_BYTES, b"\0")
        self.inner, self.outer = sha256(block.translate(INNER_PAD)), sha256(block.translate(OUTER_PAD))

    def commit(self, owner: str, name: str, value: str) -> str:
        """The commitment to the value of a member of what `owner` tells apart from its likes."""
        place = "\x1f".join((self.part, owner, name, value))
        salt = self.compute_hmac(place.encode())[:SALT_BYTES]
        commitment = commit_to(value, salt)
        self.annex[commitment] = (salt.hex(), value)
        return commitment

    def compute_hmac(self, message: bytes) -> bytes:
        """HMAC-SHA256 of the message under the key (RFC 2104)."""
        inner, outer = self.inner.copy(), self.outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


def find_false_entries(annex: Annex, digested: bytes) -> list[str]:
    """The commitments that stand nowhere in what is digested, or whose salt and value do not give them.

    A salt has its fixed length: with another, the beginning of a value could be passed off as its end.
    """
    known = {found.decode() for found in COMMITMENT_PATTERN.findall(digested)}
    return [
        commitment
        for commitment, (salt, value) in annex.items()
        if commitment not in known
        or not SALT_PATTERN.fullmatch(salt)
        or commit_to(value, bytes.fromhex(salt)) != commitment
    ]

"""Salts are HMAC-SHA256 as the standard library has it, whatever the length of the key (RFC 2104)."""

import hmac

import pytest

from productions.rollkit.document.commitments import SALT_BYTES, Committer


@pytest.mark.parametrize("key", [b"", b"short", b"k" * 64, b"longer than a block of the hash " * 3])
def test_a_salt_is_the_hmac_of_its_place(key):
    committer = Committer(key, "issue 2")
    for value in ("見本 花子", "", "x" * 200):
        place = "\x1f".join(("issue 2", "credit", "name", value)).encode()
        salt, found = committer.annex[committer.commit("credit", "name", value)]
        assert (salt, found) == (hmac.digest(key, place, "sha256")[:SALT_BYTES].hex(), value)

"""Finds secrets by their marks, fast: thousands of pages are looked through for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tests.rules.needles import BASE64, ESCAPED, LONGEST_BASE64, contents, decoded

WORD = re.compile(r"[a-z0-9]+")


class Marks:
    """Secrets by label. A mark is the longest word of its secret; two secrets with one mark are a mistake."""

    def __init__(self, secrets: dict[str, str]) -> None:
        self.labels: dict[bytes, str] = {}
        for label, secret in secrets.items():
            mark = max(WORD.findall(secret.lower()), key=len).encode()
            assert len(mark) >= 6, f"{secret!r} has no word that is its own."
            assert mark not in self.labels, f"{label} and {self.labels[mark]} have the mark {mark!r}."
            self.labels[mark] = label
        self.pattern = re.compile(b"|".join(sorted(self.labels, key=len, reverse=True)))
        self.found = lru_cache(maxsize=None)(self.search)

    def search(self, data: bytes) -> frozenset[str]:
        """The secrets in an answer: as it is, unpacked, and in what is in it as base64 or escaped letter by letter."""
        found: set[bytes] = set()
        for part in contents(data):
            for text in readings(part):
                found.update(self.pattern.findall(text.lower()))
        return frozenset(self.labels[mark] for mark in found)


def readings(data: bytes) -> Iterator[bytes]:
    yield data
    if data.count(b"\0") > len(data) // 4:
        yield data.replace(b"\0", b"")  # UTF-16
    if b"\\u00" in data:
        yield ESCAPED.sub(lambda found: chr(int(found[1], 16)), data.decode("utf-8", "replace")).encode(
            "utf-8", "replace"
        )
    if len(data) < LONGEST_BASE64:
        for token in set(BASE64.findall(data)):
            if (text := decoded(token)) is not None:
                yield text.encode()

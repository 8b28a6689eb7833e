"""The documents of the repository, and what the tests of them read: headings, anchors, links, codes in tables.

A document that is deleted or renamed fails tests/docs/test_docs.py: DOCUMENTS names them all.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "benchmarks/README.md",
    "benchmarks/RESULTS.md",
    "docs/README.md",
    "docs/api-reference.md",
    "docs/api.md",
    "docs/commands.md",
    "docs/decisions/README.md",
    "docs/dumps.md",
    "docs/design.md",
    "docs/desk.md",
    "docs/entry.md",
    "docs/glossary.md",
    "docs/import.md",
    "docs/operations.md",
    "docs/permissions.md",
    "docs/rolls.md",
    "docs/settings.md",
    "docs/templates.md",
    "docs/trade.md",
)
HOWTOS = (
    "docs/howto/add-a-field.md",
    "docs/howto/add-a-language.md",
    "docs/howto/add-a-reader.md",
    "docs/howto/add-a-resource.md",
    "docs/howto/add-an-export-format.md",
)
DECISIONS = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
EVERY_DOCUMENT = (*DOCUMENTS, *HOWTOS, *(f"docs/decisions/{name}" for name in DECISIONS))


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def prose(name: str) -> str:
    """A document without its blocks of code, where `#` and brackets mean other things."""
    return re.sub(r"^```.*?^```$", "", text(name), flags=re.MULTILINE | re.DOTALL)


def written() -> str:
    """All documents, one after the other."""
    return "\n".join(text(name) for name in EVERY_DOCUMENT)


def headings(name: str) -> list[tuple[int, str]]:
    """The depth and the words of each heading, in order."""
    return [(len(marks), words) for marks, words in re.findall(r"^(#+) +(.+)$", prose(name), re.MULTILINE)]


def anchors(name: str) -> set[str]:
    """The anchors that GitHub gives a document's headings; the second of the same words gets `-1`."""
    found: list[str] = []
    for _depth, words in headings(name):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", words).lower()
        found.append(re.sub(r"[^\w -]", "", plain).replace(" ", "-"))
    return {
        one if not (before := found[:place].count(one)) else f"{one}-{before}"
        for place, one in enumerate(found)
    }


def links(name: str) -> Iterator[tuple[str, str]]:
    """The path from the root and the anchor of each link inside the repository."""
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(name))):
        if "://" not in target and not target.startswith("mailto:"):
            path, _, anchor = target.partition("#")
            yield (
                (posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name),
                anchor,
            )


def codes(name: str, heading: str) -> set[str]:
    """The words in backticks in the first column of the table under a heading."""
    part = re.split(r"^#+ ", text(name).split(f"{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    first = [line.split("|")[1] for line in part.splitlines() if line.startswith("|")]
    return {code for cell in first for code in re.findall(r"`([^`]+)`", cell)}

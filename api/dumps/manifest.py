"""What a dump's manifest says. Here is no Parquet, so web processes, which only serve dumps, do without its library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import orjson

from api.http.responses import JSON_OPTIONS

MANIFEST_FORMAT = "staffroll.dump/2"
MANIFEST_NAME = "manifest.json"
NDJSON, PARQUET = "ndjson", "parquet"
PACKAGE_NAME = "staffroll-dump"
SPDX_PAGES = "https://spdx.org/licenses/"
OWN_LICENCE = "LicenseRef-"
"""How SPDX begins the name of a licence that is not on its list, and so has no page there."""


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file as the manifest has it; `bytes` is its size, `sha256` hexadecimal. A file about the dump is of no resource and has no rows."""

    resource: str | None
    format: str
    name: str
    media_type: str
    rows: int | None
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the data as the operator declares it; both empty where none is declared."""

    name: str
    """An SPDX identifier or expression."""
    url: str
    """Where its text is."""

    def describe(self) -> dict[str, Any]:
        """As the member of a Data Package; nothing where none is declared."""
        if not self.name:
            return {}
        return {"licenses": [{"name": self.name, **({"path": self.url} if self.url else {})}]}


def make_licence(name: str, url: str) -> Licence:
    """The licence with an address of its text: the one given or, for a single identifier of SPDX's list, its page there."""
    listed = bool(name) and " " not in name and not name.startswith(OWN_LICENCE)
    return Licence(name, url or (f"{SPDX_PAGES}{name}.html" if listed else ""))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a dump. A mirror loads the files, then follows `feed`, which is relative to the site."""

    format: str
    made_at: datetime
    last_seq: int
    software: str
    licence: str | None
    licence_url: str | None
    api: str
    feed: str
    files: Sequence[DumpFile]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.bytes for file in self.files)

    def text(self) -> bytes:
        """`manifest.json`."""
        return encode_json_indented(asdict(self))


def encode_json_indented(value: Any) -> bytes:
    """JSON text for a file that people open too (UTF-8)."""
    return orjson.dumps(value, option=JSON_OPTIONS | orjson.OPT_INDENT_2) + b"\n"

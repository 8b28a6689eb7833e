"""What a dump's manifest says. Here is no Parquet, so web processes, which only serve dumps, do without its library."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import orjson

from api.http.responses import JSON_OPTIONS

MANIFEST_FORMAT = "staffroll.dump/1"
MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file as the manifest has it; `bytes` is its size, `sha256` hexadecimal."""

    resource: str
    format: str
    name: str
    media_type: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a dump. A mirror loads the files, then follows `feed`, which is relative to the site."""

    format: str
    made_at: datetime
    last_seq: int
    software: str
    licence: str
    api: str
    feed: str
    files: list[DumpFile]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.bytes for file in self.files)

    def text(self) -> bytes:
        """`manifest.json`."""
        return orjson.dumps(asdict(self), option=JSON_OPTIONS | orjson.OPT_INDENT_2) + b"\n"

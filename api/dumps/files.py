"""The files of one list, hashed while they are written: NDJSON in gzip, which opens everywhere, and Parquet in zstd."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from io import RawIOBase
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from api.dumps.columns import build_arrow_table, build_parquet_schema
from api.dumps.manifest import NDJSON, PARQUET, DumpFile
from api.http.responses import encode_ndjson
from api.read.compiled_serializers import JSONRow

FILE_MEDIA_TYPES = {NDJSON: "application/gzip", PARQUET: "application/vnd.apache.parquet"}
FILE_SUFFIXES = {NDJSON: "ndjson.gz", PARQUET: "parquet"}
GZIP_LEVEL = 5
"""Of gzip: beyond it a file takes twice the time and is hardly smaller."""
ROW_GROUP_ROWS = 20_000
"""Rows of a row group, at least: fewer and larger ones keep the file's index, which stays in memory, small."""


class HashedFile(RawIOBase):
    """A new file that knows its digest and size."""

    def __init__(self, path: Path) -> None:
        self.out = path.open("xb")
        self.sha = sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.out.write(data)
        self.sha.update(data)
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        return self.size

    def keep(self) -> None:
        """See to it that the disk has it all."""
        self.out.flush()
        os.fsync(self.out.fileno())
        self.out.close()

    def drop(self) -> None:
        """Close it, whatever the disk says."""
        with suppress(OSError):
            self.out.close()


class ListFiles:
    """Both files of one list. `add` its rows, then `finish`; `drop` instead where something went wrong."""

    def __init__(self, folder: Path, resource: str, serializer_class: Any) -> None:
        self.resource = resource
        self.serializer_class = serializer_class
        self.rows = 0
        self.group: list[pa.Table] = []
        self.files = {form: HashedFile(folder / self.name(form)) for form in FILE_SUFFIXES}
        # Without a name and a time inside, the same rows are the same bytes.
        self.text = gzip.GzipFile("", "wb", GZIP_LEVEL, self.files[NDJSON], mtime=0)
        self.table = pq.ParquetWriter(
            self.files[PARQUET], build_parquet_schema(serializer_class), compression="zstd", store_schema=True
        )

    def name(self, form: str) -> str:
        return f"{self.resource}.{FILE_SUFFIXES[form]}"

    def add(self, rows: list[JSONRow]) -> None:
        """The next rows."""
        text = encode_ndjson(rows)
        self.text.write(text)
        self.group.append(build_arrow_table(text, self.serializer_class))
        self.rows += len(rows)
        if sum(table.num_rows for table in self.group) >= ROW_GROUP_ROWS:
            self.write_group()

    def write_group(self) -> None:
        if self.group:
            self.table.write_table(pa.concat_tables(self.group), row_group_size=2 * ROW_GROUP_ROWS)
        self.group = []

    def finish(self) -> list[DumpFile]:
        self.write_group()
        self.text.close()
        self.table.close()
        for file in self.files.values():
            file.keep()
        return [
            DumpFile(
                self.resource,
                form,
                self.name(form),
                FILE_MEDIA_TYPES[form],
                self.rows,
                file.size,
                file.sha.hexdigest(),
            )
            for form, file in self.files.items()
        ]

    def drop(self) -> None:
        """Let go of the files; what they hold is of no use."""
        for file in self.files.values():
            file.drop()
        for writer in (self.text, self.table):
            with suppress(OSError, ValueError):
                writer.close()


def write_list(
    folder: Path, resource: str, serializer_class: Any, slices: Iterable[list[JSONRow]]
) -> list[DumpFile]:
    """Write all rows. Raises OSError when the disk will not have them."""
    files = ListFiles(folder, resource, serializer_class)
    try:
        for rows in slices:
            files.add(rows)
        return files.finish()
    except BaseException:
        files.drop()
        raise

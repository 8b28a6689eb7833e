"""A dump: a folder with the files of every table, what describes them and, when they are complete, a manifest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from api.dumps.describing import PACKAGE_FILE_NAME, build_package
from api.dumps.documents import LICENCE_NAME, README_NAME, write_licence, write_readme
from api.dumps.files import write_list
from api.dumps.manifest import MANIFEST_FORMAT, MANIFEST_NAME, DumpFile, Manifest, make_licence
from api.dumps.reading import ListReader, open_snapshot
from api.dumps.tables import DumpTable, list_tables, list_vocabulary_rows
from api.read.compiled_serializers import JSONRow
from api.read.fragment_cache import FragmentCache
from api.read.resource import PUBLIC_RESOURCES

MAX_DUMP_FRAGMENTS = 50_000
"""Entries whose JSON is kept for the rows that refer to them: some ten MB."""

Tell = Callable[[int, int], None]
"""Called after each slice with the rows written and the rows in all; an exception from it stops the dump."""


def write_dump(folder: Path, *, now: datetime, tell: Tell) -> Manifest:
    """Write everything into a new folder. Raises OSError when the disk will not have it, and whatever `tell` raises;
    the folder is gone then."""
    folder.mkdir(parents=True)
    try:
        manifest = write_files(folder, now=now, tell=tell)
        write_document(folder, MANIFEST_NAME, "application/json", manifest.text())
        sync_folder(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def write_files(folder: Path, *, now: datetime, tell: Tell) -> Manifest:
    """Write all files but the manifest."""
    tables = list_tables()
    licence = make_licence(settings.DATA_LICENCE, settings.DATA_LICENCE_URL)
    software = f"Staffroll {settings.VERSION}"
    last, files = write_tables(folder, tables, tell=tell)
    feed = f"{reverse('changes')}?after={last}"
    readme = write_readme(tables, now=now, last_seq=last, feed=feed, software=software, licence=licence)
    package = build_package(tables, files, created=now, last_seq=last, licence=licence)
    about = [
        write_document(folder, README_NAME, "text/markdown; charset=utf-8", readme.encode()),
        write_document(folder, LICENCE_NAME, "text/plain; charset=utf-8", write_licence(licence).encode()),
        write_document(folder, PACKAGE_FILE_NAME, "application/json", package),
    ]
    return Manifest(
        format=MANIFEST_FORMAT,
        made_at=now,
        last_seq=last,
        software=software,
        licence=licence.name or None,
        licence_url=licence.url or None,
        api=reverse("root"),
        feed=feed,
        files=[*files, *about],
    )


def write_tables(folder: Path, tables: Sequence[DumpTable], *, tell: Tell) -> tuple[int, list[DumpFile]]:
    """Write the tables; the number of the last event that they have, and their files."""
    # Rows that refer to the same entries share their JSON; it is this snapshot's, so it is kept for nobody else.
    fragments = FragmentCache(largest=MAX_DUMP_FRAGMENTS)
    readers = {
        table.name: ListReader(PUBLIC_RESOURCES[table.name].dump_source, fragments)
        for table in tables
        if table.name in PUBLIC_RESOURCES
    }
    files: list[DumpFile] = []
    with open_snapshot() as last:
        total = sum(reader.count() for reader in readers.values())
        before = 0
        for table in tables:
            if table.name in readers:
                slices = readers[table.name].slices()
                told = report_each_slice(slices, lambda rows, before=before: tell(before + rows, total))  # type: ignore[misc]
            else:
                told = iter([list_vocabulary_rows()])
            written = write_list(folder, table.name, table.serializer_class, told)
            files += written
            before += written[0].rows or 0
    return last, files


def write_document(folder: Path, name: str, media_type: str, data: bytes) -> DumpFile:
    """Write a file about the dump, to the disk."""
    with (folder / name).open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    suffix = Path(name).suffix.removeprefix(".")
    return DumpFile(None, suffix, name, media_type, None, len(data), sha256(data).hexdigest())


def report_each_slice(
    slices: Iterator[list[JSONRow]], tell: Callable[[int], None]
) -> Iterator[list[JSONRow]]:
    """The slices; each is told when the next one is asked for, so when it is written."""
    rows = 0
    for each in slices:
        yield each
        rows += len(each)
        tell(rows)


def sync_folder(folder: Path) -> None:
    """See to it that the disk has the folder's names."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)

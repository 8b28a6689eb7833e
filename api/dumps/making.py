"""A dump: a folder with the files of every list and, when they are complete, a manifest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from api.dumps.files import write_list
from api.dumps.manifest import MANIFEST_FORMAT, MANIFEST_NAME, DumpFile, Manifest
from api.dumps.reading import ListReader, open_snapshot
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
        manifest = write_lists(folder, now=now, tell=tell)
        with (folder / MANIFEST_NAME).open("xb") as out:
            out.write(manifest.text())
            out.flush()
            os.fsync(out.fileno())
        sync_folder(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def write_lists(folder: Path, *, now: datetime, tell: Tell) -> Manifest:
    # Rows that refer to the same entries share their JSON; it is this snapshot's, so it is kept for nobody else.
    fragments = FragmentCache(largest=MAX_DUMP_FRAGMENTS)
    readers = {
        address: ListReader(resource.source, fragments) for address, resource in PUBLIC_RESOURCES.items()
    }
    with open_snapshot() as last:
        total = sum(reader.count() for reader in readers.values())
        files: list[DumpFile] = []
        for name, reader in readers.items():
            before = sum(file.rows for file in files) // 2
            told = report_each_slice(reader.slices(), lambda rows, before=before: tell(before + rows, total))  # type: ignore[misc]
            files += write_list(folder, name, reader.source.serializer_class, told)
    return Manifest(
        format=MANIFEST_FORMAT,
        made_at=now,
        last_seq=last,
        software=f"Staffroll {settings.VERSION}",
        licence=settings.DATA_LICENCE,
        api=reverse("root"),
        feed=f"{reverse('changes')}?after={last}",
        files=files,
    )


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

"""A dump: a folder with the files of every list and, when they are complete, a manifest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from api.dump.files import write_list
from api.dump.manifest import FORMAT, MANIFEST, DumpFile, Manifest
from api.dump.reading import RESOURCES, Reader, snapshot
from api.fragments import Fragments
from api.rows import Row

KEPT = 50_000
"""Entries whose JSON is kept for the rows that refer to them: some ten MB."""

Tell = Callable[[int, int], None]
"""Called after each slice with the rows written and the rows in all; an exception from it stops the dump."""


def make_dump(folder: Path, *, now: datetime, tell: Tell) -> Manifest:
    """Write everything into a new folder. Raises OSError when the disk will not have it, and whatever `tell` raises;
    the folder is gone then."""
    folder.mkdir(parents=True)
    try:
        manifest = write_all(folder, now=now, tell=tell)
        with (folder / MANIFEST).open("xb") as out:
            out.write(manifest.text())
            out.flush()
            os.fsync(out.fileno())
        sync(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def write_all(folder: Path, *, now: datetime, tell: Tell) -> Manifest:
    # Rows that refer to the same entries share their JSON; it is this snapshot's, so it is kept for nobody else.
    fragments = Fragments(largest=KEPT)
    readers = {name: Reader(listing, fragments) for name, listing in RESOURCES.items()}
    with snapshot() as last:
        total = sum(reader.count() for reader in readers.values())
        files: list[DumpFile] = []
        for name, reader in readers.items():
            before = sum(file.rows for file in files) // 2
            told = telling(reader.slices(), lambda rows, before=before: tell(before + rows, total))  # type: ignore[misc]
            files += write_list(folder, name, reader.source.serializer_class, told)
    return Manifest(
        format=FORMAT,
        made_at=now,
        last_seq=last,
        software=f"Staffroll {settings.VERSION}",
        licence=settings.DATA_LICENCE,
        api=reverse("root"),
        feed=f"{reverse('changes')}?after={last}",
        files=files,
    )


def telling(slices: Iterator[list[Row]], tell: Callable[[int], None]) -> Iterator[list[Row]]:
    """The slices; each is told when the next one is asked for, so when it is written."""
    rows = 0
    for each in slices:
        yield each
        rows += len(each)
        tell(rows)


def sync(folder: Path) -> None:
    """See to it that the disk has the folder's names."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)

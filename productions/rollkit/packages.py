"""A package: several formats of one roll in one ZIP with a manifest, laid out once for all that are for the screen.

The same roll in the same formats gives the same bytes, and each file of a package has the bytes that it has alone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from zipfile import ZIP_STORED, ZipFile

from productions.rollkit.document.model import RollDocument
from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import build_file_stem, format_roll_name, list_provenance
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import FrameProgress, Progress, ignore_count, ignore_progress
from productions.rollkit.roll_options import USUAL_OPTIONS, RollOptions
from productions.rollkit.texts import roll_texts
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import LAYOUT_SHARE, lay_out_reel, require_supported, write_format
from productions.rollkit.zip_archive import make_zip_entry
from productions.shared.sentences import Sentence

MANIFEST_NAME = "manifest.json"
FILM_WEIGHT = 20
"""How many times as long a film takes as a file without frames: only the percentage goes by it."""
PIECE_BYTES = 1 << 22
"""Bytes that are moved into the ZIP between two questions whether it is still wanted."""


class PackageRefused(RollRefused):
    """Files of the package cannot be made. A sentence for each, with its name."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a package: `size` in bytes; `raster`, `rate` and `frames` of the roll where it is for the screen."""

    name: str
    format: str
    language: str
    raster: str | None
    rate: str | None
    frames: int | None
    size: int
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        """As the manifest has it."""
        return {
            "name": self.name,
            "format": self.format,
            "language": self.language,
            "raster": self.raster,
            "rate": self.rate,
            "frames": self.frames,
            "bytes": self.size,
            "sha256": self.sha256,
        }


class PackedRoll(NamedTuple):
    """The roll of a package; `reel` where any of its files is for the screen."""

    document: RollDocument
    reel: Reel | None
    options: RollOptions

    def name_file(self, format: str) -> str:
        """What the file is called in the ZIP, as it is called alone."""
        if self.reel is not None and WRITERS[format].on_screen:
            return name_screen_file(format, self.reel)
        name = format_roll_name(self.document.work, self.document.issue.number, self.options.lang)
        return f"{name}.{WRITERS[format].suffix}"

    def list_made_of(self) -> tuple[str, ...]:
        """What the comment of the ZIP says, a line each."""
        if self.reel is not None:
            return list_reel_provenance(self.reel)
        return list_provenance(self.document.digest, self.document.issue.number, self.options.signed)

    def describe_package(self, files: Sequence[PackedFile]) -> dict[str, Any]:
        """The manifest. `issue_digest` is null for the working copy, and where the digests of the issue are no longer told."""
        issue, sealed = self.document.issue.number, self.document.sealed
        return {
            "roll": {
                "title": roll_texts.format_title(self.document, self.options.lang),
                "issue": issue,
                "digest": self.document.digest,
                "issue_digest": sealed.issue_digest if issue is not None and sealed.published else None,
            },
            "files": [file.to_dict() for file in files],
        }


def order_formats(formats: Iterable[str]) -> list[str]:
    """The formats of a package, each once, in the order in which they are made: films last, so that what cannot be made is known
    before hours of work. Raises KeyError for what is no format.
    """
    order = {name: number for number, name in enumerate(WRITERS)}
    return sorted(dict.fromkeys(formats), key=order.__getitem__)


def write_package(
    formats: Sequence[str],
    document: RollDocument,
    out: BinaryIO,
    options: RollOptions = USUAL_OPTIONS,
    *,
    scratch: Path,
    progress: Progress = ignore_progress,
    count: FrameProgress = ignore_count,
) -> tuple[tuple[str, ...], tuple[PackedFile, ...]]:
    """Put the ZIP into `out`; `formats` are in the order of `order_formats`. Returns notes, as `write_roll`, and what is in it.

    `scratch` is a path for one file at a time; `count` hears of the frames of all films together. Where files cannot be made,
    no film is begun. Raises PackageRefused with all of them, and RollRefused where the roll cannot be laid out.
    """
    reel = lay_out_reel(formats, document, options, require=require_supported_formats, progress=progress)
    roll = PackedRoll(document, reel, options)
    steps = Steps(formats, reel, progress, count)
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.comment = "\n".join(roll.list_made_of()).encode()
        notes, packed = pack_files(roll, formats, scratch, archive, steps)
        manifest = format_manifest(roll.describe_package(packed))
        archive.writestr(make_zip_entry(MANIFEST_NAME, len(manifest)), manifest)
    progress(1.0)
    return tuple(notes), tuple(packed)


def pack_files(
    roll: "PackedRoll", formats: Sequence[str], scratch: Path, archive: ZipFile, steps: "Steps"
) -> tuple[dict[str, None], list[PackedFile]]:
    """Put a file of each format into the ZIP; the notes, each once, and what the manifest says. Raises PackageRefused."""
    notes: dict[str, None] = {}
    packed: list[PackedFile] = []
    refused: list[tuple[str, RollRefused]] = []
    for format in formats:
        if refused and WRITERS[format].films:
            break
        steps.begin(format)
        try:
            told = write_on_scratch(roll, format, scratch, steps)
        except RollRefused as error:
            refused.append((roll.name_file(format), error))
            continue
        notes.update(dict.fromkeys(told))
        packed.append(pack_file(roll, format, scratch, archive, steps))
    scratch.unlink(missing_ok=True)
    if refused:
        raise refuse_package(refused)
    return notes, packed


def write_on_scratch(roll: "PackedRoll", format: str, scratch: Path, steps: "Steps") -> tuple[str, ...]:
    """Write one file as it is alone; its notes. Raises RollRefused."""
    scratch.unlink(missing_ok=True)
    with scratch.open("w+b") as file:
        return write_format(
            *(format, roll.document, roll.reel, file, roll.options),
            progress=steps.share,
            count=steps.count_frames,
        )


def pack_file(roll: "PackedRoll", format: str, scratch: Path, archive: ZipFile, steps: "Steps") -> PackedFile:
    """Put what was written into the ZIP; what the manifest says of it."""
    name = roll.name_file(format)
    size, digest = store_file(archive, name, scratch, progress=steps.share)
    shown = roll.reel if WRITERS[format].on_screen else None
    return PackedFile(
        *(name, format, roll.options.lang),
        raster=str(shown.raster) if shown else None,
        rate=str(shown.rate) if shown else None,
        frames=shown.frames if shown else None,
        size=size,
        sha256=digest,
    )


def require_supported_formats(formats: Sequence[str], reel: Reel) -> None:
    """Raise PackageRefused where one of the formats cannot show this reel."""
    refused: list[tuple[str, RollRefused]] = []
    for format in formats:
        try:
            require_supported((format,), reel)
        except RollRefused as error:
            refused.append((name_screen_file(format, reel), error))
    if refused:
        raise refuse_package(refused)


def refuse_package(refused: Sequence[tuple[str, RollRefused]]) -> PackageRefused:
    """What is told of files that cannot be made, by their names."""
    first, *others = [
        Sentence("%(file)s: %(reason)s", file=name, reason=reason)
        for name, error in refused
        for reason in error.sentences
    ]
    return PackageRefused(first, others=tuple(others))


def name_screen_file(format: str, reel: Reel) -> str:
    stem = build_file_stem(reel.name, reel.digest, reel.lang, reel.delivery)
    return f"{stem}.{WRITERS[format].suffix}"


def store_file(archive: ZipFile, name: str, path: Path, *, progress: Progress) -> tuple[int, str]:
    """Put a file into the ZIP; its bytes and their SHA-256. Asks meanwhile whether it is still wanted."""
    size, digest = path.stat().st_size, sha256()
    with path.open("rb") as source, archive.open(make_zip_entry(name, size), "w") as target:
        while piece := source.read(PIECE_BYTES):
            digest.update(piece)
            target.write(piece)
            progress(1.0)
    return size, digest.hexdigest()


def format_manifest(told: Mapping[str, Any]) -> bytes:
    """JSON that people can read."""
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


class Steps:
    """How far the whole is: a step for each format, films weighing more, and the frames of all films."""

    def __init__(
        self, formats: Sequence[str], reel: Reel | None, progress: Progress, count: FrameProgress
    ) -> None:
        self.progress, self.count = progress, count
        self.done = LAYOUT_SHARE if reel else 0.0
        self.step = 0.0
        weights = [FILM_WEIGHT if WRITERS[format].films else 1 for format in formats]
        self.unit = (1.0 - self.done) / sum(weights)
        self.films, self.films_begun = sum(WRITERS[format].films for format in formats), 0

    def begin(self, format: str) -> None:
        """The next format; the one before is done."""
        self.done += self.step
        films = WRITERS[format].films
        self.step = self.unit * (FILM_WEIGHT if films else 1)
        self.films_begun += films

    def share(self, share: float) -> None:
        self.progress(min(self.done + share * self.step, 1.0))

    def count_frames(self, done: int, total: int) -> None:
        self.count((self.films_begun - 1) * total + done, self.films * total)

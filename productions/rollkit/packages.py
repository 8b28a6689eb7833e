"""A package: several formats of one roll in one ZIP with a manifest, laid out once for all that are for the screen.

The same roll in the same formats gives the same bytes, and each file of a package has the bytes that it has alone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

from productions.rollkit.document.model import RollDocument
from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import build_file_stem, format_roll_name, list_provenance
from productions.rollkit.fonts.font_set import FontSet
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import FrameProgress, Progress, ignore_count, ignore_progress
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC, ScreenSpec
from productions.rollkit.texts import roll_texts
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import LAYOUT_SHARE, lay_out_reel, require_supported, write_format
from productions.rollkit.zip_archive import make_zip_entry
from productions.shared.sentences import Sentence
from productions.shared.site_languages import WORK_LANGUAGE

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
    *,
    scratch: Path,
    lang: str = WORK_LANGUAGE,
    delivery: ScreenSpec = DEFAULT_SCREEN_SPEC,
    fonts: FontSet | None = None,
    logos: Sequence[LogoFile] = (),
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
    count: FrameProgress = ignore_count,
) -> tuple[tuple[str, ...], tuple[PackedFile, ...]]:
    """Put the ZIP into `out`; `formats` are in the order of `order_formats`. Returns notes, as `write_roll`, and what is in it.

    `scratch` is a path for one file at a time; `count` hears of the frames of all films together. Where files cannot be made,
    no film is begun. Raises PackageRefused with all of them, and RollRefused where the roll cannot be laid out.
    """
    reel = None
    if any(WRITERS[format].on_screen for format in formats):
        reel = lay_out_reel(
            document,
            lang=lang,
            delivery=delivery,
            fonts=fonts,
            logos=logos,
            signed=signed,
            progress=lambda share: progress(share * LAYOUT_SHARE),
        )
        require_supported_formats(formats, reel)
    steps = Steps(formats, reel, progress, count)
    notes: dict[str, None] = {}
    packed: list[PackedFile] = []
    refused: list[tuple[str, RollRefused]] = []
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.comment = "\n".join(list_made_of(document, reel, signed)).encode()
        for format in formats:
            if refused and WRITERS[format].films:
                break
            name = name_packed_file(format, document, reel, lang)
            steps.begin(format)
            try:
                scratch.unlink(missing_ok=True)
                with scratch.open("w+b") as file:
                    told = write_format(
                        *(format, document, reel, file),
                        lang=lang, signed=signed, progress=steps.share, count=steps.count_frames,
                    )  # fmt: skip
            except RollRefused as error:
                refused.append((name, error))
                continue
            notes.update(dict.fromkeys(told))
            size, digest = store_file(archive, name, scratch, progress=steps.share)
            shown = reel if WRITERS[format].on_screen else None
            packed.append(
                PackedFile(
                    *(name, format, lang),
                    raster=str(shown.raster) if shown else None,
                    rate=str(shown.rate) if shown else None,
                    frames=shown.frames if shown else None,
                    size=size,
                    sha256=digest,
                )
            )
        scratch.unlink(missing_ok=True)
        if refused:
            raise refuse_package(refused)
        manifest = format_manifest(describe_package(document, lang, packed))
        archive.writestr(make_zip_entry(MANIFEST_NAME, len(manifest)), manifest)
    progress(1.0)
    return tuple(notes), tuple(packed)


def require_supported_formats(formats: Sequence[str], reel: Reel) -> None:
    """Raise PackageRefused where one of the formats cannot show this reel."""
    refused: list[tuple[str, RollRefused]] = []
    for format in formats:
        try:
            require_supported(format, reel)
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


def name_packed_file(format: str, document: RollDocument, reel: Reel | None, lang: str) -> str:
    """What the file is called in the ZIP, as it is called alone."""
    if reel is not None and WRITERS[format].on_screen:
        return name_screen_file(format, reel)
    return f"{format_roll_name(document.work, document.issue.number, lang)}.{WRITERS[format].suffix}"


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


def list_made_of(document: RollDocument, reel: Reel | None, signed: Sequence[str]) -> tuple[str, ...]:
    """What the comment of the ZIP says, a line each."""
    if reel is not None:
        return list_reel_provenance(reel)
    return list_provenance(document.digest, document.issue.number, signed)


def describe_package(document: RollDocument, lang: str, files: Sequence[PackedFile]) -> dict[str, Any]:
    """The manifest. `issue_digest` is null for the working copy, and where the digests of the issue are no longer told."""
    issue, sealed = document.issue.number, document.sealed
    return {
        "roll": {
            "title": roll_texts.format_title(document, lang),
            "issue": issue,
            "digest": document.digest,
            "issue_digest": sealed.issue_digest if issue is not None and sealed.published else None,
        },
        "files": [file.to_dict() for file in files],
    }


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

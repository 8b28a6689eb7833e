"""Files that studios bring: received and looked at, then kept under their SHA-256, never changed and never deleted."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from productions.ledger.services.writing import change_entity
from productions.rollkit.errors import RollRefused
from productions.rollkit.sandbox import FileRefused
from productions.shared.choices import FileState, MembershipLevel
from productions.shared.disk import is_disk_full
from productions.shared.refusals import NoRoom, Refusal
from productions.shared.sentences import Sentence
from productions.studio_files.models.files import StudioFile
from productions.users import access
from productions.users.models import User

PIECE_BYTES = 2**20
logger = logging.getLogger(__name__)
TOO_LARGE = {
    "font": Sentence("The file has more than %(most)d MB; no font for rolls is so large."),
    "logo": Sentence("The file has more than %(most)d MB; no logo for rolls is so large."),
}
"""By the kind of file."""
S = TypeVar("S", bound=StudioFile)


class Readable(Protocol):
    """A file that comes in, read piece by piece."""

    def read(self, size: int, /) -> bytes: ...


class FileGone(RollRefused):
    """A file that a roll was to be made with is not there."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file at `path`, with its size in bytes; it is gone after the upload unless it was kept, as `file` in the media folder."""

    path: Path
    size: int
    sha256: str
    file: str

    def keep(self) -> None:
        place = Path(settings.MEDIA_ROOT) / self.file
        place.parent.mkdir(exist_ok=True)
        os.replace(self.path, place)


@contextmanager
def receive_upload(
    kind: str, file: Readable, *, suffix_of: Callable[[bytes], str], largest: int
) -> Iterator[Incoming]:
    """What comes in as a `kind` of file, in a folder of its own. Raises Refusal for what is refused of it inside, too."""
    folder = Path(settings.MEDIA_ROOT) / f"{kind}s"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".") as draft:
        try:
            yield write_incoming(kind, file, Path(draft), suffix_of, largest)
        except FileRefused as error:
            raise Refusal(fields={"file": error.sentences}) from error
        except OSError as error:
            if not is_disk_full(error):
                raise
            logger.error("No room for an upload in %s: %s", folder, str(error))
            raise NoRoom from error


def write_incoming(
    kind: str, file: Readable, folder: Path, suffix_of: Callable[[bytes], str], largest: int
) -> Incoming:
    head = file.read(PIECE_BYTES)
    path = folder / f"{kind}.{suffix_of(head)}"
    digest, size = sha256(), 0
    with path.open("wb") as out:
        while head:
            size += len(head)
            if size > largest:
                raise FileRefused(TOO_LARGE[kind].given(most=largest // 2**20))
            digest.update(head)
            out.write(head)
            head = file.read(PIECE_BYTES)
        out.flush()
        os.fsync(out.fileno())
    return Incoming(path, size, digest.hexdigest(), f"{kind}s/{digest.hexdigest()}/{path.name}")


def retire_file(record: S, *, already: str, by: User | None, now: datetime, reason: str) -> S:
    """Offer the file for no further roll (editors). It stays: rolls that were asked for are still made with it."""
    access.require_level(by, record.production, MembershipLevel.EDITOR)
    if record.state == FileState.RETIRED:
        raise Refusal(already)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why it is retired.")]})
    return change_entity(
        record, {"state": FileState.RETIRED}, by=by, now=now, action="retired", reason=reason
    )


def get_media_path(said: Sentence, file: str) -> Path:
    """A file's place in the media folder; `said` is what it is. Raises FileGone."""
    path = Path(settings.MEDIA_ROOT) / file
    if not path.is_file():
        raise FileGone(
            Sentence(
                "The file of %(said)s is missing; restore %(file)s in the media folder.",
                said=said,
                file=file,
            )
        )
    return path


def make_relative_path(path: Path) -> str:
    return path.relative_to(settings.MEDIA_ROOT).as_posix()

"""Files that studios bring: received and looked at, then kept under their SHA-256, never changed and never deleted."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.ledger.services.writing import change_entity, create_entity
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
S = TypeVar("S", bound=StudioFile)


class Readable(Protocol):
    """A file that comes in, read piece by piece."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class FileKind(Generic[S]):
    """One kind of file that studios bring: how it is told apart, looked at and kept."""

    model: type[S]
    suffix_of: Callable[[bytes], str]
    """The suffix of a file by its first bytes. Raises FileRefused."""
    inspect: Callable[[Path], Any]
    """A dataclass of the columns that the file itself decides. Raises FileRefused."""
    max_bytes: int
    too_large: Sentence
    """Says so with `most`, in MB."""

    @property
    def word(self) -> str:
        """What the file is called in the media folder: `font` in `fonts/…/font.otf`."""
        return str(self.model._meta.model_name)


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


@transaction.atomic
def upload_file(
    kind: FileKind[S],
    production: Production,
    file: Readable,
    *,
    licence_note: str,
    by: User | None,
    now: datetime,
    **said: str,
) -> S:
    """Keep a file for the production's rolls (editors). `said`: the columns that the file itself does not decide.

    Raises NotAllowed; Refusal where the file is too large or none that the kind takes, or a column is refused.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    with receive_upload(kind, file) as came:
        record = kind.model(
            production=production,
            licence_note=licence_note.strip(),
            **said,
            **asdict(kind.inspect(came.path)),
            file=came.file,
            size=came.size,
            sha256=came.sha256,
            uploaded_by=by,
            uploaded_at=now,
        )
        create_entity(record, by=by, now=now, action="added")
        came.keep()
        return record


@contextmanager
def receive_upload(kind: FileKind[Any], file: Readable) -> Iterator[Incoming]:
    """What comes in, in a folder of its own. Raises Refusal for what is refused of it inside, too."""
    folder = Path(settings.MEDIA_ROOT) / f"{kind.word}s"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".") as draft:
        try:
            yield write_incoming(kind, file, Path(draft))
        except FileRefused as error:
            raise Refusal(fields={"file": error.sentences}) from error
        except OSError as error:
            if not is_disk_full(error):
                raise
            logger.error("No room for an upload in %s: %s", folder, str(error))
            raise NoRoom from error


def write_incoming(kind: FileKind[Any], file: Readable, folder: Path) -> Incoming:
    head = file.read(PIECE_BYTES)
    path = folder / f"{kind.word}.{kind.suffix_of(head)}"
    digest, size = sha256(), 0
    with path.open("wb") as out:
        while head:
            size += len(head)
            if size > kind.max_bytes:
                raise FileRefused(kind.too_large.given(most=kind.max_bytes // 2**20))
            digest.update(head)
            out.write(head)
            head = file.read(PIECE_BYTES)
        out.flush()
        os.fsync(out.fileno())
    return Incoming(path, size, digest.hexdigest(), f"{kind.word}s/{digest.hexdigest()}/{path.name}")


@transaction.atomic
def retire_file(record: S, *, by: User | None, now: datetime, reason: str) -> S:
    """Offer the file for no further roll (editors). It stays: rolls that were asked for are still made with it."""
    access.require_level(by, record.production, MembershipLevel.EDITOR)
    if record.state == FileState.RETIRED:
        raise Refusal(str(record.ALREADY_RETIRED))
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why it is retired.")]})
    return change_entity(
        record, {"state": FileState.RETIRED}, by=by, now=now, action="retired", reason=reason
    )


@contextmanager
def refuse_gone_files() -> Iterator[None]:
    """A file that is gone is a Refusal of the roll that was to be made with it."""
    try:
        yield
    except FileGone as error:
        raise Refusal(fields={"delivery": error.sentences}) from error


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

"""What readers of issued releases get without making it: rolls as texts, and who is named in an issue, for differences.

Reading a document of some thousand lines under its seal takes a second; a list takes milliseconds. So both are made once and stored: when
a release is issued, by the sweep where they are missing (older issues, another version of the software, a wish), and by
the first reader who finds them missing still.
"""

import gzip
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from productions import rollkit
from productions.operations.services.database_errors import refuse_to_wait
from productions.releases.models.releases import Release
from productions.releases.models.renditions import ReleasePeople, Rendition, RollText
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.named_people import (
    NamedPeople,
    dump_named_people,
    find_named_people,
    load_named_people,
)
from productions.rollkit.document.sealed import compute_digest
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.writers import write_roll
from productions.shared.choices import RollLanguage
from productions.shared.refusals import NotNow
from productions.shared.site_languages import WORK_LANGUAGE
from productions.shared.version import VERSION

logger = logging.getLogger(__name__)

TEXT_FORMATS = ("txt", "csv", "html")
"""Public formats that are written from the document; JSON is the document itself."""
TEXT_VARIANTS = [(format, language) for format in TEXT_FORMATS for language in RollLanguage.values]
MAX_READINGS_PER_SWEEP = 20
"""Releases, each of which takes some 0.1 s for 1,500 lines; the sweep has other things to do too."""
MAKING_TURN = threading.Lock()
"""One thread of a process makes what is missing, so the others go on answering."""
RETRY_SECONDS = 1
"""When it is worth asking again; making what is missing of one release takes about as long at most."""


def describe_maker() -> str:
    """What made a stored reading, as 64 hexadecimal digits: the code that writes rolls, its version, and the site's time zone."""
    return compute_digest(f"{compute_code_digest()} {VERSION} {settings.TIME_ZONE}".encode())


@cache
def compute_code_digest() -> str:
    """SHA-256 of the source of `productions.rollkit`, since a site may run what lies between two versions."""
    found = sha256()
    for path in sorted(Path(rollkit.__path__[0]).rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def store_readings(release: Release, rendition: Rendition) -> None:
    """Make everything of a release that has just been issued, in the same transaction."""
    store_texts(rendition, write_texts(rendition))
    store_people(release, find_named_people(read_document(release.document)))


def write_texts(rendition: Rendition) -> dict[tuple[str, str], bytes]:
    """The public roll in every format of texts and language."""
    document = read_document(rendition.document, zone=get_default_timezone())
    return {(format, language): write_text(document, format, language) for format, language in TEXT_VARIANTS}


def write_text(document: RollDocument, format: str, language: str) -> bytes:
    out = BytesIO()
    write_roll(format, document, out, RollOptions(lang=language))
    return out.getvalue()


def compress_text(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


@transaction.atomic
def store_texts(rendition: Rendition, texts: dict[tuple[str, str], bytes]) -> None:
    """Keep the texts, unless a wish has made the public copy another one since it was read, or is just making it (H16)."""
    unlocked = Rendition.objects.select_for_update(skip_locked=True)
    current = unlocked.filter(pk=rendition.pk, etag=rendition.etag)
    if current.values_list("pk").first() is None:
        return
    rows = [
        RollText(
            release_id=rendition.pk, format=format, language=language, source=rendition.etag, maker=describe_maker(),
            packed=compress_text(text),
        )
        for (format, language), text in texts.items()
    ]  # fmt: skip
    RollText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["release", "format", "language"],
        update_fields=["source", "maker", "packed"],
    )


def store_people(release: Release, named: NamedPeople) -> None:
    """Keep who is named in a release, which never changes."""
    ReleasePeople.objects.update_or_create(
        release_id=release.pk,
        defaults={"maker": describe_maker(), "packed": compress_text(dump_named_people(named))},
    )


def forget_texts(release: Release) -> None:
    """A wish made the public copy another one: what was written from the one before names people no more (H16)."""
    RollText.objects.filter(release=release).delete()


def write_missing_texts(release: UUID) -> dict[tuple[str, str], bytes]:
    """The texts of a release (its uid) that has none, stored for those who come later. Raises NotNow while another thread makes some."""
    with take_making_turn():
        rendition = Rendition.objects.get(release__uid=release)
        texts = write_texts(rendition)
        store_where_possible(lambda: store_texts(rendition, texts))
    return texts


def load_named_people_of(releases: Iterable[Release]) -> list[NamedPeople]:
    """Who is named in each of the releases. One query where that is stored; else it is made and stored. Raises NotNow."""
    wanted = list(releases)
    rows = ReleasePeople.objects.filter(release__in=wanted, maker=describe_maker()).values_list(
        "release", "packed"
    )
    stored = dict(rows)
    return [
        load_named_people(gzip.decompress(stored[each.pk])) if each.pk in stored else find_missing(each)
        for each in wanted
    ]


def find_missing(release: Release) -> NamedPeople:
    """Who is named in a release of which that is not stored yet."""
    with take_making_turn():
        named = find_named_people(read_document(release.document))
        store_where_possible(lambda: store_people(release, named))
    return named


@contextmanager
def take_making_turn() -> Iterator[None]:
    """Make something in the one thread that may. Raises NotNow where another one does."""
    if not MAKING_TURN.acquire(blocking=False):
        raise NotNow(
            _("This is being made for the first time; try again in a moment."),
            wait=timedelta(seconds=RETRY_SECONDS),
        )
    try:
        yield
    finally:
        MAKING_TURN.release()


def store_where_possible(store: Callable[[], None]) -> None:
    """Store what a reader is given anyway: a full disk, or a database that is busy or read-only, refuses nobody a roll.

    Nor does a reader wait for SQLite's one writer, with the turn to make something in hand: somebody else stores it later.
    """
    try:
        with refuse_to_wait(connection):
            store()
    except Error as error:
        logger.warning("A reading of a release was made and could not be stored: %s", error)


def make_missing_readings() -> int:
    """Make what releases lack, of some of them; returns how many readings were made."""
    current = RollText.objects.filter(
        release=OuterRef("pk"), format=TEXT_FORMATS[0], language=WORK_LANGUAGE, maker=describe_maker(),
        source=OuterRef("etag"),
    )  # fmt: skip
    unwritten = Rendition.objects.filter(~Exists(current)).order_by("pk").values_list("pk", flat=True)
    unnamed = Release.objects.filter(Q(people=None) | ~Q(people__maker=describe_maker())).order_by("pk")
    made = 0
    for key in unwritten[:MAX_READINGS_PER_SWEEP]:
        rendition = Rendition.objects.get(pk=key)
        store_texts(rendition, write_texts(rendition))
        made += 1
    for key in unnamed.values_list("pk", flat=True)[:MAX_READINGS_PER_SWEEP]:
        release = Release.objects.get(pk=key)
        store_people(release, find_named_people(read_document(release.document)))
        made += 1
    return made

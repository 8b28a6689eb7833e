"""Fonts of studios: uploading, retiring, and finding those that a roll is set in."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.writing import change, create
from productions.models import Font, Production, User
from productions.refusals import Refusal
from productions.roll.apart import FileRefused
from productions.roll.fontcheck import examined, suffix_of
from productions.roll.fonts import FAMILY, SHIPPED, FontFile, Fonts
from productions.roll.refused import RollRefused
from productions.vocabulary import FontState, MembershipLevel

LARGEST = 50 * 2**20
"""Bytes of the largest file; a font with all kanji of one weight has 5 to 25 million."""
PIECE = 2**20


class Readable(Protocol):
    """A file that comes in, read piece by piece."""

    def read(self, size: int, /) -> bytes: ...


class FontGone(RollRefused):
    """The file of a font that a roll was to be set in is not there."""


def fonts_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "fonts"


@transaction.atomic
def upload_font(
    production: Production, *, file: Readable, licence_note: str, by: User | None, now: datetime
) -> Font:
    """Keep a font for the production's rolls (editors). Its names come from the file, never from whoever uploads it.

    Raises NotAllowed; Refusal where the file is too large, is no single outline font, is broken, or may not be embedded.
    """
    access.require(by, production, MembershipLevel.EDITOR)
    fonts_folder().mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=fonts_folder(), prefix=".") as draft:
        try:
            path, size, digest = received(file, Path(draft))
            facts = examined(path)
        except FileRefused as error:
            raise Refusal(fields={"file": [error.told]}) from error
        font = Font(
            production=production,
            family=facts.family,
            style=facts.style,
            weight=facts.weight,
            version=facts.version,
            file=f"fonts/{digest}/{path.name}",
            size=size,
            sha256=digest,
            licence_note=licence_note.strip(),
            uploaded_by=by,
            uploaded_at=now,
        )
        create(font, by=by, now=now, action="added")
        place = Path(settings.MEDIA_ROOT) / font.file
        place.parent.mkdir(exist_ok=True)
        os.replace(path, place)
    return font


def received(file: Readable, folder: Path) -> tuple[Path, int, str]:
    """The file in a folder of its own, with its size in bytes and its SHA-256. Raises FileRefused."""
    head = file.read(PIECE)
    path = folder / f"font.{suffix_of(head)}"
    digest, size = sha256(), 0
    with path.open("wb") as out:
        while head:
            size += len(head)
            if size > LARGEST:
                raise FileRefused(
                    f"The file has more than {LARGEST // 2**20} MB; no font for rolls is so large."
                )
            digest.update(head)
            out.write(head)
            head = file.read(PIECE)
        out.flush()
        os.fsync(out.fileno())
    return path, size, digest.hexdigest()


@transaction.atomic
def retire_font(font: Font, *, by: User | None, now: datetime, reason: str) -> Font:
    """Offer the font for no further roll (editors). Its file stays: rolls that were asked for are still set in it."""
    access.require(by, font.production, MembershipLevel.EDITOR)
    if font.state == FontState.RETIRED:
        raise Refusal(_("This font is already retired."))
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why it is retired.")]})
    return change(font, {"state": FontState.RETIRED}, by=by, now=now, action="retired", reason=reason)


def families_of(production: Production) -> list[str]:
    """What the production's rolls can be set in: the shipped family, then its own by name."""
    own = production.fonts.active().order_by("family").values_list("family", flat=True).distinct()
    return [FAMILY, *own]


def fonts_for(production: Production, families: Sequence[str]) -> Fonts:
    """The families with their files, first choice first; none named: the shipped one. Raises Refusal."""
    if not families:
        return SHIPPED
    own = {(font.family, font.weight): font for font in production.fonts.active().filter(family__in=families)}
    known = {family for family, _weight in own} | {FAMILY}
    if unknown := [family for family in families if family not in known]:
        raise Refusal(
            fields={
                "delivery": [
                    _("The production has no font “%(font)s”; upload it, or choose one of: %(known)s.")
                    % {"font": unknown[0], "known": ", ".join(families_of(production))}
                ]
            }
        )
    try:
        files = [located(font.family, font.weight, font.file) for font in own.values()]
    except FontGone as error:
        raise Refusal(fields={"delivery": [error.told]}) from error
    return Fonts(tuple(families), (*SHIPPED.files, *files))


def frozen(fonts: Fonts) -> list[dict[str, Any]]:
    """The families and their files as plain values, kept with an export. The shipped one has no file."""
    if fonts is SHIPPED:
        return []
    return [
        {
            "family": file.family,
            "weight": file.weight,
            "file": "" if file in SHIPPED.files else relative(file.path),
        }
        for family in fonts.families
        for file in fonts.files
        if file.family == family
    ]


def thawed(kept: Sequence[Mapping[str, Any]]) -> Fonts:
    """The fonts that `frozen` kept, retired ones too. Raises FontGone."""
    if not kept:
        return SHIPPED
    files = [located(one["family"], one["weight"], one["file"]) for one in kept if one["file"]]
    families = tuple(dict.fromkeys(one["family"] for one in kept))
    return Fonts(families, (*SHIPPED.files, *files))


def located(family: str, weight: int, file: str) -> FontFile:
    """The font at its place in the media folder. Raises FontGone."""
    path = Path(settings.MEDIA_ROOT) / file
    if not path.is_file():
        raise FontGone(
            f"The file of the font {family} ({weight}) is not there; restore {file} in the media folder."
        )
    return FontFile(family, weight, path)


def relative(path: Path) -> str:
    return path.relative_to(settings.MEDIA_ROOT).as_posix()

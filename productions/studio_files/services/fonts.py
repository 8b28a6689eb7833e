"""Fonts of studios: uploading, and finding those that a roll is set in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.rollkit.fonts.font_inspection import detect_font_suffix, inspect_font
from productions.rollkit.fonts.font_set import (
    SHIPPED_FAMILIES,
    SHIPPED_FONTS,
    FontFile,
    FontSet,
    add_shipped_fonts,
)
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence
from productions.studio_files.models.fonts import Font
from productions.studio_files.services.uploads import (
    FileKind,
    Readable,
    get_media_path,
    make_relative_path,
    refuse_gone_files,
    upload_file,
)
from productions.users.models import User

MAX_FONT_BYTES = 50 * 2**20
"""Bytes of the largest file; a font with all kanji of one weight has 5 to 25 million."""
FONT_FILES = FileKind(
    Font,
    detect_font_suffix,
    inspect_font,
    MAX_FONT_BYTES,
    Sentence("The file has more than %(most)d MB; no font for rolls is so large."),
)


def upload_font(
    production: Production, *, file: Readable, licence_note: str, by: User | None, now: datetime
) -> Font:
    """Keep a font for the production's rolls (editors). Its names come from the file, never from whoever uploads it.

    Raises NotAllowed; Refusal where the file is too large, is no single outline font, is broken, or may not be embedded.
    """
    return upload_file(FONT_FILES, production, file, licence_note=licence_note, by=by, now=now)


def list_families(production: Production) -> list[str]:
    """What the production's rolls can be set in: the shipped families, then its own by name."""
    own = production.fonts.active().order_by("family").values_list("family", flat=True).distinct()
    return [*dict.fromkeys((*SHIPPED_FAMILIES, *own))]


def find_fonts(production: Production, families: Sequence[str]) -> FontSet:
    """The families with their files, first choice first, and the shipped ones behind them. Raises Refusal."""
    if not families:
        return SHIPPED_FONTS
    own = {(font.family, font.weight): font for font in production.fonts.active().filter(family__in=families)}
    known = {family for family, _weight in own} | set(SHIPPED_FAMILIES)
    if unknown := [family for family in families if family not in known]:
        raise Refusal(
            fields={
                "delivery": [
                    _("The production has no font “%(font)s”; upload it, or choose one of: %(known)s.")
                    % {"font": unknown[0], "known": ", ".join(list_families(production))}
                ]
            }
        )
    with refuse_gone_files():
        files = [load_font_file(font.family, font.weight, font.file) for font in own.values()]
    return add_shipped_fonts(families, files)


def freeze_fonts(fonts: FontSet) -> list[dict[str, Any]]:
    """The chosen families and their files as plain values, kept with an export. A shipped one has no file."""
    if fonts is SHIPPED_FONTS:
        return []
    return [
        {
            "family": file.family,
            "weight": file.weight,
            "file": "" if file in SHIPPED_FONTS.files else make_relative_path(file.path),
        }
        for family in fonts.families
        for file in fonts.files
        if file.family == family
    ]


def thaw_fonts(kept: Sequence[Mapping[str, Any]]) -> FontSet:
    """The fonts that `freeze_fonts` kept, retired ones too. Raises FileGone."""
    if not kept:
        return SHIPPED_FONTS
    files = [load_font_file(one["family"], one["weight"], one["file"]) for one in kept if one["file"]]
    families = tuple(dict.fromkeys(one["family"] for one in kept))
    return add_shipped_fonts(families, files)


def load_font_file(family: str, weight: int, file: str) -> FontFile:
    """The font at its place in the media folder. Raises FileGone."""
    return FontFile(
        family,
        weight,
        get_media_path(Sentence("the font %(family)s (%(weight)d)", family=family, weight=weight), file),
    )

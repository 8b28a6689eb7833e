"""Logos of studios: uploading, and finding those that a roll shows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.rollkit.images.logo_inspection import MAX_LOGO_BYTES, detect_logo_suffix, inspect_logo
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.template.model import LocalizedText
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence
from productions.shared.site_languages import ROLL_LANGUAGES
from productions.studio_files.models.logos import Logo
from productions.studio_files.services.uploads import (
    FileKind,
    Readable,
    get_media_path,
    make_relative_path,
    refuse_gone_files,
    upload_file,
)
from productions.users.models import User

LOGO_FILES = FileKind(
    Logo,
    detect_logo_suffix,
    inspect_logo,
    MAX_LOGO_BYTES,
    Sentence("The file has more than %(most)d MB; no logo for rolls is so large."),
)


def upload_logo(
    production: Production,
    *,
    file: Readable,
    name: str,
    licence_note: str,
    by: User | None,
    now: datetime,
    **said: str,
) -> Logo:
    """Keep a logo for the production's rolls (editors). `said`: what stands for it in words, in every language.

    Raises NotAllowed; Refusal where the file is too large, broken, no SVG of shapes alone and no PNG, or nobody says what
    it is in words and who permits it.
    """
    return upload_file(
        LOGO_FILES, production, file, name=name, licence_note=licence_note, by=by, now=now, **said
    )


def find_logos(production: Production, names: Sequence[str]) -> tuple[LogoFile, ...]:
    """The production's logos of these names, in their order. Raises Refusal."""
    own = {logo.name: logo for logo in production.logos.active().filter(name__in=names)} if names else {}
    if unknown := [name for name in names if name not in own]:
        raise Refusal(
            fields={
                "delivery": [
                    _("The production has no logo “%s”; upload it, or take it out of the template.")
                    % unknown[0]
                ]
            }
        )
    with refuse_gone_files():
        return tuple(make_roll_logo(own[name]) for name in names)


def make_roll_logo(logo: Logo) -> LogoFile:
    """The logo as a roll shows it. Raises FileGone."""
    path = get_logo_path(logo.name, logo.file)
    said = LocalizedText.of(logo, "said")
    return LogoFile(logo.name, said, logo.ratio, logo.sha256, path, logo.dark, logo.light)


def get_logo_path(name: str, file: str) -> Path:
    """A logo's place in the media folder. Raises FileGone."""
    return get_media_path(Sentence("the logo %(name)s", name=name), file)


def freeze_logos(logos: Sequence[LogoFile]) -> list[dict[str, Any]]:
    """The logos as plain values, kept with an export."""
    return [
        {
            "name": logo.name,
            **asdict(logo.said),
            "ratio": logo.ratio,
            "dark": logo.dark,
            "light": logo.light,
            "sha256": logo.sha256,
            "file": make_relative_path(logo.path),
        }
        for logo in logos
    ]


def thaw_logos(kept: Sequence[Mapping[str, Any]]) -> tuple[LogoFile, ...]:
    """The logos that `freeze_logos` kept, retired ones too. Raises FileGone."""
    return tuple(
        LogoFile(
            one["name"],
            LocalizedText(**{code: one[code] for code in ROLL_LANGUAGES if code in one}),
            one["ratio"],
            one["sha256"],
            get_logo_path(one["name"], one["file"]),
            one["dark"],
            one.get("light", False),  # exports before migration 0017 did not keep it
        )
        for one in kept
    )

"""What a roll is made with besides its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC, ScreenSpec
from productions.shared.site_languages import WORK_LANGUAGE

if TYPE_CHECKING:  # typst and the fonts take long to import, and most processes never lay a roll out
    from productions.rollkit.fonts.font_set import FontSet
    from productions.rollkit.images.logos import LogoFile


@dataclass(frozen=True, slots=True)
class RollOptions:
    """The same for a file alone and for all files of a package; what is for the screen means nothing to the others."""

    lang: str = WORK_LANGUAGE
    delivery: ScreenSpec = DEFAULT_SCREEN_SPEC
    fonts: FontSet | None = None
    """What a roll for the screen is set in; None: the shipped ones."""
    logos: tuple[LogoFile, ...] = ()
    """Those that its template names."""
    signed: tuple[str, ...] = ()
    """Who approved it, for the metadata of its files."""


USUAL_OPTIONS = RollOptions()

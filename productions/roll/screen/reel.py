"""A roll in time: vector pages, and what is shown of them on which frame. Every film, still and time line is made from it.

Frame n of the reel is frame n - start of the shot it falls into. A card stands. A scroll joins its pages to one strip,
whose top edge is n × px rows above the screen's bottom edge on its frame n, until it holds still.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from productions.roll import words
from productions.roll.borrowed import Borrowed
from productions.roll.delivery import Delivery, Raster
from productions.roll.document import RollDocument
from productions.roll.fonts import SHIPPED, Fonts, require_glyphs
from productions.roll.layout import Progress, ignore_progress
from productions.roll.logos import Logo, ingredients
from productions.roll.naming import made_from
from productions.roll.screen.cards import carded
from productions.roll.screen.forms import role_rows
from productions.roll.screen.layout import RoleRows, parts_of
from productions.roll.screen.scrolls import scrolled
from productions.roll.screen.shots import CardShot, Cue, Marker, ScrollShot
from productions.roll.template import Template
from productions.roll.timing import frames_of
from productions.roll.typesetting import set_pages, set_pictures

__all__ = ["CardShot", "Cue", "Marker", "Reel", "ScrollShot", "pdf_of", "reel_of", "svgs_of"]

TEMPLATE = Path(__file__).with_name("strip.typ")


@dataclass(frozen=True, slots=True)
class Reel:
    """A roll laid out and timed. `pages` are what `strip.typ` sets, in `fonts` and with `logos`: sizes and cells in whole pixels.

    `borrowed` are the characters that a fallback sets.
    `issue` is the release's number, None for a working copy; `signed` are who approved it, and when.
    """

    title: str
    lang: str
    digest: str
    delivery: Delivery
    pages: tuple[dict[str, Any], ...]
    shots: tuple[CardShot | ScrollShot, ...]
    markers: tuple[Marker, ...]
    cues: tuple[Cue, ...]
    fonts: Fonts = SHIPPED
    logos: tuple[Logo, ...] = ()
    borrowed: tuple[Borrowed, ...] = ()
    issue: int | None = None
    signed: tuple[str, ...] = ()

    @property
    def dark_logos(self) -> tuple[str, ...]:
        """The names of those that hardly show on black and stand on no plate."""
        bare = self.logos_on(plate=False)
        return tuple(logo.name for logo in self.logos if logo.dark and logo.file in bare)

    @property
    def light_logos(self) -> tuple[str, ...]:
        """The names of those that hardly show on white and stand on a plate."""
        plated = self.logos_on(plate=True)
        return tuple(logo.name for logo in self.logos if logo.light and logo.file in plated)

    def logos_on(self, *, plate: bool) -> set[str]:
        """The files of the logos that stand on a plate, or on none."""
        cells = [cell for page in self.pages for cell in page["cells"] if "logo" in cell]
        return {cell["logo"] for cell in cells if bool(cell["plate"]) is plate}

    @property
    def raster(self) -> Raster:
        return self.delivery.raster

    @property
    def rate(self) -> Fraction:
        return self.delivery.rate

    @property
    def frames(self) -> int:
        return sum(shot.frames for shot in self.shots)


def reel_of(
    document: RollDocument,
    delivery: Delivery,
    *,
    lang: str = "ja",
    fonts: Fonts = SHIPPED,
    logos: Sequence[Logo] = (),
    signed: Sequence[str] = (),
    rows: RoleRows = role_rows,
    progress: Progress = ignore_progress,
) -> Reel:
    """Lay the document out and time it; `rows` lay out a role. `logos` are those that the template of its edition names.

    Raises LineTooWide, LogoTooWide, MissingGlyphs, CardTooHigh, CardsRefused and RunningTimeRefused before any page is set.
    """
    template = delivery.template.for_edition(document.work.edition)
    parts = parts_of(
        document,
        lang=lang,
        raster=delivery.raster,
        template=template,
        fonts=fonts,
        logos=logos,
        rows=rows,
    )
    borrowed = require_glyphs(
        (
            (cell.text, cell.look.bold)
            for part in parts
            for row in part.rows
            for cell in row.cells
            if cell.logo is None
        ),
        fonts,
    )
    progress(0.5)
    set_in_time = carded if template.kind == "cards" else scrolled
    found = set_in_time(parts, delivery, template, frames_asked(delivery, template))
    return Reel(
        title=words.title(document, lang),
        lang=lang,
        digest=document.digest,
        delivery=delivery,
        pages=found.pages,
        shots=found.shots,
        markers=found.markers,
        cues=found.cues,
        fonts=fonts,
        logos=tuple(logos),
        borrowed=borrowed,
        issue=document.issue.number,
        signed=tuple(signed),
    )


def frames_asked(delivery: Delivery, template: Template) -> int | None:
    """The running time that is locked: the delivery's own, or else the template's."""
    if delivery.frames is not None or template.running_ms is None:
        return delivery.frames
    return frames_of(Fraction(template.running_ms, 1000), delivery.rate)


def pdf_of(reel: Reel, *, background: str | None) -> bytes:
    """The pages as vectors, 1 unit a pixel, on a background (`#000000`) or on nothing."""
    return set_pages(TEMPLATE, page_data(reel, background), reel.fonts)


def svgs_of(reel: Reel) -> list[bytes]:
    """The same pages as one SVG each, on nothing."""
    return set_pictures(TEMPLATE, page_data(reel, None), reel.fonts)


def page_data(reel: Reel, background: str | None) -> dict[str, Any]:
    """What `strip.typ` reads."""
    return {
        "lang": reel.lang,
        "title": reel.title,
        "made_of": made_of(reel),
        "background": background,
        "logos": {logo.file: str(logo.path.absolute()) for logo in reel.logos},
        "pages": reel.pages,
    }


def made_of(reel: Reel) -> tuple[str, ...]:
    """The roll and who approved it, the template, the fonts and the logos, each with what tells it apart: for the metadata of files."""
    template = reel.delivery.template
    return (
        *made_from(reel.digest, reel.issue, reel.signed),
        f"template {template.name} {template.version}",
        *ingredients(reel.fonts, reel.logos),
    )

"""A roll in time: vector pages, and what is shown of them on which frame. Every film, still and time line is made from it.

Frame n of the reel is frame n - start of the shot it falls into. A card stands. A scroll joins its pages to one strip,
whose top edge is n × px rows above the screen's bottom edge on its frame n, until it holds still.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from productions.roll import words
from productions.roll.delivery import Delivery, Raster
from productions.roll.document import RollDocument
from productions.roll.fonts import SHIPPED, Fonts, require_glyphs, versions
from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.layout import parts_of
from productions.roll.screen.pages import pages_of
from productions.roll.screen.parts import Part, placed, strip_of
from productions.roll.timing import Scroll, locked_scroll, scroll
from productions.roll.typesetting import set_pages, set_pictures

TEMPLATE = Path(__file__).with_name("strip.typ")


@dataclass(frozen=True, slots=True)
class CardShot:
    """One page of the raster's size, for `frames`; the first `fade_in` of them come up, the last `fade_out` go down."""

    page: int
    start: int
    frames: int
    fade_in: int = 0
    fade_out: int = 0


@dataclass(frozen=True, slots=True)
class ScrollShot:
    """Pages `first` to `last`, joined, moving up by `px` a frame; on the last `hold` frames they stand still."""

    first: int
    last: int
    start: int
    frames: int
    px: int
    hold: int = 0

    def moved(self, frame: int) -> int:
        """Rows that the strip's top edge is above the screen's bottom edge on a frame of the shot."""
        return self.px * min(frame, self.frames - 1 - self.hold)


@dataclass(frozen=True, slots=True)
class Marker:
    """A section begins: its first frame and its name."""

    frame: int
    label: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A text on screen from frame `start` up to, not including, `end`; `role` is what it stands under, if anything."""

    start: int
    end: int
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Reel:
    """A roll laid out and timed. `pages` are what `strip.typ` sets, in `fonts`: sizes and cells in whole pixels."""

    title: str
    lang: str
    digest: str
    delivery: Delivery
    pages: tuple[dict[str, Any], ...]
    shots: tuple[CardShot | ScrollShot, ...]
    markers: tuple[Marker, ...]
    cues: tuple[Cue, ...]
    fonts: Fonts = SHIPPED

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
    progress: Progress = ignore_progress,
) -> Reel:
    """Lay the document out and time it.

    Raises LineTooWide, MissingGlyphs and RunningTimeRefused before any page is set.
    """
    raster = delivery.raster
    parts = parts_of(document, lang=lang, raster=raster, template=delivery.template, fonts=fonts)
    require_glyphs(
        ((cell.text, cell.look.bold) for part in parts for row in part.rows for cell in row.cells), fonts
    )
    strip = strip_of(parts, raster)
    moving = (
        scroll(strip, px=delivery.speed)
        if delivery.frames is None
        else locked_scroll(strip, px=delivery.speed, frames=delivery.frames, rate=delivery.rate)
    )
    progress(0.5)
    pages = pages_of(parts, moving.gaps, raster)
    return Reel(
        title=words.title(document, lang),
        lang=lang,
        digest=document.digest,
        delivery=delivery,
        pages=tuple(pages),
        shots=(ScrollShot(0, len(pages) - 1, 0, moving.frames, moving.px),),
        markers=tuple(markers_of(parts, moving)),
        cues=tuple(cues_of(parts, moving, raster)),
        fonts=fonts,
    )


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
        "pages": reel.pages,
    }


def made_of(reel: Reel) -> tuple[str, ...]:
    """The roll, the template and the fonts, each with what tells it apart: for the metadata of files."""
    template = reel.delivery.template
    return (
        f"roll sha256:{reel.digest}",
        f"template {template.name} {template.version}",
        *versions(reel.fonts),
    )


def markers_of(parts: tuple[Part, ...], moving: Scroll) -> Iterator[Marker]:
    """A marker where the first row of a named part enters the screen."""
    y = 0
    for part, gap in zip(parts, [*moving.gaps, 0], strict=True):
        if part.section:
            yield Marker(y // moving.px + 1, part.section)
        y += sum(row.height for row in part.rows) + gap


def cues_of(parts: tuple[Part, ...], moving: Scroll, raster: Raster) -> Iterator[Cue]:
    """Each row's text while any of it is on screen, in the order of entering."""
    for y, row in placed(parts, moving.gaps):
        start, end = y // moving.px + 1, -(-(y + row.height + raster.height) // moving.px)
        yield from (Cue(start, end, cell.role, cell.text) for cell in row.cells if not cell.label)

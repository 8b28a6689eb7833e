"""A roll in time: vector pages, and what is shown of them on which frame. Every film, still and time line is made from it.

Frame n of the reel is frame n - start of the shot it falls into; shots follow one another, cards and scrolls in any order. A card stands. A scroll joins its pages to one strip,
whose top edge is n × px rows above the screen's bottom edge on its frame n, until it holds still.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from productions.rollkit.document.invisible_characters import drop_invisible_characters
from productions.rollkit.document.model import RollDocument
from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import format_roll_name, list_provenance
from productions.rollkit.fittings import Fitting, require_fitting_lines
from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs
from productions.rollkit.fonts.font_set import SHIPPED_FONTS, FontSet, require_glyphs
from productions.rollkit.images.logos import LogoFile, list_ingredients
from productions.rollkit.layout.boxes import Part
from productions.rollkit.layout.mixed_rolls import lay_out_in_time
from productions.rollkit.layout.plates import build_edge
from productions.rollkit.layout.qr_codes import MissingCode, find_missing_code, require_qr_time
from productions.rollkit.layout.role_forms import lay_out_role
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.roll_style import LayOutRole
from productions.rollkit.layout.shots import CardShot, Cue, Marker, ScrollShot
from productions.rollkit.layout.style import set_weights
from productions.rollkit.layout.text_runs import join_text_runs
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.screen_spec import Raster, ScreenSpec
from productions.rollkit.template.contrast import is_light
from productions.rollkit.template.model import Template
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.side_notes import FewerAcross
from productions.rollkit.timing import convert_seconds_to_frames
from productions.rollkit.typst_compile import compile_pdf, compile_svgs
from productions.shared.sentences import Sentence
from productions.shared.site_languages import WORK_LANGUAGE

__all__ = ["CardShot", "Cue", "Marker", "Reel", "ScrollShot", "build_reel", "render_pdf", "render_svgs"]

STRIP_TEMPLATE = Path(__file__).with_name("strip.typ")


class EmptyRoll(RollRefused):
    """Nobody was on screen, and the template has nothing to say besides."""


@dataclass(frozen=True, slots=True)
class Reel:
    """A roll laid out and timed. `pages` are what `strip.typ` sets, in `fonts` and with `logos`: sizes and cells in whole pixels.

    `borrowed` are the characters that a fallback sets, `fittings` what was broken, narrowed or made smaller so that it fits, `fewer` what stands less
    often side by side than was asked, `missing_code` why a QR code is not there. `names` is what its template asks of names, `name` is what its files begin with.
    `issue` is the release's number, None for a working copy; `signed` are who approved it, and when.
    """

    title: str
    lang: str
    digest: str
    delivery: ScreenSpec
    pages: tuple[dict[str, Any], ...]
    shots: tuple[CardShot | ScrollShot, ...]
    markers: tuple[Marker, ...]
    cues: tuple[Cue, ...]
    fonts: FontSet = SHIPPED_FONTS
    logos: tuple[LogoFile, ...] = ()
    borrowed: tuple[FallbackGlyphs, ...] = ()
    fittings: tuple[Fitting, ...] = ()
    fewer: tuple[FewerAcross, ...] = ()
    missing_code: MissingCode = ""
    names: str = "roll"
    issue: int | None = None
    signed: tuple[str, ...] = ()
    name: str = "roll"

    @property
    def background(self) -> str:
        """The template's, as #rrggbb."""
        return self.delivery.template.background

    @property
    def dark_logos(self) -> tuple[str, ...]:
        """The names of those that hardly show on black and stand on a dark background."""
        bare = set() if is_light(self.background) else self.list_logos_on(plate=False)
        return tuple(logo.name for logo in self.logos if logo.dark and logo.file in bare)

    @property
    def light_logos(self) -> tuple[str, ...]:
        """The names of those that hardly show on white and stand on a plate, or on a light background."""
        plated = self.list_logos_on(plate=True)
        if is_light(self.background):
            plated |= self.list_logos_on(plate=False)
        return tuple(logo.name for logo in self.logos if logo.light and logo.file in plated)

    def list_logos_on(self, *, plate: bool) -> set[str]:
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


def build_reel(
    document: RollDocument,
    delivery: ScreenSpec,
    *,
    lang: str = WORK_LANGUAGE,
    fonts: FontSet = SHIPPED_FONTS,
    logos: Sequence[LogoFile] = (),
    signed: Sequence[str] = (),
    rows: LayOutRole = lay_out_role,
    progress: Progress = ignore_progress,
    marked: bool = False,
) -> Reel:
    """Lay the document out and time it; `rows` lay out a role. `logos` are those that the template of its edition names.

    What is too wide is refused, or else, where it is only looked at, `marked`. Raises EmptyRoll, LineTooWide, LogoTooWide, QrTooSmall, QrTooShort, MissingGlyphs, CardTooHigh,
    CardsRefused, ScrollTooFast, RunningTimeRefused and MixedRollRefused before any page is set.
    """
    document = drop_invisible_characters(document)
    template = delivery.template.for_edition(document.work.edition_kind or document.work.edition)
    fonts = set_weights(fonts, template)
    parts = lay_out_parts(
        document,
        lang=lang,
        raster=delivery.raster,
        template=template,
        fonts=fonts,
        logos=logos,
        rows=rows,
    )
    if not parts:
        raise EmptyRoll(
            Sentence(
                "There is nothing on the roll: add credits, or a block to its template that has something to show, such as title."
            )
        )
    fittings = list_fittings(parts)
    if not marked:
        require_fitting_lines(fittings)
    borrowed = require_glyphs(list_set_texts(parts), fonts)
    progress(0.5)
    found = lay_out_in_time(parts, delivery, template, get_locked_frames(delivery, template))
    require_qr_time(found.pages, found.shots, delivery)
    edge = build_edge(template.backing, delivery.raster)
    return Reel(
        title=roll_texts.format_title(document, lang),
        lang=lang,
        digest=document.digest,
        delivery=delivery,
        pages=tuple(page | edge for page in found.pages) if edge else found.pages,
        shots=found.shots,
        markers=found.markers,
        cues=found.cues,
        fonts=fonts,
        logos=tuple(logos),
        borrowed=borrowed,
        fittings=fittings,
        fewer=tuple(dict.fromkeys(row.fewer for part in parts for row in part.rows if row.fewer)),
        missing_code=find_missing_code(template, document),
        names=template.names,
        issue=document.issue.number,
        signed=tuple(signed),
        name=format_roll_name(document.work, document.issue.number, lang),
    )


def list_set_texts(parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """Every text that is set, readings too, with its weight."""
    cells = (cell for part in parts for row in part.rows for cell in row.cells)
    for cell in cells:
        if cell.logo is None and not cell.qr:
            yield cell.text, cell.look.weight
            for reading in cell.ruby.parts if cell.ruby else ():
                yield reading.text, cell.look.weight


def list_fittings(parts: Sequence[Part]) -> tuple[Fitting, ...]:
    """What was done so that texts fit, from the top, each once."""
    cells = (cell for part in parts for row in part.rows for cell in row.cells)
    found = (fit for cell in cells for fit in (cell.look.fit, *(cell.ruby.left_out if cell.ruby else ())))
    return tuple(dict.fromkeys(fit for fit in found if fit))


def get_locked_frames(delivery: ScreenSpec, template: Template) -> int | None:
    """The running time that is locked: the delivery's own, or else the template's."""
    if delivery.frames is not None or template.running_ms is None:
        return delivery.frames
    return convert_seconds_to_frames(Fraction(template.running_ms, 1000), delivery.rate)


def render_pdf(reel: Reel, *, background: str | None) -> bytes:
    """The pages as vectors, 1 unit a pixel, on a background (`#000000`) or on nothing."""
    return compile_pdf(STRIP_TEMPLATE, build_strip_data(reel, background), reel.fonts)


def render_svgs(reel: Reel) -> list[bytes]:
    """The same pages as one SVG each, on nothing."""
    return compile_svgs(STRIP_TEMPLATE, build_strip_data(reel, None), reel.fonts)


def build_strip_data(reel: Reel, background: str | None) -> dict[str, Any]:
    """What `strip.typ` reads."""
    return {
        "lang": reel.lang,
        "title": reel.title,
        "made_of": list_reel_provenance(reel),
        "background": background,
        "logos": {logo.file: str(logo.path.absolute()) for logo in reel.logos},
        "pages": [{**page, "cells": join_text_runs(page["cells"])} for page in reel.pages],
    }


def list_reel_provenance(reel: Reel) -> tuple[str, ...]:
    """The roll and who approved it, the template, the fonts and the logos, each with what tells it apart: for the metadata of files."""
    template = reel.delivery.template
    return (
        *list_provenance(reel.digest, reel.issue, reel.signed),
        f"template {template.name} {template.version}",
        *list_ingredients(reel.fonts, reel.logos, reel.borrowed),
    )

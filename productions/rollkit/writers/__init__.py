"""The formats of a roll: one module each, which do not know one another (`writer_registry` lists them)."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from productions.rollkit.document.model import RollDocument
from productions.rollkit.progress import FrameProgress, Progress, ignore_count, ignore_progress
from productions.rollkit.roll_options import USUAL_OPTIONS, RollOptions
from productions.rollkit.texts.review_notes import list_review_notes
from productions.rollkit.writer_registry import WRITERS, Writer

if TYPE_CHECKING:
    from productions.rollkit.layout.reel import Reel
    from productions.rollkit.layout.roll_style import LayOutRole


LAYOUT_SHARE = 0.1
"""The share of the work that laying out and timing are."""


def write_roll(
    format: str,
    document: RollDocument,
    out: BinaryIO,
    options: RollOptions = USUAL_OPTIONS,
    *,
    progress: Progress = ignore_progress,
    count: FrameProgress = ignore_count,
) -> tuple[str, ...]:
    """Put the document's bytes in a format into `out`. Raises RollRefused where it cannot be made.

    Returns notes: what people should look at before the roll is shown, one sentence each in its language.
    `count` hears of every frame of a film.
    """
    reel = lay_out_reel((format,), document, options, progress=progress)
    begun = LAYOUT_SHARE if reel else 0.0
    return write_format(
        format,
        document,
        reel,
        out,
        options,
        progress=lambda share: progress(begun + share * (1 - begun)),
        count=count,
    )


def write_format(
    format: str,
    document: RollDocument,
    reel: "Reel | None",
    out: BinaryIO,
    options: RollOptions,
    *,
    progress: Progress = ignore_progress,
    count: FrameProgress = ignore_count,
) -> tuple[str, ...]:
    """As `write_roll`, of a roll that is laid out already: `reel` is what formats on screen are made of, however many of them."""
    writer = WRITERS[format]
    module = load_writer(writer)
    if reel is None or not writer.on_screen:
        module.write(document, out, lang=options.lang, signed=options.signed, progress=progress)
        return list_review_notes(document, lang=options.lang)

    def tell(share: float) -> None:
        if writer.films:
            count(round(share * reel.frames), reel.frames)
        progress(share)

    module.write(reel, out, progress=tell)
    return list_reel_notes(document, reel, captions=list_caption_notes(reel) if writer.captioned else ())


def list_reel_notes(document: RollDocument, reel: "Reel", *, captions: Sequence[str] = ()) -> tuple[str, ...]:
    """What to look at before the roll is shown, of the document and of how it was laid out; `captions` go along."""
    return list_review_notes(
        document,
        lang=reel.lang,
        names=reel.names,
        borrowed=reel.borrowed,
        dark=reel.dark_logos,
        light=reel.light_logos,
        fittings=reel.fittings,
        fewer=reel.fewer,
        missing_code=reel.missing_code,
        captions=captions,
    )


def list_caption_notes(reel: "Reel") -> list[str]:
    """What captions of the reel pass too fast."""
    from productions.rollkit.captions.caption_groups import build_captions
    from productions.rollkit.captions.reading_speed import list_speed_notes

    return list_speed_notes(build_captions(reel), reel.rate, reel.lang)


def require_supported(formats: Sequence[str], reel: "Reel") -> None:
    """Raise RollRefused where one of the formats cannot show this reel."""
    for writer in map(WRITERS.__getitem__, formats):
        if writer.choosy:
            load_writer(writer).require_supported_reel(reel)


def lay_out_reel(
    formats: Sequence[str],
    document: RollDocument,
    options: RollOptions,
    *,
    rows: "LayOutRole | None" = None,
    require: "Callable[[Sequence[str], Reel], None]" = require_supported,
    progress: Progress = ignore_progress,
) -> "Reel | None":
    """The reel that the formats on screen are made of; None where none of them is. Raises RollRefused where it cannot be made, or
    where one of the formats cannot show it, as `require` tells that: who orders a file asks here, too.

    `rows` lay out a role; None: as `build_reel` has it. `progress` hears of LAYOUT_SHARE of the work.
    """
    if not any(WRITERS[format].on_screen for format in formats):
        return None
    # typst and the fonts take long to import, and most processes never lay a roll out.
    from productions.rollkit.fonts.font_set import SHIPPED_FONTS
    from productions.rollkit.layout.reel import build_reel
    from productions.rollkit.layout.role_forms import lay_out_role

    reel = build_reel(
        document,
        options.delivery,
        lang=options.lang,
        fonts=options.fonts or SHIPPED_FONTS,
        logos=options.logos,
        signed=options.signed,
        rows=rows or lay_out_role,
        progress=lambda share: progress(share * LAYOUT_SHARE),
    )
    require(formats, reel)
    return reel


def load_writer(writer: Writer) -> Any:
    """The writer's module, imported when it is first wanted: some take long, and most processes never write any."""
    return import_module(f"{__name__}.{writer.module}")

"""The formats of a roll: one module each, which do not know one another (`writer_registry` lists them)."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from productions.rollkit.document.model import RollDocument
from productions.rollkit.progress import FrameProgress, Progress, ignore_count, ignore_progress
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC, ScreenSpec
from productions.rollkit.texts.review_notes import list_review_notes
from productions.rollkit.writer_registry import WRITERS, Writer
from productions.shared.site_languages import WORK_LANGUAGE

if TYPE_CHECKING:
    from productions.rollkit.fonts.font_set import FontSet
    from productions.rollkit.images.logos import LogoFile
    from productions.rollkit.layout.reel import Reel
    from productions.rollkit.layout.roll_style import LayOutRole


LAYOUT_SHARE = 0.1
"""The share of the work that laying out and timing are."""


def write_roll(
    format: str,
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    delivery: ScreenSpec = DEFAULT_SCREEN_SPEC,
    fonts: "FontSet | None" = None,
    logos: "Sequence[LogoFile]" = (),
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
    count: FrameProgress = ignore_count,
) -> tuple[str, ...]:
    """Put the document's bytes in a format into `out`. Raises RollRefused where it cannot be made.

    Returns notes: what people should look at before the roll is shown, one sentence each in its language.

    `fonts` are what a roll for the screen is set in; None: the shipped ones. `logos` are those that its template names. `signed` says who
    approved it, for the metadata of its files. `count` hears of every frame of a film.
    """
    if not WRITERS[format].on_screen:
        return write_format(format, document, None, out, lang=lang, signed=signed, progress=progress)
    reel = lay_out_reel(
        document,
        lang=lang,
        delivery=delivery,
        fonts=fonts,
        logos=logos,
        signed=signed,
        progress=lambda share: progress(share * LAYOUT_SHARE),
    )
    require_supported(format, reel)
    return write_format(
        format,
        document,
        reel,
        out,
        lang=lang,
        signed=signed,
        progress=lambda share: progress(LAYOUT_SHARE + share * (1 - LAYOUT_SHARE)),
        count=count,
    )


def write_format(
    format: str,
    document: RollDocument,
    reel: "Reel | None",
    out: BinaryIO,
    *,
    lang: str,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
    count: FrameProgress = ignore_count,
) -> tuple[str, ...]:
    """As `write_roll`, of a roll that is laid out already: `reel` is what formats on screen are made of, however many of them."""
    writer = WRITERS[format]
    module = load_writer(writer)
    if reel is None or not writer.on_screen:
        module.write(document, out, lang=lang, signed=signed, progress=progress)
        return list_review_notes(document, lang=lang)

    def tell(share: float) -> None:
        if writer.films:
            count(round(share * reel.frames), reel.frames)
        progress(share)

    module.write(reel, out, progress=tell)
    return list_review_notes(
        document,
        lang=lang,
        names=reel.names,
        borrowed=reel.borrowed,
        dark=reel.dark_logos,
        light=reel.light_logos,
        fittings=reel.fittings,
        fewer=reel.fewer,
        captions=list_caption_notes(reel) if writer.captioned else (),
    )


def list_caption_notes(reel: "Reel") -> list[str]:
    """What captions of the reel pass too fast."""
    from productions.rollkit.captions.caption_groups import build_captions
    from productions.rollkit.captions.reading_speed import list_speed_notes

    return list_speed_notes(build_captions(reel), reel.rate, reel.lang)


def lay_out_reel(
    document: RollDocument,
    *,
    lang: str,
    delivery: ScreenSpec,
    fonts: "FontSet | None" = None,
    logos: "Sequence[LogoFile]" = (),
    signed: Sequence[str] = (),
    rows: "LayOutRole | None" = None,
    progress: Progress = ignore_progress,
) -> "Reel":
    """The reel that every format on screen is made of. Raises RollRefused where it cannot be made: who orders one asks here, too.

    `rows` lay out a role; None: as `build_reel` has it.
    """
    # typst and the fonts take long to import, and most processes never lay a roll out.
    from productions.rollkit.fonts.font_set import SHIPPED_FONTS
    from productions.rollkit.layout.reel import build_reel
    from productions.rollkit.layout.role_forms import lay_out_role

    return build_reel(
        document,
        delivery,
        lang=lang,
        fonts=fonts or SHIPPED_FONTS,
        logos=logos,
        signed=signed,
        rows=rows or lay_out_role,
        progress=progress,
    )


def require_supported(format: str, reel: "Reel") -> None:
    """Raise RollRefused where the format cannot show this reel."""
    writer = WRITERS[format]
    if writer.choosy:
        load_writer(writer).require_supported_reel(reel)


def load_writer(writer: Writer) -> Any:
    """The writer's module, imported when it is first wanted: some take long, and most processes never write any."""
    return import_module(f"{__name__}.{writer.module}")

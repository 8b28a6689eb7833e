"""The formats of a roll: one module each, which do not know one another. JSON is the lossless one."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from productions.roll.delivery import DEFAULT_SCREEN_SPEC, ScreenSpec
from productions.roll.document import RollDocument
from productions.roll.layout import FrameProgress, Progress, ignore_count, ignore_progress
from productions.roll.notes import list_review_notes

if TYPE_CHECKING:
    from productions.roll.fonts import FontSet
    from productions.roll.logos import LogoFile
    from productions.roll.screen.layout import LayOutRole
    from productions.roll.screen.reel import Reel


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its module here, the suffix and media type of its files, and what it keeps.

    A paper writer's module has `write(document, out, *, lang, signed, progress)`, one for screens (`on_screen`)
    `write(reel, out, *, progress)`, where `out` is binary, seekable and starts empty. The same input gives the same bytes.
    `lossless` formats keep all of the document. What `films` tells its progress after every frame, as its share of all.
    A format that cannot show every reel (`choosy`) says so in its module's `require_supported_reel(reel)`, which raises RollRefused.
    """

    module: str
    suffix: str
    media_type: str
    on_screen: bool = False
    lossless: bool = False
    films: bool = False
    choosy: bool = False


WRITERS: dict[str, Writer] = {
    "pdf": Writer("as_pdf", "pdf", "application/pdf"),
    "html": Writer("as_html", "html", "text/html; charset=utf-8"),
    "txt": Writer("as_txt", "txt", "text/plain; charset=utf-8"),
    "csv": Writer("as_csv", "csv", "text/csv; charset=utf-8"),
    "xlsx": Writer("as_xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Writer("as_json", "json", "application/json", lossless=True),
    "cinecred": Writer("as_cinecred", "cinecred.csv", "text/csv; charset=utf-8"),
    "sheet": Writer("as_sheet", "sheet.csv", "text/csv; charset=utf-8"),
    "screen": Writer("as_screen", "screen.pdf", "application/pdf", on_screen=True),
    "svg": Writer("as_svg", "svg.zip", "application/zip", on_screen=True),
    "png": Writer("as_png", "png.zip", "application/zip", on_screen=True),
    "otio": Writer("as_otio", "otio", "application/json", on_screen=True),
    "fcpxml": Writer("as_fcpxml", "fcpxml", "application/xml", on_screen=True),
    "fcp7": Writer("as_fcp7", "fcp7.xml", "application/xml", on_screen=True, choosy=True),
    "edl": Writer("as_edl", "edl", "text/plain; charset=utf-8", on_screen=True, choosy=True),
    "ttml": Writer("as_ttml", "ttml", "application/ttml+xml", on_screen=True),
    "srt": Writer("as_srt", "srt", "application/x-subrip; charset=utf-8", on_screen=True),
    "mp4": Writer("as_mp4", "mp4", "video/mp4", on_screen=True, films=True),
    "prores4444": Writer("as_prores4444", "mov", "video/quicktime", on_screen=True, films=True),
    "prores422hq": Writer("as_prores422hq", "422hq.mov", "video/quicktime", on_screen=True, films=True),
    "dnxhr": Writer("as_dnxhr", "mxf", "application/mxf", on_screen=True, films=True),
    "png_sequence": Writer(
        "as_png_sequence", "frames.png.zip", "application/zip", on_screen=True, films=True
    ),
    "tiff_sequence": Writer(
        "as_tiff_sequence", "frames.tiff.zip", "application/zip", on_screen=True, films=True
    ),
    "dpx_sequence": Writer(
        "as_dpx_sequence", "frames.dpx.zip", "application/zip", on_screen=True, films=True
    ),
}

LAYOUT_SHARE = 0.1
"""The share of the work that laying out and timing are."""


def write_roll(
    format: str,
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
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
    writer = WRITERS[format]
    module = load_writer(writer)
    if not writer.on_screen:
        module.write(document, out, lang=lang, signed=signed, progress=progress)
        return list_review_notes(document, lang=lang)
    reel = lay_out_reel(
        format,
        document,
        lang=lang,
        delivery=delivery,
        fonts=fonts,
        logos=logos,
        signed=signed,
        progress=lambda share: progress(share * LAYOUT_SHARE),
    )

    def tell(share: float) -> None:
        if writer.films:
            count(round(share * reel.frames), reel.frames)
        progress(LAYOUT_SHARE + share * (1 - LAYOUT_SHARE))

    module.write(reel, out, progress=tell)
    return list_review_notes(
        document, lang=lang, borrowed=reel.borrowed, dark=reel.dark_logos, light=reel.light_logos
    )


def lay_out_reel(
    format: str,
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
    """The reel that a format on screen is made of. Raises RollRefused where it cannot be made: who orders one asks here, too.

    `rows` lay out a role; None: as `build_reel` has it.
    """
    # typst and the fonts take long to import, and most processes never lay a roll out.
    from productions.roll.fonts import SHIPPED_FONTS
    from productions.roll.screen.forms import lay_out_role
    from productions.roll.screen.reel import build_reel

    reel = build_reel(
        document,
        delivery,
        lang=lang,
        fonts=fonts or SHIPPED_FONTS,
        logos=logos,
        signed=signed,
        rows=rows or lay_out_role,
        progress=progress,
    )
    writer = WRITERS[format]
    if writer.choosy:
        load_writer(writer).require_supported_reel(reel)
    return reel


def load_writer(writer: Writer) -> Any:
    """The writer's module, imported when it is first wanted: some take long, and most processes never write any."""
    return import_module(f"{__name__}.{writer.module}")

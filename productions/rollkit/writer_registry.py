"""The formats of a roll: module, suffix and media type of each. JSON is the lossless one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its module here, the suffix and media type of its files, and what it keeps.

    A paper writer's module has `write(document, out, *, lang, signed, progress)`, one for screens (`on_screen`)
    `write(reel, out, *, progress)`, where `out` is binary, seekable and starts empty. The same input gives the same bytes.
    `lossless` formats keep all of the document. What `films` tells its progress after every frame, as its share of all.
    What is `captioned` tells the roll as captions, which may pass faster than they are read.
    A format that cannot show every reel (`choosy`) says so in its module's `require_supported_reel(reel)`, which raises RollRefused.
    """

    module: str
    suffix: str
    media_type: str
    on_screen: bool = False
    lossless: bool = False
    films: bool = False
    choosy: bool = False
    captioned: bool = False


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
    "fcpxml": Writer("as_fcpxml", "fcpxml", "application/xml", on_screen=True, captioned=True),
    "fcp7": Writer("as_fcp7", "fcp7.xml", "application/xml", on_screen=True, choosy=True),
    "edl": Writer("as_edl", "edl", "text/plain; charset=utf-8", on_screen=True, choosy=True),
    "ttml": Writer("as_ttml", "ttml", "application/ttml+xml", on_screen=True, captioned=True),
    "srt": Writer("as_srt", "srt", "application/x-subrip; charset=utf-8", on_screen=True, captioned=True),
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

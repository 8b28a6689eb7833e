"""The formats a roll is exported in, and the groups that they are chosen from."""

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ExportFormat(TextChoices):
    """The roll writers' names (`productions.rollkit.writers.WRITERS` has the same keys; a check compares)."""

    PDF = "pdf", "PDF"
    HTML = "html", "HTML"
    TXT = "txt", _("plain text")
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel (XLSX)"
    JSON = "json", "JSON"
    CINECRED = "cinecred", _("Cinecred sheet (CSV)")
    SHEET = "sheet", _("sheet for roll designers (CSV)")
    SCREEN = "screen", _("roll for the screen (PDF)")
    SVG = "svg", _("pages as outlines (SVG)")
    PNG = "png", _("screens as stills with alpha (PNG)")
    MP4 = "mp4", _("proof film (MP4, H.264)")
    PRORES4444 = "prores4444", _("film with alpha (MOV, ProRes 4444)")
    PRORES422HQ = "prores422hq", _("film on black (MOV, ProRes 422 HQ)")
    DNXHR = "dnxhr", _("film on black (MXF, DNxHR HQ)")
    PNG_SEQUENCE = "png_sequence", _("frames with alpha (PNG)")
    TIFF_SEQUENCE = "tiff_sequence", _("frames with alpha (TIFF)")
    DPX_SEQUENCE = "dpx_sequence", _("frames on black (DPX)")
    OTIO = "otio", _("timeline (OpenTimelineIO)")
    FCPXML = "fcpxml", _("editable titles (FCPXML)")
    FCP7 = "fcp7", _("timeline (Final Cut Pro 7 XML)")
    EDL = "edl", _("edit decision list (EDL)")
    TTML = "ttml", _("captions (TTML, IMSC 1.1)")
    SRT = "srt", _("captions (SRT)")


PACKAGE = "package"
"""What several formats in one ZIP have in the place of a format."""


def list_export_formats() -> list[tuple[str, "StrOrPromise"]]:
    """What an export may be: a file in one of the formats, or a package of several."""
    return [*ExportFormat.choices, (PACKAGE, _("package (ZIP)"))]


FORMAT_GROUPS = (
    (_("to read"), (ExportFormat.PDF, ExportFormat.HTML, ExportFormat.TXT)),
    (
        _("sheets and data"),
        (
            ExportFormat.CSV,
            ExportFormat.XLSX,
            ExportFormat.SHEET,
            ExportFormat.CINECRED,
            ExportFormat.JSON,
        ),
    ),
    (_("pages for the screen"), (ExportFormat.SCREEN, ExportFormat.SVG, ExportFormat.PNG)),
    (
        pgettext_lazy("group of formats", "film"),
        (
            ExportFormat.MP4,
            ExportFormat.PRORES4444,
            ExportFormat.PRORES422HQ,
            ExportFormat.DNXHR,
            ExportFormat.PNG_SEQUENCE,
            ExportFormat.TIFF_SEQUENCE,
            ExportFormat.DPX_SEQUENCE,
        ),
    ),
    (_("editing"), (ExportFormat.OTIO, ExportFormat.FCPXML, ExportFormat.FCP7, ExportFormat.EDL)),
    (_("captions"), (ExportFormat.SRT, ExportFormat.TTML)),
)
"""Every format once (a check compares), under the heading that people look for it."""


FORMAT_SETS = {
    "editor": (_("For the editor"), (ExportFormat.PRORES4444, ExportFormat.EDL)),
    "web": (_("For the web"), (ExportFormat.MP4, ExportFormat.HTML)),
    "check": (_("To check it"), (ExportFormat.PDF, ExportFormat.XLSX)),
}
"""What is usually asked for together, by the word for it in an address."""


def grouped_formats() -> list[tuple[str, list[tuple[str, str]]]]:
    """The formats as choices of a form, group by group, in the language of whoever asks."""
    return [
        (str(group), [(one.value, str(one.label)) for one in formats]) for group, formats in FORMAT_GROUPS
    ]

"""What is written in every format, and what a reader of the file reads there."""

import html
import io
from xml.etree import ElementTree
from zipfile import ZipFile

import av
import openpyxl
import pypdfium2

from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import write_roll

WITHOUT_TEXT = {"png", "otio", "fcp7", "edl", "dnxhr"} | {
    name
    for name, writer in WRITERS.items()
    if writer.media_type.startswith("video/") or name.endswith("_sequence")
}
"""Pictures, and time lines that place them: the names are in the formats beside them."""


def written(name, document, lang="ja", delivery=DEFAULT_SCREEN_SPEC, signed=()):
    out = io.BytesIO()
    write_roll(name, document, out, RollOptions(lang=lang, delivery=delivery, signed=signed))
    return out.getvalue()


def text_of(name, document, lang="ja"):
    """What a reader of the file reads."""
    return (READERS.get(name) or plain)(written(name, document, lang))


def plain(data):
    return data.decode("utf-8-sig")


def pdf_text(data):
    pdf = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


def xlsx_text(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


def files_of(data):
    """The files in a ZIP, by name, in its order."""
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def svg_text(data):
    pages = [ElementTree.fromstring(page) for page in files_of(data).values()]
    return "\n".join(page.findtext("{http://www.w3.org/2000/svg}desc") for page in pages)


def xml_text(data):
    return "\n".join(ElementTree.fromstring(data).itertext())


READERS = {
    "pdf": pdf_text,
    "screen": pdf_text,
    "xlsx": xlsx_text,
    "svg": svg_text,
    "ttml": xml_text,
    "fcpxml": xml_text,
}


def said_in(name, data):
    """What each file of a format says of itself: the file, or those in a ZIP."""
    if WRITERS[name].media_type == "application/zip":
        return [archive_comment(data), *(each.decode(errors="replace") for each in files_of(data).values())]
    return [(ABOUT.get(name) or about)(data)]


def about(data):
    return html.unescape(data.decode(errors="replace"))


def archive_comment(data):
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.comment.decode()


def keywords(data):
    pdf = pypdfium2.PdfDocument(data)
    found = pdf.get_metadata_value("Keywords")
    pdf.close()
    return found


def movie_tags(data):
    with av.open(io.BytesIO(data)) as movie:
        return "\n".join(movie.metadata.values())


ABOUT = {
    "pdf": keywords,
    "screen": keywords,
    "xlsx": lambda data: openpyxl.load_workbook(io.BytesIO(data)).properties.keywords,
    **dict.fromkeys(("mp4", "prores4444", "prores422hq", "dnxhr"), movie_tags),
}

"""Where typst set the texts of a roll, read back from its PDF: 1 unit is 1 pixel."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from productions.rollkit.layout.reel import Reel, render_pdf


@dataclass(frozen=True)
class SetText:
    """A run of text: where its first letter stands on the base line `y`, and where the ink of its last one ends, from the top left of the page."""

    text: str
    x: float
    y: float
    right: float


def read_set_texts(reel: Reel, page: int = 0) -> list[SetText]:
    """The runs of a page in the order of the file. A text is in several where fonts or scripts change."""
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background="#000000"))
    try:
        sheet = pdf[page]
        letters = sheet.get_textpage()
        height = sheet.get_height()
        found = []
        for each in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=15):
            size = pdfium.FPDFTextObj_GetText(each.raw, letters.raw, None, 0)
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFTextObj_GetText(
                each.raw, letters.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
            )
            text = buffer.raw[: size - 2].decode("utf-16-le").strip("\0")
            matrix = each.get_matrix()
            _left, _bottom, right, _top = each.get_bounds()
            found.append(SetText(text, round(matrix.e, 2), round(height - matrix.f, 2), round(right, 2)))
        return found
    finally:
        pdf.close()


def is_set(name: str, texts: Iterable[str]) -> bool:
    """Whether a name stands there, in one of the texts or in lines with those of other columns between them; spaces are left out."""
    name, *said = (text.replace(" ", "").replace("　", "") for text in (name, *texts))
    return any(name in text for text in said) or name in "".join(text for text in said if text in name)

"""The PDF for people sets a name in one font, as the screen does."""

import ctypes
import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from productions.rollkit.document.compose import compose_document
from productions.rollkit.writers import as_pdf
from tests.roll.samples import FIRST, KEY, WORK, credit


def list_fonts_of_characters(data):
    """Each character of the first page with the name of its font."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    found = []
    for index in range(page.count_chars()):
        name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(page, index, name, 100, flags)
        found.append((chr(pdfium.FPDFText_GetUnicode(page, index)), name.value.decode().split("+")[-1]))
    return found


@pytest.mark.parametrize(
    ("name", "font"),
    [("Łukasz J. Ćwierć", "NotoSans"), ("Lukas J. Beispiel", "NotoSansCJKjp"), ("נועה", "NotoSansHebrew")],
)
def test_every_letter_of_a_name_is_of_one_font(name, font):
    out = io.BytesIO()
    as_pdf.write(
        compose_document(WORK, FIRST, [credit("1", KEY, name)], cuts_total=0, complete=True), out, lang="ja"
    )
    printed = list_fonts_of_characters(out.getvalue())
    begun = "".join(letter for letter, _own in printed).index(name[0])
    row = printed[begun : begun + len(name)]
    assert {own.split("-")[0] for letter, own in row if letter.isalpha()} == {font}

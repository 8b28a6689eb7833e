"""Names in Hebrew and Arabic on paper and in sheets: as a whole they run from the right."""

from io import BytesIO

import openpyxl
import pypdfium2

from productions.rollkit.writers import write_roll
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll

HEBREW, LATIN = "שרה לוי!", "Sara Levi!"
ROLL = roll(credit("1", KEY, HEBREW, sort_key="1"), credit("2", KEY, LATIN, sort_key="2"))


def write(form):
    out = BytesIO()
    write_roll(form, ROLL, out, lang="en")
    return out.getvalue()


def test_on_paper_what_closes_a_name_stands_at_its_left_end():
    pdf = pypdfium2.PdfDocument(write("pdf"))
    text = pdf[0].get_textpage()
    letters = [
        (text.get_text_range(index, 1), *text.get_charbox(index, loose=True))
        for index in range(text.count_chars())
    ]
    pdf.close()
    (hebrew_left, hebrew_top), (latin_left, latin_top) = [
        (min(left for _letter, left, bottom, *_rest in letters if abs(bottom - row) < 3), row)
        for row in [
            next(bottom for letter, _left, bottom, *_rest in letters if letter == own) for own in ("ש", "S")
        ]
    ]
    marks = {round(bottom): left for letter, left, bottom, *_rest in letters if letter == "!"}
    hebrew, latin = (
        min(marks.items(), key=lambda mark: abs(mark[0] - row))[1] for row in (hebrew_top, latin_top)
    )
    names = [left for letter, left, *_rest in letters if letter in "שרהלוי"]
    assert hebrew < min(names)
    assert latin > latin_left
    assert hebrew_left <= hebrew


def test_a_sheet_says_which_cells_run_from_the_right():
    book = openpyxl.load_workbook(BytesIO(write("xlsx")))
    orders = {cell.value: cell.alignment.readingOrder for row in book["Credits"].iter_rows() for cell in row}
    assert (orders[HEBREW], orders[LATIN]) == (2, 0)

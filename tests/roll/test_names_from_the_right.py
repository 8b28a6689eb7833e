"""Names in Hebrew and Arabic on paper, in sheets and in grids on the screen: as a whole they run from the right."""

import re
import shutil
import subprocess
from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from productions.rollkit.layout.reel import render_pdf
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.writers import write_roll
from tests.roll.long_names import reel
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll

HEBREW, LATIN = "שרה לוי!", "Sara Levi!"
ROLL = roll(credit("1", KEY, HEBREW, sort_key="1"), credit("2", KEY, LATIN, sort_key="2"))


def write(form):
    out = BytesIO()
    write_roll(form, ROLL, out, RollOptions(lang="en"))
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


GRID_NAMES = ("שרה דוגמה", "דוד כהן", "רחל לוי", "יעקב", "מרים בן־דוד")
DIRECTION_MARKS = re.compile("[\u202a-\u202e]")
"""What pdftotext writes around lines that run from the right."""


def set_small_grid(columns):
    credits = (credit(str(index), KEY, name, sort_key=str(index)) for index, name in enumerate(GRID_NAMES))
    grid = {"holds": "rest", "form": "grid", "columns": columns}
    return render_pdf(reel(roll(*credits), blocks=[grid]), background="#000000")


@pytest.mark.parametrize("columns", [2, 3, 5])
def test_hebrew_names_of_a_small_grid_are_read_back_in_logical_order(columns):
    with pypdfium2.PdfDocument(set_small_grid(columns)) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert [name for name in GRID_NAMES if name not in text] == []


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler is another program's reader, where it is installed"
)
@pytest.mark.parametrize("columns", [2, 3, 5])
def test_poppler_reads_them_in_logical_order(columns, tmp_path):
    file = tmp_path / "grid.pdf"
    file.write_bytes(set_small_grid(columns))
    done = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True)
    text = DIRECTION_MARKS.sub("", done.stdout)
    assert [name for name in GRID_NAMES if name not in text] == []

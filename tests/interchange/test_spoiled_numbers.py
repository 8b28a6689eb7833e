"""Numbers that a spreadsheet program has made something else of."""

import io

import pytest
from openpyxl import Workbook

from productions.interchange.sheets.credit_sheet import read_credit_sheet
from productions.interchange.sheets.spoiled_numbers import find_spoiled_number, restore_whole_number


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("2-Jan", ("1-2", "2-1")), ("02-Jan", ("1-2", "2-1")), ("Jan-02", ("1-2", "2-1")), ("2-Jan-26", ("1-2", "2-1")),
        ("January 2, 2026", ("1-2", "2-1")), ("2 Jan 2026", ("1-2", "2-1")), ("Sept-5", ("9-5", "5-9")), ("3-Mar", ("3-3",)),
        ("１月２日", ("1-2", "2-1")), ("2026年1月2日", ("1-2", "2-1")), ("12月31日", ("12-31", "31-12")),
        ("2026/1/2", ("1-2", "2-1")), ("2026-01-02", ("1-2", "2-1")), ("2026-01-02T00:00:00", ("1-2", "2-1")),
        ("1/2/2026", ("1-2", "2-1")), ("2026.1.2", ("1-2", "2-1")),
        ("1.20E+04", ("12000", "12E3")), ("1E+05", ("100000", "1E5")), ("1.2345E+04", ("12345",)), ("1E+20", ("1E20",)),
        ("###", ()), ("########", ()),
    ],
)  # fmt: skip
def test_what_a_number_probably_was_is_said(text, suggestions):
    found = find_spoiled_number(text)
    assert found is not None
    assert found.suggestions == suggestions
    assert all(f"“{suggestion}”" in str(found.sentence) for suggestion in suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "1-2",
        "12A",
        "001-030",
        "C012",
        "1/2",
        "9・10",
        "2026",
        "13-45",
        "2026-13-45",
        "E3",
        "s01c023",
        "#3",
        "Aパート",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert find_spoiled_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.0", "12"), ("１２．０", "12"), ("12.5", "12.5"), ("12.", "12."), ("1.0.0", "1.0.0")],
)
def test_a_whole_number_loses_its_decimals(text, number):
    assert restore_whole_number(text) == number


def test_a_cell_that_excel_made_a_date_of_is_told():
    book = Workbook()
    sheet = book.active
    sheet.append(["話数", "カット", "役職", "名前"])
    sheet.append([1.0, None, "原画", "試山 験太"])
    sheet["B2"].value = 46024
    sheet["B2"].number_format = 'm"月"d"日"'
    out = io.BytesIO()
    book.save(out)
    read = read_credit_sheet(out.getvalue(), filename="a.xlsx")
    assert [(each.line, each.column, each.suggestions) for each in read.problems] == [
        (2, "カット", ("1-2", "2-1"))
    ]


def test_what_excel_writes_to_keep_zeros_is_the_number():
    read = read_credit_sheet(
        '役職,カット,名前\n原画,"=""001""",試山 験太\n原画,#REF!,例田 花\n'.encode(), filename="a.csv"
    )
    assert [row.cut for row in read.rows] == ["001"]
    assert [str(each) for each in read.problems] == [
        "line 3, column カット: Cell B3 holds an error value; write what belongs there."
    ]

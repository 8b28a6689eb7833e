"""Workbooks as somebody who looks at them sees them: merged and hidden cells, several sheets, headings below titles."""

from openpyxl import Workbook

from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.xlsx_layout import read_sheet_layout
from tests.interchange.plain_problems import tell
from tests.interchange.workbooks import MAIN
from tests.interchange.worksheet_making import HEADINGS, LEFT_OUT, make_book, merge, names, read


def test_merged_cells_fill_downwards_and_make_no_rows() -> None:
    rows = [HEADINGS, [1, "001", "原画", "試山 験太"], [None, "002", None, None], [None, None, None, None]]
    sheet = read(make_book(merge("A2:A900", "C2:C4", "D2:D3"), *rows))
    assert names(sheet) == [("001", "原画", "試山 験太"), ("002", "原画", "試山 験太")]
    assert [row.episode for row in sheet.rows] == ["1", "1"]


def test_a_cell_that_is_merged_with_the_column_beside_it_says_nothing_of_that_column() -> None:
    rows = [["役職", "名前", "所属"], ["原画", "試山 験太", None], ["動画", "例田 花", "スタジオ例"]]
    sheet = read(make_book(merge("B2:C2"), *rows))
    assert [(row.name, row.affiliation) for row in sheet.rows] == [
        ("試山 験太", ""),
        ("例田 花", "スタジオ例"),
    ]


def test_whoever_reads_a_matrix_sees_what_fills_to_the_right() -> None:
    data = make_book(merge("B2:C2"), ["カット", "原画", "第二原画"], ["001", "試山 験太", None])
    row = read_sheet(data, filename="a.xlsx").rows[0]
    assert (row.cells, row.spread) == (("001", "試山 験太", "試山 験太"), (2,))


def test_a_title_that_is_merged_over_the_table_is_a_title() -> None:
    rows = [["試作アニメ スタッフリスト"], HEADINGS, [1, "001", "原画", "試山 験太"]]
    sheet = read(make_book(merge("A1:D1"), *rows))
    assert names(sheet) == [("001", "原画", "試山 験太")]
    assert len(sheet.notes) == 1
    assert str(sheet.notes[0]).endswith("stands above the headings, and is left out.")


def test_two_rows_of_headings_are_the_lower_one() -> None:
    rows = [["話数", "カット", "担当", None], [None, None, "役職", "名前"], [1, "001", "原画", "試山 験太"]]
    sheet = read(make_book(merge("A1:A2", "B1:B2", "C1:D1"), *rows))
    assert (names(sheet), sheet.problems) == ([("001", "原画", "試山 験太")], ())


def test_headings_in_two_languages_and_on_every_page_are_no_credits() -> None:
    rows = [
        HEADINGS,
        ["Episode", "Cut", "Role", "Name"],
        [1, "001", "原画", "試山 験太"],
        HEADINGS,
        [1, "002", "原画", "例田 花"],
    ]
    sheet = read(make_book(lambda book: None, *rows))
    assert names(sheet) == [("001", "原画", "試山 験太"), ("002", "原画", "例田 花")]
    assert tell(sheet.notes) == [
        f"line {line}: The line repeats the headings, and is left out." for line in (2, 4)
    ]


def hide(book: Workbook) -> None:
    for line in (3, 4, 6, 7):
        book.active.row_dimensions[line].hidden = True
    book.active.column_dimensions["B"].hidden = True


HIDDEN = make_book(hide, HEADINGS, *([1, f"{n:03}", "原画", f"例田 {n}"] for n in range(1, 7)))


def test_hidden_rows_and_columns_are_told_and_left_out() -> None:
    sheet = read(HIDDEN)
    assert names(sheet) == [("", "原画", "例田 1"), ("", "原画", "例田 4")]
    assert tell(sheet.notes) == [
        "line 1, column カット: The file hides this column, so it is left out; ask for hidden rows and columns to read it.",
        f"lines 3 to 4: {LEFT_OUT}",
        f"lines 6 to 7: {LEFT_OUT}",
    ]
    assert [(column.heading, column.field) for column in sheet.columns] == [
        ("話数", "episode"),
        ("カット", ""),
        ("役職", "role"),
        ("名前", "name"),
    ]


def test_hidden_rows_and_columns_are_read_when_asked_for() -> None:
    sheet = read(HIDDEN, hidden_rows=True)
    assert (len(sheet.rows), sheet.rows[1].cut, sheet.notes) == (6, "002", ())


def test_what_has_no_height_or_no_width_is_hidden() -> None:
    part = (
        f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" width="0" customWidth="1"/><col min="9" max="9" hidden="true"/></cols>'
        '<sheetData><row r="2" ht="0" customHeight="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"/></sheetData></worksheet>'
    )
    layout = read_sheet_layout(part.encode())
    assert (layout.hidden_rows, layout.hidden_columns, layout.width) == ({2}, {1, 2, 8}, 1)


def test_endless_runs_of_hidden_rows_are_told_together() -> None:
    def hide_every_second(book: Workbook) -> None:
        for line in range(3, 300, 2):
            book.active.row_dimensions[line].hidden = True

    sheet = read(make_book(hide_every_second, HEADINGS, *([1, "001", "原画", "例田 花"] for _ in range(298))))
    assert len(sheet.notes) == 51
    assert str(sheet.notes[-1].place) == "99 more hidden rows"

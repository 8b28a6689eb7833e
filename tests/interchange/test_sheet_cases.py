"""Small sheets like those that people have, and what each is read as."""

import re
import unicodedata
from pathlib import Path

import pytest

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheet
from productions.shared.numbers import number_key
from tests.interchange.plain_problems import tell
from tests.interchange.shape_reading import read_case
from tests.speaking import in_japanese

CASES = Path(__file__).parents[1] / "data" / "cases"


def list_cells(sheet: CreditSheet, *fields: str) -> list[tuple[str, ...]]:
    """Some cells of every row."""
    return [tuple(getattr(row, field) for field in fields) for row in sheet.rows]


@pytest.mark.parametrize(
    ("name", "fields", "cells"),
    [
        (
            "01_cp932_nec_ibm.csv",
            ("cut", "role", "name", "affiliation"),
            [
                ("001", "原画", "髙橋 例子", "㈱例アニメ"),
                ("002", "原画", "﨑山 例①", "スタジオⅢ"),
                ("003", "第二原画", "濵田～例", "例㎝工房"),
            ],
        ),
        ("03_furigana.xlsx", ("role", "name"), [("原画", "試山 験太"), ("動画", "例田 花")]),
        ("04_zeros_lost.csv", ("cut", "name"), [("1", "試山 験太"), ("12A", "例田 花")]),
        (
            "19_rare.csv",
            ("name",),
            [("葛󠄀例 一",), ("𠮷例 二",), ("ﾀﾒｼ ｶﾅ",), ("例☆太",), ("例田♂花♡",), ("例👍子",), ("森鷗外例",)],
        ),
        ("28_excel_unicode_text.txt", ("role", "name"), [("原画", "試山 験太")]),
        ("28b_semicolon.csv", ("role", "name"), [("原画", "試山 験太")]),
        ("30_leading_newline.xlsx", ("role", "name"), [("原画", "試山 験太"), ("動画 検査", "例田\n花")]),
    ],
)
def test_a_sheet_is_read_without_a_word(
    name: str, fields: tuple[str, ...], cells: list[tuple[str, ...]]
) -> None:
    sheet = read_case(name)
    assert (list_cells(sheet, *fields), tell(sheet.problems), tell(sheet.notes)) == (cells, [], [])


def test_every_number_that_a_program_spoiled_is_told_in_one_round() -> None:
    sheet = read_case("05_date_turned.csv")
    assert (sheet.rows, [(each.line, each.column, each.suggestions) for each in sheet.problems]) == (
        (),
        [
            (2, "カット", ("1-2", "2-1")),
            (3, "カット", ("1-2", "2-1")),
            (4, "カット", ("1-2", "2-1")),
            (5, "カット", ("1-2", "2-1")),
            (6, "カット", ("12000", "12E3")),
        ],
    )
    mend = "Format the column as text and write it again."
    assert tell(sheet.problems)[::4] == [
        f"line 2, column カット: “2-Jan” is a date, made by the spreadsheet program; it was probably “1-2”, or “2-1”. {mend}",
        "line 6, column カット: “1.20E+04” is a number that the spreadsheet program has rewritten; it was probably “12000” or “12E3”. "
        + mend,
    ]


def test_what_is_left_of_a_whole_number_is_the_number() -> None:
    sheet = read_case("05c_sci_and_jan02.csv")
    assert list_cells(sheet, "cut") == [("12",)]
    assert [each.line for each in sheet.problems] == [2, 3]


def test_merged_cells_hold_for_all_their_rows() -> None:
    sheet = read_case("06_merged.xlsx")
    assert list_cells(sheet, "episode", "cut", "role", "name") == [
        ("1", "001", "原画", "試山 験太"),
        ("1", "002", "原画", "例田 花"),
        ("1", "003", "原画", "見本 太一"),
        ("1", "", "動画検査", "検見 例子"),
    ]
    assert tell(sheet.notes) == [
        "line 2: 2 merged ranges (the first is A2:A5) are read as if each of their cells held the value."
    ]


def test_a_row_that_the_file_filters_out_is_told_and_left_out() -> None:
    sheet = read_case("07_hidden_row.xlsx")
    assert list_cells(sheet, "name") == [("試山 験太",), ("例田 花",)]
    assert tell(sheet.notes) == [
        "line 3: What the file hides or filters out is left out; ask for hidden rows and columns to read it."
    ]


def test_a_cover_is_passed_over_for_the_sheet_with_headings() -> None:
    sheet = read_case("08_cover_sheet.xlsx")
    assert (list_cells(sheet, "episode", "role", "name"), sheet.worksheets) == (
        [("3", "原画", "試山 験太")],
        ("表紙", "3話"),
    )
    assert tell(sheet.notes) == [
        "sheet 表紙: No heading of a credit sheet is found here, so this sheet is left out; choose it by its title to read it."
    ]


def test_titles_and_dates_above_the_headings_are_told() -> None:
    sheet = read_case("09_title_above.csv")
    assert [(row.line, row.episode, row.name) for row in sheet.rows] == [(5, "3", "試山 験太")]
    assert tell(sheet.notes) == [
        "line 1: “試作アニメ 第3話 スタッフリスト” stands above the headings, and is left out.",
        "line 2: “作成日 2026/11/01” stands above the headings, and is left out.",
    ]
    assert tell(read_case("28d_numbers_title.csv").notes) == [
        "line 1: “表1” stands above the headings, and is left out."
    ]
    assert list_cells(read_case("28d_numbers_title.csv"), "role", "name") == [("原画", "試山 験太")]


def test_every_spelling_of_an_episode_is_one_number() -> None:
    sheet = read_case("14_episode_spellings.csv")
    assert [number_key(row.episode) for row in sheet.rows] == ["1"] * 7 + ["op"]
    assert (sheet.problems, sheet.notes) == ((), ())


def test_spellings_of_cuts_are_kept_for_whoever_knows_the_cuts() -> None:
    sheet = read_case("15_cut_spellings.csv")
    assert len(sheet.rows) == 17
    assert (sheet.rows[7].cut, sheet.rows[13].cut, sheet.rows[15].cut) == ("11、13", "21,22", "Aパート")
    assert (sheet.problems, sheet.notes) == ((), ())


def test_what_was_written_in_parts_stays_so() -> None:
    first, second = read_case("17_nfd.csv").rows
    assert (
        unicodedata.normalize("NFC", first.name) == unicodedata.normalize("NFC", second.name) == "ガザニ ベル"
    )


def test_an_empty_open_document_is_empty_and_numbers_is_told_how_to_export() -> None:
    assert tell(read_case("29_sheet.ods").problems) == [
        "29_sheet.ods: The file is empty; it needs a heading row and a line for each entry."
    ]
    assert tell(read_case("29b_sheet.numbers").problems) == [
        "29b_sheet.numbers: The file is a Numbers document (.numbers). In Numbers, choose File, Export To, Excel, and upload the file that "
        "it makes."
    ]


def test_a_formula_is_told_with_what_to_do() -> None:
    sheet = read_case("33_formula.xlsx")
    assert (sheet.rows, tell(sheet.problems)) == (
        (),
        ["line 2, column 名前: Cell B2 holds a formula; paste its value (Paste special, Values)."],
    )


TOLD_CASES = (
    "05_date_turned.csv", "06_merged.xlsx", "07_hidden_row.xlsx", "08_cover_sheet.xlsx", "09_title_above.csv", "29_sheet.ods",
    "29b_sheet.numbers", "33_formula.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("name", TOLD_CASES)
def test_what_is_told_is_told_in_japanese(name: str) -> None:
    sheet = read_case(name)
    told = [in_japanese(each) for each in (*sheet.problems, *sheet.notes)]
    assert told
    assert all(
        sentence.endswith("。") and not re.search("[a-z]{3,} [a-z]{2,}", sentence) for sentence in told
    ), told


def test_endless_remarks_are_told_together() -> None:
    remarks = "役職,名前,謎\n原画,試山 験太,\n" + ",,x\n" * 300
    notes = read_credit_file(remarks.encode(), filename="a.csv").notes
    assert len(notes) == 202
    assert str(notes[-1]) == "line 203: From here on, 100 lines have no credits either, and are left out."

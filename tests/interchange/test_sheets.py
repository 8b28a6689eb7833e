"""Sheets of any kind as headings, rows and problems."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.problems import Problem
from productions.interchange.sheets.csv_reader import choose_delimiter
from productions.interchange.sheets.heading_rows import HeadingFinder
from productions.interchange.sheets.sheet import MAX_PROBLEMS, Sheet, SheetRow
from productions.interchange.sheets.sheet_builder import MAX_CELL_CHARACTERS
from productions.interchange.sheets.sheet_reader import read_sheet as read_sheet_as_told
from productions.interchange.sheets.workbook_limits import DAMAGED_WORKBOOK, MAX_ROWS
from tests.interchange.plain_problems import plain_sheet
from tests.interchange.workbooks import MAIN, with_parts, with_sheet, workbook


def read_sheet(data: bytes, *, filename: str) -> Sheet:
    return plain_sheet(read_sheet_as_told(data, filename=filename))


def read(text: str) -> Sheet:
    return read_sheet(text.encode(), filename="credits.csv")


def read_rows(*rows: list[object]) -> Sheet:
    return read_sheet(workbook(rows), filename="credits.xlsx")


def of_line(line: int, message: str, column: str = "") -> Problem:
    return Problem(f"line {line}, column {column}" if column else f"line {line}", message, line, column)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter_is_found(delimiter: str) -> None:
    text = f"Role{delimiter}Name\nDirector{delimiter}山田, はるか\n".replace("山田, はるか", '"山田, はるか"')
    assert read(text) == Sheet(("Role", "Name"), (SheetRow(2, ("Director", "山田, はるか")),), (), 1)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("", ","),
        ("Role", ","),
        ("\n;;\nRole;Name", ";"),
        ('"a,b,c";d', ";"),
        ("a,b;c", ";"),
        ("a;b\tc", "\t"),
        ("a,b,c;d", ","),
    ],
)
def test_the_delimiter_is_decided_by_the_first_line_with_letters(text: str, delimiter: str) -> None:
    assert choose_delimiter(text, HeadingFinder()) == delimiter


def test_the_delimiter_that_excel_announces_is_taken() -> None:
    assert read("sep=;\r\nRole, job;Name\r\nArt;Ai\r\n") == Sheet(
        ("Role, job", "Name"), (SheetRow(3, ("Art", "Ai")),), (), 2
    )


def test_empty_lines_are_skipped_and_short_rows_padded() -> None:
    assert read("\nRole,Name,Cut\n\nArt\n , ,\nDirector,Ai\n") == Sheet(
        ("Role", "Name", "Cut"), (SheetRow(4, ("Art", "", "")), SheetRow(6, ("Director", "Ai", ""))), (), 2
    )


def test_line_ends_in_a_cell_are_one_and_rows_keep_the_line_they_begin_in() -> None:
    assert read('Role,Name\nArt,"Ai \r\n Ueo"\nDirector,B\n') == Sheet(
        ("Role", "Name"), (SheetRow(2, ("Art", "Ai\nUeo")), SheetRow(4, ("Director", "B"))), (), 1
    )


def test_cells_that_our_own_sheets_quoted_come_back_whole() -> None:
    assert read("Role,Name\nArt,'@nakoto\nArt,'70s\n").rows == (
        SheetRow(2, ("Art", "@nakoto")),
        SheetRow(3, ("Art", "'70s")),
    )


def test_extra_cells_are_a_problem_and_the_line_is_no_row() -> None:
    assert read("Role,Name\nArt,Yamada, Ai\nArt,B,,\n") == Sheet(
        ("Role", "Name"),
        (SheetRow(3, ("Art", "B")),),
        (
            of_line(
                2,
                "“Ai” stands in a column without a heading; the line has 3 cells and the heading row 2. "
                "Put cells that hold the delimiter in quotation marks, or add the heading.",
            ),
        ),
        1,
    )


def test_a_column_without_a_heading_is_left_out_and_told_once() -> None:
    sheet = read("Role,,Name\nArt,x,Ai\nArt,y,Ui\n")
    message = "The column B has no heading, so what stands in it is left out; give it one to read it."
    assert (sheet.problems, sheet.notes) == ((), (of_line(2, message, "B"),))


def test_bad_quoting_is_named_by_its_lines_and_the_others_are_read() -> None:
    mend = 'close the mark, and write marks inside a cell twice ("").'
    sheet = read('Role,Name\n"Art"s,Ai\nDirector,B\nArt,"open\nDirector,C\n')
    assert sheet == Sheet(
        ("Role", "Name"),
        (SheetRow(3, ("Director", "B")),),
        (
            of_line(2, f"The quotation marks do not match, so line 2 could not be read; {mend}"),
            Problem(
                "lines 4 to 5",
                f"The quotation marks do not match, so lines 4 to 5 could not be read; {mend}",
                4,
            ),
        ),
        1,
    )


def test_hidden_characters_and_endless_cells_are_problems_of_their_cell() -> None:
    assert read(f"Role,Name\nArt,A\u202ei\nArt,{'あ' * 10_000}\n").problems == (
        of_line(2, "Character 2 is a mark that turns the writing direction (U+202E); remove it.", "Name"),
        of_line(3, f"The text has 10,000 characters; at most {MAX_CELL_CHARACTERS:,} fit here.", "Name"),
    )


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_nul_costs_its_line_alone(delimiter: str) -> None:
    lines = [["Role", "Name"], ["Art", "A\0i"], ["Art", "Ui"], ["Art", "Eo"]]
    sheet = read("".join(delimiter.join(cells) + "\n" for cells in lines))
    assert sheet.problems == (of_line(2, "Character 2 is a NUL byte (U+0000); remove it.", "Name"),)
    assert [row.cells[1] for row in sheet.rows if row.line > 2] == ["Ui", "Eo"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty; it needs a heading row and a line for each entry."),
        (b"\n,,\n", "The file is empty; it needs a heading row and a line for each entry."),
        (b"Role,Name\n", "The file has a heading row but nothing below it."),
        (
            b"Role\nA\0",
            "The file holds NUL bytes, so it is no plain text. Save it as UTF-8 (in Excel: “CSV UTF-8”) and "
            "upload it again.",
        ),
        (b"PK\x03\x04", str(DAMAGED_WORKBOOK)),
        (
            b"a" * 10_485_761,
            "The file has 10,485,761 bytes; at most 10,485,760 are read. Split it into several files.",
        ),
    ],
)
def test_a_file_that_is_no_sheet_is_one_problem_of_the_file(data: bytes, message: str) -> None:
    problem = Problem("credits.csv", message)
    assert read_sheet(data, filename="C:\\staff\\credits.csv").problems == (problem,)


def test_a_hostile_file_name_is_shown_harmlessly() -> None:
    sheet = read_sheet(b"", filename="../x/\x1b[31m" + "a" * 99)
    assert sheet.problems[0].place == "�[31m" + "a" * 34 + "…"


def test_a_wide_space_between_names_is_shown_as_it_is() -> None:
    assert read_sheet(b"", filename="見本\u3000花子.csv").problems[0].place == "見本\u3000花子.csv"


def test_too_many_rows_give_no_rows_at_all() -> None:
    sheet = read("Role\n" + "Art\n" * MAX_ROWS)
    assert (sheet.rows, sheet.problems) == (
        (),
        (Problem("credits.csv", "The sheet has more than 20,000 rows. Split it into several files."),),
    )


def test_too_many_columns_are_a_problem() -> None:
    assert read(",".join(f"h{number}" for number in range(301)) + "\nx\n") == Sheet(
        problems=(of_line(1, "A sheet has more than 300 columns; delete those that hold no credits."),)
    )


def test_a_line_of_endless_bad_cells_is_one_problem() -> None:
    sheet = read("Role,Name\nArt,Ai\n" + "\x01," * 100_000)
    assert [(problem.line, problem.message[:17]) for problem in sheet.problems] == [
        (3, "“�” stands in a c"),
        (3, "Character 1 is a "),
        (3, "Character 1 is a "),
    ]


def test_endless_bad_quoting_stops_the_reading_too() -> None:
    assert len(read("Role\n" + '"x"y\n' * 50_000).problems) == MAX_PROBLEMS + 1


def test_reading_stops_after_a_thousand_problems_and_says_so() -> None:
    problems = read("Role\n" + "a,b\n" * 2_000).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1] == of_line(
        1_002, "Reading stopped here after 1,000 problems; mend those and upload the file again."
    )


def test_a_workbook_is_read_like_a_csv_file() -> None:
    assert read_rows(["Role", "Name", "Cut"], [], ["Art ", "山田"], [None, "'@nakoto", 12.0, " "]) == Sheet(
        ("Role", "Name", "Cut"), (SheetRow(3, ("Art", "山田", "")), SheetRow(4, ("", "@nakoto", "12"))), (), 1
    )


def test_numbers_and_times_are_written_as_a_person_would() -> None:
    values = [12, 12.5, 1e20, True, date(2024, 4, 1), datetime(2024, 4, 1, 18, 5), time(9, 30)]
    sheet = read_rows([f"h{index}" for index in range(7)], values)
    assert sheet.rows == (
        SheetRow(2, ("12", "12.5", "1e+20", "True", "2024-04-01", "2024-04-01T18:05:00", "09:30:00")),
    )


def test_formulas_and_errors_are_problems_that_name_the_cell() -> None:
    assert read_rows(["Role", "Name"], ["=A1", "=B1&C1"], ["#REF!", "Ai"]).problems == (
        of_line(2, "Cell A2 holds a formula; paste its value (Paste special, Values).", "Role"),
        of_line(2, "Cell B2 holds a formula; paste its value (Paste special, Values).", "Name"),
        of_line(3, "Cell A3 holds an error value; write what belongs there.", "Role"),
    )


def test_the_reading_of_a_japanese_cell_is_no_part_of_its_text() -> None:
    strings = f"<sst xmlns='{MAIN}'><si><t>山田</t><rPh sb='0' eb='2'><t>ヤマダ</t></rPh></si></sst>"
    data = with_parts(workbook([["山田"], ["x"]]), {"xl/sharedStrings.xml": strings.encode()})
    assert read_sheet(data, filename="").headings == ("山田",)


def test_other_sheets_that_hold_something_are_told() -> None:
    data = workbook(
        [["Role"], ["Art"]], others={"memo": [[], [None, "x"]], "Ep 2": [["Role"], ["Art"]], "empty": []}
    )
    cover = "No heading of a credit sheet is found here, so this sheet is left out; choose it by its title to read it."
    assert read_sheet(data, filename="a.xlsx") == Sheet(
        ("Role",),
        (SheetRow(2, ("Art",)),),
        (),
        1,
        (
            Problem("sheet memo", cover, worksheet="memo"),
            Problem(
                "sheet Ep 2",
                "This sheet is left out; choose it, or all sheets, to read it.",
                worksheet="Ep 2",
            ),
        ),
    )


def test_a_workbook_that_openpyxl_cannot_read_is_one_problem() -> None:
    data = with_sheet('<row><c t="s"><v>99</v></c></row>')
    assert read_sheet(data, filename="a.xlsx") == Sheet(problems=(Problem("a.xlsx", str(DAMAGED_WORKBOOK)),))


def test_a_gap_of_a_million_rows_costs_nothing() -> None:
    data = with_sheet('<row><c t="inlineStr"><is><t>Role</t></is></c></row><row r="1048576"/>')
    assert read_sheet(data, filename="a.xlsx").headings == ("Role",)


@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet="a,;\t\"\n\r'=あ\u202e", max_size=300).map(str.encode)
    )
)
def test_any_bytes_are_read_and_every_row_has_a_cell_for_every_heading(data: bytes) -> None:
    sheet = read_sheet(data, filename="x")
    assert {len(row.cells) for row in sheet.rows} <= {len(sheet.headings)}
    assert sheet.rows or sheet.problems


@given(st.lists(st.lists(st.text("ab ,;\t\n\"'=あ", max_size=5), min_size=1, max_size=4), max_size=4))
def test_every_filled_line_is_a_row_or_in_a_problem(lines: list[list[str]]) -> None:
    text = "H1,H2\n" + "\n".join(",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in x) for x in lines)
    sheet = read(text)
    filled = sum(any(cell.strip() for cell in line) for line in lines)
    assert filled == len({row.line for row in sheet.rows} | {p.line for p in sheet.problems if p.line})

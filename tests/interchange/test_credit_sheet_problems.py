"""Credit sheets with something wrong: every problem of every line is told, by line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.shared.names import text_problem
from tests.interchange.credit_sheet_reading import at, read, read_credit_sheet
from tests.interchange.plain_problems import plain_sheet, tell


def test_unknown_headings_are_left_out_and_named_with_the_nearest_one() -> None:
    assert read("Role,Name,Credted as,クレジット,Zzz\nArt,Ai,Ai,,\n") == CreditSheet(
        (CreditSheetRow(line=2, role="Art", name="Ai"),),
        notes=(
            at(
                1,
                "Credted as",
                "This heading is not known (did you mean “Credited as”?), so the column is left out; rename it, or say what it "
                "holds, to read it.",
            ),
            at(
                1,
                "クレジット",
                "This heading is not known (did you mean “クレジット名”?), so the column is left out; rename it, or say what it "
                "holds, to read it.",
            ),
            at(
                1,
                "Zzz",
                "This heading is not known, so the column is left out; rename it, or say what it holds, to read it.",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "Role,Nmae\nArt,Ai\n",
            [
                "line 1, column Nmae: This heading is not known (did you mean “Name”?); rename the column, say what it holds, or "
                "delete it.",
            ],
        ),
        (
            "話数,名前,ほげ\n1,Ai,原画\n",
            [
                "line 1, column ほげ: This heading is not known; rename the column, say what it holds, or delete it.",
                "line 1: The column “Role” or “役職” is missing; add it.",
            ],
        ),
    ],
)
def test_a_heading_that_may_be_the_role_or_the_name_is_a_problem(text: str, problems: list[str]) -> None:
    sheet = read(text)
    assert (sheet.rows, tell(sheet.problems)) == ((), problems)


def test_two_headings_of_one_column_are_a_problem() -> None:
    assert read("Role,Name,役職\nArt,Ai,美術\n") == CreditSheet(
        (),
        (
            at(
                1,
                "役職",
                "“Role” heads the same column already; delete or rename one of them, or say which one is left out.",
            ),
        ),
    )


def test_a_sheet_without_a_role_column_is_a_problem() -> None:
    assert read("Name\nAi\n") == CreditSheet(
        (), (Problem("line 1", "The column “Role” or “役職” is missing; add it.", 1),)
    )


def test_a_sheet_without_a_heading_row_is_a_problem() -> None:
    assert read("監督,田中\n美術,山田\n") == CreditSheet(
        (),
        (
            Problem(
                "line 1",
                "No heading is known; the headings must stand in one of the first 30 lines, with at least “Role” or “役職”.",
                1,
            ),
        ),
    )


def test_every_problem_of_every_line_is_told_and_the_other_lines_are_rows() -> None:
    sheet = read(
        "Role,Name,People,Cut,Kind,On screen,AI task,AI validated at\n"
        ",Ai,three,2024-03-04,robot,perhaps,layout,yesterday\n"
        "Art,Ai,,12,person,yes,,\n"
        "Art,A\u202ei,-1,4-Mar,,,,\n"
        "Art,A,1,1,,,,,extra\n"
    )
    assert sheet == CreditSheet(
        (CreditSheetRow(line=3, role="Art", name="Ai", cut="12", kind="person", on_screen="yes"),),
        (
            at(2, "People", "“three” is not a whole number of at most nine digits; write one, like 3."),
            at(
                2,
                "Cut",
                "“2024-03-04” is a date, made by the spreadsheet program; it was probably “3-4”, or “4-3”. Format the column as "
                "text and write it again.",
            ),
            at(2, "Kind", "“robot” is not known here; write one of: person, organization, collective."),
            at(2, "On screen", "“perhaps” is not known here; write one of: yes, no."),
            at(
                2,
                "AI validated at",
                "“yesterday” is not a date or time; write it like 2024-04-01 18:00.",
            ),
            at(2, "Role", "The role is missing; write what was done."),
            at(
                2,
                "AI task",
                "The line tells of an AI use but names no AI system; name the system, or empty the cell.",
            ),
            at(4, "Name", "Character 2 is a mark that turns the writing direction (U+202E); remove it."),
            at(4, "People", "“-1” is not a whole number of at most nine digits; write one, like 3."),
            at(
                4,
                "Cut",
                "“4-Mar” is a date, made by the spreadsheet program; it was probably “3-4”, or “4-3”. Format the column as text "
                "and write it again.",
            ),
            Problem(
                "line 5",
                "“extra” stands in a column without a heading; the line has 9 cells and the heading row 8. "
                "Put cells that hold the delimiter in quotation marks, or add the heading.",
                5,
            ),
        ),
    )


def test_rules_about_people_are_left_to_the_verbs() -> None:
    assert read("Role,Credited as,Printed as\nBackground,AI (+Human),AI (+Human)\n").rows == (
        CreditSheetRow(line=2, role="Background", credited_as="AI (+Human)", printed_as="AI (+Human)"),
    )


@pytest.mark.parametrize(
    ("given_", "read_as"),
    [
        ("2024-04-01", "2024-04-01"),
        ("2024/4/1", "2024-04-01"),
        ("2024/4/1 9:05", "2024-04-01T09:05:00"),
        ("2024-04-01 18:00", "2024-04-01T18:00:00"),
        ("2024-04-01T18:00:30+09:00", "2024-04-01T18:00:30+09:00"),
        ("２０２４／０４／０１", "2024-04-01"),
    ],
)
def test_times_of_validation_are_read(given_: str, read_as: str) -> None:
    sheet = read(f"Role,AI,AI validated at\nArt,X,{given_}\n")
    assert [row.ai_validated_at for row in sheet.rows] == [read_as]


def test_reading_stops_after_a_thousand_problems() -> None:
    sheet = read("Role,People\n" + "Art,x\n" * 2_000)
    assert len(sheet.problems) == 1_001
    assert sheet.problems[-1].line == 1_002
    assert (
        read("Role\n" + "Art,x\n" * 2_000).problems
        == plain_sheet(read_sheet(b"Role\n" + b"Art,x\n" * 2_000, filename="")).problems
    )


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet='a,;\t"\n1=あ\u202e', max_size=200).map(lambda t: f"Role,Cut,人数,AI\n{t}".encode()),
    )
)
def test_any_bytes_give_rows_that_may_be_entered_or_problems(data: bytes) -> None:
    sheet = read_credit_sheet(data, filename="x")
    assert sheet.rows or sheet.problems
    assert {row.line for row in sheet.rows}.isdisjoint(problem.line for problem in sheet.problems)
    assert [row for row in sheet.rows if not row.role or text_problem(row.cut, limit=2_000)] == []

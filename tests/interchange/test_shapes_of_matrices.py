"""Matrices: cuts, episodes and roles as rows and columns, with a name in each cell."""

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.workbook_limits import MAX_COLUMNS
from tests.interchange.shape_reading import mapped, read_text, tell
from tests.interchange.workbooks import workbook


def test_a_matrix_of_cuts_credits_each_cell_with_its_heading():
    sheet = read_text(
        "カット,尺,原画,第二原画,演出,備考\n001,3+12,試山 験太,例田 花,見本 太一,\n012A,2+0,済,,見本 太一,直し\n"
    )
    assert sheet.format == "matrix"
    assert [(row.cut, row.role, row.name) for row in sheet.rows] == [
        ("001", "原画", "試山 験太"),
        ("001", "第二原画", "例田 花"),
        ("001", "演出", "見本 太一"),
        ("012A", "演出", "見本 太一"),
    ]
    left_out = "This heading is no role that is known, so the column is left out; say that it is a role if names stand in it."
    assert tell(sheet) == [
        f"line 1, column 尺: {left_out}",
        f"line 1, column 備考: {left_out}",
        "line 3, column 原画: “済” is no name; it is left out.",
    ]


def test_a_matrix_of_episodes_may_have_a_role_twice_and_a_title():
    sheet = read_text(
        "話数,サブタイトル,脚本,作画監督,作画監督\n1,はじまり,例田 花,渡例 三,阿例 二\n2,つづき,例田 花,渡例 三,\n"
    )
    assert [(row.episode, row.role, row.name) for row in sheet.rows] == [
        ("1", "脚本", "例田 花"),
        ("1", "作画監督", "渡例 三"),
        ("1", "作画監督", "阿例 二"),
        ("2", "脚本", "例田 花"),
        ("2", "作画監督", "渡例 三"),
    ]
    english = read_text("Episode,Title,Director,Storyboard\n1,Beginning,A Sample,B Sample\n")
    assert [(row.role, row.name) for row in english.rows] == [
        ("Director", "A Sample"),
        ("Storyboard", "B Sample"),
    ]


def test_a_matrix_may_be_as_wide_as_a_sheet():
    headings = ["カット", *["原画"] * (MAX_COLUMNS - 1)]
    sheet = read_credit_file(
        workbook([headings, ["001", *[f"見本 {number}" for number in range(MAX_COLUMNS - 1)]]]),
        filename="a.xlsx",
    )
    assert sheet.problems == ()
    assert len(sheet.rows) == MAX_COLUMNS - 1 == 299


def test_a_date_that_a_spreadsheet_made_of_a_cut_is_told_in_a_matrix():
    sheet = read_text("カット,原画\n3-4,見本 花\n2024-03-04,見本 花\n")
    assert [row.cut for row in sheet.rows] == ["3-4"]
    assert [(problem.line, problem.column) for problem in sheet.problems] == [(3, "カット")]


def test_a_person_says_that_a_column_of_a_matrix_is_a_role_or_none():
    text = "カット,原画,特殊係,演出\n001,試山 験太,例田 花,見本 太一\n"
    sheet = read_text(text, 特殊係="role", 演出="")
    assert [(row.role, row.name) for row in sheet.rows] == [("原画", "試山 験太"), ("特殊係", "例田 花")]
    assert mapped(sheet) == [("カット", "cut"), ("原画", "role"), ("特殊係", "role"), ("演出", "")]
    assert tell(sheet) == []


def test_a_matrix_may_have_a_row_a_role_and_a_column_an_episode():
    sheet = read_text("役職,第1話,第2話,#3,メモ\n脚本,例田 花,例田 花,見本 太一,x\n演出,試山 験太,未,,\n")
    assert sheet.format == "episode_matrix"
    assert [(row.episode, row.role, row.name) for row in sheet.rows] == [
        ("1", "脚本", "例田 花"),
        ("2", "脚本", "例田 花"),
        ("3", "脚本", "見本 太一"),
        ("1", "演出", "試山 験太"),
    ]
    assert [(note.line, note.column) for note in sheet.notes] == [(1, "メモ"), (3, "第2話")]
    assert mapped(sheet)[1] == ("第1話", "name")

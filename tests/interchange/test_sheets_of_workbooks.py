"""Workbooks with several sheets, and what people say of their columns."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.interchange.sheets.credit_sheet import read_credit_sheet
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.worksheet_choice import read_title_episode
from productions.interchange.sheets.xlsx_layout import read_sheet_layout
from tests.interchange.plain_problems import tell
from tests.interchange.workbooks import MAIN, with_sheet
from tests.interchange.worksheet_making import make_book, read


def add_sheets(**rows: list[list[object]]) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for title, lines in rows.items():
            sheet = book.create_sheet(title)
            for line in lines:
                sheet.append(line)

    return change


EPISODES = make_book(
    add_sheets(
        第3話=[["役職", "名前"], ["原画", "例田 花"], ["動画", None]],
        第4話=[["名前", "担当", "備考"], ["見本 太一", "原画", "新人"]],
        OP=[["話数", "役職", "名前"], ["OP", "原画", "髙例 一"]],
    ),
    ["試作アニメ"],
    title="表紙",
)


def test_all_sheets_of_a_workbook_with_one_an_episode_are_one() -> None:
    sheet = read(EPISODES, worksheets=("*",))
    assert [(row.worksheet, row.line, row.episode, row.role, row.name, row.note) for row in sheet.rows] == [
        ("第3話", 2, "3", "原画", "例田 花", ""),
        ("第3話", 3, "3", "動画", "", ""),
        ("第4話", 2, "4", "原画", "見本 太一", "新人"),
        ("OP", 2, "OP", "原画", "髙例 一", ""),
    ]
    assert sheet.worksheets == ("表紙", "第3話", "第4話", "OP")
    assert tell(sheet.notes) == [
        "sheet 表紙: No heading of a credit sheet is found here, so this sheet is left out; choose it by its title to read it.",
        "sheet 第3話: The sheet has no column for episodes; its rows are for episode 3, as its title says.",
        "sheet 第4話: The sheet has no column for episodes; its rows are for episode 4, as its title says.",
    ]


def test_the_first_sheet_with_headings_is_read_and_the_others_are_told() -> None:
    sheet = read(EPISODES)
    assert [(row.worksheet, row.episode, row.name) for row in sheet.rows] == [
        ("", "3", "例田 花"),
        ("", "3", ""),
    ]
    assert [str(note.place) for note in sheet.notes] == [
        "sheet 表紙",
        "sheet 第3話",
        "sheet 第4話",
        "sheet OP",
    ]


def test_a_sheet_is_chosen_by_its_title() -> None:
    assert [row.name for row in read(EPISODES, worksheets=("第4話",)).rows] == ["見本 太一"]
    assert tell(read(EPISODES, worksheets=("第5話",)).problems) == [
        "a.xlsx: The workbook has no sheet “第5話”; it has: 表紙, 第3話, 第4話, OP."
    ]


def test_a_problem_of_one_of_several_sheets_says_in_which() -> None:
    change = add_sheets(
        第4話=[["役職", "名前", "人数"], ["原画", "例田 花", "many"], ["原画", "見本 太一", 2]]
    )
    sheet = read(make_book(change, ["役職", "名前"], ["原画", "試山 験太"], title="第3話"), worksheets=("*",))
    assert [(row.worksheet, row.name) for row in sheet.rows] == [
        ("第3話", "試山 験太"),
        ("第4話", "見本 太一"),
    ]
    assert [(each.worksheet, each.line) for each in sheet.problems] == [("第4話", 2)]
    assert str(sheet.problems[0]).startswith("sheet 第4話, line 2, column 人数: ")


def test_a_hidden_sheet_is_left_out_unless_it_is_chosen() -> None:
    def change(book: Workbook) -> None:
        add_sheets(没=[["役職", "名前"], ["原画", "没田 隠夫"]])(book)
        book["没"].sheet_state = "hidden"

    data = make_book(change, ["役職", "名前"], ["原画", "試山 験太"])
    assert [row.name for row in read(data, worksheets=("*",)).rows] == ["試山 験太"]
    assert tell(read(data).notes) == [
        "sheet 没: The file hides this sheet, so it is left out; choose it by its title to read it."
    ]
    assert [row.name for row in read(data, worksheets=("没",)).rows] == ["没田 隠夫"]


@pytest.mark.parametrize(
    ("title", "episode"),
    [
        ("第3話", "3"), ("#03", "03"), ("ep3", "3"), ("EP.12 原画", "12"), ("３話", "3"), ("第三話", "三"), ("第3話_スタッフ", "3"),
        ("Episode 4", "4"), ("op", "OP"), ("Sheet1", ""), ("step3", ""), ("原画", ""), ("1~3話", ""), ("表紙", ""), ("OPスタッフ", ""),
    ],
)  # fmt: skip
def test_a_title_names_an_episode_or_none(title: str, episode: str) -> None:
    assert read_title_episode(title) == episode


def test_a_column_is_what_a_person_says_it_is() -> None:
    data = "話数,ポスト,お名前さん,カット,謎\n1,原画,試山 験太,001,x\n".encode()
    said = {"ポスト": "role", "お名前さん": "name", "カット": "", "謎": "note"}
    sheet = read_credit_file(data, filename="a.csv", options=ReadingOptions(columns=said))
    assert [(row.episode, row.cut, row.role, row.name, row.note) for row in sheet.rows] == [
        ("1", "", "原画", "試山 験太", "x")
    ]
    assert (sheet.problems, sheet.notes) == ((), ())
    assert [column.field for column in sheet.columns] == ["episode", "role", "name", "", "note"]
    wrong = read_credit_file(data, filename="a.csv", options=ReadingOptions(columns={"ポスト": "job"}))
    assert "line 1, column ポスト: There is no field “job” of a credit." in tell(wrong.problems)


def test_a_position_is_a_job_where_nothing_else_is() -> None:
    lists = read_credit_file(b"Name,Position\nHana Reida,Director\n", filename="a.csv")
    ours = read_credit_file(b"Name,Role,Position\nHana Reida,Director,2\n", filename="a.csv")
    assert [(row.role, row.position) for sheet in (lists, ours) for row in sheet.rows] == [
        ("Director", None),
        ("Director", 2),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ufeff試作;;\r\n;;\r\n役職;名前;備考\r\n原画;試山 験太;a,b,c\r\n", 4),
        ("\ufeff試作アニメ、第3話\n役職\t名前\t備考\n原画\t試山 験太\ta,b,c\n", 3),
        ("sep=;\r\n作成日,2026\r\n役職;名前;備考\r\n原画;試山 験太;a,b,c\r\n", 4),
        ('"試作, 第3話, 原画"\n役職;名前;備考\n原画;試山 験太;a,b,c\n', 3),
    ],
)
def test_the_delimiter_is_that_of_the_headings_below_a_title(text: str, line: int) -> None:
    sheet = read_credit_file(text.encode(), filename="a.csv")
    assert [(row.line, row.role, row.name, row.note) for row in sheet.rows] == [
        (line, "原画", "試山 験太", "a,b,c")
    ]


def test_headings_are_looked_for_in_thirty_lines() -> None:
    found, lost = (
        read_credit_sheet(("x\n" * above + "役職,名前\n原画,試山 験太\n").encode(), filename="a.csv")
        for above in (29, 30)
    )
    assert ([row.line for row in found.rows], len(found.notes)) == ([31], 29)
    assert lost.rows == ()
    assert tell(lost.problems)[0].startswith(
        "line 1: No heading is known; the headings must stand in one of the first 30 lines"
    )


def test_the_result_of_a_formula_is_said_and_still_refused() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>役職</t></is></c><c r="B1" t="inlineStr"><is><t>名前</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>原画</t></is></c><c r="B2" t="str"><f>A1&amp;A2</f><v>試山 験太</v></c></row>'
    )
    assert tell(read(with_sheet(rows)).problems) == [
        "line 2, column 名前: Cell B2 holds a formula, which came to “試山 験太” when the file was saved; paste it as a value (Paste "
        "special, Values)."
    ]


def test_the_reading_beside_a_cell_is_no_part_of_it() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>役職</t></is></c><c r="B1" t="inlineStr"><is><t>名前</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>原画</t></is></c><c r="B2" t="inlineStr"><is><r><t>試山 </t></r><r><t>験太</t></r>'
        '<rPh sb="0" eb="2"><t>タメシヤマ</t></rPh><phoneticPr fontId="1"/></is></c></row>'
    )
    assert [row.name for row in read(with_sheet(rows)).rows] == ["試山 験太"]


def test_merged_cells_upon_each_other_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A1:KN{line}"/>' for line in range(19_000, 19_100))
    cells = '<row r="1"><c r="KN1"><v>1</v></c></row>'
    part = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>'
    with pytest.raises(UnreadableFile, match="more than a sheet of credits needs"):
        read_sheet_layout(part.encode())


def test_cells_with_a_format_alone_make_no_wide_rows() -> None:
    rows = "".join(
        f'<row r="{line}"><c r="A{line}"><v>1</v></c><c r="XFD{line}" s="0"/></row>'
        for line in range(1, 2_000)
    )
    assert read_sheet(with_sheet(rows), filename="a.xlsx").headings == ("1",)


def test_remarks_beside_the_table_are_told_once_in_a_workbook() -> None:
    rows = [
        ["役職", "名前"],
        ["原画", "試山 験太", None, "確認済み"],
        ["動画", "例田 花", None, "未"],
        [None, None, "メモ"],
    ]
    sheet = read(make_book(lambda book: None, *rows))
    assert ([row.name for row in sheet.rows], sheet.problems) == (["試山 験太", "例田 花"], ())
    assert [(note.line, note.column) for note in sheet.notes] == [(2, "D"), (4, "C")]

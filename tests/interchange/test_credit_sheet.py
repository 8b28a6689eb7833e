"""Credit sheets: headings and words in two languages, and what is wrong with each line."""

from dataclasses import fields
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.problems import Problem
from productions.interchange.sheets.coded_words import CODE_SPELLINGS
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.credit_sheet import read_credit_sheet as read_credit_sheet_as_told
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.spellings import fold_word
from productions.interchange.sheets.template_sheet import EXAMPLE_ROW, build_template_csv
from productions.shared import choices, ending_choices
from productions.shared.names import text_problem
from tests.interchange.plain_problems import plain_sheet, tell
from tests.interchange.workbooks import workbook

DATA = Path(__file__).parents[1] / "data" / "sheets"


def read_credit_sheet(data: bytes, *, filename: str) -> CreditSheet:
    return plain_sheet(read_credit_sheet_as_told(data, filename=filename))


def read(text: str) -> CreditSheet:
    return read_credit_sheet(text.encode(), filename="credits.csv")


def at(line: int, column: str, message: str) -> Problem:
    return Problem(f"line {line}, column {column}", message, line, column)


def test_a_japanese_sheet_in_shift_jis_is_read() -> None:
    data = (DATA / "credits_shift_jis.csv").read_bytes()
    assert read_credit_sheet(data, filename="クレジット.csv") == CreditSheet(
        (
            CreditSheetRow(
                line=2,
                episode="1",
                cut="012A",
                role="原画",
                role_as_printed="原画",
                role_language="ja",
                name="髙橋 はるか",
                credited_as="髙橋 はるか",
                affiliation="スタジオ例",
                kind="person",
                evidence="onscreen",
                edition="broadcast",
                position=1,
                on_screen="yes",
            ),
            CreditSheetRow(
                line=3,
                episode="1",
                cut="12～15",
                role="動画",
                role_as_printed="動画",
                role_language="ja",
                name="例プロダクション",
                credited_as="例プロダクション",
                kind="organization",
                headcount=12,
                named_count=3,
                evidence="contract",
                position=2,
                on_screen="yes",
            ),
            CreditSheetRow(
                line=5,
                episode="2",
                role="美術設定",
                role_language="ja",
                name="田中一郎",
                kind="person",
                edition="streaming",
                on_screen="no",
            ),
        )
    )


def test_an_english_sheet_in_utf_16_with_an_ai_use_is_read() -> None:
    data = (DATA / "credits_utf_16.txt").read_bytes()
    assert read_credit_sheet(data, filename="credits.txt") == CreditSheet(
        (
            CreditSheetRow(
                line=2,
                episode="1",
                cut="C012A",
                role="Background art",
                name="Haruka Tanaka",
                ai_system="Example Diffusion",
                ai_vendor="Example Inc.",
                ai_task="generation",
                ai_source_type="trainedAlgorithmicMedia",
                ai_oversight="human_validated",
                ai_validated_by="Haruka Tanaka",
                ai_validated_at="2024-04-01T18:00:00",
                ai_extent="partial",
            ),
        )
    )


def test_a_workbook_is_read_like_a_text_file() -> None:
    data = workbook([["Role", "Name", "People", "Kind"], ["Art", "Example Ltd", 12, "Company"]])
    assert read_credit_sheet(data, filename="credits.xlsx") == CreditSheet(
        (CreditSheetRow(line=2, role="Art", name="Example Ltd", headcount=12, kind="organization"),)
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_template_is_read_back_as_its_example(lang: str) -> None:
    assert read(build_template_csv(lang)) == CreditSheet((EXAMPLE_ROW,))
    assert read("\ufeff" + build_template_csv(lang)) == CreditSheet((EXAMPLE_ROW,))


@pytest.mark.parametrize("field", HEADING_SPELLINGS)
def test_a_field_is_found_under_its_name_and_every_heading(field: str) -> None:
    for heading in (field, *HEADING_SPELLINGS[field].all):
        other = "Name" if field == "role" else "Role"
        assert read(f"{other},{heading.upper()}\n").problems == (
            Problem("credits.csv", "The file has a heading row but nothing below it."),
        )


def test_every_field_of_a_row_has_a_heading() -> None:
    assert [field.name for field in fields(CreditSheetRow)] == ["line", "worksheet", *HEADING_SPELLINGS]


def test_no_word_means_two_things() -> None:
    for table in (HEADING_SPELLINGS, *CODE_SPELLINGS.values()):
        keys = [{fold_word(word) for word in (code, *words.all)} for code, words in table.items()]
        assert sum(map(len, keys)) == len(set().union(*keys))


def test_the_codes_and_their_english_words_are_those_of_the_vocabulary() -> None:
    shown = {
        "kind": choices.CreditKind,
        "absence_reason": choices.AbsenceReason,
        "evidence": choices.EvidenceKind,
        "song_kind": ending_choices.SongKind,
        "edition": choices.Edition,
        "ai_task": choices.AITask,
        "ai_source_type": choices.SourceType,
        "ai_oversight": choices.Oversight,
        "ai_extent": choices.Extent,
    }
    assert {*shown, "on_screen"} == set(CODE_SPELLINGS)
    with translation.override("en"):
        labels = {
            field: {code: str(label) for code, label in choices.choices} for field, choices in shown.items()
        }
    assert labels == {
        field: {code: words.en for code, words in CODE_SPELLINGS[field].items()}
        for field in CODE_SPELLINGS
        if field in shown
    }


def test_an_order_is_no_contract() -> None:
    rows = read("役職,名前,根拠\n原画,見本 花,発注書\n原画,例 太郎,契約書\n").rows
    assert [row.evidence for row in rows] == ["order", "contract"]


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

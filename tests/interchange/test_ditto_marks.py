"""Marks that repeat the cell above, and spellings of one name in a file."""

from pathlib import Path
from unicodedata import normalize

import pytest

from productions.interchange.name_cells.ditto_marks import Ditto, is_ditto, repeat_dittos
from productions.interchange.name_cells.name_spellings import SpellingGroup, find_spellings
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.credit_sheet import read_credit_sheet

CASES = Path(__file__).parents[1] / "data" / "cases"


def read_case(filename: str) -> tuple[CreditSheetRow, ...]:
    return read_credit_sheet((CASES / filename).read_bytes(), filename=filename).rows


@pytest.mark.parametrize(
    "text",
    [
        "〃",
        "々",
        "同上",
        "（同上）",
        "( 同上 )",
        "″",
        "“",
        "”",
        '"',
        "''",
        "仝",
        "同　上",
        "〃　〃",
        "Ditto",
        "[同上]",
        "same as above",
    ],
)
def test_a_mark_repeats(text):
    assert is_ditto(text)


@pytest.mark.parametrize(
    "text", ["", "佐々木", "野々村 々", "同上 太郎", "（）", "ー", "A", "〃 例田", "同", "々" * 41]
)
def test_a_name_is_no_mark(text):
    assert not is_ditto(text)


def test_marks_of_a_sheet_repeat_the_cell_above_in_their_column():
    rows, dittos = repeat_dittos(read_case("10_ditto.csv"))
    assert [(row.role, row.name) for row in rows[:5]] == [
        ("原画", "試山 験太"),
        ("原画", "例田 花"),
        ("第二原画", "例田 花"),
        ("動画", "例田 花"),
        ("動画検査", "未定"),
    ]
    assert dittos == [
        Ditto(3, "", "role", "〃", "原画", 2),
        Ditto(4, "", "name", "〃", "例田 花", 3),
        Ditto(5, "", "name", "同上", "例田 花", 4),
    ]


def test_every_kind_of_mark_is_followed():
    rows, dittos = repeat_dittos(read_case("10c_ditto_marks.csv"))
    assert [row.name for row in rows] == ["試山 験太"] * 3 + ["社内"] * 3
    assert [ditto.mark for ditto in dittos if ditto.field == "name"] == ["〃", "同上", "々", "（同上）"]


def test_what_belongs_to_the_cell_above_goes_with_it():
    above = CreditSheetRow(
        2, role="原画", role_as_printed="第一原画", role_language="ja", name="試山 験太", person_id="u1", reading="ためしやま けんた",
        kind="person", affiliation="スタジオ例", note="新人", character="アキラ", character_language="ja",
    )  # fmt: skip
    below = CreditSheetRow(
        3, role="〃", role_language="und", name="〃", affiliation="〃", character="〃", kind="organization"
    )
    rows, _ = repeat_dittos([above, below])
    assert rows[1] == CreditSheetRow(
        3, role="原画", role_as_printed="第一原画", role_language="ja", name="試山 験太", person_id="u1", reading="ためしやま けんた",
        kind="organization", affiliation="スタジオ例", character="アキラ", character_language="ja",
    )  # fmt: skip


def test_a_mark_with_nothing_above_is_told_and_stays():
    rows = [
        CreditSheetRow(2, name="〃", episode="1"),
        CreditSheetRow(3, name="々", cut="〃"),
        CreditSheetRow(4, name="例田 花"),
    ]
    repeated, dittos = repeat_dittos(rows)
    assert repeated == rows
    assert dittos == [Ditto(2, "", "name", "〃"), Ditto(3, "", "name", "々"), Ditto(3, "", "cut", "〃")]


def test_a_mark_repeats_nothing_of_another_worksheet():
    rows = [CreditSheetRow(9, "第1話", name="例田 花"), CreditSheetRow(2, "第2話", name="〃")]
    assert repeat_dittos(rows) == (rows, [Ditto(2, "第2話", "name", "〃")])


def test_three_spellings_of_one_person_are_brought_together():
    names = [row.name for row in read_case("12_name_order.csv")]
    assert find_spellings(names) == [SpellingGroup(("Tameshiyama, Kenta", "Kenta TAMESHIYAMA"), False)]
    assert find_spellings(["試山 験太", *names]) == [
        SpellingGroup(("試山 験太", "験太 試山"), False),
        SpellingGroup(("Tameshiyama, Kenta", "Kenta TAMESHIYAMA"), False),
    ]


def test_typesetting_alone_makes_no_other_person():
    names = [row.name for row in read_case("11b_new_name_two_spellings.csv")]
    assert find_spellings(names) == [SpellingGroup(("新名 例彦", "新名例彦"), True)]
    spaced = [row.name for row in read_case("11_spaces.csv")]
    assert [group.is_one_identity for group in find_spellings(spaced)] == [True]
    composed, taken_apart = (normalize(form, "ガザニ ベル") for form in ("NFC", "NFD"))
    assert find_spellings([composed, "ﾀﾒｼ ｶﾅ", taken_apart, "タメシ・カナ"]) == [
        SpellingGroup((composed, taken_apart), True),
        SpellingGroup(("ﾀﾒｼ ｶﾅ", "タメシ・カナ"), True),
    ]


def test_order_and_typesetting_together_are_one_group():
    assert find_spellings(["験太 試山", "甲山 一", "試山験太", "試山 験太"]) == [
        SpellingGroup(("験太 試山", "試山験太", "試山 験太"), False)
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["試山 験太", "Kenta Tameshiyama"],
        ["高橋 瑞樹", "髙橋 瑞樹"],
        ["Jane Sample", "Jane Samples"],
        ["試山 験太", "試山 験太"],
        [],
    ],
)
def test_other_names_are_left_apart(names):
    assert find_spellings(names) == []

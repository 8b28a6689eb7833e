"""Lists of cuts: numbers, ranges, lengths in every form of the trade, what became of a cut, and what is told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.cut_lists import cut_sheet_reader
from productions.interchange.cut_lists.cut_number_runs import UnreadableRun, write_cut_numbers
from productions.interchange.cut_lists.cut_sheet_reader import ListedCut, read_cut_sheet
from productions.interchange.cut_lists.cut_sheet_words import HEADINGS, looks_like_cut_list
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from tests.interchange.plain_problems import tell
from tests.interchange.workbooks import workbook
from tests.speaking import in_japanese

FILM = Fraction(24000, 1001)


def read(text, rate=FILM):
    return read_cut_sheet(text.encode(), filename="cuts.csv", rate=rate)


def test_a_list_of_cuts_as_studios_keep_it():
    found = read(
        "話数,カット,尺,状態,パート,備考\n"
        "1,C001,3+12,,Aパート,長い引き\n"
        "1,C002-C004,2+00,,A,\n"
        "1,C005,,欠番,A,\n"
        "1,C006,84,兼用 C001,Ｂ,\n"
        "1,C007,00:00:01:12,BANK(3話C012),B,\n"
    )
    assert found.problems == found.notes == ()
    assert found.cuts == (
        ListedCut(2, "C001", episode="1", length=84, part="A", note="長い引き"),
        *(ListedCut(3, f"C00{n}", episode="1", length=48, part="A", is_ranged=True) for n in (2, 3, 4)),
        ListedCut(4, "C005", episode="1", status="omitted", part="A"),
        ListedCut(5, "C006", episode="1", length=84, relation="shared", related="C001", part="B"),
        ListedCut(6, "C007", episode="1", length=36, relation="bank", related="3話C012", part="B"),
    )


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("3+12", 84), ("３＋１２", 84), ("3秒12コマ", 84), ("3秒", 72), ("84", 84), ("84f", 84), ("84コマ", 84),
        ("00:00:03:12", 84), ("3 + 12", 84), ("0+01", 1),
    ],
)  # fmt: skip
def test_lengths_are_frames_in_every_form(text, frames):
    (cut,) = read(f"Cut,Length\n1,{text}\n").cuts
    assert cut.length == frames


def test_seconds_and_frames_may_stand_in_two_columns():
    found = read("カット,秒,コマ\n1,3,12\n2,2,\n3,,6\n4,,\n")
    assert [cut.length for cut in found.cuts] == [84, 48, 6, None]


@pytest.mark.parametrize(
    "text", ["3+24", "long", "0", "0+0", "3.5", "2026-03-12", "00:00:03:24", "-4", "99999999999"]
)
def test_what_is_no_length_is_told_by_line(text):
    found = read(f"Cut,Length\n1,{text}\n2,5\n")
    assert [cut.number for cut in found.cuts] == ["2"]
    (problem,) = found.problems
    assert (problem.line, problem.column) == (2, "Length")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3+24", "「3+24」のフレーム数が1秒を超えています。1秒は24フレームです（0～23）。"),
        ("long", "「long」は尺として読めません。秒+フレーム（3+12）か、フレーム数で入力してください。"),
        ("00:00:03:24", "毎秒24000/1001フレームに、タイムコード00:00:03:24はありません。"),
    ],
)
def test_what_is_no_length_is_told_in_the_language_of_its_reader(text, sentence):
    (problem,) = read(f"Cut,Length\n1,{text}\n").problems
    assert in_japanese(problem.message) == sentence


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("C001-C300", [f"C{n:03}" for n in range(1, 301)]),
        ("c8～c11", ["c8", "c9", "c10", "c11"]),
        ("C098-102", ["C098", "C099", "C100", "C101", "C102"]),
        ("Ｃ００１－Ｃ００３", ["C001", "C002", "C003"]),
        ("12A-12C", ["12A", "12B", "12C"]),
        ("S01C001-S01C003", ["S01C001", "S01C002", "S01C003"]),
        ("C001、C003", ["C001", "C003"]),
        ("S01-C012A", ["S01-C012A"]),
        ("Ｃ０１２", ["Ｃ０１２"]),
    ],
)
def test_ranges_make_every_cut_in_the_form_of_their_first(cell, numbers):
    assert write_cut_numbers(cell) == numbers


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("", "No cut is named"),
        ("C003-C001", "ends before it begins"),
        ("C001-C9000", "more than 3,000 cuts"),
        ("12A-14", "does not say which cuts"),
        ("12-C15", "may be a range or the number of one cut"),
        ("～", "no number"),
        ("C" * 41, "no number"),
    ],
)
def test_cells_that_name_no_cuts_are_told(cell, sentence):
    with pytest.raises(UnreadableRun) as refused:
        write_cut_numbers(cell)
    assert sentence in str(refused.value.args[0])


def test_a_status_that_is_none_of_a_cut_stays_in_the_note_and_is_told():
    found = read(
        "Cut,Status,Shared with,Note\n1,作画IN,,first\n2,兼用,,\n3,,C001,\n4,,○,\n5,オミット,,\n6,cut out,,\n"
    )
    assert [(cut.status, cut.relation, cut.related, cut.note) for cut in found.cuts] == [
        ("", "", "", "first 作画IN"), ("", "", "", "兼用"), ("", "shared", "C001", ""), ("", "", "", "兼用 ○"),
        ("omitted", "", "", ""), ("cut_out", "", "", ""),
    ]  # fmt: skip
    assert tell(found.notes) == [
        "line 2, column Status: “作画IN” is no status of a cut and names no other cut; it is kept in the note.",
        "line 3, column Status: “兼用” is no status of a cut and names no other cut; it is kept in the note.",
        "line 5, column Shared with: “兼用 ○” is no status of a cut and names no other cut; it is kept in the note.",
    ]


def test_a_workbook_with_a_title_above_its_headings_is_read_and_unknown_columns_are_told():
    data = workbook([["第1話 カット表"], [], ["カット", "尺", "原画"], ["C001", "3+12", "例田 一"]])
    found = read_cut_sheet(data, filename="cuts.xlsx", rate=FILM)
    assert [(cut.number, cut.length) for cut in found.cuts] == [("C001", 84)]
    assert tell(found.notes) == ["line 3, column 原画: This column is left out."]


def test_a_sheet_without_numbers_and_one_without_end_are_told(monkeypatch):
    assert tell(read("Episode,Length\n1,3\n").problems) == [
        "line 1: The column “Cut” or “カット” is missing; add it."
    ]
    assert "empty" in tell(read("").problems)[0]
    # The bound alone is small here: a list as long as the real one would only take time.
    monkeypatch.setattr(cut_sheet_reader, "MAX_CUTS", 5)  # the real bound only takes time
    found = read("Cut,Length\n1-4,3\n5-9,3\n10,3\n")
    assert found.cuts == ()
    assert tell(found.problems) == ["line 3: The list has more than 5 cuts; split it."]


def test_sheets_of_credits_and_tasks_are_no_lists_of_cuts():
    assert looks_like_cut_list(tuple(words.ja for words in HEADINGS.values()))
    assert looks_like_cut_list(("Cut", "Length"))
    assert not looks_like_cut_list(tuple(words.en for words in HEADING_SPELLINGS.values()))
    assert not looks_like_cut_list(("話数", "カット", "役職", "名前"))
    assert not looks_like_cut_list(("Shot", "Task", "Assignees", "Status"))
    assert not looks_like_cut_list(("Cut", "Note"))


CELL = st.sampled_from("C001 C001-C003 3+12 兼用C1 BANK 欠番 A 1 ～ - 12A-12C".split()) | st.text(max_size=8)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=5))
def test_no_sheet_raises(rows):
    lines = ["カット,尺,状態,パート", *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    read_cut_sheet("\n".join(lines).encode("utf-8", "replace"), filename="x.csv", rate=FILM)

"""Task lists of Kitsu, ShotGrid, AYON and ftrack: person × task × shot becomes a proposed credit with its evidence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.trackers import tracker_reader
from productions.interchange.trackers.tracker_headings import COLUMN_WORDS, looks_like_tracker
from productions.interchange.trackers.tracker_reader import read_tracker
from tests.interchange.plain_problems import tell

DATA = Path(__file__).parent.parent / "data" / "trackers"


def read(name):
    return read_credit_file((DATA / name).read_bytes(), filename=name)


def credits(found):
    return [(row.episode, row.cut, row.role, row.name, row.note) for row in found.rows]


def test_all_tasks_of_kitsu():
    found = read("kitsu_tasks.csv")
    assert credits(found) == [
        ("EP01", "C001", "Layout", "Hajime Rei", "Done"),
        ("EP01", "C001", "Layout", "Hana Rei", "Done"),
        ("EP01", "C001", "Animation", "Hana Rei", "WIP"),
        ("EP01", "", "Background", "Midori Rei", "校舎, Done"),
    ]  # fmt: skip
    assert {row.evidence for row in found.rows} == {"task"}
    assert [row.line for row in found.rows] == [2, 2, 3, 5]
    assert (found.problems, tell(found.notes), found.format) == (
        (),
        ["line 1: 1 task has nobody, so no credit."],
        "tracker",
    )
    assert {column.heading: column.field for column in found.columns if column.field} == {
        "Task Type": "role", "Episode": "episode", "Entity": "cut", "Assignees": "name", "Task Status": "note",
    }  # fmt: skip


def test_shots_of_kitsu_with_the_people_of_each_task_and_a_name_in_two_sequences():
    found = read("kitsu_shots.csv")
    assert credits(found) == [
        ("1", "SQ01-C001", "Layout", "例田 一", "done"),
        ("1", "SQ01-C001", "Layout", "例山 花", "done"),
        ("1", "SQ01-C001", "原画", "例山 花", "wip"),
        ("1", "SQ02-C001", "Layout", "例田 一", ""),
    ]  # fmt: skip
    assert [row.role_language for row in found.rows] == ["", "", "ja", ""]


def test_tasks_of_shotgrid_keep_their_key_and_tell_of_accounts():
    found = read("shotgrid_tasks.csv")
    assert credits(found) == [
        ("", "SH010", "Animation", "Taro Rei", "Anim primary, fin, ID 5521"),
        ("", "SH010", "Animation", "rei.hanako", "Anim primary, fin, ID 5521"),
        ("", "SH010", "Comp", "Taro Rei", "ip, ID 5522"),
    ]  # fmt: skip
    assert tell(found.notes) == ["line 2: “rei.hanako” is an account; write the person's name."]


def test_tasks_of_ayon_and_of_ftrack():
    assert credits(read("ayon_tasks.csv")) == [
        ("", "sh0010", "Animation", "Taro Rei", "anim, Approved"),
        ("", "sh0010", "Animation", "Hanako Rei", "anim, Approved"),
    ]  # fmt: skip
    assert credits(read("ftrack_tasks.csv")) == [
        ("", "sh0010", "Animation", "Taro Rei", "Not started"),
    ]  # fmt: skip


def sheet(headings, *rows):
    return Sheet(headings, tuple(SheetRow(n, row) for n, row in enumerate(rows, 2)), heading_line=1)


def test_a_list_in_japanese():
    found = read_tracker(
        sheet(("話数", "カット", "工程", "担当者", "状態"), ("3", "012A", "二原", "例田 一／例山 花", "済"))
    )
    assert credits(found) == [("3", "012A", "二原", "例田 一", "済"), ("3", "012A", "二原", "例山 花", "済")]


def test_the_same_task_twice_is_one_credit_and_told():
    row = ("C001", "Animation", "Taro Rei")
    found = read_tracker(sheet(("Shot", "Task", "Assignee"), row, row, row))
    assert len(found.rows) == 1
    assert tell(found.notes) == [
        "line 1: 2 tasks have the person and shot of others; those alike are one credit."
    ]


def test_a_list_of_several_projects_enters_nothing():
    rows = [("A", "C001", "Comp", "Taro Rei"), ("B", "C001", "Comp", "Taro Rei")]
    found = read_tracker(sheet(("Project", "Shot", "Task", "Assignee"), *rows))
    assert found.rows == ()
    assert tell(found.problems) == [
        "line 1: The list has tasks of several projects (A, B); export each by itself."
    ]


def test_people_without_a_task_and_lists_without_end_are_told(monkeypatch):
    found = read_tracker(sheet(("Shot", "Task", "Assignee"), ("C001", "", "Taro Rei")))
    assert tell(found.problems) == ["line 2: The line names people and no task; write what they did."]
    # The bound alone is small here: a list as long as the real one would only take time.
    monkeypatch.setattr(tracker_reader, "MAX_TASK_ROWS", 2)  # the real bound only takes time
    found = read_tracker(sheet(("Shot", "Task", "Assignee"), ("C001", "Comp", "A, B, C, D")))
    assert found.rows == ()
    assert tell(found.problems) == ["line 1: The list makes more than 2 credits; export it in parts."]


@pytest.mark.parametrize(
    "headings",
    [
        tuple(words.en for words in HEADING_SPELLINGS.values()),
        tuple(words.ja for words in HEADING_SPELLINGS.values()),
        ("役職", "名前"),
        ("Title", "Name"),
        ("Task", "Assignee"),
        ("tconst", "ordering", "nconst", "category", "job", "characters"),
        (),
    ],
)
def test_other_sheets_are_no_task_lists(headings):
    assert not looks_like_tracker(headings)


CELL = st.sampled_from([word for words in COLUMN_WORDS.values() for word in words]) | st.text(max_size=6)


@given(st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=6))
def test_no_sheet_raises(lines):
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    found = read_sheet(text.encode("utf-8", "replace"), filename="x.csv")
    read_tracker(found)
    read_credit_file(text.encode("utf-8", "replace"), filename="x.csv")

"""The one door for files of credits: what a file is taken for, and that no bytes make it raise."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.credit_pages.page_reader import read_credit_page
from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.files.table_readers import TABLE_READERS, find_table_reader
from productions.interchange.own_exports.api_tables import MARKS, STAFF_MARKS
from productions.interchange.own_exports.designer_table import DESIGNER_TABLE_COLUMNS
from productions.interchange.own_exports.roll_table import ROLL_TABLE_COLUMNS
from productions.interchange.shapes.database_shapes import DATABASE_SHAPES
from productions.interchange.shapes.json_tables import list_json_tables
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.shared.cinecred import HEADINGS
from tests.interchange.workbooks import workbook

DATA = Path(__file__).parent.parent / "data"

HEADING_ROWS = (
    *(tuple(sorted(mark)) for shape in DATABASE_SHAPES for mark in shape.marks),
    ("item", "P57_directorLabel", "directorLabel"),
    ("カット", "話数", "原画", "動画"),
    ("役職", "第1話", "第2話"),
    ("Title", "Name"),
    tuple(f"@{names[0]}" for names in HEADINGS.values()),
    tuple(en for _field, en, _ja in ROLL_TABLE_COLUMNS.values()),
    tuple(ja for _field, _en, ja in DESIGNER_TABLE_COLUMNS.values()),
    tuple(sorted(MARKS)),
    tuple(sorted(STAFF_MARKS)),
    tuple(spellings.en for spellings in HEADING_SPELLINGS.values()),
)
CELLS = st.sampled_from(
    [
        "", "監督", "試山 験太", "Cast", "原画（第1話、2話）", "Key Animation (eps 1, 3-5)", "\\N", '["A","B"]', "[", "{}", '[{"a":1}]', "Q5", "1-3", "2-Jan",
        "済", "#1-012 #2-003~009", "3名（会社が氏名を公表せず）", "オープニングテーマ「手紙」", "{{Pic a}}", "“Song”", "Written by A", "© A", "A, B", "\u202e", "-1",
        "organization", "x" * 300,
    ]
)  # fmt: skip
PIECES = st.sampled_from(
    [
        "監督", "：", "試山 験太", "\n", "\n\n", "* ", "** ", "; ", ": 声 - ", "|監督=", "== スタッフ ==", "キャスト", "……", "　　", "「手紙」", "主題歌", "[[", "]]", "{{",
        "}}", "<ref>", "</ref>", "<!--", "-->", "https://a.example", "、", " / ", "（第1話）", "（", "）", "【", "】", "Directed by A B", "。", "\t", ";", ",", "第2話", "#a",
        "\x00", "\u202e", "ほか",
    ]
)  # fmt: skip


def check_whole(sheet: CreditSheet) -> None:
    """What a planner relies on: sentences, lines, and every row with a name, a reason, a uid or a line of rights."""
    for told in (*sheet.problems, *sheet.notes):
        assert str(told)
    for row in sheet.rows:
        assert row.line > 0
        assert row.role or row.song_rights


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(data):
    check_whole(read_credit_file(data, filename="file"))


@given(st.text(max_size=300), st.sampled_from(["a.csv", "a.txt", ""]))
def test_no_text_makes_it_raise(text, filename):
    check_whole(read_credit_file(text.encode("utf-8", "surrogatepass"), filename=filename))


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_page_makes_it_raise(text):
    check_whole(read_credit_page(text))


@given(st.data())
def test_no_table_of_a_known_shape_makes_it_raise(data):
    headings = data.draw(st.sampled_from(HEADING_ROWS))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=6))
    said = data.draw(
        st.dictionaries(
            st.sampled_from(headings),
            st.sampled_from(["", "role", "name", "episode", "kind", "x"]),
            max_size=3,
        )
    )
    table = "\n".join("\t".join(cell.replace('"', "'") for cell in row) for row in (headings, *rows))
    check_whole(read_credit_file(table.encode(), filename="a.tsv", options=ReadingOptions(said)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["role", "name", "full", "native", "node", "positions", "person", "relation", "eps"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_json_makes_it_raise(value):
    check_whole(read_credit_file(json.dumps([value]).encode(), filename="a.json"))


def test_json_that_is_too_deep_is_no_table():
    text = "[" * 2_000 + "]" * 2_000
    assert list(list_json_tables(text)) == []
    assert read_credit_file(text.encode(), filename="a.json").rows == ()


@pytest.mark.parametrize("headings", HEADING_ROWS)
def test_each_shape_is_known_by_its_headings_as_a_workbook_too(headings):
    reader = find_table_reader(headings)
    assert reader in TABLE_READERS
    text = "\t".join(headings) + "\n" + "\t".join("x" for _ in headings)
    from_text = read_credit_file(text.encode(), filename="a.tsv")
    book = read_credit_file(workbook([list(headings), ["x" for _ in headings]]), filename="a.xlsx")
    assert from_text.format == book.format
    assert [column.field for column in from_text.columns] == [column.field for column in book.columns]


def test_headings_may_stand_below_a_title_and_a_date():
    text = "試作 スタッフ\n2024-05-01\n\n职位,人物\n原画,試山 験太\n"
    sheet = read_credit_file(text.encode(), filename="a.csv")
    assert (sheet.format, [row.line for row in sheet.rows]) == ("bangumi", [5])


def test_what_is_no_file_of_credits_is_told():
    for data in (b"", b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"Foo,Bar\n1,2\n", b"PK\x03\x04junk"):
        sheet = read_credit_file(data, filename="a")
        assert sheet.rows == ()
        assert sheet.problems


@pytest.mark.parametrize("path", sorted((DATA / "endings").glob("*.csv")), ids=lambda path: path.stem)
def test_endings_are_credit_sheets_as_before(path):
    sheet = read_credit_file(path.read_bytes(), filename=path.name)
    assert (sheet.format, sheet.problems) == ("sheet", ())
    lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip(",; ")]
    assert len(sheet.rows) >= len(lines) - 1


def test_a_catalogue_of_films_is_sent_to_its_own_door():
    for text in (
        '{"madb_id": "C1", "title": "例", "staff": "[監督]試山 験太"}\n',
        '[{"madb_id": "C1", "title": "例"}]',
    ):
        sheet = read_credit_file(text.encode(), filename="films.jsonl")
        assert [str(problem) for problem in sheet.problems] == [
            "line 1: This is a catalogue of films, and no file of one production: send it as one, without a production."
        ]

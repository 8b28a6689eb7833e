"""XDTS and TDTS: whoever filled a sheet is a proposed credit for its cut, and what the sheet does not say is told."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.timesheets.timesheet_reader import looks_like_timesheet, read_timesheet
from tests.interchange.plain_problems import tell

CASE = Path(__file__).parent.parent / "data" / "cases" / "36_timesheet.xdts"
CELLS = {
    "fieldId": 0,
    "tracks": [{"trackNo": 0, "frames": [{"frame": 0, "data": [{"id": 0, "values": ["1"]}]}]}],
}


def make(whole, head="toeiDigitalTimeSheet Save Data", indent=None):
    return f"{head}\n{json.dumps(whole, ensure_ascii=False, indent=indent)}".encode()


def sheet(operator="例田 一", cut="012", name="sheet1", fields=(CELLS,), **header):
    table = {"opratorName": operator, "name": name, "duration": 24, "fields": list(fields)}
    return {"header": {"cut": cut, "scene": "1", **header}, "timeTables": [table], "version": 5}


def test_a_timesheet_without_a_person_says_so_with_its_cut():
    found = read_credit_file(CASE.read_bytes(), filename=CASE.name)
    assert (found.rows, found.problems, found.format) == ((), (), "timesheet")
    assert tell(found.notes) == ["sheet 1: The timesheet of cut 012 names nobody."]


def test_case_36_with_its_operator_is_a_proposed_credit_with_evidence():
    head, _newline, body = CASE.read_text().partition("\n")
    whole = json.loads(body)
    whole["timeTables"][0] |= {"opratorName": "例田 一", "fields": [CELLS]}
    found = read_timesheet(make(whole, head), CASE.name)
    assert found.rows == (
        CreditSheetRow(
            line=2, cut="012", role="原画", role_language="ja", name="例田 一", evidence="timesheet"
        ),
    )
    assert tell(found.notes) == [
        "sheet 1: The sheet does not say what 例田 一 did; since it has cells, it is taken for key animation."
    ]


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ({"name": "動画"}, "動画"),
        ({"name": "第二原画", "fields": []}, "第二原画"),
        ({"name": "2原"}, "2原"),
        ({"name": "LO"}, "LO"),
        ({"name": "動画と背景"}, "原画"),
        ({"fields": []}, "タイムシート"),
    ],
)
def test_the_role_is_what_the_table_is_named_after_and_else_what_it_holds(values, role):
    found = read_timesheet(make(sheet(**values)), "c012.tdts")
    assert [row.role for row in found.rows] == [role]
    assert bool(found.notes) == (role in ("原画", "タイムシート"))


def test_a_column_may_name_the_job():
    whole = sheet()
    whole["timeTables"][0]["timeTableHeaders"] = [{"fieldId": 0, "names": ["A", "作監"]}]
    assert [row.role for row in read_timesheet(make(whole), "x.tdts").rows] == ["作監"]


def test_several_sheets_of_one_file_each_have_their_cut_and_a_person_stands_once_in_each():
    whole = {
        "timeSheets": [
            sheet(cut="012", episode="3"),
            sheet(cut="013A", operator="例山  花", scene="5"),
            sheet(cut="012", episode="3"),
            sheet(cut="014", operator=" "),
        ]
    }
    found = read_timesheet(make(whole, indent=1), "ep3.tdts")
    assert [(row.episode, row.cut, row.name, row.note) for row in found.rows] == [
        ("3", "012", "例田 一", ""), ("", "013A", "例山 花", "scene 5"),
    ]  # fmt: skip
    text = make(whole, indent=1).decode().split("\n")
    assert [row.name in " ".join(text[row.line - 1].split()) for row in found.rows] == [True, True]
    assert tell(found.notes)[-1] == "sheet 4: The timesheet of cut 014 names nobody."


def test_a_byte_order_mark_is_no_hindrance_and_other_files_are_no_timesheets():
    data = b"\xef\xbb\xbf" + make(sheet())
    assert looks_like_timesheet(data)
    assert len(read_timesheet(data, "x.tdts").rows) == 1
    assert not looks_like_timesheet("役職,名前".encode())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no timesheet"),
        (b"toeiDigitalTimeSheet Save Data", "no JSON object"),
        (b"toeiDigitalTimeSheet Save Data\n[]", "no JSON object"),
        (b"toeiDigitalTimeSheet Save Data\n" + b"[" * 500_000, "no JSON object"),
        (b'toeiDigitalTimeSheet Save Data\n{"timeTables": 5}', "has no table"),
        (make(sheet(operator="例‮田")), "writing direction"),
        (make({"timeTables": [{"opratorName": f"例 {n}"} for n in range(501)]}), "more than 500 sheets"),
        (b"toeiDigitalTimeSheet" + b" " * 20 * 1024**2, "more than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_told(data, sentence):
    (problem,) = read_timesheet(data, "x.tdts").problems
    assert sentence in str(problem)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from("header cut timeTables timeSheets opratorName fields fieldId tracks frames names".split()), inner, max_size=4
    ),
)  # fmt: skip


@given(JSON | st.dictionaries(st.sampled_from(["header", "timeTables", "timeSheets"]), JSON))
def test_no_content_raises(whole):
    read_timesheet(make(whole), "x.tdts")


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    read_timesheet(data, "x.tdts")
    read_timesheet(b"toeiDigitalTimeSheet\n" + data, "x.tdts")

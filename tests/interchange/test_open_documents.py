"""ODS files: what stands in their cells, what repeats, what is hidden, and what is refused before it takes memory."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.ods_reader import read_open_document
from tests.interchange.plain_problems import tell
from tests.interchange.workbooks import ODS_SPACES, ods_cells, ods_table, open_document, with_parts

HEADINGS = ods_cells("話数", "カット", "役職", "名前")
SAVE = "Save it as an ordinary Excel workbook (.xlsx) or as CSV and upload it again."


def read(data: bytes, **options: Any) -> CreditSheet:
    return read_credit_file(data, filename="a.ods", options=ReadingOptions(**options))


def read_cell(cell: str) -> str:
    """The text of one cell."""
    sheet = read_open_document(open_document(ods_table(cell)))[0]
    return sheet.rows[0].cells[0] if sheet.rows else ""


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_open_document(data)
    return str(caught.value)


def test_a_sheet_is_read() -> None:
    sheet = read(open_document(ods_table(HEADINGS, ods_cells("1", "001", "原画", "試山 験太"))))
    assert [(row.line, row.episode, row.cut, row.role, row.name) for row in sheet.rows] == [
        (2, "1", "001", "原画", "試山 験太")
    ]
    assert (sheet.problems, sheet.notes, sheet.worksheets) == ((), (), ("Sheet1",))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (
            '<table:table-cell office:value-type="float" office:value="12"><text:p>012</text:p></table:table-cell>',
            "12",
        ),
        (
            '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12.5</text:p></table:table-cell>',
            "12.5",
        ),
        (
            '<table:table-cell office:value-type="date" office:date-value="2026-01-02T00:00:00"><text:p>1月2日</text:p></table:table-cell>',
            "2026-01-02",
        ),
        ("<table:table-cell><text:p>試山<text:s/>験太</text:p></table:table-cell>", "試山 験太"),
        (
            "<table:table-cell><text:p>試<text:span>山</text:span> \n 験太</text:p></table:table-cell>",
            "試山 験太",
        ),
        (
            "<table:table-cell><text:p>甲</text:p><text:p>乙<text:line-break/>丙</text:p></table:table-cell>",
            "甲\n乙\n丙",
        ),
        (
            "<table:table-cell><text:p><text:ruby><text:ruby-base>試山</text:ruby-base><text:ruby-text>ためしやま</text:ruby-text>"
            "</text:ruby></text:p></table:table-cell>",
            "試山",
        ),
        (
            "<table:table-cell><office:annotation><text:p>memo</text:p></office:annotation><text:p>例</text:p>"
            "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell>",
            "例",
        ),
        ("<table:table-cell><text:p/></table:table-cell>", ""),
    ],
)
def test_a_cell_is_what_is_seen_of_it(cell: str, text: str) -> None:
    assert read_cell(cell) == text


def test_cells_and_rows_that_repeat_are_as_many() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"><text:p>原画</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
    )
    gap = '<table:table-row table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    end = gap.replace('"5"', '"1048560"')
    sheet = read_open_document(open_document(ods_table(gap, row, end)))[0]
    assert [(each.line, each.cells) for each in sheet.rows] == [
        (line, ("原画", "原画")) for line in (6, 7, 8)
    ]


def test_merged_and_hidden_cells_are_as_in_a_workbook() -> None:
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    rows = (
        ods_cells("話数", "役職", "名前", "備考"),
        '<table:table-cell table:number-rows-spanned="3" office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
        + ods_cells("原画", "例田 花", "memo"),
        f'<table:table-row table:visibility="filter"><table:covered-table-cell/>{ods_cells("原画", "没田 隠夫")}</table:table-row>',
        f"<table:covered-table-cell/>{ods_cells('動画', '見本 太一')}",
    )
    data = open_document(ods_table(*rows, before=columns))
    sheet = read(data)
    assert [(row.line, row.episode, row.role, row.name, row.note) for row in sheet.rows] == [
        (2, "3", "原画", "例田 花", ""),
        (4, "3", "動画", "見本 太一", ""),
    ]
    assert [note.line for note in sheet.notes] == [1, 2, 3]
    assert [row.note for row in read(data, hidden_rows=True).rows] == ["memo", "", ""]


def test_rows_of_a_folded_group_are_hidden() -> None:
    group = f'<table:table-row-group table:display="false"><table:table-row>{ods_cells("1", "", "原画", "没田 隠夫")}</table:table-row>'
    table = ods_table(HEADINGS).replace("</table:table>", f"{group}</table:table-row-group></table:table>")
    assert tell(read(open_document(table)).problems) == [
        "a.ods: The file has a heading row but nothing below it."
    ]


def test_sheets_are_chosen_and_hidden_ones_left_out() -> None:
    styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    tables = (
        ods_table(ods_cells("役職", "名前"), ods_cells("原画", "例田 花"), title="第3話"),
        ods_table(ods_cells("役職", "名前"), ods_cells("原画", "見本 太一"), title="第4話"),
        ods_table(
            ods_cells("役職", "名前"),
            ods_cells("原画", "没田 隠夫"),
            title="没",
            attributes='table:style-name="ta2"',
        ),
    )
    sheet = read(open_document("".join(tables), styles=styles), worksheets=("*",))
    assert [(row.worksheet, row.episode, row.name) for row in sheet.rows] == [
        ("第3話", "3", "例田 花"),
        ("第4話", "4", "見本 太一"),
    ]
    assert sheet.worksheets == ("第3話", "第4話")


def test_formulas_and_errors_name_their_cells() -> None:
    formula = '<table:table-cell table:formula="of:=[.A1]" office:value-type="string"><text:p>試山 験太</text:p></table:table-cell>'
    rows = (ods_cells("役職", "名前"), ods_cells("原画") + formula, ods_cells("#REF!", "例田 花"))
    assert tell(read(open_document(ods_table(*rows))).problems) == [
        "line 2, column 名前: Cell B2 holds a formula, which came to “試山 験太” when the file was saved; paste it as a value (Paste "
        "special, Values).",
        "line 3, column 役職: Cell A3 holds an error value; write what belongs there.",
    ]


REPEATED = '<table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        (
            ods_table(
                f'<table:table-row table:number-rows-repeated="1000000">{ods_cells("x")}</table:table-row>'
            ),
            "A sheet has more than 20,000 rows. Split it into several files.",
        ),
        (
            ods_table(REPEATED.format(columns=301)),
            "A sheet has more than 300 columns; delete those that hold no credits.",
        ),
        (
            ods_table(
                f'<table:table-row table:number-rows-repeated="20000">{REPEATED.format(columns=300)}</table:table-row>'
            ),
            f"The workbook holds more than a sheet of credits needs. {SAVE}",
        ),
        (
            ods_table(
                f'<table:table-row table:number-rows-repeated="20000">{ods_cells("あ" * 600)}</table:table-row>'
            ),
            "The sheet holds more than 10,000,000 characters. Split it into several files.",
        ),
        (
            ods_table(ods_cells("".join(chr(0x3400 + number) for number in range(32_768)))),
            "A cell of the workbook has more than 32,767 characters; shorten it.",
        ),
        (
            ods_table(
                '<table:table-cell table:formula="of:=1" table:number-columns-repeated="201"><text:p>1</text:p></table:table-cell>'
            ),
            "The workbook has more than 200 formulas; paste them as values and upload it again.",
        ),
        (
            ods_table("<table:table-cell/>" * 10, '<table:table-row table:number-rows-repeated="-1"/>'),
            f"The workbook is damaged and cannot be read. {SAVE}",
        ),
        ("<text:list>" * 65 + "</text:list>" * 65, f"The workbook is damaged and cannot be read. {SAVE}"),
        (
            ods_table(f"<table:table-cell><text:p>{'<text:s/>' * 2_001}</text:p></table:table-cell>"),
            f"The workbook holds more than a sheet of credits needs. {SAVE}",
        ),
    ],
)
def test_what_would_take_memory_is_refused(tables: str, sentence: str) -> None:
    assert refusal_of(open_document(tables)) == sentence


def test_other_files_of_the_kind_are_refused_with_what_to_do() -> None:
    data = open_document(ods_table(HEADINGS))
    text = with_parts(data, {"mimetype": b"application/vnd.oasis.opendocument.text"})
    locked = with_parts(data, {"META-INF/manifest.xml": b"<manifest><manifest:encryption-data/></manifest>"})
    doctype = with_parts(data, {"content.xml": b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'})
    bomb = with_parts(data, {"content.xml": b" " * 5_000_000})
    assert [refusal_of(each) for each in (text, locked, doctype, bomb)] == [
        f"The file is an OpenDocument file, but no spreadsheet. {SAVE}",
        "The workbook is protected by a password; remove it and upload the file again.",
        f"The workbook holds a document type (DOCTYPE), as no program writes it. {SAVE}",
        f"A part of the workbook inflates to more than 200 times its size, as no sheet of credits does. {SAVE}",
    ]


def test_tables_inside_cells_and_elsewhere_are_no_sheets() -> None:
    inner = f"<table:table-cell><table:table>{ods_cells('x')}</table:table><text:p>名前</text:p></table:table-cell>"
    tables = f"<table:tracked-changes>{ods_table(ods_cells('gone'))}</table:tracked-changes>" + ods_table(
        inner
    )
    sheets = read_open_document(open_document(tables))
    assert [[row.cells for row in sheet.rows] for sheet in sheets] == [[("名前",)]]


GOOD = open_document(ods_table(HEADINGS, ods_cells("1", "001", "原画", "試山 験太")))


@given(st.binary(max_size=60), st.integers(0, len(GOOD) - 1))
def test_a_damaged_file_is_read_or_refused(junk: bytes, start: int) -> None:
    with suppress(UnreadableFile):
        read_open_document(GOOD[:start] + junk + GOOD[start + len(junk) :])


@given(st.text("<>/ab\"'= &;", max_size=80))
def test_any_xml_is_read_or_refused(text: str) -> None:
    content = f"<office:document-content {ODS_SPACES}>{text}</office:document-content>".encode()
    with suppress(UnreadableFile):
        read_open_document(with_parts(GOOD, {"content.xml": content}))

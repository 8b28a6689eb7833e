"""The guard before openpyxl: what a workbook really holds is counted, hostile parts are refused."""

import io
import random
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.xml import functions

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets import workbook_limits
from productions.interchange.sheets.workbook_limits import (
    MAX_CELL_ELEMENTS,
    MAX_FORMULAS,
    MAX_MEMBERS,
    MAX_OUTSIDE_ELEMENTS,
    MAX_XLSX_CELL_CHARACTERS,
)
from productions.interchange.sheets.xlsx_guard import sanitize_workbook
from productions.interchange.sheets.xlsx_inspector import WorkbookInspector, parse_column_letters
from productions.interchange.sheets.zip_guard import looks_like_workbook
from tests.interchange.workbooks import MAIN, with_parts, with_sheet, workbook

GOOD = workbook([["Role", "Name"], ["Director", "山田"]])
DAMAGED_WORKBOOK = str(workbook_limits.DAMAGED_WORKBOOK)
SAVE = "Save it as an ordinary Excel workbook (.xlsx) or as CSV and upload it again."
MUCH = f"The workbook holds more than a sheet of credits needs. {SAVE}"


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        sanitize_workbook(data)
    return str(caught.value)


def test_workbooks_are_parsed_by_defusedxml_where_lxml_is_installed_too() -> None:
    assert functions.iterparse.__module__ == functions.fromstring.__module__ == "defusedxml.common"


def test_a_good_workbook_passes_with_its_xml_parts_unchanged() -> None:
    data = with_parts(GOOD, {"xl/media/picture.png": b"\x89PNG"})
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given_,
        zipfile.ZipFile(io.BytesIO(sanitize_workbook(data))) as kept,
    ):
        before = {name: given_.read(name) for name in given_.namelist()}
        after = {name: kept.read(name) for name in kept.namelist()}
    assert before.pop("xl/media/picture.png") == b"\x89PNG"
    assert after == before


def test_workbooks_are_told_by_their_content() -> None:
    assert [
        looks_like_workbook(data) for data in (GOOD, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Role,Name")
    ] == [
        True,
        True,
        False,
    ]


def test_a_large_file_is_refused_before_it_is_opened() -> None:
    assert refusal_of(b"PK\x03\x04" + bytes(10 * 1024 * 1024)) == (
        "The file has 10,485,764 bytes; at most 10,485,760 are read. Split it into several files."
    )


def test_a_part_that_inflates_two_hundredfold_is_refused() -> None:
    bomb = with_parts(GOOD, {"xl/media/bomb.bin": bytes(5_000_000)})
    assert len(bomb) < 20_000
    assert refusal_of(bomb) == (
        "A part of the workbook inflates to more than 200 times its size, as no sheet of credits does. "
        + SAVE
    )


def test_parts_that_inflate_to_more_than_60_mb_are_refused() -> None:
    block = random.Random(1).randbytes(16_384)
    parts = {f"xl/media/{number}.bin": block * 512 for number in range(8)}
    bomb = with_parts(GOOD, parts)
    assert len(bomb) < 1_000_000
    assert refusal_of(bomb) == (
        "The workbook inflates to more than 62,914,560 bytes. Split it into several files."
    )


def test_a_part_that_declares_a_smaller_size_than_it_has_is_refused() -> None:
    bomb = with_parts(GOOD, {"xl/media/bomb.bin": bytes(5_000_000)})
    assert (
        refusal_of(bomb.replace((5_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")))
        == DAMAGED_WORKBOOK
    )


def test_too_many_parts_are_refused() -> None:
    many = with_parts(GOOD, {f"xl/media/{number}.bin": b"" for number in range(MAX_MEMBERS)})
    assert refusal_of(many).startswith("The workbook has 2")
    assert refusal_of(many).endswith(" parts; at most 200 are read. Split it into several files.")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"xl/vbaProject.bin": b"x"}, f"Workbooks with macros are not opened. {SAVE}"),
        (
            {
                "[Content_Types].xml": b'<Types><Override ContentType="x.sheet.macroEnabled.main+xml"/></Types>'
            },
            f"Workbooks with macros are not opened. {SAVE}",
        ),
        ({"xl/workbook.bin": b""}, f"The file is a binary workbook (.xlsb). {SAVE}"),
        ({"word/document.xml": b"<a/>"}, f"The file is a Word document. {SAVE}"),
        ({"XL/WORKBOOK.xml": b"<a/>"}, DAMAGED_WORKBOOK),
        ({"xl/styles.xml": b"no xml"}, DAMAGED_WORKBOOK),
        ({"xl/styles.xml": b'<?xml version="1.0" encoding="nonsense"?><a/>'}, DAMAGED_WORKBOOK),
        ({"xl/styles.xml": b"<a>" * 65 + b"</a>" * 65}, DAMAGED_WORKBOOK),
        (
            {"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
            f"The file is a “Strict Open XML” workbook. {SAVE}",
        ),
    ],
)
def test_parts_that_are_refused(parts: dict[str, bytes], sentence: str) -> None:
    assert refusal_of(with_parts(GOOD, parts)) == sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    lol = '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert refusal_of(with_parts(GOOD, {"xl/styles.xml": lol.encode(encoding)})) == (
        f"The workbook holds a document type (DOCTYPE), as no program writes it. {SAVE}"
    )


def test_old_and_encrypted_files_are_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refusal_of(ole) == f"The file is in the old Excel format (.xls). {SAVE}"
    assert refusal_of(ole + "EncryptedPackage".encode("utf-16-le")) == (
        "The workbook is protected by a password; remove it and upload the file again."
    )


def test_an_archive_without_a_workbook_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("credits.csv", "Role,Name")
    assert refusal_of(out.getvalue()) == f"The file is a ZIP archive without a workbook. {SAVE}"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', DAMAGED_WORKBOOK),
        ('<row r="99999999999"><c r="A1"/></row>', DAMAGED_WORKBOOK),
        ('<row r="2"/><row r="2"/>', DAMAGED_WORKBOOK),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', DAMAGED_WORKBOOK),
        ('<row r="1"><row r="2"/></row>', DAMAGED_WORKBOOK),
        (
            '<row r="20001"><c r="A20001"><v>1</v></c></row>',
            "A sheet has more than 20,000 rows. Split it into several files.",
        ),
        (
            '<row r="1"><c r="KO1"><v>1</v></c></row>',
            "A sheet has more than 300 columns; delete those that hold no credits.",
        ),
        (
            f"<row>{'<c><f>1</f></c>' * 20}</row>" * (MAX_FORMULAS // 20 + 1),
            "The workbook has more than 200 formulas; paste them as values and upload it again.",
        ),
        (
            f'<row><c t="inlineStr"><is>{"<r/>" * MAX_CELL_ELEMENTS}</is></c></row>',
            f"A cell of the workbook has too many formats. {SAVE}",
        ),
        (
            f"<row><c><v>{'あ' * MAX_XLSX_CELL_CHARACTERS}い</v></c></row>",
            "A cell of the workbook has more than 32,767 characters; shorten it.",
        ),
    ],
)
def test_sheets_that_openpyxl_would_suffer_from_are_refused(rows: str, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        WorkbookInspector().read(
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
        )
    assert str(caught.value) == sentence


def test_rows_and_columns_that_only_have_a_format_do_not_count() -> None:
    sanitize_workbook(
        with_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"/>')
    )


def test_ten_thousands_of_styles_are_refused() -> None:
    styles = f'<styleSheet xmlns="{MAIN}">{"<xf/>" * MAX_OUTSIDE_ELEMENTS}</styleSheet>'.encode()
    with pytest.raises(UnreadableFile) as caught:
        WorkbookInspector().read(styles)
    assert str(caught.value) == MUCH


def test_columns_are_counted_like_a_spreadsheet_does() -> None:
    assert [parse_column_letters(letters) for letters in ("A", "Z", "AA", "KN", "XFD")] == [
        1,
        26,
        27,
        300,
        16384,
    ]


def test_a_part_that_lies_before_the_files_beginning_is_damage() -> None:
    """The end record (APPNOTE 4.3.16) says that the directory begins one byte later than it does."""
    place = len(GOOD) - 6
    later = (int.from_bytes(GOOD[place : place + 4], "little") + 1).to_bytes(4, "little")
    assert refusal_of(GOOD[:place] + later + GOOD[place + 4 :]) == DAMAGED_WORKBOOK


@given(st.binary(max_size=100), st.integers(0, len(GOOD) - 1))
def test_a_damaged_workbook_passes_or_is_refused(junk: bytes, start: int) -> None:
    with suppress(UnreadableFile):
        sanitize_workbook(GOOD[:start] + junk + GOOD[start + len(junk) :])

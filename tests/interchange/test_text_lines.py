"""Catalogues of any size are read in little memory, line by line, and no line takes another with it."""

import io
import tracemalloc
from pathlib import Path

import pytest

from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.interchange.catalogue.catalogue_record import CatalogueRecord
from productions.interchange.catalogue.json_records import (
    LINE_TOO_LONG,
    MAX_LINE_BYTES,
    MAX_LINE_CHARACTERS,
)
from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.text_lines import MAX_WHOLE_FILE_BYTES, read_text_lines

MIB = 2**20


def film(number: int, title: str = "作品") -> bytes:
    return f'{{"madb_id": "T{number}", "title": "{title}"}}\n'.encode()


def told(data: bytes | io.BufferedReader) -> list[str]:
    """The ids of the films, and the problems as people see them."""
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    found = read_catalogue(read_text_lines(file, longest=MAX_LINE_BYTES))
    return [str(each) if isinstance(each, Problem) else each.source_id for each in found]


@pytest.mark.parametrize("filler", [b"\0", b"a", "作".encode()], ids=["hole", "ASCII", "kanji"])
def test_a_line_of_hundreds_of_megabytes_is_told_and_the_others_are_read(
    tmp_path: Path, filler: bytes
) -> None:
    path = tmp_path / "catalogue.jsonl"
    with path.open("wb") as file:
        file.write(film(1))
        if filler == b"\0":
            file.seek(300 * MIB)  # a hole costs no disk
        else:
            for _piece in range(60):
                file.write(filler * (MIB // len(filler)))
        file.write(b"\n" + film(3))
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            lines = told(file)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert lines == ["T1", f"line 2: {LINE_TOO_LONG}", "T3"]
    assert most < 40 * MIB


@pytest.mark.parametrize("over", [0, 1])
def test_the_longest_line_is_read_and_one_character_more_is_not(over: int) -> None:
    frame = film(1, "").decode().rstrip("\n")
    long = frame[:-1] + " " * (MAX_LINE_CHARACTERS - len(frame) + over) + "}"
    expected = (
        f"line 1: {LINE_TOO_LONG}"
        if over
        else "line 1, title: The film has no title; without it the line is no film."
    )
    assert told(long.encode() + b"\n" + film(2)) == [expected, "T2"]


def test_the_last_line_needs_no_end() -> None:
    assert told(film(1) + film(2).rstrip()) == ["T1", "T2"]
    assert told(b"") == []


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp932"])
def test_other_encodings_are_read_as_of_sheets(codec: str) -> None:
    text = (film(1, "作品の題名") + film(2, "二つ目の題名")).decode()
    found = list(read_catalogue(read_text_lines(io.BytesIO(text.encode(codec)), longest=MAX_LINE_BYTES)))
    assert [each.title for each in found if isinstance(each, CatalogueRecord)] == [
        "作品の題名",
        "二つ目の題名",
    ]


def test_a_nul_costs_its_line_alone() -> None:
    lines = told(film(1) + film(2).replace(b"T2", b"T\x002") + film(3))
    assert lines == ["T1", "line 2: Character 15 is a NUL byte (U+0000); remove it.", "T3"]


def test_a_file_of_another_kind_is_refused_whatever_its_size() -> None:
    with pytest.raises(UnreadableFile, match="The file is a PDF"):
        told(b"%PDF-1.7\n" + b"a" * MAX_WHOLE_FILE_BYTES)
    # Too large to be read whole: each line says what it is.
    assert told(film(1) + b"\xff\n" * 3 + b" " * MAX_WHOLE_FILE_BYTES)[:2] == [
        "T1",
        "line 2: Byte 1 is not UTF-8; save the file as UTF-8.",
    ]

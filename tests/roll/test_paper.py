"""The PDF for people: its tags, its bookmarks and what it says of itself, read by readers that are not ours."""

import ctypes
import json
import re
import shutil
import subprocess

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.roll.reading import written
from tests.roll.samples import long_list, the_case
from tests.roll.song_samples import the_songs


def list_tags(data):
    """The types of the structure elements of all pages, in reading order."""
    found = []

    def walk(element):
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
        found.append(buffer.raw.decode("utf-16-le").rstrip("\0"))
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
                walk(child)

    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
        raw.FPDF_StructTree_Close(tree)
    pdf.close()
    return found


def list_bookmarks(data):
    pdf = pypdfium2.PdfDocument(data)
    found = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    return found


def test_departments_and_tools_are_headings_roles_are_rows_and_tools_a_list():
    tags = list_tags(written("pdf", the_case()))

    assert [tag for tag in tags if re.fullmatch("H[1-6]", tag)] == ["H1", "H2", "H2", "H3"]
    assert tags.count("Table") == 2
    assert tags.count("TR") == 2
    assert tags.count("TD") == 4
    assert tags.count("LI") == 1


def test_every_page_of_a_long_roll_is_tagged():
    tags = list_tags(written("pdf", long_list(150)))
    assert tags.count("TR") == 150


def test_bookmarks_lead_to_departments_songs_and_tools():
    assert list_bookmarks(written("pdf", the_case())) == [
        (0, "犬と少年"),
        (1, "演出"),
        (1, "美術・背景"),
        (2, "使用ツール"),
    ]
    assert (2, "エンディングテーマ「手紙」") in list_bookmarks(written("pdf", the_songs()))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_says_that_it_is_made_by_the_rules_of_archives(lang):
    data = written("pdf", the_case(), lang)
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A<", data)
    assert f"/Lang({lang})".encode() in data.replace(b" (", b"(")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")  # .ci/run installs it
def test_qpdf_finds_no_fault_in_it(tmp_path):
    path = tmp_path / "roll.pdf"
    path.write_bytes(written("pdf", long_list(150)))
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs ExifTool")
def test_exiftool_reads_what_it_is(tmp_path):
    path = tmp_path / "roll.pdf"
    path.write_bytes(written("pdf", the_case()))
    said = subprocess.run(["exiftool", "-json", path], check=True, capture_output=True).stdout
    (found,) = json.loads(said)

    assert {name: found[name] for name in ("Title", "Language", "TaggedPDF", "Part", "Conformance")} == {
        "Title": "犬と少年",
        "Language": "ja",
        "TaggedPDF": "Yes",
        "Part": 2,
        "Conformance": "A",
    }
    assert f"roll sha256:{the_case().digest}" in found["Keywords"]

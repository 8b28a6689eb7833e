"""The roll: people before tools, nobody hidden, the same document the same bytes, in every format."""

import csv
import io
import json
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import openpyxl
import pypdfium2
import pytest
from django.test.html import parse_html

from productions.rollkit.dataclass_json import DocumentError
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.errata import list_errata
from productions.rollkit.document.model import Line
from productions.rollkit.document.sealed import compute_digest, serialize_canonical
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.document.work import Issue, Override
from productions.rollkit.fonts.font_set import MissingGlyphs
from productions.rollkit.texts import line_notes, roll_texts
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import as_html
from tests.html_pages import find_all
from tests.roll.reading import text_of, written
from tests.roll.samples import (
    BACKGROUND,
    DIRECTOR,
    FIRST,
    GENERATOR,
    KEY,
    WORK,
    WORKING,
    credit,
    long_list,
    the_case,
)


def roll(*credits, issue=FIRST, complete=False, cuts_total=10, work=WORK):
    return compose_document(work, issue, credits, cuts_total=cuts_total, complete=complete)


def test_json_alone_is_lossless():
    assert [name for name, writer in WRITERS.items() if writer.lossless] == ["json"]
    assert read_document(written("json", the_case())) == the_case()


@pytest.mark.parametrize(
    ("values", "en", "ja"),
    [
        ({"absence_reason": "company_will_not_name", "headcount": 1}, "1 person, whom the company will not name",
         "1名（会社が氏名を公表せず）"),
        ({"absence_reason": "withheld_by_contributor", "headcount": 1},
         "1 person, name withheld by their own choice", "1名（本人の希望により氏名非公表）"),
        ({"absence_reason": "unknown_lost", "headcount": 3}, "3 people, names unknown, the record is lost",
         "3名（記録が失われ氏名不明）"),
        ({"absence_reason": "not_yet_entered", "headcount": None}, "others, their number not known: names not yet entered",
         "ほか（人数不明・氏名未入力）"),
    ],
)  # fmt: skip
def test_unnamed_people_are_printed_as_what_they_are_with_their_count(values, en, ja):
    document = roll(credit("1", **values))
    assert en in text_of("txt", document, "en")
    assert ja in text_of("txt", document, "ja")
    assert ja in text_of("html", document, "ja")


def test_one_person_on_many_cuts_is_one_line():
    credits = [
        credit(str(n), KEY, "見本さくら", cut=cut, cut_sort_key=cut.zfill(4))
        for n, cut in enumerate(("12", "3", "7"))
    ]
    (line,) = roll(*credits).departments[0].blocks[0].lines
    assert (line.name, line.cuts, line.credits) == ("見本さくら", ("3", "7", "12"), ("1", "2", "0"))


def test_unnamed_people_are_counted_at_their_least():
    one_cut = [
        credit("1", headcount=2, cut="1"),
        credit("2", headcount=1, cut="1"),
        credit("3", headcount=1, cut="2"),
    ]
    same = [replace(entry, person_key="") for entry in one_cut]
    assert roll(*same).departments[0].blocks[0].lines[0].headcount == 3


def test_two_people_who_withheld_their_names_are_two_lines():
    withheld = {"absence_reason": "withheld_by_contributor", "headcount": 1}
    document = roll(credit("1", person_key="a", **withheld), credit("2", person_key="b", **withheld))
    assert len(document.departments[0].blocks[0].lines) == 2
    assert document.facts.people_withheld == 2
    assert '"a"' not in document.to_bytes().decode()


def test_what_the_screen_said_stands_on_the_working_copy_only():
    assert "AI (+Human)" in text_of("txt", the_case(WORKING))
    assert "AI (+Human)" not in text_of("txt", the_case(FIRST))


def test_the_working_copy_says_so_on_every_page():
    pdf = pypdfium2.PdfDocument(written("pdf", replace(long_list(200), issue=WORKING), "en"))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 1
    assert ["WORKING COPY" in page for page in pages] == [True] * len(pages)
    pdf.close()


def test_an_invented_work_and_an_override_are_printed():
    issue = replace(FIRST, override=Override("A. Approver", "2026-01-01", "The studio closed."))
    document = roll(credit("1", KEY, "見本"), issue=issue, work=replace(WORK, invented=True))
    text = text_of("txt", document, "en")
    assert "An invented production" in text
    assert "on the authority of A. Approver, for this reason: The studio closed." in text


def test_errata_are_by_person():
    before = roll(credit("1", KEY, "見本"), credit("2", KEY, "例田"), credit("3", KEY, "仮名"))
    after = roll(
        credit("1", KEY, "見本", credited_as="みほん"),
        credit("2", DIRECTOR, "例田"),
        credit("4", KEY, "試山"),
    )
    found = {(entry.kind, roll_texts.format_erratum(entry, "en")) for entry in list_errata(before, after)}
    assert found == {
        ("renamed", "Renamed: みほん (Key animation)"),
        ("moved", "Now credited: 例田 (Director)"),
        ("added", "Added: 試山 (Key animation)"),
        ("removed", "Removed: 仮名 (Key animation)"),
    }


def test_a_document_comes_back_whole_from_its_bytes():
    for document in (
        the_case(),
        long_list(30),
        roll(issue=Issue(2, "t", "b", "d", None, list_errata(long_list(2), the_case()))),
    ):
        assert read_document(document.to_bytes()) == document


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data.update(format="other"), "The format is 'other', not staffroll.roll/2."),
        (lambda data: data.update(colour="red"), "document has the unknown key colour."),
        (lambda data: data["facts"].pop("uses"), "document.facts lacks uses."),
        (lambda data: data["work"].update(year="2023"), "document.work.year is not int."),
        (lambda data: data.update(departments={}), "document.departments is not a list."),
    ],
)
def test_a_document_is_read_strictly(change, sentence):
    data = json.loads(the_case().to_bytes())
    change(data["document"])
    data["annex"] = {}  # it opens what stands in the document, and no more
    data["issue"]["digest"] = compute_digest(serialize_canonical(data["document"]))
    with pytest.raises(DocumentError) as refused:
        read_document(json.dumps(data))
    assert str(refused.value) == sentence


def test_no_cell_can_run_as_a_formula():
    document = roll(credit("1", KEY, "=1+1", affiliation="@SUM(A1)"))
    cells = [cell for row in csv.reader(io.StringIO(text_of("csv", document))) for cell in row]
    assert {"'=1+1", "'@SUM(A1)"} <= set(cells)
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", document))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_the_designers_sheet_has_a_row_for_each_printed_name_then_the_tools():
    inbetween = replace(KEY, code="inbetween", label_en="In-between", label_ja="動画", order=60)
    document = roll(
        credit("1", DIRECTOR, "牧原亮太郎", role_as_printed="総監督"),
        credit("2", KEY, "A社", kind="organization", headcount=3, named_count=1),
        credit("3", KEY, "見本 花", on_screen=False),
        credit("4", inbetween, "例田 波瑠", affiliation="B社"),
        credit("5", inbetween, absence_reason="unknown_lost", affiliation="A社"),
        credit("6", BACKGROUND, "仮名 紬", cut="1", ai_uses=(GENERATOR,)),
    )
    assert list(csv.reader(io.StringIO(text_of("sheet", document, "en")))) == [
        ["Department", "Role", "Character", "Name", "Studio", "Note"],
        ["Direction", "総監督", "", "牧原亮太郎", "", ""],
        ["Animation", "Key animation", "", "A社", "", "3 people, 1 of them named"],
        ["Animation", "In-between", "", "1 person, name unknown, the record is lost", "A社", ""],
        ["Animation", "In-between", "", "例田 波瑠", "B社", ""],
        ["Art and backgrounds", "Background", "", "仮名 紬", "", ""],
        [
            "Art and backgrounds",
            "Tools",
            "",
            "",
            "",
            "rinna, rinna; used in 1 of 10 cuts for image generation, under the hands of 仮名 紬",
        ],
        ["", "", "", "", "", "Issue 1, issued 2026-01-02"],
        [
            "",
            "",
            "",
            "",
            "",
            "AI use recorded in 1 of 10 cuts; declared none in 0; not asked in 9.",
        ],
        [
            "",
            "",
            "",
            "",
            "",
            "Generative tools were used in 1 of 10 cuts; every use is under a person's credit.",
        ],
        ["", "", "", "", "", f"roll sha256:{document.digest}"],
        ["", "", "", "", "", "issue 1"],
    ]
    assert text_of("sheet", document).splitlines()[0] == "部門,役職,役名,氏名,所属,備考"


def test_a_page_is_escaped_and_its_style_has_the_published_hash():
    page = text_of("html", roll(credit("1", KEY, "<script>alert(1)</script>")))
    assert find_all(parse_html(page), "script") == []
    style = page.split("<style>")[1].split("</style>")[0]
    assert b64encode(sha256(style.encode()).digest()).decode() == as_html.STYLE_SHA256


def test_a_character_without_a_glyph_is_named_before_any_layout():
    with pytest.raises(MissingGlyphs) as refused:
        written("pdf", roll(credit("1", KEY, "Ada 🐇 Lapin")))
    assert "“🐇” (U+1F407) in “Ada 🐇 Lapin”" in str(refused.value)
    assert "Noto Sans CJK JP" in str(refused.value)


@pytest.mark.parametrize(
    ("headcount", "named", "english", "japanese"),
    [
        (1, 1, "1 person, named", "1名、氏名を記載"),
        (1, 0, "1 person, not named", "1名、氏名の記載なし"),
        (40, 0, "40 people, 0 of them named", "40名、氏名の記載なし"),
        (40, 1, "40 people, 1 of them named", "40名、うち1名の氏名を記載"),
        (40, 40, "40 people, 40 of them named", "40名、全員の氏名を記載"),
    ],
)
def test_the_size_of_a_company_reads_well_for_one_none_and_all(headcount, named, english, japanese):
    line = Line(
        kind="organization", name="A社", contributor="", credits=(), affiliation="", headcount=headcount, named=named,
        absence_reason="", printed_as="", on_screen=True, episodes=(), cuts=(),
    )  # fmt: skip
    assert line_notes.format_group_size(line, "en") == english
    assert line_notes.format_group_size(line, "ja") == japanese

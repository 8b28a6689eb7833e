"""Cinecred's credits sheets: what we write opens there, what was made there comes in, and ours come back whole."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from productions.cinecred import HEADINGS, LANGUAGES, OURS
from productions.domain.gather import working_document
from productions.domain.sheet_import import import_credit_sheet
from productions.interchange.cinecred_sheet import read_credits
from productions.interchange.credit_sheet import CreditRow, CreditSheet
from productions.interchange.problems import Problem
from productions.management.demo import load_demo
from productions.models import ImportBatch
from productions.roll.compose import compose
from productions.roll.document import RollDocument
from productions.roll.layout import printed_groups
from productions.roll.writers import as_cinecred
from tests.interchange.workbooks import workbook
from tests.roll.samples import BACKGROUND, DIRECTOR, FIRST, GENERATOR, KEY, WORK, credit, the_case


def written(document: RollDocument, lang: str = "ja") -> bytes:
    out = io.BytesIO()
    as_cinecred.write(document, out, lang=lang)
    return out.getvalue()


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def in_language(data: bytes, language: int) -> bytes:
    """The sheet with Cinecred's headings in another of its languages."""
    heading, *rows = cells_of(data)
    words = [f"@{names[language] or names[0]}" for names in HEADINGS.values()]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[*words, *heading[len(words) :]], *rows])
    return text.getvalue().encode()


def printed(document: RollDocument) -> list[tuple[object, ...]]:
    """What the roll prints, line by line: role, heading, name, studio, kind, counts, reason, the screen's words."""
    return [
        (
            block.role,
            block.heading,
            line.name,
            line.affiliation,
            line.kind,
            line.headcount,
            line.named,
            line.absence_reason,
            line.printed_as,
        )
        for department in document.departments
        for block in department.blocks
        for group in printed_groups(block)
        for line in group.lines
    ]


def come_back(data: bytes) -> list[tuple[object, ...]]:
    sheet = read_credits(data, filename="roll.csv")
    assert sheet.problems == ()
    return [
        (
            row.role,
            row.role_as_printed,
            row.name,
            row.affiliation,
            row.kind,
            row.headcount,
            row.named_count,
            row.absence_reason,
            row.printed_as,
        )
        for row in sheet.rows
    ]


def test_roles_are_heads_and_names_bodies_and_tools_stand_below_the_people():
    document = compose(
        WORK,
        FIRST,
        [
            credit("1", DIRECTOR, "牧原亮太郎"),
            credit("2", KEY, "例田 波瑠", affiliation="スタジオ例", role_as_printed="0原"),
            credit("3", KEY, "仮名 紬", role_as_printed="0原"),
            credit("4", BACKGROUND, "=SUM(A1)", cut="1", ai_uses=(GENERATOR,)),
        ],
        cuts_total=2,
        complete=False,
    )
    heading, *rows = cells_of(written(document))
    assert heading == [
        "@Head",
        "@Body",
        "@Tail",
        "@Vertical Gap",
        "@Content Style",
        "@Break Harmonization",
        "@Spine Position",
        "@Page Style",
        "@Page Runtime",
        "@Page Gap",
        *OURS,
    ]
    assert [(row[0], row[1], row[3], row[4], row[7]) for row in rows if any(row)] == [
        ("", "犬と少年", "", "Heading", "Scroll"),
        ("", "第1版　2026-01-02発行", "", "Blurb", ""),
        ("", "", "2", "", ""),
        ("", "演出", "", "Heading", ""),
        ("監督", "牧原亮太郎", "", "Gutter", ""),
        ("", "", "2", "", ""),
        ("", "作画", "", "Heading", ""),
        ("0原", "仮名 紬", "", "Gutter", ""),
        ("", "例田 波瑠（スタジオ例）", "", "", ""),
        ("", "", "2", "", ""),
        ("", "美術・背景", "", "Heading", ""),
        ("背景", "'=SUM(A1)", "", "Gutter", ""),
        ("", "使用ツール", "", "Subheading", ""),
        (
            "",
            "rinna（rinna）：全2カット中1カットの画像生成に使用、担当 =SUM(A1)",
            "",
            "Blurb",
            "",
        ),
        (
            "",
            "生成AIは全2カット中1カットで使用された。すべて担当者が示されている。",
            "",
            "Blurb",
            "",
        ),
    ]


def test_a_studio_is_a_heading_and_the_role_stands_again_below_it():
    inbetween = KEY.__class__("inbetween", "animation", "Animation", "作画", 50, "In-between", "動画", 60)
    document = compose(
        WORK,
        FIRST,
        [
            credit("1", inbetween, "例田 波瑠", affiliation="A社"),
            credit("2", inbetween, "仮名 紬", affiliation="B社"),
        ],
        cuts_total=0,
        complete=False,
    )
    rows = [(row[0], row[1], row[4]) for row in cells_of(written(document)) if row[1]]
    assert rows[-4:] == [
        ("", "A社", "Subheading"),
        ("動画", "例田 波瑠", "Gutter"),
        ("", "B社", "Subheading"),
        ("動画", "仮名 紬", "Gutter"),
    ]


@pytest.mark.parametrize("language", range(len(LANGUAGES)), ids=LANGUAGES)
def test_a_sheet_comes_back_in_every_heading_language(language):
    document = the_case()
    assert come_back(in_language(written(document), language)) == printed(document)
    assert printed(document)[1] == (
        "background", "", "", "", "person", 1, None, "company_will_not_name", "AI (+Human)",
    )  # fmt: skip


NAMES = st.text(
    st.sampled_from("例田波瑠仮名紬髙﨑𠮷Aéz-'=+@＝ （）(){},;\"\\1％・ー"), min_size=1, max_size=12
).filter(lambda name: name == name.strip() and not name.startswith("'"))


@st.composite
def documents(draw: st.DrawFn) -> RollDocument:
    """Rolls of people, companies and people without a name, some of them with a studio."""
    inbetween = KEY.__class__("inbetween", "animation", "Animation", "作画", 50, "In-between", "動画", 60)
    credits = []
    for number in range(draw(st.integers(1, 8))):
        role = draw(st.sampled_from([DIRECTOR, KEY, inbetween, BACKGROUND]))
        values = {
            "role_as_printed": draw(st.sampled_from(["", "総作画監督", "{{Style}} 0原"])),
            "affiliation": draw(st.just("") | NAMES),
            "on_screen": draw(st.sampled_from([True, True, False])),
        }
        if draw(st.booleans()):
            kind = draw(st.sampled_from(["person", "organization"]))
            counts = {} if kind == "person" else {"headcount": 3, "named_count": 1}
            credits.append(credit(str(number), role, draw(NAMES), kind=kind, **values, **counts))
        else:
            credits.append(credit(str(number), role, headcount=draw(st.integers(1, 9)), **values))
    return compose(WORK, FIRST, credits, cuts_total=0, complete=False)


@given(document=documents(), language=st.integers(0, len(LANGUAGES) - 1), lang=st.sampled_from(["ja", "en"]))
def test_every_roll_comes_back_with_the_same_people_roles_and_order(document, language, lang):
    assert come_back(in_language(written(document, lang), language)) == printed(document)


@pytest.mark.django_db
def test_the_rolls_of_the_demo_come_back(now):
    for production in load_demo(now=now):
        for episode in (None, *production.episodes.live()):
            document = working_document(production=production, episode=episode, edition="")
            for lang in ("ja", "en"):
                assert come_back(written(document, lang)) == printed(document)


def note(line: int, message: str) -> Problem:
    return Problem(f"line {line}", message, line)


FOREIGN = """Credits of a film; free text above the table
@Page Style,@Content Style,@Head,@Body,@Tail,@Vertical Gap,Remarks
Card,Card,Director,Ada Sample,Film,
Scroll,Heading,,Cast,,
,Gutter,Key animation,Andrea {{Style Small}}Sample,,
,,,Bert Example,,
,,,{{Blank}},,
,,,,,2
,,,Carla Example,,
,,,,,
,Logos,,{{Pic Logo.svg x100}},,
,Gutter,Gaffer,,,
,Blurb,,No animals were drawn.,,
"""


def test_a_sheet_made_in_cinecred_is_read_and_what_is_left_out_is_told():
    sheet = read_credits(FOREIGN.encode(), filename="Credits.csv")
    assert sheet == CreditSheet(
        rows=(
            CreditRow(line=3, role="Director", role_as_printed="Director", name="Ada Sample"),
            CreditRow(line=5, role="Key animation", role_as_printed="Key animation", name="Andrea Sample"),
            CreditRow(line=6, role="Key animation", role_as_printed="Key animation", name="Bert Example"),
            CreditRow(line=9, role="Key animation", role_as_printed="Key animation", name="Carla Example"),
        ),
        notes=(
            Problem(
                "line 2, column Remarks",
                "This column is not known; what stands in it is left out.",
                2,
                "Remarks",
            ),
            note(3, "“Film” stands in the tail; it is left out."),
            note(4, "No role stands beside “Cast”; the line is left out."),
            note(11, "{{Pic Logo.svg x100}} is a mark and no name; it is left out."),
            note(12, "Nobody stands beside “Gaffer”; the line is left out."),
            note(13, "No role stands beside “No animals were drawn.”; the line is left out."),
        ),
    )


@pytest.mark.parametrize(
    "heading",
    [
        "@Head,@Body,@Tail",
        "@Hlavička,@Tělo,@Patka",
        "@Kopf,@Körper,@Fuß",
        "@Encabezado,@Cuerpo,@Base",
        "@Entête,@Corps,@Pied",
        "@页眉,@正文,@页脚",
    ],
)
def test_heads_and_bodies_are_known_in_six_languages(heading):
    sheet = read_credits(f"{heading}\n監督,見本 花,\n原画,,\n".encode(), filename="Credits.csv")
    assert sheet == CreditSheet(
        rows=(CreditRow(line=2, role="監督", role_as_printed="監督", name="見本 花"),),
        notes=(note(3, "Nobody stands beside “原画”; the line is left out."),),
    )


def test_a_workbook_is_read_like_a_csv():
    rows = [line.split(",") for line in FOREIGN.splitlines()]
    book = read_credits(workbook(rows), filename="Credits.xlsx")
    assert book == read_credits(FOREIGN.encode(), filename="Credits.csv")


def test_a_body_that_was_changed_beside_its_name_is_a_problem():
    text = "@Head,@Body,name\n監督,例田 波瑠（例社）,例田 波瑠\n,仮名 紬（例社）,仮名 つむぎ\n"
    sheet = read_credits(text.encode(), filename="a.csv")
    assert [row.name for row in sheet.rows] == ["例田 波瑠"]
    assert sheet.problems == (
        Problem(
            "line 3, column name",
            "The name is “仮名 つむぎ” here and “仮名 紬（例社）” in the body; make them agree.",
            3,
            "name",
        ),
    )


def test_a_column_that_stands_twice_is_a_problem_and_nothing_is_read():
    sheet = read_credits(b"@Head,@Body,@Kopf\nDirector,Ada Sample,\n", filename="a.csv")
    message = "Another column is the same already; delete one of them."
    assert sheet == CreditSheet(problems=(Problem("line 1, column @Kopf", message, 1, "@Kopf"),))


def test_a_sheet_without_cinecreds_headings_is_a_sheet_of_ours():
    sheet = read_credits("役職,名前\n監督,@例田\n".encode(), filename="a.csv")
    assert sheet == CreditSheet(rows=(CreditRow(line=2, role="監督", name="@例田"),))


@pytest.mark.django_db
def test_the_verb_enters_a_cinecred_sheet_by_the_same_rules(production):
    told = []
    text = "@Kopf,@Körper\nDirector,Ada Sample\n監督・脚本,Bert Example\n"
    entered = import_credit_sheet(
        production,
        text.encode() + b",{{Bild a.png}}\n",
        filename="Credits.csv",
        by=None,
        now=datetime(2026, 5, 1, tzinfo=UTC),
        tell=told.append,
    )
    credits = production.credits.order_by("pk")
    assert (entered, [(c.role.code, c.role_as_printed, c.credited_as) for c in credits]) == (
        3,
        [
            ("director", "Director", "Ada Sample"),
            ("director", "監督・脚本", "Bert Example"),
            ("screenplay", "監督・脚本", "Bert Example"),
        ],
    )
    assert told == [note(4, "{{Bild a.png}} is a mark and no name; it is left out.")]
    assert ImportBatch.objects.get().figures == {"rows": 2, "credits": 3, "left_out": 1}


@pytest.mark.django_db
def test_the_command_tells_what_it_leaves_out(production, tmp_path):
    path = tmp_path / "Credits.csv"
    path.write_text("@Head,@Body\n,Cast\nDirector,Ada Sample\n", encoding="utf-8")
    out = io.StringIO()
    call_command("import_credits", str(path), production=production.uid, stdout=out)
    assert out.getvalue() == (
        "  line 2: No role stands beside “Cast”; the line is left out.\ncredits: 1 entered as drafts\n"
    )

"""Cinecred's credits sheets: what we write opens there, and comes back whole in all of its languages."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.cinecred.cinecred_sheet import read_any_credit_sheet
from productions.management.demo import load_demo
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.model import RollDocument
from productions.rollkit.texts.printed_names import group_printed_lines
from productions.rollkit.writers import as_cinecred
from productions.shared.cinecred import HEADINGS, LANGUAGES, OWN_COLUMNS
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
        for group in group_printed_lines(block)
        for line in group.lines
    ]


def come_back(data: bytes) -> list[tuple[object, ...]]:
    sheet = read_any_credit_sheet(data, filename="roll.csv")
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
    document = compose_document(
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
        *OWN_COLUMNS,
    ]
    assert [(row[0], row[1], row[3], row[4], row[7]) for row in rows if any(row)] == [
        ("", "犬と少年", "", "Heading", "Scroll"),
        ("", "第1稿　2026-01-02発行", "", "Blurb", ""),
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
            "全2カット中、AI使用の記録あり1カット、不使用の申告あり0カット、未確認1カット。",
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
    document = compose_document(
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
    assert rows[-5:-1] == [
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
            "billing": draw(st.sampled_from([None, number, -number])),
        }
        if draw(st.booleans()):
            kind = draw(st.sampled_from(["person", "organization"]))
            counts = {} if kind == "person" else {"headcount": 3, "named_count": 1}
            credits.append(credit(str(number), role, draw(NAMES), kind=kind, **values, **counts))
        else:
            credits.append(credit(str(number), role, headcount=draw(st.integers(1, 9)), **values))
    return compose_document(WORK, FIRST, credits, cuts_total=0, complete=False)


@given(document=documents(), language=st.integers(0, len(LANGUAGES) - 1), lang=st.sampled_from(["ja", "en"]))
def test_every_roll_comes_back_with_the_same_people_roles_and_order(document, language, lang):
    assert come_back(in_language(written(document, lang), language)) == printed(document)


@pytest.mark.django_db
def test_the_rolls_of_the_demo_come_back(now):
    for production in load_demo(now=now):
        for episode in (None, *production.episodes.live()):
            document = build_working_document(production=production, episode=episode, edition="")
            for lang in ("ja", "en"):
                assert come_back(written(document, lang)) == printed(document)

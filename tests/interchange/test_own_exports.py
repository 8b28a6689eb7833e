"""What the site exports comes back whole: tables of a roll, the sheet for designers, Cinecred's sheet, tables of the API."""

import csv
import io
import json

import pytest

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.management.demo import load_demo
from productions.models import Release
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.model import Line, RoleBlock, RollDocument
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.texts.printed_names import group_printed_lines
from productions.rollkit.texts.roll_texts import (
    format_role_heading,
)
from productions.rollkit.writers import as_cinecred, as_csv, as_sheet, as_xlsx
from tests.html_pages import read_body

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept() -> list[RollDocument]:
    """The rolls of the demo once they were built: they are values, and to fill a database takes longest here."""
    return []


@pytest.fixture
def documents(kept, request) -> list[RollDocument]:
    """Every roll of the demo, whose database is gone."""
    if not kept:
        kept.extend(request.getfixturevalue("demo"))
    return kept


@pytest.fixture
def demo(now) -> list[RollDocument]:
    """Every roll of the demo that is in the database: its issued releases, and its working copies."""
    works = load_demo(now=now)
    found = [read_document(release.document) for release in Release.objects.order_by("pk")]
    for work in works:
        for episode in (None, *work.episodes.live()):
            found.append(build_working_document(production=work, episode=episode, edition=""))
    return found


def come_back(writer, document: RollDocument, lang: str) -> CreditSheet:
    out = io.BytesIO()
    writer.write(document, out, lang=lang)
    sheet = read_credit_file(out.getvalue(), filename="roll")
    assert sheet.problems == ()
    return sheet


def list_lines(document: RollDocument) -> list[tuple[RoleBlock, Line]]:
    return [
        (block, line)
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]


def list_shown_lines(document: RollDocument) -> list[tuple[RoleBlock, Line]]:
    """The lines as paper has them: without what was not on screen, under the headings of studios."""
    return [
        (block, line)
        for department in document.departments
        for block in department.blocks
        for group in group_printed_lines(block, joined=False)
        for line in group.lines
    ]


def list_once(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The rows without those that follow their like: the same credit in another episode or cut."""
    return [row for index, row in enumerate(rows) if index == 0 or rows[index - 1] != row]


def tell_row(row: CreditSheetRow) -> tuple[object, ...]:
    return (
        row.role,
        row.role_as_printed,
        row.character,
        row.name,
        row.kind,
        row.affiliation,
        row.headcount,
        row.named_count,
        row.absence_reason,
        row.printed_as,
        row.on_screen,
        row.song,
        row.segment,
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("writer", [as_csv, as_xlsx])
def test_the_table_of_a_roll_comes_back_line_by_line(documents, writer, lang):
    for document in documents:
        sheet = come_back(writer, document, lang)
        assert sheet.format == "roll_table"
        assert list_once([tell_row(row) for row in sheet.rows]) == list_once(
            [
                (
                    block.role,
                    block.heading,
                    choose_character(line, lang),
                    line.name,
                    line.kind,
                    line.affiliation,
                    line.headcount,
                    line.named,
                    line.absence_reason,
                    line.printed_as,
                    "yes" if line.on_screen else "no",
                    "",
                    "",
                )
                for block, line in list_lines(document)
            ]
        )


def test_a_table_of_a_roll_has_as_many_credits_as_before_in_their_episodes_and_cuts(documents):
    for document in documents:
        sheet = come_back(as_csv, document, "en")
        credits = sum(len(line.credits) for _block, line in list_lines(document))
        assert sum(row.cut.count(",") + 1 for row in sheet.rows) == credits
        tools = [tool for department in document.departments for tool in department.tools]
        assert len([note for note in sheet.notes if "which tools" in str(note)]) == len(tools)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_sheet_for_designers_comes_back_with_the_words_of_the_roll(documents, lang):
    for document in documents:
        sheet = come_back(as_sheet, document, lang)
        assert sheet.format == "designer_table"
        assert [(row.role, row.character, row.name, row.affiliation) for row in sheet.rows] == [
            (
                format_role_heading(block, lang),
                choose_character(line, lang),
                line.name,
                line.affiliation,
            )
            for block, line in list_shown_lines(document)
        ]
        assert all(row.name or row.absence_reason for row in sheet.rows)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_sheet_for_cinecred_comes_back_with_codes_and_headings(documents, lang):
    for document in documents:
        sheet = come_back(as_cinecred, document, lang)
        assert sheet.format == "cinecred"
        assert [(row.role, row.role_as_printed, row.name, row.affiliation) for row in sheet.rows] == [
            (block.role, block.heading, line.name, line.affiliation)
            for block, line in list_shown_lines(document)
        ]


def test_songs_segments_joint_lines_and_rights_come_back():
    table = (
        "uid,department,role,role label,printed role,character,name,kind,studio,people,named,why unnamed,printed as,on screen,"
        "episodes,cuts,tools,contracted by,joint line,joiner,song,song rights,segment\r\n"
        "a,音楽,lyrics,Lyrics,,,例畑 亜紀,person,,,,,,1,,,,,1,,Opening theme “手紙”,© 例レコード / JASRAC 1,\r\n"
        "b,音楽,lyrics,Lyrics,,,例音 奏,person,,,,,,1,,,,例社,1,・,Opening theme “手紙”,© 例レコード / JASRAC 1,\r\n"
        "c,作画,key_animation,Key animation,,,見本 花,person,,,,,,1,1~6,,,,,,,,Eyecatch\r\n"
    )
    sheet = read_credit_file(table.encode(), filename="roll.csv")
    assert sheet.problems == sheet.notes == ()
    song = {"song": "手紙", "song_kind": "opening"}
    person = {"kind": "person", "on_screen": "yes"}
    assert sheet.rows == (
        CreditSheetRow(2, role="lyrics", name="例畑 亜紀", **song, **person),
        CreditSheetRow(2, song_rights="© 例レコード", **song),
        CreditSheetRow(2, song_rights="JASRAC 1", **song),
        CreditSheetRow(3, role="lyrics", name="例音 奏", joined="・", contracted_by="例社", **song, **person),
        CreditSheetRow(4, role="key_animation", name="見本 花", episode="1-6", segment="Eyecatch", **person),
    )


def test_a_song_of_the_sheet_for_designers_ends_with_its_rights_or_another_department():
    rows = [
        ["Department", "Role", "Character", "Name", "Studio", "Note"],
        ["音楽", "エンディングテーマ「手紙」", "", "", "", ""],
        ["音楽", "作詞", "", "例畑 亜紀", "", ""],
        ["音楽", "", "", "© 例レコード", "", ""],
        ["録音", "録音", "", "例録 音", "", ""],
        ["", "", "", "", "", "第1稿"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    sheet = read_credit_file(out.getvalue().encode(), filename="sheet.csv")
    assert [(row.role, row.name, row.song, row.song_kind, row.song_rights) for row in sheet.rows] == [
        ("作詞", "例畑 亜紀", "手紙", "ending", ""),
        ("", "", "手紙", "ending", "© 例レコード"),
        ("録音", "例録 音", "", "", ""),
    ]
    assert [str(note) for note in sheet.notes] == [
        "line 6: “第1稿” is a notice and no credit; it is left out."
    ]


def test_the_credits_of_the_api_come_back(client, demo):
    production = Release.objects.latest("pk").production
    answer = client.get("/api/v1/credits.csv", {"production": str(production.uid)})
    given = list(csv.DictReader(io.StringIO(read_body(answer, "utf-8-sig"))))
    sheet = read_credit_file(answer.content, filename="credits.csv")
    assert sheet.format == "api_credits"
    assert sheet.problems == ()
    assert [
        (row.role, row.name, row.person_id, row.episode, row.cut, row.evidence) for row in sheet.rows
    ] == [
        (
            each["role.code"],
            each["contributor.name"],
            each["contributor.uid"],
            each["episode.number"],
            each["cut.number"],
            each["evidence_kind"],
        )
        for each in given
    ]
    used = [json.loads(each["ai_uses"])[0] for each in given if each["ai_uses"]]
    assert [(row.ai_system, row.ai_input_kind, row.ai_rework) for row in sheet.rows if row.ai_system] == [
        (use["ai_system"]["name"], use["input_kind"] or "", use["rework"] or "") for use in used
    ]
    assert {row.ai_input_kind for row in sheet.rows} == {"", "own_drawing"}


def test_the_staff_of_the_api_comes_back(client, demo):
    production = Release.objects.latest("pk").production
    answer = client.get(f"/api/v1/productions/{production.uid}/staff.csv")
    given = list(csv.DictReader(io.StringIO(read_body(answer, "utf-8-sig"))))
    sheet = read_credit_file(answer.content, filename="staff.csv")
    assert sheet.format == "api_staff"
    assert sheet.problems == ()
    rows = list_once([(row.role, row.name, row.absence_reason) for row in sheet.rows])
    assert rows == list_once([(e["role.code"], e["contributor.name"], e["absence_reason"]) for e in given])


def test_the_credits_of_two_productions_are_not_put_into_one(client, demo):
    answer = client.get("/api/v1/credits.csv")
    sheet = read_credit_file(answer.content, filename="credits.csv")
    assert "of another work" in str(sheet.problems[0])
    assert {row.name for row in sheet.rows} <= {
        "牧原亮太郎",
        "田中宏侍",
        "WIT STUDIO",
        "rinna株式会社",
        "Netflix Anime Creators' Base",
        "",
    }

"""Sheets that were made in Cinecred come in: what is read, what is left out and told, what is refused."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from productions.imports.services.sheet_import import import_credit_sheet
from productions.interchange.cinecred.cinecred_sheet import read_any_credit_sheet as read_as_told
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.models import ImportBatch
from tests.interchange.plain_problems import plain_problem, plain_sheet
from tests.interchange.workbooks import workbook


def read_any_credit_sheet(data: bytes, *, filename: str) -> CreditSheet:
    return plain_sheet(read_as_told(data, filename=filename))


def note(line: int, message: str) -> Problem:
    return Problem(f"line {line}", message, line)


def without_columns(sheet: CreditSheet) -> CreditSheet:
    """Rows, problems and notes alone; how columns are mapped is told elsewhere."""
    return replace(sheet, columns=(), worksheets=(), format="sheet")


FOREIGN = """Credits of a film; free text above the table
@Page Style,@Content Style,@Head,@Body,@Tail,@Vertical Gap,Colour
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
    sheet = read_any_credit_sheet(FOREIGN.encode(), filename="Credits.csv")
    assert without_columns(sheet) == CreditSheet(
        rows=(
            CreditSheetRow(line=3, role="Director", role_as_printed="Director", name="Ada Sample"),
            CreditSheetRow(
                line=5, role="Key animation", role_as_printed="Key animation", name="Andrea Sample"
            ),
            CreditSheetRow(
                line=6, role="Key animation", role_as_printed="Key animation", name="Bert Example"
            ),
            CreditSheetRow(
                line=9, role="Key animation", role_as_printed="Key animation", name="Carla Example"
            ),
        ),
        notes=(
            Problem(
                "line 2, column Colour",
                "This column is not known; what stands in it is left out.",
                2,
                "Colour",
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
    sheet = read_any_credit_sheet(f"{heading}\n監督,見本 花,\n原画,,\n".encode(), filename="Credits.csv")
    assert without_columns(sheet) == CreditSheet(
        rows=(CreditSheetRow(line=2, role="監督", role_as_printed="監督", name="見本 花"),),
        notes=(note(3, "Nobody stands beside “原画”; the line is left out."),),
    )


def test_a_workbook_is_read_like_a_csv():
    rows = [line.split(",") for line in FOREIGN.splitlines()]
    book = read_any_credit_sheet(workbook(rows), filename="Credits.xlsx")
    assert book == read_any_credit_sheet(FOREIGN.encode(), filename="Credits.csv")


def test_a_body_that_was_changed_beside_its_name_is_a_problem():
    text = "@Head,@Body,name\n監督,例田 波瑠（例社）,例田 波瑠\n,仮名 紬（例社）,仮名 つむぎ\n"
    sheet = read_any_credit_sheet(text.encode(), filename="a.csv")
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
    sheet = read_any_credit_sheet(b"@Head,@Body,@Kopf\nDirector,Ada Sample,\n", filename="a.csv")
    message = "Another column is the same already; delete one of them."
    assert without_columns(sheet) == CreditSheet(
        problems=(Problem("line 1, column @Kopf", message, 1, "@Kopf"),)
    )


def test_a_sheet_without_cinecreds_headings_is_a_sheet_of_ours():
    sheet = read_any_credit_sheet("役職,名前\n監督,@例田\n".encode(), filename="a.csv")
    assert without_columns(sheet) == CreditSheet(
        rows=(CreditSheetRow(line=2, role="監督", role_language="ja", name="@例田"),)
    )


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
            ("director", "", "Ada Sample"),
            ("director", "監督・脚本", "Bert Example"),
            ("screenplay", "監督・脚本", "Bert Example"),
        ],
    )
    assert list(map(plain_problem, told)) == [
        note(4, "{{Bild a.png}} is a mark and no name; it is left out.")
    ]
    figures = ImportBatch.objects.get().figures
    assert [figures[name] for name in ("rows", "credits", "left_out")] == [2, 3, 1]


@pytest.mark.django_db
def test_the_command_tells_what_it_leaves_out(production, tmp_path):
    path = tmp_path / "Credits.csv"
    path.write_text("@Head,@Body\n,Cast\nDirector,Ada Sample\n", encoding="utf-8")
    out = io.StringIO()
    call_command("import_credits", str(path), production=production.uid, stdout=out)
    assert "  line 2: No role stands beside “Cast”; the line is left out.\n" in out.getvalue()

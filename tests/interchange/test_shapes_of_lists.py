"""Lists of two columns and other tables, whose columns a person may name; names and roles of their cells."""

import pytest

from productions.interchange.shapes.comma_names import turn_comma_name
from productions.interchange.shapes.role_cells import ScopedRole, split_episode_cell, split_role_cell
from tests.interchange.shape_reading import CASES, mapped, read_case, read_text, tell

MOVIECREDITS = """Title,Name
Directors,
Producer,P Sample
CAST,
The Bar,Yumi Example
CAMERA,
Camera Operator,Bo Sample
"""
ENDCREDSGEN = """YOU JUST WATCHED
Petals;;384;Lobster Two

CAST

Margaret Flurry;Analisa Colson

CREW
Key Costumers;Wilfredo Durrant
             ;Eun Gaul  
_IMAGE;lux.svg;256
This motion picture © 1899 Sample
"""


def test_lists_of_two_columns_have_characters_under_the_heading_of_a_cast():
    sheet = read_text(MOVIECREDITS)
    assert sheet.format == "pymoviecredits"
    assert [(row.role, row.character, row.name) for row in sheet.rows] == [
        ("Producer", "", "P Sample"),
        ("CAST", "The Bar", "Yumi Example"),
        ("Camera Operator", "", "Bo Sample"),
    ]
    assert [(note.line, str(note.message)) for note in sheet.notes] == [
        (2, "“Directors” is a heading or a notice and no credit; it is left out."),
        (6, "“CAMERA” is a heading or a notice and no credit; it is left out."),
    ]


def test_lists_with_semicolons_repeat_an_empty_role_and_tell_pictures():
    sheet = read_text(ENDCREDSGEN)
    assert sheet.format == "endcredsgen"
    assert [(row.line, row.role, row.character, row.name) for row in sheet.rows] == [
        (6, "CAST", "Margaret Flurry", "Analisa Colson"),
        (9, "Key Costumers", "", "Wilfredo Durrant"),
        (10, "Key Costumers", "", "Eun Gaul"),
    ]
    assert [note.line for note in sheet.notes] == [1, 2, 8, 11, 12]
    assert "“lux.svg” is a picture and no credit; it is left out." in str(sheet.notes[3])


def test_a_sheet_with_semicolons_and_headings_is_a_credit_sheet():
    sheet = read_case("28b_semicolon.csv")
    assert (sheet.format, [(row.role, row.name) for row in sheet.rows]) == ("sheet", [("原画", "試山 験太")])


@pytest.mark.parametrize("name", ["37_role_label_lost.csv", "38_sheet_order.csv"])
def test_labels_are_kept_as_written_in_the_order_of_the_sheet(name):
    lines = (CASES / name).read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [f"{row.role},{row.name}" for row in read_case(name).rows] == lines


def test_a_role_of_our_own_sheet_may_say_its_episodes():
    sheet = read_text('Role,Name\n"Key Animation (eps 1, 3)",Hana Reida\nDirector (assistant),Bo Sample\n')
    assert [(row.role, row.episode) for row in sheet.rows] == [
        ("Key Animation", "1"),
        ("Key Animation", "3"),
        ("Director (assistant)", ""),
    ]


@pytest.mark.parametrize(
    ("headings", "row", "form"),
    [
        ("tconst,category,name,extra", "tt1,director,A Sample,x", "imdb_principals"),
        ("Name,Position,extra", '"Sample, A",Director,x', "myanimelist"),
        ("Task,Person,extra", "Director,A Sample,x", "anime_news_network"),
        ("role,name_native,extra", "Director,A Sample,x", "anilist"),
        ("role_text,name,extra", "Director,A Sample,x", "annict"),
        ("职位,人物,extra", "Director,A Sample,x", "bangumi"),
        ("item,P57_directorLabel,P50_extraLabel,extra", "Q1,A Sample,,x", "wikidata"),
        ("Cut,Director,extra", "1,A Sample,x", "matrix"),
        ("Role,Name,extra", "Director,A Sample,x", "sheet"),
        ("@Head,@Body,extra", "Director,A Sample,x", "cinecred"),
        (
            "Department,Role,Character,Name,Studio,Note,extra",
            "Direction,Director,,A Sample,,,x",
            "designer_table",
        ),
        ("role label,role,printed role,name,tools,extra", "Director,director,,A Sample,,x", "roll_table"),
        ("role.code,credited_as,contributor.name,extra", "director,A Sample,A Sample,x", "api_credits"),
    ],
)
def test_a_person_may_say_what_a_column_of_any_table_is(headings, row, form):
    sheet = read_text(f"{headings}\n{row}\n", extra="affiliation")
    assert (sheet.format, tell(sheet)) == (form, [])
    assert [each.affiliation for each in sheet.rows] == ["x"]
    assert ("extra", "affiliation") in mapped(sheet)
    assert ("extra", "") in mapped(read_text(f"{headings}\n{row}\n", extra=""))
    (problem,) = read_text(f"{headings}\n{row}\n", extra="nonsense").problems
    assert "nonsense" in str(problem)


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Tameshiyama, Kenta", "Kenta Tameshiyama"),
        ("Example Co., Ltd.", "Example Co., Ltd."),
        ("King, Martin, Jr.", "King, Martin, Jr."),
        ("Sample, Jr.", "Sample, Jr."),
        ("Sample,", "Sample,"),
        ("試山、験太", "試山、験太"),
        ("Studio 4, Room 2", "Studio 4, Room 2"),
    ],
)
def test_the_surname_before_a_comma_goes_behind(name, turned):
    assert turn_comma_name(name) == turned


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Director, Storyboard", [("Director", ""), ("Storyboard", "")]),
        ("Key Animation (eps 1, 3-5)", [("Key Animation", "1"), ("Key Animation", "3-5")]),
        ("Key Animation (OP)", [("Key Animation (OP)", "")]),
        ("Animation Director (OP, ep 3)", [("Animation Director (OP)", ""), ("Animation Director", "3")]),
        ("原画（第1話、第3話～第5話）", [("原画", "1"), ("原画", "3-5")]),
        ("Storyboard (ep. 2)", [("Storyboard", "2")]),
        ("Assistant (2nd unit)", [("Assistant (2nd unit)", "")]),
    ],
)
def test_roles_are_told_from_their_episodes(text, roles):
    assert list(split_role_cell(text)) == [ScopedRole(*each) for each in roles]


def test_episodes_of_a_cell_are_told_apart():
    assert split_episode_cell("1,3-5") == ["1", "3-5"]
    assert split_episode_cell("第1话、第3话") == ["第1话、第3话"]
    assert split_episode_cell("OP") == ["OP"]
    assert split_episode_cell("") == [""]

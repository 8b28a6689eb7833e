"""Tables of Wikidata: properties as roles, combinations of statements, several works."""

from productions.interchange.matching.role_vocabulary import load_shipped_roles
from productions.interchange.shapes.bangumi_labels import ROLE_OF_BANGUMI_LABEL
from productions.interchange.shapes.wikidata_table import ROLE_OF_PROPERTY
from tests.interchange.shape_reading import THIRD_PARTY, mapped, read_case, read_text, tell, tell_rows


def test_labels_and_properties_stand_for_roles_of_the_vocabulary():
    codes = {role.code for role in load_shipped_roles()}
    assert {*ROLE_OF_BANGUMI_LABEL.values(), *ROLE_OF_PROPERTY.values()} <= codes


def test_a_table_of_wikidata_has_a_role_in_each_column():
    sheet = read_case("25_wikidata.csv")
    assert sheet.format == "wikidata"
    assert tell_rows(sheet) == [
        {"line": 2, "role": "director", "name": "試山 験太", **THIRD_PARTY},
        {"line": 2, "role": "art_director", "name": "例田 花", **THIRD_PARTY},
    ]
    assert mapped(sheet)[2:] == [("P57_directorLabel", "name"), ("P3174_art_directorLabel", "name")]


def test_combinations_of_wikidata_credit_everybody_once_and_numbers_are_told():
    sheet = read_text(
        "item,itemLabel,directorLabel,P9_colouristLabel,P58Label,P86\n"
        "Q1,試作,試山 験太,例田 花,A Sample|B Sample,Q5\nQ1,試作,試山 験太,Q99,A Sample,Q5\n"
    )
    assert [(row.line, row.role, row.name) for row in sheet.rows] == [
        (2, "director", "試山 験太"),
        (2, "colourist", "例田 花"),
        (2, "screenplay", "A Sample"),
        (2, "screenplay", "B Sample"),
    ]
    assert [(note.line, note.column) for note in sheet.notes] == [(1, "P86"), (3, "P9_colouristLabel")]
    assert str(sheet.notes[1].message) == "“Q99” has no label at Wikidata; it is left out."


def test_a_table_of_wikidata_without_labels_or_with_two_works_is_told():
    assert "ask for the labels too" in tell(read_text("item,P57\nQ1,Q2\n"))[0]
    two = read_text("item,P57_directorLabel\nQ1,A Sample\nQ2,B Sample\n")
    assert [str(problem) for problem in two.problems] == [
        "line 3, column item: The line is of another work (Q2) than the lines above (Q1): keep the lines of one work."
    ]

"""Tables of databases and programs: what each becomes, and what is told where something is missing."""

from dataclasses import asdict
from pathlib import Path

import pytest

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.matching.role_vocabulary import load_shipped_roles
from productions.interchange.shapes.bangumi_labels import ROLE_OF_BANGUMI_LABEL
from productions.interchange.shapes.comma_names import turn_comma_name
from productions.interchange.shapes.role_cells import ScopedRole, split_episode_cell, split_role_cell
from productions.interchange.shapes.wikidata_table import ROLE_OF_PROPERTY
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.workbook_limits import MAX_COLUMNS
from tests.interchange.workbooks import workbook

CASES = Path(__file__).parent.parent / "data" / "cases"
THIRD_PARTY = {"evidence": "third_party"}


def read(text: str, **columns: str) -> CreditSheet:
    return read_credit_file(text.encode(), filename="credits.csv", options=ReadingOptions(columns))


def read_case(name: str) -> CreditSheet:
    return read_credit_file((CASES / name).read_bytes(), filename=name)


def tell_rows(sheet: CreditSheet) -> list[dict[str, object]]:
    """What each row says, without what it leaves open."""
    return [
        {name: value for name, value in asdict(row).items() if value not in ("", None)} for row in sheet.rows
    ]


def tell(sheet: CreditSheet) -> list[str]:
    """Problems, then notes, as a person reads them in English."""
    return [str(each) for each in (*sheet.problems, *sheet.notes)]


def mapped(sheet: CreditSheet) -> list[tuple[str, str]]:
    return [(column.heading, column.field) for column in sheet.columns]


def test_principals_of_imdb_without_names_are_told_what_to_join():
    sheet = read_case("20_imdb_principals.tsv")
    assert (sheet.format, sheet.rows) == ("imdb_principals", ())
    assert tell(sheet) == [
        "line 1: This is IMDb's list of principals (title.principals), which names people by their number alone: "
        "add a name column, primaryName of name.basics, joined by nconst."
    ]
    assert mapped(sheet) == [
        ("tconst", ""), ("ordering", ""), ("nconst", ""), ("category", "role"), ("job", ""), ("characters", "character"),
    ]  # fmt: skip


def test_principals_of_imdb_with_a_joined_name_are_read():
    sheet = read(
        "tconst\tordering\tnconst\tcategory\tjob\tcharacters\tprimaryName\n"
        "tt1\t1\tnm1\tdirector\t\\N\t\\N\tKenta Sample\n"
        'tt1\t2\tnm2\tactor\t\\N\t["例子","花子"]\tHana Example\n'
        "tt1\t3\tnm3\tproducer\texecutive producer\t\\N\tBo Sample\n"
        "tt1\t4\tnm4\tproduction_designer\t\\N\t\\N\tCo Sample\n"
        "tt1\t5\tnm5\twriter\t\\N\t\\N\t\\N\n"
    )
    assert tell_rows(sheet) == [
        {"line": 2, "role": "director", "name": "Kenta Sample", **THIRD_PARTY},
        {
            "line": 3, "role": "voice", "role_as_printed": "actor", "name": "Hana Example", "character": "例子／花子",
            **THIRD_PARTY,
        },
        {"line": 4, "role": "executive producer", "name": "Bo Sample", **THIRD_PARTY},
        {"line": 5, "role": "production designer", "name": "Co Sample", **THIRD_PARTY},
    ]  # fmt: skip
    assert tell(sheet) == ["line 6: The line names nobody; it is left out."]


def test_a_column_that_a_person_calls_the_name_is_enough():
    sheet = read("tconst,nconst,category,who\ntt1,nm1,director,Kenta Sample\n", who="name")
    assert [(row.role, row.name) for row in sheet.rows] == [("director", "Kenta Sample")]
    assert tell(sheet) == []


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("nconst\tprimaryName\tbirthYear\tprimaryProfession", "IMDb's list of people"),
        ("Const,Created,Description,Name,Known For", "IMDb's list of people"),
        ("tconst\tdirectors\twriters", "join title.principals with name.basics"),
        ("tconst\ttitleType\tprimaryTitle\tgenres", "join title.principals with name.basics"),
    ],
)
def test_other_tables_of_imdb_are_told_what_they_lack(headings, told):
    mark = "\t" if "\t" in headings else ","
    sheet = read(f"{headings}\n{mark.join('x' for _ in headings.split(mark))}\n")
    assert sheet.rows == ()
    (problem,) = sheet.problems
    assert told in str(problem)


def test_a_list_of_one_title_of_imdb_has_its_directors():
    sheet = read('Const,Title,Title Type,Directors\ntt1,Sample,TV Series,"Kenta Sample, Hana Example"\n')
    assert [(row.role, row.name) for row in sheet.rows] == [
        ("Director", "Kenta Sample"),
        ("Director", "Hana Example"),
    ]


def test_lines_of_another_work_are_problems():
    sheet = read("tconst,category,name\ntt1,director,A Sample\ntt2,writer,B Sample\ntt1,editor,C Sample\n")
    assert [row.name for row in sheet.rows] == ["A Sample", "C Sample"]
    assert tell(sheet) == [
        "line 3: The line is of another work (tt2) than the lines above (tt1): keep the lines of one work."
    ]


def test_staff_of_myanimelist_is_read_with_every_role_and_its_episodes():
    sheet = read_case("24_mal_staff.csv")
    kenta = {"name": "Kenta Tameshiyama", "credited_as": "Tameshiyama, Kenta", **THIRD_PARTY}
    hana = {"name": "Hana Reida", "credited_as": "Reida, Hana", **THIRD_PARTY}
    assert sheet.format == "myanimelist"
    assert tell_rows(sheet) == [
        {"line": 2, "role": "Director", **kenta},
        {"line": 2, "role": "Storyboard", **kenta},
        {"line": 3, "role": "Key Animation", "episode": "1", **hana},
        {"line": 3, "role": "Key Animation", "episode": "3", **hana},
    ]
    assert tell(sheet) == []


def test_staff_of_myanimelist_in_json_is_read():
    text = '{"data":[{"person":{"mal_id":1,"name":"Tameshiyama, Kenta"},"positions":["Director","Sound Director"]}]}'
    sheet = read(text)
    assert [(row.role, row.name) for row in sheet.rows] == [
        ("Director", "Kenta Tameshiyama"),
        ("Sound Director", "Kenta Tameshiyama"),
    ]


def test_a_credit_sheet_with_an_order_is_no_list_of_myanimelist():
    sheet = read("Role,Name,Position\nDirector,Kenta Sample,1\n")
    assert (sheet.format, [row.position for row in sheet.rows]) == ("sheet", [1])


def test_staff_of_anime_news_network_is_read():
    sheet = read('Task,Person\n"Animation Director (OP, eps 3-4)",Hana Reida\nDirector,Kenta Sample\n')
    assert sheet.format == "anime_news_network"
    assert [(row.role, row.episode, row.name) for row in sheet.rows] == [
        ("Animation Director (OP)", "", "Hana Reida"),
        ("Animation Director", "3-4", "Hana Reida"),
        ("Director", "", "Kenta Sample"),
    ]


ENCYCLOPEDIA = """<?xml version="1.0"?>
<ann><anime id="1" name="Shisaku">
<staff gid="3"><task>Key Animation (ep 2)</task><person id="4">Kenta Sample</person></staff>
<cast gid="5" lang="JA"><role>Haruka</role><person id="6">Misaki Sample</person></cast>
<cast gid="7" lang="EN"><role>Haruka</role><person id="8">Bo &amp; Sample</person></cast>
<credit gid="9"><task>Animation Production</task><company id="10">Example Studio</company></credit>
<staff gid="11"><task>Director</task></staff>
</anime></ann>
"""


def test_the_encyclopedia_in_xml_is_read():
    sheet = read(ENCYCLOPEDIA)
    assert tell_rows(sheet) == [
        {"line": 3, "role": "Key Animation", "episode": "2", "name": "Kenta Sample", **THIRD_PARTY},
        {"line": 4, "role": "voice", "character": "Haruka", "name": "Misaki Sample", **THIRD_PARTY},
        {
            "line": 5,
            "role": "voice",
            "character": "Haruka",
            "name": "Bo & Sample",
            "dub_language": "en",
            **THIRD_PARTY,
        },
        {
            "line": 6,
            "role": "Animation Production",
            "name": "Example Studio",
            "kind": "organization",
            **THIRD_PARTY,
        },
    ]
    assert tell(sheet) == ["line 7: An entry has no task or no name; it is left out."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<!DOCTYPE ann [<!ENTITY a "b">]><ann>&a;</ann>', "document type"),
        ("<ann><anime name='A'><staff>", "broken"),
        ("<ann>" + "<a>" * 50, "broken"),
    ],
)
def test_xml_that_is_hostile_or_broken_is_refused(text, told):
    (problem,) = read(text).problems
    assert told in str(problem)


def test_staff_of_anilist_has_the_native_name_and_how_it_is_read():
    sheet = read(
        "role,name_full,name_native\nKey Animation (ep 3),Kenta Tameshiyama,試山 験太\nDirector,Hana Reida,\n"
    )
    assert tell_rows(sheet) == [
        {
            "line": 2, "role": "Key Animation", "episode": "3", "name": "試山 験太", "reading": "Kenta Tameshiyama",
            **THIRD_PARTY,
        },
        {"line": 3, "role": "Director", "name": "Hana Reida", **THIRD_PARTY},
    ]  # fmt: skip


def test_staff_of_anilist_in_json_is_read():
    sheet = read(
        '{"data":{"Media":{"id":1,"staff":{"edges":[{"role":"Key Animation (eps 2-3)",'
        '"node":{"id":9,"name":{"full":"Kenta Tameshiyama","native":"試山 験太"}}}]}}}}'
    )
    assert [(row.role, row.episode, row.name) for row in sheet.rows] == [
        ("Key Animation", "2-3", "試山 験太")
    ]


def test_staff_and_casts_of_annict_are_read():
    staff = read(
        "id,work_id,role,role_other,name,name_en\n1,2,director,,試山 験太,\n2,2,other,銃器設定,例田 花,Hana Reida\n"
    )
    assert [(row.role, row.name, row.reading) for row in staff.rows] == [
        ("director", "試山 験太", ""),
        ("銃器設定", "例田 花", "Hana Reida"),
    ]
    casts = read('[{"annict_id":1,"name":"髙橋 美咲","character":{"name":"結城ハルカ"},"sort_number":1}]')
    assert [(row.role, row.character, row.name) for row in casts.rows] == [
        ("voice", "結城ハルカ", "髙橋 美咲")
    ]


def test_staff_of_bangumi_has_its_episodes_and_keeps_its_labels():
    sheet = read_case("27_bangumi_staff.csv")
    printed = {"role_language": "zh-Hans", **THIRD_PARTY}
    assert sheet.format == "bangumi"
    assert tell_rows(sheet) == [
        {"line": 2, "role": "原画", "episode": "1", "name": "試山 験太", **THIRD_PARTY},
        {"line": 2, "role": "原画", "episode": "3-5", "name": "試山 験太", **THIRD_PARTY},
        {"line": 3, "role": "chief_episode_director", "role_as_printed": "主演出", "name": "例田 花", **printed},
        {
            "line": 4, "role": "assistant_episode_director", "role_as_printed": "演出助理", "episode": "2",
            "name": "見本 太一", **printed,
        },
    ]  # fmt: skip
    assert tell(sheet) == []


def test_staff_of_bangumi_in_json_is_read_and_an_unknown_label_stays():
    sheet = read('[{"id":1,"name":"例田 花","relation":"茶水","career":["artist"],"eps":"1-2"}]')
    assert [(row.role, row.role_as_printed, row.episode) for row in sheet.rows] == [("茶水", "", "1-2")]


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
    sheet = read(
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
    assert "ask for the labels too" in tell(read("item,P57\nQ1,Q2\n"))[0]
    two = read("item,P57_directorLabel\nQ1,A Sample\nQ2,B Sample\n")
    assert [str(problem) for problem in two.problems] == [
        "line 3, column item: The line is of another work (Q2) than the lines above (Q1): keep the lines of one work."
    ]


def test_a_matrix_of_cuts_credits_each_cell_with_its_heading():
    sheet = read(
        "カット,尺,原画,第二原画,演出,備考\n001,3+12,試山 験太,例田 花,見本 太一,\n012A,2+0,済,,見本 太一,直し\n"
    )
    assert sheet.format == "matrix"
    assert [(row.cut, row.role, row.name) for row in sheet.rows] == [
        ("001", "原画", "試山 験太"),
        ("001", "第二原画", "例田 花"),
        ("001", "演出", "見本 太一"),
        ("012A", "演出", "見本 太一"),
    ]
    left_out = "This heading is no role that is known, so the column is left out; say that it is a role if names stand in it."
    assert tell(sheet) == [
        f"line 1, column 尺: {left_out}",
        f"line 1, column 備考: {left_out}",
        "line 3, column 原画: “済” is no name; it is left out.",
    ]


def test_a_matrix_of_episodes_may_have_a_role_twice_and_a_title():
    sheet = read(
        "話数,サブタイトル,脚本,作画監督,作画監督\n1,はじまり,例田 花,渡例 三,阿例 二\n2,つづき,例田 花,渡例 三,\n"
    )
    assert [(row.episode, row.role, row.name) for row in sheet.rows] == [
        ("1", "脚本", "例田 花"),
        ("1", "作画監督", "渡例 三"),
        ("1", "作画監督", "阿例 二"),
        ("2", "脚本", "例田 花"),
        ("2", "作画監督", "渡例 三"),
    ]
    english = read("Episode,Title,Director,Storyboard\n1,Beginning,A Sample,B Sample\n")
    assert [(row.role, row.name) for row in english.rows] == [
        ("Director", "A Sample"),
        ("Storyboard", "B Sample"),
    ]


def test_a_matrix_may_be_as_wide_as_a_sheet():
    headings = ["カット", *["原画"] * (MAX_COLUMNS - 1)]
    sheet = read_credit_file(
        workbook([headings, ["001", *[f"見本 {number}" for number in range(MAX_COLUMNS - 1)]]]),
        filename="a.xlsx",
    )
    assert sheet.problems == ()
    assert len(sheet.rows) == MAX_COLUMNS - 1 == 299


def test_a_date_that_a_spreadsheet_made_of_a_cut_is_told_in_a_matrix():
    sheet = read("カット,原画\n3-4,見本 花\n2024-03-04,見本 花\n")
    assert [row.cut for row in sheet.rows] == ["3-4"]
    assert [(problem.line, problem.column) for problem in sheet.problems] == [(3, "カット")]


def test_a_person_says_that_a_column_of_a_matrix_is_a_role_or_none():
    text = "カット,原画,特殊係,演出\n001,試山 験太,例田 花,見本 太一\n"
    sheet = read(text, 特殊係="role", 演出="")
    assert [(row.role, row.name) for row in sheet.rows] == [("原画", "試山 験太"), ("特殊係", "例田 花")]
    assert mapped(sheet) == [("カット", "cut"), ("原画", "role"), ("特殊係", "role"), ("演出", "")]
    assert tell(sheet) == []


def test_a_matrix_may_have_a_row_a_role_and_a_column_an_episode():
    sheet = read("役職,第1話,第2話,#3,メモ\n脚本,例田 花,例田 花,見本 太一,x\n演出,試山 験太,未,,\n")
    assert sheet.format == "episode_matrix"
    assert [(row.episode, row.role, row.name) for row in sheet.rows] == [
        ("1", "脚本", "例田 花"),
        ("2", "脚本", "例田 花"),
        ("3", "脚本", "見本 太一"),
        ("1", "演出", "試山 験太"),
    ]
    assert [(note.line, note.column) for note in sheet.notes] == [(1, "メモ"), (3, "第2話")]
    assert mapped(sheet)[1] == ("第1話", "name")


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
    sheet = read(MOVIECREDITS)
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
    sheet = read(ENDCREDSGEN)
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
    sheet = read('Role,Name\n"Key Animation (eps 1, 3)",Hana Reida\nDirector (assistant),Bo Sample\n')
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
    sheet = read(f"{headings}\n{row}\n", extra="affiliation")
    assert (sheet.format, tell(sheet)) == (form, [])
    assert [each.affiliation for each in sheet.rows] == ["x"]
    assert ("extra", "affiliation") in mapped(sheet)
    assert ("extra", "") in mapped(read(f"{headings}\n{row}\n", extra=""))
    (problem,) = read(f"{headings}\n{row}\n", extra="nonsense").problems
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

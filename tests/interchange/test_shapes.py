"""Tables of databases and programs: what each becomes, and what is told where something is missing."""

import pytest

from tests.interchange.shape_reading import THIRD_PARTY, mapped, read_case, read_text, tell, tell_rows


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
    sheet = read_text(
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
    sheet = read_text("tconst,nconst,category,who\ntt1,nm1,director,Kenta Sample\n", who="name")
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
    sheet = read_text(f"{headings}\n{mark.join('x' for _ in headings.split(mark))}\n")
    assert sheet.rows == ()
    (problem,) = sheet.problems
    assert told in str(problem)


def test_a_list_of_one_title_of_imdb_has_its_directors():
    sheet = read_text('Const,Title,Title Type,Directors\ntt1,Sample,TV Series,"Kenta Sample, Hana Example"\n')
    assert [(row.role, row.name) for row in sheet.rows] == [
        ("Director", "Kenta Sample"),
        ("Director", "Hana Example"),
    ]


def test_lines_of_another_work_are_problems():
    sheet = read_text(
        "tconst,category,name\ntt1,director,A Sample\ntt2,writer,B Sample\ntt1,editor,C Sample\n"
    )
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
    sheet = read_text(text)
    assert [(row.role, row.name) for row in sheet.rows] == [
        ("Director", "Kenta Tameshiyama"),
        ("Sound Director", "Kenta Tameshiyama"),
    ]


def test_a_credit_sheet_with_an_order_is_no_list_of_myanimelist():
    sheet = read_text("Role,Name,Position\nDirector,Kenta Sample,1\n")
    assert (sheet.format, [row.position for row in sheet.rows]) == ("sheet", [1])


def test_staff_of_anime_news_network_is_read():
    sheet = read_text('Task,Person\n"Animation Director (OP, eps 3-4)",Hana Reida\nDirector,Kenta Sample\n')
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
    sheet = read_text(ENCYCLOPEDIA)
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
    (problem,) = read_text(text).problems
    assert told in str(problem)


def test_staff_of_anilist_has_the_native_name_and_how_it_is_read():
    sheet = read_text(
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
    sheet = read_text(
        '{"data":{"Media":{"id":1,"staff":{"edges":[{"role":"Key Animation (eps 2-3)",'
        '"node":{"id":9,"name":{"full":"Kenta Tameshiyama","native":"試山 験太"}}}]}}}}'
    )
    assert [(row.role, row.episode, row.name) for row in sheet.rows] == [
        ("Key Animation", "2-3", "試山 験太")
    ]


def test_staff_and_casts_of_annict_are_read():
    staff = read_text(
        "id,work_id,role,role_other,name,name_en\n1,2,director,,試山 験太,\n2,2,other,銃器設定,例田 花,Hana Reida\n"
    )
    assert [(row.role, row.name, row.reading) for row in staff.rows] == [
        ("director", "試山 験太", ""),
        ("銃器設定", "例田 花", "Hana Reida"),
    ]
    casts = read_text(
        '[{"annict_id":1,"name":"髙橋 美咲","character":{"name":"結城ハルカ"},"sort_number":1}]'
    )
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
    sheet = read_text('[{"id":1,"name":"例田 花","relation":"茶水","career":["artist"],"eps":"1-2"}]')
    assert [(row.role, row.role_as_printed, row.episode) for row in sheet.rows] == [("茶水", "", "1-2")]

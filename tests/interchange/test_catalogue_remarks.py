"""Statements with several roles, remarks, and numbers of episodes: what is a credit, what a note, and what is told."""

import pytest

from productions.interchange.catalogue.catalogue_reader import read_catalogue, read_catalogue_text
from productions.interchange.catalogue.catalogue_record import (
    CatalogueEpisode,
    CatalogueRecord,
    PartialDate,
    list_record_credits,
)
from productions.interchange.catalogue.episode_titles import split_numbered_title
from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.problems import Problem
from tests.interchange.statement_reading import list_names, list_told


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("監督：試山 験太、原画：例田 花", [("監督", "試山 験太"), ("原画", "例田 花")]),
        ("監督：試山験太　脚本：例田花", [("監督", "試山験太"), ("脚本", "例田花")]),
        ("監督/試山験太、脚本/例田花", [("監督", "試山験太"), ("脚本", "例田花")]),
        ("監督＝甲例一、脚本＝乙例二", [("監督", "甲例一"), ("脚本", "乙例二")]),
        ("●監督：甲例一　●脚本：乙例二", [("監督", "甲例一"), ("脚本", "乙例二")]),
        ("監督・甲例一 ／ 脚本・乙例二", [("監督", "甲例一"), ("脚本", "乙例二")]),
        ("《監督》甲例一 ／ 〈脚本〉乙例二", [("監督", "甲例一"), ("脚本", "乙例二")]),
        ("甲例一（監督）、乙例二（脚本）", [("監督", "甲例一"), ("脚本", "乙例二")]),
        ("[演出]台本・脚本:丁例久秋", [("演出、台本・脚本", "丁例久秋")]),
        ("[企画]例省報道部後援", [("企画（後援）", "例省報道部")]),
        ("[製作]例映画社委託", [("製作（委託）", "例映画社")]),
        ("[原作]甲例一・作、乙例二・絵", [("原作（作）", "甲例一"), ("原作（絵）", "乙例二")]),
    ],
)
def test_several_roles_in_a_line(text: str, roles: list[tuple[str, str]]) -> None:
    statements = read_catalogue_text(text, "staff").statements
    assert [(each.role.label, each.credited_as) for each in statements] == roles


@pytest.mark.parametrize(
    "text",
    [
        "原作　「月刊例」連載",
        "[原作]「例の本」（例社刊）",
        "[主題歌]「例の歌」（歌/甲例子、作詞/乙例男）",
        "[原作]「例」より",
    ],
)
def test_a_title_and_where_it_appeared_are_nobodys_name(text: str) -> None:
    assert list_names(text) == []
    assert list_told(text)[0].startswith("There is no name beside the role ")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "[脚色]（例坂太郎NFC記載有/日本アニメーション映画史P241記載なし）",
            "NFC記載有/日本アニメーション映画史P241記載なし",
        ),
        ("[キャラクター原案]CLAMP ©2006-2011 CLAMP・ST", "©2006-2011 CLAMP・ST"),
        ("[原作]カプコン（Based Upon Capcom's Video Game）", "Based Upon Capcom's Video Game"),
    ],
)
def test_remarks_are_notes(text: str, note: str) -> None:
    (statement,) = read_catalogue_text(text, "staff").statements
    assert (statement.note, statement.affiliation) == (note, "")


def test_an_empty_line_of_the_screen_is_no_part_of_the_film() -> None:
    text = "【犬】甲例一　／　＜イチギョウアキ＞　／　【猫】乙例二"
    assert [each.scope.label for each in read_catalogue_text(text, "cast").statements] == ["", "", ""]


def test_roles_alone_before_a_slash_hold_for_the_name_behind_it() -> None:
    statements = read_catalogue_text("脚本・監督／甲例一 ／ 例製作委員会", "staff").statements
    found = [(each.kind, each.role.label, each.credited_as) for each in statements]
    assert found == [
        ("note", "", ""),
        ("credit", "脚本・監督", "甲例一"),
        ("company", "脚本・監督", "例製作委員会"),
    ]


def test_a_company_in_a_labels_brackets_is_a_company() -> None:
    assert list_names("[日本アニメーション]エニックス", "company") == [
        ("o", "日本アニメーション"),
        ("o", "エニックス"),
    ]


@pytest.mark.parametrize("name", ["実写パートスタッフ", "記載なし", "スタッフ一同"])
def test_people_who_are_not_named_are_no_name(name: str) -> None:
    (statement,) = read_catalogue_text(f"[作画]{name}", "staff").statements
    assert (statement.others, statement.credited_as) == (True, "")


@pytest.mark.parametrize("name", ["トライアングルスタッフ", "J.C.スタッフ"])
def test_a_company_called_staff_is_one(name: str) -> None:
    assert is_organization(name)


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("第四話 旅立ち", "4", "旅立ち"),
        ("第2巻", "2", ""),
        ("Ⅲ", "3", ""),
        ("Ⅲ 暁の蜂起", "3", "暁の蜂起"),
        ("[第二章] 殺人考察", "2", "殺人考察"),
        ("例の物語 第１２話", "12", "例の物語"),
        ("VOL.03 PORTRAiT肖像画", "3", "PORTRAiT肖像画"),
        ("#4.5 外伝", "4.5", "外伝"),
        ("其の2　エンゼルの丘", "2", "エンゼルの丘"),
        ("[後編]", "後編", ""),
        ("第百二話", "102", ""),
    ],
)
def test_the_number_of_an_episode_in_its_title(title: str, number: str, rest: str) -> None:
    assert split_numbered_title(title) == (number, rest)


@pytest.mark.parametrize(
    "title", ["キン肉マンⅡ世", "7歳の夏", "100万年地球の旅", "三話はない", "", "動画ナレーション"]
)
def test_a_title_without_an_episodes_number(title: str) -> None:
    assert split_numbered_title(title) is None


def read_film(fields: str) -> CatalogueRecord:
    (film,) = read_catalogue([f'{{"madb_id": "A", "title": "B", {fields}}}'])
    assert isinstance(film, CatalogueRecord)
    return film


def test_two_spellings_of_an_episodes_number_are_one_and_told() -> None:
    film = read_film(
        '"episodes": [{"episodeNumber": "03", "alternativeHeadline": "甲"}, {"alternativeHeadline": "第3話 乙"}]'
    )
    assert film.episodes == (CatalogueEpisode("03", "甲"),)
    assert [problem.message for problem in film.problems] == ["Episode 3 stands twice; “乙” is left out."]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ('"昭和16年2月"', PartialDate(1941, 2)),
        ('"平成元年1月8日"', PartialDate(1989, 1, 8)),
        ('"2016年7月30日"', PartialDate(2016, 7, 30)),
        ("1941", PartialDate(1941)),
    ],
)
def test_dates_of_an_era_and_years_as_numbers(written: str, date: PartialDate) -> None:
    film = read_film(f'"published": {written}')
    assert (film.published, film.problems) == (date, ())


def test_numbers_of_json_and_lists_of_texts() -> None:
    film = read_film('"staff": ["[監督]甲例一", 5], "episodes": [{"episodeNumber": 1, "duration": 24}]')
    assert [line.credited_as for line in list_record_credits(film)] == ["甲例一"]
    assert film.episodes == (CatalogueEpisode("1", "", 24),)
    assert [problem.message for problem in film.problems] == ["Only the texts of this list are read: 1 of 2."]


def told_lines(text: str) -> list[str]:
    """The ids of the films and the problems of a file."""
    found = read_catalogue(text.split("\n"))
    return [str(each) if isinstance(each, Problem) else f"{each.line} {each.source_id}" for each in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[\n{"madb_id": "A", "title": "}{"},\n{"madb_id": "B", "title": "b"}\n]', ["2 A", "3 B"]),
        ('[{"madb_id": "A", "title": "a"}, {"madb_id": "B", "title": "b"}]', ["1 A", "1 B"]),
        ('[\n  {\n    "madb_id": "A",\n    "title": "\\"a\\\\"\n  }\n]\n', ["2 A"]),
        ("[\n]", []),
        (
            '[\n{"madb_id": "A", "title": "a"} x,\n{"madb_id"},\n{"madb_id": "B",\n',
            [
                "2 A",
                "line 2: “x,” is no JSON object; write {…} with madb_id and title.",
                "line 3: This is no JSON: Expecting ':' delimiter at character 11. Write one object a line.",
                "line 4: The file ends inside this record; complete it.",
            ],
        ),
    ],
)
def test_an_array_is_read_object_by_object(text: str, told: list[str]) -> None:
    assert told_lines(text) == told

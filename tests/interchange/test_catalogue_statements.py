"""Kinds of statements that catalogues were misread in: who is named, as what, for whom, and what is told."""

import pytest

from productions.interchange.catalogue.catalogue_reader import read_catalogue, read_catalogue_text
from productions.interchange.catalogue.catalogue_record import (
    CatalogueEpisode,
    CatalogueRecord,
    PartialDate,
    TextField,
    list_record_credits,
)
from productions.interchange.catalogue.episode_titles import split_numbered_title
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.interchange.problems import Problem


def list_names(text: str, field: TextField = "staff") -> list[tuple[str, str]]:
    """The kind (p, o) and name of everybody who is credited."""
    statements = read_catalogue_text(text, field).statements
    return [(each.contributor[0], each.credited_as) for each in statements if each.kind != "note"]


def list_actors(text: str) -> list[tuple[str, str]]:
    """The character and actor of each statement of a cast."""
    statements = read_catalogue_text(text, "cast").statements
    return [(each.character, each.credited_as) for each in statements if each.kind != "note"]


def list_told(text: str, field: TextField = "staff") -> list[str]:
    return [problem.message for problem in read_catalogue_text(text, field).problems]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ソニー・ミュージックエンタテインメント", ["ソニー・ミュージックエンタテインメント"]),
        ("トムス・エンタテインメント/3×CUBE", ["トムス・エンタテインメント/3×CUBE"]),
        ("例・ミュージックエンタテインメント", ["例・ミュージックエンタテインメント"]),
        ("映画「ブラック・ジャック」製作委員会", ["映画「ブラック・ジャック」製作委員会"]),
        ("「君の名は。」製作委員会", ["「君の名は。」製作委員会"]),
        ("T＆Kテレフィルム・トライアングルスタッフ", ["T＆Kテレフィルム", "トライアングルスタッフ"]),
        ("松竹・角川春樹事務所", ["松竹", "角川春樹事務所"]),
        ("Ordet×ミルパンセ", ["Ordet", "ミルパンセ"]),
        ("小学館 テレビ東京", ["小学館", "テレビ東京"]),
        ("バンダイ ビジュアル", ["バンダイ ビジュアル"]),
        ("Sample, Inc. Sample Digital, Inc. TEAM REI", ["Sample, Inc.", "Sample Digital, Inc.", "TEAM REI"]),
        ("Sample, Inc. Japan", ["Sample, Inc. Japan"]),
        (
            "㈱ソニー・コンピュータエンタテインメント例制作チーム",
            ["㈱ソニー・コンピュータエンタテインメント例制作チーム"],
        ),
        ("C*BANDAI", ["BANDAI"]),
        ("Wake Up, Girls!2製作委員会", ["Wake Up, Girls!2製作委員会"]),
        ("東京ゴッドファーザーズ|製作委員会", ["東京ゴッドファーザーズ 製作委員会"]),
    ],
)
def test_companies_are_parted_only_where_each_part_is_one(text: str, names: list[str]) -> None:
    assert list_names(f"[製作]{text}") == [("o", name) for name in names]


def test_a_known_company_that_is_called_like_a_role_is_none() -> None:
    assert list_names("日本動画/例映画社", "company") == [("o", "日本動画"), ("o", "例映画社")]
    assert list_names("動画/例映画社", "company") == [("o", "例映画社")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[原作]伊藤計劃×円城塔", ["伊藤計劃", "円城塔"]),
        ("[PD]勝間田具治。萩野豊太郎", ["勝間田具治", "萩野豊太郎"]),
        ("[原作]甲例芳正・乙例健・KEN SAMPLE", ["甲例芳正", "乙例健", "KEN SAMPLE"]),
        ("[声の出演]オール阪神・巨人", ["オール阪神・巨人"]),
        ("[制作]班長 轟おうる", ["轟おうる"]),
        ("[原画]甲例一 乙例二 丙例三", ["甲例一", "乙例二", "丙例三"]),
        ("[原画]甲例 一　乙例 二", ["甲例 一", "乙例 二"]),
        ("[原画]佐々木 日菜子", ["佐々木 日菜子"]),
        ("[原作]「例の本」甲例一", ["甲例一"]),
        ("[原作]例ももこ 例社「例コミックス」刊", ["例ももこ"]),
        ("[監督]高*例文彦※「高」は上の部分が梯子の形の字です。", ["高例文彦"]),
        ("[企画]甲例一 ※役職は当時のもの", ["甲例一"]),
    ],
)
def test_people_in_one_statement(text: str, names: list[str]) -> None:
    assert list_names(text) == [("p", name) for name in names]


@pytest.mark.parametrize(
    "name",
    [
        "岡本綺堂",
        "松竹徳幸",
        "劇団ひとり",
        "及 川 武",
        "金庭こず恵",
        "渕崎ゆり子",
        "八木ヶ谷昭次",
        "あだち充",
        "クニ河内",
    ],
)
def test_people_whose_names_have_a_companys_letters_are_people(name: str) -> None:
    assert list_names(f"[製作]{name}", "company") == [("p", name)]


@pytest.mark.parametrize(
    "name",
    [
        "カプコン",
        "J.C.スタッフ",
        "あにまる屋",
        "現代ぷろだくしょん",
        "鷹の爪団 制作班",
        "東京中央人形劇場",
        "コロムビア管絃樂團",
        "10GAUGE",
    ],
)
def test_companies_are_told_without_a_companys_role(name: str) -> None:
    assert list_names(f"[撮影]{name}") == [("o", name)]


@pytest.mark.parametrize(
    "words", ["少年時代", "特別出演", "活動写真", "制作班", "韓国側", "幼少期", "虎の穴"]
)
def test_words_that_look_like_a_name_are_nobodys(words: str) -> None:
    assert not looks_like_japanese_person(words)


def test_what_is_written_as_a_foreigners_name_stays_a_person_beside_companies() -> None:
    line = '{"madb_id": "A", "title": "B", "staff": "[製作]ルチアノ・スカッファ　／　[原作]カフェ例", "company": "[製作]ルチアノ・スカッファ ／ カフェ例"}'
    (film,) = read_catalogue([line])
    assert isinstance(film, CatalogueRecord)
    assert [(line.role_code, line.contributor, line.credited_as) for line in list_record_credits(film)] == [
        ("production", "person", "ルチアノ・スカッファ"),
        ("original_work", "organization", "カフェ例"),
        ("production", "organization", "カフェ例"),
    ]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("【主】甲例一（少年時代）（乙例二）", [("主", "甲例一"), ("主（少年時代）", "乙例二")]),
        (
            "【雪】少女期（甲例花）（幼年期）（乙例花）",
            [("雪（少女期）", "甲例花"), ("雪（幼年期）", "乙例花")],
        ),
        ("【ヒロ】子供時代)(甲例ゆう子", [("ヒロ（子供時代）", "甲例ゆう子")]),
        ("【満】ムープ（渕崎ゆり子）", [("満", "渕崎ゆり子")]),
        ("【沃】ヨウ（日高*のり子）", [("沃", "日高のり子")]),
        ("【ケロロ軍曹】甲例花子（武者ケロロ）", [("ケロロ軍曹（武者ケロロ）", "甲例花子")]),
        ("【源雲】中村獅堂（特別出演）", [("源雲", "中村獅堂")]),
        ("【猪】甲例ひろゆき（キャイ～ン）", [("猪", "甲例ひろゆき")]),
        ("【犬】甲例一／乙例二　／　【猫】丙例三", [("犬", "甲例一"), ("犬", "乙例二"), ("猫", "丙例三")]),
        ("【その他】甲例一　／　【】乙例二", [("", "甲例一"), ("", "乙例二")]),
        ("主人公：甲例花子 ／ 相手:乙例一", [("主人公", "甲例花子"), ("相手", "乙例一")]),
        (
            "【犬】甲例一　／　【猫】乙例二　／　泥棒（丙例三）",
            [("犬", "甲例一"), ("猫", "乙例二"), ("泥棒", "丙例三")],
        ),
    ],
)
def test_brackets_of_a_cast(text: str, actors: list[tuple[str, str]]) -> None:
    assert list_actors(text) == actors


def test_a_character_without_an_actor_is_told_and_no_actor() -> None:
    text = "【犬】甲例一　／　【猫】乙例二　／　仔猫"
    assert list_actors(text) == [("犬", "甲例一"), ("猫", "乙例二")]
    assert list_told(text, "cast") == [
        "There is no name beside the character 仔猫: enter it, or say why nobody is named."
    ]


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        ("【砕蜂】川上とも子（桑島法子）", "cast", "桑島法子"),
        ("[音楽]MOKA☆（小西香菜＆近藤由紀夫）", "staff", "小西香菜＆近藤由紀夫"),
        ("[異空間設計]劇団イヌカレー（泥犬）", "staff", "泥犬"),
        ("[製作]攻例製作委員会（甲社、乙社）", "company", "甲社、乙社"),
    ],
)
def test_a_name_in_brackets_that_nobody_is_credited_with_is_told(
    text: str, field: TextField, name: str
) -> None:
    (told,) = list_told(text, field)
    assert told.startswith(f"“{name}” stands in brackets behind ")


def test_a_member_of_a_group_worked_for_it_and_a_company_stays_one_in_a_list_of_companies() -> None:
    (staff,) = read_catalogue_text("[作画]例マンガ会（甲例 一）", "staff").statements
    assert (staff.contributor, staff.credited_as, staff.affiliation) == ("person", "甲例 一", "例マンガ会")
    (company,) = read_catalogue_text("例マンガ会（甲例 一）", "company").statements
    assert (company.contributor, company.credited_as, company.note) == (
        "organization",
        "例マンガ会",
        "甲例 一",
    )


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

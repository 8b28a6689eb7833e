"""Kinds of statements that catalogues were misread in: who is named, as what, for whom, and what is told."""

import pytest

from productions.interchange.catalogue.catalogue_reader import read_catalogue, read_catalogue_text
from productions.interchange.catalogue.catalogue_record import (
    CatalogueRecord,
    TextField,
    list_record_credits,
)
from productions.interchange.credit_text.organizations import looks_like_japanese_person
from tests.interchange.statement_reading import list_actors, list_names, list_told


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

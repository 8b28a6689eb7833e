"""Cells of names: whom each names, what was read otherwise than it is written, and where a person must look."""

import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.name_cells.cell_reader import MAX_NAME_CHARACTERS, read_name_cell
from productions.interchange.name_cells.name_cell import NameCell, NamePart
from productions.interchange.name_cells.told_readings import describe_readings
from productions.interchange.sheets.credit_sheet import read_credit_sheet

CASES = Path(__file__).parents[1] / "data" / "cases"
KNOWN = frozenset(
    {
        "A／B",
        "丙　＆　丁（仮）",
        "ヒデ＆ロザンナ",
        "三国志様",
        "甲、乙",
        "Doe, Jane",
        "Mary Roe",
        "Prince",
        "Madonna",
    }
)


def read(text: str, **options: bool) -> NameCell:
    return read_name_cell(text, labels=load_shipped_labels(), is_known=KNOWN.__contains__, **options)


def names(*texts: str) -> list[NamePart]:
    return [NamePart(text) for text in texts]


def company(name: str, **others: str) -> NamePart:
    return NamePart(name, is_organization=True, **others)


def surname_first(name: str, **others: str) -> NamePart:
    return NamePart(name, is_surname_first=True, **others)


def list_case_names(filename: str) -> list[str]:
    return [row.name for row in read_credit_sheet((CASES / filename).read_bytes(), filename=filename).rows]


CELLS = [
    # The names of case 16.
    ("試山 験太（スタジオ例）", [NamePart("試山 験太", affiliation="スタジオ例")], "affiliation"),
    ("髙例 一（たかれい はじめ）", [NamePart("髙例 一", reading="たかれい はじめ")], "reading"),
    ("例田 花 様", [NamePart("例田 花", honorific="様")], "honorific"),
    ("見本 太一さん", [NamePart("見本 太一", honorific="さん")], "honorific"),
    ("広例 正志 (#1～#4)", [NamePart("広例 正志", episodes="1-4")], "range"),
    ("例田 花（青年期）", [NamePart("例田 花", character="青年期")], "character"),
    ("例崎 二郎※新人", [NamePart("例崎 二郎", note="新人")], "note"),
    ("株式会社例背景", [company("株式会社例背景")], "organization"),
    ("スタジオ例撮影", [company("スタジオ例撮影")], "organization"),
    ("(株)例アニメ 進行 一", [NamePart("進行 一", affiliation="(株)例アニメ")], "affiliation"),
    # Names in a row.
    ("試山 験太、例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山 験太，例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山 験太；例田 花;見本 太一", names("試山 験太", "例田 花", "見本 太一"), "split"),
    ("試山 験太／例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山 験太 / 例田 花", names("試山 験太", "例田 花"), "split"),
    ("試山験太＆例田花", names("試山験太", "例田花"), "split"),
    ("試山 験太・例田 花・見本 太一", names("試山 験太", "例田 花", "見本 太一"), "split"),
    ("甲山 一\n乙川 二", names("甲山 一", "乙川 二"), "split"),
    ("試山、例田", names("試山", "例田"), "split"),
    ("김민수, 이영희", names("김민수", "이영희"), "split"),
    ("李 承熙、金 玟秀", names("李 承熙", "金 玟秀"), "split"),
    ("マイケル・サンプル／例田 花", names("マイケル・サンプル", "例田 花"), "split"),
    ("レイ・サンプル、ジョン・サンプル", names("レイ・サンプル", "ジョン・サンプル"), "split"),
    ("𠮷例 二、葛󠄀例 一", names("𠮷例 二", "葛󠄀例 一"), "split"),
    ("東例アニメーション・例映像", [company("東例アニメーション"), company("例映像")], "split organization"),
    # Western names.
    ("John Sample, Jane Sample", names("John Sample", "Jane Sample"), "split"),
    ("John Q. Sample, Jane Sample and Jim O'Sample", names("John Q. Sample", "Jane Sample", "Jim O'Sample"), "split"),
    ("John Sample and Jane Sample", names("John Sample", "Jane Sample"), "split"),
    ("John Sample & Jane Sample", names("John Sample", "Jane Sample"), "split"),
    ("José Núñez / Zoë Ångström", names("José Núñez", "Zoë Ångström"), "split"),
    ("Sample, Jane; Doe, John", [surname_first("Sample, Jane"), surname_first("Doe, John")], "split order"),
    ("Sample, Jane & Doe, John", [surname_first("Sample, Jane"), surname_first("Doe, John")], "split order"),
    ("Roe, Mary", [surname_first("Roe, Mary")], "order"),
    ("Doe, Jane", names("Doe, Jane"), ""),
    ("Prince, Madonna", names("Prince", "Madonna"), "split"),
    ("John Sample, Jr.", names("John Sample, Jr."), ""),
    ("Example Co., Ltd.", [company("Example Co., Ltd.")], "organization"),
    ("John Sample (Example Studios)", [NamePart("John Sample", affiliation="Example Studios")], "affiliation"),
    ("John Sample (as Johnny Sample)", [NamePart("John Sample", note="as Johnny Sample")], "note"),
    ("John Sample (eps 1, 3)", [NamePart("John Sample", episodes="1,3")], "range"),
    # One name with a mark in it.
    ("A／B", names("A／B"), ""),
    ("A／B、例田 花", names("A／B", "例田 花"), "split"),
    ("例田 花／A／B", names("例田 花", "A／B"), "split"),
    ("甲、乙", names("甲、乙"), ""),
    ("丙　＆　丁（仮）", names("丙　＆　丁（仮）"), ""),
    ("ヒデ＆ロザンナ", names("ヒデ＆ロザンナ"), ""),
    ("藤子・F・不二雄", names("藤子・F・不二雄"), ""),
    ("ヴィクトル・大森", names("ヴィクトル・大森"), ""),
    ("例☆太", names("例☆太"), ""),
    ("☆例太", names("☆例太"), ""),
    ("例田♂花♡", names("例田♂花♡"), ""),
    ("例👍子", names("例👍子"), ""),
    ("ﾀﾒｼ ｶﾅ", names("ﾀﾒｼ ｶﾅ"), ""),
    ("ガザニ ベル", names("ガザニ ベル"), ""),
    ("正（柾）木 太郎", names("正（柾）木 太郎"), ""),
    ("藤子不二雄Ⓐ", names("藤子不二雄Ⓐ"), ""),
    ("試山　験太", names("試山　験太"), ""),
    ("\n試山 験太", names("試山 験太"), ""),
    ("例田\n花", names("例田 花"), ""),
    ("【例田 花】", names("例田 花"), ""),
    ("例田 花（", names("例田 花"), ""),
    # What stands around a name.
    ("例田 花（例田花事務所）、試山 験太（スタジオ例）",
     [NamePart("例田 花", affiliation="例田花事務所"), NamePart("試山 験太", affiliation="スタジオ例")], "split affiliation"),
    ("試山 験太\n（スタジオ例）", [NamePart("試山 験太", affiliation="スタジオ例")], "affiliation"),
    ("スタジオ例 試山験太", [NamePart("試山験太", affiliation="スタジオ例")], "affiliation"),
    ("試山 験太＠スタジオ例", [NamePart("試山 験太", affiliation="スタジオ例")], "affiliation"),
    ("㈱例アニメ 進行 一", [NamePart("進行 一", affiliation="㈱例アニメ")], "affiliation"),
    ("株式会社 例背景", [company("株式会社 例背景")], "organization"),
    ("例アニメ（株）", [company("例アニメ（株）")], "organization"),
    ("株式会社例背景 御中", [company("株式会社例背景", honorific="御中")], "honorific organization"),
    ("髙例 一（タカレイ ハジメ）", [NamePart("髙例 一", reading="タカレイ ハジメ")], "reading"),
    ("試山 験太（Kenta Tameshiyama）", [NamePart("試山 験太", reading="Kenta Tameshiyama")], "reading"),
    ("Mai Nguyễn（マイ・グエン）", [NamePart("Mai Nguyễn", reading="マイ・グエン")], "reading"),
    ("試山 験太 様・見本 太一 殿", [NamePart("試山 験太", honorific="様"), NamePart("見本 太一", honorific="殿")], "split honorific"),
    ("見本 太一先生", [NamePart("見本 太一", honorific="先生")], "honorific"),
    ("試山 験太（スタジオ例）様", [NamePart("試山 験太", affiliation="スタジオ例", honorific="様")], "affiliation honorific"),
    ("三国志様", names("三国志様"), ""),
    ("様子 一", names("様子 一"), ""),
    ("例田 花*", [NamePart("例田 花", note="*")], "note"),
    ("※例田 花", [NamePart("例田 花", note="※")], "note"),
    ("例田 花（新人）", [NamePart("例田 花", note="新人")], "note"),
    ("例田 花（旧姓 試山）", [NamePart("例田 花", note="旧姓 試山")], "note"),
    ("例田 花（12枚）", [NamePart("例田 花", note="12枚")], "note"),
    ("例田 花（c001-010）", [NamePart("例田 花", note="c001-010")], "note"),
    ("試山 験太（スタジオ例）※新人", [NamePart("試山 験太", affiliation="スタジオ例", note="新人")], "affiliation note"),
    ("広例 正志 #1～#4", [NamePart("広例 正志", episodes="1-4")], "range"),
    ("#1-3 広例 正志", [NamePart("広例 正志", episodes="1-3")], "range"),
    ("広例 正志（第1話、第3話）", [NamePart("広例 正志", episodes="1,3")], "range"),
    ("広例 正志 1話、3話", [NamePart("広例 正志", episodes="1,3")], "range"),
    ("結城ハルカ（CV：髙橋 美咲）", [NamePart("髙橋 美咲", character="結城ハルカ")], "character"),
]  # fmt: skip
"""Cell, the names in it, and the codes of what is told; all of these are plain."""


@pytest.mark.parametrize(("text", "parts", "told"), CELLS, ids=[text for text, *_ in CELLS])
def test_a_plain_cell(text: str, parts: list[NamePart], told: str) -> None:
    assert read(text) == NameCell(text, tuple(parts), told=tuple(told.split()))


DOUBTFUL = [
    ("Tameshiyama, Kenta", [surname_first("Tameshiyama, Kenta")], "order"),
    ("van der Sample, Jan", [surname_first("van der Sample, Jan")], "order"),
    ("Tameshiyama, Kenta (Studio Rei)", [surname_first("Tameshiyama, Kenta", affiliation="Studio Rei")], "order affiliation"),
    ("Sample, Jane, Poe, John", names("Sample", "Jane", "Poe", "John"), "split"),
    ("John Sample, Cher", names("John Sample", "Cher"), "split"),
    ("X／Y", names("X", "Y"), "split"),
    ("試山・例田", names("試山・例田"), ""),
    ("試山/例田", names("試山", "例田"), "split"),
    ("試山＆例田", names("試山", "例田"), "split"),
    ("AC/DC", names("AC/DC"), ""),
    ("Simon and Garfunkel", names("Simon and Garfunkel"), ""),
    ("試山\n験太", names("試山 験太"), ""),
    ("甲山 一 乙川 二", names("甲山 一", "乙川 二"), "split"),
    ("甲山一 乙川二 丙田三", names("甲山一", "乙川二", "丙田三"), "split"),
    ("試山 験太（スタジオ例）例田 花", [NamePart("試山 験太", affiliation="スタジオ例"), NamePart("例田 花")], "split affiliation"),
    ("試山 験太／スタジオ例", [NamePart("試山 験太"), company("スタジオ例")], "split organization"),
    ("髙例 一／たかれい はじめ", names("髙例 一", "たかれい はじめ"), "split"),
    ("スタジオ例（試山 験太、例田 花）",
     [NamePart("試山 験太", affiliation="スタジオ例"), NamePart("例田 花", affiliation="スタジオ例")], "split affiliation"),
    ("試山 験太 株式会社例", [NamePart("試山 験太", affiliation="株式会社例")], "affiliation"),
    ("試山 験太（例アニメ）", [NamePart("試山 験太", note="例アニメ")], "note"),
    ("例田 花（演出）", [NamePart("例田 花", note="演出")], "note"),
    ("作監：例田 花", [NamePart("例田 花", note="作監")], "note"),
    ("例田？", [NamePart("例田", note="？")], "note"),
    ("例田 花（？）", [NamePart("例田 花", note="？")], "note"),
    ("例田さん", [NamePart("例田", honorific="さん")], "honorific"),
    ("ぺんてるさん", names("ぺんてるさん"), ""),
    ("王様", names("王様"), ""),
    ("例田 花→試山 験太", names("例田 花→試山 験太"), ""),
    ("例田 花（ハナ）", [NamePart("例田 花", affiliation="ハナ")], "affiliation"),
]  # fmt: skip
"""Cells at which a person must look."""


@pytest.mark.parametrize(("text", "parts", "told"), DOUBTFUL, ids=[text for text, *_ in DOUBTFUL])
def test_a_doubtful_cell(text: str, parts: list[NamePart], told: str) -> None:
    assert read(text) == NameCell(text, tuple(parts), told=tuple(told.split()), is_sure=False)


NOBODY = """
未定|TBD|確認中|？|－|なし|ー|他|社内|外注|AI|ＡＩ（＋Ｈｕｍａｎ）|担当未定|キャスト未定（調整中）|スタッフ一同|ほか10名|others|-|…|0|（）|、、|n/a|要確認|○○
""".strip().split("|")


@pytest.mark.parametrize("text", NOBODY)
def test_a_placeholder_is_nobody(text: str) -> None:
    assert read(text) == NameCell(text, absence="placeholder", told=("placeholder",), is_sure="○" not in text)


@pytest.mark.parametrize(
    "text", ["愛", "アイ", "他力 太郎", "外", "某田", "定", "未定子", "仮屋崎", "ROBOT", "内 太郎", "社内田"]
)
def test_a_name_that_holds_such_a_word_is_somebody(text: str) -> None:
    assert read(text).parts == (NamePart(text, is_organization=text == "ROBOT"),)


def test_ai_alone_may_be_a_person() -> None:
    assert read("Ai") == NameCell("Ai", absence="placeholder", told=("placeholder",), is_sure=False)


def test_a_mark_that_was_not_repeated_is_nobody() -> None:
    assert read("〃") == NameCell("〃", absence="placeholder", told=("ditto",), is_sure=False)


def test_an_empty_cell_tells_nothing() -> None:
    assert read(" ") == NameCell(" ")


@pytest.mark.parametrize(
    ("text", "parts", "others"),
    [
        ("試山 験太 他3名", ["試山 験太"], "他3名"),
        ("試山 験太、例田 花 ほか", ["試山 験太", "例田 花"], "ほか"),
        ("試山 験太、未定", ["試山 験太"], "未定"),
        ("John Sample, Jane Sample and others", ["John Sample", "Jane Sample"], "others"),
    ],
)
def test_people_who_are_not_named_are_told(text: str, parts: list[str], others: str) -> None:
    cell = read(text)
    assert ([part.name for part in cell.parts], cell.others, cell.told[-1]) == (parts, others, "others")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("例田 花（アキラ）", NamePart("例田 花", character="アキラ")),
        ("例田 花（例プロダクション）", NamePart("例田 花", affiliation="例プロダクション")),
        ("例田 花（れいだ はな）", NamePart("例田 花", reading="れいだ はな")),
        ("アキラ（例田 花）", NamePart("例田 花", character="アキラ")),
        ("結城ハルカ（声：髙橋 美咲）", NamePart("髙橋 美咲", character="結城ハルカ")),
        ("アキラ（青年期）", NamePart("アキラ", character="青年期")),
        ("園児たち：例田 花", NamePart("例田 花", character="園児たち")),
    ],
)
def test_brackets_of_a_cast_hold_characters(text: str, part: NamePart) -> None:
    assert read(text, cast=True).parts == (part,)


def test_in_a_companys_role_what_is_no_persons_name_is_a_company() -> None:
    assert read("例光", company_role=True) == NameCell("例光", (company("例光"),))
    assert read("例田 花", company_role=True) == NameCell("例田 花", (NamePart("例田 花"),))


def test_a_cell_that_is_too_long_for_a_name_is_a_problem_of_its_own() -> None:
    cell = read("例" * (MAX_NAME_CHARACTERS + 1))
    assert (cell.is_sure, str(cell.problem)) == (False, "The text has 201 characters; at most 200 fit here.")
    assert read("例" * MAX_NAME_CHARACTERS).problem is None


@pytest.mark.parametrize("mark", ["、", "／", "\n", "・", "＆", ";", " / ", ", "])
def test_fifty_names_in_one_cell(mark: str) -> None:
    people = [f"試山 {chr(ord('一') + place)}太" for place in range(50)]
    assert [part.name for part in read(mark.join(people)).parts] == people


def test_the_cases_of_names_with_more_in_the_cell() -> None:
    assert [[part.name for part in read(text).parts] for text in list_case_names("13b_comma.csv")] == [
        ["John Sample", "Jane Sample"],
        ["試山 験太", "例田 花"],
        ["試山 験太", "例田 花"],
        ["試山験太", "例田花"],
        ["甲山 一", "乙川 二"],
    ]
    kept = list_case_names("19_rare.csv")
    assert [read(text) for text in kept] == [NameCell(text, (NamePart(text),)) for text in kept]
    assert [read(text).parts for text in list_case_names("30_leading_newline.xlsx")] == [
        (NamePart("試山 験太"),),
        (NamePart("例田 花"),),
    ]
    assert [read(text).parts for text in list_case_names("16_name_with_bits.csv")] == [
        tuple(parts) for _, parts, _ in CELLS[:10]
    ]


SENTENCES = {
    "A、B社": ["“A、B社” is read as 2 names: A; B社.", "B社 is read as an organization, and no person."],
    "甲山 一\n乙川 二": ["“甲山 一 乙川 二” is read as 2 people: 甲山 一; 乙川 二."],
    "試山 験太（スタジオ例）": ["“スタジオ例” is read as the company for which 試山 験太 worked."],
    "髙例 一（たかれい はじめ）": ["“たかれい はじめ” is read as how 髙例 一 is pronounced."],
    "見本 太一さん": ["“さん” is left out behind 見本 太一."],
    "例崎 二郎※新人": ["“新人” is kept as a note on 例崎 二郎."],
    "例田 花（青年期）": ["“青年期” is read as the character of 例田 花, or their age."],
    "広例 正志 (#1～#4)": ["広例 正志 is read as credited for episodes 1-4."],
    "未定": ["“未定” names nobody."],
    "〃": [
        "“〃” repeats the cell above and names nobody by itself.",
        "“〃” can be read in more than one way; look whether it is read right.",
    ],
    "Sample, Jane": [
        "“Sample, Jane” is read as one person, with the surname before the comma.",
        "“Sample, Jane” can be read in more than one way; look whether it is read right.",
    ],
    "例田 花 ほか3名": ["“ほか3名” says that there were more people than are named."],
    "試山・例田": ["“試山・例田” can be read in more than one way; look whether it is read right."],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_what_was_read_is_said(text: str) -> None:
    assert list(map(str, describe_readings(read(text)))) == SENTENCES[text]


PIECES = [
    *"、，,;；／/＆&・()（）[]【】「」※*#＠様氏殿\n\t　 他:：～→〃A1",
    "試山 験太", "例田 花", "スタジオ例", "(株)例", "John Sample", "Sample", "さん", "先生", "ほか3名", "第1話", "たかれい", "青年期",
    "未定", " and ", "CV：",
]  # fmt: skip
SAID_BY = {"range": "第話回章episod0123456789一二三四五六七八九十〇", "character": "cv声"}
"""Letters that what is told stands for: episodes are given as numbers, and CV says whose voice it is."""


def list_letters(text: str) -> set[str]:
    return {one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum()}


@settings(max_examples=400)
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)),
    st.booleans(),
    st.booleans(),
)
@example("、A andさん", False, False)
@example("A(0(CV1", True, False)
@example("※\r※0", False, False)
def test_nothing_of_a_cell_is_lost(text: str, cast: bool, company_role: bool) -> None:
    cell = read(text, cast=cast, company_role=company_role)
    if cell.absence or cell.problem:
        assert not cell.parts or cell.problem
        return
    kept = cell.others + "".join(
        part.name
        + part.affiliation
        + part.reading
        + part.note
        + part.character
        + part.episodes
        + part.honorific
        for part in cell.parts
    )
    lost = list_letters(re.sub(r"(?<=\s)and(?=\s)", "", text)) - list_letters(kept)
    assert lost <= {letter for code in cell.told for letter in SAID_BY.get(code, "")}
    assert all(part.name.strip() for part in cell.parts)
    assert len(list(describe_readings(cell))) >= len(cell.told)


@pytest.mark.parametrize(
    "mark", [*PIECES, "A、", "例\n", "例田＆", "a/", "((", "（a）", "さん、", "#1,", "A B, ", "nana", "※a"]
)
@pytest.mark.parametrize("before", ["", "例田 花（", "John "])
def test_two_thousand_characters_of_a_mark_take_no_time(before: str, mark: str) -> None:
    text = before + mark * (2_000 // len(mark))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 1

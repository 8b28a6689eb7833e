"""Cells of names: whom each names, what was read otherwise than it is written, and where a person must look."""

import pytest

from productions.interchange.name_cells.name_cell import NameCell, NamePart
from tests.interchange.name_cell_reading import CELLS, company, names, read, surname_first


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

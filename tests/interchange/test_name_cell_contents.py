"""What cells of names hold beside names: characters, companies, remarks; and that nothing of a cell is lost."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from productions.interchange.name_cells.cell_reader import MAX_NAME_CHARACTERS
from productions.interchange.name_cells.name_cell import NameCell, NamePart
from productions.interchange.name_cells.told_readings import describe_readings
from tests.interchange.name_cell_reading import (
    CELLS,
    company,
    list_case_names,
    read,
)


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

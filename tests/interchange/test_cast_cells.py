"""Rows of a cast whose name says the character too, and the names of the admin's columns as headings."""

import pytest

from productions.interchange.files.file_reader import read_credit_file


def read(role, name):
    return read_credit_file(f"役職,名前\n{role},{name}\n".encode(), filename="cast.csv")


@pytest.mark.parametrize(
    ("cell", "name", "character"),
    [
        ("見本 花（アキラ）", "見本 花", "アキラ"),
        ("見本 花(魔女の少女)", "見本 花", "魔女の少女"),
        ("アキラ／見本 花", "見本 花", "アキラ"),
        ("ハルカ/見本花子", "見本花子", "ハルカ"),
        ("見本 花／ケンタ", "見本 花", "ケンタ"),
    ],
)
@pytest.mark.parametrize("role", ["声優", "キャスト", "吹き替え"])
def test_a_cast_name_gives_its_character_and_is_told(role, cell, name, character):
    found = read(role, cell)
    assert [(row.name, row.character) for row in found.rows] == [(name, character)]
    assert [str(note) for note in found.notes] == [
        f"line 2: “{cell}” is read as {name} in the part of {character}."
    ]


@pytest.mark.parametrize(
    ("role", "cell"),
    [
        ("原画", "見本 花（アキラ）"),
        ("原画", "アキラ／見本 花"),
        ("声優", "見本 花（株式会社例）"),
        ("声優", "見本 花（みほん はな）"),
        ("声優", "見本 花（青年期）"),
        ("声優", "見本 花（#1～#4）"),
        ("声優", "見本 花（新人）"),
        ("声優", "見本 花／例田 太郎"),
        ("声優", "見本 花／例田"),
        ("声優", "見本／例田"),
    ],
)
def test_what_may_be_something_else_stays_as_it_is(role, cell):
    found = read(role, cell)
    assert [(row.name, row.character) for row in found.rows] == [(cell, "")]
    assert found.notes == ()


def test_a_character_of_its_own_column_goes_before():
    sheet = "役職,役名,名前\n声優,マリ,見本 花（アキラ）\n".encode()
    (row,) = read_credit_file(sheet, filename="cast.csv").rows
    assert (row.name, row.character) == ("見本 花（アキラ）", "マリ")

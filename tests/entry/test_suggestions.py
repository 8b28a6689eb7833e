"""Whom the list under a cell offers first."""

import pytest

from productions.withholding.services.withholding import withhold_name

EIGHT = ("さかい", "さの", "しま", "すぎ", "せき", "そが", "しみず", "たかだ")


@pytest.fixture
def people(someone, enter):
    """People with readings, who all work here; the last ones most often."""
    made = {}
    for place, reading in enumerate(EIGHT):
        made[reading] = someone(f"例 {place}", kana=reading)
        for number in ("C001", "C002", "C003")[: 1 + place % 3]:
            enter(number, "layout", made[reading])
    return made


def ask(sheet, typed, *near):
    names = sheet.get("names", q=typed, role="layout", near=",".join(str(each.uid) for each in near)).json()
    return [each["name"] for each in names["names"]]


def test_whom_the_cells_around_name_comes_first(sheet, people):
    near = people["さの"], people["たかだ"], people["さかい"]
    assert ask(sheet, "さ", *near)[:2] == ["例 1", "例 0"]
    assert ask(sheet, "例", *near)[:3] == ["例 1", "例 7", "例 0"]


@pytest.mark.parametrize(
    ("typed", "first"), [("s", "さかい"), ("sh", "しま"), ("t", "たかだ"), ("し", "しみず")], ids=str
)
def test_one_letter_finds_whoever_works_here(sheet, people, typed, first):
    assert ask(sheet, typed, people[first])[0] == people[first].name


def test_one_letter_finds_nobody_elsewhere(sheet, someone):
    other = someone("他所 一", kana="たしょ はじめ")
    assert ask(sheet, "t") == []
    assert ask(sheet, "t", other) == ["他所 一"]


def test_a_half_typed_sound_is_read(sheet, people, someone, enter):
    enter("C001", "layout", someone("千葉 一", kana="ちば はじめ"))
    for typed in ("c", "ch", "chi", "t", "ti", "ちb"):
        assert "千葉 一" in ask(sheet, typed)


def test_who_withholds_their_name_is_not_near(sheet, people, enter, now):
    credit = enter("C005", "layout", people["さの"])
    withhold_name(credit, statement="この作品では名前を出さない。", stated_on=now.date(), by=None, now=now)
    assert "例 1" not in ask(sheet, "さ", people["さの"])


@pytest.mark.parametrize("near", ["", "nobody", "1,2,3", ",,", "\0", "x" * 3000])
def test_what_names_nobody_is_passed_over(sheet, people, near):
    answer = sheet.get("names", q="さ", role="layout", near=near)
    assert answer.status_code == 200
    assert len(answer.json()["names"]) == 2


@pytest.mark.parametrize(
    ("typed", "may_be_new"),
    [("例田", True), ("未定", False), ("〃", False), ("スタッフ", False), ("", False)],
)
def test_what_names_nobody_is_not_offered_as_new(sheet, typed, may_be_new):
    assert sheet.get("names", q=typed, role="layout").json()["may_be_new"] is may_be_new

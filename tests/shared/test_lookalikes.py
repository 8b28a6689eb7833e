"""Characters that are mistaken for one another: names that differ only so have one skeleton, others have not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.shared.lookalikes import (
    FAMILY_NAMES,
    PERSONAL_NAMES,
    SHAPES,
    find_differing_characters,
    make_skeleton,
)

GROUPS = f"{SHAPES} {FAMILY_NAMES} {PERSONAL_NAMES}".split()


@pytest.mark.parametrize(
    ("names", "characters"),
    [
        (("髙橋花", "高橋花"), (("髙", "高"),)),
        (("山﨑", "山崎", "山嵜"), (("﨑", "崎", "嵜"),)),
        (("渡邊", "渡邉", "渡辺"), (("邊", "邉", "辺"),)),
        (("齋藤", "斎藤", "斉藤", "齊藤"), (("齋", "斎", "斉", "齊"),)),
        (("濵田廣德", "浜田広徳"), (("濵", "浜"), ("廣", "広"), ("德", "徳"))),
        (("𠮷田", "吉田"), (("𠮷", "吉"),)),
        (("ＡＢＣ", "ABC"), (("Ａ", "A"), ("Ｂ", "B"), ("Ｃ", "C"))),
        (("ニーナ", "ニ一ナ", "ニ―ナ", "二－ナ"), (("ニ", "ニ", "ニ", "二"), ("ー", "一", "―", "－"))),
        (
            ("カロタエハ", "力口夕工八"),
            (("カ", "力"), ("ロ", "口"), ("タ", "夕"), ("エ", "工"), ("ハ", "八")),
        ),
        (("Anna Пavlova", "Аnnа Пavlova"), (("A", "А"), ("a", "а"))),
        (("Ian Il", "lan Il"), (("I", "l"),)),
        (("葛\U000e0100城", "葛城"), (("葛\U000e0100", "葛"),)),
        (("ガロ", "ｶﾞロ"), (("ガロ", "ｶﾞロ"),)),
        (("山田 太郎", "山田太郎"), ()),
    ],
)
def test_names_that_differ_only_in_lookalikes_have_one_skeleton(names, characters):
    assert len({make_skeleton(name) for name in names}) == 1
    assert find_differing_characters(names) == characters


@pytest.mark.parametrize(
    ("one", "other"),
    [("高橋", "高木"), ("田中花", "田中華"), ("Ai", "AI"), ("まきはら", "マキハラ"), ("伊藤", "伊東")],
)
def test_other_names_have_not(one, other):
    assert make_skeleton(one) != make_skeleton(other)


def test_every_group_of_the_tables_is_told_and_no_character_is_in_two():
    listed = [character for group in GROUPS for character in group]
    assert [character for character in set(listed) if listed.count(character) > 1] == []
    assert [group for group in GROUPS if len({make_skeleton(character) for character in group}) > 1] == []
    assert [group for group in GROUPS if unicodedata.normalize("NFC", group) != group] == []


@given(st.text())
def test_a_skeleton_is_its_own(text):
    assert make_skeleton(make_skeleton(text)) == make_skeleton(text)

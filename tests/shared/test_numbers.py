"""Numbers as people write them, folded and ordered in one way by models, cuts and rolls."""

import pytest

from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key
from productions.shared.numbers import natural_key, number_key, pad_numbers, split_number_range


def test_numbers_are_ordered_as_people_count():
    given = ["12A", "S2 C1", "12", "2", "S10 C1", "100"]
    assert sorted(given, key=pad_numbers) == ["2", "12", "12A", "100", "S2 C1", "S10 C1"]


@pytest.mark.parametrize("text", ["2", "12", "12A", "OP"])
def test_episodes_and_cuts_are_ordered_alike(text):
    assert natural_key(text).casefold() == build_cut_sort_key(text).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "01",
        "１",
        "#01",
        "＃０１",
        "第1話",
        "第 1 話",
        "1話",
        "1回",
        "ep1",
        "EP.01",
        "Ep 1",
        "Episode 1",
        "一",
        "第一話",
        "Ⅰ",
        "ⅰ",
        "No.1",
    ],
)
def test_the_first_episode_is_one_however_it_is_written(text):
    assert (number_key(text), natural_key(text)) == ("1", "00000001")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("十", "10"), ("十二", "12"), ("第二十一話", "21"), ("一〇", "10"), ("百二十", "120"), ("Ⅻ", "12"), ("OPⅡ", "op2"),
        ("OP", "op"), ("ED2", "ed2"), ("3.5", "3.5"), ("12A", "12a"), ("最終話", "最終"), ("三話B", "三話b"), ("ep", "ep"),
        ("epilogue", "epilogue"), ("ⅩⅢ", "xiii"), ("no", "no"),
    ],
)  # fmt: skip
def test_other_numbers_keep_what_tells_them_apart(text, key):
    assert number_key(text) == key


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1-6", ("1", "6")), ("#1～#6", ("#1", "#6")), ("第1話～第6話", ("第1話", "第6話")), ("第一話～第六話", ("第一話", "第六話")),
        ("一〜三話", ("一", "三話")), ("ep1-ep3", ("ep1", "ep3")), ("EP.1 - EP.3", ("EP.1", "EP.3")), ("1から3", ("1", "3")),
        ("OP", None), ("一", None), ("3.5", None), ("12A-B", None),
    ],
)  # fmt: skip
def test_a_range_of_episodes_has_two_ends(text, ends):
    assert split_number_range(text) == ends

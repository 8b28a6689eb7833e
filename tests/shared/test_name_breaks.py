"""Breaks that somebody set in a name: marks or numbers, of this name alone."""

import pytest

from productions.shared.name_breaks import mark_name, read_name_breaks, split_name

NAME = "見本文化交流 機構"


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("見本文化|交流 機構", (4,)),
        ("見本文化交流|機構", (6,)),
        ("見本文化｜交流｜ 機構", (4, 6)),
        ("4", (4,)),
        ("6、 4", (4, 6)),
        ("４,６", (4, 6)),
    ],
)
def test_marks_and_numbers_say_the_same(typed, numbers):
    assert read_name_breaks(NAME, typed) == numbers


@pytest.mark.parametrize(
    "typed",
    [
        "見本文化交流 機構",
        "見本文化|交易 機構",
        "見本文化|交流",
        "|見本文化交流 機構",
        "見本文化交流 機構|",
        "見本||文化交流 機構",
        "0",
        "9",
        "4;6",
        "-4",
    ],
)
def test_what_is_no_break_of_this_name_is_none(typed):
    assert read_name_breaks(NAME, typed) is None


def test_the_lines_have_no_space_at_their_ends():
    assert split_name(NAME, "4,7") == ["見本文化", "交流", "機構"]
    assert mark_name(NAME, "4,7") == "見本文化|交流|機構"
    assert split_name(NAME, "") == []


@pytest.mark.parametrize(
    ("name", "within", "behind"),
    [
        ("葛\U000e0100城 史郎", 1, 2),
        ("は\u3099ん太", 1, 2),
        ("ﾊﾟﾘｽ 一", 1, 2),
        ("É\u0301mile", 1, 2),
        ("👩\u200d👧 一", 2, 3),
    ],
)
def test_no_break_parts_a_letter_from_its_marks(name, within, behind):
    assert read_name_breaks(name, f"{within}") is None
    assert read_name_breaks(name, f"{name[:within]}|{name[within:]}") is None
    assert read_name_breaks(name, f"{behind}") == (behind,)


@pytest.mark.parametrize("name", ["見本|交流", "見本｜交流"])
def test_a_name_with_the_mark_itself_has_its_breaks_in_numbers(name):
    assert read_name_breaks(name, "2") == (2,)
    assert mark_name(name, "2") == "2"
    assert read_name_breaks(name, mark_name(name, "2")) == (2,)
    assert read_name_breaks(name, "見本|交流") is None

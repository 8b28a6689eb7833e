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

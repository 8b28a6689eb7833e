"""Cut numbers and lengths as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.cut_numbers import (
    Expansion,
    cut_key,
    cut_sort_key,
    expand_cuts,
    format_length,
    parse_length,
)

KNOWN = ("12", "12A", "12B", "12C", "13", "14", "15")


@pytest.mark.parametrize(
    ("text", "key"),
    [("12", "12"), ("012", "12"), ("C012", "12"), ("c12A", "12A"), ("カット12", "12"), ("Ｃ０１２Ａ", "12A"),
     ("#01 C012", "1 12"), ("S01-C012A", "s1 12A"), ("title", "title"), ("", "")],
)  # fmt: skip
def test_every_way_of_writing_a_number_is_matched(text, key):
    assert cut_key(text) == key


def test_cuts_stand_in_natural_order():
    assert sorted(["13", "12B", "2", "12", "12A"], key=cut_sort_key) == ["2", "12", "12A", "12B", "13"]


@pytest.mark.parametrize(
    ("text", "numbers", "problems"),
    [
        ("12-15", KNOWN, ()),
        ("１２～１５", KNOWN, ()),
        ("12A-12C", ("12A", "12B", "12C"), ()),
        ("12,14", ("12", "14"), ()),
        ("C013", ("13",), ()),
        ("16", (), ("Cut 16 does not exist.",)),
        ("9-13,14", ("14",), ("Cut 9 of the range 9-13 does not exist.",)),
        ("14-12", (), ("The range 14-12 ends before it begins.",)),
        ("", (), ("No cut is named here.",)),
    ],
)
def test_ranges_and_lists_name_cuts_that_exist(text, numbers, problems):
    assert expand_cuts(text, known=KNOWN) == Expansion(numbers, problems)


def test_lengths_are_seconds_and_frames():
    assert parse_length("3+12", fps=Fraction(24)) == 84
    assert parse_length("３＋１２", fps=Fraction(24000, 1001)) == 84
    assert parse_length("100", fps=Fraction(24)) == 100
    assert format_length(84, fps=Fraction(24)) == "3+12"


@pytest.mark.parametrize("text", ["3+24", "3.5", "soon", "-1"])
def test_a_length_that_is_none_is_refused_in_words(text):
    with pytest.raises(ValueError, match=text.replace("+", r"\+")):
        parse_length(text, fps=Fraction(24))


@given(st.text(max_size=40))
def test_any_text_has_keys_that_fit_their_columns(text):
    assert len(cut_sort_key(text)) <= 160
    expand_cuts(text, known=KNOWN)

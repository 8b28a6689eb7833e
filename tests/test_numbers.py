"""Numbers as people write them, folded and ordered in one way by models, cuts and rolls."""

import pytest

from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key
from productions.shared.numbers import natural_key, pad_numbers


def test_numbers_are_ordered_as_people_count():
    given = ["12A", "S2 C1", "12", "2", "S10 C1", "100"]
    assert sorted(given, key=pad_numbers) == ["2", "12", "12A", "100", "S2 C1", "S10 C1"]


@pytest.mark.parametrize("text", ["2", "12", "12A", "OP"])
def test_episodes_and_cuts_are_ordered_alike(text):
    assert natural_key(text).casefold() == build_cut_sort_key(text).casefold()

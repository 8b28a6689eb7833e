"""How a searched text is folded: its readings, and what is one slip away."""

import re
import string

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from productions.shared.readings import list_reading_orders, reading_key
from productions.shared.search_words import MAX_SLIP_CHARACTERS, SearchWords, Slips

KEYS = st.text(alphabet="abc山", min_size=4, max_size=9)


def is_slip(slips, key):
    """What the database decides, by the same parts."""
    by_head = slips.head.first <= key < slips.head.beyond and fits(slips.after_head, key)
    turned = slips.tail.turned
    by_tail = turned.first <= key[::-1] < turned.beyond and fits(slips.before_tail, key)
    return by_head or by_tail or key == slips.swapped


def fits(patterns, key):
    return any(re.fullmatch(pattern.replace("_", "."), key) for pattern in patterns)


@given(KEYS, KEYS)
@example("abca", "bac" + "a")
@example("abc山", "acb山")
def test_a_slip_is_what_is_one_edit_away_and_nothing_else(text, key):
    (slips,) = Slips.of(text)
    assert is_slip(slips, key) == (OSA.distance(text, key) <= 1)


@given(st.data())
def test_each_single_edit_is_a_slip(data):
    text = data.draw(KEYS)
    place, letter = data.draw(st.integers(0, len(text) - 1)), data.draw(st.sampled_from("abcx"))
    edited = data.draw(
        st.sampled_from(
            [
                text[:place] + letter + text[place + 1 :],
                text[:place] + text[place + 1 :],
                text[:place] + letter + text[place:],
                text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
            ]
        )
    )
    (slips,) = Slips.of(text)
    assert is_slip(slips, edited)


def test_the_shortest_and_the_longest_text_that_may_have_a_slip():
    assert [len(Slips.of(key)) for key in ("試山", "試山験", "ono", "onoo")] == [0, 1, 0, 1]
    longest = "a" * MAX_SLIP_CHARACTERS
    assert [len(Slips.of(key)) for key in (longest, longest + "a")] == [1, 0]


def test_what_like_takes_for_another_character_is_itself():
    (slips,) = Slips.of("%_\\%")
    assert slips.after_head[0] == "\\%\\__\\\\\\%"


NAMES_ARE_WRITTEN_IN = st.sampled_from(string.ascii_letters) | st.characters(
    min_codepoint=0x3041, max_codepoint=0x9FFF, categories=("Lo",)
)
"""Letters, kana and kanji."""


@given(st.text(alphabet=NAMES_ARE_WRITTEN_IN, max_size=40))
def test_any_word_is_searched_by_keys_that_a_name_of_it_has(text):
    assert list_reading_orders(text)[:1] in ([], [reading_key(text)])


@given(st.text(max_size=40))
def test_any_text_can_be_searched_for(text):
    assert SearchWords.of(text, "contributor") is not None


@given(st.text(alphabet=string.ascii_lowercase + " ", max_size=20))
def test_a_reading_does_not_grow_by_being_read_again_in_capitals(text):
    assert reading_key(text.upper()) == reading_key(text)

"""Credit texts: what is wrong is said, and nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from productions.interchange.credit_text.statements import find_uncovered_text, list_credit_lines
from productions.interchange.credit_text.text_reader import MAX_TEXT_CHARACTERS, read_credit_text


def test_what_is_wrong_is_said_in_a_sentence_at_its_place() -> None:
    text = "[謎の係]山田太郎　／　[撮影]　／　[監督]山\u202e田　／　[美"
    assert [(text[p.start : p.end], p.message) for p in read_credit_text(text).problems] == [
        ("[謎の係]山田太郎", "The role is not in the vocabulary: 謎の係. It is kept as printed."),
        ("[撮影]", "There is no name beside the role 撮影: enter it, or say why nobody is named."),
        ("[監督]山\u202e田", "Character 6 is a mark that turns the writing direction (U+202E); remove it."),
        ("[美", "The text breaks off here: “[美”. Complete it from the source."),
    ]


def test_a_name_longer_than_a_name_is_kept_as_a_note() -> None:
    text = "[監督]" + "あ" * 201
    read = read_credit_text(text)
    assert [s.kind for s in read.statements] == ["note"]
    assert [p.message for p in read.problems] == [
        "The name has 201 characters; at most 200 fit. Is it a sentence?"
    ]


def test_a_text_too_long_is_one_problem() -> None:
    text = "[" * (MAX_TEXT_CHARACTERS + 1)
    read = read_credit_text(text)
    assert (read.statements, len(read.problems), find_uncovered_text(text, read)) == ((), 1, [])


def test_credit_lines_are_one_contributor_and_one_role_each() -> None:
    lines = list_credit_lines(
        read_credit_text("[監督・謎の係]山田太郎　／　※備考。　／　[動画]ほか3名"), first=5
    )
    assert [
        (n.position, n.role_code, n.role_as_printed, n.credited_as, n.printed_as, n.absent, n.headcount)
        for n in lines
    ] == [
        (5, "director", "監督・謎の係", "山田太郎", "山田太郎", False, None),
        (6, "other", "監督・謎の係", "山田太郎", "山田太郎", False, None),
        (7, "inbetween", "動画", "", "ほか3名", True, 3),
    ]


PIECES = [
    *"[]［］【】「」（）()〈〉※*・、,／/:：;\t\n　 -.～他",
    "監督",
    "原画",
    "山田太郎",
    "第4話",
    "Director",
    "ほか",
]


@settings(max_examples=300)
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)),
    st.booleans(),
)
def test_any_text_is_covered_and_none_raises(text: str, characters: bool) -> None:
    read = read_credit_text(text, characters=characters, default_role="voice" if characters else "")
    assert find_uncovered_text(text, read) == []
    assert [s for s in read.statements if s.text != text[s.start : s.end]] == []
    assert [s for s in read.statements if s.kind != "note" and not s.credited_as and not s.others] == []


HOSTILE = [
    "[",
    "[監督]" + "※" * 1900,
    "[監督]a" + " " * 1900 + "b",
    "[監督]" + "あ、" * 900,
    "（／",
    "[" + "監督・" * 60 + "]あ",
]


@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_made_to_be_slow_are_covered_too(piece: str) -> None:
    text = " ／ ".join([piece] * 10)
    assert find_uncovered_text(text, read_credit_text(text)) == []

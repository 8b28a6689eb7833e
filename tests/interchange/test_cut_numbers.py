"""Cut numbers and lengths as people write them."""

import re
import time
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.cut_lists.cut_lengths import format_cut_length, parse_cut_length
from productions.interchange.cut_lists.cut_numbers import (
    CutExpansion,
    build_cut_sort_key,
    expand_cuts,
    normalize_cut_number,
    parse_cut_range,
)
from productions.interchange.cut_lists.cut_words import fold_part_label


def expand(text, *, known, **options):
    """The expansion with its problems in English."""
    found = expand_cuts(text, known=known, **options)
    return replace(found, problems=tuple(map(str, found.problems)), notes=tuple(map(str, found.notes)))


KNOWN = ("12", "12A", "12B", "12C", "13", "14", "15")


@pytest.mark.parametrize(
    ("text", "key"),
    [("12", "12"), ("012", "12"), ("C012", "12"), ("c12A", "12A"), ("カット12", "12"), ("C-012", "12"), ("C.12", "12"), ("カット 012", "12"), ("Ｃ０１２Ａ", "12A"),
     ("#01 C012", "1 12"), ("S01-C012A", "s1 12A"), ("title", "title"), ("", "")],
)  # fmt: skip
def test_every_way_of_writing_a_number_is_matched(text, key):
    assert normalize_cut_number(text) == key


def test_cuts_stand_in_natural_order():
    assert sorted(["13", "12B", "2", "12", "12A"], key=build_cut_sort_key) == ["2", "12", "12A", "12B", "13"]


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
    assert expand(text, known=KNOWN) == CutExpansion(numbers, problems)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("12-15", ("12", "15")), ("12A - 12C", ("12A", "12C")), ("C012-C015", ("C012", "C015")), ("C012-15", ("C012", "15")),
        ("カット１２～１５", ("カット12", "15")), ("A1-A3", ("A1", "A3")), ("#12-#15", ("#12", "#15")),
        ("S01C001-S01C005", ("S01C001", "S01C005")), ("s1_1-s2_5", ("s1_1", "s2_5")),
        ("S01-C001~S01-C005", ("S01-C001", "S01-C005")), ("12~C15", ("12", "C15")),
        # One number: a hyphen after a scene, several, or nothing that a range could be made of.
        ("12", None), ("S01-C012", None), ("S01-12", None), ("#01-C012", None), ("SC01-SH010", None), ("A-12", None),
        ("EP01-S01-C012", None), ("12-15-18", None), ("OP-A", None), ("12-", None), ("-", None),
    ],
)  # fmt: skip
def test_a_range_is_known_by_its_form(text, ends):
    assert parse_cut_range(text) == ends


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12-C15", "“12-C15” may be a range or the number of one cut: write 12~C15 for the range, 12_C15 for the cut."),
        ("12-A1", "“12-A1” may be a range or the number of one cut: write 12~A1 for the range, 12_A1 for the cut."),
        ("15-12", "The range 15-12 ends before it begins."),
        ("S01C005-S01C001", "The range S01C005-S01C001 ends before it begins."),
    ],
)  # fmt: skip
def test_what_may_be_either_is_refused_with_both_ways_to_write_it(text, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        parse_cut_range(text)
    if "~" in sentence:
        assert normalize_cut_number(text.replace("-", "_")) == normalize_cut_number(text)
        assert parse_cut_range(text.replace("-", "~")) == tuple(text.split("-"))


def test_where_the_cuts_are_known_they_say_what_a_hyphen_means():
    known = ("12", "13", "C15", "S01-C012", "A1", "B5")
    read = {text: expand(text, known=known) for text in ("12-C15", "S01-C012", "A1-B5", "S01-C013", "13-14")}
    assert read == {
        "12-C15": CutExpansion(("12", "13", "C15"), ()),
        "S01-C012": CutExpansion(("S01-C012",), ()),
        "A1-B5": CutExpansion(("A1", "B5"), ()),
        "S01-C013": CutExpansion((), ("Cut S01-C013 does not exist.",)),
        "13-14": CutExpansion((), ("Cut 14 of the range 13-14 does not exist.",)),
    }


def test_lengths_are_seconds_and_frames():
    assert parse_cut_length("3+12", fps=Fraction(24)) == 84
    assert parse_cut_length("３＋１２", fps=Fraction(24000, 1001)) == 84
    assert parse_cut_length("100", fps=Fraction(24)) == 100
    assert format_cut_length(84, fps=Fraction(24)) == "3+12"


@pytest.mark.parametrize("text", ["3+24", "3.5", "soon", "-1"])
def test_a_length_that_is_none_is_refused_in_words(text):
    with pytest.raises(ValueError, match=text.replace("+", r"\+")):
        parse_cut_length(text, fps=Fraction(24))


@given(st.text(max_size=40))
def test_any_text_has_keys_that_fit_their_columns(text):
    assert len(build_cut_sort_key(text)) <= 160
    expand_cuts(text, known=KNOWN)
    with suppress(ValueError):
        parse_cut_range(text)


EPISODE = (*(f"{number:03}" for number in range(1, 31)), "012A")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("C001", [("001", "001")]), ("C-2", [("002", "002")]), ("Ｃ００１", [("001", "001")]), ("#3", [("003", "003")]),
        ("カット4", [("004", "004")]), ("５", [("005", "005")]), ("6〜8", [("006", "008")]), ("18－20", [("018", "020")]),
        ("18−20", [("018", "020")]), ("18‐20", [("018", "020")]), ("18ー20", [("018", "020")]), ("18→20", [("018", "020")]),
        ("18から20", [("018", "020")]), ("18..20", [("018", "020")]), ("C-2~C-5", [("002", "005")]),
        ("9・10", [("009", "009"), ("010", "010")]), ("9/10", [("009", "009"), ("010", "010")]),
        ("9 10 12A", [("009", "009"), ("010", "010"), ("012A", "012A")]), ("1-3・5", [("001", "003"), ("005", "005")]),
        ("11、13", [("011", "011"), ("013", "013")]), ("21,22", [("021", "021"), ("022", "022")]),
    ],
)  # fmt: skip
def test_what_people_write_for_cuts_is_read_without_a_word(text, spans):
    found = expand(text, known=EPISODE)
    assert (list(found.spans), found.problems, found.parts, found.notes) == (spans, (), (), ())


@pytest.mark.parametrize(
    ("text", "span", "note"),
    [
        ("17C", ("017", "017"), "“17C” is read as cut 017."),
        ("17カット目", ("017", "017"), "“17カット目” is read as cut 017."),
        ("s01c023", ("023", "023"), "“s01c023” is read as cut 023."),
        ("SC01-023", ("023", "023"), "“SC01-023” is read as cut 023."),
        ("全カット", ("001", "030"), "“全カット” is read as all cuts of the episode, 001 to 030."),
        ("All cuts", ("001", "030"), "“All cuts” is read as all cuts of the episode, 001 to 030."),
    ],
)
def test_what_takes_more_than_a_look_is_told(text, span, note):
    found = expand(text, known=EPISODE)
    assert (found.spans, found.problems, found.notes) == ((span,), (), (note,))


def test_all_cuts_are_one_range_of_every_cut():
    assert expand("全カット", known=EPISODE).numbers == tuple(sorted(EPISODE, key=build_cut_sort_key))


def test_a_scene_that_the_episode_has_is_never_passed_over():
    known = ("s01c022", "s02c023")
    assert expand("s01c023", known=known) == CutExpansion((), ("Cut s01c023 does not exist.",))
    assert expand("17C", known=("17", "17C")).spans == (("17C", "17C"),)
    assert expand("9・10", known=("9", "11")) == CutExpansion((), ("Cut 9・10 does not exist.",))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Aパート", ("A",)), ("Ａパート", ("A",)), ("part B", ("B",)), ("A・Bパート", ("A", "B")), ("A、Bパート", ("A", "B")),
        ("ABパート", ("A", "B")), ("アバン", ("アバン",)), ("アバンタイトル", ("アバン",)),
    ],
)  # fmt: skip
def test_a_part_is_its_cuts(text, labels):
    ends = {"A": ("001", "003"), "B": ("004", "006"), "アバン": ("007", "009")}
    found = expand(text, known=EPISODE, parts=ends)
    assert (found.parts, found.spans, found.problems) == (labels, tuple(ends[label] for label in labels), ())
    assert {fold_part_label(label) for label in ("Ａ", "a", "Aパート")} == {"A"}


def test_a_part_that_nobody_has_entered_is_told():
    found = expand("1、Bパート", known=EPISODE, parts={"A": ("001", "003")})
    told = ("The episode has no part B; enter its cuts there, or write them here.",)
    assert (found.numbers, found.parts, found.problems) == (("001",), ("B",), told)


@pytest.mark.parametrize(
    "text", ["0" * 2_000 + "!", "1 " * 1_000, "a・" * 1_000, "1-" * 1_000, "A、" * 1_000]
)
def test_no_text_takes_long(text):
    started = time.process_time()
    expand_cuts(text, known=KNOWN)
    assert time.process_time() - started < 1

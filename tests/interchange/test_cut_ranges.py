"""Cut numbers written short, and read back as exactly the same cuts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.cut_lists.cut_numbers import (
    build_cut_sort_key,
    expand_cuts,
    normalize_cut_number,
    parse_cut_range,
)
from productions.interchange.cut_lists.cut_ranges import WrittenCuts, write_cut_list

KNOWN = ("11", "12", "12A", "13", "14", "15", "15A", "16", "18A")


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ((), ""),
        (("12",), "12"),
        (("18A", "14", "13", "15"), "13-15, 18A"),
        (("12", "13"), "12, 13"),  # 12A is somebody else's
        (("12", "12A", "13"), "12-13"),
        (KNOWN, "11-18A"),
        (("11", "12", "14", "15", "16"), "11-12, 14-15, 16"),
    ],
)
def test_a_range_has_every_cut_that_exists_between_its_ends(wanted, text):
    assert str(write_cut_list(wanted, known=KNOWN)) == text


def test_numbers_are_written_as_given_and_those_with_a_hyphen_by_their_key():
    known = ("C011", "C012", "S01-C001", "S01-C002")
    assert str(write_cut_list(known[:2], known=known)) == "C011-C012"
    assert str(write_cut_list(known[2:], known=known)) == "s1_1-s1_2"


def test_a_range_that_is_somebodys_number_is_not_written():
    known = ("12", "12-15", "13", "14", "15")  # scene 12, cut 15 stands between 12 and 13
    assert str(write_cut_list(known, known=known)) == "12, 12_15, 13-15"
    known = ("C12", "C13", "C14", "C12-C14")  # the last is cut 14 of scene C12
    assert str(write_cut_list(known, known=known)) == "C12, C13-C14, c12_14"


def test_a_range_has_ends_of_one_form():
    known = ("12", "13", "C014", "C015", "A1", "A2", "SC01-SH010", "SC01-SH020")
    assert str(write_cut_list(known, known=known)) == "12-13, C014-C015, A1-A2, sc1_sh_10-sc1_sh_20"


def test_what_no_reader_would_read_is_left_to_the_caller():
    assert write_cut_list(("1", "2,5", "a!-b!"), known=("1", "2,5", "a!-b!")) == WrittenCuts(
        ("1",), ("2,5", "a!-b!")
    )
    assert str(write_cut_list(("a1!",), known=("a1!", "a01!"))) == "a1!"
    assert (
        str(write_cut_list(("2", "a1!", "S01-C001"), known=("2", "a1!", "a01!", "S01-C001")))
        == "2, a1!, s1_1"
    )
    assert str(write_cut_list(("a1!", "a01!"), known=("a1!", "a01!"))) == "a1!, a01!"


numbers = st.one_of(
    st.builds("{}{}".format, st.integers(1, 12), st.sampled_from(["", "", "A", "B"])),
    st.builds("{}{:03d}{}".format, st.sampled_from(["C", "S01-C", "カット", "2 ", "A", "SC01-SH", "#"]), st.integers(1, 5),
              st.sampled_from(["", "a"])),
    st.text(alphabet="1a-, ～!_０", min_size=1, max_size=6).map(str.strip).filter(bool),
)  # fmt: skip


@given(st.lists(numbers, unique_by=normalize_cut_number, max_size=25), st.data())
def test_what_is_written_is_read_back(listed, data):
    known = sorted((number for number in listed if normalize_cut_number(number)), key=build_cut_sort_key)
    wanted = [number for number in known if data.draw(st.booleans())]
    written = write_cut_list(wanted, known=known)
    read = expand_cuts(str(written), known=known)
    assert sorted(read.numbers + written.unwritable) == sorted(wanted)
    assert list(map(str, read.problems)) == ([] if written.parts else ["No cut is named here."])
    # The API knows no numbers: it reads each part by its form, and compares keys.
    by_form = [number for part in written.parts for number in known if names(part, number)]
    assert sorted(by_form) == sorted(read.numbers)


def names(part, number):
    """Whether a part of a list names the cut, by its form alone."""
    ends = parse_cut_range(part)
    if ends is None:
        return normalize_cut_number(part) == normalize_cut_number(number)
    return build_cut_sort_key(ends[0]) <= build_cut_sort_key(number) <= build_cut_sort_key(ends[1])

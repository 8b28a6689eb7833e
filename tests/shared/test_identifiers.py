"""Identifiers with their real check digits."""

import pytest

from productions.shared.identifiers import (
    find_identifier_problem,
    find_possible_identifiers,
    format_urn,
    normalise_identifier,
)


@pytest.mark.parametrize(
    ("scheme", "value", "stored"),
    [
        ("isni", "0000 0001 2281 955X", "000000012281955X"),
        ("isni", "https://isni.org/isni/000000012281955X", "000000012281955X"),
        ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "https://orcid.org/0000000218250097", "0000-0002-1825-0097"),
        ("eidr", "10.5240/7791-8534-2C23-9030-8610-5", "10.5240/7791-8534-2C23-9030-8610-5"),
        ("imdb", "TT0096283", "tt0096283"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("madb", "C409342", "C409342"),
        ("bangumi", "253", "253"),
        ("annict", "1745", "1745"),
        ("anidb", "23", "23"),
        ("ann", "13", "13"),
        ("tvdb", "76885", "76885"),
        ("isan", "0000-0000-D07A-0090-Q-0000-0000-X", "0000-0000-D07A-0090-Q-0000-0000-X"),
        ("isan", "ISAN 0000-0001-8947-0000-8-0000-0000-D", "0000-0001-8947-0000-8-0000-0000-D"),
        ("isan", "urn:isan:00000000d07a0090q", "0000-0000-D07A-0090-Q"),
    ],
)
def test_good_identifiers_are_stored_in_one_form(scheme, value, stored):
    assert (find_identifier_problem(scheme, value), normalise_identifier(scheme, value)) == (None, stored)


@pytest.mark.parametrize(
    ("scheme", "value", "right"),
    [("isni", "0000 0001 2281 9551", "X"), ("orcid", "0000-0002-1825-0098", "7"),
     ("eidr", "10.5240/7791-8534-2C23-9030-8610-6", "5"), ("isan", "0000-0000-D07A-0090-R", "Q"),
     ("isan", "0000-0000-D07A-0090-Q-0000-0000-Y", "X")],
)  # fmt: skip
def test_a_slip_shows_in_the_check_character(scheme, value, right):
    assert str(find_identifier_problem(scheme, value)) == (
        f"The check character of “{value}” is {value[-1]}, but should be {right}; check the number for a typing error."
    )


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("isni", "12"),
        ("imdb", "x"),
        ("eidr", "10.1000/1"),
        ("nothing", "1"),
        ("anidb", "a23"),
        ("isan", "12"),
    ],
)
def test_the_wrong_shape_is_said(scheme, value):
    assert find_identifier_problem(scheme, value)


def test_standards_give_uris():
    assert format_urn("isni", "0000 0001 2281 955X") == "urn:isni:000000012281955X"
    assert format_urn("isan", "00000000d07a0090q") == "urn:isan:0000-0000-D07A-0090-Q"
    assert format_urn("mal", "1") is None


def test_a_searched_text_may_be_an_identifier():
    assert find_possible_identifiers("nm0594503", "contributor") == [
        ("imdb", "nm0594503"),
        ("madb", "NM0594503"),
    ]
    assert find_possible_identifiers("TMDB: 1995", "production") == [("tmdb", "1995")]
    assert find_possible_identifiers("1995", "production") == []
    assert find_possible_identifiers("田中", "contributor") == []
    assert find_possible_identifiers("10.5240/7791-8534-2C23-9030-8610-5", "contributor") == []

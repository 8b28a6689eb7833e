"""Cells that a spreadsheet program could run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.shared.csv_safety import FORMULA_STARTS, quote_cell, unquote_cell


@pytest.mark.parametrize("first", FORMULA_STARTS)
def test_a_cell_that_could_run_gets_an_apostrophe_and_loses_it_again(first: str) -> None:
    assert quote_cell(f"{first}1+1") == f"'{first}1+1"
    assert unquote_cell(f"'{first}1+1") == f"{first}1+1"


@pytest.mark.parametrize("text", ["", "山田", "a=b", "O'Neill", "'70s", "'", " =1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert quote_cell(text) == text
    assert unquote_cell(text) == text


@given(st.text())
def test_no_written_cell_begins_a_formula_and_reading_gives_it_back(text: str) -> None:
    assert not quote_cell(text).startswith(FORMULA_STARTS)
    if unquote_cell(text) == text:
        assert unquote_cell(quote_cell(text)) == text

"""Cells by their names."""

import pytest
from openpyxl.utils import get_column_letter

from productions.interchange.sheets.sheet_cells import format_column_letters


@pytest.mark.parametrize("index", [0, 25, 26, 59, 701, 702, 16383])
def test_columns_are_named_as_spreadsheets_name_them(index):
    assert format_column_letters(index) == get_column_letter(index + 1)

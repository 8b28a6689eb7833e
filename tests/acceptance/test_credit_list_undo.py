"""Undoing in a credit list, where more is done than cells are written."""

from playwright.sync_api import expect

from tests.acceptance.conftest import browser
from tests.acceptance.credit_lists import NAME, list_names, list_rows

pytestmark = browser


def test_what_was_typed_before_a_move_is_not_undone_in_its_place(list_window):
    list_window.press("ArrowRight")
    list_window.keys.type("脚本 二")
    list_window.press("Enter")
    list_window.expect_saved()
    list_window.press("ArrowUp", "Alt+ArrowDown")
    expect(list_window.page.locator(".sheet-notice")).to_have_text("脚本 二: place 2 of 3")
    list_window.press("Control+z")
    expect(list_window.page.locator(".sheet-notice")).to_have_text("There is nothing to undo or redo.")
    list_window.expect_cell(2, NAME, "脚本 二")
    assert list_rows(list_window) == ["演出 二", "脚本 二", "作監 三"]
    assert "脚本 二" in list_names()

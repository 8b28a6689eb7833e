"""Undoing in a credit list, where more is done than cells are written."""

from playwright.sync_api import expect

from productions.models import Contributor
from tests.acceptance.conftest import browser
from tests.acceptance.credit_lists import NAME, list_names, list_rows

pytestmark = browser


def expect_rows(window, *names):
    cells = window.page.locator(f"[role=gridcell][aria-colindex='{NAME + 1}'] .grid-text")
    expect(cells).to_have_text(list(names))


def test_a_move_is_undone_and_what_was_typed_before_it(list_window):
    list_window.press("ArrowRight")
    list_window.keys.type("脚本 二")
    list_window.press("Enter")
    list_window.expect_saved()
    list_window.press("ArrowUp", "Alt+ArrowDown")
    expect_rows(list_window, "演出 二", "脚本 二", "作監 三")
    list_window.press("Control+z")
    expect_rows(list_window, "脚本 二", "演出 二", "作監 三")
    list_window.press("Control+z")
    expect_rows(list_window, "脚本 一", "演出 二", "作監 三")
    list_window.expect_saved()
    list_window.press("Control+y", "Control+y")
    list_window.expect_saved()
    list_window.reload()
    expect_rows(list_window, "演出 二", "脚本 二", "作監 三")
    list_window.press("Control+z", "Control+z")
    expect_rows(list_window, "脚本 一", "演出 二", "作監 三")
    list_window.expect_saved()


def test_an_added_row_is_undone_with_whom_it_entered_and_a_removed_one_comes_back_in_its_place(list_window):
    page = list_window.page
    list_window.press("Control+Enter")
    expect(page.locator(".sheet-notice")).to_contain_text("Shift+Tab")
    list_window.keys.type("例田 湊、試山 蓮")
    list_window.press("Enter")
    expect_rows(list_window, "脚本 一", "例田 湊", "試山 蓮", "演出 二", "作監 三")
    list_window.expect_saved()
    list_window.press("Control+z")
    expect_rows(list_window, "脚本 一", "演出 二", "作監 三")
    list_window.expect_saved()
    assert not Contributor.objects.live().filter(name__in=["例田 湊", "試山 蓮"]).exists()
    list_window.press("Control+y")
    expect_rows(list_window, "脚本 一", "例田 湊", "試山 蓮", "演出 二", "作監 三")
    list_window.expect_saved()
    page.locator("[data-act=list_remove]").click()
    expect(page.locator(".sheet-notice")).to_contain_text("1 row was taken out")
    expect_rows(list_window, "脚本 一", "試山 蓮", "演出 二", "作監 三")
    page.locator(".sheet-notice button").click()
    expect_rows(list_window, "脚本 一", "例田 湊", "試山 蓮", "演出 二", "作監 三")
    list_window.expect_saved()
    assert sorted(list_rows(list_window)) == list_names()

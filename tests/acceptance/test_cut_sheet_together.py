"""One cut sheet in several windows: two people on one cell, a line that breaks, somebody who may only look."""

import pytest
from playwright.sync_api import expect

from tests.acceptance.conftest import browser
from tests.acceptance.sheets import FIRST, list_names

pytestmark = browser


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [1280, 390])
def test_two_people_change_one_cell(open_sheet, production, language, width):
    """The second sees both, and nothing of either is lost before they decide."""
    with (
        open_sheet("editor", "sato") as sato,
        open_sheet("editor", "tanaka", language=language, width=width) as tanaka,
    ):
        sato.type_names("見本 花子")
        sato.expect_saved()
        tanaka.type_names("例田 湊", "試山 蓮")
        expect(tanaka.panel).to_contain_text("C003")
        expect(tanaka.cell(1, 1).locator(".sign-conflict")).to_be_visible()
        expect(tanaka.cell(2, 1).locator(".sign-waiting")).to_have_count(0)  # it may be sent after the first
        assert list_names(production, "C001", FIRST) == ["見本 花子"]
        assert list_names(production, "C002", FIRST) == ["試山 蓮"]

        tanaka.press("F8")
        expect(tanaka.panel.locator("dd")).to_have_text(["見本 花子", "例田 湊"])
        tanaka.press("F6", "Tab", "Enter")
        tanaka.expect_saved()
        expect(tanaka.page.locator(".grid-input")).to_be_focused()
        assert list_names(production, "C001", FIRST) == ["例田 湊"]


def test_a_decision_is_the_one_that_had_the_focus_although_news_came_between_the_keys(open_sheet, production):
    with open_sheet("editor", "sato") as sato, open_sheet("editor", "tanaka") as tanaka:
        sato.type_names("見本 花子")
        sato.expect_saved()
        tanaka.type_names("例田 湊")
        expect(tanaka.cell(1, 1).locator(".sign-conflict")).to_be_visible()
        tanaka.press("F8", "F6", "Tab")
        mine = tanaka.panel.locator("button").nth(1)
        expect(mine).to_be_focused()
        sato.press("ArrowUp")
        sato.type_names("見本 花子、仮名 朔")
        sato.expect_saved()
        expect(tanaka.panel.locator("dd").first).to_have_text("見本 花子、仮名 朔")
        expect(mine).to_be_focused()
        tanaka.press("Enter")
        tanaka.expect_saved()
        assert list_names(production, "C001", FIRST) == ["例田 湊"]


def test_theirs_may_be_kept(open_sheet, production):
    with open_sheet("editor", "sato") as sato, open_sheet("editor", "tanaka") as tanaka:
        sato.type_names("見本 花子")
        sato.expect_saved()
        tanaka.type_names("例田 湊")
        expect(tanaka.cell(1, 1).locator(".sign-conflict")).to_be_visible()
        tanaka.press("F8")
        tanaka.panel.get_by_role("button", name="Keep theirs").click()
        tanaka.expect_saved()
        tanaka.expect_cell(1, 1, "見本 花子")
        assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_a_minute_offline_loses_nothing(open_sheet, production):
    with open_sheet("editor") as sheet:
        sheet.page.context.set_offline(True)
        sheet.type_names("見本 花子", "例田 湊")
        expect(sheet.page.locator(".sheet-state")).to_contain_text("Offline: 2 cells")
        expect(sheet.cell(1, 1).locator(".sign-waiting")).to_be_visible()
        assert list_names(production, "C001", FIRST) == []
        sheet.page.context.set_offline(False)
        sheet.expect_saved()
        assert list_names(production, "C001", FIRST) == ["見本 花子"]
        assert list_names(production, "C002", FIRST) == ["例田 湊"]


def test_what_was_typed_offline_is_there_after_a_reload(open_sheet, production):
    with open_sheet("editor") as sheet:
        sheet.page.context.set_offline(True)
        sheet.type_names("見本 花子")
        expect(sheet.page.locator(".sheet-state")).to_contain_text("Offline: 1 cell ")
        sheet.page.goto("about:blank")
        sheet.page.context.set_offline(False)
        sheet.page.go_back()
        sheet.expect_cell(1, 1, "見本 花子")
        sheet.expect_saved()
        assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_a_lost_answer_makes_no_second_credit(open_sheet, production):
    """The server saved it, and the page heard nothing of it: it is sent again."""
    with open_sheet("editor") as sheet:
        lost = []

        def lose(route):
            if route.request.method != "PATCH" or lost:
                route.continue_()
                return
            lost.append(route.fetch().status)
            route.abort("internetdisconnected")

        sheet.page.route("**/cells/*", lose)
        sheet.type_names("見本 花子")
        sheet.expect_saved()
        assert lost == [200]
        assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_who_was_signed_out_is_told_and_loses_nothing(open_sheet, production):
    with open_sheet("editor") as sheet:
        cookies = sheet.page.context.cookies()
        sheet.page.context.clear_cookies()
        with sheet.tolerate("403", "405"):
            sheet.type_names("見本 花子")
            expect(sheet.page.locator(".sheet-state")).to_contain_text("Sign in again in another tab")
        sheet.page.context.add_cookies(cookies)
        sheet.expect_saved()
        assert list_names(production, "C001", FIRST) == ["見本 花子"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_who_may_only_look_changes_nothing(open_sheet, production, language):
    with open_sheet("editor") as editor:
        editor.type_names("見本 花子")
        editor.expect_saved()
    with open_sheet("viewer", language=language) as viewer:
        viewer.expect_cell(1, 1, "見本 花子")
        expect(viewer.page.locator("[role=grid]")).to_have_attribute("aria-readonly", "true")
        requests = []
        viewer.page.on(
            "request", lambda each: requests.append(each.method) if each.method == "PATCH" else None
        )
        viewer.keys.type("誤り")
        viewer.press("Enter", "F2", "Delete", "Control+d", "Control+z")
        viewer.paste("誤り")
        viewer.compose("あ", "亜")
        viewer.expect_cell(1, 1, "見本 花子")
        assert viewer.page.locator("#command-line").count() == 0
        assert viewer.panel.locator("button").count() == 0
        assert viewer.copy() == "見本 花子"
        assert requests == []
    assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_what_others_do_is_seen(open_sheet):
    """Who is where, and what they entered, without a reload and beside what is being typed."""
    with open_sheet("editor", "sato") as sato, open_sheet("editor", "tanaka") as tanaka:
        tanaka.press("ArrowDown", "ArrowDown")
        tanaka.keys.type("試山")
        sato.type_names("見本 花子")
        sato.expect_saved()
        tanaka.expect_cell(1, 1, "見本 花子")
        expect(tanaka.page.locator(".sheet-people li")).to_have_text(["sato: C002 Animation director"])
        expect(tanaka.cell(2, 1).locator(".sign-person")).to_have_text("sato")
        expect(tanaka.page.locator(".grid-input.open")).to_have_value("試山")

"""The cut sheet in a real browser: names typed, composed, pasted, filled and undone."""

import pytest
from playwright.sync_api import expect

from tests.acceptance.conftest import browser
from tests.acceptance.sheets import FIRST, SECOND, describe_body, list_names, measure

pytestmark = browser


def test_a_small_episode_is_entered_by_keys_alone(sheet, production):
    expect(sheet.page.locator(".grid-input")).to_be_focused()
    sheet.type_names("見本 花子", "例田 湊")
    sheet.expect_active(3, 1)
    sheet.press("Control+Home", "ArrowRight")
    sheet.keys.type("試山 蓮")
    sheet.press("Tab")
    sheet.expect_active(1, 3)
    sheet.press("ArrowDown", "ArrowLeft", "Shift+ArrowLeft", "Control+d", "Home")
    sheet.expect_cell(2, 1, "見本 花子")
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == ["見本 花子"]
    assert list_names(production, "C002", FIRST) == ["見本 花子"]
    assert list_names(production, "C001", SECOND) == list_names(production, "C002", SECOND) == ["試山 蓮"]

    sheet.press("F2")
    sheet.keys.type("、例田 湊")
    sheet.press("Enter", "ArrowUp", "ArrowUp", "Delete")
    sheet.expect_saved()
    assert list_names(production, "C002", FIRST) == ["見本 花子", "例田 湊"]
    assert list_names(production, "C001", FIRST) == []


@pytest.mark.parametrize(
    "sheet", [("en", 1280), ("ja", 1280), ("en", 390), ("ja", 390)], indirect=True, ids=str
)
def test_the_page_fits_its_window(sheet):
    width = sheet.page.viewport_size["width"]
    assert sheet.page.evaluate("document.documentElement.scrollWidth") <= width
    assert sheet.page.evaluate("document.documentElement.scrollHeight") <= 800
    sheet.type_names("見本 花子")
    sheet.expect_saved()
    sheet.press("?")
    expect(sheet.page.locator("dialog[open]")).to_be_visible()
    sheet.press("Escape")
    expect(sheet.page.locator(".grid-input")).to_be_focused()


def test_escape_keeps_what_the_cell_said(sheet, production):
    sheet.type_names("見本 花子")
    sheet.press("ArrowUp")
    sheet.keys.type("誤り")
    sheet.press("Escape", "Escape")
    sheet.expect_cell(1, 1, "見本 花子")
    sheet.press("F2")
    sheet.keys.type("誤り")
    sheet.press("Escape", "Escape")
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_an_input_method_writes_into_a_chosen_cell(sheet, production):
    """Its first key opens the cell, and its Enter is its own."""
    sheet.compose("み", "みほ", "みほん", "見本")
    sheet.press("Enter")
    sheet.compose("れい", "例田")
    sheet.keys.type("、")
    sheet.compose("こころ", "試山")
    sheet.press("Enter")
    sheet.expect_active(3, 1)
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == ["見本"]
    assert list_names(production, "C002", FIRST) == ["例田", "試山"]


def test_a_composition_finds_its_field_as_it_was(sheet):
    """A keyboard mode that changes under it makes mozc let go of its first key: みほん became mいほん."""
    sheet.page.locator(".grid-input").evaluate(
        """(input) => {
            window.changes = [];
            new MutationObserver((seen) => window.changes.push(...seen.map((each) => each.attributeName)))
                .observe(input, { attributes: true, attributeFilter: ["inputmode", "type", "readonly", "hidden"] });
        }"""
    )
    sheet.compose("ｍ", "み", "見本")
    sheet.press("Enter")
    sheet.expect_cell(1, 1, "見本")
    assert sheet.page.evaluate("window.changes") == []


def test_keys_of_a_composition_are_left_alone(sheet):
    sheet.page.locator(".grid-input").evaluate(
        """(input) => {
            for (const key of ["ArrowDown", "Enter", "Tab"]) {
                const event = new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true });
                if (!input.dispatchEvent(event)) throw new Error(key);
                const safari = new KeyboardEvent("keydown", { key, keyCode: 229, bubbles: true, cancelable: true });
                if (!input.dispatchEvent(safari)) throw new Error(key);
            }
        }"""
    )
    sheet.expect_active(1, 1)


def test_a_block_with_quotes_and_a_line_break_is_pasted(sheet, production):
    sheet.paste('見本 花子\t例田 湊\t試山 蓮\r\n"仮名 るい\n仮名 ひより"\t"""Ken"" Example"\r\n')
    sheet.expect_cell(2, 2, '"Ken" Example')
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == ["見本 花子"]
    assert list_names(production, "C002", FIRST) == ["仮名 るい", "仮名 ひより"]
    assert sheet.copy().split("\r\n")[0] == "見本 花子\t例田 湊\t試山 蓮"


def test_two_hundred_pasted_cells_are_saved_at_once(sheet, production):
    sent = []
    sheet.page.on("request", lambda request: sent.append(request) if request.method == "PATCH" else None)
    sheet.paste("\n".join(f"見本 {number}\t例田 {number}" for number in range(100)))
    sheet.expect_saved()
    assert [len(describe_body(request)) for request in sent] == [200]
    assert list_names(production, "C100", FIRST) == ["見本 99"]
    sheet.press("Control+z")
    sheet.expect_saved()
    assert [len(describe_body(request)) for request in sent] == [200, 200]
    assert list_names(production, "C100", FIRST) == []


def test_only_changed_cells_are_sent(sheet):
    sheet.type_names("見本 花子")
    sheet.expect_saved()
    with sheet.page.expect_request(lambda request: request.method == "PATCH") as sent:
        sheet.press("Control+Home")
        sheet.paste("見本 花子\n例田 湊")
    assert [change["text"] for change in describe_body(sent.value)] == ["例田 湊"]


def test_undo_survives_a_reload(sheet, production):
    sheet.type_names("見本 花子", "例田 湊")
    sheet.expect_saved()
    sheet.reload()
    sheet.press("Control+z")
    sheet.expect_cell(2, 1, "")
    sheet.press("Control+z")
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == []
    sheet.press("Control+y")
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_cells_are_chosen_and_filled_with_the_mouse(sheet, production):
    sheet.type_names("見本 花子")
    sheet.expect_saved()  # its saying so may move what stands below it, and then all of it is drawn anew
    sheet.press("Control+Home")
    handle = measure(sheet.page.locator(".grid-handle"))
    sheet.page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    sheet.page.mouse.down()
    target = measure(sheet.cell(4, 1))
    sheet.page.mouse.move(target["x"] + 20, target["y"] + 10, steps=5)
    sheet.page.mouse.up()
    sheet.expect_saved()
    assert [list_names(production, f"C00{number}", FIRST) for number in (4, 5)] == [["見本 花子"], []]

    start, end = measure(sheet.cell(2, 1)), measure(sheet.cell(4, 2))
    sheet.page.mouse.move(start["x"] + 20, start["y"] + 10)
    sheet.page.mouse.down()
    sheet.page.mouse.move(end["x"] + 20, end["y"] + 10, steps=5)
    sheet.page.mouse.up()
    expect(sheet.page.locator("[role=gridcell][aria-selected=true]")).to_have_count(6)
    sheet.press("Delete")
    sheet.expect_saved()
    assert list_names(production, "C001", FIRST) == ["見本 花子"]
    assert list_names(production, "C004", FIRST) == []
    sheet.cell(1, 1).dblclick()
    expect(sheet.page.locator(".grid-input.open")).to_have_value("見本 花子")


@pytest.mark.parametrize("sheet", [("ja", 390)], indirect=True, ids=str)
def test_a_thumb_chooses_with_one_tap_and_edits_with_the_next(sheet):
    sheet.cell(2, 1).tap()
    sheet.expect_active(2, 1)
    expect(sheet.page.locator(".grid-input")).to_have_attribute("inputmode", "none")
    sheet.page.locator(".grid-input").tap()
    expect(sheet.page.locator(".grid-input.open")).to_have_attribute("inputmode", "text")


def test_rows_are_drawn_as_they_come_into_the_window(sheet):
    assert sheet.page.locator("[role=row]").count() < 60
    expect(sheet.page.locator("[role=grid]")).to_have_attribute("aria-rowcount", "101")
    sheet.press("Control+End")
    expect(sheet.page.locator(".grid-rowhead.active .grid-text")).to_have_text("C100")
    sheet.press("Control+Home", "PageDown")
    expect(sheet.cell(1, 1)).to_be_attached()

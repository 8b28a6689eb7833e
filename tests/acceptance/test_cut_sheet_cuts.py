"""Cuts renamed, taken out and pointed at in the cut sheet."""

from playwright.sync_api import expect

from tests.acceptance.conftest import browser
from tests.acceptance.sheets import make_address, open_window

pytestmark = browser


def test_a_cut_is_renamed_taken_out_and_both_are_undone(sheet):
    page = sheet.page
    head = sheet.page.locator("[role=row][aria-rowindex='3'] [role=rowheader]")
    sheet.press("ArrowDown", "Shift+F2")
    expect(page.get_by_role("dialog")).to_contain_text("Cut C002")
    sheet.keys.type("C002〜")
    sheet.press("Enter")
    expect(page.locator("dialog[open] [role=alert]")).to_contain_text("range without its end")
    page.fill("#cut-number", "C002A")
    sheet.press("Enter")
    expect(head).to_contain_text("C002A")
    expect(page.locator(".grid-input")).to_be_focused()
    sheet.press("Shift+F2")
    page.get_by_role("button", name="Take the cut out").click()
    expect(head).to_contain_text("C003")
    sheet.press("Control+z")
    expect(head).to_contain_text("C002A")
    sheet.press("Control+z")
    expect(head).to_have_text("C002")
    sheet.keys.type("見本 花子")
    sheet.press("Enter")
    sheet.expect_saved()
    sheet.press("ArrowUp", "Shift+F2")
    with sheet.tolerate("422"):
        page.get_by_role("button", name="Take the cut out").click()
        expect(page.locator("dialog[open] [role=alert]")).to_contain_text("has credits")
        sheet.press("Escape")
        expect(page.locator(".grid-input")).to_be_focused()


def test_odd_numbers_are_asked_about_and_escape_leads_back(sheet):
    page = sheet.page
    page.get_by_role("button", name="Add cuts").click()
    page.fill("#new-cuts", "あいう")
    sheet.press("Enter")
    expect(page.locator("dialog[open] [role=alert]")).to_contain_text("has no digit")
    sheet.press("Escape")
    expect(page.locator(".grid-input")).to_be_focused()
    page.get_by_role("button", name="Add cuts").click()
    page.fill("#new-cuts", "あいう")
    sheet.press("Enter")
    expect(page.locator("dialog[open] [role=alert]")).to_contain_text("has no digit")
    sheet.press("Enter")
    expect(page.locator(".sheet-notice")).to_have_text("1 cut was added.")


def test_the_address_points_at_a_cell(chromium, live_server, staff, production, sheet_cuts):
    address = make_address(production, sheet_cuts[0].episode)
    cut = sheet_cuts[49]
    with open_window(chromium, live_server, staff("viewer"), f"{address}#cut={cut.pk}&role=layout") as window:
        window.expect_active(50, 2)
        window.page.evaluate(f"location.hash = 'cut={sheet_cuts[1].pk}&role=key_animation'")
        expect(window.panel.locator("h2")).to_have_text("C002 Key animation")
        window.page.evaluate("location.hash = 'cut=0&role=nothing'")
        expect(window.panel.locator("h2")).to_have_text("C002 Key animation")

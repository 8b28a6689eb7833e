"""A page that cannot be loaded shows what its browser keeps."""

from playwright.sync_api import expect

from tests.acceptance.conftest import browser

pytestmark = browser


def test_a_sheet_that_is_not_loaded_shows_what_is_kept(sheet):
    page = sheet.page
    page.route("**/cut-sheet/cells/**", lambda route: route.abort("internetdisconnected"))
    sheet.type_names("見本 花子")
    expect(page.locator(".sheet-state")).to_contain_text("kept in this browser")
    with sheet.tolerate("Failed to fetch", "ERR_INTERNET_DISCONNECTED"):
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
        expect(page.locator("#cut-sheet li")).to_have_text("見本 花子")
        page.unroute("**/cut-sheet/cells/**")
        page.get_by_role("button", name="Reload").click()
        sheet.wait_for_cells()
    sheet.expect_cell(1, 1, "見本 花子")
    sheet.expect_saved()

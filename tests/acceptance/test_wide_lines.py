"""A name that does not fit: its line is orange in the preview's picture, and a link leads to the credit, where a break mends it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.credits.services.renaming import rename_credits
from tests.acceptance.conftest import browser
from tests.acceptance.player import open_preview, screen

pytestmark = [*browser, pytest.mark.fine_pixels]
HALF = "アレクサンドリーナカッサンドラマグダレーナヴィルヘルミナエリザ"
NAME = HALF * 2


def test_a_line_that_does_not_fit_leads_to_its_credit_and_a_break_mends_it(page, live_server, credits):
    film, person = credits[0].production, credits[0].contributor
    rename_credits(film, person=person, credited_as=NAME, by=None, now=timezone.now())
    open_preview(page, live_server, film)
    line = page.locator("[data-part=notes] li.wide")

    expect(line).to_have_count(1)
    expect(line).to_contain_text(f"“{NAME}” is 1588 px wide")
    pixels = screen(page).astype(int)
    assert ((pixels[:, :, 0] > 200) & (pixels[:, :, 2] < 120)).sum() > 500

    line.get_by_role("link", name="Open the credit").click()
    page.fill("#id_name_breaks", f"{HALF}|{HALF}")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    page.goto(f"{live_server.url}/admin/productions/production/{film.pk}/preview/")

    expect(page.locator("[data-part=notes]")).to_contain_text("so broken into several")
    expect(page.locator("[data-part=notes] li.wide")).to_have_count(0)

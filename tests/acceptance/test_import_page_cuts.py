"""An edit is brought to the import page in a real browser: what it is, is asked; its cuts are placed and taken out again."""

import pytest
from playwright.sync_api import expect

from productions.catalogue.services.productions import add_episode
from productions.models import Cut, CutPlacement
from tests.acceptance.conftest import browser, sign_in
from tests.admin.imports.import_page import EDL, RANGE

pytestmark = browser


@pytest.fixture
def import_page(page, live_server, credits, now):
    film = credits[0].production
    add_episode(film, number="24", by=None, now=now)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/production/{film.pk}/import/")
    page.wait_for_selector(".import.scripted")
    return page


def choose(page, text, name):
    page.set_input_files("#file", files=[{"name": name, "mimeType": "text/plain", "buffer": text.encode()}])
    page.get_by_role("button", name="Read the file").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_edit_is_placed_and_taken_back(import_page, width):
    page = import_page
    page.set_viewport_size({"width": width, "height": 900})
    choose(page, EDL, "ep24.edl")
    expect(page.get_by_role("alert")).to_contain_text("places cuts or makes them")
    page.get_by_label("It is").select_option(label="a list of cuts: it makes cuts")
    expect(page.get_by_label("Frames a second")).to_be_hidden()
    page.get_by_label("It is").select_option(label="an edit: it places cuts")
    page.get_by_label("Episode").select_option(label="#24")
    page.get_by_label("Frames a second").fill("23.976")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_role("heading", name="1 open question")).to_be_visible()
    expect(page.locator("details:has(.notes)")).to_contain_text("24000/1001 frames a second")
    page.get_by_label("add them").check()
    page.get_by_role("button", name="Save answers").click()
    expect(page.locator(".group-new strong")).to_have_text("3")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator(".messagelist .success")).to_contain_text("was entered")
    assert CutPlacement.objects.live().count() == 3
    page.get_by_label("Reason").fill("The wrong edit.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".undone")).to_contain_text("This import was taken back")
    assert not CutPlacement.objects.live().exists()


def test_a_range_of_cuts_needs_no_answer(import_page):
    page, before = import_page, Cut.objects.live().count()
    choose(page, RANGE.replace("カット,尺\nC001-C300,", "話数,カット,尺\n24,C001-C300,"), "cuts.csv")
    expect(page.locator(".group-new strong")).to_have_text("300")
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator(".messagelist .success")).to_contain_text("was entered")
    assert Cut.objects.live().count() == before + 300

"""A credit in the stock form by keyboard alone: fields find by what people write, and the next credit keeps all but the person."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.models import Credit
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import open_window
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = browser

ADD = "/admin/productions/credit/add/"


@pytest.fixture
def people(unlocked, person):
    return person, create_contributor(name="田中 花", kana="たなか はな", by=None, now=timezone.now())


def find_field(page, name):
    return page.locator(f"#id_{name} + .select2-container .select2-selection")


def pick(page, name, typed, shown):
    """Type on the field, and take what is offered first."""
    field = find_field(page, name)
    field.focus()
    page.keyboard.press(typed[0]) if typed.isascii() else page.keyboard.press("Enter")
    expect(page.locator(".select2-search__field")).to_be_focused()
    page.keyboard.insert_text(typed[1:] if typed.isascii() else typed)
    expect(page.locator(".select2-search__field")).to_have_value(typed)
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text(shown)
    page.keyboard.press("Enter")
    expect(field).to_contain_text(shown)


def test_a_credit_is_entered_by_keyboard_and_the_next_keeps_all_but_the_person(
    chromium, live_server, staff, production, sheet_cuts, people
):
    with open_window(chromium, live_server, staff("editor"), ADD, has_cuts=False) as window:
        page = window.page
        expect(find_field(page, "cut")).to_be_visible()
        pick(page, "cut", "C-1", "C001 · #3")
        expect(find_field(page, "production")).to_contain_text(production.title)
        expect(find_field(page, "episode")).to_contain_text("#3")
        pick(page, "role", "genga", "Key animation")
        pick(page, "contributor", "まきはら", people[0].name)
        page.locator("[name=_addanother]").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"\?like=\d+$"))
        expect(find_field(page, "contributor")).to_be_focused()
        expect(find_field(page, "cut")).to_contain_text("C001 · #3")
        expect(find_field(page, "contributor")).not_to_contain_text(people[0].name)
        pick(page, "contributor", "たなか", "田中 花 (たなか はな)")
        page.locator("[name=_save]").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist .success")).to_be_visible()
    rows = Credit.objects.order_by("pk").values_list("cut__number", "role__code", "credited_as")
    assert list(rows) == [("C001", "key_animation", each.name) for each in people]


def test_another_production_empties_what_was_of_the_first(
    chromium, live_server, staff, production, sheet_cuts, theirs
):
    user = staff("editor")
    user.memberships.create(production=theirs, level="editor")
    with open_window(chromium, live_server, user, ADD, has_cuts=False) as window:
        page = window.page
        pick(page, "cut", "C-2", "C002 · #3")
        pick(page, "production", theirs.title, theirs.title)
        expect(find_field(page, "episode")).not_to_contain_text("#3")
        expect(find_field(page, "cut")).not_to_contain_text("C002")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it")
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious_in_a_list(chromium, live_server, staff, production, sheet_cuts, width):
    address = f"/admin/productions/cut/?production={production.pk}&q=c999"
    with open_window(
        chromium, live_server, staff("editor"), address, language="ja", width=width, has_cuts=False
    ) as window:
        page = window.page
        expect(page.locator(".narrowing select").first).to_be_visible()
        page.locator(".saved-views summary").click()
        assert find_problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".saved-views [name=name]").fill("欠けているカット")
        page.keyboard.press("Enter")
        expect(page.locator(".saved-views [aria-current]")).to_have_text("欠けているカット")
        page.goto(live_server.url + address.replace("c999", "c-12"))
        expect(page.locator("#result_list tbody tr")).to_have_count(1)
        assert find_problems(page) == []

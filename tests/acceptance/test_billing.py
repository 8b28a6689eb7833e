"""A roll is put in order in a real browser: dragged, by keys, by numbers; the order saved is the order printed (H17)."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.credits.services.billing import order_credits
from productions.credits.services.credits import confirm_credits
from productions.releases.services.document_builder import build_working_document
from tests.acceptance.conftest import browser, sign_in
from tests.acceptance.sheets import measure

pytestmark = browser


@pytest.fixture
def roll(page, live_server, credits):
    """The page of a roll of forty key animators, whose names it gives."""
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/production/{credits[0].production_id}/billing/")
    return page.locator(".billing .name").all_text_contents()


def listed(page):
    return page.locator(".billing .name").all_text_contents()


def line(page, name):
    return page.locator(".billing > li").filter(has=page.get_by_text(name, exact=True))


def drag(page, name, onto, *, below=False):
    """With the mouse, by the handle."""
    handle, target = line(page, name).locator(".handle"), measure(line(page, onto))
    handle.hover()
    page.mouse.down()
    for _ in range(2):  # the lines between move up while it passes
        page.mouse.move(target["x"] + 30, target["y"] + target["height"] * (0.8 if below else 0.2), steps=8)
        target = measure(line(page, onto))
    page.mouse.up()


def save(page):
    page.get_by_role("button", name="Save order").click()
    page.wait_for_selector(".messagelist .success")


def printed(production):
    document = build_working_document(production=production, episode=None, edition="")
    return [line.name for line in document.departments[0].blocks[0].lines]


@pytest.mark.parametrize("width", [1280, 390])
def test_h17_lines_are_dragged_and_the_roll_is_printed_so(page, roll, credits, width):
    page.set_viewport_size({"width": width, "height": 1200})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    drag(page, roll[3], roll[0])
    expected = [roll[3], *roll[:3], *roll[4:]]
    assert listed(page) == expected
    expect(page.locator("#unsaved")).to_have_text("Not saved yet")
    expect(page.locator("#said")).to_have_text(f"{roll[3]}: place 1 of 40")
    drag(page, roll[0], roll[5], below=True)
    expected.remove(roll[0])
    expected.insert(expected.index(roll[5]) + 1, roll[0])
    assert listed(page) == expected

    save(page)
    assert listed(page) == expected == printed(credits[0].production)


def test_escape_puts_a_line_back(page, roll):
    line(page, roll[3]).locator(".handle").hover()
    page.mouse.down()
    first = measure(line(page, roll[0]))
    page.mouse.move(first["x"] + 30, first["y"] + 2, steps=6)
    assert listed(page)[0] == roll[3]
    page.keyboard.press("Escape")
    page.mouse.up()
    assert listed(page) == roll
    expect(page.locator("#unsaved")).to_be_empty()


def test_h17_lines_are_moved_by_keys_buttons_and_numbers(page, roll, credits):
    number = line(page, roll[2]).locator("[name=place]")
    number.focus()
    page.keyboard.press("Alt+ArrowUp")
    assert listed(page)[:3] == [roll[0], roll[2], roll[1]]
    expect(number).to_be_focused()
    page.keyboard.press("Alt+End")
    assert listed(page)[-1] == roll[2]
    page.keyboard.press("Alt+Home")
    page.keyboard.press("Alt+ArrowDown")
    assert listed(page)[:2] == [roll[0], roll[2]]

    line(page, roll[9]).get_by_role("button", name="To the top").click()
    assert listed(page)[0] == roll[9]
    expect(line(page, roll[9]).locator("[data-move=up]")).to_be_disabled()
    line(page, roll[9]).locator("[name=place]").fill("7")
    page.keyboard.press("Enter")
    assert listed(page)[6] == roll[9]
    assert page.url.endswith("/billing/")  # Enter moved it, and sent nothing

    expected = listed(page)
    save(page)
    assert listed(page) == expected == printed(credits[0].production)


def test_headings_follow_the_departments(page, roll, credits):
    expect(page.locator(".billing .begins")).to_have_count(1)
    expect(page.locator(".billing .department").first).to_be_visible()
    line(page, roll[0]).get_by_role("button", name="To the end").click()
    expect(line(page, roll[1]).locator(".department")).to_be_visible()
    expect(line(page, roll[0]).locator(".department")).to_be_hidden()


def test_whoever_saves_second_is_told(page, roll, credits):
    line(page, roll[9]).get_by_role("button", name="To the top").click()
    confirm_credits(credits, by=None, now=timezone.now())
    order_credits(credits[0].production, credits=credits[::-1], by=None, now=timezone.now())
    page.get_by_role("button", name="Save order").click()
    expect(page.locator(".errornote")).to_contain_text("Somebody changed this order")
    assert listed(page)[0] == roll[9]
    page.get_by_role("link", name="Show theirs").click()
    expect(page.locator(".errornote")).to_have_count(0)
    assert listed(page) == printed(credits[0].production)
    assert listed(page)[0] == credits[-1].credited_as

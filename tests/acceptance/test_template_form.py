"""The form of a template in a real browser: by keyboard, on a phone, in both languages, and with scripts switched off."""

import pytest
from django.utils import timezone

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Role, RollTemplate
from productions.people.services.contributors import create_contributor
from productions.releases.services.preview import PREVIEW_CACHE
from productions.roll_templates.services import change_template, copy_template
from tests.acceptance.conftest import PASSWORD, browser, sign_in
from tests.acceptance.player import seek
from tests.roll.looks import cards_at_first

pytestmark = browser
BLOCKS = 13


@pytest.fixture
def template(unlocked):
    now = timezone.now()
    production = create_production(title="犬と少年", kind="series", by=None, now=now)
    person = create_contributor(name="牧原亮太郎", by=None, now=now)
    entries = [{"role": Role.objects.get(code="director"), "contributor": person}]
    enter_credits(production, entries, by=None, now=now, state="confirmed")
    return copy_template(cards_at_first(), to=production, name="Ending", by=None, now=now)


def open_form(page, live_server, template):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/rolltemplate/{template.pk}/change/")


def control(page, name):
    return page.locator(f'[id="{name}"]')


def wait_for_block(page, number, text):
    page.wait_for_selector(f".records > li:nth-child({number}) .line:has-text('{text}')")


def test_blocks_and_roles_are_set_by_keyboard_and_looked_at(page, live_server, template):
    open_form(page, live_server, template)
    page.locator('button[value="add template.blocks"]').focus()
    page.keyboard.press("Enter")
    wait_for_block(page, 10, "People")
    page.wait_for_selector("summary:focus")

    page.keyboard.press("Alt+ArrowUp")
    wait_for_block(page, 9, "People — role beside names")
    name = page.locator(".records > li:nth-child(9)").get_attribute("id")
    roles = control(page, f"{name}.roles+")
    roles.fill("In-between animation, 背景")
    roles.press("Enter")
    wait_for_block(page, 9, "People: In-between animation, Background art — role beside names")
    page.keyboard.type("Clean")
    assert roles.input_value() == "Clean"
    roles.fill("")

    columns = control(page, f"{name}.columns")
    control(page, f"{name}.form").select_option("grid")
    columns.fill("99")
    page.click("button[name=save]")
    page.wait_for_selector("text=Columns is from 1 to 12, not 99.")
    columns.fill("3")
    page.click("button[name=and_look]")
    page.wait_for_selector(".player canvas", state="visible")

    made = RollTemplate.objects.get(version=2)
    assert len(made.data["blocks"]) == BLOCKS + 1
    block = made.data["blocks"][8]
    assert (block["roles"], block["form"], block["columns"]) == (["inbetween", "background_art"], "grid", 3)


def test_the_keyboard_stays_on_the_line_that_it_moved(page, live_server, template):
    open_form(page, live_server, template)
    line = page.locator('[id="template.blocks[2].fields"] > summary')
    line.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector('.records > li:nth-child(5)[id="template.blocks[2]"]')
    page.wait_for_selector('[id="template.blocks[2].fields"] > summary:focus')


@pytest.mark.parametrize("width", [1280, 390])
def test_two_people_see_that_the_other_saved_and_put_both_together(page, live_server, template, width):
    page.set_viewport_size({"width": width, "height": 844})
    open_form(page, live_server, template)
    control(page, "template.hold_ms").fill("7")
    change_template(template, data={**template.data, "running_ms": 61_000}, by=None, now=timezone.now())
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("text=Version 2 is newer")
    page.wait_for_selector("text=What you have changed here is put together with it when you save.")
    assert control(page, "template.hold_ms").input_value() == "7"

    page.click("button[name=save]")
    page.wait_for_selector(".together:focus")
    assert control(page, "template.running_ms").input_value() == "61"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click('button[value="down template.blocks 0"]')
    page.wait_for_selector('.records > li:nth-child(2)[id="template.blocks[0]"]')
    page.click("button[name=save]")
    page.wait_for_selector(".messagelist:has-text('Version 3')")
    made = RollTemplate.objects.get(version=3).data
    assert (made["hold_ms"], made["running_ms"], made["blocks"][1]) == (
        7000,
        61_000,
        template.data["blocks"][0],
    )


def test_what_a_block_holds_decides_what_is_asked_and_nothing_is_lost(page, live_server, template):
    open_form(page, live_server, template)
    page.click(".records > li:nth-child(7) summary")
    name = page.locator(".records > li:nth-child(7)").get_attribute("id")
    control(page, f"{name}.holds").select_option("text")
    assert not control(page, f"{name}.roles+").is_visible()
    assert page.locator(f'[name="{name}.text.ja"]').is_visible()
    control(page, f"{name}.holds").select_option("people")
    wait_for_block(page, 7, "People: Key animation — 4 columns")
    assert control(page, f"{name}.columns").input_value() == "4"


def test_the_roll_is_looked_at_before_it_is_saved_and_follows_the_form(page, live_server, template):
    open_form(page, live_server, template)
    page.get_by_role("button", name="Preview without saving").click()
    page.wait_for_selector(".player[data-missing='0'] canvas", state="visible")
    time = control(page, "template.running_ms")
    time.fill("60")
    time.press("Tab")
    page.wait_for_selector(".count:has-text('/ 1440')")
    with page.expect_request("**/unsaved/"):
        page.click('button[value="down template.blocks 0"]')
    time.fill("soon")
    time.press("Tab")
    page.wait_for_selector(".player .refusal li:has-text('“soon” is not a number of seconds')")
    assert RollTemplate.objects.get() == template


def test_tiles_are_asked_for_by_the_values_that_named_them(page, live_server, template):
    """What is typed meanwhile makes other tiles; the site would know none of these names by it."""
    open_form(page, live_server, template)
    page.get_by_role("button", name="Preview without saving").click()
    page.wait_for_selector(".player[data-missing='0'] canvas", state="visible")
    page.evaluate("document.getElementById('template.type.size').value = '50'")
    PREVIEW_CACHE.clear()  # another process is asked

    with page.expect_response("**/*.png") as answer:
        seek(page, int(page.get_attribute("[data-part=frame]", "max")))

    assert answer.value.status == 200


def test_it_fits_a_phone_in_japanese(page, live_server, template):
    open_form(page, live_server, template)
    page.click(".language button")
    page.wait_for_selector("text=バージョン2として保存")
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("for (const each of document.querySelectorAll('#looks details')) each.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_works_without_scripts(page, live_server, template):
    window = page.context.browser.new_page(java_script_enabled=False)
    window.goto(f"{live_server.url}/admin/login/?next=/admin/productions/rolltemplate/{template.pk}/change/")
    window.fill("#id_username", "boss")
    window.fill("#id_password", PASSWORD)
    window.press("#id_password", "Enter")
    window.click('button[value="down template.blocks 0"]')
    window.click(".records > li:nth-child(7) summary")
    window.fill('[name="template.blocks[6].roles+"]', "背景")
    window.press('[name="template.blocks[6].roles+"]', "Enter")
    window.click("button[name=save]")
    window.wait_for_selector(".messagelist")
    blocks = RollTemplate.objects.get(version=2).data["blocks"]
    assert [block["holds"] for block in blocks[:2]] == ["notices", "title"]
    assert blocks[6]["roles"] == ["key_animation", "background_art"]

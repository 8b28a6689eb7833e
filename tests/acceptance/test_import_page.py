"""A file is brought to the import page in a real browser: chosen, dropped or pasted; answered, entered and taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from productions.catalogue.services.productions import add_episode
from productions.credits.services.credits import enter_credit
from productions.models import Credit, Role, User
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import PASSWORD, browser, sign_in
from tests.interchange.workbooks import ods_cells, ods_table, open_document

pytestmark = browser
DATA = Path(__file__).parents[1] / "data"

SHEET = "役職,名前\n監督,同姓 同名子\n仕上げ,未定\n撮影,TBD\n背景,試験 一郎\n"


@pytest.fixture
def film(credits, now):
    """A film in which two people of one name worked."""
    film = credits[0].production
    for code in ("layout", "storyboard"):
        person = create_contributor(name="同姓 同名子", by=None, now=now)
        enter_credit(film, role=Role.objects.get(code=code), contributor=person, by=None, now=now)
    return film


@pytest.fixture
def import_page(page, live_server, film):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/production/{film.pk}/overview/")
    page.get_by_role("link", name="Import", exact=True).click()
    page.wait_for_selector(".import.scripted")
    return page


def choose(page, text, name="sheet.csv"):
    page.set_input_files("#file", files=[{"name": name, "mimeType": "text/csv", "buffer": text.encode()}])
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_selector("#plan")


def entered(film):
    credits = Credit.objects.live().filter(production=film).exclude(role__code="key_animation")
    return sorted(credits.values_list("role__code", "credited_as"))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_file_is_answered_entered_and_taken_back(import_page, film, width):
    page, before = import_page, entered(film)
    page.set_viewport_size({"width": width, "height": 900})
    choose(page, SHEET)
    expect(page.get_by_role("heading", name="3 open questions")).to_be_visible()
    expect(page.get_by_role("button", name="Enter it")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_label("For all 2 alike:").select_option(label="leave the line out")
    every = page.locator("[data-kind=nobody] input[value=leave_out]")
    expect(every.nth(0)).to_be_checked()
    expect(every.nth(1)).to_be_checked()
    page.locator("[data-kind=nobody] input[value=not_yet_entered]").nth(1).check()
    expect(page.get_by_label("For all 2 alike:")).to_have_value("")
    page.locator("[data-kind=person] input[type=radio]").nth(0).check()
    page.get_by_role("button", name="Save answers").first.click()

    expect(page.locator(".group-new strong")).to_have_text("3")
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator(".messagelist .success")).to_contain_text("was entered")
    added = [("background_art", "試験 一郎"), ("compositing", ""), ("director", "同姓 同名子")]
    assert entered(film) == sorted(before + added)

    page.get_by_role("button", name="Show what it would do").click()
    expect(page.locator(".preview")).to_contain_text("3 credits that it entered are removed.")
    page.get_by_label("Reason").fill("The wrong file.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".undone")).to_contain_text("3 credits that it had entered were removed.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert entered(film) == before


def test_a_file_is_dropped_and_read_at_once(import_page):
    page = import_page
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
            const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
            document.querySelector(".drop").dispatchEvent(drop);
        }""",
        "役職,名前\n背景,試験 一郎\n",
    )
    expect(page.get_by_role("heading", name="dropped.csv")).to_be_visible()
    expect(page.locator(".group-new strong")).to_have_text("1")


def test_what_is_pasted_on_the_page_is_read(import_page):
    page = import_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", "役職\t名前\n背景\t試験 一郎\n")
    page.get_by_role("heading", name="Bring a file").click()
    page.keyboard.press("Control+V")
    expect(page.locator("#pasted")).to_have_value("役職\t名前\n背景\t試験 一郎\n")
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="pasted.txt")).to_be_visible()
    expect(page.locator(".group-new strong")).to_have_text("1")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(import_page):
    page = import_page
    data = b"x" * (10 * 1024 * 1024 + 1)
    page.set_input_files("#file", files=[{"name": "big.csv", "mimeType": "text/csv", "buffer": data}])
    expect(page.locator("#upload-error")).to_contain_text("split it into several files")
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("#upload")).to_be_visible()


def test_columns_are_corrected_in_the_readers_language(import_page):
    page = import_page
    choose(page, "担い手,なに,備考,順番\n試験 一郎,背景,,1\n")
    page.get_by_role("button", name="日本語").click()
    page.locator("#reading").evaluate("part => { part.open = true; }")
    page.get_by_label("担い手", exact=True).select_option(label="名前")
    page.get_by_label("なに", exact=True).select_option(label="役職")
    page.get_by_role("button", name="この読み方で読み込む").click()
    expect(page.locator(".group-new strong")).to_have_text("1")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_files_of_every_kind_are_entered_and_taken_back(import_page, film, language, now):
    page, before = import_page, entered(film)
    page.set_viewport_size({"width": 390, "height": 900})
    for number in range(1, 4):
        add_episode(film, number=str(number), by=None, now=now)
    if language == "ja":
        page.get_by_role("button", name="日本語").click()
    address = page.url
    table = ods_table(ods_cells("役職", "名前"), ods_cells("背景", "試験 一郎"))
    for name, data in [
        ("cinecred.csv", b"@Head,@Body\nDirector,Taro Shiken\n"),
        ("sheet.ods", open_document(table)),
        ("furigana.xlsx", (DATA / "cases" / "03_furigana.xlsx").read_bytes()),
        ("kitsu.csv", (DATA / "trackers" / "kitsu_tasks.csv").read_bytes()),
        ("anilist.csv", (DATA / "cases" / "24_mal_staff.csv").read_bytes()),
    ]:
        page.goto(address)
        page.set_input_files("#file", files=[{"name": name, "mimeType": "", "buffer": data}])
        page.locator("#upload input[type=submit]").click()
        page.wait_for_selector("#plan")
        if page.locator(".proposed").count():
            page.locator(".proposed button").click()
            page.wait_for_selector("#plan")
        if page.locator("[name=seen]").count():
            page.locator("[name=seen]").check()
        page.locator("#enter button[value=enter]").click()
        page.wait_for_selector("#undo")
        assert entered(film) != before, name
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        page.locator("#reason").fill("A look.")
        page.locator("#undo button[value=undo]").click()
        page.wait_for_selector(".undone")
        assert entered(film) == before, name


def test_a_viewer_is_offered_nothing_of_it(page, live_server, film):
    viewer = User.objects.create_user("viewer", password=PASSWORD, is_staff=True)
    viewer.memberships.create(production=film, level="viewer")
    sign_in(page, live_server, "viewer")
    desk = f"{live_server.url}/admin/productions/production/{film.pk}/"
    page.goto(f"{desk}change/")
    expect(page.get_by_role("link", name="Rolls", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Import", exact=True)).to_have_count(0)
    assert page.request.get(f"{desk}import/").status == 403

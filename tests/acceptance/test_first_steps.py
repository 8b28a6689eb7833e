"""The first user of an empty site, in a real browser: from signing in to a first sheet that is entered."""

import pytest
from playwright.sync_api import expect

from productions.models import Credit, Episode, Production, User
from tests.acceptance.conftest import PASSWORD, browser, sign_in
from tests.acceptance.sheets import LOCALES

pytestmark = browser

SHEET = "話数,役職,名前\n1,絵コンテ,見本 花子\n1,演出,見本 太郎\n2,絵コンテ,見本 次郎\n"
WORDS = {
    "en": {
        "make": "Make your first production", "save": "Save", "read": "Read the file", "enter": "Enter it", "steps": "First steps: 星の郵便局",
        "invite": "Invite who works with you",
    },
    "ja": {
        "make": "最初の作品を作成する", "save": "保存", "read": "ファイルを読む", "enter": "登録する", "steps": "はじめの手順：星の郵便局",
        "invite": "一緒に作業する人を招待する",
    },
}  # fmt: skip


@pytest.fixture
def window(chromium, unlocked, request):
    """An empty site's first account at the door, in a language and a width."""
    language, width = request.param
    User.objects.create_superuser("boss", password=PASSWORD)
    errors: list[str] = []
    with chromium.new_page(locale=LOCALES[language], viewport={"width": width, "height": 900}) as page:
        page.set_default_timeout(60_000)  # a machine may be busy
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        yield page, WORDS[language], width
    assert [error for error in errors if "favicon" not in error] == []


@pytest.mark.parametrize("window", [("en", 1280), ("ja", 390)], indirect=True)
def test_from_an_empty_site_to_a_first_sheet(window, live_server):
    """Eleven steps after signing in: 1 follow the first step; 2 title, 3 kind, 4 how many episodes, 5 save; 6 choose the sheet on the
    page that follows, 7 read it, 8 enter it; 9 back to the first page, which 10 names what comes next and 11 leads there.
    """
    page, words, width = window
    sign_in(page, live_server)
    page.get_by_role("link", name=words["make"]).click()
    page.fill("#id_given_title", "星の郵便局")
    page.select_option("#id_kind", "series")
    page.fill("#id_episodes", "12")
    page.get_by_role("button", name=words["save"], exact=True).click()

    page.set_input_files(
        "#file", files=[{"name": "sheet.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}]
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name=words["read"]).click()
    page.get_by_role("button", name=words["enter"]).first.click()
    expect(page.locator(".messagelist .success")).to_have_count(1)
    assert Episode.objects.count() == 12
    assert Credit.objects.filter(episode__number="1").count() == 2

    page.goto(f"{live_server.url}/admin/")
    expect(page.get_by_role("heading", name=words["steps"])).to_be_visible()
    expect(page.locator(".first-steps li.done")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    following = page.locator(".first-steps li.next a.what")
    expect(following).to_have_text(words["invite"])
    assert following.bounding_box()["height"] >= 44
    following.click()
    expect(page.locator("#id_invitee")).to_be_visible()
    assert page.locator("#id_production").input_value() == str(Production.objects.get().pk)

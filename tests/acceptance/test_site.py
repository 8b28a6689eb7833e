"""The running site as a studio's production assistant uses it, in a real browser."""

import shutil

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import sync_playwright

from productions.domain.exports import run_export
from productions.models import Credit, Production, User

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "a quite long password"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]


@pytest.fixture
def page(unlocked, monkeypatch):
    """A browser window; every error in its console (a broken policy, a missing file) fails the test."""
    # Playwright's synchronous interface runs an event loop in this thread, which Django would refuse.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    User.objects.create_superuser("boss", password=PASSWORD)
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        window = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
        window.set_default_timeout(15_000)
        window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield window
        browser.close()
        connections.close_all()  # the ones of this event loop; the thread's own stay
    assert [error for error in errors if "favicon" not in error] == []


def sign_in(page, live_server):
    """By keyboard alone."""
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", "boss")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#user-tools")


def choose(page, field, text):
    """Type into an autocomplete field and take the first answer."""
    page.click(f"select[name={field}] + .select2 .select2-selection")
    page.fill(".select2-container--open .select2-search__field", text)
    page.click(f".select2-results__option:has-text('{text}')")


def save(page):
    with page.expect_navigation():
        page.click("input[type=submit] >> nth=0")


def test_from_entering_a_name_to_the_file_with_the_name_in_it(page, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sign_in(page, live_server)
    admin = f"{live_server.url}/admin/productions"
    page.goto(f"{admin}/contributor/add/")
    page.fill("#id_given_name", "牧原亮太郎")
    save(page)
    page.goto(f"{admin}/production/add/")
    page.fill("#id_given_title", "犬と少年")
    page.select_option("#id_kind", "short")
    save(page)

    page.goto(f"{admin}/credit/add/")
    choose(page, "production", "犬と少年")
    choose(page, "role", "Storyboard")
    choose(page, "contributor", "牧原")
    page.fill("#id_credited_as", "AI (+Human)")
    save(page)
    assert "“AI (+Human)” names nobody" in page.text_content(".errorlist")
    assert Credit.objects.count() == 0
    page.fill("#id_credited_as", "")
    save(page)
    assert Credit.objects.get().credited_as == "牧原亮太郎"

    production = Production.objects.get()
    desk = f"{admin}/production/{production.pk}"
    for step in ("confirm", "issue"):
        page.goto(f"{desk}/{step}/")
        save(page)
        page.wait_for_url(f"{desk}/change/")
    page.goto(f"{desk}/export/")
    page.select_option("#id_release", label=str(production.releases.get()))
    page.select_option("#id_format", "txt")
    save(page)
    run_export(production.exports.get().uid, clock=timezone.now)
    page.reload()
    with page.expect_download() as download:
        page.click("text=Download")
    assert "牧原亮太郎" in download.value.path().read_text()


def test_pages_fit_a_phone_and_speak_japanese(page, live_server):
    sign_in(page, live_server)
    page.click(".language button")
    page.wait_for_selector("text=作品")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for path in (
            "/admin/",
            "/admin/productions/production/add/",
            "/admin/productions/credit/add/",
            "/api/v1/docs/",
        ):
            page.goto(live_server.url + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

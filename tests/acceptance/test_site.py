"""The running site as a studio's production assistant uses it, in a real browser."""

from django.utils import timezone

from productions.exports.services.exports import run_export
from productions.models import Credit, Production
from tests.acceptance.conftest import browser, sign_in

pytestmark = browser


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
    page.goto(f"{desk}/review/")
    with page.expect_navigation():
        page.click("button[value=confirm_all]")
    page.goto(f"{desk}/issue/")
    page.get_by_role("button", name="Issue 1").click()
    page.wait_for_url(f"{admin}/release/*/change/")
    page.get_by_role("link", name="Make files").first.click()
    page.get_by_label("plain text").check()
    page.get_by_role("button", name="Make files").click()
    page.wait_for_url(f"{desk}/rolls/**")
    run_export(production.exports.get().uid, clock=timezone.now)
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    assert "牧原亮太郎" in download.value.path().read_text()


def test_pages_fit_a_phone_and_speak_japanese(page, live_server):
    sign_in(page, live_server)
    page.click(".language button")
    page.wait_for_selector("text=作品")
    for path, last in (
        ("/admin/", "#footer"),
        ("/admin/productions/production/add/", "#footer"),
        ("/admin/productions/credit/add/", ".select2-selection"),
        ("/api/v1/docs/", ".opblock"),
    ):
        page.set_viewport_size({"width": 1280, "height": 844})
        page.goto(live_server.url + path)
        page.wait_for_selector(f"{last} >> nth=0", state="attached")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

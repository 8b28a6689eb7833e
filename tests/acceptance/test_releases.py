"""From the Releases tab to the files in hand: issued, two formats asked for at once, both downloaded."""

import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.productions import add_episode
from productions.credits.services.credits import confirm_credits
from productions.exports.services.exports import run_export
from productions.models import Credit, Export
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import open_window
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = browser


@pytest.fixture
def episode(unlocked, credits):
    """第3話 of a film, with a confirmed credit."""
    film, now = credits[0].production, timezone.now()
    confirm_credits(Credit.objects.filter(production=film), by=None, now=now)
    return add_episode(film, number="3", by=None, now=now)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_episode_is_issued_and_its_files_are_downloaded(
    chromium, live_server, episode, account, settings, tmp_path, width
):
    settings.MEDIA_ROOT = tmp_path
    film = episode.production
    tab = reverse("admin:productions_production_releases", args=[film.pk]) + f"?episode={episode.pk}"
    user = account("発行", film)
    with open_window(chromium, live_server, user, tab, language="ja", width=width, has_cuts=False) as window:
        page = window.page
        look_at(window, width)
        page.get_by_role("link", name="発行する").click()
        expect(page.get_by_text("次の稿の発行を妨げるものはありません。")).to_be_visible()
        look_at(window, width)
        page.get_by_role("button", name="第1稿を発行").click()
        expect(page.get_by_role("heading", name="内容", exact=True)).to_be_visible()
        expect(page.locator(".roll-contents")).to_contain_text("見本 花子39")
        look_at(window, width)

        page.get_by_role("link", name="ファイルを作る").first.click()
        for format in ("txt", "csv"):
            page.locator(f"input[value={format}]").check()
        look_at(window, width)
        page.get_by_role("button", name="ファイルを作る").click()
        expect(page.locator(".messagelist .success")).to_contain_text("ファイルを作っています")
        for export in Export.objects.all():
            run_export(export.uid, clock=timezone.now)
        page.goto(
            live_server.url + reverse("admin:productions_release_change", args=[film.releases.get().pk])
        )
        names = sorted(
            download(page, link).name
            for link in page.get_by_role("link", name="ダウンロード", exact=True).all()
        )
        assert names == ["犬と少年_第03話_issue1_ja.csv", "犬と少年_第03話_issue1_ja.txt"]
        whole = download(page, page.get_by_role("link", name="すべてのファイルをダウンロード"))
        with zipfile.ZipFile(whole) as archive:
            assert sorted(archive.namelist()) == ["manifest.json", *names]


def download(page, link):
    """What comes when the link is followed, under its own name."""
    with page.expect_download() as coming:
        link.click()
    path = coming.value.path().with_name(coming.value.suggested_filename)
    coming.value.save_as(path)
    return path


def look_at(window, width):
    """Nothing is wider than the window, and axe-core finds nothing serious where it is there."""
    assert window.page.evaluate("document.documentElement.scrollWidth") <= width
    assert window.errors == []
    if AXE.exists():
        # It asks the browser what an inline style would do, which the policy of the site refuses.
        with window.tolerate("Applying inline style"):
            assert find_problems(window.page) == []

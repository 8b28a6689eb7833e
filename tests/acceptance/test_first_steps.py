"""A new assistant with a sheet on an empty site, in a real browser: from signing in to an issued episode with its files in hand.

What they read on the pages is all that they are told. Every page on the way is looked at: no wider than the window, a low header on a
telephone, nothing serious for axe-core.
"""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from playwright.sync_api import Locator, Page, expect

from productions.exports.services.exports import run_export
from productions.models import Credit, Episode, Export, Production, User
from tests.acceptance.conftest import PASSWORD, browser, sign_in
from tests.acceptance.sheets import LOCALES
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = browser

SHEET = Path(__file__).parents[1] / "data" / "cases" / "38_sheet_order.csv"
CLICKS, PAGES = 21, 12
"""From the first page to the downloaded files: with the mouse or a thumb, fields and boxes of files included."""
MAX_HEADER_PX = 120


@dataclass
class Assistant:
    """Clicks by what the page says, and counts."""

    page: Page
    width: int
    errors: list[str] = field(default_factory=list)
    clicks: int = 0
    pages: int = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        """A button, by its words in the language of the page."""
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        """A link, by its words."""
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def choose(self, field: str, label: str) -> None:
        """A choice of a list, which takes a click to open and one to choose."""
        self.page.locator(field).select_option(label=label)
        self.clicks += 2

    def look(self) -> None:
        """At a page that has just come."""
        expect(self.page.locator("#footer")).to_be_attached()
        self.pages += 1
        where = self.page.url
        assert (where, self.page.evaluate("document.documentElement.scrollWidth") <= self.width) == (
            where,
            True,
        )
        assert [error for error in self.errors if "favicon" not in error] == []
        height = self.page.locator("#header").bounding_box()["height"]
        assert self.width > 390 or height <= MAX_HEADER_PX
        if AXE.exists():
            assert (where, find_problems(self.page)) == (where, [])
            self.errors.clear()  # axe-core styles what it measures, which the policy refuses


@pytest.fixture
def assistant(chromium, unlocked, request):
    """An empty site's first account at the door, in a language and a width."""
    language, width = request.param
    User.objects.create_superuser("boss", password=PASSWORD)
    options = {
        "locale": LOCALES[language],
        "viewport": {"width": width, "height": 900},
        "accept_downloads": True,
    }
    with chromium.new_context(**options) as context, translation.override(language):
        page = context.new_page()
        page.set_default_timeout(60_000)  # a machine may be busy
        found = Assistant(page, width)
        page.on("console", lambda said: found.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: found.errors.append(str(error)))
        yield found


@pytest.mark.parametrize(
    "assistant",
    [(language, width) for language in ("en", "ja") for width in (1280, 390)],
    indirect=True,
    ids=str,
)
def test_from_signing_in_to_the_files_of_an_issued_episode(
    assistant, live_server, settings, tmp_path, capsys
):
    settings.MEDIA_ROOT = tmp_path / "media"
    page = assistant.page
    sign_in(page, live_server)
    assistant.look()
    make_a_series(assistant)
    bring_the_sheet(assistant)
    assert set(Credit.objects.values_list("episode__number", flat=True)) == {"1"}

    assistant.follow(_("Review the drafts"))
    assistant.look()
    confirm = ngettext("Confirm the %(n)s draft of %(episode)s", "Confirm all %(n)s drafts of %(episode)s", 5)
    assistant.press(confirm % {"n": 5, "episode": Episode.objects.get(number="1")})
    assistant.look()
    assistant.follow(_("Issue the credits"))
    assistant.look()
    assistant.press(_("Issue %(n)s of %(part)s") % {"n": 1, "part": Episode.objects.get(number="1")})
    assistant.look()
    assert Production.objects.get().releases.get().episode.number == "1"

    names = make_the_files(assistant, tmp_path)
    assert [name.rpartition(".")[2] for name in names if name != "manifest.json"] == ["pdf", "xlsx"]
    with capsys.disabled():
        print(f"\n{assistant.width} px: {assistant.clicks} clicks on {assistant.pages} pages")
    assert (assistant.clicks, assistant.pages) == (CLICKS, PAGES)
    page.goto(f"{live_server.url}/admin/")
    expect(page.locator(".first-steps")).to_have_count(0)


def make_a_series(assistant: Assistant) -> None:
    """A title, a kind and how many episodes: the page of its sheet follows."""
    assistant.follow(_("Make your first production"))
    assistant.look()
    expect(assistant.page.locator("#id_given_title")).to_be_focused()
    assistant.page.keyboard.type("星の郵便局")
    assistant.choose("#id_kind", _("series"))
    assistant.click(assistant.page.locator("#id_episodes"))
    assistant.page.keyboard.type("12")
    assistant.press(_("Save"))
    assistant.look()
    assert Episode.objects.count() == 12


def bring_the_sheet(assistant: Assistant) -> None:
    """A sheet that does not say its episode, which the plan asks for."""
    assistant.page.set_input_files("#file", SHEET)
    assistant.clicks += 2  # the file's own window: choose, open
    assistant.press(_("Read the file"))
    assistant.look()
    expect(assistant.page.locator("#enter")).to_contain_text(_("Is the file of one episode? Say which."))
    assistant.choose("#said-episode", str(Episode.objects.get(number="1")))
    assistant.click(assistant.page.locator("#said").get_by_role("button", name=_("Read it so")))
    assistant.look()
    expect(assistant.page.locator("#enter .episode-asked")).to_have_count(0)
    assistant.press(_("Enter it"))
    expect(assistant.page.locator(".messagelist .success")).to_have_count(1)
    assistant.look()


def make_the_files(assistant: Assistant, folder) -> list[str]:
    """Two formats at once, made by a worker, and downloaded together. The names in the archive."""
    assistant.follow(_("Make files"))
    assistant.look()
    for format in ("pdf", "xlsx"):
        assistant.click(assistant.page.locator(f"input[name=formats][value={format}]"))
    assistant.press(_("Make files"))
    expect(assistant.page.locator(".messagelist .success")).to_have_count(1)
    for export in Export.objects.all():
        run_export(export.uid, clock=timezone.now)
    everything = assistant.page.get_by_role("link", name=_("Download all files (ZIP)"))
    expect(everything).to_be_visible()  # the page looks for it itself
    assistant.look()
    with assistant.page.expect_download() as download:
        assistant.click(everything)
    download.value.save_as(folder / "all.zip")
    with zipfile.ZipFile(folder / "all.zip") as archive:
        return sorted(name for name in archive.namelist() if not name.endswith("/"))

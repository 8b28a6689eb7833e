"""A small public record, and the window of somebody who reads it without an account."""

from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import expect

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.models import AISystem, Contributor, Cut, Production, Release, Role
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import withhold_name
from tests.acceptance.sheets import LOCALES

TITLES = {"ja": "星くずの少年", "en": "Hoshikuzu no Shonen"}
"""By which readers of a language look for the film."""
OTHER_SCRIPT = {"ja": "Tameshiyama", "en": "ためしやま"}
"""By which the artist looks for herself."""
CREDITED = "試山 けんけん"
SECRETS = ("秘田", "ひめた", "Himeta")
"""The name of who asked not to be named, in each script."""


@dataclass(frozen=True)
class PublicRecord:
    """What is public."""

    film: Production
    series: Production
    cut: Cut
    artist: Contributor
    studio: Contributor
    system: AISystem
    issue: Release

    def list_pages(self):
        """The address of one page of each kind, below its language."""
        yield from ("", "search/?q=星", "how-to-read/", "data/", "roles/background_art/")
        yield from (f"productions/{self.film.uid}/", f"productions/{self.series.uid}/")
        yield from (f"episodes/{self.cut.episode.uid}/", f"cuts/{self.cut.uid}/")
        yield from (f"people/{self.artist.uid}/", f"studios/{self.studio.uid}/")
        yield from (f"ai-systems/{self.system.uid}/", f"issues/{self.issue.uid}/")


def make_record(now):
    """A film whose backgrounds an artist and somebody who is not named painted, with an AI system; and a series of hers."""
    film = create_production(
        title=TITLES["ja"], kind="film", year=2026, visibility="public", by=None, now=now
    )
    add_title(film, text=TITLES["en"], kind="romaji", by=None, now=now)
    artist = create_contributor(
        name="試山 健犬", kana="ためしやま けんけん", romaji="Tameshiyama Kenken", by=None, now=now
    )
    hidden = create_contributor(name="秘田 花", kana="ひめた はな", romaji="Himeta Hana", by=None, now=now)
    studio = create_contributor(name="スタジオ例", kind="organization", by=None, now=now)
    painting, key = (Role.objects.get(code=code) for code in ("background_art", "key_animation"))
    rows = [
        {"role": painting, "contributor": artist, "credited_as": CREDITED, "affiliation": studio},
        {"role": painting, "contributor": hidden},
        {"role": painting, "absence_reason": "company_will_not_name", "headcount": 2},
    ]
    painted, withheld, _unnamed = enter_credits(film, rows, by=None, now=now, state="confirmed")
    withhold_name(withheld, statement="Please do not.", stated_on=now.date(), by=None, now=now)
    system = register_ai_system(name="Rakugaki", vendor="Kaku Labs", by=None, now=now)
    record_ai_use(
        painted, ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="prompt_guided", extent="partial", by=None, now=now,
    )  # fmt: skip
    series = create_production(title="夜の駅", kind="series", visibility="public", by=None, now=now)
    episode = add_episode(series, number="1", by=None, now=now)
    numbers = [{"number": f"C{number:03}", "length_frames": 48} for number in range(1, 31)]
    cuts = add_cuts(series, numbers, episode=episode, by=None, now=now)
    drawn = [{"role": key, "contributor": artist, "cut": cut, "episode": episode} for cut in cuts[:20]]
    enter_credits(series, drawn, by=None, now=now, state="confirmed")
    issue = issue_release(film, by=None, now=now)
    return PublicRecord(film, series, cuts[0], artist, studio, system, issue)


class Reader:
    """Somebody who reads pages in one language."""

    def __init__(self, page, site, language):
        self.page, self.site, self.language = page, site, language
        self.errors = []

    def open(self, address=""):
        self.page.goto(f"{self.site}/{self.language}/{address}")

    def search(self, text):
        """By the field of the header, and the key of Enter."""
        field = self.page.get_by_role("searchbox")
        field.fill(text)
        field.press("Enter")
        expect(self.page.locator("h1")).to_have_text(text)

    def follow(self, link):
        """A link by a click; waits until its page is there."""
        address = link.get_attribute("href")
        link.click()
        self.page.wait_for_url(lambda url: url.endswith(address))

    def reach(self, target, limit=60):
        """By the key of Tab alone; what has the focus can be seen to have it."""
        wanted = target.element_handle()
        for _press in range(limit):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                assert wanted.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
                return
        raise AssertionError(f"{limit} times Tab lead nowhere near {target}")

    @property
    def width(self):
        """How wide the page is, in CSS pixels."""
        return self.page.evaluate("document.documentElement.scrollWidth")


@contextmanager
def open_reader(chromium, live_server, language, width, **media):
    """A window without an account. An error in its console fails the test."""
    with chromium.new_context(
        locale=LOCALES[language], viewport={"width": width, "height": 800}, **media
    ) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        reader = Reader(page, live_server.url, language)
        page.on("console", lambda told: reader.errors.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: reader.errors.append(str(error)))
        yield reader
    assert reader.errors == []

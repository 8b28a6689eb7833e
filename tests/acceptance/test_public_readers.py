"""The public record as a fan, an artist and a journalist read it, in a real browser and in both languages."""

import json
from hashlib import sha256

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.acceptance.conftest import browser
from tests.acceptance.public_records import CREDITED, OTHER_SCRIPT, SECRETS, TITLES, make_record, open_reader

pytestmark = [
    *browser,
    pytest.mark.parametrize(("language", "width"), [("ja", 390), ("en", 1280)], ids=str),
]


@pytest.fixture
def record(unlocked):
    return make_record(timezone.now())


@pytest.fixture
def reader(chromium, live_server, record, language, width):
    with open_reader(chromium, live_server, language, width) as window:
        window.open()
        yield window


def test_a_fan_finds_who_painted_a_film_and_what_else_they_drew_by_keys_alone(reader, record):
    page = reader.page
    reader.reach(page.get_by_role("searchbox"))
    page.keyboard.type(TITLES[reader.language])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLES[reader.language])
    film = page.locator(f'.works a[href*="{record.film.uid}"]')
    expect(film).to_have_count(1)
    reader.reach(film)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLES[reader.language])
    expect(page.locator("#staff")).to_be_attached()
    names = page.locator("#staff ~ .roll dd").first
    expect(names.locator("a")).to_have_text(CREDITED)
    expect(names.locator(".withheld")).to_have_count(1)
    expect(names.locator(".unnamed")).to_have_count(1)
    reader.reach(names.locator("a"))
    page.keyboard.press("Enter")
    expect(page.locator(".work h3 a")).to_have_text([TITLES[reader.language], record.series.title])
    assert reader.width <= page.viewport_size["width"]


def test_an_artist_finds_herself_as_credited_and_nobody_finds_who_asked_not_to_be_named(reader, record):
    page = reader.page
    reader.search(OTHER_SCRIPT[reader.language])
    reader.follow(page.locator(f'.works a[href*="{record.artist.uid}"]'))
    expect(page.locator(".did .meta").filter(has_text=CREDITED)).to_have_count(1)
    for address in record.list_pages():
        reader.open(address)
        assert [name for name in SECRETS if name in page.content()] == [], address
    for name in SECRETS:
        reader.search(name)
        expect(page.locator(".works a")).to_have_count(0)


def test_a_journalist_follows_a_system_to_an_issue_and_verifies_it_by_hand(reader, record):
    page = reader.page
    reader.search("Rakugaki")
    reader.follow(page.locator(".works a"))
    expect(page.locator("li.ai")).to_contain_text(CREDITED)
    reader.follow(page.locator(f'main a[href*="{record.film.uid}"]').first)
    expect(page.locator("li.ai")).to_contain_text("Rakugaki")
    reader.follow(page.locator(f'a[href*="{record.issue.uid}"]'))
    roll = page.request.get(
        reader.site + page.get_by_role("link", name="roll.json").get_attribute("href")
    ).json()
    digests = [
        sha256(
            json.dumps(roll[part], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        ).hexdigest()
        for part in ("document", "issue")
    ]
    expect(page.locator(".steps code")).to_have_text(digests)
    answer = page.request.get(
        reader.site + page.get_by_role("link", name="JSON", exact=False).last.get_attribute("href")
    )
    assert answer.json()["digest"] == digests[0]
    assert [name for name in SECRETS if name in answer.text() or name in json.dumps(roll)] == []

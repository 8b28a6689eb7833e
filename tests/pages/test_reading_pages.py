"""Pages that explain, and what robots are told."""

import xml.etree.ElementTree as ElementTree

import pytest

from productions.catalogue.services.productions import add_episode, create_production
from tests.html_pages import get_text, list_links, list_texts, read_body

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.parametrize(("language", "word"), [("en", "not asked"), ("ja", "未確認")])
def test_every_word_that_pages_use_is_explained(client, open_page, db, language, word):
    page = open_page("how-to-read/", language)
    assert word in list_texts(page, "li")
    said = get_text(page)
    for vocabulary in client.get("/api/v1/vocab/").json():
        if vocabulary["name"] in ("absence-reason", "oversight", "source-type"):
            assert [
                each[f"label_{language}"]
                for each in vocabulary["words"]
                if each[f"label_{language}"] not in said
            ] == []


def test_the_licence_is_the_operators(open_page, db, settings):
    assert "has declared no licence" in get_text(open_page("data/"))
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = (
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    )
    page = open_page("data/")
    assert settings.DATA_LICENCE_URL in list_links(page)
    assert "has declared no licence" not in get_text(page)


def test_robots_may_read_pages_and_are_told_where_they_are(client, db):
    answer = client.get("/robots.txt")
    assert read_body(answer).splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/search/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_sitemap_has_the_pages_of_what_is_public_in_each_language(
    client, production, confirmed, person, now
):
    confirmed(contributor=person)
    episode = add_episode(production, number="1", by=None, now=now)
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    add_episode(hidden, number="1", by=None, now=now)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    files = [each.text for each in index.findall("s:sitemap/s:loc", SITEMAP)]
    found = {
        address.text
        for file in files
        for address in ElementTree.fromstring(client.get(file).content).findall("s:url/s:loc", SITEMAP)
    }
    assert found == {
        f"http://testserver/{language}/{page}"
        for language in ("en", "ja")
        for page in (
            "",
            "how-to-read/",
            "statistics/",
            "data/",
            f"productions/{production.uid}/",
            f"episodes/{episode.uid}/",
            f"people/{person.uid}/",
        )
    }


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/works.xml", "/robots.txt"])
def test_what_robots_read_takes_nothing(client, production, address):
    assert client.post(address).status_code == 405

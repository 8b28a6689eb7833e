"""What pages that are of no entry say to machines, and that they say nothing that nobody knows."""

import json

import pytest

from api.pages.site_linked_data import describe_data
from productions.people.services.contributors import create_contributor
from tests.counting import count_now
from tests.html_pages import find_all, get_text

SITE = "http://testserver/en/"


@pytest.fixture
def described(open_page, db):
    """The JSON-LD of a page; None where it has none."""

    def read(address, language="en"):
        found = find_all(open_page(address, language), "script", type="application/ld+json")
        return json.loads(get_text(found[0])) if found else None

    return read


def test_the_page_that_explains_is_about_the_site(described):
    found = described("how-to-read/", "ja")
    assert (found["@type"], found["inLanguage"]) == ("AboutPage", "ja")
    assert found["isPartOf"] == {"@id": "http://testserver/ja/"}


def test_data_without_licence_or_dump_is_the_api_alone(described, settings):
    settings.DATA_LICENCE = settings.DATA_LICENCE_URL = ""
    found = described("data/")
    assert found["distribution"] == [
        {
            "@type": "DataDownload", "encodingFormat": "application/json",
            "contentUrl": "http://testserver/api/v1/",
        }
    ]  # fmt: skip
    assert found.keys().isdisjoint({"license", "dateModified", "creator", "publisher"})
    assert found["inLanguage"] == [code for code, _name in settings.LANGUAGES]


def test_a_licence_is_the_address_of_its_text_or_its_name(described, settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "CC0-1.0", ""
    assert described("data/")["license"] == {"@type": "CreativeWork", "name": "CC0-1.0"}
    settings.DATA_LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert described("data/")["license"] == settings.DATA_LICENCE_URL


def test_each_file_of_the_newest_dump_is_a_download():
    dump = {
        "address": "/api/v1/dumps/1/",
        "manifest": {
            "made_at": "2026-05-01T12:00:00Z",
            "files": [
                {"name": "credits.parquet", "media_type": "application/vnd.apache.parquet", "bytes": 12}
            ],
        },
    }
    found = describe_data(f"{SITE}data/", SITE, dump, "http://testserver/api/v1/", "http://testserver")
    assert found["dateModified"] == "2026-05-01T12:00:00Z"
    assert found["distribution"][1] == {
        "@type": "DataDownload",
        "encodingFormat": "application/vnd.apache.parquet",
        "contentUrl": "http://testserver/api/v1/dumps/1/credits.parquet",
        "name": "credits.parquet",
        "contentSize": "12 B",
    }


def test_figures_are_told_once_they_are_counted(described, production, credit_in, now):
    for place in range(6):
        person = create_contributor(name=f"牧原 {place}", by=None, now=now)
        credit_in(production, contributor=person)
    assert described("statistics/") is None
    count_now()
    found = described("statistics/")
    figures = {each["name"]: each.get("value") for each in found["variableMeasured"]}
    assert figures == {
        "works": 1, "people and studios": 6, "credits": 6, "issued rolls": 0, "somebody is named": 6,
        "withheld by their own choice": None, "not named": None,
    }  # fmt: skip
    assert found["distribution"][0]["contentUrl"] == "http://testserver/api/v1/statistics/"


def test_a_search_lists_what_it_found_and_nothing_where_it_found_nothing(
    described, production, confirmed, person
):
    confirmed(contributor=person)
    found = described("search/?q=犬")
    assert found["mainEntity"]["itemListElement"] == [
        {
            "@type": "ListItem", "position": 1, "name": "犬と少年",
            "url": f"{SITE}productions/{production.uid}/",
        }
    ]  # fmt: skip
    assert described("search/") is described("search/?q=zzzz") is None


def test_the_next_pages_of_a_search_have_no_list(described, confirmed, now):
    for number in range(51):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    first = described("search/?q=見本&kind=people")
    assert len(first["mainEntity"]["itemListElement"]) == 50
    assert described("search/?q=見本&kind=people&cursor=") is None

"""What pages say to machines: small shapes of JSON-LD, read from the page itself."""

import json

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, read_markup


@pytest.fixture
def described(open_page):
    """The JSON-LD of a page."""

    def read(address, language="en"):
        (element,) = find_all(open_page(address, language), "script", type="application/ld+json")
        return json.loads(get_text(element))

    return read


def test_a_work_names_who_did_what(described, production, confirmed, person, role):
    confirmed(contributor=person, role=role("director"))
    found = described(f"productions/{production.uid}/")
    assert found == {
        "@context": "https://schema.org",
        "@type": "Movie",
        "@id": f"http://testserver/en/productions/{production.uid}/",
        "url": f"http://testserver/en/productions/{production.uid}/",
        "name": "犬と少年",
        "alternateName": ["いぬとしょうねん"],
        "datePublished": "2023",
        "contributor": [
            {
                "@type": "Role",
                "roleName": "Director",
                "contributor": {
                    "@type": "Person",
                    "@id": f"http://testserver/en/people/{person.uid}/",
                    "name": "牧原亮太郎",
                },
            }
        ],
    }


def test_a_gap_is_a_role_with_its_reason_and_a_machine_a_source(described, production, confirmed, now):
    credit = confirmed(contributor=None, absence_reason="company_will_not_name", printed_as="AI (+Human)")
    record_ai_use(
        credit,
        ai_system=register_ai_system(name="Painter", vendor="Kaku", by=None, now=now),
        task="generation",
        source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="prompt_guided",
        extent="partial",
        by=None,
        now=now,
    )
    found = described(f"productions/{production.uid}/")
    assert found["contributor"] == [
        {"@type": "Role", "roleName": "Background art", "description": "the company will not name them"}
    ]
    assert found["digitalSourceType"] == [
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    ]


def test_silence_on_ai_says_nothing_to_machines(described, production, confirmed, person):
    confirmed(contributor=person)
    assert "digitalSourceType" not in described(f"productions/{production.uid}/")


def test_who_asked_not_to_be_named_is_nothing_to_machines(described, production, confirmed, person, now):
    credit = confirmed(contributor=person)
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    assert "contributor" not in described(f"productions/{production.uid}/")


def test_a_person_is_linked_to_their_works(described, production, confirmed, person):
    confirmed(contributor=person)
    found = described(f"people/{person.uid}/", "ja")
    assert (found["@type"], found["name"]) == ("Person", "牧原亮太郎")
    (work,) = found["@reverse"]["contributor"]
    assert work["@id"] == f"http://testserver/ja/productions/{production.uid}/"


def test_an_issue_is_known_by_its_digest(described, production, confirmed, person, now):
    confirmed(contributor=person)
    issue = issue_release(production, by=None, now=now)
    found = described(f"issues/{issue.uid}/")
    assert found["identifier"] == f"sha256:{issue.digest}"
    assert found["about"]["@id"] == f"http://testserver/en/productions/{production.uid}/"


def test_no_title_ends_the_element_that_the_data_stands_in(client, described, now, db):
    title = "</script><script>alert(1)</script>"
    work = create_production(title=title, kind="film", visibility="public", by=None, now=now)
    assert described(f"productions/{work.uid}/")["name"] == title
    assert "<script>alert" not in read_markup(client.get(f"/en/productions/{work.uid}/"))

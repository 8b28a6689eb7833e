"""What pages say to machines: small shapes of JSON-LD, read from the page itself."""

import json

import pytest

from api.pages.linked_data import describe_offsets
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.management.demo import load_demo
from productions.models import AISystem, Contributor, Cut, Episode, Production, Release
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import withhold_name
from tests.counting import count_now
from tests.html_pages import find_all, get_text, read_markup
from tests.pages.linked_data_shapes import extract_machine_data, list_faults


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
        "creditText": "Director: 牧原亮太郎",
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


@pytest.fixture
def series(db, now):
    return create_production(
        title="星くず郵便局",
        kind="series",
        visibility="public",
        by=None,
        now=now,
    )


@pytest.fixture
def cut(series, now):
    episode = add_episode(series, number="3", title="雨の日", by=None, now=now)
    (added,) = add_cuts(
        series, [{"number": "012", "episode": episode, "length_frames": 36}], by=None, now=now
    )
    return added


def test_an_episode_of_a_series_says_of_which(described, series, cut, credit_in, person, role):
    credit_in(series, "episode_director", contributor=person, episode=cut.episode)
    found = described(f"episodes/{cut.episode.uid}/")
    assert (found["@type"], found["name"], found["episodeNumber"]) == ("TVEpisode", "雨の日", "3")
    assert found["partOfSeries"] == {
        "@type": "TVSeries",
        "@id": f"http://testserver/en/productions/{series.uid}/",
        "name": "星くず郵便局",
    }
    assert found["creditText"] == "Episode director: 牧原亮太郎"
    assert [each["roleName"] for each in found["contributor"]] == ["Episode director"]


def test_an_opening_is_a_clip(described, series, now):
    opening = add_episode(series, number="OP", kind="opening", by=None, now=now)
    found = described(f"episodes/{opening.uid}/")
    assert (found["@type"], found["name"]) == ("Clip", "OP")
    assert "episodeNumber" not in found
    assert found["partOfSeries"]["@type"] == "TVSeries"


def test_a_cut_is_a_clip_of_its_episode(described, series, cut, credit_in, person, role, now):
    credit = credit_in(series, "layout", contributor=person, cut=cut)
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
    found = described(f"cuts/{cut.uid}/", "ja")
    assert (found["@type"], found["name"], found["clipNumber"]) == ("Clip", "カット012", "012")
    assert found["partOfEpisode"] == {
        "@type": "Episode",
        "@id": f"http://testserver/ja/episodes/{cut.episode.uid}/",
        "name": "雨の日",
    }
    assert found["creditText"] == "レイアウト: 牧原亮太郎"
    assert found["digitalSourceType"] == [
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    ]
    assert "startOffset" not in found, "nobody placed it"


def test_a_cut_says_where_it_is_only_where_that_is_one_place():
    stretch = {"seconds": 12.5, "length": 36, "frame_rate": "24000/1001"}
    assert describe_offsets([stretch]) == {"startOffset": 12.5, "endOffset": 14.002}
    assert describe_offsets([stretch, dict(stretch)]) == describe_offsets([stretch])
    assert describe_offsets([stretch, stretch | {"seconds": 14.0}]) == describe_offsets([]) == {}


def test_who_asked_not_to_be_named_is_in_no_credit_line(described, series, cut, credit_in, person, role, now):
    credit = credit_in(series, "layout", contributor=person, cut=cut)
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    found = described(f"cuts/{cut.uid}/")
    assert found.keys().isdisjoint({"creditText", "contributor"})


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ja"])
def test_machines_read_every_kind_of_page_of_the_demo(client, db, now, language):
    load_demo(now=now)
    count_now()
    addresses = ["", "roles/background_art/", "roles/key_animation/", "how-to-read/", "data/", "statistics/"]
    addresses += ["search/?q=a", "search/?q=a&kind=people"]
    for page, rows in (
        ("productions", Production.objects.all()),
        ("episodes", Episode.objects.all()),
        ("cuts", Cut.objects.order_by("pk")[::40]),
        ("people", Contributor.objects.filter(kind="person")[:5]),
        ("studios", Contributor.objects.filter(kind="organization")[:5]),
        ("issues", Release.objects.all()),
        ("ai-systems", AISystem.objects.all()),
    ):
        assert rows, page
        addresses += [f"{page}/{row.uid}/" for row in rows]
    for address in addresses:
        answer = client.get(f"/{language}/{address}")
        read = extract_machine_data(answer, f"http://testserver/{language}/{address}")
        assert (address, list(list_faults(read.linked_data))) == (address, [])
        said = json.loads(read.linked_data)
        assert said["@id"] == f"http://testserver/{language}/{address}"
        assert read.open_graph["og:url"] == said["@id"]
        assert read.open_graph["og:image"].endswith("picture.png")


def test_the_shapes_find_what_is_wrong():
    said = {
        "@context": "https://schema.org",
        "@type": "Clip",
        "@id": "http://x/1",
        "url": "http://x/1",
        "name": "Cut 1",
    }
    assert list(list_faults(json.dumps(said))) == []
    role = {"@type": "Role", "roleName": "Layout"}
    for wrong, fault in (
        ({"name": ""}, "name is empty"),
        ({"director": "Somebody"}, "Clip has ['director']"),
        ({"digitalSourceType": "http://x/ai"}, "http://x/ai is no digital source type"),
        ({"contributor": [role]}, "a Role names somebody or says why not, and not both"),
        (
            {"partOfSeries": {"@type": "Movie", "@id": "http://x/2", "name": "Film"}},
            "partOfSeries leads to ['Movie']",
        ),
    ):
        assert list(list_faults(json.dumps(said | wrong))) == [fault]

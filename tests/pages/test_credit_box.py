"""Credit boxes, which other sites frame, and oEmbed, by which they find them."""

from xml.etree.ElementTree import fromstring

import pytest
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_value, list_links, list_texts, read_body, read_markup, read_page


def read_policy(answer):
    """The directives of an answer's Content-Security-Policy by name."""
    parts = (part.partition(" ") for part in answer["Content-Security-Policy"].split("; "))
    return {name: sources for name, _space, sources in parts}


@pytest.fixture
def work(production, confirmed, person, role, now):
    """A work with a director, layout by one who asked not to be named, and a background of nobody; an episode and a cut of it."""
    confirmed(contributor=person, role=role("background_art"))
    confirmed(contributor=person, role=role("director"))
    confirmed(contributor=None, absence_reason="company_will_not_name", role=role("background_art"))
    hidden = create_contributor(name="見本 花", by=None, now=now)
    credit = confirmed(contributor=hidden, role=role("layout"))
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    return production


@pytest.fixture
def boxes(work, confirmed, person, role, now):
    """The box of each kind of page."""
    episode = add_episode(work, number="1", by=None, now=now)
    (cut,) = add_cuts(work, [{"number": "001", "length_frames": 24}], by=None, now=now)
    confirmed(contributor=person, role=role("layout"), cut=cut)
    return [f"productions/{work.uid}/box/", f"episodes/{episode.uid}/box/", f"cuts/{cut.uid}/box/"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_box_is_framed_by_any_site_and_runs_nothing(client, boxes, language):
    for box in boxes:
        answer = client.get(f"/{language}/{box}")
        policy = read_policy(answer)
        assert (policy["frame-ancestors"], policy["script-src"], policy["default-src"]) == (
            "*",
            "'none'",
            "'none'",
        )
        assert "X-Frame-Options" not in answer
        page = read_page(answer)
        assert not find_all(page, "script")
        assert [get_value(each, "lang") for each in find_all(page, "html")] == [language]
        again = client.get(f"/{language}/{box}", headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, read_policy(again)["frame-ancestors"]) == (304, "*")


def test_every_other_page_stays_unframed(client, boxes, person):
    framed = [box.removesuffix("box/") for box in boxes] + [f"people/{person.uid}/", "", "search/"]
    for address in framed:
        answer = client.get(f"/en/{address}")
        assert read_policy(answer)["frame-ancestors"] == "'none'"
        assert answer["X-Frame-Options"] == "DENY"


def test_a_box_leads_to_the_full_page_in_a_window_of_its_own(open_page, boxes):
    for box in boxes:
        page = open_page(box)
        assert list_links(page) == {f"/en/{box.removesuffix('box/')}"}
        for link in find_all(page, "a"):
            assert (get_value(link, "target"), get_value(link, "rel")) == ("_blank", "noopener")


def test_a_box_says_who_is_named_who_asked_not_to_be_and_who_is_not(client, open_page, work, boxes):
    page = open_page(boxes[0])
    assert list(zip(list_texts(page, "dt"), list_texts(page, "dd"), strict=True)) == [
        ("Director", "牧原亮太郎"),
        ("Layout", "牧原亮太郎 , withheld by their own choice"),
        ("Background art", "牧原亮太郎 , not named"),
    ]
    assert "見本" not in read_markup(client.get(f"/ja/{boxes[0]}"))
    assert list_texts(open_page(boxes[2]), "dd") == ["牧原亮太郎"]


def test_oembed_gives_the_frame_of_a_box(client, work):
    page = f"http://testserver/ja/productions/{work.uid}/"
    answer = client.get("/oembed", {"url": page})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    said = answer.json()
    frame = said.pop("html")
    assert said == {
        "version": "1.0",
        "type": "rich",
        "title": "犬と少年",
        "provider_name": "Staffroll",
        "provider_url": "http://testserver/ja/",
        "cache_age": 3600,
        "width": 600,
        "height": 460,
        "thumbnail_url": f"{page}picture.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    assert f'src="{page}box/" width="600" height="460"' in frame


def test_oembed_says_the_same_in_xml(client, boxes):
    page = f"http://testserver/en/{boxes[2].removesuffix('box/')}"
    answer = client.get("/oembed", {"url": page, "format": "xml"})
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    said = {each.tag: each.text for each in fromstring(read_body(answer))}
    told = client.get("/oembed", {"url": page, "format": "json"}).json()
    assert said == {name: str(value) for name, value in told.items()}
    assert said["title"] == "犬と少年 Cut 001"


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ({"maxwidth": 320}, (320, 660)),
        ({"maxheight": 200}, (600, 200)),
        ({"maxwidth": 5000, "maxheight": 5000}, (600, 460)),
        ({"maxwidth": "9" * 5000}, (600, 460)),
    ],
)
def test_a_frame_is_no_larger_than_there_is_room_for(client, work, room, size):
    said = client.get("/oembed", {"url": f"http://testserver/en/productions/{work.uid}/", **room}).json()
    assert (said["width"], said["height"]) == size
    assert ("thumbnail_url" in said) == (size == (600, 460))


def test_a_page_says_where_its_frame_is_found(client, open_page, boxes):
    for box in boxes:
        page = open_page(box.removesuffix("box/"))
        for kind in ("application/json+oembed", "text/xml+oembed"):
            (link,) = find_all(page, "link", rel="alternate", type=kind)
            answer = client.get(get_value(link, "href").removeprefix("http://testserver"))
            assert answer.status_code == 200
            assert f"/en/{box}" in read_body(answer)


def test_only_pages_of_this_site_that_are_public_are_embedded(client, work, person, now):
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    for address in (
        f"http://elsewhere.example/en/productions/{work.uid}/",
        f"ftp://testserver/en/productions/{work.uid}/",
        f"http://testserver/en/productions/{hidden.uid}/",
        f"http://testserver/en/ai-systems/{system.uid}/",
        f"http://testserver/en/people/{person.uid}/",
        f"http://testserver/productions/{work.uid}/",
        "http://testserver/en/",
        "http://[testserver/en/",
        "nonsense",
    ):
        answer = client.get("/oembed", {"url": address})
        assert answer.status_code == 404, address
        assert "Hidden" not in read_body(answer)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"url": ""}, 400),
        ({"maxwidth": "wide"}, 400),
        ({"maxheight": "-1"}, 400),
        ({"maxwidth": "0"}, 400),
    ],
)
def test_what_cannot_be_answered_is_said_as_the_specification_says(client, work, asked, status):
    page = {"url": f"http://testserver/en/productions/{work.uid}/"}
    assert client.get("/oembed", page | asked).status_code == status


def test_a_title_in_a_frame_is_no_markup(client, db, now):
    work = create_production(
        title='"><script>alert(1)</script>', kind="film", visibility="public", by=None, now=now
    )
    page = f"http://testserver{reverse('pages:production', kwargs={'uid': work.uid})}"
    said = client.get("/oembed", {"url": page}).json()
    assert said["title"] == work.title
    assert "<script" not in said["html"]

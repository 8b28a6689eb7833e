"""The pictures of pages: their size and validators, and that nothing is on them which the page does not say."""

import struct

import pytest
from django.utils.translation import override

from api.pages.cut_strip import arrange_strips
from api.pages.page_picture import PictureFacts, draw_picture
from api.pages.picture_strip import draw_whole_bar
from api.pages.work_facts import LeadLine, read_work_facts
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_value

WORDING = {"lang": "en", "names": "romaji_western"}
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def read_size(png):
    """Width and height that a PNG says of itself (IHDR)."""
    assert png.startswith(PNG_SIGNATURE)
    return struct.unpack(">II", png[16:24])


def list_graph(page):
    """What a page says in Open Graph and to Twitter, by property or name."""
    return {
        get_value(meta, "property") or get_value(meta, "name"): get_value(meta, "content")
        for meta in find_all(page, "meta")
    }


@pytest.fixture
def addresses(production, confirmed, person, company, role, now):
    """A page of each kind, and the picture that stands for it."""
    confirmed(contributor=person, role=role("director"))
    confirmed(contributor=company, kind="organization", absence_reason="company_will_not_name")
    issue = issue_release(production, by=None, now=now)
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "001"}], by=None, now=now)
    work = f"productions/{production.uid}/"
    return {
        "": "picture.png",
        "data/": "picture.png",
        work: f"{work}picture.png",
        f"episodes/{episode.uid}/": f"{work}picture.png",
        f"cuts/{cut.uid}/": f"{work}picture.png",
        f"people/{person.uid}/": f"people/{person.uid}/picture.png",
        f"studios/{company.uid}/": f"studios/{company.uid}/picture.png",
        f"issues/{issue.uid}/": f"issues/{issue.uid}/picture.png",
    }


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_has_a_picture_of_the_size_that_it_says(client, open_page, addresses, language):
    for address, picture in addresses.items():
        graph = list_graph(open_page(address, language))
        assert graph["og:image"] == f"http://testserver/{language}/{picture}"
        answer = client.get(graph["og:image"].removeprefix("http://testserver"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png"), picture
        size = (int(graph["og:image:width"]), int(graph["og:image:height"]))
        assert read_size(answer.content) == size == (1200, 630)
        assert graph["og:image:alt"]
        assert graph["twitter:card"] == "summary_large_image"
        assert not answer.cookies


def test_a_picture_that_did_not_change_is_not_drawn_again(client, production, confirmed, person, role, now):
    address = f"/ja/productions/{production.uid}/picture.png"
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    confirmed(contributor=person, role=role("director"))
    assert client.get(address, headers={"if-none-match": etag})["ETag"] != etag


def test_the_picture_of_a_work_says_who_answers_for_it_and_how_many_are_named(
    production, confirmed, person, role, now
):
    confirmed(contributor=person, role=role("director"), credited_as="牧原 亮太郎")
    confirmed(contributor=person, role=role("layout"))
    confirmed(contributor=None, absence_reason="company_will_not_name")
    with override("en"):
        work = read_work_facts(production.uid, WORDING)
    assert work.leads == (LeadLine("Director", ("牧原 亮太郎",)),)
    assert {figure.sign: figure.number for figure in work.figures} == {
        "named": 2,
        "withheld": 0,
        "unnamed": 1,
    }
    assert work.kind == "short film · 2023"


def test_who_asked_not_to_be_named_is_counted_and_is_on_no_picture(
    client, production, confirmed, person, role, now
):
    credit = confirmed(contributor=person, role=role("director"))
    address = f"/ja/productions/{production.uid}/picture.png"
    before = client.get(address).content
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    work = read_work_facts(production.uid, WORDING)
    assert work.leads == ()
    assert {figure.sign: figure.number for figure in work.figures}["withheld"] == 1
    assert client.get(address).content != before
    assert client.get(f"/ja/people/{person.uid}/picture.png").status_code == 404


def test_no_reader_keeps_a_picture_with_a_name_that_was_withheld_since(
    client, production, confirmed, person, role, now
):
    credit = confirmed(contributor=person, role=role("director"))
    # An issue's picture has its title, number, day and digest, and never a name.
    addresses = [
        f"/en/{page}/{entry.uid}/picture.png"
        for page, entry in (("productions", production), ("people", person))
    ]
    etags = {address: client.get(address).headers["ETag"] for address in addresses}
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    told = [
        client.get(address, headers={"If-None-Match": etag}).status_code for address, etag in etags.items()
    ]
    assert told == [200, 404]


def test_what_is_not_public_has_no_picture(client, db, now):
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    assert client.get(f"/en/productions/{hidden.uid}/picture.png").status_code == 404


def test_the_picture_of_a_merged_person_and_of_a_studio_is_at_their_own_address(
    client, production, confirmed, person, company, now
):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    for contributor in (person, double):
        confirmed(contributor=contributor)
    confirmed(contributor=company, kind="organization", absence_reason="company_will_not_name")
    merge_contributors(double, into=person, by=None, now=now, reason="One person.")
    for asked, found in (
        (f"people/{double.uid}", f"people/{person.uid}"),
        (f"people/{company.uid}", f"studios/{company.uid}"),
    ):
        answer = client.get(f"/ja/{asked}/picture.png")
        assert (answer.status_code, answer["Location"]) == (301, f"/ja/{found}/picture.png")


@pytest.mark.parametrize(
    "title",
    [
        '#read("/etc/passwd") $x^2$ *bold* `raw` </svg><script>alert(1)</script>',
        "転生したら第七皇子の末裔だった件について、" * 12,
        "W" * 300,
        "الكلب والصبي " * 20,
        "👩‍🎨 𠮷野家 ตัวอย่าง Dvořák\u202e\u0000",
    ],
)
def test_any_title_is_text_and_fits(title):
    facts = PictureFacts("ja", title, title, (LeadLine(title, (title, title)),) * 3)
    assert read_size(draw_picture(facts)) == (1200, 630)


def test_markup_in_a_title_is_drawn_as_it_is_written():
    """Were it markup, both pictures would show an empty title."""
    plain, marked = (PictureFacts("en", "", title) for title in ("", "#hide[Secret] // nothing"))
    assert draw_picture(plain) != draw_picture(marked)


def test_the_bar_of_a_long_film_is_short():
    rows = [
        {
            "uid": f"00000000-0000-0000-0000-{number:012}", "number": f"{number:04}", "length_frames": 24, "status": "active",
            "named": number % 2, "withheld": 0, "unnamed": 1, "ai": "used", "production": {"uid": "p"}, "episode": None,
        }
        for number in range(3000)
    ]  # fmt: skip
    assert len(draw_whole_bar(arrange_strips(rows))) < 60_000
    assert draw_whole_bar([]) == ""

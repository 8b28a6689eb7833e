"""Addresses of public pages: languages, entries that moved or went, and what is sent beside a page."""

import pytest

from api.http.responses import LIVE_CACHE_CONTROL
from api.pages.home_page import NEWEST_PRODUCTIONS
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import add_title, create_production
from productions.management.demo import load_demo
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from tests.html_pages import find_all, get_text, get_value, list_links, list_texts, read_body, read_page


@pytest.mark.parametrize(("wanted", "language"), [("ja,en;q=0.8", "ja"), ("fr", "en"), ("en-GB", "en")])
def test_the_site_opens_in_the_readers_language(client, wanted, language):
    answer = client.get("/", headers={"accept-language": wanted})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer["Vary"]


def test_an_address_without_a_language_leads_to_the_page(client, production, confirmed, person):
    confirmed(contributor=person)
    answer = client.get(f"/people/{person.uid}/", headers={"accept-language": "ja"})
    assert (answer.status_code, answer["Location"]) == (302, f"/ja/people/{person.uid}/")


def test_a_page_names_itself_and_the_same_in_each_language(open_page, production, now):
    add_title(production, text="The Dog & The Boy", kind="english", by=None, now=now)
    page = open_page(f"productions/{production.uid}/", "en")
    addresses = {code: f"http://testserver/{code}/productions/{production.uid}/" for code in ("en", "ja")}
    (canonical,) = find_all(page, "link", rel="canonical")
    assert get_value(canonical, "href") == addresses["en"]
    assert {
        get_value(link, "hreflang"): get_value(link, "href")
        for link in find_all(page, "link", rel="alternate")
        if get_value(link, "hreflang")
    } == addresses
    (html,) = find_all(page, "html")
    assert get_value(html, "lang") == "en"
    assert list_texts(page, "h1") == ["The Dog & The Boy"]
    assert list_texts(open_page(f"productions/{production.uid}/", "ja"), "h1") == ["犬と少年"]


def test_a_page_knows_no_account_and_sets_no_cookie(client, production, confirmed, person, staff):
    confirmed(contributor=person)
    client.force_login(staff("approver"))
    answer = client.get(f"/en/people/{person.uid}/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=30, stale-while-revalidate=60"
    assert "Cookie" not in answer["Vary"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_page_that_did_not_change_is_not_sent_again(client, production):
    address = f"/ja/productions/{production.uid}/"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(
    "condition", [{"if-match": '"another"'}, {"if-unmodified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}]
)
def test_a_page_that_is_another_one_by_now_is_not_sent(client, production, condition):
    answer = client.get(f"/ja/productions/{production.uid}/", headers=condition)
    assert answer.status_code == 412
    assert read_body(answer) == "The content is not the one that If-Match or If-Unmodified-Since names."


def test_a_page_is_sent_compressed(client, production):
    answer = client.get(f"/ja/productions/{production.uid}/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


def test_a_merged_person_leads_to_the_one_that_stays(client, production, confirmed, person, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    confirmed(contributor=person)
    confirmed(contributor=double)
    merge_contributors(double, into=person, by=None, now=now, reason="One person.")
    answer = client.get(f"/ja/people/{double.uid}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/ja/people/{person.uid}/")
    assert answer["Cache-Control"] == LIVE_CACHE_CONTROL, "a merge can be undone"


def test_a_studio_under_people_leads_to_its_own_page(client, production, confirmed, company):
    confirmed(contributor=company, kind="organization", absence_reason="company_will_not_name")
    answer = client.get(f"/en/people/{company.uid}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/studios/{company.uid}/")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "This entry was removed"), ("ja", "このページの登録は削除されました")]
)
def test_a_removed_work_says_so(client, production, now, language, said):
    remove_entity(production, by=None, now=now, reason="A reason of the studio's own.")
    answer = client.get(f"/{language}/productions/{production.uid}/")
    assert (answer.status_code, answer["Cache-Control"]) == (410, LIVE_CACHE_CONTROL)
    assert list_texts(read_page(answer), "h1") == [said]
    assert "own" not in get_text(read_page(answer)).split()


def test_what_is_not_public_is_not_there(client, db, now):
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    for address in (f"productions/{hidden.uid}", f"ai-systems/{system.uid}", f"people/{hidden.uid}", "x"):
        answer = client.get(f"/ja/{address}/")
        assert (answer.status_code, answer["Cache-Control"]) == (404, LIVE_CACHE_CONTROL)
        assert list_texts(read_page(answer), "h1") == ["このアドレスにはページがありません"]


def test_what_is_nowhere_is_said_in_each_readers_language_and_kept_for_nobody_else(client, db):
    answer = client.get("/nowhere/", headers={"accept-language": "ja"})
    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-cache")


def name_shared(page):
    """What a page is called where it is shared, with the name of the site that its title ends with."""
    titles = find_all(page, "meta", property="og:title")
    return [f"{get_value(title, 'content')} – Staffroll" for title in titles]


def test_every_link_of_the_demo_answers(client, db, now):
    """From the first page on, in both languages: pages, their JSON, and what the head names."""
    load_demo(now=now)
    waiting, seen, pages = ["/en/", "/ja/"], set(), 0
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(("http", "#", "/static/", "/admin/")):
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer["Content-Type"].startswith("text/html") and not address.startswith("/api/"):
            page = read_page(answer)
            heads = {get_value(link, "href") for link in find_all(page, "link")}
            pages += 1
            assert name_shared(page) == list_texts(page, "title")[:1], address  # those of marks follow
            waiting += sorted(list_links(page) | heads)
            waiting = [each.removeprefix("http://testserver") for each in waiting]
    assert pages > 100


def test_pages_answer_where_the_site_has_a_host_of_its_own_alone(client, db, settings, now):
    """Lists that go on give the address of their next page, for which Django asks whose host it is."""
    for number in range(NEWEST_PRODUCTIONS + 1):
        create_production(title=f"{number}", kind="film", visibility="public", by=None, now=now)
    settings.ALLOWED_HOSTS = ["staffroll.example"]
    assert client.get("/en/", SERVER_NAME="staffroll.example").status_code == 200

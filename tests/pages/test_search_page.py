"""The search for people: any script, each kind of entry, and what cannot be read."""

import pytest

from productions.people.services.contributors import create_contributor
from tests.html_pages import find_all, get_value, list_links, list_texts


@pytest.fixture
def search(open_page):
    return lambda question, language="en": open_page(f"search/?{question}", language)


@pytest.fixture
def credited(confirmed, person, company, role):
    """A person and a studio with a credit each."""
    confirmed(contributor=person)
    confirmed(
        contributor=company, kind="organization", role=role("animation_production"),
        absence_reason="company_will_not_name",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["牧原", "まきはら", "makihara"])
def test_a_person_is_found_in_any_script(search, credited, person, text):
    assert f"/en/people/{person.uid}/" in list_links(search(f"q={text}"))


def test_each_kind_has_its_part(search, credited, production, company):
    assert list_texts(search("q=犬"), "h2") == ["Works"]
    assert f"/en/studios/{company.uid}/" in list_links(search("q=wit"))
    assert list_texts(search("q=背景", "ja"), "h2") == ["役職"]
    assert list_texts(search("q=wit&kind=works"), "h2") == []


def test_what_is_searched_is_marked(search, credited):
    (current,) = find_all(
        find_all(search("q=犬&kind=works"), "ul", class_="kinds")[0], "a", aria_current="page"
    )
    assert get_value(current, "href") == "?q=%E7%8A%AC&kind=works"


def test_what_is_searched_is_kept_where_the_language_changes(search, credited):
    page = search("q=犬&kind=works&cursor=&from=mail")
    kept = "search/?q=%E7%8A%AC&kind=works"
    assert {f"http://testserver/{code}/{kept}" for code in ("en", "ja")} <= list_links(page)
    (canonical,) = find_all(page, "link", rel="canonical")
    assert get_value(canonical, "href") == f"http://testserver/en/{kept}"


@pytest.mark.parametrize("question", ["q=" + "a" * 201, "q=a%00", "q=a&kind=people&cursor=nonsense"])
def test_what_cannot_be_read_is_told_in_one_sentence(search, db, question):
    assert list_texts(search(question), "p", class_="lead") == [
        "This cannot be searched for. Write a title or a name of at most 200 characters."
    ]


def test_one_kind_is_read_page_after_page(search, confirmed, now):
    for number in range(60):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    seen, question = set(), "q=見本&kind=people"
    while question:
        page = search(question)
        seen |= {link for link in list_links(page) if "/people/" in link}
        question = next((link[1:] for link in list_links(page) if "cursor=" in link), "")
    assert len(seen) == 60


def test_a_search_for_everything_leads_to_the_rest_of_each_kind(search, confirmed, now):
    for number in range(9):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    page = search("q=見本")
    assert len([link for link in list_links(page) if "/people/" in link]) == 8
    assert "?q=%E8%A6%8B%E6%9C%AC&kind=people" in list_links(page)

"""Feeds of a work and of a person, read as XML."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest

from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_value

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def read_feed(client):
    """The feed of an address: its title, and its entries as (title, address)."""

    def read(address):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
        root = ElementTree.fromstring(answer.content)
        entries = [
            (entry.find("a:title", ATOM).text, entry.find("a:link", ATOM).get("href"))
            for entry in root.findall("a:entry", ATOM)
        ]
        return root.find("a:title", ATOM).text, entries

    return read


def test_a_works_feed_has_its_issues_newest_first(read_feed, open_page, production, confirmed, person, now):
    confirmed(contributor=person)
    first = issue_release(production, by=None, now=now)
    confirmed(contributor=create_contributor(name="見本 花", by=None, now=now))
    second = issue_release(production, by=None, now=now + timedelta(days=1))
    (link,) = find_all(open_page(f"productions/{production.uid}/", "ja"), "link", type="application/atom+xml")
    assert read_feed(get_value(link, "href")) == (
        "犬と少年",
        [
            ("第2稿", f"http://testserver/ja/issues/{second.uid}/"),
            ("第1稿", f"http://testserver/ja/issues/{first.uid}/"),
        ],
    )


def test_a_persons_feed_has_an_entry_for_each_role_in_each_work(
    read_feed, production, confirmed, person, role
):
    confirmed(contributor=person, role=role("director"))
    confirmed(contributor=person, role=role("layout"))
    _title, entries = read_feed(f"/en/people/{person.uid}/feed/")
    address = f"http://testserver/en/productions/{production.uid}/"
    assert entries == [("犬と少年: Layout", address), ("犬と少年: Director", address)]


def test_who_asked_not_to_be_named_has_no_feed(client, confirmed, person, now):
    credit = confirmed(contributor=person)
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    assert client.get(f"/en/people/{person.uid}/feed/").status_code == 404

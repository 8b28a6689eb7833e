"""`…/chain/`: who gave work to whom, studio to studio and studio to person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production, update_production
from productions.credits.services.credits import enter_credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.api.asking import get

MANY = 30


@pytest.fixture
def studios(now):
    def make(name):
        return create_contributor(name=name, kind="organization", by=None, now=now)

    return [make(name) for name in ("スタジオ例", "スタジオ北例", "原画例")]


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


def told(rows):
    """Each row in few words."""
    return [
        (
            row["link"], row["giver"]["name"], row["taker"] and row["taker"]["name"], [role["code"] for role in row["roles"]],
            row["credits"],
        )
        for row in rows
    ]  # fmt: skip


def links(client, path):
    return get(client, path).json()["results"]


def test_work_is_followed_from_studio_to_studio_to_person(
    client, production, episode, studios, person, confirmed, role, now
):
    lead, gross, drawing = studios
    cuts = add_cuts(
        production, [{"number": str(number)} for number in range(1, 4)], episode=episode, by=None, now=now
    )
    confirmed(
        contributor=gross,
        role=role("gross_production"),
        kind="organization",
        episode=episode,
        contracted_by=lead,
    )
    for cut in cuts[:2]:
        confirmed(
            contributor=person, role=role("key_animation"), cut=cut, affiliation=drawing, contracted_by=gross
        )
    confirmed(contributor=person, role=role("layout"), cut=cuts[2], affiliation=drawing, contracted_by=gross)
    rows = links(client, f"productions/{production.uid}/chain/")
    assert told(rows) == [
        ("contract", "スタジオ例", "スタジオ北例", ["gross_production"], 1),
        ("contract", "スタジオ北例", "原画例", ["layout", "key_animation"], 3),
        ("affiliation", "原画例", "牧原亮太郎", ["layout", "key_animation"], 3),
    ]
    assert rows == links(client, f"episodes/{episode.uid}/chain/")
    own = {"uid": str(episode.uid), "number": "1", "title": ""}
    assert rows[0]["episodes"] == [
        {"episode": own, "segment": None, "whole": True, "cuts": "", "cut_count": 0}
    ]
    assert rows[1]["episodes"] == [
        {"episode": own, "segment": None, "whole": False, "cuts": "1-3", "cut_count": 3}
    ]
    (row,) = links(client, f"productions/{production.uid}/chain/?contracted_by={lead.uid}")
    assert row["taker"]["uid"] == str(gross.uid)


def test_work_that_was_given_to_a_person_themselves_is_a_contract(
    client, production, studios, person, confirmed, role
):
    confirmed(contributor=person, role=role("layout"), contracted_by=studios[0])
    confirmed(contributor=person, role=role("director"))
    assert told(links(client, f"productions/{production.uid}/chain/")) == [
        ("contract", "スタジオ例", "牧原亮太郎", ["layout"], 1)
    ]


def test_a_range_of_episodes_is_in_the_chain_of_each(
    client, production, episode, studios, person, confirmed, role, now
):
    second, third = (add_episode(production, number=number, by=None, now=now) for number in "23")
    confirmed(
        contributor=person, role=role("layout"), episode=episode, last_episode=second, affiliation=studios[0]
    )
    for each in (episode, second):
        (row,) = links(client, f"episodes/{each.uid}/chain/")
        assert [part["episode"]["number"] for part in row["episodes"]] == ["1", "2"]
    assert links(client, f"episodes/{third.uid}/chain/") == []


def test_who_withholds_their_name_is_nobodys_taker(client, production, studios, person, confirmed, role, now):
    credit = confirmed(contributor=person, role=role("layout"), affiliation=studios[0])
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    assert told(links(client, f"productions/{production.uid}/chain/")) == [
        ("affiliation", "スタジオ例", None, ["layout"], 1)
    ]
    assert links(client, f"productions/{production.uid}/chain/?contributor={person.uid}") == []


def test_drafts_and_private_productions_have_no_public_chain(
    client, production, episode, studios, person, role, confirmed, now
):
    enter_credit(
        production, role=role("layout"), contributor=person, affiliation=studios[0], by=None, now=now
    )
    assert links(client, f"productions/{production.uid}/chain/") == []
    confirmed(contributor=person, role=role("director"), affiliation=studios[0], episode=episode)
    update_production(production, visibility="private", by=None, now=now)
    for path in (f"productions/{production.uid}/chain/", f"episodes/{episode.uid}/chain/"):
        get(client, path, 404)
    elsewhere = create_production(title="別", kind="film", visibility="public", by=None, now=now)
    assert links(client, f"productions/{elsewhere.uid}/chain/") == []


def test_a_long_chain_is_read_page_by_page(client, production, studios, confirmed, role, now):
    for number in range(5):
        other = create_contributor(name=f"見本 {number}", by=None, now=now)
        confirmed(contributor=other, role=role("layout"), affiliation=studios[number % 2])
    whole = links(client, f"productions/{production.uid}/chain/")
    page = get(client, f"productions/{production.uid}/chain/?page_size=2").json()
    found = page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        found += page["results"]
    assert found == whole
    assert len(whole) == 5


def test_a_chain_asks_as_often_for_many_as_for_one(
    client, production, episode, studios, confirmed, role, now
):
    cuts = add_cuts(
        production, [{"number": str(number)} for number in range(MANY)], episode=episode, by=None, now=now
    )

    def enter(number):
        other = create_contributor(name=f"見本 {number}", by=None, now=now)
        confirmed(
            contributor=other, role=role("layout"), cut=cuts[number], affiliation=studios[0], contracted_by=studios[1]
        )  # fmt: skip

    def count(path):
        links(client, path)
        FRAGMENT_CACHE.clear()
        with CaptureQueriesContext(connection) as asked:
            links(client, path)
        return len(asked)

    paths = (f"productions/{production.uid}/chain/", f"episodes/{episode.uid}/chain/")
    enter(0)
    few = [count(path) for path in paths]
    for number in range(1, MANY):
        enter(number)
    assert [count(path) for path in paths] == few

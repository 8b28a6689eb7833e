"""Identifiers elsewhere of productions, episodes and their editions, as everybody reads and finds them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.productions import add_episode, update_production
from productions.ledger.services.ledger import number_events
from productions.people.services.external_ids import add_external_id, update_external_id
from productions.removals.services.removal import remove_entity
from tests.api.asking import get, uids
from tests.html_pages import read_markup

EIDR = "10.5240/7791-8534-2C23-9030-8610-5"
MANY = 30


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


def shown(entry, edition=None):
    urn = f"urn:eidr:{entry.value}" if entry.scheme == "eidr" else None
    return {
        "uid": str(entry.uid), "edition": edition, "scheme": entry.scheme, "value": entry.value, "urn": urn,
    }  # fmt: skip


def test_episodes_show_their_identifiers_and_those_of_their_editions(client, episode, now):
    work = add_external_id(scheme="wikidata", value="Q12", episode=episode, by=None, now=now)
    disc = add_external_id(scheme="eidr", value=EIDR, edition="disc", episode=episode, by=None, now=now)
    found = get(client, f"episodes/{episode.uid}/").json()["external_ids"]
    assert found == [shown(disc, "disc"), shown(work)]
    remove_entity(work, by=None, now=now, reason="A namesake's.")
    assert get(client, f"episodes/{episode.uid}/").json()["external_ids"] == [shown(disc, "disc")]


def test_productions_say_the_edition_of_an_identifier(client, production, now):
    entry = add_external_id(scheme="eidr", value=EIDR, edition="dub", production=production, by=None, now=now)
    assert get(client, f"productions/{production.uid}/").json()["external_ids"] == [shown(entry, "dub")]
    update_external_id(entry, edition="", by=None, now=now)
    assert get(client, f"productions/{production.uid}/").json()["external_ids"] == [shown(entry)]


def test_episodes_are_found_by_an_identifier(client, production, episode, now):
    add_external_id(scheme="eidr", value=EIDR, episode=episode, by=None, now=now)
    other = add_episode(production, number="2", by=None, now=now)
    assert uids(client, f"episodes/?external_id=eidr:{EIDR}") == [str(episode.uid)]
    assert uids(client, f"productions/{production.uid}/episodes/?external_id=eidr:{EIDR}") == [
        str(episode.uid)
    ]
    assert uids(client, "episodes/?external_id=tmdb:12") == []
    assert get(client, "episodes/?external_id=nowhere:12", 400)
    assert str(other.uid) in uids(client, "episodes/")


def test_a_private_production_tells_no_identifiers_of_its_episodes(client, production, episode, now):
    add_external_id(scheme="eidr", value=EIDR, episode=episode, by=None, now=now)
    update_production(production, visibility="private", by=None, now=now)
    assert uids(client, f"episodes/?external_id=eidr:{EIDR}") == []
    get(client, f"episodes/{episode.uid}/", 404)
    assert EIDR not in read_markup(get(client, "changes/"))


def test_the_feed_tells_that_an_episode_has_another_identifier(client, episode, now):
    number_events()
    after = get(client, f"changes/?after={2**40}").json()["last"]
    add_external_id(scheme="eidr", value=EIDR, episode=episode, by=None, now=now)
    number_events()
    (row,) = get(client, f"changes/?after={after}").json()["results"]
    assert (row["entity"], row["key"], row["fields"]) == ("episode", str(episode.uid), ["external_ids"])


def test_a_list_of_episodes_asks_as_often_for_many_as_for_one(client, production, now):
    def count():
        FRAGMENT_CACHE.clear()
        get(client, "episodes/?page_size=100")
        FRAGMENT_CACHE.clear()
        with CaptureQueriesContext(connection) as asked:
            get(client, "episodes/?page_size=100")
        return len(asked)

    def enter(number):
        episode = add_episode(production, number=str(number), by=None, now=now)
        add_external_id(scheme="tmdb", value=str(number), episode=episode, by=None, now=now)

    enter(1)
    one = count()
    for number in range(2, MANY + 1):
        enter(number)
    assert count() == one

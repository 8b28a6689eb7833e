"""The change feed: ordered, without gaps, silent about what is not public, and enough to keep a mirror equal."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from productions.ai.services.ai_systems import register_ai_system, update_ai_system
from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.productions import (
    add_episode,
    add_title,
    create_production,
    publish_production,
    update_production,
)
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit, set_state, update_credit
from productions.models import Credit, Department, Event
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.people.services.private_details import add_private_details
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.vocabulary.services import add_role_alias, update_department
from productions.withholding.services.withholding import record_wish, restore_name, withhold_name
from tests.api.asking import get
from tests.api.mirror import Mirror, changes, keys_only


def test_a_mirror_that_follows_the_feed_ends_equal(client, production, person, confirmed, role, now):
    confirmed(contributor=person)
    mirror = Mirror(client)
    assert len(mirror.rows) > 100

    other = create_production(title="Later", kind="film", by=None, now=now)
    (cut,) = add_cuts(other, [{"number": "7"}], by=None, now=now)
    newcomer = create_contributor(name="新人", by=None, now=now)
    double = create_contributor(name="新人2", by=None, now=now)
    for contributor, code in ((newcomer, "layout"), (double, "director")):
        credit = enter_credit(other, role=role(code), contributor=contributor, by=None, now=now)
        set_state(credit, "confirmed", by=None, now=now)
    publish_production(other, by=None, now=now)
    mirror.follow()
    update_cut(cut, number="7A", by=None, now=now)
    merge_contributors(double, into=newcomer, by=None, now=now, reason="same")
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    one = Credit.objects.filter(contributor=person).get()
    record_ai_use(
        one, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="prompt_guided",
        extent="assist", by=None, now=now,
    )  # fmt: skip
    update_ai_system(system, version="3", by=None, now=now)
    update_department(Department.objects.get(code="direction"), label_en="Directing", by=None, now=now)
    add_name(person, text="Ryotaro Makihara", script="romaji", primary=True, by=None, now=now)
    add_title(production, text="The Dog & The Boy", kind="english", by=None, now=now)
    add_role_alias(role("layout"), text="レイアウト作画（見本）", by=None, now=now)
    issue_release(production, by=None, now=now)
    mirror.follow()
    quiet = confirmed(contributor=create_contributor(name="静か", by=None, now=now))
    mirror.follow()
    withhold_name(quiet, statement="x", stated_on=now.date(), by=None, now=now)
    gone = confirmed(contributor=create_contributor(name="去る", by=None, now=now))
    mirror.follow(limit=1)
    remove_entity(gone, by=None, now=now, reason="wrong")
    restore_name(quiet.__class__.objects.get(pk=quiet.pk), by=None, now=now, reason="They wrote.")
    episode = add_episode(production, number="1", by=None, now=now)
    remove_entity(episode, by=None, now=now, reason="wrong")
    update_production(other, visibility="private", by=None, now=now)
    third = create_production(title="Hidden", kind="film", by=None, now=now)
    update_production(third, remark="x", by=None, now=now)
    mirror.follow()

    fresh = Mirror(client)
    assert keys_only(mirror.rows) == keys_only(fresh.rows)
    assert mirror.last == fresh.last


def test_the_feed_is_ordered_and_says_nothing_of_what_is_hidden(client, production, person, role, now):
    start = changes(client, f"after={2**40}")["last"]
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    draft = enter_credit(hidden, role=role("layout"), contributor=person, by=None, now=now)
    set_state(draft, "confirmed", by=None, now=now)
    remove_entity(Credit.objects.get(pk=draft.pk), by=None, now=now, reason="x")
    remove_entity(cut, by=None, now=now, reason="x")
    sketch = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    remove_entity(sketch, by=None, now=now, reason="x")
    add_private_details(person, production=production, note="secret", by=None, now=now)
    legal = add_name(
        person, text="Secret Hanako", script="native", kind="legal", production=production, by=None, now=now
    )
    update_name(legal, text="Secret Hana", by=None, now=now)
    remove_entity(legal, by=None, now=now, reason="secret")
    page = changes(client, f"after={start}")
    assert page["results"] == []
    assert page["last"] == start + Event.objects.filter(seq__gt=start).count()
    credit = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    assert changes(client, f"after={page['last']}")["results"] == []
    credit = set_state(credit, "confirmed", by=None, now=now)
    update_credit(credit, printed_as="x", evidence_note="secret", by=None, now=now)
    rows = changes(client, f"after={start}")["results"]
    assert [row["seq"] for row in rows] == sorted(row["seq"] for row in rows)
    assert {(row["entity"], row["key"], row["type"]) for row in rows} == {
        ("credit", str(credit.uid), "changed")
    }
    assert rows[-1]["fields"] == ["printed_as"]
    assert "secret" not in str(rows).lower()


def test_a_name_that_becomes_legal_is_told(client, production, person, confirmed, now):
    confirmed(contributor=person)
    former = add_name(person, text="旧姓 花", script="native", kind="former", by=None, now=now)
    start = changes(client, f"after={2**40}")["last"]
    update_name(former, kind="legal", production=production, by=None, now=now)
    (row,) = changes(client, f"after={start}")["results"]
    assert (row["entity"], row["key"], row["fields"]) == ("contributor", str(person.uid), ["names"])


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "limit=0", "limit=501", "wait=31", "since=1", "until=1"]
)
def test_nonsense_is_a_400(client, db, query):
    answer = client.get(f"/api/v1/changes/?{query}")
    named = [each["parameter"] for each in answer.json()["errors"]]
    assert (answer.status_code, named) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize(
    "query",
    ["since=soon", "since=2026-02-31", "since=0001-01-01T00:00:00%2B09:00", "since=2026-05-01&after=3"],
)
def test_a_start_that_is_no_moment_or_is_given_twice_is_a_400(client, db, query):
    answer = client.get(f"/api/v1/changes/?{query}")
    assert (answer.status_code, [each["parameter"] for each in answer.json()["errors"]]) == (400, ["since"])


LATER = datetime(2100, 5, 1, 12, tzinfo=UTC)
"""After the vocabulary, which is as old as the database: numbers are in the order of moments, as on a site."""


def remark(production, at, text):
    update_production(production, remark=text, by=None, now=at)


def test_the_feed_starts_at_a_date_or_a_moment_in_utc(client, production):
    last = changes(client, f"after={2**40}")["last"]
    for day in range(1, 6):
        remark(production, LATER + timedelta(days=day), f"day {day}")

    def shown(since):
        page = changes(client, f"since={since}")
        return [row["seq"] - last for row in page["results"]], page["last"] - last

    assert shown("2100-05-04") == ([3, 4, 5], 5)  # the third is of noon of 4 May
    assert shown("2100-05-04T12:00:00Z") == shown("2100-05-04T21:00:00%2B09:00") == ([3, 4, 5], 5)
    assert shown("2100-05-04T12:00:01") == shown("2100-05-05") == ([4, 5], 5)
    assert shown("2100-05-07") == shown("9999-12-31") == ([], 5)
    everything = changes(client, "after=0")
    assert changes(client, "since=2000-01-01") == changes(client, "since=0001-01-01") == everything
    page = get(client, "changes/?since=2100-05-05&limit=1").json()
    assert [row["seq"] - last for row in page["results"]] == [page["last"] - last] == [4]


def test_what_took_long_to_commit_is_not_left_out(client, production):
    """It has a number after those of changes that began later."""
    last = changes(client, f"after={2**40}")["last"]
    minutes = (0, 20, 40, 30, 26, 50, 36, 60)
    for minute in minutes:
        remark(production, LATER + timedelta(days=1, minutes=minute), str(minute))
    for wanted in minutes:
        since = (LATER + timedelta(days=1, minutes=wanted)).strftime("%Y-%m-%dT%H:%M:%SZ")
        page = changes(client, f"since={since}")
        first = next(place for place, minute in enumerate(minutes) if minute >= wanted)
        assert [row["seq"] - last for row in page["results"]] == list(range(first + 1, len(minutes) + 1))


def test_a_start_is_found_by_halving(client, production, django_assert_max_num_queries):
    for second in range(300):
        remark(production, LATER + timedelta(hours=second), str(second))
    newest = changes(client, f"after={2**40}")["last"]
    with django_assert_max_num_queries(newest.bit_length() + 15):
        (row,) = changes(client, f"since={(LATER + timedelta(hours=299)).strftime('%Y-%m-%dT%H:%M:%S')}")[
            "results"
        ]
    assert row["seq"] == newest


@pytest.mark.usefixtures("unlocked")
def test_a_long_poll_answers_when_something_happens(live_server, client, production, now):
    last = changes(client, f"after={2**40}")["last"]
    assert changes(client, f"after={last}&wait=1")["results"] == []

    def write():
        time.sleep(1.2)
        update_production(production, remark="new", by=None, now=now + timedelta(days=1))

    writer = threading.Thread(target=write)
    started = time.monotonic()
    writer.start()
    (row,) = changes(client, f"after={last}&wait=20")["results"]
    writer.join()
    assert (row["key"], row["fields"]) == (str(production.uid), ["remark"])
    assert time.monotonic() - started < 15


def test_h16_copies_are_told_of_other_peoples_credits_that_named_whoever_withheld_their_name(
    client, production, person, confirmed, now
):
    """Who looked at a result is named on the credit of who made it: the row changes, so the feed has it."""
    someone = create_contributor(name="見本 花", by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {
        "ai_system": system, "task": "layout", "source_type": "algorithmicMedia", "oversight": "human_validated",
        "extent": "assist", "validated_by": person, "validated_at": now,
    }  # fmt: skip
    credit = confirmed(contributor=someone, ai_uses=[use])
    address = f"/api/v1/credits/{credit.uid}/"
    assert client.get(address).json()["ai_uses"][0]["validated_by"]["name"] == person.name
    last = changes(client, f"after={2**40}")["last"]

    record_wish(person, production=None, statement="Leave me out.", stated_on=now.date(), by=None, now=now)

    assert client.get(address).json()["ai_uses"][0]["validated_by"] is None
    told = changes(client, f"after={last}")["results"]
    assert ("credit", str(credit.uid), ["ai_uses"]) in [
        (row["entity"], row["key"], row["fields"][-1:]) for row in told
    ]

"""A production that becomes public by itself: at its moment or a little later, never earlier, and once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from productions.catalogue.services.productions import (
    cancel_publication,
    create_production,
    publish_due,
    publish_production,
    schedule_publication,
    update_production,
)
from productions.models import Event, Production
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal
from productions.tasks import publish
from tests.api.mirror import Mirror, changes, keys_only
from tests.domain.refusing import refused

HOUR = timedelta(hours=1)


@pytest.fixture
def hidden(db, now):
    return create_production(title="Hidden", kind="film", by=None, now=now)


@pytest.fixture
def waiting(hidden, now):
    """It becomes public in an hour."""
    return schedule_publication(hidden, at=now + HOUR, by=None, now=now)


def visibility(production):
    stored = Production.objects.get(pk=production.pk)
    return stored.visibility, stored.public_from


def test_it_is_public_from_its_moment_on_and_not_before(waiting, now):
    moment = now + HOUR
    assert publish_due(now=moment - timedelta(microseconds=1)) == 0
    assert visibility(waiting) == ("private", moment)
    assert publish_due(now=moment) == 1
    assert visibility(waiting) == ("public", None)


def test_the_sweep_publishes_once_and_the_ledger_says_so(waiting, now):
    assert [publish_due(now=now + 2 * HOUR) for _ in range(2)] == [1, 0]
    event = Event.objects.filter(entity_uid=waiting.uid).order_by("-pk").first()
    assert (event.actor, event.reason) == (None, "The moment that was set has come.")
    assert event.changes["visibility"] == ["private", "public"]
    assert Event.objects.filter(entity_uid=waiting.uid, reason=event.reason).count() == 1


def test_the_task_publishes_what_a_dead_worker_left(hidden, client, now):
    schedule_publication(hidden, at=timezone.now() + HOUR, by=None, now=timezone.now())
    publish()
    address = f"/api/v1/productions/{hidden.uid}/"
    assert client.get(address).status_code == 404
    Production.objects.filter(pk=hidden.pk).update(public_from=timezone.now() - 100 * HOUR)
    assert client.get(address).status_code == 404
    publish()
    assert client.get(address).status_code == 200


def test_nothing_is_told_of_it_before_and_a_mirror_learns_of_it_then(client, hidden, now):
    mirror = Mirror(client)
    start = mirror.last
    schedule_publication(hidden, at=now + HOUR, by=None, now=now)
    assert changes(client, f"after={start}") == {"last": start, "results": []}
    publish_due(now=now + HOUR)
    (row,) = changes(client, f"after={start}")["results"]
    assert (row["type"], row["entity"], row["key"]) == ("published", "production", str(hidden.uid))
    mirror.follow()
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)


def test_a_moment_that_was_cancelled_publishes_nothing(waiting, now):
    cancel_publication(waiting, by=None, now=now)
    assert publish_due(now=now + 2 * HOUR) == 0
    assert visibility(waiting) == ("private", None)
    assert str(refused(cancel_publication, waiting, by=None, now=now)) == (
        "“Hidden” has no publication time."
    )


def test_what_is_made_public_by_hand_waits_no_more_and_stays_private_when_it_is_taken_back(waiting, now):
    publish_production(waiting, by=None, now=now)
    assert visibility(waiting) == ("public", None)
    update_production(waiting, visibility="private", by=None, now=now)
    assert publish_due(now=now + 2 * HOUR) == 0
    assert visibility(waiting) == ("private", None)


def test_a_removed_production_is_not_published(waiting, now):
    remove_entity(waiting, by=None, now=now, reason="x")
    assert publish_due(now=now + 2 * HOUR) == 0


def test_a_moment_that_has_passed_or_of_a_public_production_is_refused(hidden, production, now):
    passed = refused(schedule_publication, hidden, at=now, by=None, now=now)
    assert passed.fields == {
        "public_from": ["This time has passed; choose a later one, or make it public now."]
    }
    public = refused(schedule_publication, production, at=now + HOUR, by=None, now=now)
    assert public.fields == {
        "public_from": ["A production that is already public cannot be scheduled to become public."]
    }
    values = {"title": "x", "kind": "film", "by": None, "now": now}
    with pytest.raises(Refusal):
        create_production(**values, public_from=now - HOUR)
    assert create_production(**values, public_from=now + HOUR).visibility == "private"


def test_only_an_approver_sets_or_takes_back_a_moment(waiting, staff, now):
    editor = staff("none", "somebody")
    editor.memberships.create(production=waiting, level="editor")
    for act in (
        lambda: schedule_publication(waiting, at=now + 2 * HOUR, by=editor, now=now),
        lambda: cancel_publication(waiting, by=editor, now=now),
        lambda: update_production(waiting, public_from=None, by=editor, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_admin_sets_a_moment(admin_client, hidden):
    address = reverse("admin:productions_production_change", args=[hidden.pk])
    form = admin_client.get(address).context["adminform"].form
    posted = {
        name: value
        for name, value in form.initial.items()
        if value not in (None, False) and name in form.fields
    }
    prefix = "titles"
    management = {f"{prefix}-{name}": value for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
    answer = admin_client.post(
        address, {**posted, **management, "public_from_0": "2099-01-02", "public_from_1": "21:00:00"}
    )
    assert answer.status_code == 302, answer.context["errors"]
    assert f"{timezone.localtime(visibility(hidden)[1]):%Y-%m-%d %H:%M}" == "2099-01-02 21:00"

"""Webhooks, delivered to a real receiver: in order, signed, at least once, and never anything private."""

import os
import signal
import threading

import pytest
from django.db import connection

from api.feed.public_rows import list_feed_entries
from api.feed.webhooks import deliver_to_webhook
from productions.catalogue.services.productions import create_production, update_production
from productions.models import Event, Webhook
from productions.operations.services.leases import LeaseLost
from productions.removals.services.removal import remove_entity
from productions.shared.choices import FeedEntity
from productions.shared.refusals import Refusal
from productions.webhooks.services.webhook_queue import begin_try, due_webhooks, record_delivered, take_turn
from productions.webhooks.services.webhooks import (
    disable_webhook,
    enable_webhook,
    replay_webhook,
    rotate_secret,
    update_webhook,
)
from productions.webhooks.webhook_http import Answer
from tests.api.webhooks.seen import clock, public_rows, received, reload
from tests.processes import redis_url, running_worker, wait_until


def test_the_feed_arrives_in_order_exactly_as_the_public_sees_it(hook, receiver, touch, now):
    start = hook.position
    touch("one")
    create_production(title="秘密", kind="film", by=None, now=now)  # private
    touch("two")
    deliver_to_webhook(hook.uid, clock=clock)
    assert received(receiver) == public_rows(start) != []
    name, content = receiver.got[0]
    assert (content["type"], set(content["data"])) == ("changes", {"last", "results"})
    after = reload(hook)
    assert (after.position, after.attempts, after.message, after.last_status) == (
        content["data"]["last"], 0, None, 204,
    )  # fmt: skip
    assert name.startswith("msg_")


def test_many_changes_come_as_several_messages(hook, receiver, touch, monkeypatch):
    start = hook.position
    for number in range(7):
        touch(f"remark {number}")
    # The size of a message alone is small here, so that seven changes are several.
    monkeypatch.setattr("api.feed.webhooks.MAX_MESSAGE_EVENTS", 3)  # a few events fill a message
    deliver_to_webhook(hook.uid, clock=clock)
    assert [len(content["data"]["results"]) for _name, content in receiver.got] == [3, 3, 1]
    assert received(receiver) == public_rows(start)
    assert len(set(receiver.ids)) == 3


def test_what_is_private_rings_no_webhook(hook, receiver, now):
    create_production(title="秘密", kind="film", by=None, now=now)
    assert due_webhooks(now=now) == []
    deliver_to_webhook(hook.uid, clock=clock)
    assert (receiver.got, reload(hook).position) == ([], hook.position)


def test_only_the_kinds_that_were_chosen(hook, receiver, touch, confirmed, person, now):
    update_webhook(hook, entities=["credit"], by=None, now=now)
    touch("one")
    confirmed(contributor=person)
    deliver_to_webhook(hook.uid, clock=clock)
    assert {row["entity"] for row in receiver.rows} == {"credit"}
    with pytest.raises(Refusal) as refused:
        update_webhook(hook, entities=["person"], by=None, now=now)
    assert refused.value.fields == {"entities": ["The feed has no entries of the kind person."]}


def test_the_kinds_on_offer_are_those_of_the_feed():
    assert sorted(FeedEntity.values) == sorted(list_feed_entries())


def test_replay_sends_again_under_another_id(hook, receiver, touch, now):
    start = hook.position
    touch("one")
    deliver_to_webhook(hook.uid, clock=clock)
    replay_webhook(hook, after=start, by=None, now=now)
    deliver_to_webhook(hook.uid, clock=clock)
    (first, content), (second, again) = receiver.got
    assert (first == second, content["data"]["results"] == again["data"]["results"]) == (
        False,
        True,
    )
    with pytest.raises(Refusal) as refused:
        replay_webhook(hook, after=10**6, by=None, now=now)
    assert list(refused.value.fields) == ["after"]


def test_a_replay_during_a_delivery_wins(hook, receiver, touch, now):
    """The worker that is sending finds its lease gone, and does not move the position."""

    touch("one")
    taken, lease = take_turn(hook.uid, now=now)
    begin_try(taken, lease, until=hook.position + 1)
    replay_webhook(hook, after=0, by=None, now=now)
    with pytest.raises(LeaseLost):
        record_delivered(taken, lease, answer=Answer(status=200), now=now)
    assert reload(hook).position == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nothing_goes_to_disabled_or_removed_webhooks_or_closed_accounts(hook, receiver, touch, now):
    touch("one")
    disable_webhook(hook, by=None, now=now)
    assert due_webhooks(now=now) == []
    enable_webhook(hook, by=None, now=now)
    hook.user.is_active = False
    hook.user.save()
    assert due_webhooks(now=now) == []
    hook.user.is_active = True
    hook.user.save()
    assert due_webhooks(now=now) == [hook.uid]
    remove_entity(hook, by=None, now=now, reason="replaced")
    deliver_to_webhook(hook.uid, clock=clock)
    assert (due_webhooks(now=now), receiver.got) == ([], [])


def test_what_became_private_meanwhile_is_not_sent(hook, receiver, touch, production, now):
    touch("one")
    receiver.answers = [(500, {}, b"")]
    deliver_to_webhook(hook.uid, clock=clock)
    update_production(production, visibility="private", by=None, now=now)
    Webhook.objects.update(next_try_at=None)
    receiver.got.clear()
    deliver_to_webhook(hook.uid, clock=clock)
    assert [row["type"] for row in receiver.rows] == ["redacted"]


def test_the_secret_and_the_address_stay_out_of_the_ledger(hook, receiver, now):
    rotate_secret(hook, by=None, now=now)
    update_webhook(hook, url=receiver.url + "2", by=None, now=now)
    stored = reload(hook)
    told = str(list(Event.objects.filter(entity_uid=hook.uid).values()))
    assert [text for text in (stored.secret, stored.old_secret, stored.url) if text in told] == []
    assert Event.objects.filter(entity_uid=hook.uid).count() == 3


def test_of_many_workers_one_sends(hook, receiver, touch, unlocked):
    """Each on its own connection, at the same moment."""

    touch("one")
    receiver.hold = 0.5
    together = threading.Barrier(4)

    def work():
        together.wait()
        try:
            deliver_to_webhook(hook.uid, clock=clock)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receiver.got) == 1


@pytest.mark.worker
def test_a_worker_killed_in_mid_delivery_loses_nothing(unlocked, hook, receiver, touch, tmp_path):
    """`kill -9` while the receiver has not answered: the next worker sends the same message again, and the rest."""
    log = tmp_path / "worker.log"
    start = hook.position
    receiver.hold = 600
    touch("one")
    with running_worker(tmp_path, redis_url()) as first:
        wait_until(lambda: len(receiver.got) == 1, log)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    receiver.hold = 0
    touch("two")
    with running_worker(tmp_path, redis_url()):
        wait_until(lambda: len(receiver.got) == 3, log)
        wait_until(lambda: reload(hook).message is None, log)
    assert receiver.ids[0] == receiver.ids[1] != receiver.ids[2]
    receiver.got.pop(0)
    assert received(receiver) == public_rows(start)
    assert reload(hook).last_status == 204

"""Whose turn it is: a slow receiver holds up nobody, however many there are, and no test of one holds a page."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.exports.services.exports import request_export
from productions.ledger.services.ledger import read_newest_number
from productions.models import Export, Webhook
from productions.webhooks.services.webhook_queue import (
    MAX_REST,
    RUNG_FOR,
    begin_try,
    due_webhooks,
    mark_rung,
    record_delivered,
    take_turn,
)
from productions.webhooks.services.webhooks import (
    create_webhook,
    disable_webhook,
    request_ping,
    update_webhook,
)
from productions.webhooks.webhook_http import Answer
from tests.api.webhooks.conftest import Receiver
from tests.api.webhooks.seen import clock, reload
from tests.leases import run_out
from tests.processes import redis_url, running_worker, wait_until


@pytest.fixture
def slow_ones(hook, production, now):
    """Three receivers beside the first one, with their webhooks."""
    receivers = [Receiver() for _number in range(3)]
    hooks = []
    for each in receivers:
        made = create_webhook(user=hook.user, name="slow", url=each.url, by=None, now=now)
        each.secrets.append(made.secret)
        hooks.append(made)
    yield list(zip(hooks, receivers, strict=True))
    for each in receivers:
        each.server.shutdown()
        each.server.server_close()


def at_once(works: list[Callable[[], object]]) -> None:
    """Each in a thread with a connection of its own, until all are done."""

    def close_after(work):
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=close_after, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_slow_receiver_gets_one_message_a_turn_and_a_quick_one_all(
    hook, receiver, touch, monkeypatch, settings
):
    monkeypatch.setattr("api.feed.webhooks.MAX_MESSAGE_EVENTS", 1)  # three events are three messages
    for number in range(3):
        touch(f"remark {number}")
    settings.WEBHOOK_SLOW_SECONDS, receiver.hold = (
        0.1,
        0.5,
    )  # it rests for a second: a busy machine is not past that at once
    deliver_to_webhook(hook.uid, clock=clock)
    slow = reload(hook)
    assert (len(receiver.got), slow.slow_turns, slow.last_error, slow.lease_until) == (1, 1, "", None)
    assert slow.next_try_at > slow.delivered_at
    settings.WEBHOOK_SLOW_SECONDS, receiver.hold = 60, 0
    Webhook.objects.update(next_try_at=None)
    deliver_to_webhook(hook.uid, clock=clock)
    assert (len(receiver.got), reload(hook).slow_turns, reload(hook).next_try_at) == (3, 0, None)


def test_a_slow_receiver_rests_longer_and_longer(hook, touch, now):
    touch("one")
    rests = []
    for _turn in range(12):
        Webhook.objects.update(next_try_at=None)
        taken, lease = take_turn(hook.uid, now=now)
        begin_try(taken, lease, until=taken.position + 1)
        record_delivered(taken, lease, answer=Answer(status=204, seconds=10), now=now)
        rests.append((reload(hook).next_try_at - now).total_seconds())
        Webhook.objects.update(lease_until=None)
    assert rests == [20, 40, *[MAX_REST.total_seconds()] * 10]
    assert due_webhooks(now=now) == []


def test_no_message_is_begun_after_the_turns_time(hook, receiver, touch, monkeypatch, settings):
    monkeypatch.setattr("api.feed.webhooks.MAX_MESSAGE_EVENTS", 1)  # three events are three messages
    for number in range(3):
        touch(f"remark {number}")
    moments = iter([0, 0, 6, 7])
    # The turn's clock alone: what is sent keeps its own.
    # Six seconds, not waited for.
    monkeypatch.setattr("api.feed.webhooks.time", type("Clock", (), {"monotonic": lambda: next(moments)}))
    deliver_to_webhook(hook.uid, clock=clock)
    left = reload(hook)
    assert (len(receiver.got), left.lease_until, left.attempts, left.next_try_at) == (1, None, 0, None)
    assert due_webhooks(now=timezone.now()) == [hook.uid]


def test_slow_receivers_wait_for_one_another_and_quick_ones_for_none(
    unlocked, hook, receiver, slow_ones, touch
):
    """While one of three slow receivers keeps the worker waiting, the quick one is delivered to."""
    Webhook.objects.filter(pk=hook.pk).update(slow_turns=0)
    touch("one")
    quick_has_it = threading.Event()
    together, most, waited = 0, 0, []
    count = threading.Lock()

    def keep_waiting():
        nonlocal together, most
        with count:
            together += 1
            most = max(most, together)
        waited.append(quick_has_it.wait(60))
        with count:
            together -= 1

    receiver.before = quick_has_it.set
    for _hook, each in slow_ones:
        each.before = keep_waiting
    slow = [lambda uid=each.uid: deliver_to_webhook(uid, clock=clock) for each, _receiver in slow_ones]

    def quick():
        wait_briefly(lambda: together == 1)
        deliver_to_webhook(hook.uid, clock=clock)

    at_once([*slow, quick])
    # Whoever begins only when the first one is through has its turn: that it was one at a time is what counts.
    assert (set(waited), most, len(receiver.got)) == ({True}, 1, 1)
    # Whoever found no place is rung for again, one at a time, until all three had their turn.
    while due := due_webhooks(now=timezone.now()):
        assert len(due) == 1
        deliver_to_webhook(due[0], clock=clock)
    assert [len(each.got) for _hook, each in slow_ones] == [1, 1, 1]


def wait_briefly(condition: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _look in range(6000):
        if condition():
            return
        waiting.wait(0.01)
    raise AssertionError


def test_what_was_rung_for_is_not_rung_for_again_until_the_message_is_lost(hook, touch):
    now = timezone.now() - 2 * RUNG_FOR
    touch("one")
    assert due_webhooks(now=now) == [hook.uid]
    assert (mark_rung(hook.uid, now=now), mark_rung(hook.uid, now=now)) == (True, False)
    assert due_webhooks(now=now) == []
    later = now + RUNG_FOR + timedelta(seconds=1)
    assert due_webhooks(now=later) == [hook.uid]
    deliver_to_webhook(hook.uid, clock=lambda: later)
    touch("two")
    assert due_webhooks(now=later) == [hook.uid]


def test_of_a_receiver_at_another_address_nothing_is_known(hook, receiver, now):
    Webhook.objects.update(slow_turns=0)
    update_webhook(hook, name="the mirror", by=None, now=now)
    assert reload(hook).slow_turns == 0
    update_webhook(hook, url=receiver.url + "2", by=None, now=now)
    assert reload(hook).slow_turns is None


def test_a_disabled_webhook_is_tested_and_nothing_else_is_sent(hook, receiver, touch, now):
    touch("one")
    disable_webhook(hook, by=None, now=now)
    request_ping(hook, by=None, now=now)
    assert due_webhooks(now=now) == [hook.uid]
    deliver_to_webhook(hook.uid, clock=clock)
    assert [content["type"] for _name, content in receiver.got] == ["ping"]
    assert (reload(hook).ping_status, reload(hook).attempts, due_webhooks(now=clock())) == (204, 0, [])


def test_a_test_changes_nothing_about_a_message_that_waits(hook, receiver, touch, now):
    touch("one")
    receiver.answers = [(500, {}, b""), (503, {}, b"busy")]
    deliver_to_webhook(hook.uid, clock=clock)
    failed = reload(hook)
    request_ping(hook, by=None, now=now)
    deliver_to_webhook(hook.uid, clock=clock)
    tested = reload(hook)
    names = ("attempts", "message", "next_try_at", "last_status", "last_error", "position", "state")
    assert [getattr(tested, name) for name in names] == [getattr(failed, name) for name in names]
    assert (tested.ping_status, tested.ping_text) == (503, "busy")


def test_a_test_whose_worker_was_killed_is_made_by_the_next(hook, receiver):
    now = timezone.now()
    request_ping(hook, by=None, now=now)
    assert take_turn(hook.uid, now=now) is not None  # and never came back
    assert (take_turn(hook.uid, now=now), due_webhooks(now=now)) == (None, [])
    run_out(hook)
    assert due_webhooks(now=now) == [hook.uid]
    deliver_to_webhook(hook.uid, clock=clock)
    assert reload(hook).ping_status == 204


def test_a_test_of_a_removed_webhook_or_a_closed_account_is_not_made(hook, receiver, now):
    request_ping(hook, by=None, now=now)
    hook.user.is_active = False
    hook.user.save()
    assert due_webhooks(now=now) == []
    deliver_to_webhook(hook.uid, clock=clock)
    assert receiver.got == []


@pytest.mark.worker
def test_three_slow_receivers_do_not_stop_exports(
    unlocked, hook, receiver, slow_ones, touch, confirmed, person, production, tmp_path, settings
):
    """One worker of one process: four messages wait for each of three receivers that take a second to answer."""
    settings.MEDIA_ROOT = tmp_path / "media"
    log = tmp_path / "worker.log"
    confirmed(contributor=person)
    for number in range(400):
        touch(f"remark {number}")
    for _hook, each in slow_ones:
        each.hold = 1.0

    def sent():
        return sum(len(each.got) for _hook, each in slow_ones)

    with running_worker(tmp_path, redis_url()):
        wait_until(lambda: sent() > 0, log)
        export = request_export(production, format="txt", by=None, now=timezone.now())
        request_ping(hook, by=None, now=timezone.now())
        wait_until(lambda: Export.objects.get(uid=export.uid).state == "done", log)
        sent_before_export = sent()
        wait_until(lambda: reload(hook).ping_status == 204, log)
        sent_before_ping = sent()
        wait_until(lambda: reload(hook).position == read_newest_number(), log)
    assert (sent_before_export <= 4, sent_before_ping <= 6) == (True, True), (
        sent_before_export,
        sent_before_ping,
    )

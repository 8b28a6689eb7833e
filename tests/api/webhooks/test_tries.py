"""Receivers that fail: tried again later and later, never redirected, never waited for long, and disabled in the end."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.catalogue.services.productions import update_production
from productions.ledger.services.ledger import number_events
from productions.models import Event, Webhook
from productions.webhooks.services.webhook_messages import send_ping
from productions.webhooks.services.webhook_queue import JITTER_SHARE, RETRY_WAITS
from productions.webhooks.services.webhooks import enable_webhook
from tests.api.webhooks.seen import clock, reload


def test_a_failed_message_comes_again_with_its_id_and_nothing_after_it_before(hook, receiver, touch):
    touch("one")
    receiver.answers = [(500, {}, b"")]
    deliver_to_webhook(hook.uid, clock=clock)
    failed = reload(hook)
    assert (failed.position, failed.attempts, failed.last_status, failed.last_error) == (
        hook.position, 1, 500, "The receiver answered 500.",
    )  # fmt: skip
    touch("two")
    deliver_to_webhook(hook.uid, clock=clock)  # it is not time yet
    assert len(receiver.got) == 1
    Webhook.objects.update(next_try_at=timezone.now())
    deliver_to_webhook(hook.uid, clock=clock)
    first, again, then = receiver.got
    assert first[0] == again[0] != then[0]
    assert first[1]["data"] == again[1]["data"]
    assert [row["fields"] for row in then[1]["data"]["results"]] == [["remark"]]
    assert (reload(hook).last_error, reload(hook).last_error_ja) == ("", "")


def test_waits_grow_and_after_the_last_try_it_is_disabled_with_the_reason(hook, receiver, touch):
    touch("one")
    receiver.answers = [(503, {}, b"")] * len(RETRY_WAITS)
    for number, wait in enumerate(RETRY_WAITS[1:], start=1):
        moment = timezone.now()
        deliver_to_webhook(hook.uid, clock=lambda moment=moment: moment)
        failed = reload(hook)
        assert failed.attempts == number
        assert wait <= failed.next_try_at - moment <= wait * (1 + JITTER_SHARE)
        Webhook.objects.update(next_try_at=moment)
    deliver_to_webhook(hook.uid, clock=clock)
    disabled = reload(hook)
    assert (disabled.state, disabled.position) == ("disabled", hook.position)
    assert disabled.last_error == "It failed 10 times; the last time: The receiver answered 503."
    assert disabled.last_error_ja == "10回失敗しました。最後の結果：受信側の応答は503でした。"
    event = Event.objects.filter(entity_uid=hook.uid).latest("pk")
    assert (event.action, event.actor, event.reason) == ("disabled", None, disabled.last_error)
    deliver_to_webhook(hook.uid, clock=clock)
    assert len(receiver.got) == len(RETRY_WAITS)
    enable_webhook(hook, by=None, now=timezone.now())
    deliver_to_webhook(hook.uid, clock=clock)
    assert (len(receiver.got), reload(hook).state) == (len(RETRY_WAITS) + 1, "active")


def test_a_receiver_that_is_gone_is_never_tried_again(hook, receiver, touch):
    touch("one")
    receiver.answers = [(410, {}, b"")]
    deliver_to_webhook(hook.uid, clock=clock)
    gone = reload(hook)
    assert (gone.state, gone.last_error) == ("disabled", "The receiver says that it is gone (410).")


@pytest.mark.parametrize(
    ("sent", "seconds"), [("600", 600), ("99999999", 86400), ("nonsense", 5), ("-1", 5), ("1", 5)]
)
def test_retry_after_makes_a_wait_longer_never_shorter(hook, receiver, touch, sent, seconds):
    touch("one")
    receiver.answers = [(429, {"Retry-After": sent}, b"")]
    moment = timezone.now()
    deliver_to_webhook(hook.uid, clock=lambda: moment)
    wait = (reload(hook).next_try_at - moment).total_seconds()
    assert seconds <= wait <= seconds * (1 + JITTER_SHARE)


def test_retry_after_may_be_a_date(hook, receiver, touch):
    touch("one")
    moment = timezone.now().replace(microsecond=0)
    date = (moment + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    receiver.answers = [(503, {"Retry-After": date}, b"")]
    deliver_to_webhook(hook.uid, clock=lambda: moment)
    assert reload(hook).next_try_at == moment + timedelta(hours=1)


def test_redirects_are_not_followed(hook, receiver, touch):
    touch("one")
    receiver.answers = [(302, {"Location": f"http://127.0.0.1:{receiver.port}/elsewhere"}, b"")]
    deliver_to_webhook(hook.uid, clock=clock)
    assert len(receiver.got) == 1
    assert reload(hook).last_error == "The receiver answered 302; redirects are not followed."


def test_little_of_a_large_answer_is_read(hook, receiver):
    receiver.answers = [(200, {}, b"a" * 50_000_000)]
    answer = send_ping(hook, now=timezone.now())
    assert (answer.status, len(answer.text)) == (200, 4096)


@pytest.mark.parametrize("slow", ["hold", "drip"])
def test_a_slow_answer_is_cut(hook, receiver, touch, settings, slow):
    """Also one that comes letter by letter, each in good time."""
    settings.WEBHOOK_TRY_SECONDS = 1
    setattr(receiver, slow, {"hold": 60, "drip": 0.05}[slow])
    touch("one")
    begun = time.monotonic()
    deliver_to_webhook(hook.uid, clock=clock)
    assert time.monotonic() - begun < 10  # of 60 and of 85; a machine may be busy
    assert reload(hook).last_error == "The receiver did not answer within 1 second."


def test_a_receiver_that_is_away(hook, receiver, touch):
    receiver.server.shutdown()
    receiver.server.server_close()
    touch("one")
    deliver_to_webhook(hook.uid, clock=clock)
    assert (reload(hook).last_status, reload(hook).last_error) == (
        None, "The receiver could not be reached, or did not speak HTTP.",
    )  # fmt: skip


def test_a_message_that_came_to_nothing_leaves_its_tries_behind(hook, receiver, touch, production, now):
    """Its rows went private meanwhile: the next message has its first try, not the fourth."""
    touch("one")
    number_events()
    update_production(production, visibility="private", by=None, now=now)
    Webhook.objects.update(attempts=3, message=hook.uid, message_until=hook.position + 1)
    receiver.answers = [(500, {}, b"")]
    moment = timezone.now()
    deliver_to_webhook(hook.uid, clock=lambda: moment)
    assert reload(hook).attempts == 1
    assert reload(hook).next_try_at - moment <= RETRY_WAITS[1] * (1 + JITTER_SHARE)

"""Secrets that sign: each goes on for a day after it was replaced, however often that happens, unless its owner ends it."""

from datetime import timedelta
from itertools import pairwise

import pytest
import standardwebhooks
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.models import Event, Webhook
from productions.shared.refusals import NotAllowed, Refusal
from productions.webhooks.services.signing_secrets import (
    MAX_OLD_SECRETS,
    SECRET_OVERLAP,
    list_signing_secrets,
)
from productions.webhooks.services.webhooks import end_old_secrets, rotate_secret
from tests.api.webhooks.seen import clock, reload

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


def rotate(hook, *, hours_ago):
    """The new secret of a rotation that long ago."""
    return rotate_secret(hook, by=None, now=timezone.now() - hours_ago * HOUR).secret


def is_taken(receiver, hook, touch, secret):
    """Whether a message that is sent now reaches a receiver that knows this secret alone."""
    receiver.secrets, before = [secret], len(receiver.got)
    touch(f"seen with {secret[-8:]}")
    Webhook.objects.update(next_try_at=None)
    deliver_to_webhook(hook.uid, clock=clock)
    return len(receiver.got) > before


def test_each_old_secret_signs_its_own_day_however_often_it_was_rotated(hook, receiver, touch):
    first = hook.secret
    second = rotate(hook, hours_ago=25)
    third = rotate(hook, hours_ago=23)
    fourth = rotate(hook, hours_ago=1)
    assert list_signing_secrets(reload(hook), now=timezone.now()) == [fourth, third, second]
    taken = [is_taken(receiver, hook, touch, secret) for secret in (second, third, fourth, first)]
    assert taken == [True, True, True, False]


def test_an_old_secret_ends_a_day_after_it_was_replaced_to_the_second(hook, now):
    secrets = [hook.secret]
    for number in range(3):
        secrets.append(rotate_secret(hook, by=None, now=now + number * HOUR).secret)
    stored = reload(hook)
    for number, (old, new) in enumerate(pairwise(secrets)):
        end = now + number * HOUR + SECRET_OVERLAP
        assert old in list_signing_secrets(stored, now=end - timedelta(seconds=1))
        assert old not in list_signing_secrets(stored, now=end)
        assert new in list_signing_secrets(stored, now=end)


def test_what_has_ended_is_not_kept(hook, now):
    rotate_secret(hook, by=None, now=now)
    rotate_secret(hook, by=None, now=now + HOUR)
    last = rotate_secret(hook, by=None, now=now + 48 * HOUR)
    assert last.older_secrets is None


def test_old_secrets_are_ended_at_once(hook, receiver, touch):
    first = hook.secret
    second = rotate(hook, hours_ago=2)
    third = rotate(hook, hours_ago=1)
    end_old_secrets(hook, by=None, now=timezone.now())
    stored = reload(hook)
    assert (stored.old_secret, stored.old_secret_until, stored.older_secrets) == ("", None, None)
    taken = [is_taken(receiver, hook, touch, secret) for secret in (third, second, first)]
    assert taken == [True, False, False]
    with pytest.raises(Refusal) as refused:
        end_old_secrets(hook, by=None, now=timezone.now())
    assert str(refused.value) == "No old secret of this webhook signs any more."


def test_a_rotation_beyond_five_old_secrets_is_refused_and_ends_none(hook, now):
    secrets = [hook.secret]
    for number in range(MAX_OLD_SECRETS):
        secrets.append(rotate_secret(hook, by=None, now=now + number * HOUR).secret)
    with pytest.raises(Refusal) as refused:
        rotate_secret(hook, by=None, now=now + 6 * HOUR)
    assert (
        str(refused.value)
        == "Too many old secrets sign already (at most 5); end them, or wait until one has ended."
    )
    assert list_signing_secrets(reload(hook), now=now + 6 * HOUR) == secrets[::-1]
    # A day after the first was replaced there is room for one.
    newest = rotate_secret(hook, by=None, now=now + SECRET_OVERLAP).secret
    assert list_signing_secrets(reload(hook), now=now + SECRET_OVERLAP) == [newest, *secrets[:0:-1]]


def test_six_signatures_are_a_short_header(hook, now):
    for _number in range(MAX_OLD_SECRETS):
        rotate_secret(hook, by=None, now=now)
    signatures = [
        standardwebhooks.Webhook(secret).sign("msg_1", now, "{}")
        for secret in list_signing_secrets(reload(hook), now=now)
    ]
    assert len(" ".join(signatures)) == 6 * len("v1,") + 6 * 44 + 5


def test_a_rotation_by_version_0_2_0_ends_no_other_secret(hook, now):
    """It knows `old_secret` alone, and leaves `older_secrets` as they are."""
    first = hook.secret
    second = rotate_secret(hook, by=None, now=now).secret
    third = rotate_secret(hook, by=None, now=now + HOUR).secret
    Webhook.objects.filter(pk=hook.pk).update(
        secret="whsec_bmV3", old_secret=third, old_secret_until=now + 2 * HOUR + SECRET_OVERLAP
    )
    assert list_signing_secrets(reload(hook), now=now + 2 * HOUR) == ["whsec_bmV3", third, first]
    assert second not in list_signing_secrets(reload(hook), now=now + 2 * HOUR)  # as 0.2.0 has it
    rotate_secret(hook, by=None, now=now + 3 * HOUR)
    assert list_signing_secrets(reload(hook), now=now + 3 * HOUR)[1:] == ["whsec_bmV3", third, first]


def test_only_its_owner_ends_secrets(hook, staff, now):
    rotate_secret(hook, by=None, now=now)
    with pytest.raises(NotAllowed):
        end_old_secrets(hook, by=staff("approver"), now=now)
    assert end_old_secrets(hook, by=hook.user, now=now).old_secret_until is None


def test_no_secret_is_in_the_ledger(hook, now, caplog):
    told = [hook.secret]
    for number in range(3):
        told.append(rotate_secret(hook, by=None, now=now + number * HOUR).secret)
    end_old_secrets(hook, by=None, now=now + 4 * HOUR)
    events = list(Event.objects.filter(entity_uid=hook.uid).order_by("pk").values())
    assert [event["action"] for event in events] == [
        "created",
        "rotated",
        "rotated",
        "rotated",
        "old secrets ended",
    ]
    assert set(events[-1]["changes"]) == {"old_secret", "old_secret_until", "older_secrets"}
    assert [secret for secret in told if secret in str(events) or secret in caplog.text] == []

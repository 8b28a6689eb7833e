"""When a dump is made and by whom: the row is the job."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from productions.exports.services.dumps import (
    cancel_dump,
    fail_dump,
    find_failed_night,
    find_next_try,
    finish_dump,
    get_dumps_folder,
    list_waiting_dumps,
    report_dump,
    request_dump,
    request_nightly_dump,
    retire_dumps,
    take_dump,
)
from productions.models import Dump, Event
from productions.operations.services.leases import LeaseLost
from productions.shared.refusals import NotAllowed, Refusal
from productions.shared.sentences import Sentence
from tests.html_pages import find_all, get_text, list_links, read_markup, read_page, read_page_text
from tests.leases import run_out


def test_the_night_has_one_dump_from_its_hour_on(db):
    """3 o'clock in Tokyo is 18 o'clock UTC of the day before."""
    before, after = datetime(2026, 5, 1, 17, 59, tzinfo=UTC), datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
    assert request_nightly_dump(now=before) is None
    assert str(request_nightly_dump(now=after).night) == "2026-05-02"
    assert request_nightly_dump(now=after + timedelta(hours=20)) is None
    assert str(request_nightly_dump(now=after + timedelta(hours=30)).night) == "2026-05-03"


def test_a_dump_is_for_superusers_and_one_at_a_time(db, staff, now, django_user_model):
    with pytest.raises(NotAllowed):
        request_dump(by=staff("approver"), now=now)
    dump = request_dump(by=None, now=now)
    with pytest.raises(Refusal, match="is already being made"):
        request_dump(by=None, now=now)
    with pytest.raises(NotAllowed):
        cancel_dump(dump, by=staff("viewer"), now=now)
    assert cancel_dump(dump, by=None, now=now).state == "cancelled"
    with pytest.raises(Refusal, match="already cancelled"):
        cancel_dump(dump, by=None, now=now)


def test_a_lease_that_ran_out_is_taken_over_and_the_old_worker_is_fenced_off(db, now, tmp_path):
    dump = request_dump(by=None, now=now)
    old = take_dump(dump.uid, now=now)
    assert take_dump(dump.uid, now=now) is None
    assert list_waiting_dumps() == []
    run_out(dump)
    assert list_waiting_dumps() == [dump.uid]
    assert take_dump(dump.uid, now=now).token == old.token + 1
    assert fail_dump(old, error="too late", now=now) is None
    with pytest.raises(LeaseLost):
        report_dump(old, share=0.5)
    with pytest.raises(LeaseLost):
        finish_dump(old, draft=tmp_path, manifest="{}", last_seq=0, size=0, now=now)


def test_a_worker_whose_clock_is_ahead_takes_no_living_dump_over(db, now):
    dump = request_dump(by=None, now=now)
    lease = take_dump(dump.uid, now=now)
    ahead = timezone.now() + timedelta(hours=1)
    assert take_dump(dump.uid, now=ahead) is None
    assert Dump.objects.get(pk=dump.pk).token == lease.token


def test_a_dump_that_is_always_killed_fails_with_a_sentence(db, now):
    dump = request_dump(by=None, now=now)
    for _attempt in range(settings.EXPORT_MAX_ATTEMPTS):
        assert take_dump(dump.uid, now=now) is not None
        run_out(dump)
    assert take_dump(dump.uid, now=now) is None
    dump.refresh_from_db()
    assert (dump.state, dump.error) == (
        "failed",
        "It was stopped 5 times before it could finish; look at the worker's log.",
    )


def test_the_newest_dumps_are_kept(db, now, settings, tmp_path):
    settings.MEDIA_ROOT, settings.DUMPS_KEPT = tmp_path, 2
    get_dumps_folder().mkdir()
    made = []
    for hour in range(3):
        dump = request_dump(by=None, now=now + timedelta(hours=hour))
        lease = take_dump(dump.uid, now=now)
        draft = tmp_path / str(hour)
        draft.mkdir()
        made.append(
            finish_dump(
                lease, draft=draft, manifest="{}", last_seq=7, size=9, now=now + timedelta(hours=hour)
            )
        )
    assert retire_dumps(now=now) == [made[0].uid]
    assert list(Dump.objects.with_files()) == [made[2], made[1]]
    assert [event.action for event in Event.objects.filter(entity_uid=made[0].uid).order_by("pk")] == [
        "requested", "finished", "retired",
    ]  # fmt: skip


def test_a_night_that_failed_is_tried_again_later_and_later_and_not_for_ever(db, caplog):
    now = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
    dump = request_nightly_dump(now=now)
    waits = []
    for attempt in range(1, settings.EXPORT_MAX_ATTEMPTS + 1):
        fail_dump(take_dump(dump.uid, now=now), error=Sentence("no room"), now=now)
        assert f"Dump {dump.uid} failed at its try {attempt}: no room" in caplog.text
        dump.refresh_from_db()
        again = find_next_try(dump)
        if again is None:
            break
        assert request_nightly_dump(now=again - timedelta(seconds=1)) is None
        assert request_nightly_dump(now=again) == dump
        assert request_nightly_dump(now=again) is None  # once
        waits.append((again - now) // timedelta(minutes=1))
        now = again
    assert waits == [10, 20, 40, 80]
    assert request_nightly_dump(now=now + timedelta(hours=3)) is None
    assert (Dump.objects.count(), find_failed_night()) == (1, dump)


def test_a_night_is_not_tried_again_where_another_dump_is_whole_or_it_was_cancelled(
    db, now, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path
    get_dumps_folder().mkdir()
    night = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
    dump = request_nightly_dump(now=night)
    fail_dump(take_dump(dump.uid, now=night), error=Sentence("no room"), now=night)
    whole = request_dump(by=None, now=night + timedelta(minutes=5))
    lease = take_dump(whole.uid, now=night)
    (tmp_path / "draft").mkdir()
    finish_dump(lease, draft=tmp_path / "draft", manifest="{}", last_seq=7, size=9, now=night)
    assert request_nightly_dump(now=night + timedelta(hours=1)) is None
    assert find_failed_night() is None
    tomorrow = request_nightly_dump(now=night + timedelta(days=1))
    cancel_dump(tomorrow, by=None, now=night + timedelta(days=1))
    assert request_nightly_dump(now=night + timedelta(days=1, hours=1)) is None


def test_staff_read_on_the_page_of_dumps_that_the_night_failed(db, client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss", password="a long password"))
    now = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
    page = reverse("admin:productions_dump_changelist")
    dump = request_nightly_dump(now=now)
    assert "failed:" not in read_markup(client.get(page))
    fail_dump(take_dump(dump.uid, now=now), error=Sentence("No room."), now=now)
    assert "failed: No room. It will be retried automatically at May 2, 2026, 3:10 a.m." in read_page_text(
        client.get(page)
    )
    Dump.objects.update(attempts=settings.EXPORT_MAX_ATTEMPTS)
    assert "failed: No room. Fix the cause, then request a new dump." in read_page_text(client.get(page))


def test_the_first_page_leads_to_the_dump_that_failed(db, client, staff):
    client.force_login(staff("viewer"))
    now = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
    address = reverse("admin:productions_dump_changelist")

    def told(**headers):
        page = read_page(client.get(reverse("admin:index"), headers=headers))
        return [(get_text(each), list_links(each)) for each in find_all(page, "li", class_="warning")]

    dump = request_nightly_dump(now=now)
    assert told() == []
    fail_dump(take_dump(dump.uid, now=now), error=Sentence("No room."), now=now)
    assert told() == [("The dump of May 2, 2026 failed. See why", {address})]
    japanese = ("2026年5月2日のダンプは失敗しました。 理由を見る", {address})
    assert told(**{"accept-language": "ja"}) == [japanese]

"""Signs of life of workers, and who is told when there are none."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from productions.exports.services.export_silence import find_export_silence, get_export_queue
from productions.exports.services.exports import request_export
from productions.models import WorkerSign
from productions.operations.services.workers import Silence, find_silence, leave_sign
from tests.html_pages import read_page_text
from tests.processes import running_worker, wait_until


def last_seen(name, **ago):
    """As if the worker had been silent since."""
    WorkerSign.objects.filter(name=name).update(seen_at=Now() - timedelta(**ago))


def test_a_site_that_never_had_a_worker_says_so(db):
    assert find_silence(["short"]) == Silence(None)


def test_a_worker_that_was_seen_within_the_minute_is_there(db):
    leave_sign("celery@one", ["short", "long"])
    last_seen("celery@one", seconds=50)
    assert find_silence(["short", "long"]) is None


def test_a_worker_that_is_silent_for_a_minute_was_seen_last_then(db):
    leave_sign("celery@one", ["short"])
    last_seen("celery@one", seconds=70)
    seen = WorkerSign.objects.get().seen_at
    assert find_silence(["short"]) == Silence(seen)
    leave_sign("celery@one", ["short"])
    assert find_silence(["short"]) is None
    assert WorkerSign.objects.count() == 1


def test_workers_of_other_queues_do_not_count(db):
    leave_sign("celery@one", ["short"])
    assert find_silence(["short"]) is None
    assert find_silence(["short", "long"]) == Silence(None)
    leave_sign("celery@two", ["long"])
    assert find_silence(["short", "long"]) is None


def test_what_waits_in_no_queue_waits_for_no_worker(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_export_silence([]) is None


def test_names_of_a_day_ago_are_forgotten(db):
    leave_sign("celery@old", ["short"])
    last_seen("celery@old", hours=25)
    leave_sign("celery@new", ["short"])
    assert [sign.name for sign in WorkerSign.objects.all()] == ["celery@new"]


def test_the_clock_is_the_databases(db, monkeypatch):
    """A machine that is an hour ahead neither looks silent nor finds others so."""
    ahead = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: ahead)  # this process's clock, not the database's
    leave_sign("celery@one", ["short"])
    assert find_silence(["short"]) is None
    assert WorkerSign.objects.get().seen_at < ahead - timedelta(minutes=50)


@pytest.fixture
def pages(client, confirmed, production, person, now, staff):
    """Those on which an editor waits for an export, as texts; asked for anew each time."""
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)
    client.force_login(staff("editor"))
    addresses = [
        reverse("admin:index"),
        reverse("admin:productions_production_overview", args=[production.pk]),
        reverse("admin:productions_export_changelist"),
        reverse("admin:productions_export_change", args=[export.pk]),
    ]

    def read(**options):
        return [read_page_text(client.get(address, **options)) for address in addresses]

    read.export = export
    return read


def test_who_waits_is_told_that_nobody_works(pages):
    assert all("No worker has ever run here" in page for page in pages())
    leave_sign("celery@one", [get_export_queue("txt")])
    assert not any("No worker has" in page for page in pages())
    last_seen("celery@one", minutes=3)
    assert all("No worker has been seen since" in page for page in pages())
    japanese = pages(headers={"accept-language": "ja"})
    assert all("ワーカーの動作が確認できないため" in page for page in japanese)


def test_who_waits_for_nothing_is_told_nothing(pages):
    pages.export.state = "cancelled"
    pages.export.save()
    assert not any("No worker has" in page for page in pages())


@pytest.mark.worker
def test_a_worker_leaves_signs_while_it_lives(unlocked, tmp_path):
    with running_worker(tmp_path, beat=False):
        wait_until(
            lambda: find_silence([get_export_queue("txt"), get_export_queue("prores")]) is None,
            tmp_path / "worker.log",
        )
    (sign,) = WorkerSign.objects.all()
    assert sign.name.startswith("celery@")
    assert get_export_queue("txt") in sign.queues

"""A worker that is told to end hands back what it is at, for another one to begin at once; one that is killed loses half a minute."""

import os
import signal
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings
from django.utils import timezone

from productions.exports.services.exports import request_export, run_next_export, take_export_lease
from productions.exports.services.film_exports import get_exports_folder
from productions.models import Export
from productions.operations.services.heartbeats import keep_beating
from productions.operations.services.leases import LeaseLost
from tests.leases import run_out
from tests.processes import idle_worker, redis_url, said, wait_until

LONG_FILM = {"raster": "3840x2160", "px": 1}


@pytest.fixture
def film(unlocked, production, person, confirmed):
    confirmed(contributor=person)
    return request_export(production, format="mp4", delivery=LONG_FILM, by=None, now=timezone.now())


def drafts(export):
    return [path.name for path in get_exports_folder().glob(f".{export.uid}.*.part")]


@pytest.mark.worker
@pytest.mark.parametrize("to", [os.kill, os.killpg], ids=["docker stop", "the group"])
def test_a_worker_that_is_stopped_in_mid_film_hands_it_back_at_once(film, to):
    """No lease runs out here: it would last for an hour."""
    folder = Path(settings.DATA_DIR)
    log, hour = folder / "worker.log", {"STAFFROLL_TEST_LEASE": "3600"}

    def row():
        return Export.objects.values_list("state", "token", "attempts", "frames_done").get(pk=film.pk)

    with idle_worker(folder, redis_url(), "-n", "first@%h", concurrency=2, **hour) as first:
        wait_until(lambda: (row()[3] or 0) > 5, log)
        assert row()[:3] == ("running", 1, 1)
        to(first.pid, signal.SIGTERM)
        wait_until(lambda: first.poll() is not None, log)
        assert (row()[:3], drafts(film)) == (("queued", 1, 0), [])
        with idle_worker(folder, redis_url(), "-n", "second@%h", concurrency=2, **hour):
            wait_until(lambda: row()[:3] == ("running", 2, 1), log)
    assert said(log, "SystemExit") == 0


@pytest.mark.worker
def test_paper_gives_signs_of_life_while_it_is_made_at_one_go(unlocked, production, person, confirmed):
    """Its writer says nothing more after the half, for ten minutes; its lease is one of three seconds."""
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=timezone.now())
    folder = Path(settings.DATA_DIR)

    def row():
        return Export.objects.values_list("progress", "lease_until", "token").get(pk=export.pk)

    with idle_worker(folder, redis_url(), concurrency=2, STAFFROLL_TEST_SLOW="1"):
        wait_until(lambda: row()[0] == 50, folder / "worker.log")
        _progress, until, _token = row()
        wait_until(lambda: row()[1] > until + timedelta(seconds=3), folder / "worker.log")
    assert row()[::2] == (50, 1)


def test_a_worker_that_was_killed_is_followed_within_a_minute():
    assert settings.EXPORT_LEASE_SECONDS + settings.EXPORT_SWEEP_SECONDS < 60


def test_a_worker_that_is_to_end_begins_nothing(production, person, confirmed, now):
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)
    assert run_next_export(clock=timezone.now, films=False, stopping=lambda: True) is None
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("queued", 0)


def test_ctrl_c_in_a_command_hands_the_export_back(production, person, confirmed, now):
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)

    def interrupt_in_the_middle():
        if Export.objects.get(pk=export.pk).state == "running":
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        run_next_export(clock=timezone.now, films=False, stopping=interrupt_in_the_middle)
    export.refresh_from_db()
    assert (export.state, export.attempts, export.lease_until, drafts(export)) == ("queued", 0, None, [])


def test_after_the_last_attempt_nothing_half_written_stays(
    production, person, confirmed, now, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    get_exports_folder().mkdir()
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)
    for _attempt in range(settings.EXPORT_MAX_ATTEMPTS):
        token = take_export_lease(export.uid, now=now).token
        (get_exports_folder() / f".{export.uid}.{token}.part").write_bytes(b"half")
        run_out(export)
    with django_capture_on_commit_callbacks(execute=True):
        assert take_export_lease(export.uid, now=now) is None
    export.refresh_from_db()
    assert (export.state, drafts(export)) == ("failed", [])


def test_signs_of_life_go_on_while_the_job_is_silent_and_end_with_it():
    beats, enough = [], Event()

    def beat():
        beats.append(1)
        if len(beats) == 3:
            enough.set()

    with keep_beating(beat, seconds=0.01):
        assert enough.wait(60)
    counted = len(beats)
    assert not Event().wait(0.1)
    assert len(beats) == counted


def test_signs_of_life_end_when_the_lease_is_lost():
    beats, lost = [], Event()

    def beat():
        beats.append(1)
        lost.set()
        raise LeaseLost

    with keep_beating(beat, seconds=0.01):
        assert lost.wait(60)
        assert not Event().wait(0.1)
    assert beats == [1]

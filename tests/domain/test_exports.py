"""Exports: the row is the job. Workers here are real processes, and die by `kill -9`."""

import json
import os
import signal
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import override

from productions.exports.formats import ExportFormat
from productions.exports.services import exports
from productions.exports.services.export_files import get_export_path
from productions.exports.services.export_queue import list_waiting_exports
from productions.exports.services.exports import (
    cancel_export,
    fail_export,
    request_export,
    run_export,
    run_next_export,
    take_export_lease,
)
from productions.models import Event, Export
from productions.people.services.contributors import create_contributor
from productions.rollkit.document.sealed import compute_digest
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.rollkit.writer_registry import WRITERS
from productions.shared.refusals import NotAllowed, Refusal
from tests.hurried import HURRIED_VALUES
from tests.leases import run_out
from tests.processes import redis_url, running_worker, wait_until


@pytest.mark.parametrize("code", ExportFormat.values)
def test_every_format_becomes_a_file_with_its_digest(credited, now, code):
    quick = {"raster": "1280x720", "px": 60, "template": HURRIED_VALUES} if WRITERS[code].on_screen else None
    export = request_export(credited, format=code, delivery=quick, by=None, now=now)
    done = run_export(export.uid, clock=lambda: now)
    data = get_export_path(done).read_bytes()
    assert (done.state, done.progress, done.size, done.digest) == (
        "done",
        100,
        len(data),
        compute_digest(data),
    )
    assert list(get_export_path(done).parent.glob(f"*{done.uid}*.part")) == []


def test_what_the_screen_shows_is_frozen_with_the_export(credited, now):
    credited.fps_num, credited.fps_den = 24000, 1001
    credited.save()

    export = request_export(
        credited, format="screen", by=None, now=now, delivery={"raster": "1280x720", "seconds": 20}
    )
    export.refresh_from_db()

    assert export.delivery == {
        "raster": "1280x720", "rate": "24000/1001", "px": None, "frames": 480, "drop": False, "burn_in": False,
        "template": FILM_ROLL.to_dict(),
    }  # fmt: skip


def test_a_running_time_that_cannot_be_is_refused_at_once_with_what_could(credited, now):
    """Nothing on so short a roll can fill 60 seconds at the usual speed."""
    with override("ja"), pytest.raises(Refusal) as refusal:
        request_export(credited, format="screen", by=None, now=now, delivery={"seconds": 60, "px": 3})
    first, *others = refusal.value.fields["delivery"]
    assert first.startswith("1フレーム3pxでは、尺を60.00秒（1440フレーム）にできません。最長で")
    assert others[-1] == "尺を30.67秒（736フレーム）にする。"


@pytest.mark.parametrize(
    ("code", "delivery", "sentence"),
    [
        (
            "screen",
            {"raster": "641x480"},
            "The raster 641x480 cannot be made: write width and height as 1920x1080",
        ),
        ("screen", {"seconds": 1}, "The roll cannot last 1.00 s (24 frames) at 3 px a frame"),
        (
            "edl",
            {"places": "png_sequence"},
            "This timeline places a movie, but png_sequence is one file per frame.",
        ),
        (
            "fcp7",
            {"places": "dpx_sequence"},
            "This timeline places a movie, but dpx_sequence is one file per frame.",
        ),
        (
            "pdf",
            {"px": 3},
            "This format is not for the screen; leave out raster, frame rate and running time.",
        ),
    ],
)
def test_a_delivery_that_cannot_be_is_refused_and_nothing_is_stored(credited, now, code, delivery, sentence):
    with pytest.raises(Refusal) as refusal:
        request_export(credited, format=code, by=None, now=now, delivery=delivery)
    assert refusal.value.fields["delivery"][0].startswith(sentence)
    assert not Export.objects.exists()


def test_two_workers_make_one_file(credited, now):
    export = request_export(credited, format="txt", by=None, now=now)
    first, second = take_export_lease(export.uid, now=now), take_export_lease(export.uid, now=now)
    assert (first.token, second) == (1, None)
    assert run_export(export.uid, clock=lambda: now) is None


def test_a_lease_that_ran_out_is_taken_over_and_the_old_worker_is_fenced_off(credited, now):
    export = request_export(credited, format="txt", by=None, now=now)
    old = take_export_lease(export.uid, now=now)
    assert list_waiting_exports() == []
    run_out(export)
    assert list_waiting_exports() == [export.uid]
    assert run_export(export.uid, clock=lambda: now).state == "done"
    assert fail_export(old, error="too late", now=now) is None
    with pytest.raises(exports.LeaseLost):
        exports.report_export(old, share=0.5)


def test_a_worker_whose_clock_is_ahead_takes_no_living_export_over(credited, now):
    export = request_export(credited, format="txt", by=None, now=now)
    lease = take_export_lease(export.uid, now=now)
    ahead = timezone.now() + timedelta(hours=1)
    assert run_export(export.uid, clock=lambda: ahead) is None
    assert run_next_export(clock=lambda: ahead, films=False) is None
    export.refresh_from_db()
    assert (export.state, export.token) == ("running", lease.token)


def test_a_lease_is_as_long_on_the_database_s_clock_whatever_the_worker_s_says(credited, now):
    """The worker's clock, `now`, is months behind."""
    export = request_export(credited, format="txt", by=None, now=now)
    lease = take_export_lease(export.uid, now=now)
    for lengthen in (lambda: None, lambda: exports.report_export(lease, share=0.5)):
        lengthen()
        left = ExpressionWrapper(F("lease_until") - Now(), output_field=DurationField())
        (seconds,) = Export.objects.filter(pk=export.pk).values_list(left, flat=True)
        assert timedelta(0) < seconds <= timedelta(seconds=settings.EXPORT_LEASE_SECONDS)


def test_an_export_that_is_always_killed_fails_with_a_sentence(credited, now):
    export = request_export(credited, format="txt", by=None, now=now)
    for _attempt in range(settings.EXPORT_MAX_ATTEMPTS):
        assert take_export_lease(export.uid, now=now) is not None
        run_out(export)
    assert take_export_lease(export.uid, now=now) is None
    export.refresh_from_db()
    assert export.state == "failed"
    assert export.error == "It was stopped 5 times before it could finish; look at the worker's log."


def test_a_cancelled_export_leaves_nothing_behind(credited, now):
    export = request_export(credited, format="txt", by=None, now=now)

    def cancel_then_tell() -> object:
        if Export.objects.get(uid=export.uid).state == "running":
            cancel_export(export, by=None, now=now)
        return now

    assert run_export(export.uid, clock=cancel_then_tell) is None
    export.refresh_from_db()
    assert (export.state, export.file) == ("cancelled", "")
    with pytest.raises(Refusal):
        get_export_path(export)


def test_a_character_that_the_font_lacks_fails_the_pdf_in_words(production, confirmed, now):
    confirmed(contributor=create_contributor(name="Ada 🐇 Lapin", by=None, now=now))
    for roll in ("en", "ja"):
        export = request_export(production, format="pdf", language=roll, by=None, now=now)
        failed = run_export(export.uid, clock=lambda: now)
        assert failed.state == "failed"
        assert "“🐇” (U+1F407) in “Ada 🐇 Lapin”" in failed.error
        assert "「Ada 🐇 Lapin」の「🐇」（U+1F407）の字形がありません。" in failed.error_ja


def test_viewers_may_not_export_the_working_copy(credited, staff, now):
    with pytest.raises(NotAllowed):
        request_export(credited, format="txt", by=staff("viewer"), now=now)


def test_request_and_finish_are_in_the_ledger(credited, now):
    export = request_export(credited, format="txt", by=None, now=now)
    run_export(export.uid, clock=lambda: now)
    events = Event.objects.filter(entity_uid=export.uid).order_by("pk")
    assert [event.action for event in events] == ["requested", "finished"]


@pytest.mark.worker
def test_a_worker_killed_in_mid_export_loses_nothing(
    unlocked, production, person, confirmed, tmp_path, settings
):
    """`kill -9` while the file is half written: the next worker finishes it, once."""
    confirmed(contributor=person)
    settings.MEDIA_ROOT = tmp_path / "media"
    log = tmp_path / "worker.log"
    export = request_export(production, format="txt", by=None, now=timezone.now())

    def state() -> tuple[str, int]:
        return Export.objects.values_list("state", "progress").get(uid=export.uid)

    with running_worker(tmp_path, redis_url(), STAFFROLL_TEST_SLOW="1") as first:
        wait_until(lambda: state() == ("running", 50), log)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert state() == ("running", 50)
    with running_worker(tmp_path, redis_url()):
        wait_until(lambda: state()[0] == "done", log)
    export.refresh_from_db()
    assert (export.attempts, export.token) == (2, 2)
    assert compute_digest(get_export_path(export).read_bytes()) == export.digest
    assert [path.name for path in (tmp_path / "media" / "exports").glob("*.txt")] == [f"{export.uid}.txt"]
    events = Event.objects.filter(entity_uid=export.uid, action="finished")
    assert [json.loads(json.dumps(event.shown_changes))["digest"] for event in events] == [
        ["", export.digest]
    ]


def test_a_name_too_wide_for_the_screen_is_refused_with_a_sentence_that_names_it(production, confirmed, now):
    wide = create_contributor(name="アレクサンドロス" * 4, by=None, now=now)
    confirmed(contributor=wide)
    with override("ja"), pytest.raises(Refusal) as refusal:
        request_export(production, format="screen", by=None, now=now)
    assert (
        f"「{wide.name}」はNoto Sans CJK JPの32 pxで80 %の長体をかけても幅820 px"
        in refusal.value.fields["delivery"][0]
    )
    assert not Export.objects.exists()

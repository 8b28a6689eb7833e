"""Films are long exports: how far they are is told, they can be stopped at any frame, and killed, and the disk may fill."""

import os
import signal
import subprocess
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.utils import timezone

from productions.exports.services.export_files import get_export_path
from productions.exports.services.export_progress import FrameProgress, ProgressReporter
from productions.exports.services.exports import (
    cancel_export,
    report_export,
    request_export,
    run_export,
    take_export_lease,
)
from productions.exports.services.film_exports import is_film
from productions.models import Export
from productions.rollkit.document.sealed import compute_digest
from tests.html_pages import read_page_text
from tests.hurried import HURRIED_VALUES
from tests.leases import run_out
from tests.processes import running_worker, wait_until

SMALL = {"raster": "1280x720", "px": 16, "template": HURRIED_VALUES}


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT / "exports"


@pytest.fixture
def asked(production, person, confirmed, now, media):
    confirmed(contributor=person)

    def ask(format="mp4", **delivery):
        return request_export(production, format=format, by=None, now=now, delivery={**SMALL, **delivery})

    return ask


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_row_ends_with_all_frames_and_every_frame_is_told(asked, now):
    told = []
    done = run_export(asked().uid, clock=lambda: now, tell=told.append)
    assert [frames.done for frames in told] == list(range(1, done.frames + 1))
    assert {frames.total for frames in told} == {done.frames}
    assert (done.frames_done, done.seconds_left, done.progress) == (done.frames, None, 100)
    assert done.digest == compute_digest(get_export_path(done).read_bytes())


def test_the_row_says_how_far_it_is_and_how_long_the_rest_will_take(asked, now):
    """A clock on which every frame takes two seconds, one for each time that it is asked."""
    seen, clock = [], iter(now + timedelta(seconds=step) for step in range(100_000))
    export = asked()

    def look(frames: FrameProgress):
        if frames.done in (1, 21):
            seen.append(Export.objects.values_list("frames_done", "seconds_left").get(uid=export.uid))

    done = run_export(export.uid, clock=lambda: next(clock), tell=look)
    assert seen == [(None, None), (20, 2 * (done.frames - 20))]


def test_the_row_is_not_written_for_every_frame(now):
    moment, stored = now, []
    reporter = ProgressReporter(lambda **values: stored.append(values), lambda: moment)
    for done in range(1, 10_001):
        moment += timedelta(milliseconds=10)
        reporter.count(done, 10_000)
        reporter.share(done / 10_000)
    assert len(stored) < 220
    assert stored[-1]["share"] >= 0.99
    assert [stored[50]["frames"].seconds_left] == [round((10_000 - stored[50]["frames"].done) / 100)]


def test_a_cancelled_film_stops_in_the_middle_and_leaves_nothing(asked, media, now):
    export, told = asked(), []
    clock = iter(now + timedelta(seconds=step) for step in range(100_000))

    def cancel(frames: FrameProgress):
        told.append(frames.done)
        if frames.done == 10:
            cancel_export(export, by=None, now=now)

    assert run_export(export.uid, clock=lambda: next(clock), tell=cancel) is None
    export.refresh_from_db()
    assert (export.state, export.file, export.seconds_left, export.frames_done) == ("cancelled", "", None, 9)
    assert (told[-1], files(media)) == (10, [])


def test_what_dead_workers_left_goes_with_the_next_attempt_and_with_the_export(asked, media, now):
    media.mkdir(parents=True)
    export, other = asked(), asked()
    left, foreign = media / f".{export.uid}.7.part", media / "of somebody else"
    left.write_bytes(b"half"), foreign.write_bytes(b"")
    run_export(export.uid, clock=lambda: now)
    (media / f".{other.uid}.1.part").write_bytes(b"half")
    cancel_export(other, by=None, now=now)
    assert files(media) == sorted([f"{export.uid}.mp4", "of somebody else", f".{other.uid}.1.part"])


@pytest.fixture
def small_disk(media):
    """A disk of 512 KB."""
    media.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", media], capture_output=True)
    if mounted.returncode:
        pytest.skip("This account may not mount a small disk.")
    yield media
    subprocess.run(["umount", media], check=True)


@pytest.mark.parametrize("format", ["prores4444", "dnxhr", "png_sequence", "mp4"])
def test_a_full_disk_fails_the_film_in_words_and_leaves_nothing(asked, small_disk, now, format):
    export = asked(format)
    if format == "mp4":
        (small_disk / "of somebody else").write_bytes(bytes(500_000))
    failed = run_export(export.uid, clock=lambda: now)
    assert (failed.state, failed.error) == (
        "failed",
        f"The file could not be written (No space left on device): free some space in {small_disk} and export it again.",
    )
    assert failed.error_ja.startswith("ファイルを書き込めませんでした（ディスクに空きがありません）。")
    assert [name for name in files(small_disk) if name != "of somebody else"] == []


@pytest.mark.worker
def test_a_worker_killed_in_mid_film_is_followed_by_one_whole_film(
    unlocked, production, person, confirmed, media, tmp_path
):
    confirmed(contributor=person)
    log = tmp_path / "worker.log"
    export = request_export(
        production, format="mp4", by=None, now=timezone.now(), delivery={**SMALL, "px": 1}
    )

    def row():
        return Export.objects.values_list("state", "frames_done").get(uid=export.uid)

    with running_worker(tmp_path) as first:
        wait_until(lambda: (row()[1] or 0) > 5, log)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert row()[0] == "running"
    assert files(media) == [f".{export.uid}.1.part"]
    with running_worker(tmp_path):
        wait_until(lambda: row()[0] == "done", log)
    export.refresh_from_db()
    assert (export.attempts, files(media)) == (2, [f"{export.uid}.mp4"])
    assert compute_digest(get_export_path(export).read_bytes()) == export.digest


def test_films_may_take_hours_and_paper_minutes(asked, production, now):
    paper = request_export(production, format="pdf", by=None, now=now)
    assert (is_film(asked().uid), is_film(paper.uid)) == (True, False)
    assert site.EXPORT_LEASE_SECONDS < site.EXPORT_HARD_SECONDS < site.FILM_MOST_SECONDS


@pytest.mark.parametrize(("lang", "shown"), [("en", "8 / 20 (1:05 left)"), ("ja", "8 / 20（残り1:05）")])
def test_the_admin_shows_frames_and_time_left_and_looks_again(asked, admin_client, now, lang, shown):
    export = asked()
    report_export(take_export_lease(export.uid, now=now), share=0.4, frames=FrameProgress(8, 20, 65))
    page = admin_client.get(
        f"/admin/productions/export/{export.pk}/change/", headers={"Accept-Language": lang}
    )
    assert shown in read_page_text(page)
    assert page.headers["Refresh"] == "2"
    run_out(export)
    run_export(export.uid, clock=lambda: now)
    page = admin_client.get(f"/admin/productions/export/{export.pk}/change/")
    assert "Refresh" not in page.headers

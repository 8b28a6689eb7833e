"""Several formats of one roll as one export: one job, one ZIP with a manifest of what is in it."""

import cProfile
import io
import json
import os
import pstats
import signal
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone
from django.utils.translation import override

from productions.exports.services.export_files import get_export_filename, get_export_path, request_again
from productions.exports.services.export_queue import list_next_exports
from productions.exports.services.exports import cancel_export, request_export, run_export
from productions.models import Event, Export
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.rollkit.writer_registry import WRITERS
from productions.shared.refusals import Refusal
from tests.hurried import HURRIED_VALUES
from tests.processes import redis_url, running_worker, wait_until

QUICK = {"raster": "1280x720", "px": 60, "template": HURRIED_VALUES}
FORMATS = ["mp4", "edl", "srt", "json", "pdf", "png"]
ORDERED = ["pdf", "json", "png", "edl", "srt", "mp4"]
"""Films last."""


@pytest.fixture
def release(production, person, confirmed, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    confirmed(contributor=person)
    return issue_release(production, by=None, now=now)


def make_package(release, now, formats=FORMATS, delivery=QUICK, **asked):
    export = request_export(
        release.production, release=release, formats=formats, delivery=delivery, by=None, now=now, **asked
    )
    done = run_export(export.uid, clock=lambda: now)
    assert done.state == "done", done.error
    return done


def read_package(export):
    with zipfile.ZipFile(get_export_path(export)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_package_is_one_export_whose_manifest_says_what_each_file_is(release, now):
    export = make_package(release, now)
    files = read_package(export)
    manifest = json.loads(files.pop("manifest.json"))
    assert (Export.objects.count(), export.format, export.formats) == (1, "package", ORDERED)
    assert manifest["roll"] == {
        "title": "犬と少年",
        "issue": 1,
        "digest": release.digest,
        "issue_digest": release.issue_digest,
    }
    assert manifest["files"] == export.files
    assert [entry["format"] for entry in manifest["files"]] == ORDERED
    assert list(files) == [entry["name"] for entry in manifest["files"]]
    for entry in manifest["files"]:
        content = files[entry["name"]]
        assert (entry["bytes"], entry["sha256"]) == (len(content), sha256(content).hexdigest())
        shown = (entry["raster"], entry["rate"], entry["frames"] is not None)
        on_screen = WRITERS[entry["format"]].on_screen
        assert shown == (("1280x720", "24", True) if on_screen else (None, None, False))
    assert {entry["frames"] for entry in manifest["files"]} - {None} == {export.frames}


def test_each_file_has_the_bytes_and_the_name_that_it_has_alone(release, now):
    files = read_package(make_package(release, now))
    for format in FORMATS:
        alone = request_export(
            release.production, release=release, format=format, by=None, now=now,
            delivery=QUICK if WRITERS[format].on_screen else None,
        )  # fmt: skip
        alone = run_export(alone.uid, clock=lambda: now)
        assert files[get_export_filename(alone)] == get_export_path(alone).read_bytes(), format


def test_the_same_roll_in_the_same_formats_is_the_same_package(release, now):
    first = make_package(release, now)
    again = make_package(release, now + timedelta(days=1), formats=[*reversed(FORMATS), "mp4"])
    assert (again.digest, get_export_filename(again)) == (first.digest, get_export_filename(first))
    other = make_package(release, now, formats=FORMATS[:2])
    assert get_export_filename(other) != get_export_filename(first)
    asked = request_again(first, by=None, now=now)
    assert (asked.format, asked.formats) == ("package", ORDERED)


def test_the_roll_is_laid_out_once_for_all_formats_on_screen(release, now):
    export = request_export(
        release.production, release=release, formats=FORMATS, delivery=QUICK, by=None, now=now
    )
    profile = cProfile.Profile()
    assert profile.runcall(run_export, export.uid, clock=lambda: now).state == "done"
    calls = {function: told[1] for (_file, _line, function), told in pstats.Stats(profile).stats.items()}
    assert (calls["build_reel"], calls["write_format"]) == (1, len(FORMATS))


def test_what_cannot_be_made_refuses_the_whole_at_once_and_by_name(release, now):
    with override("ja"), pytest.raises(Refusal) as told:
        request_export(
            release.production, release=release, formats=["mp4", "edl", "fcp7", "pdf"], by=None, now=now,
            delivery={**QUICK, "places": "png_sequence"},
        )  # fmt: skip
    first, second = (line for line in told.value.fields["delivery"] if "png_sequence" in line)
    assert first.partition("：")[0].endswith(".fcp7.xml")
    assert second.partition("：")[0].endswith(".edl")
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Give either the format of a file, or the formats of a package."),
        ({"format": "pdf", "formats": ["csv"]}, "Give either the format of a file, or the formats of a package."),
        ({"formats": ["csv", "papyrus", "clay"]}, "There is no format papyrus."),
    ],
)  # fmt: skip
def test_a_file_or_a_package_is_asked_for_in_formats_that_there_are(release, now, asked, sentence):
    with pytest.raises(Refusal) as told:
        request_export(release.production, release=release, by=None, now=now, **asked)
    assert told.value.fields["formats"][0] == sentence


def test_a_package_on_paper_takes_nothing_of_a_screen(release, now):
    with pytest.raises(Refusal, match="not for the screen"):
        make_package(release, now, formats=["pdf", "csv"], delivery={"px": 3})
    export = make_package(release, now, formats=["pdf", "csv"], delivery=None)
    assert (export.delivery, export.has_films, export.frames) == ({}, False, None)


def test_a_file_that_fails_is_told_by_name_and_nothing_arrives_and_no_film_is_begun(
    production, confirmed, now, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    confirmed(contributor=create_contributor(name="Ada \U00013080 Lapin", by=None, now=now))
    export = request_export(production, formats=["pdf", "csv", "txt"], by=None, now=now)
    failed = run_export(export.uid, clock=lambda: now)
    assert (failed.state, failed.file, failed.files) == ("failed", "", [])
    assert failed.error.startswith("犬と少年_working_ja.pdf: ")
    assert "犬と少年_working_ja.pdf：" in failed.error_ja
    assert ".csv" not in failed.error
    assert list((tmp_path / "exports").iterdir()) == []


def test_a_package_with_a_film_waits_for_the_workers_of_films(release, now):
    paper = request_export(release.production, release=release, formats=["pdf", "csv"], by=None, now=now)
    film = request_export(
        release.production, release=release, formats=["pdf", "mp4"], delivery=QUICK, by=None, now=now
    )
    assert list(list_next_exports(films=False)) == [paper.uid]
    assert list(list_next_exports(films=True)) == [film.uid]


def test_frames_and_percent_are_of_the_whole(release, now):
    export = request_export(
        release.production, release=release, formats=["mp4", "prores4444", "srt"], delivery=QUICK, by=None, now=now
    )  # fmt: skip
    seen = []
    run_export(export.uid, clock=timezone.now, tell=lambda frames: seen.append((frames.done, frames.total)))
    done = [frame for frame, _total in seen]
    assert done == sorted(done)
    assert {total for _frame, total in seen} == {done[-1]}
    export.refresh_from_db()
    assert (export.frames_done, export.frames, export.progress) == (done[-1], done[-1], 100)
    assert export.files[0]["frames"] * 2 == export.frames


def test_a_cancelled_package_leaves_nothing_behind(release, now, tmp_path):
    export = request_export(
        release.production, release=release, formats=FORMATS, delivery=QUICK, by=None, now=now
    )

    def cancel_then_tell() -> object:
        if Export.objects.filter(uid=export.uid, state="running", progress__gt=20).exists():
            cancel_export(export, by=None, now=now)
        return timezone.now()

    assert run_export(export.uid, clock=cancel_then_tell) is None
    export.refresh_from_db()
    assert (export.state, export.file, export.files) == ("cancelled", "", [])
    assert list((tmp_path / "media" / "exports").iterdir()) == []


@pytest.mark.worker
def test_a_worker_killed_in_the_middle_of_a_package_loses_nothing(
    unlocked, production, person, confirmed, tmp_path, settings
):
    """`kill -9` while the second of three files is half written: the next worker makes the whole anew, once."""
    confirmed(contributor=person)
    settings.MEDIA_ROOT = tmp_path / "media"
    log = tmp_path / "worker.log"
    asked = {"formats": ["html", "txt", "csv"], "by": None, "now": timezone.now()}
    export = request_export(production, **asked)

    def state() -> tuple[str, int]:
        return Export.objects.values_list("state", "progress").get(uid=export.uid)

    with running_worker(tmp_path, redis_url(), STAFFROLL_TEST_SLOW="1") as first:
        wait_until(lambda: state() == ("running", 50), log)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    with running_worker(tmp_path, redis_url()):
        wait_until(lambda: state()[0] == "done", log)
    export.refresh_from_db()
    assert (export.attempts, export.token) == (2, 2)
    assert [path.name for path in (tmp_path / "media" / "exports").iterdir()] == [f"{export.uid}.zip"]
    assert Event.objects.filter(entity_uid=export.uid, action="finished").count() == 1
    with zipfile.ZipFile(io.BytesIO(get_export_path(export).read_bytes())) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 4

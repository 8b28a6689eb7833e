"""A dump by a worker: whole or not at all, whatever happens to the worker, the disk or the wish for it."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection, connections
from django.utils import timezone

from api.dumps.job import run_dump
from productions.exports.services.dumps import cancel_dump, get_dumps_folder, request_dump
from productions.models import Dump
from tests.processes import running_worker, wait_until


@pytest.fixture
def media(unlocked, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


def folders():
    return sorted(path.name for path in get_dumps_folder().iterdir())


def make(now, **options):
    return run_dump(request_dump(by=None, now=now).uid, clock=lambda: now, **options)


def test_a_dump_is_made_and_old_ones_are_deleted(media, production, now, settings):
    settings.DUMPS_KEPT = 2
    first, second, third = (make(now + timedelta(hours=hour)) for hour in range(3))
    assert (third.state, third.progress, third.error) == ("done", 100, "")
    assert third.size == sum(file["bytes"] for file in json.loads(third.manifest)["files"])
    assert folders() == sorted([str(second.uid), str(third.uid)])
    assert Dump.objects.get(pk=first.pk).dropped_at == now + timedelta(hours=2)


def test_a_worker_that_is_to_end_hands_the_dump_back_and_leaves_nothing(
    media, production, person, confirmed, now
):
    confirmed(contributor=person)
    dump = request_dump(by=None, now=now)
    assert run_dump(dump.uid, clock=lambda: now, stopping=lambda: True) is None
    dump.refresh_from_db()
    assert (dump.state, dump.attempts, dump.lease_until, folders()) == ("queued", 0, None, [])
    assert run_dump(dump.uid, clock=lambda: now).state == "done"


def test_a_cancelled_dump_stops_at_its_next_slice_and_leaves_nothing(media, production, now):
    dump, told = request_dump(by=None, now=now), []

    def cancel():
        cancel_dump(dump, by=None, now=now)
        connections.close_all()

    def tell(rows, total):
        told.append(rows)
        if len(told) == 1:
            somebody = threading.Thread(target=cancel)
            somebody.start()
            somebody.join()

    assert run_dump(dump.uid, clock=lambda: now, tell=tell) is None
    assert (Dump.objects.get().state, folders(), len(told)) == ("cancelled", [], 1)


def test_leftovers_of_dead_attempts_are_removed(media, production, now):
    old = request_dump(by=None, now=now)
    (get_dumps_folder() / f".{old.uid}.1.part").mkdir(parents=True)
    cancel_dump(old, by=None, now=now)
    dump = request_dump(by=None, now=now)
    (get_dumps_folder() / f".{dump.uid}.0.part").mkdir()
    (get_dumps_folder() / "of somebody else").mkdir()
    run_dump(dump.uid, clock=lambda: now)
    assert folders() == sorted([str(dump.uid), "of somebody else"])


SMALL_DISK = """
import resource, sys
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[2]
from django.utils import timezone
from uuid import UUID
from api.dumps.job import run_dump
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
dump = run_dump(UUID(sys.argv[1]), clock=timezone.now)
"""


def environment(folder):
    """Of a process of its own on the test database."""
    made = os.environ | {
        "DJANGO_SETTINGS_MODULE": "registry.settings", "STAFFROLL_DATA_DIR": str(folder), "STAFFROLL_DEBUG": "1",
    }  # fmt: skip
    return made, str(connection.settings_dict["NAME"])


@pytest.mark.postgres
def test_a_full_disk_fails_the_dump_in_words_and_leaves_nothing(media, production, confirmed, now):
    """The process may write files of 2,000 bytes and no more; PostgreSQL's are not its own."""
    dump = request_dump(by=None, now=now)
    variables, name = environment(media)
    command = [sys.executable, "-c", textwrap.dedent(SMALL_DISK), str(dump.uid), name, "2000"]
    done = subprocess.run(
        command, env=variables, cwd=site.BASE_DIR, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    dump.refresh_from_db()
    assert (dump.state, dump.error) == (
        "failed",
        f"The files could not be written (File too large); free some space in {get_dumps_folder()} and make the dump again.",
    )
    assert folders() == []


@pytest.mark.worker
def test_a_worker_killed_in_mid_dump_is_followed_by_one_whole_dump(media, production, person, confirmed):
    confirmed(contributor=person)
    log = media / "worker.log"
    dump = request_dump(by=None, now=timezone.now())

    def drafts():
        return (
            sorted(path.name for path in get_dumps_folder().glob(".*")) if get_dumps_folder().exists() else []
        )

    with running_worker(media, STAFFROLL_TEST_SLOW="1") as first:
        wait_until(lambda: drafts() and Dump.objects.get().state == "running", log)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert drafts() == [f".{dump.uid}.1.part"]
    with running_worker(media):
        wait_until(lambda: Dump.objects.get().state == "done", log)
    dump.refresh_from_db()
    assert (dump.attempts, dump.token, folders()) == (2, 2, [str(dump.uid)])
    files = json.loads(dump.manifest)["files"]
    sizes = {file["name"]: file["bytes"] for file in files}
    assert {path.name: path.stat().st_size for path in Path(get_dumps_folder() / str(dump.uid)).iterdir()} == {
        **sizes, "manifest.json": len(dump.manifest.encode()),
    }  # fmt: skip


def test_without_a_dump_it_says_so(client, db):
    answer = client.get("/api/v1/dumps/latest/manifest.json")
    assert (answer.status_code, answer.json()["detail"]) == (
        404, "There is no dump yet; one is made every night.",
    )  # fmt: skip
    assert client.get("/api/v1/dumps/").json() == {"results": []}

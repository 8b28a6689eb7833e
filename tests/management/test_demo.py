"""The demo's processes end with the demo, whatever happens to either; one that dies alone is started again."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.utils import timezone

from productions.exports.services.exports import request_export
from productions.management import leash
from productions.management.processes import WEB_OPTIONS, worker_command
from productions.management.supervisor import run_supervised
from productions.models import Export
from tests.processes import environment, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are read from /proc")

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
)
COUPLE = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {STUBBORN!r}])"
"""It ends when it is told to, and leaves behind what it started, which does not."""


@pytest.fixture(autouse=True)
def apart(request, monkeypatch, settings, tmp_path):
    """A database and a broker of its own."""
    if request.node.get_closest_marker("worker"):
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "staffroll.sqlite3")
    monkeypatch.setenv("STAFFROLL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "registry.settings")
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.DATA_DIR = tmp_path


def processes():
    """Their number, parent and group, but for those that have ended and wait to be looked at."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, leader = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if state != "Z":
            yield int(status.parent.name), int(parent), int(leader)


def group(leader):
    return [pid for pid, _parent, own in processes() if own == leader]


@contextmanager
def ended(leader):
    """Leaves no process of the group behind, where a test fails."""
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)


def wait_for(condition, *, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def wait_for_worker(leader):
    """The leash, the worker, its beat and two that work."""
    wait_for(lambda: len(group(leader)) == 5, seconds=60)


def wait_for_nobody(leader):
    """None of the group is there any more. Whoever kills a process does not wait for its end, which a busy machine delays."""
    wait_for(lambda: group(leader) == [], seconds=leash.STOP_TIMEOUT_SECONDS + 10)


def children_of(pid):
    """The processes that it started itself."""
    return [child for child, parent, _group in processes() if parent == pid]


@pytest.mark.worker
def test_a_worker_that_was_killed_leaves_no_process_behind_and_is_started_again():
    with run_supervised("worker", worker_command("--beat")) as supervisor:
        first = supervisor.process.pid
        wait_for_worker(first)
        (celery,) = children_of(first)
        os.kill(celery, signal.SIGKILL)
        wait_for(lambda: supervisor.process.pid != first, seconds=60)
        wait_for_nobody(first)
        wait_for_worker(supervisor.process.pid)
    wait_for_nobody(supervisor.process.pid)


@pytest.mark.worker
def test_a_leash_that_was_killed_leaves_no_process_behind_and_is_started_again():
    with run_supervised("worker", worker_command("--beat")) as supervisor:
        first = supervisor.process
        wait_for_worker(first.pid)
        os.kill(first.pid, signal.SIGKILL)
        wait_for(lambda: supervisor.process is not first, seconds=60)
        assert first.returncode == -signal.SIGKILL
        wait_for_nobody(first.pid)


@pytest.mark.worker
def test_an_export_is_made_after_its_worker_was_killed(
    unlocked, production, person, confirmed, monkeypatch, tmp_path, settings
):
    confirmed(contributor=person)
    settings.MEDIA_ROOT = tmp_path / "media"
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    command = worker_command("--beat", app="tests.domain.worker_app")
    with run_supervised("worker", command) as supervisor:
        first = supervisor.process.pid
        wait_until(lambda: " ready." in supervisor.log.read_text(), supervisor.log)
        (celery,) = children_of(first)
        os.kill(celery, signal.SIGKILL)
        export = request_export(production, format="txt", by=None, now=timezone.now())
        wait_until(lambda: Export.objects.get(uid=export.uid).state == "done", supervisor.log)
    assert supervisor.process.pid != first


def test_a_command_that_ends_at_once_is_started_again_and_ends_with_the_block(tmp_path):
    """One that cannot start is tried again, and does not keep the block from ending."""
    with run_supervised("short", [sys.executable, "-c", "print('started', flush=True)"]) as supervisor:
        wait_for(lambda: supervisor.log.read_text().count("started") >= 2, seconds=60)
    assert not supervisor.thread.is_alive()
    assert supervisor.process.returncode is not None


def test_the_demo_serves_as_the_image_does(settings):
    dockerfile = (settings.BASE_DIR / "Dockerfile").read_text()
    (command,) = re.findall(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)
    program, module, bind, address, *options = json.loads(command)
    assert (program, module, bind, address) == ("gunicorn", "registry.wsgi", "--bind", "0.0.0.0:8000")
    assert tuple(options) == WEB_OPTIONS


@contextmanager
def running_workers():
    """`manage.py run_workers` once all are there, and the leaders of its groups, which do not outlive a test that fails."""
    with subprocess.Popen([sys.executable, "manage.py", "run_workers"]) as command:
        try:
            # Each a leash, a worker and two that work; one has the beat besides.
            wait_for(
                lambda: sorted(len(group(leader)) for leader in children_of(command.pid)) == [4, 5],
                seconds=60,
            )
            leaders = children_of(command.pid)
            with ended(leaders[0]), ended(leaders[1]):
                yield command, leaders
        finally:
            command.kill()


@pytest.mark.worker
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_of_a_command_that_ends_or_was_killed_leave_no_process_behind(number):
    with running_workers() as (command, leaders):
        command.send_signal(number)
        wait_for(lambda: not any(map(group, leaders)), seconds=leash.STOP_TIMEOUT_SECONDS + 10)
        assert command.wait(60) == (-number if number == signal.SIGKILL else 0)


@contextmanager
def leashed(code):
    """A command on a leash, once what is stubborn in it has begun to be."""
    command = [sys.executable, "-m", leash.__name__, sys.executable, "-c", code]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, start_new_session=True) as process, ended(process.pid):
        assert process.stdout.readline() == b"\n"
        yield process


def test_what_a_command_leaves_behind_ends_with_it():
    with leashed(COUPLE) as process:
        process.terminate()
        wait_for_nobody(process.pid)


def test_a_command_that_does_not_end_when_its_starter_has_is_ended():
    with leashed(STUBBORN) as process:
        process.stdin.close()
        wait_for_nobody(process.pid)

"""`manage.py site` as a real process: an empty registry that stays, with one account, its pages and its workers."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes import free_port, status_of, wait_until

ROOT = Path(__file__).resolve().parents[2]
SECRET_LINE = re.compile(r"First account: user admin  password (\S{12,})")


@pytest.fixture
def variables(migrated, tmp_path):
    """A data folder of its own, whose tables are there already: making them takes half a minute."""
    shutil.copy(migrated, tmp_path / "staffroll.sqlite3")
    left_out = {"DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL"}
    named = {name: value for name, value in os.environ.items() if name not in left_out}
    return named | {
        "STAFFROLL_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def running_site(variables, port, said):
    """The command until the block ends as Ctrl-C ends it; what it says is in the file `said`."""
    command = [sys.executable, "manage.py", "site", "--port", str(port)]
    with said.open("wb") as out:
        site = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    try:
        wait_until(lambda: "stop with Ctrl-C" in said.read_text() or site.poll() is not None, said)
        assert site.poll() is None, said.read_text()
        yield
        site.send_signal(signal.SIGINT)
        assert site.wait(60) == 0
    finally:
        site.kill()
        site.wait()


@pytest.mark.worker
def test_an_empty_site_serves_with_a_first_account_that_the_next_start_keeps(variables, tmp_path):
    port = free_port()
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    with running_site(variables, port, first):
        assert SECRET_LINE.search(first.read_text())
        assert f"http://127.0.0.1:{port}/admin/" in first.read_text()
        assert status_of(f"http://127.0.0.1:{port}/admin/login/") == 200
        wait_until(lambda: " ready." in (tmp_path / "worker.log").read_text(), tmp_path / "worker.log")
    with running_site(variables, port, second):
        assert "First account" not in second.read_text()
    assert status_of(f"http://127.0.0.1:{port}/admin/login/") == 0


@pytest.mark.worker
def test_on_a_terminal_the_first_user_says_a_name_and_a_password(variables):
    """A weak password and two that differ are asked for again; nothing that is typed as a password is shown."""
    teacher, learner = pty.openpty()
    command = [sys.executable, "manage.py", "site", "--no-serve"]
    site = subprocess.Popen(
        command,
        cwd=ROOT,
        env=variables,
        stdin=learner,
        stdout=learner,
        stderr=learner,
        start_new_session=True,
    )
    os.close(learner)
    heard = b""

    def answer(question, *words):
        """Type each of the words once it is asked for."""
        nonlocal heard
        for word in words:
            while question not in heard:
                heard += os.read(teacher, 1000)
            heard = heard.partition(question)[2]
            os.write(teacher, f"{word}\n".encode())

    try:
        answer(b"User name [admin]: ", "tanaka")
        answer(b"or more): ", "short")
        answer(b"again: ", "short")
        answer(b"User name [admin]: ", "tanaka")
        answer(b"or more): ", "a quite long password")
        answer(b"again: ", "a quite long passwort")
        answer(b"once more.")
        answer(b"User name [admin]: ", "tanaka")
        answer(b"or more): ", "a quite long password")
        answer(b"again: ", "a quite long password")
        assert site.wait(60) == 0
    finally:
        site.kill()
        site.wait()
        os.close(teacher)
    assert b"quite long" not in heard
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ASK_ACCOUNTS],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[('tanaka', True, True)]"


ASK_ACCOUNTS = (
    "from productions.models import User; "
    "print([(one.username, one.is_superuser, one.check_password('a quite long password')) for one in User.objects.all()])"
)

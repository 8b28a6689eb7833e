"""docs/api.md: every block runs as it stands, against the demo's data, and prints what the page shows."""

import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.accounts.services.tokens import issue_token
from productions.credits.services.bulk_credits import enter_credits
from productions.management.demo import load_demo
from productions.models import Production, Role, User
from productions.people.services.contributors import create_contributor
from productions.webhooks.services.webhook_queue import due_webhooks

PAGE = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
DEMO = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(sh|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def scripts(language):
    """The blocks of one language with what each prints, in the page's order."""
    blocks = BLOCK.findall(PAGE)
    following = [*blocks[1:], ("", "")]
    return [
        (text, after[1] if after[0] == "text" else "")
        for (kind, text), after in zip(blocks, following, strict=True)
        if kind == language
    ]


def matches(shown, printed):
    """Whether the output is as shown: “…” stands for anything, {hash} for one and the same SHA-256."""
    pattern = re.escape(shown.strip()).replace("…", ".*")
    pattern = pattern.replace(r"\{hash\}", "(?P<hash>[0-9a-f]{64})", 1).replace(r"\{hash\}", "(?P=hash)")
    return re.fullmatch(pattern, printed.strip().replace("\r", ""), re.DOTALL)


@pytest.fixture
def site(live_server, unlocked, settings):
    """The demo's data at an address, a dump and what came after it, and the environment of a reader with a token."""
    settings.WEBHOOK_LOOPBACK = True
    load_demo(now=timezone.now())
    call_command("dump", stdout=StringIO())
    series = Production.objects.get(title="星くず郵便局")
    newcomer = create_contributor(name="新人", by=None, now=timezone.now())
    row = {"role": Role.objects.get(code="storyboard"), "contributor": newcomer}
    enter_credits(series, [row], by=None, now=timezone.now(), state="confirmed")
    boss = User.objects.create_superuser("boss", password="a long password")
    now = timezone.now()
    token = issue_token(
        user=boss, name="cookbook", scope="write", expiry=now + timedelta(days=1), by=None, now=now
    )
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with delivering():
        yield live_server.url, clean | {"TOKEN": token.secret, "PYTHONIOENCODING": "utf-8"}


@contextmanager
def delivering():
    """Gives webhooks their turns meanwhile, as a worker does."""
    ended = threading.Event()

    def work():
        try:
            while not ended.wait(0.2):
                for uid in due_webhooks(now=timezone.now()):
                    deliver_to_webhook(uid, clock=timezone.now)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def run_all(language, command, mark, site, folder):
    """Run all blocks as one session; what each has printed."""
    address, environment = site
    lines = [part for text, _shown in scripts(language) for part in (text.replace(DEMO, address), mark)]
    done = subprocess.run(
        command,
        input="\n".join(lines),
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.replace(address, DEMO).split("\0\n")[:-1]


@pytest.mark.parametrize(
    ("language", "command", "mark"),
    [
        pytest.param("sh", ["bash", "-eu"], r"printf '\0\n'", id="curl",
                     marks=pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="needs curl and openssl")),
        pytest.param("python", [sys.executable, "-"], "print('\\0')", id="httpx"),
    ],
)  # fmt: skip
def test_every_block_prints_what_the_page_shows(site, language, command, mark, tmp_path):
    printed = run_all(language, command, mark, site, tmp_path)
    shown = [output for _text, output in scripts(language)]
    assert len(printed) == len(shown) > 12
    wrong = [(want, got) for want, got in zip(shown, printed, strict=True) if not matches(want, got)]
    assert wrong == []


def test_there_are_eighteen_tasks_each_in_both_languages():
    tasks = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    assert [task.partition(".")[0] for task in tasks] == [str(number) for number in range(1, 19)]
    assert [{kind for kind, _text in BLOCK.findall(task)} for task in tasks] == [
        {"sh", "python", "text"}
    ] * 18

"""A site in a folder of its own: migrated, filled, served by gunicorn as the Dockerfile starts it, behind nginx.

nginx reads the very files of `deploy/nginx`; only the places that compose fills in are others.
"""

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
HOST = "credits.example.org"
PATIENCE = 60
"""Seconds that a process may take to be ready."""

# A machine with only Python has none; the checks before a change lands install it.
needs_nginx = pytest.mark.skipif(NGINX is None, reason="there is no nginx on this machine")


@dataclass(frozen=True)
class Site:
    """Where the site is, and what is in it."""

    folder: Path
    gunicorn: int
    filled: dict[str, Any]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for(ready: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "it did not become ready"
        time.sleep(0.1)


@contextmanager
def running(command: list[str], port: int, *, log: Path, environment: dict[str, str]) -> Iterator[None]:
    """A process that listens at `port`, ended with the block."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        wait_for(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text(errors="replace")
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a site with debug off, on SQLite."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "STAFFROLL_DEBUG": "0",
        "STAFFROLL_HTTPS": "0",
        "STAFFROLL_SECRET_KEY": "a-key-of-the-tests-that-nobody-signs-anything-with",
        "STAFFROLL_ALLOWED_HOSTS": HOST,
        "STAFFROLL_NUM_PROXIES": "1",
        "STAFFROLL_API_RATE": "none",
        "STAFFROLL_DATA_DIR": str(folder / "data"),
    } | more


def gunicorn_command(port: int) -> list[str]:
    """What the image runs, at another address, and one process of it: of three, chance would choose who is stopped."""
    command = json.loads(re.findall(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M)[-1])
    command[command.index("--bind") + 1] = f"127.0.0.1:{port}"
    command[command.index("--workers") + 1] = "1"
    return [sys.executable, "-m", *command]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> tuple[Path, dict[str, Any]]:
    """A folder with a migrated database and a film of 66 MB in it."""
    folder = tmp_path_factory.mktemp("site")
    environment = environment_of(folder)
    (folder / "data").mkdir()
    shutil.copy(migrated, folder / "data" / "staffroll.sqlite3")
    fill = [sys.executable, "-m", "tests.front.fill"]
    told = subprocess.run(fill, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout
    # nginx's workers have fewer rights than the root who starts it.
    for path in (folder, *folder.parents[: len(folder.parents) - 2]):
        if path.owner() == getpass.getuser():
            path.chmod(0o755)
    return folder, json.loads(told)


@contextmanager
def site_of(folder: Path, told: dict[str, Any], **more: str) -> Iterator[Site]:
    """gunicorn with the site, alone."""
    port = free_port()
    log = folder / "gunicorn.log"
    with running(gunicorn_command(port), port, log=log, environment=environment_of(folder, **more)):
        yield Site(folder, port, told)


def fill_in(folder: Path, places: dict[str, str]) -> Path:
    """The configuration of `deploy/nginx` as nginx reads it: what its image does by envsubst."""
    folder.mkdir()
    for template in (ROOT / "deploy" / "nginx").glob("*.template"):
        text = re.sub(r"\$\{(PROXY_\w+)\}", lambda place: places[place[1]], template.read_text())
        (folder / template.stem).write_text(text)
    return folder / "nginx.conf"


@contextmanager
def proxy_of(site: Site, name: str, **places: str) -> Iterator[tuple[int, Path]]:
    """nginx before the site: its port and its log. `places` are those that are not as usual."""
    assert NGINX is not None
    port = free_port()
    run = site.folder / name
    run.mkdir()
    usual = {
        "PROXY_USER": getpass.getuser(),
        "PROXY_RUN": str(run),
        "PROXY_HTTP": f"127.0.0.1:{port}",
        "PROXY_HTTPS": f"127.0.0.1:{free_port()}",
        "PROXY_TLS": "off",
        "PROXY_TRUSTED": "127.0.0.2/32",
        "PROXY_SITE": f"127.0.0.1:{site.gunicorn}",
        "PROXY_RESOLVER": "127.0.0.1",
        "PROXY_MEDIA": str(site.folder / "data" / "media"),
        "PROXY_CERTIFICATES": str(run),
    }
    configuration = fill_in(run / "configuration", usual | places)
    command = [NGINX, "-p", str(run), "-c", str(configuration), "-g", "daemon off;"]
    log = run / "log"
    with running(command, port, log=log, environment={"PATH": os.environ["PATH"]}):
        yield port, log


@pytest.fixture(scope="module")
def site(filled: tuple[Path, dict[str, Any]]) -> Iterator[Site]:
    """gunicorn as behind nginx."""
    with site_of(*filled) as started:
        yield started


@pytest.fixture(scope="module")
def proxy(site: Site, request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of nginx before the site."""
    with proxy_of(site, request.module.__name__.rpartition(".")[2]) as (port, _log):
        yield port

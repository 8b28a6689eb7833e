"""Real gunicorn and real PgBouncer, each on a free port of this machine until its block ends."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

from tests.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
ANSWER_SECONDS = 30
"""How long an answer may take on a machine that is busy; the site's own promise is 5 s."""
READY_SECONDS = 60
"""How long a process may take to listen."""


def wait_for(ready: Callable[[], Any], process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_SECONDS
    while not ready():
        failed = process.poll() is not None or time.monotonic() > end
        assert not failed, log.read_text(errors="replace")[-3000:]
        time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(command: list[str], ready: Callable[[], Any], **options: Any) -> Iterator[Path]:
    """A process until the block ends; gives its log."""
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, **options)
        try:
            wait_for(ready, process, Path(log.name))
            yield Path(log.name)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def database_url(port: int | None = None, **options: str) -> str:
    """The address of the tests' own database, by way of another port of this machine."""
    found = connection.settings_dict
    who = quote(found["USER"]) + (f":{quote(found['PASSWORD'])}" if found["PASSWORD"] else "")
    query = "&".join(f"{name}={value}" for name, value in options.items())
    host, port = ("127.0.0.1", port) if port else (found["HOST"], found["PORT"] or 5432)
    return f"postgres://{who}@{host}:{port}/{found['NAME']}{'?' if query else ''}{query}"


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The settings of a site that has the tests' own database, whichever it is."""
    if connection.vendor == "postgresql":
        yield {"url": database_url()}
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "staffroll.sqlite3").symlink_to(connection.settings_dict["NAME"])
        yield {"url": "", "STAFFROLL_DATA_DIR": folder}


@contextmanager
def pgbouncer(mode: str, *, size: int) -> Iterator[int]:
    """A pool of `size` connections before the tests' database, by `session` or `transaction`; gives its port."""
    assert PGBOUNCER is not None
    found, port = connection.settings_dict, free_port()
    server = {"host": found["HOST"] or "127.0.0.1", "port": found["PORT"] or 5432, "dbname": found["NAME"]}
    server |= {"user": found["USER"]} | ({"password": found["PASSWORD"]} if found["PASSWORD"] else {})
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PgBouncer leaves root for another account
        text = f"""[databases]
{found["NAME"]} = {" ".join(f"{name}={value}" for name, value in server.items())}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = {size}
max_client_conn = 200
"""
        config = Path(folder, "pgbouncer.ini")
        config.write_text(text)
        config.chmod(0o600)  # it may hold the password of CI's account
        account = []
        if os.geteuid() == 0:
            shutil.chown(config, "postgres")
            account = ["-u", "postgres"]
        with running([PGBOUNCER, *account, str(config)], lambda: listens(port)):
            yield port


@contextmanager
def site(url: str, *, workers: int = 2, threads: int = 4, **environment: str) -> Iterator[int]:
    """gunicorn with the database at `url`, or the SQLite file of STAFFROLL_DATA_DIR where that is empty; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "registry.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", str(threads)]
    values = os.environ | {"DATABASE_URL": url, "STAFFROLL_DEBUG": "1"} | environment
    values.pop("DJANGO_SETTINGS_MODULE", None)
    # Each process has looked at its code once, so that what follows is about the database alone.
    with running(command, lambda: listens(port), env=values) as log:
        try:
            yield port
        except BaseException:
            print(log.read_text(errors="replace")[-4000:])
            raise


def ask(
    port: int,
    path: str,
    *,
    method: str = "GET",
    body: str | bytes | None = None,
    timeout: float = ANSWER_SECONDS,
    **headers: str,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (in lower case) and body of one request on a connection of its own."""
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        wire.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = wire.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        wire.close()

"""No question holds up a web process for longer than it may."""

import os
import subprocess
import sys

import psycopg2
import pytest
from django.db import connection

from registry.limits import limit_statements


def setting_after(module):
    """statement_timeout of a new connection in a process that has imported a module."""
    code = (
        f"import {module}; from django.db import connection; c = connection.cursor(); "
        "c.execute('SHOW statement_timeout'); print(c.fetchone()[0])"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "STAFFROLL_STATEMENT_SECONDS": "7",
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.postgres
def test_web_processes_are_limited_and_workers_are_not():
    worker = "django; django.setup(); import registry.celery"
    assert {"web": setting_after("registry.wsgi"), "worker": setting_after(worker)} == {
        "web": "7s",
        "worker": "0",
    }


@pytest.mark.postgres
def test_an_answer_that_takes_too_long_is_a_503_that_says_so(client, transactional_db, settings):
    settings.STATEMENT_SECONDS = 1
    limit_statements(connection)
    other = psycopg2.connect(**{
        name: value for name, value in connection.get_connection_params().items() if name in ("dbname", "user", "password", "host", "port")
    })  # fmt: skip
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE productions_credit IN ACCESS EXCLUSIVE MODE")
            answer = client.get("/api/v1/credits/")
    finally:
        other.close()
        connection.close()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "This took longer than 1 s; request less at a time.",
        "instance": "/api/v1/credits/",
    }
    assert client.get("/api/v1/credits/").status_code == 200

"""PostgreSQL goes away and comes back: whoever asks is told so, soon, and a read is not lost to a connection that was cut."""

import http.client
import json
import re
import threading
from datetime import timedelta
from urllib.parse import urlencode

import psycopg2
import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.models import Contributor, User
from productions.operations.services.database_errors import Trouble, classify_error
from tests.live.servers import ask, database_url, free_port, site
from tests.live.wire import wire_to

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
READS = ("/api/v1/productions/", "/healthz")
PATIENT = {"STAFFROLL_STATEMENT_SECONDS": "3600"}
"""For a site in which only the watch ends a statement whose server is silent."""


def server():
    found = connection.settings_dict
    return found["HOST"] or "127.0.0.1", int(found["PORT"] or 5432)


def sign_in(port, password):
    """The cookies of somebody who signed in."""
    _status, headers, page = ask(port, "/admin/login/")
    csrf = headers["set-cookie"].split(";")[0]
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1].decode()
    form = {"username": "registrar", "password": password, "next": "/admin/", "csrfmiddlewaretoken": token}
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    wire.request(
        "POST", "/admin/login/", urlencode(form),
        {"Cookie": csrf, "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    answer = wire.getresponse()
    assert answer.status == 302, answer.read()
    wire.close()
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    return "; ".join(cookies)


@pytest.fixture
def registrar(unlocked):
    return User.objects.create_superuser("registrar", password="a long password")


def told(status, headers, body):
    """What a reader sees of a site without a database."""
    assert status == 503, body
    assert 1 <= int(headers["retry-after"]) <= 10
    assert b"does not answer" in body
    assert b"Traceback" not in body


def test_a_refused_connection_is_a_503_with_a_sentence(unlocked):
    with site(database_url(free_port()), workers=1) as port:
        for path in ("/api/v1/productions/", "/api/v1/productions/?q=a", "/healthz", "/invitations/abc/"):
            told(*ask(port, path))
        told(*ask(port, "/admin/", Cookie=f"sessionid={'a' * 32}"))
        told(
            *ask(port, "/api/v1/contributors/", method="POST", body="{}", Authorization="Bearer staffroll_x")
        )


def test_a_silent_server_is_a_503_soon_and_its_return_is_noticed(registrar):
    with wire_to(*server()) as wire, site(database_url(wire.port), workers=1, threads=6, **PATIENT) as port:
        cookie = sign_in(port, "a long password")
        paths = [(path, {}) for path in READS] + [("/admin/", {"Cookie": cookie})]
        for path, headers in paths:
            assert ask(port, path, **headers)[0] == 200
        wire.silent.set()
        for path, headers in paths * 2:  # on connections that were there, then on new ones
            told(*ask(port, path, **headers))
        wire.silent.clear()
        for path, headers in paths:
            assert ask(port, path, **headers)[0] == 200


def test_a_long_statement_of_a_living_server_is_not_given_up(transactional_db):
    """The server is asked for itself: it lives, so the statement is only slow."""
    with wire_to(*server()) as wire:
        other = connection.copy()
        other.settings_dict["HOST"], other.settings_dict["PORT"] = "127.0.0.1", wire.port
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(5)")
                assert cursor.fetchall() == [("",)]
        finally:
            other.close()


def test_a_read_whose_connection_was_cut_is_repeated(unlocked):
    with wire_to(*server()) as wire, site(database_url(wire.port), workers=1, threads=1) as port:
        for _ in range(8):  # prepared by then
            assert ask(port, "/api/v1/roles/animation/")[0] == 200
        wire.cut()
        assert ask(port, "/api/v1/roles/animation/")[0] == 200


@pytest.fixture
def own(transactional_db):
    """A connection of its own, and how to end it at the server."""
    other = connection.copy()

    def end():
        pid = other.connection.info.backend_pid
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    other.end = end
    yield other
    other.close()


def test_a_statement_that_reads_is_repeated_once_on_a_new_connection(own):
    with own.cursor() as cursor:
        cursor.execute("SELECT 1")
        own.end()
        cursor.execute("SELECT 2")
        assert cursor.fetchone() == (2,)


def test_a_server_that_is_gone_when_a_read_is_repeated_is_an_error_of_the_database_layer(own):
    """What is not Django's own error is no 503: each door classifies `django.db.Error`."""
    with own.cursor() as cursor:
        cursor.execute("SELECT 1")
        own.end()
        own.settings_dict["HOST"], own.settings_dict["PORT"] = "127.0.0.1", free_port()
        with pytest.raises(OperationalError) as refused:
            cursor.execute("SELECT 2")
    assert classify_error(refused.value) is Trouble.AWAY


@pytest.mark.parametrize(
    "sql", ["INSERT INTO pg_temp_x VALUES (1)", "WITH x AS (SELECT 1) SELECT 1", "UPDATE x SET y = 1"]
)
def test_what_may_write_is_not_repeated(own, sql):
    with own.cursor() as cursor:
        cursor.execute("SELECT 1")
        own.end()
        with pytest.raises(Exception, match=r"terminating connection|closed the connection"):
            cursor.execute(sql)


def test_a_read_inside_a_transaction_is_not_repeated(own):
    own.set_autocommit(False)
    with own.cursor() as cursor:
        cursor.execute("SELECT 1")
        own.end()
        with pytest.raises(Exception, match=r"terminating connection|closed the connection"):
            cursor.execute("SELECT 2")
    own.set_autocommit(True) if own.is_usable() else None


def test_a_write_whose_connection_is_cut_is_done_once_or_refused(registrar):
    """Cut while the write waits for a lock: whatever the answer says is what the table has."""
    now = timezone.now()
    token = issue_token(
        user=registrar, name="tracker", expiry=now + timedelta(days=1), scope="write", by=None, now=now
    )
    with wire_to(*server()) as wire, site(database_url(wire.port), workers=1) as port:
        headers = {"Authorization": f"Bearer {token.secret}", "Content_Type": "application/json"}
        body = json.dumps({"name": "書き手"})
        assert ask(port, "/api/v1/productions/")[0] == 200
        holder = psycopg2.connect(database_url())
        with holder.cursor() as cursor:
            cursor.execute("LOCK TABLE productions_contributor IN EXCLUSIVE MODE")
            answers = []
            writer = threading.Thread(
                target=lambda: answers.append(
                    ask(port, "/api/v1/contributors/", method="POST", body=body, **headers)
                )
            )
            writer.start()
            while True:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    break
            wire.cut()
        holder.close()
        writer.join()
        told(*answers[0])
        assert Contributor.objects.count() == 0
        assert ask(port, "/api/v1/contributors/", method="POST", body=body, **headers)[0] == 201
    assert Contributor.objects.count() == 1

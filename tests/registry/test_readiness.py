"""Whether a process says that it can work, and what it answers while the database is older than its code."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory

from registry.readiness import SCHEMA, WebHandler, needed_migrations

LAST = max(name for app, name in needed_migrations() if app == "productions")


@pytest.fixture
def unasked(db, monkeypatch):
    """A process that has not asked the database yet."""
    monkeypatch.setattr(SCHEMA, "complete", False)


@pytest.fixture
def behind(unasked):
    """The database is one migration behind."""
    MigrationRecorder(connection).record_unapplied("productions", LAST)


def ask(path, **headers):
    """Status, headers and body of a web process's answer."""
    answer = WebHandler().get_response(RequestFactory().get(path, headers=headers, SERVER_NAME="127.0.0.1"))
    return answer.status_code, answer.headers, b"".join(answer).decode()


def test_every_migration_of_the_code_is_needed():
    assert needed_migrations() == MigrationLoader(None).disk_migrations.keys()


def test_a_complete_schema_is_ready_and_is_asked_for_once(client, unasked, django_assert_num_queries):
    assert client.get("/readyz").json() == {"status": "ok"}
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


def test_code_newer_than_the_schema_is_not_ready_and_says_what_to_do(client, behind):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert f"productions.{LAST}" in answer.json()["status"]
    assert "manage.py migrate" in answer.json()["status"]
    assert client.get("/healthz").status_code == 200


def test_code_older_than_the_schema_is_ready(client, unasked):
    MigrationRecorder(connection).record_applied("productions", "9999_of_a_later_version")
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("path", "language", "sentence"),
    [
        ("/api/v1/productions/", "ja", '"detail": "The site is being upgraded; ask again in a moment."'),
        ("/admin/login/", "en", "The site is being upgraded; come back in a moment.\n"),
        ("/admin/login/", "ja", "サイトを更新しています。しばらくしてからもう一度お越しください。\n"),
    ],
)
def test_a_web_process_refuses_in_a_sentence_until_the_schema_is_there(behind, path, language, sentence):
    status, headers, body = ask(path, **{"Accept-Language": language})
    assert (status, headers["Retry-After"], sentence in body) == (503, "5", True)
    assert [ask(probe)[0] for probe in ("/healthz", "/readyz")] == [200, 503]
    MigrationRecorder(connection).record_applied("productions", LAST)
    assert [ask(probe)[0] for probe in (path, "/readyz")] == [200, 200]


def test_a_web_process_refuses_in_a_sentence_while_nobody_can_tell(unasked):
    def refuse(*arguments):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        assert ask("/api/v1/productions/")[0] == 503
        status, _headers, body = ask("/readyz")
    assert (status, body) == (503, '{"status": "the database does not answer"}')

"""Connections to PostgreSQL that are kept between requests."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def other():
    """A second connection."""
    second = connection.copy()
    yield second
    second.close()


def first(asked, sql, *params):
    with asked.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


def begin_a_request() -> None:
    """What Django does with a kept connection before the first query of a request."""
    connection.health_check_enabled = True
    connection.health_check_done = False
    connection.close_if_health_check_failed()


def test_a_kept_connection_is_looked_at_without_a_question(other):
    kept = first(connection, "SELECT pg_backend_pid()")
    begin_a_request()
    seen = first(other, "SELECT query FROM pg_stat_activity WHERE pid = %s", kept)
    assert seen == "SELECT pg_backend_pid()"
    assert first(connection, "SELECT pg_backend_pid()") == kept


def test_a_connection_that_the_server_ended_is_made_anew(other):
    kept = first(connection, "SELECT pg_backend_pid()")
    assert first(other, "SELECT pg_terminate_backend(%s, 5000)", kept)
    begin_a_request()
    assert first(connection, "SELECT pg_backend_pid()") != kept


def test_a_connection_that_was_closed_here_is_made_anew():
    kept = first(connection, "SELECT pg_backend_pid()")
    connection.connection.close()
    begin_a_request()
    assert first(connection, "SELECT pg_backend_pid()") != kept

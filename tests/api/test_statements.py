"""Queries that PostgreSQL keeps planned, and what may not become one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.pg_prepare import MAX_PREPARED_STATEMENTS
from api.read.prepared_queries import PREPARE_AFTER_RUNS
from api.read.query_params import encode_cursor
from productions.catalogue.services.cuts import add_cuts

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how many rows there are")
postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans in no time")
transactional = pytest.mark.django_db(transaction=True)


def statements():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'staffroll%'")
        return [statement for (statement,) in cursor.fetchall()]


def ask(client, path, times=PREPARE_AFTER_RUNS + 2):
    answers = [client.get(f"/api/v1/{path}").json() for _ in range(times)]
    assert all(answer == answers[0] for answer in answers)
    return answers[0]["results"]


@pytest.fixture
def numbers(production, now):
    connection.close()
    names = ["1", "2", "3"]
    add_cuts(production, [{"number": name} for name in names], by=None, now=now)
    return names


@postgres
@transactional
def test_a_query_that_is_asked_often_is_kept_by_the_connection(client, production, numbers):
    path = f"productions/{production.uid}/cuts/?ordering=number"
    assert [cut["number"] for cut in ask(client, path)] == numbers
    (kept,) = [text for text in statements() if "productions_cut" in text and "ORDER BY" in text]
    assert str(production.uid) not in kept
    connection.close()  # another connection has statements of its own
    assert [cut["number"] for cut in ask(client, path)] == numbers


@postgres
@transactional
def test_a_query_with_filters_is_planned_for_their_values(client, production, numbers):
    assert [cut["number"] for cut in ask(client, "cuts/?number=1,2,3&ordering=number")] == numbers
    assert not [text for text in statements() if "productions_cut" in text and "ORDER BY" in text]


@postgres
@transactional
def test_a_connection_keeps_no_more_statements_than_allowed(client, numbers):
    for size in range(1, MAX_PREPARED_STATEMENTS + 5):
        ask(client, f"cuts/?ordering=number&page_size={size}", PREPARE_AFTER_RUNS + 2 if size == 1 else 1)
    assert 0 < len(statements()) <= MAX_PREPARED_STATEMENTS  # some are one text
    assert [cut["number"] for cut in ask(client, "cuts/?ordering=number&page_size=199")] == numbers


def plan_of(client, path):
    """How SQLite reads the page of a list, step by step."""
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/api/v1/{path}")
    (page,) = [query["sql"] for query in asked if "ORDER BY" in query["sql"] and "epoch" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {page}")
        return [step for *_numbers, step in cursor.fetchall()]


@sqlite
def test_a_page_of_all_credits_is_read_in_its_order(client, confirmed):
    """Not all credits of all productions, sorted for one page."""
    plan = plan_of(client, "credits/")
    assert plan[0] == "SCAN productions_credit USING INDEX sqlite_autoindex_productions_credit_1"
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


@sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "table"),
    [("ai-uses/", "aiuse"), ("ai-systems/", "aisystem"), ("contributors/", "contributor")],
)
def test_what_public_credits_decide_is_read_in_its_order_by_the_keys_of_credits(client, path, table):
    """Not from a list of all public credits, made before the first row is looked at."""
    plan = plan_of(client, path)
    assert plan[0] == f"SCAN productions_{table} USING INDEX sqlite_autoindex_productions_{table}_1"
    assert [step for step in plan if "LIST SUBQUERY" in step or "TEMP B-TREE" in step] == []


@pytest.mark.parametrize("order", [pytest.param(2**31, marks=postgres), 2**63])
def test_a_cursor_that_no_column_holds_is_refused(client, db, order):
    cursor = encode_cursor(False, [order, "animation"])
    answer = client.get(f"/api/v1/departments/?cursor={cursor}")
    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        [{"parameter": "cursor", "detail": "This cursor is not one of this list; start without it."}],
    )

"""What the history costs in queries, however many events there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.people.services.contributors import create_contributor
from productions.removals.services.removal import remove_entity

MAX_QUERIES = 15


@pytest.fixture
def signed_in(client, staff):
    client.force_login(staff("editor"))
    client.get("/admin/")  # the first page notes the session
    return client


def count_queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("count", [1, 30, 100])
def test_the_history_stays_within_15_queries(signed_in, production, cuts, role, person, now, count):
    rows = [
        {"role": role("layout"), "cut": cuts[n % 12], "contributor": person, "role_as_printed": str(n)}
        for n in range(count)
    ]
    credits = enter_credits(production, rows, by=None, now=now)
    others = [create_contributor(name=f"例 {n}", by=None, now=now) for n in range(3)]
    for number, credit in enumerate(credits):
        moment = now + timedelta(minutes=number)
        update_credit(credit, contributor=others[number % 3], role=role("key_animation"), by=None, now=moment)
    address = reverse("admin:productions_production_history", args=[production.pk])
    assert count_queries(signed_in, address) <= MAX_QUERIES
    of_credit = reverse("admin:productions_credit_history", args=[credits[0].pk])
    assert count_queries(signed_in, of_credit) <= MAX_QUERIES


@pytest.mark.parametrize("count", [1, 30])
def test_what_was_removed_stays_within_15_queries(signed_in, production, cuts, role, person, now, count):
    rows = [
        {"role": role("layout"), "cut": cuts[n % 12], "contributor": person, "role_as_printed": str(n)}
        for n in range(count)
    ]
    for credit in enter_credits(production, rows, by=None, now=now):
        remove_entity(credit, by=None, now=now, reason="twice")
    address = reverse("admin:productions_production_history_removed", args=[production.pk])
    assert count_queries(signed_in, address) <= MAX_QUERIES

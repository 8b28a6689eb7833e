"""What pages that write credits cost in queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.domain.bulk import enter_credits
from productions.models import Credit

pytestmark = pytest.mark.django_db


def count_queries(client, address, form):
    """Queries of a form that is sent and taken."""
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, form).status_code == 302
    return len(asked)


@pytest.fixture
def signed_in(client, staff):
    client.force_login(staff("editor"))
    return client


def test_confirming_all_drafts_costs_at_most_50_queries_however_many_there_are(
    signed_in, production, person, role, now
):
    counts = []
    for count in (1, 30, 1500):
        rows = [
            {"role": role("layout"), "contributor": person, "role_as_printed": f"{count} {number}"}
            for number in range(count)
        ]
        enter_credits(production, rows, by=None, now=now)
        address = f"/admin/productions/production/{production.pk}/confirm/"
        counts.append(count_queries(signed_in, address, {}))
        assert not Credit.objects.filter(state="draft").exists()
    assert counts[1] <= counts[0]
    assert max(counts) <= 50

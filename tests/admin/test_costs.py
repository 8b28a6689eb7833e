"""What pages that write credits cost in queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit
from productions.review.services.reviewing import make_list_digest
from tests.admin.asking import inline

pytestmark = pytest.mark.django_db


def count_queries(client, address, form):
    """Queries of a form that is sent and taken."""
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, form).status_code == 302
    return len(asked)


@pytest.fixture
def signed_in(client, staff):
    client.force_login(staff("editor"))
    client.get("/admin/")  # the first page notes the session
    return client


def test_confirming_all_drafts_costs_at_most_50_queries_however_many_there_are(
    signed_in, production, person, role, now
):
    counts, layout = [], role("layout")
    for count in (1, 30, 1500):
        rows = [
            {"role": layout, "contributor": person, "role_as_printed": f"{count} {number}"}
            for number in range(count)
        ]
        enter_credits(production, rows, by=None, now=now)
        address = f"/admin/productions/production/{production.pk}/review/"
        seen = make_list_digest(Credit.objects.filter(state="draft").values_list("pk", "revision"))
        counts.append(count_queries(signed_in, address, {"act": "confirm_all", "list": seen}))
        assert not Credit.objects.filter(state="draft").exists()
    assert counts[1] <= counts[0]
    assert max(counts) <= 50


@pytest.fixture
def form(production, person, company, role, now):
    """A credit with everything that it may refer to."""
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    return {
        "production": production.pk, "episode": episode.pk, "cut": cut.pk, "role": role("layout").pk,
        "contributor": person.pk, "affiliation": company.pk, "kind": "person", "position": 0,
        "attribution": "true_name", "evidence_kind": "", "on_screen": "on",
    }  # fmt: skip


def test_a_credit_is_entered_and_changed_for_21_queries(signed_in, form, person):
    assert count_queries(signed_in, "/admin/productions/credit/add/", form) <= 21
    credit = Credit.objects.get()
    address = f"/admin/productions/credit/{credit.pk}/change/"
    changed = {
        **form,
        **inline("portrayals"),
        "position": 3,
        "credited_as": person.name,
        "expected_version": 1,
    }
    del changed["affiliation"]
    assert count_queries(signed_in, address, changed) <= 21
    credit.refresh_from_db()
    assert (credit.position, credit.affiliation, credit.revision) == (3, None, 2)

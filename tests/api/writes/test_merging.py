"""A merge of two who hold the same credit, over the API and in the admin: who merged them is told which one went."""

import pytest
from django.urls import reverse

from tests.api.mirror import Mirror
from tests.api.writes.test_proposals import content, keys_only


@pytest.fixture
def held_twice(production, person, double, credit_in):
    """The credit of the one that stays, and the same of the duplicate."""
    return credit_in(production, contributor=person), credit_in(production, contributor=double)


def test_the_answer_tells_which_credit_went_and_mirrors_lose_it(tool, held_twice, person, double, client):
    stays, goes = held_twice
    mirror = Mirror(client)
    before = dict(mirror.rows)
    approver, body = tool("approver"), {"into": str(person.uid), "reason": "the same"}
    told = approver.post(f"contributors/{double.uid}/merge/", body, status=200).json()
    assert (told["uid"], told["doubled_credits"]) == (
        str(person.uid),
        [{"removed": str(goes.uid), "kept": str(stays.uid)}],
    )
    assert client.get(f"/api/v1/credits/{goes.uid}/").status_code == 410
    mirror.follow()
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)
    approver.post(f"contributors/{double.uid}/undo-merge/", {"reason": "they are two"}, status=200)
    mirror.follow()
    assert content(mirror.rows) == content(before)


def test_the_admin_tells_it_by_the_role_and_the_production(
    client, staff, held_twice, person, double, production
):
    client.force_login(staff("approver"))
    page = reverse("admin:productions_contributor_merge", args=[double.pk])
    answer = client.post(page, {"into": person.pk, "reason": "the same"}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told[1:] == [f"Both held “Layout” in “{production.title}”: one of the two credits was removed."]

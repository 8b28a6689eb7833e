"""Shares of AI uses over the API: a number as it was written, or null."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.models import AIUse
from tests.api.writes.conftest import errors
from tests.html_pages import read_body
from tests.rules.conftest import GENERATIVE


@pytest.fixture
def body(production, confirmed, person, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", production=production, by=None, now=now)
    return {"credit": str(confirmed(contributor=person).uid), "ai_system": str(system.uid), **GENERATIVE}


def test_a_share_is_written_and_taken_back(tool, body):
    api = tool("editor")
    made = api.post("ai-uses/", {**body, "share": 0.1, "share_of": "cuts", "share_method": "estimated"})
    assert [made.json()[name] for name in ("share", "share_of", "share_method")] == [0.1, "cuts", "estimated"]
    assert str(AIUse.objects.get().share) == "0.10"  # no error of a binary fraction
    none = {"share": None, "share_of": None, "share_method": None}
    taken = api.patch(f"ai-uses/{made.json()['uid']}/", none, made.headers["ETag"]).json()
    assert {name: taken[name] for name in none} == none


@pytest.mark.parametrize("share", ["12", True, [], 1e300])
def test_what_is_no_number_is_refused(tool, body, share):
    refused = tool("editor").post("ai-uses/", {**body, "share": share}, 400)
    assert errors(refused) == {"/share": ["Give a number of at most 2,147,483,647."]}


def test_more_than_two_decimals_are_refused(tool, body):
    refused = tool("editor").post(
        "ai-uses/", {**body, "share": 33.333, "share_of": "cuts", "share_method": "counted"}, 422
    )
    assert "2 decimal places" in read_body(refused)

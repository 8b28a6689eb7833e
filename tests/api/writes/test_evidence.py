"""Evidence over the API: null where nobody said it."""

import pytest

from productions.credits.services.credits import confirm_credits
from productions.models import Credit, Event
from tests.api.writes.conftest import errors
from tests.html_pages import read_markup


@pytest.fixture
def body(production, person):
    return {"production": str(production.uid), "role": "director", "contributor": str(person.uid)}


def test_a_credit_without_evidence_says_none(tool, body):
    api = tool("editor")
    made = api.post("credits/", body)
    assert made.json()["evidence_kind"] is None
    assert Credit.objects.get().evidence_kind == ""
    address = f"credits/{made.json()['uid']}/"
    assert api.patch(address, {"evidence_kind": "contract"}, '"1"').json()["evidence_kind"] == "contract"
    assert api.patch(address, {"evidence_kind": None}, '"2"').json()["evidence_kind"] is None


def test_rows_without_evidence_say_none(tool, body, production):
    rows = [{"role": "director", "contributor": body["contributor"]}]
    tool("editor").post("credits/batch/", {"production": str(production.uid), "rows": rows})
    assert Credit.objects.get().evidence_kind == ""


@pytest.mark.parametrize("value", [False, "heard it somewhere"])
def test_what_is_no_evidence_is_refused(tool, body, value):
    refused = tool("editor").post("credits/", {**body, "evidence_kind": value}, 400)
    assert errors(refused) == {
        "/evidence_kind": [
            "Give one of onscreen, task, timesheet, contract, order, published_file, self_claim, third_party."
        ]
    }


def test_the_vocabulary_says_what_empty_means(client):
    words = client.get("/api/v1/vocab/evidence-kind/").json()["words"]
    assert words[0] == {"code": "", "label_en": "not said", "label_ja": "未記入", "uri": None}


def test_a_purchase_order_has_its_day_which_the_public_is_not_told(tool, body, client, now):
    api = tool("editor")
    made = api.post("credits/", {**body, "evidence_kind": "order", "evidence_on": "2026-03-31"}).json()
    credit = Credit.objects.get()
    assert (credit.evidence_kind, str(credit.evidence_on)) == ("order", "2026-03-31")
    assert made["evidence_kind"] == "order"
    confirm_credits([credit], by=None, now=now)
    for address in (f"credits/{credit.uid}/", f"credits/{credit.uid}/", "credits.csv", "changes/?after=0"):
        assert "2026-03-31" not in read_markup(client.get(f"/api/v1/{address}"))
    told = [event.changes | event.personal for event in Event.objects.filter(entity_uid=credit.uid)]
    assert "2026-03-31" not in str(told)
    assert "evidence_on" in str(told)
    bad = api.post("credits/", {**body, "role": "layout", "evidence_on": "31.3.2026"}, 400)
    assert errors(bad) == {"/evidence_on": ["Give a date as 2026-05-31."]}

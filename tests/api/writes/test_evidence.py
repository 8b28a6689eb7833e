"""Evidence over the API: null where nobody said it."""

import pytest

from productions.models import Credit
from tests.api.writes.conftest import errors


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
            "Give one of onscreen, task, timesheet, contract, published_file, self_claim, third_party."
        ]
    }


def test_the_vocabulary_says_what_empty_means(client):
    words = client.get("/api/v1/vocab/evidence-kind/").json()["words"]
    assert words[0] == {"code": "", "label_en": "not said", "label_ja": "未記入", "uri": None}

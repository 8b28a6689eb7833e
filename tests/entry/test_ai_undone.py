"""An answer about AI taken back: what it entered goes, and what stood before stays."""

import orjson
import pytest

from productions.credits.services.ai_uses import update_ai_use
from productions.credits.services.credits import confirm_credits
from productions.models import AIDeclaration, AIUse, Credit
from tests.entry.credit_lists import CreditList
from tests.entry.test_ai import USED, credits, send, system  # noqa: F401  Fixtures.


@pytest.fixture
def said(sheet, credits, system):  # noqa: F811
    """A use on each credit, as the dialog's answer tells of it."""
    answer = send(sheet, credits, **USED, validated_by=str(credits[0].contributor.uid))
    return answer.json()["entries"]


def test_a_use_is_taken_back(sheet, said):
    assert len(said) == 2
    answer = sheet.send("ai", {"entries": said}, "delete")
    assert [cell["credits"][0]["ai"] for cell in answer.json()["cells"]] == ["not_asked", "not_asked"]
    assert not AIUse.objects.live().exists()
    assert sheet.send("ai", {"entries": said}, "delete").status_code == 409


def test_none_is_taken_back_and_said_again(sheet, credits):  # noqa: F811
    person = str(credits[0].contributor.uid)
    said = send(sheet, credits, answer="none", validated_by=person).json()["entries"]
    sheet.send("ai", {"entries": said}, "delete")
    assert not AIDeclaration.objects.live().exists()
    again = send(sheet, Credit.objects.order_by("pk"), answer="none", validated_by=person)
    assert [cell["credits"][0]["ai"] for cell in again.json()["cells"]] == ["none", "none"]


def test_a_use_that_said_the_same_before_is_none_of_the_answer_s(sheet, credits, said):  # noqa: F811
    again = send(sheet, Credit.objects.order_by("pk"), **USED, validated_by=str(credits[0].contributor.uid))
    assert again.json()["entries"] == []


def list_said():
    names = ("oversight", "extent", "validated_by", "validated_at")
    return list(AIUse.objects.live().order_by("pk").values_list(*names))


def test_a_corrected_use_says_again_what_it_said(sheet, credits, said):  # noqa: F811
    before = list_said()
    alone = USED | {"oversight": "fully_autonomous", "validated_on": None, "extent": "whole"}
    corrected = send(sheet, Credit.objects.order_by("pk"), **alone).json()["entries"]
    assert len(corrected) == 2
    assert list_said() == [("fully_autonomous", "whole", None, None)] * 2
    assert sheet.send("ai", {"entries": corrected}, "delete").status_code == 200
    assert list_said() == before
    assert sheet.send("ai", {"entries": corrected}, "delete").status_code == 409, "it is set back already"
    assert sheet.send("ai", {"entries": said}, "delete").status_code == 200, "then the answer before goes"
    assert list_said() == []


def test_a_correction_that_another_changed_since_stays(sheet, credits, said, staff, now):  # noqa: F811
    alone = USED | {"oversight": "fully_autonomous", "validated_on": None}
    corrected = send(sheet, Credit.objects.order_by("pk"), **alone).json()["entries"]
    later = AIUse.objects.live().order_by("pk").last()
    update_ai_use(later, oversight="prompt_guided", by=staff("approver"), now=now)
    stands = list_said()
    assert sheet.send("ai", {"entries": corrected}, "delete").status_code == 409
    assert list_said() == stands, "all of it or nothing"


def test_of_confirmed_credits_it_is_an_approver_s(sheet, said, client, staff, now):
    confirm_credits(Credit.objects.all(), by=None, now=now)
    assert sheet.send("ai", {"entries": said}, "delete").status_code == 403
    assert AIUse.objects.live().count() == 2
    client.force_login(staff("approver"))
    assert sheet.send("ai", {"entries": said}, "delete").status_code == 200


def test_what_another_changed_since_is_not_taken_back(sheet, said, staff, now):
    update_ai_use(AIUse.objects.get(uid=said[0]), note="looked at again", by=staff("approver"), now=now)
    assert sheet.send("ai", {"entries": said}, "delete").status_code == 409
    assert AIUse.objects.live().count() == 2


def test_viewers_and_other_productions_take_nothing_back(sheet, said, client, staff, production):
    client.force_login(staff("viewer"))
    assert sheet.send("ai", {"entries": said}, "delete").status_code == 403
    assert AIUse.objects.live().count() == 2


def test_rows_of_a_list_are_answered_for(client, production, episode, editor, someone, system):  # noqa: F811
    client.force_login(editor)
    credit_list = CreditList(client, production, episode)
    credit_list.add("演出", "田中 花")
    (row,) = credit_list.get()["rows"]
    body = {
        "credits": [{"uid": row["uid"], "version": row["version"]}],
        "answer": "none",
        "validated_by": row["contributor"],
    }

    def ask(method, body):
        ask_it = getattr(client, method)
        return ask_it(credit_list.address("ai"), orjson.dumps(body), content_type="application/json")

    assert client.get(credit_list.address("ai")).json()["systems"] == ["Example Colour"]
    answer = ask("post", body).json()
    assert [row["ai"] for row in answer["rows"]] == ["none"]
    assert ask("post", body).status_code == 422  # it is said already
    taken = ask("delete", {"entries": answer["entries"]}).json()
    assert [row["ai"] for row in taken["rows"]] == ["not_asked"]


def test_a_list_does_not_answer_for_cuts(client, production, episode, editor, credits, system):  # noqa: F811
    client.force_login(editor)
    address = CreditList(client, production, episode).address("ai")
    body = {
        "credits": [{"uid": str(credits[0].uid)}],
        "answer": "none",
        "validated_by": str(credits[0].contributor.uid),
    }
    assert client.post(address, orjson.dumps(body), content_type="application/json").status_code == 409

"""Whether AI was used, answered from the sheet: for all credits that were chosen or for none, and never without a person."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.models import AIUse, Credit

USED = {
    "answer": "used", "system": "Example Colour", "task": "colour", "source": "compositeWithTrainedAlgorithmicMedia",
    "oversight": "human_validated", "validated_on": "2026-04-01",
}  # fmt: skip


@pytest.fixture
def system(production, now):
    return register_ai_system(
        name="Example Colour", vendor="Example", production=production, by=None, now=now
    )


@pytest.fixture
def credits(enter, someone):
    person = someone("田中 花")
    return [enter(number, "digital_paint", person) for number in ("C001", "C002")]


def send(sheet, credits, **values):
    body = {"credits": [{"uid": str(credit.uid), "version": credit.revision} for credit in credits], **values}
    return sheet.send("ai", body)


def test_the_questions_lead_to_source_types(sheet, system):
    found = sheet.get("ai").json()
    assert found["systems"] == ["Example Colour"]

    def leaves(question):
        for option in question["options"]:
            yield from [option["source"]] if "source" in option else leaves(option["next"])

    assert set(leaves(found["questions"])) == {
        "algorithmicMedia", "trainedAlgorithmicMedia", "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia",
        "algorithmicallyEnhanced",
    }  # fmt: skip


def test_a_use_is_recorded_on_each_credit(sheet, credits, system):
    checker = credits[0].contributor
    answer = send(sheet, credits, **USED, validated_by=str(checker.uid))
    assert answer.status_code == 200, answer.content
    assert [cell["credits"][0]["ai"] for cell in answer.json()["cells"]] == ["used", "used"]
    assert {use.ai_system for use in AIUse.objects.live()} == {system}
    again = Credit.objects.order_by("pk")
    assert send(sheet, again, **USED, validated_by=str(checker.uid)).status_code == 200
    assert AIUse.objects.live().count() == 2


def test_none_is_said_by_somebody(sheet, credits):
    assert send(sheet, credits, answer="none").status_code == 422
    person = credits[0].contributor
    answer = send(sheet, credits, answer="none", validated_by=str(person.uid))
    assert [cell["credits"][0]["ai"] for cell in answer.json()["cells"]] == ["none", "none"]
    declaration = credits[0].ai_declarations.get()
    assert (declaration.declared_by, declaration.basis) == (person, "own_statement")


def test_an_ai_without_a_person_is_refused(sheet, enter, system):
    nobody = enter("C001", "digital_paint", absence_reason="not_yet_entered")
    answer = send(sheet, [nobody], **{**USED, "oversight": "prompt_guided"})
    assert answer.status_code == 422
    assert not AIUse.objects.exists()


@pytest.mark.parametrize("missing", ["system", "task", "source", "oversight", "validated_on", "validated_by"])
def test_every_question_has_an_answer(sheet, credits, system, missing):
    values = {**USED, "validated_by": str(credits[0].contributor.uid)}
    del values[missing]
    answer = send(sheet, credits, **values)
    assert answer.status_code == 422
    assert len(answer.json()["reasons"]) == 1
    assert not AIUse.objects.exists()


def test_a_system_that_is_not_known_needs_its_vendor(sheet, credits):
    values = {**USED, "validated_by": str(credits[0].contributor.uid)}
    assert send(sheet, credits, **values).status_code == 422
    assert send(sheet, credits, **values, vendor="Example").status_code == 200


def test_credits_that_changed_meanwhile_are_not_answered_for(sheet, credits, cuts, system):
    sheet.write(cuts["C001"], "digital_paint", "佐藤 実")
    answer = send(sheet, credits, **USED, validated_by=str(credits[0].contributor.uid))
    assert answer.status_code == 409
    assert not AIUse.objects.exists()


def test_a_cell_with_an_ai_use_is_not_emptied(sheet, credits, cuts, system):
    send(sheet, credits, **USED, validated_by=str(credits[0].contributor.uid))
    result = sheet.write(cuts["C001"], "digital_paint", "")
    assert result["status"] == "refused"
    assert "AI" in result["reasons"][0]
    assert result["fixes"] == [{"label": "Leave it as it was", "text": "田中 花"}]
    assert result["text"] == "田中 花"
    assert sheet.write(cuts["C001"], "digital_paint", "未定")["status"] == "refused"
    assert sheet.write(cuts["C001"], "digital_paint", "佐藤 実")["status"] == "saved"

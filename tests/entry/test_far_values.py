"""Values at the ends of what JSON can say: the last key of all, the first day of all."""

import pytest

from productions.models import AIDeclaration, AIUse

LAST_KEY = "ffffffff-ffff-ffff-ffff-ffffffffffff"


def test_the_last_key_of_all_is_no_row_of_a_list(credit_list):
    (result,) = credit_list.save(
        {"key": LAST_KEY, "revision": "", "role_text": "監督", "name_text": "例田 花"}
    )["results"]
    assert (result["status"], result["gone"]) == ("refused", True)


@pytest.mark.parametrize("day", ["0001-01-01", "1949-12-31"])
@pytest.mark.parametrize("answer", ["none", "used"])
def test_nobody_said_anything_of_ai_in_the_first_year(sheet, enter, someone, answer, day):
    person = someone("例田 花")
    credit = enter("C001", "layout", person)
    body = {
        "credits": [{"uid": str(credit.uid)}], "answer": answer, "system": "System", "vendor": "Vendor", "task": "inbetweens",
        "source": "algorithmicMedia", "oversight": "human_validated", "validated_by": str(person.uid), "validated_on": day,
    }  # fmt: skip
    refused = sheet.send("ai", body)
    assert (refused.status_code, refused.json()["reasons"]) == (
        422,
        ["That day is too long ago; look at its year."],
    )
    assert not AIDeclaration.objects.exists()
    assert not AIUse.objects.exists()

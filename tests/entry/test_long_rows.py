"""Rows of a credit list whose name is many."""

from productions.models import Contributor, Credit
from productions.shared.uids import new_uid


def make_row(count, role="監督"):
    names = "、".join(f"例田{index}" for index in range(count))
    return {"key": str(new_uid()), "revision": "", "role_text": role, "name_text": names}


def test_a_long_row_that_is_sent_again_is_stored_once(credit_list):
    row = make_row(60)
    for _time in range(2):
        (result,) = credit_list.save(row)["results"]
        assert result["status"] == "saved"
        assert Credit.objects.count() == 60


def test_tens_of_thousands_of_names_are_sent_in_parts(credit_list):
    answer = credit_list.patch(*(make_row(300) for _row in range(50)))
    assert answer.status_code == 422
    assert answer.json()["reasons"] == ["This is too much at once; send it in parts."]
    assert not Contributor.objects.exists()

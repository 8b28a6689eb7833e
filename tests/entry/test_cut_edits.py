"""Cuts given another number, taken out and brought back in the sheet, and numbers that are asked about first."""

import pytest

from productions.catalogue.services.cuts import relate_cuts
from productions.models import Cut


def numbers(sheet):
    return [cut["number"] for cut in sheet.get().json()["cuts"]]


def rename(sheet, cut, number, **more):
    body = {"cut": str(cut.uid), "seen": cut.number, "number": number, **more}
    return sheet.send("cuts", body, "patch")


def test_a_cut_gets_another_number_and_keeps_its_cells(sheet, cuts, enter, someone):
    enter("C002", "layout", someone("田中 花"))
    assert rename(sheet, cuts["C002"], " C002A ").json() == {"doubt": ""}
    assert numbers(sheet) == ["C001", "C002A", "C003", "C004", "C005"]
    assert ("C002A", "layout") in sheet.cells()


@pytest.mark.parametrize(
    ("number", "status"), [("C003", 422), ("003", 422), ("", 422), ("c" * 60 + "1", 422)]
)
def test_a_number_that_is_taken_or_none_is_refused(sheet, cuts, number, status):
    answer = rename(sheet, cuts["C002"], number)
    assert answer.status_code == status
    assert answer.json()["reasons"]
    assert "C002" in numbers(sheet)


def test_somebody_else_s_number_is_not_written_over(sheet, cuts):
    assert rename(sheet, cuts["C002"], "C010").status_code == 200
    answer = rename(sheet, cuts["C002"], "C020")
    assert answer.status_code == 409
    assert "C010" in answer.json()["reasons"][0]


@pytest.mark.parametrize("number", ["C001〜", "C001-", "～3", "あいう", "ABC"])
def test_a_number_that_looks_like_a_slip_is_asked_about(sheet, cuts, number):
    asked = sheet.send("cuts", {"numbers": number})
    assert (asked.status_code, asked.json()["cuts"]) == (200, [])
    assert number in asked.json()["doubt"]
    assert number in rename(sheet, cuts["C002"], number).json()["doubt"]
    assert len(numbers(sheet)) == 5
    added = sheet.send("cuts", {"numbers": number, "sure": True})
    assert [cut["number"] for cut in added.json()["cuts"]] == [number]


def test_numbers_with_a_digit_are_not_asked_about(sheet):
    for number in ("C006", "12", "OP-1", "１３", "S01-C012"):
        answer = sheet.send("cuts", {"numbers": number})
        assert (answer.status_code, answer.json()["doubt"]) == (201, "")


def test_an_empty_cut_is_taken_out_and_brought_back(sheet, cuts):
    body = {"cut": str(cuts["C002"].uid)}
    assert sheet.send("cuts", body, "delete").status_code == 200
    assert numbers(sheet) == ["C001", "C003", "C004", "C005"]
    assert sheet.send("cuts", body, "delete").status_code == 409
    assert sheet.send("cuts", body, "put").status_code == 200
    assert numbers(sheet) == ["C001", "C002", "C003", "C004", "C005"]
    assert sheet.send("cuts", body, "put").status_code == 409
    assert Cut.objects.live().count() == 5


def test_a_cut_with_a_credit_or_a_relation_stays(sheet, cuts, enter, someone, now):
    enter("C002", "layout", someone("田中 花"))
    relate_cuts(from_cut=cuts["C003"], to_cut=cuts["C004"], kind="shared", by=None, now=now)
    for number in ("C002", "C003", "C004"):
        answer = sheet.send("cuts", {"cut": str(cuts[number].uid)}, "delete")
        assert answer.status_code == 422
        assert number in answer.json()["reasons"][0]
    assert len(numbers(sheet)) == 5


def test_a_number_that_was_given_again_is_not_brought_back(sheet, cuts):
    body = {"cut": str(cuts["C002"].uid)}
    sheet.send("cuts", body, "delete")
    sheet.send("cuts", {"numbers": "C002"})
    assert sheet.send("cuts", body, "put").status_code == 422


@pytest.mark.parametrize("method", ["patch", "delete", "put"])
def test_a_viewer_and_another_production_change_no_cut(sheet, cuts, staff, client, method, production, now):
    body = {"cut": str(cuts["C002"].uid), "seen": "C002", "number": "C9"}
    assert sheet.send("cuts", {**body, "cut": "x"}, method).status_code == 422
    client.force_login(staff("viewer"))
    assert sheet.send("cuts", body, method).status_code == 403
    assert len(numbers(sheet)) == 5

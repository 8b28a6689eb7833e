"""Undoing an entry takes back who was entered for it, and nobody else."""

from productions.models import Contributor


def names():
    return sorted(Contributor.objects.live().values_list("name", flat=True))


def test_who_was_entered_by_the_edit_goes_with_it(sheet, cuts):
    sheet.write(cuts["C001"], "layout", "田中 花（スタジオ例）")
    assert names() == ["スタジオ例", "田中 花"]
    assert sheet.write(cuts["C001"], "layout", "", undoes=True)["status"] == "saved"
    assert names() == []


def test_who_was_written_over_another_goes_too(sheet, cuts, someone):
    known = someone("例田 湊")
    sheet.write(cuts["C001"], "layout", "例田 湊")
    sheet.write(cuts["C001"], "layout", "例田 溱", answers={}, people={"例田 溱": "new"})
    assert names() == ["例田 湊", "例田 溱"]
    sheet.write(cuts["C001"], "layout", "例田 湊", people={"例田 湊": str(known.uid)}, undoes=True)
    assert names() == ["例田 湊"]


def test_who_was_known_or_stands_elsewhere_stays(sheet, cuts, someone):
    someone("例田 湊")
    sheet.write(cuts["C001"], "layout", "例田 湊、田中 花")
    sheet.write(cuts["C002"], "layout", "田中 花")
    sheet.write(cuts["C001"], "layout", "", undoes=True)
    assert names() == ["例田 湊", "田中 花"]
    sheet.write(cuts["C002"], "layout", "", undoes=True)
    assert names() == ["例田 湊", "田中 花"]  # that entry was not what entered them


def test_emptying_a_cell_keeps_who_was_entered(sheet, cuts):
    sheet.write(cuts["C001"], "layout", "田中 花")
    sheet.write(cuts["C001"], "layout", "")
    assert names() == ["田中 花"]


def test_a_row_that_is_undone_takes_its_person_with_it(credit_list):
    credit_list.add("演出", "田中 花")
    assert credit_list.change("田中 花", removed=True, undoes=True)["status"] == "saved"
    assert (credit_list.names(), names()) == ([], [])

"""What a cell leaves to somebody: homonyms, look-alikes, one name or several; and what is told of how it was read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.models import Contributor, Credit
from productions.withholding.services.withholding import record_wish


def options(result):
    (choice,) = result["choices"]
    return choice["key"], [option["value"] for option in choice["options"]]


def test_of_namesakes_somebody_is_chosen(sheet, cuts, someone):
    first, second = someone("田中 花", disambiguation="背景"), someone("田中 花", disambiguation="作画")
    result = sheet.write(cuts["C001"], "layout", "田中 花、佐藤 実")
    assert (result["status"], result["text"]) == ("asked", "")
    assert not Credit.objects.exists()
    assert not Contributor.objects.filter(name="佐藤 実").exists()
    key, values = options(result)
    assert values == [str(first.uid), str(second.uid), "new"]
    result = sheet.write(cuts["C001"], "layout", "田中 花、佐藤 実", answers={key: str(second.uid)})
    assert result["status"] == "saved"
    assert result["credits"][0]["contributor"] == str(second.uid)


def test_a_namesake_who_is_new_gets_an_entry_of_their_own(sheet, cuts, someone):
    known = someone("田中 花")
    result = sheet.write(cuts["C001"], "layout", "田中 花", people={"田中 花": "new"})
    assert result["status"] == "saved"
    assert result["credits"][0]["contributor"] != str(known.uid)
    assert Contributor.objects.filter(name="田中 花").count() == 2
    assert sheet.write(cuts["C002"], "layout", "田中 花")["status"] == "asked"


def test_who_was_chosen_from_the_list_is_taken_without_asking(sheet, cuts, someone):
    someone("田中 花")
    second = someone("田中 花")
    result = sheet.write(cuts["C001"], "layout", "田中 花様", people={"田中 花": str(second.uid)})
    assert (result["status"], result["text"]) == ("saved", "田中 花")
    assert result["credits"][0]["contributor"] == str(second.uid)
    assert any("様" in note for note in result["notes"])


def test_another_namesake_can_be_chosen_for_the_same_text(sheet, cuts, someone):
    first, second = someone("田中 花"), someone("田中 花")
    sheet.write(cuts["C001"], "layout", "田中 花", people={"田中 花": str(first.uid)})
    result = sheet.write(cuts["C001"], "layout", "田中 花", people={"田中 花": str(second.uid)})
    assert result["credits"][0]["contributor"] == str(second.uid)
    assert Credit.objects.count() == 1


def test_a_name_that_looks_like_a_known_one_is_asked_about(sheet, cuts, someone):
    known = someone("髙橋 一")
    result = sheet.write(cuts["C001"], "layout", "高橋 一")
    assert result["status"] == "asked"
    key, values = options(result)
    assert values == [str(known.uid), "new"]
    assert sheet.write(cuts["C001"], "layout", "高橋 一", answers={key: values[0]})["credits"][0][
        "contributor"
    ] == str(known.uid)
    assert sheet.write(cuts["C002"], "layout", "高橋 一", answers={key: "new"})["status"] == "saved"


def test_one_name_or_several_is_asked(sheet, cuts):
    result = sheet.write(cuts["C001"], "layout", "例田 花／スタジオ例")
    assert result["status"] == "asked"
    key, values = options(result)
    assert values == ["split", "whole"]
    result = sheet.write(cuts["C001"], "layout", "例田 花／スタジオ例", answers={key: "split"})
    assert (result["status"], len(result["credits"])) == ("saved", 2)


def test_an_answer_that_was_never_offered_is_refused(sheet, cuts):
    key = options(sheet.write(cuts["C001"], "layout", "例田 花／スタジオ例"))[0]
    result = sheet.write(cuts["C001"], "layout", "例田 花／スタジオ例", answers={key: "nonsense"})
    assert result["status"] == "refused"
    assert result["reasons"]


def test_a_company_without_a_head_count_is_entered_as_not_stated_and_told(sheet, cuts):
    result = sheet.write(cuts["C001"], "background_art", "株式会社例示")
    assert result["status"] == "saved"
    credit = Credit.objects.get()
    assert (credit.kind, credit.absence_reason, credit.headcount) == ("organization", "not_stated", None)
    assert any("株式会社例示" in note for note in result["notes"])


@pytest.mark.parametrize(
    ("text", "headcount", "shown"),
    [("未定", None, "TBD"), ("確認中", None, "TBD"), ("ほか3名", 3, "and 3 others")],
)
def test_nobody_yet_is_a_credit_of_somebody_to_come(sheet, cuts, text, headcount, shown):
    result = sheet.write(cuts["C001"], "layout", text)
    assert (result["status"], result["text"]) == ("saved", shown)
    credit = Credit.objects.get()
    assert (credit.absence_reason, credit.headcount) == ("not_yet_entered", headcount)
    named = sheet.write(cuts["C001"], "layout", "田中 花")
    assert (named["status"], named["text"]) == ("saved", "田中 花")
    assert Credit.objects.get().pk == credit.pk


def test_the_page_speaks_japanese(sheet, cuts):
    address = sheet.address("cells")
    sheet.write(cuts["C001"], "layout", "未定")
    found = sheet.client.get(address, headers={"accept-language": "ja"}).json()
    (cell,) = found["cells"]
    assert (cell["text"], cell["credits"][0]["absence_label"]) == ("未定", "未入力")


def test_somebody_twice_is_refused_with_a_way_out(sheet, cuts):
    result = sheet.write(cuts["C001"], "layout", "田中 花、佐藤 実、田中 花")
    assert result["status"] == "refused"
    assert result["reasons"] == ["“田中 花” stands twice in this cell."]
    assert result["fixes"] == [{"label": "Enter them once", "text": "田中 花、佐藤 実"}]
    assert sheet.write(cuts["C001"], "layout", result["fixes"][0]["text"])["status"] == "saved"


@pytest.mark.parametrize("text", ["x" * 300, "某\0氏", "‮田中", "田中（1-4話）"])
def test_what_is_no_name_is_refused_and_the_rest_of_the_request_stands(sheet, cuts, text):
    bad = {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": text}
    good = {"cut": str(cuts["C002"].uid), "role": "layout", "revision": "", "text": "佐藤 実"}
    refused, saved = sheet.patch(bad, good).json()["cells"]
    assert (refused["status"], saved["status"]) == ("refused", "saved")
    assert all(refused["reasons"])
    assert Credit.objects.count() == 1


def test_two_spellings_in_one_request_are_asked_about(sheet, cuts):
    changes = [
        {"cut": str(cuts[number].uid), "role": "layout", "revision": "", "text": text}
        for number, text in (("C001", "Jane Sample"), ("C002", "JANE SAMPLE"))
    ]
    first, second = sheet.patch(*changes).json()["cells"]
    assert (first["status"], second["status"]) == ("saved", "asked")
    (choice,) = second["choices"]
    assert choice["question"] == "Who is “JANE SAMPLE”? Another cell writes almost the same name."
    answers = {choice["key"]: choice["proposed"]}
    late = sheet.write(cuts["C002"], "layout", "JANE SAMPLE", answers=answers)
    assert late["status"] == "asked"  # she is known by now
    (choice,) = late["choices"]
    assert choice["options"][0]["value"] == first["credits"][0]["contributor"]
    answers = {choice["key"]: choice["options"][0]["value"]}
    assert sheet.write(cuts["C002"], "layout", "JANE SAMPLE", answers=answers)["status"] == "saved"
    assert Contributor.objects.count() == 1


@pytest.mark.parametrize("text", ["田中 花（たなか\0はな）", "田中 花（たなか\u202eはな）"])
def test_a_reading_that_is_none_refuses_its_cell_alone(sheet, cuts, text):
    changes = [
        {"cut": str(cuts[number].uid), "role": "layout", "revision": "", "text": each}
        for number, each in (("C001", text), ("C002", "佐藤 実"))
    ]
    cells = sheet.patch(*changes).json()["cells"]
    assert [cell["status"] for cell in cells] == ["refused", "saved"]


@pytest.mark.parametrize("text", ["-", "なし", "AI", "スタッフ一同", "？"])
def test_what_names_nobody_is_asked_about(sheet, cuts, text):
    result = sheet.write(cuts["C001"], "layout", text)
    assert result["status"] == "asked"
    key, values = options(result)
    assert values == ["not_yet_entered", "leave_out"]
    left = sheet.write(cuts["C001"], "layout", text, answers={key: "leave_out"})
    assert (left["status"], left["text"]) == ("saved", "")
    assert sheet.write(cuts["C001"], "layout", text, answers={key: "not_yet_entered"})["text"] == "TBD"


def test_a_mark_repeats_the_cell_above(sheet, cuts, enter, someone):
    someone("田中 花")
    enter("C001", "layout", someone("田中 花"))
    above = sheet.cells()["C001", "layout"]["credits"][0]["contributor"]
    changes = [
        {"cut": str(cuts[number].uid), "role": "layout", "revision": "", "text": text}
        for number, text in (("C005", "同上"), ("C002", "〃"), ("C003", "〃"), ("C004", "佐藤 実"))
    ]
    cells = sheet.patch(*changes).json()["cells"]
    assert [(cell["status"], cell["text"]) for cell in cells] == [
        ("saved", "佐藤 実"), ("saved", "田中 花"), ("saved", "田中 花"), ("saved", "佐藤 実"),
    ]  # fmt: skip
    assert [cell["credits"][0]["contributor"] for cell in cells[1:3]] == [above, above]
    lost = sheet.write(cuts["C001"], "inbetween", "〃")
    assert lost["status"] == "refused"
    assert "〃" in lost["reasons"][0]


@pytest.mark.parametrize("typed", ["田", "田中", "たな", "tana"])
def test_a_name_that_others_begin_with_is_asked_about(sheet, cuts, someone, typed):
    known = someone("田中 花", kana="たなか はな")
    result = sheet.write(cuts["C001"], "layout", typed)
    assert (result["status"], Contributor.objects.count()) == ("asked", 1)
    key, values = options(result)
    assert values == [str(known.uid), "new"]
    found = sheet.write(cuts["C001"], "layout", typed, answers={key: values[0]})["credits"][0]
    assert found["contributor"] == str(known.uid)


@pytest.mark.parametrize("typed", ["花", "田中 花子", "佐藤"])
def test_a_name_that_nobody_begins_with_is_entered(sheet, cuts, someone, typed):
    someone("田中 花", kana="たなか はな")
    result = sheet.write(cuts["C001"], "layout", typed)
    assert (result["status"], result["text"]) == ("saved", typed)


def test_h16_a_name_that_somebody_withholds_here_answers_no_first_letters(
    sheet, cuts, someone, production, now
):
    person = someone("田中 花", kana="たなか はな")
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    assert sheet.write(cuts["C001"], "layout", "田中")["status"] == "saved"


def test_first_letters_cost_the_same_for_many_names(sheet, cuts, someone):
    someone("田中 花")
    with CaptureQueriesContext(connection) as one:
        sheet.write(cuts["C001"], "layout", "佐藤")
    with CaptureQueriesContext(connection) as many:
        sheet.write(cuts["C002"], "layout", "、".join(f"姓{letter}" for letter in "一二三四五六七八九"))
    assert len(many) <= len(one) + 2

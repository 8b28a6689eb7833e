"""Cells of the cut sheet: read, written, written again, emptied."""

from productions.entry.services.sheet_roles import USUAL_CODES
from productions.models import Contributor, Credit, Event


def test_the_sheet_has_its_cuts_roles_and_cells(sheet, enter, someone):
    studio = someone("スタジオ例", kind="organization")
    enter("C002", "key_animation", someone("田中 花"), affiliation=studio)
    enter("C003", "episode_director", someone("試山 蓮"))
    found = sheet.get().json()
    assert [cut["number"] for cut in found["cuts"]] == ["C001", "C002", "C003", "C004", "C005"]
    assert found["next_number"] == "C006"
    assert found["may_edit"] is True
    # The usual ones, though they are empty, and one that is not usual and in use.
    assert set(found["columns"]) == {*USUAL_CODES, "episode_director"}
    cell, _direction = found["cells"]
    assert cell["text"] == "田中 花（スタジオ例）"
    (credit,) = cell["credits"]
    assert (credit["name"], credit["affiliation"], credit["state"], credit["ai"], credit["locked"]) == (
        "田中 花", "スタジオ例", "draft", "not_asked", "",
    )  # fmt: skip
    layout = next(role for role in found["roles"] if role["code"] == "layout")
    assert "lo" in layout["search"].split()


def test_names_become_credits_of_the_cut(sheet, cuts, someone):
    known = someone("田中 花")
    result = sheet.write(cuts["C001"], "key_animation", "田中 花、佐藤 実（スタジオ例）")
    assert result["status"] == "saved"
    assert result["text"] == "田中 花、佐藤 実（スタジオ例）"
    first, second = Credit.objects.order_by("pk")
    assert first.contributor == known
    assert (first.state, first.cut, first.episode, first.role.code) == (
        "draft", cuts["C001"], cuts["C001"].episode, "key_animation",
    )  # fmt: skip
    assert (second.credited_as, second.affiliation.name, second.contributor.entered_for) == (
        "佐藤 実", "スタジオ例", cuts["C001"].production,
    )  # fmt: skip
    assert any("佐藤 実" in note for note in result["notes"])


def test_what_is_given_back_unchanged_changes_nothing(sheet, cuts, enter, someone):
    enter("C001", "layout", someone("山田、次郎"))
    enter("C001", "layout", someone("田中 花"), affiliation=someone("スタジオ例", kind="organization"))
    enter("C001", "layout", absence_reason="not_yet_entered", headcount=3)
    before = Event.objects.count()
    text = sheet.cells()["C001", "layout"]["text"]
    assert sheet.write(cuts["C001"], "layout", text)["status"] == "saved"
    assert Event.objects.count() == before


def test_another_name_is_a_change_of_the_credit(sheet, cuts, enter, someone):
    credit = enter("C001", "layout", someone("田中 花"))
    sheet.write(cuts["C001"], "layout", "鈴木 一")
    credit.refresh_from_db()
    assert credit.credited_as == "鈴木 一"
    last = Event.objects.filter(entity_uid=credit.uid).order_by("pk").last()
    assert last.shown_changes["credited_as"] == ["田中 花", "鈴木 一"]
    assert Credit.objects.current().count() == 1


def test_an_emptied_cell_removes_its_drafts_with_a_reason(sheet, cuts, enter, someone):
    credit = enter("C001", "layout", someone("田中 花"))
    result = sheet.write(cuts["C001"], "layout", "")
    assert (result["status"], result["revision"], result["credits"]) == ("saved", "", [])
    assert not Credit.objects.current().exists()
    last = Event.objects.filter(entity_uid=credit.uid).order_by("pk").last()
    assert last.action == "removed"
    assert last.reason


def test_one_name_of_several_goes_and_the_others_stay(sheet, cuts, enter, someone):
    kept, gone = enter("C001", "layout", someone("田中 花")), enter("C001", "layout", someone("佐藤 実"))
    sheet.write(cuts["C001"], "layout", "田中 花")
    assert list(Credit.objects.current()) == [kept]
    gone.refresh_from_db()
    assert gone.removed_at


def test_the_order_that_is_typed_is_the_order_of_the_cell(sheet, cuts, enter, someone):
    for name in ("田中 花", "佐藤 実"):
        enter("C001", "layout", someone(name))
    assert (
        sheet.write(cuts["C001"], "layout", "佐藤 実、鈴木 一、田中 花")["text"]
        == "佐藤 実、鈴木 一、田中 花"
    )


def test_the_company_behind_a_name_is_changed_without_asking_who_it_is(sheet, cuts, enter, someone):
    credit = enter("C001", "layout", someone("田中 花"))
    someone("田中 花")  # a namesake
    result = sheet.write(cuts["C001"], "layout", "田中 花（スタジオ例）")
    assert result["status"] == "saved"
    credit.refresh_from_db()
    assert credit.affiliation.name == "スタジオ例"
    sheet.write(cuts["C001"], "layout", "田中 花")
    credit.refresh_from_db()
    assert credit.affiliation is None


def test_another_s_change_is_shown_and_not_overwritten(sheet, cuts, enter, someone, editor, now):
    credit = enter("C001", "layout", someone("田中 花"))
    answer = sheet.patch(
        {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": "鈴木 一"},
        {"cut": str(cuts["C002"].uid), "role": "layout", "revision": "", "text": "鈴木 一"},
    )
    conflict, saved = answer.json()["cells"]
    assert (conflict["status"], conflict["text"]) == ("conflict", "田中 花")
    assert saved["status"] == "saved"
    credit.refresh_from_db()
    assert credit.credited_as == "田中 花"


def test_a_change_that_is_sent_twice_is_stored_once(sheet, cuts):
    change = {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": "鈴木 一様、佐藤 実"}
    new = {**change, "cut": str(cuts["C002"].uid), "text": "例田 太", "people": {"例田 太": "new"}}
    for _ in range(2):
        assert [cell["status"] for cell in sheet.patch(change, new).json()["cells"]] == ["saved", "saved"]
    assert Credit.objects.count() == 3
    assert Contributor.objects.count() == 3


def test_a_remark_is_kept_as_a_note_whoever_stands_there(sheet, cuts, enter, someone):
    credit = enter("C001", "layout", someone("田中 花"))
    result = sheet.write(cuts["C001"], "layout", "田中 花（背景のみ）、佐藤 実（背景のみ）")
    assert (result["status"], result["text"]) == ("saved", "田中 花、佐藤 実")
    credit.refresh_from_db()
    assert [credit.evidence_note, Credit.objects.last().evidence_note] == ["背景のみ"] * 2

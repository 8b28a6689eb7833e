"""Rows of the credit list: read, written, put in order, taken out."""

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits, update_credit
from productions.models import Contributor, Credit, Event, Role
from productions.shared.uids import new_uid


def test_a_new_row_is_a_draft_behind_the_row_above_it(credit_list, enter_row, someone, episode):
    first = enter_row("episode_director", someone("田中 花"))
    enter_row("episode_director", someone("鈴木 一"))
    result = credit_list.add("演出", "佐藤 実（スタジオ例）", after=str(first.uid))
    assert (result["status"], result["role_text"], result["name_text"], result["affiliation"]) == (
        "saved", "Episode director", "佐藤 実", "スタジオ例",
    )  # fmt: skip
    assert credit_list.names() == ["田中 花", "佐藤 実", "鈴木 一"]
    credit = Credit.objects.get(uid=result["uid"])
    assert (credit.state, credit.episode, credit.role_as_printed) == ("draft", episode, "")


def test_rows_that_are_new_together_stand_one_behind_the_other(credit_list, enter_row, someone):
    enter_row("music", someone("音楽 響"))
    top = enter_row("director", someone("監督 太"))
    one, two = str(new_uid()), str(new_uid())
    credit_list.save(
        {"key": one, "role_text": "脚本", "name_text": "田中 花", "after": str(top.uid)},
        {"key": two, "role_text": "脚本", "name_text": "佐藤 実", "after": one},
    )
    assert credit_list.names() == ["監督 太", "田中 花", "佐藤 実", "音楽 響"]


def test_a_row_that_is_sent_again_is_entered_once(credit_list):
    new = {"key": str(new_uid()), "role_text": "演出", "name_text": "田中 花、佐藤 実様"}
    strange = {
        "key": str(new_uid()),
        "role_text": "珍しい役",
        "name_text": "例田 太",
        "people": {"例田 太": "new"},
    }
    for _ in range(2):
        assert [each["status"] for each in credit_list.save(new, strange)["results"]] == ["saved", "saved"]
    assert Credit.objects.count() == 3
    assert Contributor.objects.count() == 3
    other = {**new, "name_text": "鈴木 一"}
    assert credit_list.save(other)["results"][0]["status"] == "conflict"


def test_a_page_chooses_no_uid_that_is_not_of_now(credit_list, enter_row, someone, now):
    other = create_production(title="別の作品", kind="short", by=None, now=now)
    theirs = enter_credits(
        other, [{"role": Role.objects.get(code="music"), "contributor": someone("田中 花")}], by=None, now=now
    )[0]
    for key in (theirs.uid, "01890000-0000-7000-8000-000000000000", "3f333df6-90a4-4fda-8dd3-9485d27cee36"):
        (result,) = credit_list.save({"key": str(key), "role_text": "演出", "name_text": "鈴木 一"})[
            "results"
        ]
        assert (result["status"], result["gone"]) == ("refused", True)
    assert Credit.objects.count() == 1


def test_a_role_that_nobody_knows_is_kept_as_it_is_written(credit_list):
    result = credit_list.add("珍しい役", "田中 花")
    assert (result["status"], result["role"], result["role_text"]) == ("saved", "other", "珍しい役")
    assert any("珍しい役" in note for note in result["notes"])


def test_two_roles_in_one_new_row_are_two_credits(credit_list):
    credit_list.add("監督・脚本", "田中 花")
    rows = credit_list.get()["rows"]
    assert sorted((row["role"], row["role_text"]) for row in rows) == [
        ("director", "監督・脚本"), ("screenplay", "監督・脚本"),
    ]  # fmt: skip


def test_a_row_says_another_role_name_company_and_character(credit_list, enter_row, someone):
    credit = enter_row("voice", someone("田中 花"), character_as_printed="少年")
    assert credit_list.change("田中 花", affiliation="声の会")["status"] == "saved"
    assert credit_list.change("田中 花", character="少年A")["character"] == "少年A"
    credit.refresh_from_db()
    assert (credit.affiliation.name, credit.character_as_printed) == ("声の会", "少年A")
    assert [each.character.name for each in credit.portrayals.live()] == ["少年A"]
    assert credit_list.change("田中 花", name_text="佐藤 実")["status"] == "saved"
    assert credit_list.change("佐藤 実", role_text="ナレーション")["status"] == "saved"
    credit.refresh_from_db()
    assert (credit.credited_as, credit.role.code) == ("佐藤 実", "narration")
    assert Credit.objects.count() == 1


def test_what_is_given_back_unchanged_changes_nothing(credit_list, enter_row, someone):
    enter_row("screenplay", someone("山田、次郎"), affiliation=someone("スタジオ例", kind="organization"))
    enter_row("screenplay", absence_reason="not_yet_entered", headcount=3)
    before = Event.objects.count()
    for row in credit_list.get()["rows"]:
        texts = {name: row[name] for name in ("role_text", "character", "name_text", "affiliation")}
        (result,) = credit_list.save({"key": row["uid"], "revision": row["revision"], **texts})["results"]
        assert result["status"] == "saved"
    assert Event.objects.count() == before


def test_another_s_change_is_shown_and_not_overwritten(
    credit_list, enter_row, someone, production, now, staff
):
    credit = enter_row("screenplay", someone("田中 花"))
    (row,) = credit_list.get()["rows"]
    colleague = staff("editor", "colleague")
    update_credit(credit, contributor=someone("鈴木 一"), by=colleague, now=now)
    mine = {"key": row["uid"], "revision": row["revision"], "name_text": "佐藤 実"}
    (conflict,) = credit_list.save(mine)["results"]
    assert (conflict["status"], conflict["name_text"], conflict["by"]) == (
        "conflict",
        "鈴木 一",
        str(colleague),
    )
    (same,) = credit_list.save({**mine, "name_text": "鈴木 一"})["results"]
    assert same["status"] == "saved"
    (mended,) = credit_list.save({**mine, "revision": conflict["revision"]})["results"]
    assert (mended["status"], mended["name_text"]) == ("saved", "佐藤 実")


def test_a_namesake_is_asked_about(credit_list, someone):
    first, _second = someone("田中 花"), someone("田中 花", disambiguation="二人目")
    key = str(new_uid())
    (asked,) = credit_list.save({"key": key, "role_text": "演出", "name_text": "田中 花"})["results"]
    assert (asked["status"], asked["gone"]) == ("asked", True)
    (choice,) = asked["choices"]
    answers = {choice["key"]: str(first.uid)}
    new = {"key": key, "role_text": "演出", "name_text": "田中 花", "answers": answers}
    (saved,) = credit_list.save(new)["results"]
    assert (saved["status"], saved["contributor"]) == ("saved", str(first.uid))


def test_a_row_is_taken_out_and_a_confirmed_one_only_by_an_approver(
    credit_list, enter_row, someone, now, staff
):
    draft, firm = enter_row("screenplay", someone("田中 花")), enter_row("music", someone("佐藤 実"))
    confirm_credits([firm], by=None, now=now)
    out = [
        {"key": row["uid"], "revision": row["revision"], "removed": True} for row in credit_list.get()["rows"]
    ]
    results = credit_list.save(*out)["results"]
    assert {result["uid"]: result["status"] for result in results} == {
        str(draft.uid): "saved", str(firm.uid): "refused",
    }  # fmt: skip
    again = credit_list.save(out[0])["results"][0]
    assert (again["status"], again["gone"]) == ("saved", True)
    edited = {"key": str(draft.uid), "revision": out[0]["revision"], "name_text": "鈴木 一"}
    assert credit_list.save(edited)["results"][0]["status"] == "conflict"
    credit_list.client.force_login(staff("approver"))
    assert credit_list.save(out[1])["results"][0]["status"] == "saved"
    assert credit_list.names() == []


def test_a_bad_name_holds_up_no_other_row(credit_list):
    names = ["田中 花", "長" * 400, "佐藤 実"]
    rows = [{"key": str(new_uid()), "role_text": "演出", "name_text": name} for name in names]
    assert [each["status"] for each in credit_list.save(*rows)["results"]] == ["saved", "refused", "saved"]
    assert credit_list.names() == ["田中 花", "佐藤 実"]


def test_a_locked_row_stays(credit_list, enter_row, someone):
    series = enter_row("director", someone("監督 太"), episode=None)
    (row,) = credit_list.get()["rows"]
    seen = {"key": row["uid"], "revision": row["revision"]}
    for change in ({"name_text": "鈴木 一"}, {"removed": True}):
        (result,) = credit_list.save({**seen, **change})["results"]
        assert (result["status"], result["reasons"]) == ("refused", [row["locked"]])
    series.refresh_from_db()
    assert series.credited_as == "監督 太"


INSERTED_OTHERWISE, MAX_SAVING, MAX_READING = 8, 90, 13
"""Queries."""


def count_queries(credit_list, count):
    """Of entering so many rows, reading the list, and changing a company in each."""
    new = [
        {
            "key": str(new_uid()),
            "role_text": "演出",
            "name_text": f"試験 {count}の{index}",
            "character": f"役{index}",
        }
        for index in range(count)
    ]
    with CaptureQueriesContext(connection) as saving:
        results = credit_list.save(*new)["results"]
    with CaptureQueriesContext(connection) as reading:
        credit_list.get()
    changed = [
        {"key": row["uid"], "revision": row["revision"], "affiliation": f"スタジオ{count}"} for row in results
    ]
    with CaptureQueriesContext(connection) as changing:
        results += credit_list.save(*changed)["results"]
    assert {result["status"] for result in results} == {"saved"}
    return [len(each) for each in (saving, reading, changing)]


def test_queries_do_not_grow_with_the_rows(credit_list):
    """From ten rows on, what is new is inserted in another way, with a few queries more."""
    count_queries(credit_list, 2)
    saving, reading, changing = count_queries(credit_list, 1)
    saving_more, reading_more, changing_more = count_queries(credit_list, 30)
    assert saving_more <= saving + INSERTED_OTHERWISE
    assert reading_more == reading
    assert changing_more <= changing
    assert max(saving, changing) <= MAX_SAVING
    assert reading <= MAX_READING


@pytest.mark.parametrize("level", ["viewer", ""])
def test_only_editors_write(client, production, episode, credit_list, staff, enter_row, someone, level):
    enter_row("screenplay", someone("田中 花"))
    seen = credit_list.get()
    client.force_login(staff(level or "nobody"))
    new = {"key": str(new_uid()), "role_text": "演出", "name_text": "鈴木 一"}
    refused = {"viewer": 403, "": 404}[level]
    assert credit_list.patch(new).status_code == refused
    assert credit_list.order(seen["version"], [seen["rows"][0]["uid"]]).status_code == refused
    assert Credit.objects.count() == 1
    if level:
        assert credit_list.get()["may_edit"] is False


def test_what_no_page_sends_is_refused(credit_list):
    for changes in (None, [3], [{"key": "x"}], [{"key": str(new_uid()), "name_text": 3}]):
        body = orjson.dumps({"changes": changes})
        answer = credit_list.client.patch(credit_list.address(), body, content_type="application/json")
        assert answer.status_code == 422

"""Requests that no page sends, by people who may not, about credits that a cell does not change."""

import orjson
import pytest
from django.test import Client
from django.urls import reverse

from productions.catalogue.services.cuts import add_cut
from productions.catalogue.services.productions import add_episode
from productions.claims.services.claims import open_claim
from productions.credits.services.credits import confirm_credits
from productions.credits.services.joint_lines import join_credits
from productions.models import Contributor, Credit, Event, Release
from productions.releases.services.releases import issue_release
from productions.vocabulary.services import retire_role
from tests.entry.conftest import Sheet


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b'{"changes": {}}', b'{"changes": [1]}', b'{"changes": [{"text": 1}]}', b"\xff", b'{"changes": null}',
        b'{"changes": [{"people": {"a": 1}}]}', b'{"changes": [{"answers": ["a"]}]}',
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused(sheet, body):
    answer = sheet.client.patch(sheet.address("cells"), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["reasons"]


@pytest.mark.parametrize("episode", ["x", "0", "9" * 30, "１", "-1", "1\0"])
def test_an_episode_that_is_none_is_not_found(client, editor, production, episode):
    client.force_login(editor)
    address = reverse("admin:productions_production_cut_sheet_cells", args=[production.pk])
    assert client.get(address, {"episode": episode}).status_code == 404


def test_viewers_read_and_change_nothing(client, staff, production, episode, cuts, enter, someone):
    enter("C001", "layout", someone("田中 花"))
    client.force_login(staff("viewer"))
    sheet = Sheet(client, production, episode)
    assert sheet.get().json()["may_edit"] is False
    before = Event.objects.count()
    change = {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": ""}
    answers = [
        sheet.patch(change), sheet.send("cuts", {"numbers": "C9"}), sheet.send("command", {"line": "C001: 原画 = A"}),
        sheet.send("ai", {"credits": [], "answer": "none"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403] * 4
    assert all(answer.json()["reasons"] for answer in answers)
    assert Event.objects.count() == before


def test_strangers_find_no_sheet(client, account, production, episode, cuts, theirs):
    client.force_login(account("stranger", theirs))
    sheet = Sheet(client, production, episode)
    assert [sheet.get(name).status_code for name in ("cells", "names", "ai")] == [404] * 3
    assert sheet.patch().status_code == 404


def test_a_change_needs_the_token_of_the_page(production, episode, cuts, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    sheet = Sheet(client, production, episode)
    assert sheet.patch().status_code == 403
    page = client.get(sheet.address(""))
    token = page.context["csrf_token"]
    answer = client.patch(
        sheet.address("cells"), b'{"changes": []}', content_type="application/json",
        headers={"x-csrftoken": str(token)},
    )  # fmt: skip
    assert answer.status_code == 200


def test_cuts_of_elsewhere_and_unknown_roles_are_refused_each(sheet, production, theirs, cuts, now):
    other = add_episode(production, number="4", by=None, now=now)
    elsewhere = [
        add_cut(theirs, number="1", by=None, now=now), add_cut(production, number="1", episode=other, by=None, now=now),
    ]  # fmt: skip
    uids = [*(str(cut.uid) for cut in elsewhere), "nonsense", ""]
    changes = [{"cut": uid, "role": "layout", "revision": "", "text": "田中 花"} for uid in uids]
    changes.append({"cut": str(cuts["C001"].uid), "role": "no_such", "revision": "", "text": "田中 花"})
    answer = sheet.patch(*changes)
    assert [cell["status"] for cell in answer.json()["cells"]] == ["refused"] * 5
    assert not Contributor.objects.exists()


def test_the_same_cell_twice_in_a_request_is_stored_once(sheet, cuts):
    change = {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": "田中 花"}
    cells = sheet.patch(change, {**change, "text": "佐藤 実"}).json()["cells"]
    assert [cell["status"] for cell in cells] == ["saved", "refused"]
    assert Credit.objects.get().credited_as == "田中 花"


def test_a_retired_role_takes_nobody_new(sheet, cuts, role, now):
    retire_role(role("layout"), by=None, now=now, reason="Old.")
    result = sheet.write(cuts["C001"], "layout", "田中 花")
    assert result["status"] == "refused"
    assert not Contributor.objects.exists()


def test_two_thousand_changes_are_taken_and_no_more(sheet, production, episode, now):
    added = sheet.send("cuts", {"numbers": "D001-D500"}).json()["cuts"]
    roles = ("layout", "key_animation", "inbetween", "digital_paint")
    changes = [
        {"cut": cut["uid"], "role": code, "revision": "", "text": f"例田 {index % 40}"}
        for index, cut in enumerate(added)
        for code in roles
    ]
    cells = sheet.patch(*changes).json()["cells"]
    assert {cell["status"] for cell in cells} == {"saved"}
    assert Credit.objects.count() == 2000
    assert Contributor.objects.count() == 40
    assert sheet.patch(*changes, changes[0]).status_code == 422


@pytest.mark.parametrize("text", ["田" * 350_000, "田、" * 170_000, "（" * 350_000, "田中 花\n" * 70_000])
def test_texts_of_a_megabyte_are_refused_and_soon(sheet, cuts, text):
    result = sheet.write(cuts["C001"], "layout", text)
    assert result["status"] == "refused"
    assert not Credit.objects.exists()


def test_tens_of_thousands_of_names_are_sent_in_parts(sheet):
    cuts = sheet.send("cuts", {"numbers": "D001-D030"}).json()["cuts"]
    changes = [{"cut": cut["uid"], "role": "layout", "revision": "", "text": "田、" * 400} for cut in cuts]
    assert sheet.patch(*changes).status_code == 422
    assert not Contributor.objects.exists()


def test_more_than_the_site_takes_is_refused_in_a_sentence(sheet, cuts):
    change = {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": "田" * 1_000_000}
    answer = sheet.patch(change)
    assert (answer.status_code, answer.json()["reasons"]) == (
        422,
        ["This is too much at once; send it in parts."],
    )


def test_a_withheld_name_stands_nowhere_and_is_offered_to_nobody(
    sheet, cuts, enter, someone, withhold, theirs, credit_in
):
    person = someone("秘密 花", kana="ひみつ はな")
    theirs.visibility = "public"
    theirs.save()
    credit_in(theirs, contributor=person)
    enter("C001", "layout", person)
    withhold(person)
    (credit,) = sheet.cells()["C001", "layout"]["credits"]
    assert (credit["name"], credit["contributor"], credit["text"]) == ("", None, "")
    assert credit["absence_label"]
    assert credit["locked"]
    for typed in ("秘密", "ひみつ", ""):
        assert sheet.get("names", q=typed, role="layout").json()["names"] == []
    result = sheet.write(cuts["C002"], "layout", "秘密 花")
    assert result["status"] == "saved"
    assert "秘密" not in orjson.dumps(result["credits"]).decode() + result["text"]
    assert not Credit.objects.filter(contributor=person, production=cuts["C001"].production).exists()
    other = enter("C003", "layout", someone("佐藤 実"))
    assert "秘密" not in sheet.write(cuts["C003"], "layout", "秘密 花")["text"]
    other.refresh_from_db()
    assert (other.credited_as, other.withheld_statement_id is not None) == ("", True)


def test_a_locked_credit_stays_whatever_is_written_beside_it(sheet, cuts, enter, someone, withhold, now):
    held, shown = someone("秘密 花"), enter("C001", "layout", someone("田中 花"))
    kept = enter("C001", "layout", held)
    withhold(held)
    enter("C001", "layout", someone("例田 版"), edition="disc")
    enter("C001", "layout", someone("例田 範"), last_cut=cuts["C003"])
    result = sheet.write(cuts["C001"], "layout", "佐藤 実")
    assert (result["status"], result["text"]) == ("saved", "佐藤 実")
    assert sheet.write(cuts["C001"], "layout", "")["status"] == "saved"
    kept.refresh_from_db()
    shown.refresh_from_db()
    assert (kept.removed_at, shown.removed_at is not None) == (None, True)
    assert len(sheet.cells()["C001", "layout"]["credits"]) == 3
    assert sheet.cells()["C002", "layout"]["credits"][0]["name"] == "例田 範"
    assert "C001" in sheet.cells()["C002", "layout"]["credits"][0]["locked"]


def test_a_disputed_credit_and_a_joint_line_are_locked(sheet, production, cuts, enter, someone, now):
    disputed = enter("C001", "layout", someone("田中 花"))
    confirm_credits([disputed], by=None, now=now)
    claim = {"kind": "wrong_name", "claimant_name": "A", "message": "No."}
    open_claim(production, credit=disputed, by=None, now=now, **claim)
    joined = [enter("C002", "layout", someone(name)) for name in ("例田 一", "例田 二")]
    join_credits(production, credits=joined, joiner="・", by=None, now=now)
    for number in ("C001", "C002"):
        cell = sheet.cells()[number, "layout"]
        assert cell["text"] == ""
        assert all(credit["locked"] for credit in cell["credits"])
        assert sheet.write(cuts[number], "layout", "")["status"] == "saved"
    assert Credit.objects.current().count() == 3


def test_a_confirmed_credit_is_taken_out_by_an_approver_alone(
    sheet, client, staff, production, episode, cuts, enter, someone, now
):
    credit = enter("C001", "layout", someone("田中 花"))
    confirm_credits([credit], by=None, now=now)
    result = sheet.write(cuts["C001"], "layout", "")
    assert (result["status"], result["text"]) == ("refused", "田中 花")
    assert "approver" in result["reasons"][0]
    assert sheet.write(cuts["C001"], "layout", "佐藤 実")["credits"][0]["state"] == "confirmed"
    client.force_login(staff("approver"))
    result = Sheet(client, production, episode).write(cuts["C001"], "layout", "")
    assert (result["status"], result["credits"]) == ("saved", [])


def test_an_issue_stays_as_it_was_issued(sheet, production, episode, cuts, enter, someone, now):
    credit = enter("C001", "layout", someone("田中 花"))
    confirm_credits([credit], by=None, now=now)
    release = issue_release(production, episode=episode, by=None, now=now)
    assert sheet.write(cuts["C001"], "layout", "佐藤 実")["status"] == "saved"
    assert Release.objects.get().digest == release.digest
    assert "田中 花" in Release.objects.get().document


def test_a_machine_is_nobody(sheet, cuts, production, now):
    result = sheet.write(cuts["C001"], "layout", "AI")
    assert result["text"] != "AI"
    assert not Contributor.objects.exists()

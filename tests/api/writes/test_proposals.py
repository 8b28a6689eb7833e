"""Over the API: a change of a shared entry waits where others are concerned, is decided, and is taken back (H15)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Contributor, Credit, Proposal
from productions.people.services.contributors import add_name
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.choices import Visibility
from tests.api.mirror import Mirror, keys_only
from tests.html_pages import read_body
from tests.rows import all_rows, changed_rows


@pytest.fixture
def draft(person, production, role, now):
    """A sees the person, by a draft that gives it no say."""
    enter_credits(production, [{"role": role("director"), "contributor": person}], by=None, now=now)


@pytest.fixture
def mine(tool, account, production):
    """A tool of an approver of production A."""
    return tool(user=account("mine", production))


@pytest.fixture
def others(tool, account, theirs):
    """A tool of an approver of production B."""
    return tool(user=account("others", theirs))


def content(rows):
    """What a mirror holds, without the counters of changes."""
    return {
        key: {name: value for name, value in row.items() if name != "version"}
        for key, row in keys_only(rows).items()
    }


@pytest.mark.usefixtures("draft")
def test_an_approver_of_a_merges_nobody_of_b(mine, others, theirs, person, double, credit_in):
    credit_in(theirs, contributor=person)
    before = all_rows()
    answer = mine.post(
        f"contributors/{person.uid}/merge/", {"into": str(double.uid), "reason": "the same"}, status=202
    )
    assert {kind for kind, _key in changed_rows(before, all_rows())} == {"Proposal"}
    proposal = answer.json()
    assert (proposal["act"], proposal["key"], proposal["also"], proposal["state"]) == (
        "merge", str(person.uid), str(double.uid), "open",
    )  # fmt: skip
    assert answer.headers["Location"] == f"/api/v1/proposals/{proposal['uid']}/"
    assert others.get(f"proposals/{proposal['uid']}/").json()["reason"] == "the same"
    decided = others.post(f"proposals/{proposal['uid']}/accept/", {}, status=200).json()
    assert (decided["state"], decided["decided_by"]) == ("accepted", "others")
    assert Contributor.objects.get(pk=person.pk).merged_into == double


@pytest.mark.usefixtures("draft")
def test_an_approver_of_a_renames_and_removes_nothing_of_b(mine, theirs, person, credit_in, now):
    credit_in(theirs, contributor=person)
    alias = add_name(person, text="Makihara", script="romaji", by=None, now=now)
    before = all_rows()
    tag = '"1"'
    renamed = mine.patch(f"names/{alias.uid}/", {"text": "Nobody Else"}, tag, status=202).json()
    assert renamed["values"] == {"text": "Nobody Else"}
    mine.delete(f"names/{alias.uid}/?reason=wrong", tag, status=202)
    mine.post("names/", {"contributor": str(person.uid), "text": "別名", "script": "native"}, status=202)
    mine.post(
        "external-ids/", {"contributor": str(person.uid), "scheme": "anilist", "value": "1"}, status=202
    )
    mine.delete(f"contributors/{person.uid}/?reason=nobody", tag, status=202)
    assert {kind for kind, _key in changed_rows(before, all_rows())} == {"Proposal"}
    assert Proposal.objects.count() == 5


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.PRIVATE])
def test_the_answer_has_the_same_form_whichever_production_is_concerned(
    mine, person, theirs, credit_in, visibility
):
    type(theirs).objects.filter(pk=theirs.pk).update(visibility=visibility)
    credit_in(theirs, contributor=person)
    body = {"contributor": str(person.uid), "text": "別名", "script": "native"}
    answer = mine.post("names/", body, status=202)
    told = {name: value for name, value in answer.json().items() if name not in ("uid", "proposed_at")}
    assert told == {
        "act": "add_name", "entity": "contributor", "key": str(person.uid), "also": None,
        "values": {"text": "別名", "script": "native"}, "reason": "",
        "production": str(Proposal.objects.get().production.uid), "proposed_by": "mine", "state": "open",
        "decided_by": None, "decided_at": None, "decision": "",
    }  # fmt: skip
    for said in (read_body(answer), str(answer.headers)):
        assert str(theirs.uid) not in said
        assert theirs.title not in said


@pytest.mark.usefixtures("draft")
def test_a_repeated_request_proposes_once(mine, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    body = {"contributor": str(person.uid), "text": "別名", "script": "native"}
    first, again = (
        mine.post("names/", body, status=202, idempotency_key="one").content for _time in range(2)
    )
    assert (first, Proposal.objects.count()) == (again, 1)


@pytest.mark.usefixtures("draft")
def test_a_declined_proposal_says_why_to_who_made_it(mine, others, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    body = {"contributor": str(person.uid), "text": "別名", "script": "native"}
    uid = mine.post("names/", body, status=202).json()["uid"]
    mine.post(f"proposals/{uid}/decline/", {"decision": "no"}, status=403)
    others.post(f"proposals/{uid}/decline/", {"decision": "That is not his name."}, status=200)
    told = mine.get(f"proposals/{uid}/").json()
    assert (told["state"], told["decision"], told["values"]) == ("declined", "That is not his name.", {})
    others.post(f"proposals/{uid}/accept/", {}, status=422)


@pytest.mark.usefixtures("draft")
def test_a_proposal_is_nobody_else_s_to_read(mine, tool, account, production, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    body = {"contributor": str(person.uid), "text": "別名", "script": "native"}
    uid = mine.post("names/", body, status=202).json()["uid"]
    stranger = tool(user=account("friend", production))
    stranger.get(f"proposals/{uid}/", status=404)
    stranger.post(f"proposals/{uid}/accept/", {}, status=404)
    assert stranger.get("proposals/").json() == {"results": []}
    assert [each["uid"] for each in mine.get("proposals/?waiting=true").json()["results"]] == [uid]
    mine.post(f"proposals/{uid}/withdraw/", {}, status=200)
    assert mine.get("proposals/?waiting=true").json() == {"results": []}


def test_the_production_of_the_proposer_is_named_to_nobody_who_may_not_see_it(
    tool, account, theirs, now, person, credit_in, others, role
):
    hidden = create_production(title="もう一つ", title_kana="もう", kind="film", by=None, now=now)
    enter_credits(hidden, [{"role": role("director"), "contributor": person}], by=None, now=now)
    credit_in(theirs, contributor=person)
    body = {"contributor": str(person.uid), "text": "別名", "script": "native"}
    uid = tool(user=account("hidden", hidden)).post("names/", body, status=202).json()["uid"]
    assert others.get(f"proposals/{uid}/").json()["production"] is None


@pytest.mark.usefixtures("draft")
def test_a_token_that_reads_decides_nothing(mine, theirs, tool, account, person, credit_in):
    credit_in(theirs, contributor=person)
    body = {"contributor": str(person.uid), "text": "別名", "script": "native"}
    uid = mine.post("names/", body, status=202).json()["uid"]
    reader = tool(user=account("reader", theirs), scope="read")
    reader.post(f"proposals/{uid}/accept/", {}, status=404)
    assert Proposal.objects.get().state == "open"


@pytest.mark.usefixtures("draft")
def test_a_list_of_proposals_asks_the_same_few_queries_for_any_number(mine, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    counts = []
    for texts in (["一"], ["二", "三", "四"]):
        for text in texts:
            body = {"contributor": str(person.uid), "script": "native", "text": f"別名{text}"}
            mine.post("names/", body, status=202)
        with CaptureQueriesContext(connection) as asked:
            mine.get("proposals/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_merge_of_one_s_own_is_done_and_undone(mine, production, person, double, credit_in, client):
    credit_in(production, contributor=person)
    credit = credit_in(production, "director", contributor=double)
    mirror = Mirror(client)
    before = dict(mirror.rows)
    body = {"into": str(person.uid), "reason": "the same"}
    assert mine.post(f"contributors/{double.uid}/merge/", body, status=200).json()["uid"] == str(person.uid)
    assert client.get(f"/api/v1/contributors/{double.uid}/").status_code == 308
    mirror.follow()
    assert mirror.rows["credit", str(credit.uid)]["contributor"]["uid"] == str(person.uid)
    undone = mine.post(f"contributors/{double.uid}/undo-merge/", {"reason": "they are two"}, status=200)
    assert undone.json() == {"uid": str(double.uid), "left": []}
    assert client.get(f"/api/v1/contributors/{double.uid}/").status_code == 200
    mirror.follow()
    assert content(mirror.rows) == content(before)
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)


def test_a_mirror_that_reads_a_merge_only_after_its_undo_is_equal(
    mine, production, person, double, credit_in, client
):
    credit_in(production, contributor=person)
    credit_in(production, "director", contributor=double)
    mirror = Mirror(client)
    before = dict(mirror.rows)
    mine.post(
        f"contributors/{double.uid}/merge/", {"into": str(person.uid), "reason": "the same"}, status=200
    )
    mine.post(f"contributors/{double.uid}/undo-merge/", {"reason": "they are two"}, status=200)
    mirror.follow()
    assert content(mirror.rows) == content(before)
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)


def test_a_removed_credit_comes_back(mine, production, person, credit_in, client, now):
    credit = credit_in(production, contributor=person)
    mirror = Mirror(client)
    before = dict(mirror.rows)
    remove_entity(credit, by=None, now=now, reason="by mistake")
    assert client.get(f"/api/v1/credits/{credit.uid}/").status_code == 410
    mirror.follow()
    assert ("credit", str(credit.uid)) not in mirror.rows
    mine.post(f"credits/{credit.uid}/undo-removal/", {"reason": "it was right"}, status=200)
    assert client.get(f"/api/v1/credits/{credit.uid}/").status_code == 200
    mirror.follow()
    assert content(mirror.rows) == content(before)
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)


def test_a_removed_production_comes_back_with_all_of_it(mine, production, person, credit_in, client, now):
    credit_in(production, contributor=person)
    mirror = Mirror(client)
    before = dict(mirror.rows)
    remove_entity(production, by=None, now=now, reason="by mistake")
    mirror.follow()
    assert ("production", str(production.uid)) not in mirror.rows
    mine.post(f"productions/{production.uid}/undo-removal/", {"reason": "it was right"}, status=200)
    mirror.follow()
    assert content(mirror.rows) == content(before)
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)


def test_a_removal_in_b_is_not_undone_by_a(mine, theirs, person, credit_in, now):
    credit = credit_in(theirs, contributor=person)
    remove_entity(credit, by=None, now=now, reason="wrong")
    mine.post(f"credits/{credit.uid}/undo-removal/", {"reason": "no"}, status=404)
    assert not Credit.objects.live().exists()


def test_a_merge_that_concerns_b_is_undone_by_a_only_as_b_agrees(
    mine, others, production, theirs, person, double, credit_in, now
):
    credit_in(theirs, contributor=person)
    credit_in(production, "director", contributor=double)
    merge_contributors(double, into=person, by=None, now=now, reason="the same")
    asked = mine.post(f"contributors/{double.uid}/undo-merge/", {"reason": "they are two"}, status=202).json()
    assert Contributor.objects.get(pk=double.pk).merged_into == person
    others.post(f"proposals/{asked['uid']}/accept/", {}, status=200)
    assert Contributor.objects.get(pk=double.pk).merged_into is None


def test_what_a_merge_touches_is_shown_without_what_one_may_not_see(
    mine, others, production, theirs, person, double, credit_in
):
    credit_in(production, contributor=person)
    credit_in(theirs, contributor=person)
    address = f"contributors/{person.uid}/touched/?into={double.uid}"
    counts = {"affiliations": 0, "ai_uses": 0, "ai_declarations": 0}
    told = mine.get(address).json()
    assert told["results"] == [
        {"uid": str(production.uid), "title": production.title, "credits": 1, **counts}
    ]
    sentence = told["others"]
    assert {each["title"] for each in others.get(address).json()["results"]} == {
        production.title,
        theirs.title,
    }
    credit_in(theirs, "director", contributor=person)
    assert mine.get(address).json() == {"results": told["results"], "others": sentence}

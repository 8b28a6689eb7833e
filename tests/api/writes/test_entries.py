"""Creating, changing, removing by API: each by its verb, in the version that the writer saw."""

import threading

import pytest
from django.db import connection, connections

from productions.credits.services.credits import enter_credit
from productions.models import AIUse, ContributorDetails, Credit, Event, Release, Tombstone
from productions.people.services.private_details import add_private_details
from tests.api.writes.conftest import errors

ADDRESSES = (
    "productions", "titles", "episodes", "cuts", "contributors", "names", "private-details", "external-ids", "credits", "ai-systems",
    "ai-uses", "releases",
)  # fmt: skip


@pytest.fixture
def credit(production, person, role, now):
    return enter_credit(production, role=role("director"), contributor=person, by=None, now=now)


def test_every_kind_of_entry_is_made_changed_and_removed(production, tool, staff, django_user_model, role):
    user = staff("approver")
    user.may_create_productions = True
    user.save()
    api = tool(user=user)
    work = api.post("productions/", {"title": "新作", "kind": "film", "year": 2026})
    assert work.headers["Location"] == f"/api/v1/productions/{work.json()['uid']}/"
    uid = work.json()["uid"]
    assert api.patch(f"productions/{uid}/", {"kind": "short"}, '"1"').json()["kind"] == "short"

    made = {"production": uid}
    title = api.post("titles/", {**made, "text": "New Work", "kind": "english"}).json()
    episode = api.post("episodes/", {**made, "number": "1"}).json()
    cut = api.post("cuts/", {**made, "episode": episode["uid"], "number": "012A", "length_frames": 48}).json()
    person = api.post("contributors/", {"name": "見本 花", "kana": "みほん はな"}).json()
    name = api.post(
        "names/",
        {"contributor": person["uid"], "text": "Hana Mihon", "script": "romaji", "used_from": "2001-04-01"},
    ).json()
    identifier = api.post(
        "external-ids/", {"contributor": person["uid"], "scheme": "mal", "value": "7"}
    ).json()
    credit = api.post(
        "credits/", {**made, "role": "layout", "cut": cut["uid"], "contributor": person["uid"]}
    ).json()
    assert (credit["credited_as"], credit["episode"]["uid"], credit["version"]) == (
        "見本 花",
        episode["uid"],
        1,
    )
    system = api.post("ai-systems/", {"name": "Reiga", "vendor": "Kaku"}).json()
    use = api.post(
        "ai-uses/",
        {"credit": credit["uid"], "ai_system": system["uid"], "task": "layout", "extent": "assist",
         "source_type": "algorithmicMedia", "oversight": "human_validated", "validated_by": person["uid"],
         "validated_at": "2026-05-01T12:00:00+09:00", "note": "private"},
    ).json()  # fmt: skip
    assert (use["validated_by"]["uid"], use["validated_at"]) == (person["uid"], "2026-05-01T03:00:00Z")
    assert AIUse.objects.get(uid=use["uid"]).note == "private"

    company = api.post("contributors/", {"name": "見本社"}).json()
    details = api.post(
        "private-details/", {**made, "contributor": person["uid"], "email": "h@example.org"}
    ).json()

    changes = (
        ("titles", title, {"text": "The New Work"}),
        ("episodes", episode, {"title": "第一話"}),
        ("cuts", cut, {"status": "omitted"}),
        ("contributors", company, {"kind": "organization", "reason": "told us"}),
        ("private-details", details, {"note": "private"}),
        ("names", name, {"text": "Hana MIHON"}),
        ("external-ids", identifier, {"value": "8"}),
        ("credits", credit, {"position": 2}),
        ("ai-systems", system, {"version": "2"}),
        ("ai-uses", use, {"extent": "partial"}),
    )
    for address, entry, change in changes:
        answer = api.patch(f"{address}/{entry['uid']}/", change, '"1"')
        assert answer.headers["ETag"] == '"2"', address
        shown = {name: value for name, value in change.items() if name in answer.json()}
        assert {name: answer.json()[name] for name in shown} == shown
        assert api.get(f"{address}/{entry['uid']}/").json() == {
            name: value for name, value in answer.json().items() if name != "looks_like"
        }
        event = Event.objects.filter(entity_uid=entry["uid"]).order_by("-pk").first()
        assert (event.actor, event.action, event.reason) == (user, "changed", change.get("reason", ""))

    for address, entry in (("ai-uses", use), ("credits", credit), ("external-ids", identifier), ("names", name),
                           ("private-details", details),
                           ("titles", title), ("cuts", cut)):  # fmt: skip
        api.delete(f"{address}/{entry['uid']}/?reason=tidied", '"2"')
        assert Tombstone.objects.get(entity_uid=entry["uid"]).reason == "tidied"
        assert api.get(f"{address}/{entry['uid']}/", status=410)


def test_a_name_says_in_which_language_its_characters_are_written(staff, tool):
    user = staff("approver")
    api = tool(user=user)
    person = api.post("contributors/", {"name": "骨 直之", "language": "zh-Hant"}).json()
    assert [name["language"] for name in api.get(f"contributors/{person['uid']}/").json()["names"]] == [
        "zh-Hant"
    ]
    name = api.post(
        "names/", {"contributor": person["uid"], "text": "骨直之", "script": "native", "language": "zh-Hans"}
    ).json()
    assert name["language"] == "zh-Hans"
    changed = api.patch(f"names/{name['uid']}/", {"language": ""}, '"1"')
    assert changed.json()["language"] is None
    (refused,) = api.patch(f"names/{name['uid']}/", {"language": "zh"}, '"2"', 400).json()["errors"]
    assert refused == {"pointer": "/language", "detail": "Give one of ja, zh-Hans, zh-Hant, ko."}


def test_a_credit_is_confirmed_withheld_restored_and_released(tool, credit, production):
    api = tool("approver")
    address = f"credits/{credit.uid}/"
    assert api.post(f"{address}confirm/", {}, status=200).json()["state"] == "confirmed"
    told = {"statement": "please do not name me", "stated_on": "2026-05-01"}
    hidden = api.post(f"{address}withhold/", told, status=200).json()
    assert (hidden["contributor"], hidden["absence_reason"]) == (None, "withheld_by_contributor")
    refused = api.post(f"{address}withhold/", told, status=422)
    assert refused.json()["rule"] == "H5"
    shown = api.post(f"{address}restore/", {"reason": "told us by letter"}, status=200).json()
    assert shown["credited_as"] == "牧原亮太郎"
    release = api.post("releases/", {"production": str(production.uid)})
    assert release.json()["digest"] == Release.objects.get().digest
    refused = api.post("releases/", {"production": str(production.uid)}, status=422)
    assert errors(refused) == {"": ["Nothing has changed since issue 1."]}


def test_an_act_may_name_the_version_it_means(tool, credit):
    api = tool("approver")
    api.post(f"credits/{credit.uid}/confirm/", {}, status=412, if_match='"7"')
    api.post(f"credits/{credit.uid}/confirm/", {}, status=200, if_match='"1"')
    assert Credit.objects.get().revision == 2


def test_a_confirmation_is_taken_back_with_a_reason(tool, credit):
    api = tool("approver")
    address = f"credits/{credit.uid}/"
    api.post(f"{address}confirm/", {}, status=200)
    api.post(f"{address}return-to-draft/", {}, status=400)
    api.post(f"{address}return-to-draft/", {"reason": "Too early."}, status=200, if_match='"2"')
    credit.refresh_from_db()
    assert (credit.state, credit.revision) == ("draft", 3)


def test_a_change_needs_the_version_that_it_was_made_from(tool, credit):
    api = tool()
    address = f"credits/{credit.uid}/"
    for method, path in (("patch", address), ("delete", f"{address}?reason=x")):
        answer = api(method, path, {}, status=428)
        assert answer.json()["title"] == "Precondition Required"
    api.patch(address, {"position": 1}, '"1"')
    refused = api.patch(address, {"position": 2}, '"1"', status=412)
    assert refused.headers["ETag"] == '"2"'
    assert refused.json()["current"] == api.get(address).json()
    assert (refused.json()["current"]["version"], refused.json()["current"]["position"]) == (2, 1)
    api.delete(f"{address}?reason=x", '"1"', status=412)
    for etag in ('W/"2"', '"1", "3"'):
        api.patch(address, {"position": 2}, etag, status=412)
    for etag in ("2", "nonsense", '"2', ""):
        api.patch(address, {"position": 2}, etag, status=400)
        api.post(f"{address}confirm/", {}, status=400, if_match=etag)
    api.patch(address, {"position": 2}, '"1", "2"')
    api.patch(address, {"position": 3}, "*")
    assert Credit.objects.get().position == 3


def test_nothing_different_is_nothing_written(tool, credit):
    answer = tool().patch(f"credits/{credit.uid}/", {"position": 0}, '"1"')
    assert (answer.headers["ETag"], Event.objects.filter(entity_uid=credit.uid).count()) == ('"1"', 1)


def test_an_account_that_may_not_gets_a_403_and_a_draft_is_not_there_for_strangers(tool, credit):
    address = f"credits/{credit.uid}/"
    tool("viewer").patch(address, {"position": 1}, '"1"', status=403)
    tool("stranger").patch(address, {"position": 1}, '"1"', status=404)
    refused = tool("editor").post(
        f"{address}withhold/", {"statement": "x", "stated_on": "2026-05-01"}, status=403
    )
    assert "approver" in refused.json()["detail"]


def test_removing_needs_a_reason(tool, credit):
    refused = tool().delete(f"credits/{credit.uid}/", '"1"', status=422)
    assert errors(refused)["/reason"] == ["Say why it is removed."]


def race(writers, work):
    """`work(n)` in as many threads at the same moment; their results."""
    ready = threading.Barrier(writers)
    results = []

    def run(number):
        try:
            ready.wait()
            results.append(work(number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("kind", ["credits", "private-details"])
def test_of_many_writers_on_one_entry_one_wins_and_the_others_are_told(unlocked, credit, tool, kind, now):
    writers = 50 if connection.vendor == "postgresql" else 8
    api = tool()
    details = add_private_details(
        credit.contributor, production=credit.production, email="h@example.org", by=None, now=now
    )
    uid = credit.uid if kind == "credits" else details.uid
    field = "evidence_note" if kind == "credits" else "note"

    def write(number):
        return api.client.patch(
            f"/api/v1/{kind}/{uid}/",
            {field: f"writer {number}"},
            content_type="application/json",
            headers={**api.headers, "if-match": '"1"'},
        )

    answers = race(writers, write)
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * (writers - 1)
    assert {answer.headers["ETag"] for answer in answers} == {'"2"'}
    model = Credit if kind == "credits" else ContributorDetails
    assert model.objects.get(uid=uid).revision == 2
    assert Event.objects.filter(entity_uid=uid, action="changed").count() == 1

"""Webhooks over the API: one's own, the secret told once, and a receiver that can be tried."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.models import Event, Webhook
from productions.webhooks.services.signing_secrets import list_signing_secrets
from tests.api.webhooks.conftest import receiver  # noqa: F401  the fixture
from tests.api.writes.conftest import errors
from tests.html_pages import read_markup


@pytest.fixture
def made(tool, receiver):  # noqa: F811
    """A tool, and the webhook that it made."""
    mine = tool()
    answer = mine.post("webhooks/", {"name": "mirror", "url": receiver.url, "entities": ["cut", "credit"]})
    return mine, answer


def test_a_webhook_is_made_and_its_secret_told_once(made, receiver):  # noqa: F811
    mine, answer = made
    body = answer.json()
    secret = body.pop("secret")
    assert secret.startswith("whsec_")
    assert body == {
        "uid": body["uid"], "name": "mirror", "url": receiver.url, "entities": ["credit", "cut"],
        "state": "active", "position": body["position"], "attempts": 0, "next_try_at": None,
        "tried_at": None, "slow_turns": None, "delivered_at": None, "last_status": None, "last_error": "",
        "disabled_at": None, "old_secrets_until": [], "ping": None,
    }  # fmt: skip
    shown = mine.get(f"webhooks/{body['uid']}/")
    assert (shown.json(), mine.get("webhooks/").json()) == (body, {"results": [body]})
    assert answer.headers["Location"] == f"/api/v1/webhooks/{body['uid']}/"
    assert (answer.headers["ETag"], shown.headers["ETag"]) == ('"1"', '"1"')


def test_a_webhook_is_changed_in_the_version_that_was_seen_and_removed(made):
    mine, answer = made
    at = f"webhooks/{answer.json()['uid']}/"
    changed = mine.patch(at, {"name": "the mirror", "entities": []}, '"1"')
    assert (changed.json()["name"], changed.json()["entities"]) == ("the mirror", [])
    assert "secret" not in changed.json()
    mine.patch(at, {"name": "late"}, '"1"', status=412)
    mine("patch", at, {"name": "late"}, status=428)
    mine.delete(f"{at}?reason=replaced", changed.headers["ETag"])
    assert mine.get("webhooks/").json() == {"results": []}


def test_acts(made):
    mine, answer = made
    at = f"webhooks/{answer.json()['uid']}/"
    assert mine.post(f"{at}replay/", {"after": 0}, status=200).json()["position"] == 0
    assert errors(mine.post(f"{at}replay/", {"after": 2**30}, status=422)).keys() == {"/after"}
    assert mine.post(f"{at}disable/", {}, status=200).json()["state"] == "disabled"
    assert mine.post(f"{at}enable/", {}, status=200).json()["state"] == "active"
    rotated = mine.post(f"{at}rotate/", {}, status=200).json()
    assert rotated["secret"] == Webhook.objects.get().secret != answer.json()["secret"]
    actions = Event.objects.filter(entity_uid=answer.json()["uid"]).order_by("pk")
    assert [event.action for event in actions] == ["created", "replayed", "disabled", "enabled", "rotated"]


def test_old_secrets_are_told_by_when_they_end_and_ended_by_an_act(made, tool):
    mine, answer = made
    at = f"webhooks/{answer.json()['uid']}/"
    mine.post(f"{at}end-old-secrets/", {}, status=422)
    mine.post(f"{at}rotate/", {}, status=200)
    newest = mine.post(f"{at}rotate/", {}, status=200).json()["secret"]
    shown = mine.get(at)
    later, sooner = [datetime.fromisoformat(each) for each in shown.json()["old_secrets_until"]]
    assert timezone.now() + timedelta(hours=23) < sooner < later < timezone.now() + timedelta(hours=24)
    for body in (shown, mine.get("webhooks/"), mine.patch(at, {"name": "x"}, shown.headers["ETag"])):
        assert "whsec_" not in read_markup(body)
    reader = tool(user=Webhook.objects.get().user, scope="read")
    reader.post(f"{at}end-old-secrets/", {}, status=403)
    tool("approver").post(f"{at}end-old-secrets/", {}, status=404)
    ended = mine.post(f"{at}end-old-secrets/", {}, status=200)
    assert ended.json()["old_secrets_until"] == []
    assert "whsec_" not in read_markup(ended)
    assert list_signing_secrets(Webhook.objects.get(), now=timezone.now()) == [newest]


def test_a_repeated_rotation_is_answered_and_not_done_again(made):
    mine, answer = made
    at = f"webhooks/{answer.json()['uid']}/"
    first, again = (
        mine.post(f"{at}rotate/", {}, status=200, idempotency_key="r1").json() for _time in range(2)
    )
    assert first == again
    assert len(list_signing_secrets(Webhook.objects.get(), now=timezone.now())) == 2


def test_a_test_is_answered_at_once_and_its_result_read_on_the_webhook(made, receiver):  # noqa: F811
    mine, answer = made
    receiver.secrets = [answer.json()["secret"]]
    receiver.answers = [(418, {}, b"a tea\0pot")]
    uid = answer.json()["uid"]
    asked = mine.post(f"webhooks/{uid}/ping/", {}, status=202)
    assert receiver.got == []  # whoever asks waits for no receiver
    assert asked.headers["Location"] == f"/api/v1/webhooks/{uid}/"
    waiting = asked.json()["ping"]
    assert waiting == {
        "asked_at": waiting["asked_at"],
        "answered_at": None,
        "status": None,
        "error": "",
        "text": "",
    }
    assert mine.post(f"webhooks/{uid}/ping/", {}, status=202).json()["ping"] == waiting  # one at a time
    deliver_to_webhook(uid, clock=timezone.now)
    shown = mine.get(f"webhooks/{uid}/").json()
    told = {
        "asked_at": waiting["asked_at"], "answered_at": shown["ping"]["answered_at"], "status": 418,
        "error": "The receiver answered 418.", "text": "a tea\ufffdpot",
    }  # fmt: skip
    assert (shown["ping"], mine.get("webhooks/").json()["results"][0]["ping"]) == (told, told)
    assert told["answered_at"] >= told["asked_at"]
    mine.post(f"webhooks/{uid}/ping/", {}, status=202)
    deliver_to_webhook(uid, clock=timezone.now)
    again = mine.get(f"webhooks/{uid}/").json()["ping"]
    assert (again["status"], again["error"], again["text"]) == (204, "", "")
    assert [(content["type"], content["data"]) for _name, content in receiver.got] == [("ping", {})] * 2
    assert Webhook.objects.get().last_status is None


def test_webhooks_of_others_are_not_there(made, tool):
    _mine, answer = made
    at = f"webhooks/{answer.json()['uid']}/"
    other = tool("approver")
    assert other.get("webhooks/").json() == {"results": []}
    other.get(at, status=404)
    other.patch(at, {"name": "x"}, '"1"', status=404)
    other.post(f"{at}rotate/", {}, status=404)
    other.post(f"{at}ping/", {}, status=404)


def test_a_token_for_reading_keeps_none(made, tool, receiver):  # noqa: F811
    _mine, answer = made
    reader = tool(user=Webhook.objects.get().user, scope="read")
    at = f"webhooks/{answer.json()['uid']}/"
    reader.get(at)
    reader.post("webhooks/", {"name": "x", "url": receiver.url}, status=403)
    reader.patch(at, {"name": "x"}, '"1"', status=403)
    reader.post(f"{at}ping/", {}, status=403)
    assert receiver.got == []


def test_without_a_token(client, db):
    assert client.get("/api/v1/webhooks/").status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"name": "x", "url": "https://10.0.0.1/"}, 422, "/url"),
        ({"name": "x", "url": "https://a b/"}, 422, "/url"),
        ({"name": "", "url": "https://8.8.8.8/"}, 422, "/name"),
        ({"name": "x"}, 400, "/url"),
        ({"name": "x", "url": "https://8.8.8.8/", "entities": ["person"]}, 400, "/entities"),
        ({"name": "x", "url": "https://8.8.8.8/", "entities": "cut"}, 400, "/entities"),
        ({"name": "x", "url": "https://8.8.8.8/", "secret": "whsec_mine"}, 400, "/secret"),
    ],
)
def test_bad_bodies(tool, body, status, pointer):
    assert list(errors(tool().post("webhooks/", body, status=status))) == [pointer]


def test_twenty_at_most(tool):
    mine = tool()
    body = {"name": "x", "url": "https://8.8.8.8/"}
    for _number in range(20):
        mine.post("webhooks/", body)
    refused = mine.post("webhooks/", body, status=422)
    assert refused.json()["detail"] == "An account has at most 20 webhooks; remove one first."

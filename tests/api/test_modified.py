"""Last-Modified: on every answer, true, and matched only when nothing can have changed since."""

from datetime import UTC, datetime

import pytest
from django.utils.http import http_date

from api.http import last_modified
from api.http.last_modified import LOOK_BACK_SECONDS, Freshness, assess_freshness
from api.read import rolls
from productions.credits.services.credits import set_state, update_credit
from productions.models import Rendition
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "started", "now", "stands"),
    [
        (1000, 500, 1000 + LOOK_BACK_SECONDS + 1, Freshness(1000, True)),
        (1000, 500, 1000 + LOOK_BACK_SECONDS, Freshness(1000 - LOOK_BACK_SECONDS - 1, False)),
        (1000, 500, 1000, Freshness(1000 - LOOK_BACK_SECONDS - 1, False)),
        (1000, 2000, 2000 + LOOK_BACK_SECONDS + 1, Freshness(2000, True)),
        (1000, 2000, 2000 + LOOK_BACK_SECONDS, Freshness(2000 - LOOK_BACK_SECONDS - 1, False)),
        (None, 500, 10_000, Freshness(500, True)),
    ],
)
def test_a_moment_is_settled_when_no_older_transaction_can_be_open(monkeypatch, moment, started, now, stands):
    # When this process started; it cannot be made older.
    monkeypatch.setattr(last_modified, "STARTED", started)
    assert assess_freshness(moment, now=now) == stands


def test_what_is_sent_before_a_moment_is_settled_is_never_matched_afterwards(monkeypatch):
    monkeypatch.setattr(last_modified, "STARTED", 0)  # a process that has run for ever
    sent = assess_freshness(1000, now=1000).stamp
    # Whatever is committed later began at most LOOK_BACK seconds before that answer.
    assert sent < 1000 - LOOK_BACK_SECONDS


@pytest.fixture
def old_software(monkeypatch):
    """Software that started long ago."""
    for module in (last_modified, rolls):
        monkeypatch.setattr(module, "STARTED", int(LONG_AGO.timestamp()))  # a process older than the events


@pytest.mark.parametrize(
    "path",
    [
        "productions/", "productions/{uid}/", "credits/", "credits/?q=牧原", "contributors/?q=牧原",
        "contributors/?q=nobody", "credits/groups/?by=role", "productions/{uid}/credits.json",
        "productions/{uid}/coverage/", "productions/{uid}/editions/", "contributors/{person}/filmography/",
        "credits/?names=romaji&lang=en", "cuts/", "productions/{uid}/staff/", "contributors/{person}/works/",
        "productions/{uid}/?include=studios",
    ],
)  # fmt: skip
def test_an_answer_is_a_304_until_something_changes(
    client, production, person, confirmed, now, path, old_software
):
    credit = confirmed(contributor=person)
    address = f"/api/v1/{path.format(uid=production.uid, person=person.uid)}"
    first = client.get(address)
    assert first.headers["Last-Modified"] == http_date(now.timestamp())
    again = {"if-modified-since": first.headers["Last-Modified"]}
    assert client.get(address, headers=again).status_code == 304
    assert client.get(address, headers=again | {"if-none-match": '"other"'}).status_code == 200
    update_credit(credit, printed_as="牧原", by=None, now=datetime.now(UTC))
    changed = client.get(address, headers=again)
    assert changed.status_code == 200
    unsettled = {"if-modified-since": changed.headers["Last-Modified"]}
    assert client.get(address, headers=unsettled).status_code == 200


def test_a_list_that_becomes_empty_is_no_304(client, production, person, confirmed, now, old_software):
    credit = confirmed(contributor=person)
    first = client.get("/api/v1/credits/")
    set_state(credit, "superseded", by=None, now=datetime.now(UTC))
    again = client.get("/api/v1/credits/", headers={"if-modified-since": first.headers["Last-Modified"]})
    assert (again.status_code, again.json()["results"]) == (200, [])


def test_a_roll_is_as_old_as_its_issue(client, production, person, confirmed, now, old_software):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    create_contributor(name="別人", by=None, now=datetime.now(UTC))
    address = f"/api/v1/releases/{release.uid}/roll.txt"
    stamp = client.get(address).headers["Last-Modified"]
    assert stamp == http_date(now.timestamp())
    assert client.get(address, headers={"if-modified-since": stamp}).status_code == 304


@pytest.mark.parametrize("path", ["", "vocab/", "vocab/oversight/"])
def test_what_only_the_software_decides_is_as_old_as_its_start(client, db, path, old_software):
    stamp = client.get(f"/api/v1/{path}").headers["Last-Modified"]
    assert stamp == http_date(LONG_AGO.timestamp())
    assert client.get(f"/api/v1/{path}", headers={"if-modified-since": stamp}).status_code == 304


def test_a_roll_is_sent_in_the_form_of_its_address(client, production, person, confirmed, now):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    for form, media_type in (("csv", "text/csv; charset=utf-8"), ("json", "application/json")):
        answer = client.get(f"/api/v1/releases/{release.uid}/roll.{form}", headers={"accept": "text/csv"})
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, media_type)


def test_an_issue_of_earlier_code_gets_its_copy_when_asked_for(client, production, person, confirmed, now):
    """Code of the version before knows no copies, and may issue while today's serves already."""
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    address = f"/api/v1/releases/{release.uid}/roll.txt"
    before = client.get(address)
    Rendition.objects.all().delete()
    assert [client.get(address).content for _turn in range(2)] == [before.content] * 2
    assert client.get(address, headers={"If-None-Match": before["ETag"]}).status_code == 304

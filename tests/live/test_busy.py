"""SQLite has one writer: while another process holds the lock, whoever saves is told so, and what they typed stays."""

import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from productions.models import Contributor, Credit, ReleasePeople, RollText, User
from productions.releases.services.releases import issue_release
from tests.api.writes.conftest import Tool, tool  # noqa: F401
from tests.api.writes.test_files import send
from tests.html_pages import find_all, get_text, get_value, list_texts, read_page, read_page_text

# What is tested is the one lock of a SQLite file; the other run of the checks uses one.
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL locks rows, not the database"
)
HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_elsewhere():
    """Another process that holds the write lock of the tests' database."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()


@pytest.fixture
def impatient(unlocked, settings):
    """Connections that wait for a tenth of a second."""
    connection.close()
    usual = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = usual | {"timeout": 0.1}
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = usual


def test_a_form_comes_back_with_what_was_typed(impatient, client, production):
    client.force_login(User.objects.create_superuser("boss", password="a long password"))
    client.get(reverse("admin:index"))  # the session has said that it was seen
    address = reverse("admin:productions_contributor_add")
    empty = client.get(address).context
    form = {
        "given_name": "書き手の名前",
        "kind": "person",
        "kana": "",
        "romaji": "",
        "email": "",
        "note": "typed long",
        "production": production.pk,
    }
    for formset in empty["inline_admin_formsets"]:
        form |= {f"{formset.formset.prefix}-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    with held_elsewhere():
        answer = client.post(address, form)
        page = read_page(answer)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert (
        "Somebody else is saving right now, so nothing of yours has been saved yet; try again in a moment."
        in get_text(page)
    )
    assert [get_value(each) for each in find_all(page, name="given_name")] == ["書き手の名前"]
    assert list_texts(page, "textarea", name="note") == ["typed long"]
    assert Contributor.objects.count() == 0
    again = client.post(address, form)
    assert again.status_code == 302, again.context["errors"]
    assert Contributor.objects.get().name == "書き手の名前"


def test_a_small_form_says_it_too(impatient, client, production):
    client.force_login(User.objects.create_superuser("boss", password="a long password"))
    client.get(reverse("admin:index"))
    address = reverse("admin:productions_production_remove", args=[production.pk])
    with held_elsewhere():
        answer = client.post(address, {"reason": "it was a mistake of mine"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert "it was a mistake of mine" in read_page_text(answer)
    production.refresh_from_db()
    assert production.removed_at is None
    assert client.post(address, {"reason": "it was a mistake of mine"}).status_code == 302


@pytest.mark.parametrize("headers", [{}, {"idempotency_key": "one"}])
def test_the_api_says_503_and_the_same_request_is_done_later(impatient, production, tool, headers):  # noqa: F811
    writer: Tool = tool()
    body = {"name": "書き手"}
    before = Contributor.objects.count()
    with held_elsewhere():
        answer = writer.post("contributors/", body, status=503, **headers)
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Retry-After"] == "2"
        assert "Somebody else is saving right now" in answer.json()["detail"]
        assert writer.get("contributors/").status_code == 200  # who reads waits for nobody
    assert Contributor.objects.count() == before
    writer.post("contributors/", body, **headers)
    assert Contributor.objects.count() == before + 1


def test_a_sheet_is_read_and_checked_before_it_asks_for_the_lock(impatient, production, tool):  # noqa: F811
    """So a refused one keeps nobody from writing, however long it is."""
    writer: Tool = tool()
    with held_elsewhere():
        for rows in (
            "role,name,cut\nDirector,見本 花,9\n",
            "role,name\nDirector,AI\n",
            "role,role,name\nDirector,Director,見本 花\n",
        ):
            refused = send(writer, production, data=rows, status=422)
            assert "nothing was entered" in refused.json()["detail"]
        busy = send(writer, production, status=503)
        assert "Somebody else is saving right now" in busy.json()["detail"]
    assert Credit.objects.count() == 0
    assert send(writer, production).json()["entered"] == 2


def test_signing_in_says_it_too(impatient, client):
    User.objects.create_superuser("boss", password="a long password")
    client.get(reverse("admin:login"))
    with held_elsewhere():
        answer = client.post(
            reverse("admin:login"), {"username": "boss", "password": "a long password", "login": "boss"}
        )
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")


def test_a_reader_does_not_wait_to_store_what_it_made(unlocked, client, production, confirmed, person, now):
    """Whoever waited would store it after all, when the other is done."""
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    addresses = [
        f"/api/v1/releases/{release.uid}/{name}" for name in ("roll.txt", f"difference/?since={release.uid}")
    ]
    before = [client.get(address).content for address in addresses]
    RollText.objects.all().delete()
    ReleasePeople.objects.all().delete()
    with held_elsewhere() as holder:
        done = threading.Timer(10, holder.stdin.close)
        done.start()
        assert [client.get(address).content for address in addresses] == before
        assert (RollText.objects.count(), ReleasePeople.objects.count()) == (0, 0)
        done.cancel()
    assert [client.get(address).content for address in addresses] == before
    assert (RollText.objects.exists(), ReleasePeople.objects.exists()) == (True, True)

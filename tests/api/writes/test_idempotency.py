"""A POST that is sent again is answered and not done again, whatever happens to the process that did it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from productions.accounts.services.idempotency_store import ANSWER_LIFETIME
from productions.models import Contributor, Event, KeptAnswer
from productions.operations.services.leases import add_seconds_to_now
from productions.tasks import sweep
from tests.api.writes.test_entries import race
from tests.leases import run_out

KEY = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
BODY = {"name": "見本 花"}


def test_the_same_key_and_body_get_the_first_answer(tool, production):
    api = tool()
    first = api.post("contributors/", BODY, idempotency_key=KEY)
    # The order of members and the spaces between them say nothing.
    again = api.post("contributors/", b'{ "name" : "\\u898b\\u672c \\u82b1" }', idempotency_key=KEY)
    assert again.content == first.content
    for name in ("Location", "ETag", "Content-Type", "Cache-Control"):
        assert again.headers[name] == first.headers[name]
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert Contributor.objects.count() == 1


def test_without_the_quotes_it_is_the_same_key(tool, production):
    api = tool()
    api.post("contributors/", BODY, idempotency_key=KEY)
    api.post("contributors/", BODY, idempotency_key=KEY.strip('"'))
    assert Contributor.objects.count() == 1


def test_another_body_or_address_under_the_same_key_is_a_422(tool, production):
    api = tool()
    api.post("contributors/", BODY, idempotency_key=KEY)
    api.post("contributors/", {"name": "見本 華"}, status=422, idempotency_key=KEY)
    api.post("ai-systems/", BODY, status=422, idempotency_key=KEY)
    assert Contributor.objects.count() == 1


def test_a_refusal_is_the_first_answer_too(tool, production):
    api = tool()
    refused = api.post("contributors/", {"name": "AI"}, status=422, idempotency_key=KEY)
    again = api.post("contributors/", {"name": "AI"}, status=422, idempotency_key=KEY)
    assert (again.content, again.headers["Content-Type"]) == (refused.content, "application/problem+json")
    assert again.headers["Idempotency-Replayed"] == "true"


def test_keys_are_each_users_own(tool, production):
    for level in ("editor", "approver"):
        tool(level).post("contributors/", BODY, idempotency_key=KEY)
    assert Contributor.objects.count() == 2


@pytest.mark.parametrize("key", ['""', "a" * 256, '"' + "a" * 256 + '"', "schlüssel", '"a"b"', "a b"])
def test_what_is_no_key_is_a_400(tool, production, key):
    api = tool()
    answer = api.client.post(
        "/api/v1/contributors/", BODY, content_type="application/json",
        headers={**api.headers, "idempotency-key": key},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "Idempotency-Key")


def test_the_longest_key_is_one(tool, production):
    tool().post("contributors/", BODY, idempotency_key='"' + "a" * 255 + '"')


def test_while_the_first_runs_the_second_is_told_to_wait(tool, production, staff):
    user = staff("editor")
    api = tool(user=user)
    first = api.post("contributors/", BODY, idempotency_key=KEY)
    work_goes_on()
    busy = api.post("contributors/", BODY, status=409, idempotency_key=KEY)
    assert 1 <= int(busy.headers["Retry-After"]) <= 30
    run_out(KeptAnswer.objects.get())
    later = api.post("contributors/", BODY, idempotency_key=KEY)
    assert later.json()["uid"] != first.json()["uid"]
    assert KeptAnswer.objects.values_list("turn", "status").get() == (2, 201)


def work_goes_on():
    """The row as it stands while a process works on it, which began half a minute ago."""
    KeptAnswer.objects.update(status=None, lease_until=add_seconds_to_now(30))


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1)], ids=["ahead", "behind"])
def test_the_clock_is_the_databases(tool, production, monkeypatch, off):
    """A web process whose own clock is wrong takes over nothing that goes on, and what was left at once."""
    there = timezone.now() + off
    api = tool()
    api.post("contributors/", BODY, idempotency_key=KEY)
    work_goes_on()
    monkeypatch.setattr(timezone, "now", lambda: there)  # this process's clock, not the database's
    busy = api.post("contributors/", BODY, status=409, idempotency_key=KEY)
    assert 1 <= int(busy.headers["Retry-After"]) <= 30
    run_out(KeptAnswer.objects.get())
    api.post("contributors/", BODY, idempotency_key=KEY)
    assert KeptAnswer.objects.values_list("turn", "status").get() == (2, 201)


def test_a_failure_of_ours_keeps_nothing(tool, production):
    api = tool()
    api.client.raise_request_exception = False

    def fail(execute, sql, params, many, context):
        if "INSERT" in sql and "productions_event" in sql:
            raise RuntimeError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        api.post("contributors/", BODY, status=500, idempotency_key=KEY)
    assert (KeptAnswer.objects.count(), Contributor.objects.count()) == (0, 0)
    api.post("contributors/", BODY, idempotency_key=KEY)


def test_after_a_day_the_key_is_forgotten(tool, production):
    api = tool()
    api.post("contributors/", BODY, idempotency_key=KEY)
    api.post("contributors/", {"name": "見本 華"}, idempotency_key='"another"')
    aged = timezone.now() - ANSWER_LIFETIME - timedelta(minutes=2)
    KeptAnswer.objects.filter(key=KEY.strip('"')).update(begun_at=aged, lease_until=aged)
    KeptAnswer.objects.filter(key="another").update(
        begun_at=timezone.now() - ANSWER_LIFETIME + timedelta(minutes=2)
    )
    sweep()
    assert [row.key for row in KeptAnswer.objects.all()] == ["another"]
    api.post("contributors/", BODY, idempotency_key=KEY)
    KeptAnswer.objects.update(begun_at=aged, lease_until=aged)
    api.post("contributors/", {"name": "見本 葉"}, idempotency_key=KEY)
    assert Contributor.objects.count() == 4


def test_of_many_at_once_one_is_done(unlocked, tool, production):
    api = tool()

    def send(number):
        return api.client.post(
            "/api/v1/contributors/", BODY, content_type="application/json",
            headers={**api.headers, "idempotency-key": KEY},
        )  # fmt: skip

    answers = race(20 if connection.vendor == "postgresql" else 6, send)
    assert {answer.status_code for answer in answers} <= {201, 409}
    bodies = {answer.content for answer in answers if answer.status_code == 201}
    assert (len(bodies), Contributor.objects.count()) == (1, 1)


@pytest.mark.slow
def test_a_killed_process_leaves_no_key_that_runs_for_ever(unlocked, tool, production):
    """A real process is killed in the middle of the write; nothing is written, and the key works again."""
    api = tool()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "STAFFROLL_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "STAFFROLL_TEST_TOKEN": api.headers["authorization"],
        "STAFFROLL_TEST_KEY": KEY,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.api.writes.slow_writer"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "written, not committed\n"
        if connection.vendor == "postgresql":
            api.post("contributors/", BODY, status=409, idempotency_key=KEY)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    deadline = time.monotonic() + 20
    while True:
        answer = api.client.post(
            "/api/v1/contributors/", BODY, content_type="application/json",
            headers={**api.headers, "idempotency-key": KEY},
        )  # fmt: skip
        if answer.status_code != 409:
            break
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert (answer.status_code, "Idempotency-Replayed" in answer.headers) == (201, False)
    assert [person.name for person in Contributor.objects.all()] == [BODY["name"]]
    assert Event.objects.filter(entity_type="contributor").count() == 1

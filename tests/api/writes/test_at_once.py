"""Doors of the API asked by many at the same moment: nobody is entered twice, and nobody is answered with a 500."""

import threading
from collections import Counter

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from productions.models import Contributor, Credit

STAFF = [f"見本 {letter}太郎" for letter in "青赤黄緑紫白黒茶桃橙金銀藍紺灰朱紅鼠鶯鳶"]


def race(work):
    """`work()` in as many threads as the database is asked by at once; the answers."""
    ready = threading.Barrier(16 if connection.vendor == "postgresql" else 4)
    answers = []

    def run():
        try:
            ready.wait()
            answers.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(ready.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_sheet_sent_by_many_at_once_is_entered_once(unlocked, tool, production):
    api = tool()

    def send(role="layout"):
        text = "role,name\n" + "".join(f"{role},{name}\n" for name in STAFF)
        body = {"production": str(production.uid), "file": SimpleUploadedFile("a.csv", text.encode())}
        return Client().post("/api/v1/imports/", body, headers=api.headers)

    answers = race(send)
    assert Counter(answer.json()["entered"] for answer in answers) == {len(STAFF): 1, 0: len(answers) - 1}
    assert (Contributor.objects.count(), Credit.objects.count()) == (len(STAFF), len(STAFF))
    assert send("director").json()["entered"] == len(STAFF)
    assert Contributor.objects.count() == len(STAFF)


def test_one_batch_sent_by_many_at_once_is_entered_once(unlocked, tool, production, now):
    """A batch names people by uid, so it enters none; its credits stand once."""
    api = tool()
    people = [api.post("contributors/", {"name": name}).json()["uid"] for name in STAFF]
    rows = [{"role": "layout", "contributor": uid} for uid in people]

    def send():
        body = {"production": str(production.uid), "rows": rows}
        return Client().post("/api/v1/credits/batch/", body, "application/json", headers=api.headers)

    answers = race(send)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 422: len(answers) - 1}
    assert (Contributor.objects.count(), Credit.objects.count()) == (len(STAFF), len(STAFF))


def test_homonyms_entered_by_many_at_once_are_each_told_of_those_before(unlocked, tool, production):
    """Two of one name may be two people, so each request enters one; whoever comes later is told."""
    api = tool()

    def send():
        body = {"name": STAFF[0]}
        return Client().post("/api/v1/contributors/", body, "application/json", headers=api.headers)

    answers = race(send)
    told = sorted(len(answer.json()["looks_like"]) for answer in answers)
    assert told == [min(place, 5) for place in range(len(answers))]

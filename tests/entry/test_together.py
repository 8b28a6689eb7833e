"""Several who write in one sheet at the same moment: one after the other, and nobody over another."""

import threading

from django.db import connection, connections, transaction
from django.test import Client

from productions.models import Contributor, Credit, Cut
from tests.api.writes.test_at_once import race
from tests.entry.conftest import Sheet


def test_of_many_writers_of_a_cell_one_is_first_and_the_others_see_it(
    unlocked, production, episode, cuts, editor
):
    def write():
        client = Client()
        client.force_login(editor)
        change = {
            "cut": str(cuts["C001"].uid),
            "role": "layout",
            "revision": "",
            "text": f"例田 {threading.get_ident()}",
        }
        return Sheet(client, production, episode).patch(change)

    answers = race(write)
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    results = [answer.json()["cells"][0] for answer in answers]
    assert sorted(result["status"] for result in results) == ["conflict"] * (len(answers) - 1) + ["saved"]
    assert {result["text"] for result in results} == {Credit.objects.get().credited_as}
    assert {result.get("by") for result in results} == {None, editor.username}


def test_a_change_that_many_send_at_once_is_stored_once(unlocked, production, episode, cuts, editor):
    def write():
        client = Client()
        client.force_login(editor)
        changes = [
            {"cut": str(cut.uid), "role": "layout", "revision": "", "text": "例田 花、例田 実（スタジオ例）"}
            for cut in cuts.values()
        ]
        return Sheet(client, production, episode).patch(*changes)

    for answer in race(write):
        assert {cell["status"] for cell in answer.json()["cells"]} == {"saved"}
    assert (Credit.objects.count(), Contributor.objects.count()) == (10, 3)


def test_while_the_database_is_held_it_is_said_and_nothing_is_lost(
    unlocked, production, episode, cuts, editor
):
    client, held, release = Client(), threading.Event(), threading.Event()
    client.force_login(editor)

    def hold():
        with transaction.atomic():
            list(Cut.objects.select_for_update().filter(pk=cuts["C001"].pk).order_by("pk"))
            held.set()
            release.wait(timeout=60)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(timeout=60)
    with connection.cursor() as cursor:
        is_postgresql = connection.vendor == "postgresql"
        cursor.execute("SET lock_timeout = '300ms'" if is_postgresql else "PRAGMA busy_timeout = 300")
    try:
        change = {"cut": str(cuts["C001"].uid), "role": "layout", "revision": "", "text": "田中 花"}
        answer = Sheet(client, production, episode).patch(change)
    finally:
        release.set()
        holder.join()
        connection.close()
    assert answer.status_code == 503, answer.content
    assert answer.headers["Retry-After"]
    assert "nothing of yours" in answer.json()["reasons"][0]
    assert Sheet(client, production, episode).patch(change).json()["cells"][0]["status"] == "saved"

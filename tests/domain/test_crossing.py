"""Two transactions in each other's way: the one that is taken back is done again, whole, and nobody sees a 500."""

import json
import threading

import pytest
from django.db import OperationalError, connection, transaction

from productions.domain.productions import create_production, update_production
from productions.domain.transactions import ATTEMPTS, do_whole
from productions.models import Event, Production
from productions.refusals import NotNow
from tests.api.writes.conftest import tool  # noqa: F401

YEARS = {"there": 2000, "back": 2010}


class Crossed:
    """Two threads that each change two entries in the other's order, until both hold one and want the other."""

    def __init__(self, first, second):
        self.keys = {"there": (first.pk, second.pk), "back": (second.pk, first.pk)}
        self.met = threading.Barrier(2, timeout=30)
        self.tries = {"there": 0, "back": 0}
        self.failed = {}

    def work(self, way, now):
        self.tries[way] += 1
        one, two = self.keys[way]
        self.rename(one, way, now)
        if self.tries[way] == 1:
            self.met.wait()
        self.rename(two, way, now)

    def rename(self, key, way, now):
        entry = Production.objects.select_for_update().get(pk=key)
        update_production(entry, year=YEARS[way] + self.tries[way], by=None, now=now)

    def run(self, way, door, now):
        try:
            door(lambda: self.work(way, now))
        except Exception as error:
            self.failed[way] = error
        finally:
            connection.close()

    def both(self, door, now):
        threads = [threading.Thread(target=self.run, args=(way, door, now)) for way in self.keys]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def once_alone(work):
    with transaction.atomic():
        work()


@pytest.fixture
def two(unlocked, now):
    return [
        create_production(title=title, kind="film", year=2026, by=None, now=now) for title in ("犬", "少年")
    ]


@pytest.fixture
def crossed(two):
    return Crossed(*two)


@pytest.mark.postgres
def test_the_two_really_cross(crossed, now):
    crossed.both(once_alone, now)
    (error,) = crossed.failed.values()
    assert isinstance(error, OperationalError)
    assert error.__cause__.pgcode == "40P01"


@pytest.mark.postgres
def test_a_deadlock_is_done_again_whole(crossed, two, now):
    before = Event.objects.count()
    crossed.both(do_whole, now)
    assert crossed.failed == {}
    assert sorted(crossed.tries.values()) == [1, 2]
    # The last one to come has both entries, and each change that stands has its one event.
    years = {Production.objects.get(pk=each.pk).year for each in two}
    assert years == {next(YEARS[way] + 2 for way, tries in crossed.tries.items() if tries == 2)}
    assert Event.objects.count() == before + 4


@pytest.mark.postgres
def test_whoever_is_always_crossed_is_told_so(transactional_db):
    tries = []

    def work():
        tries.append(1)
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'crossed' USING ERRCODE = '40001'; END $$")

    with pytest.raises(NotNow, match="nothing of yours was saved"):
        do_whole(work)
    assert len(tries) == ATTEMPTS


@pytest.mark.postgres
def test_a_write_that_is_crossed_once_is_answered_as_if_it_was_not(unlocked, production, tool, now):  # noqa: F811
    """The database itself takes the first attempt back: by a trigger, at the last moment."""
    writer = tool()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE crossings")
        cursor.execute(
            "CREATE FUNCTION cross_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF nextval('crossings') = 1 THEN RAISE EXCEPTION 'crossed' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER cross_once BEFORE INSERT ON productions_cut FOR EACH ROW EXECUTE FUNCTION cross_once()"
        )
    try:
        body = {"production": str(production.uid), "number": "12"}
        made = writer.post("cuts/", body, idempotency_key="one")
        again = writer.post("cuts/", body, idempotency_key="one")
        assert json.loads(made.content) == json.loads(again.content)
        assert production.cuts.count() == 1
        assert Event.objects.filter(entity_uid=made.json()["uid"]).count() == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TRIGGER cross_once ON productions_cut; DROP FUNCTION cross_once; DROP SEQUENCE crossings"
            )

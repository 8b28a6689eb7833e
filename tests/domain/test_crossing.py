"""Two transactions in each other's way: the one that is taken back is done again, whole, and nobody sees a 500."""

import json
import threading
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from api.dumps.job import run_dump
from productions.catalogue.services.productions import create_production, update_production
from productions.exports.services.dumps import get_dumps_folder, request_dump
from productions.exports.services.export_files import get_export_path
from productions.exports.services.exports import request_export, run_export
from productions.imports.services.imports import import_catalogue
from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.models import Contributor, Credit, Event, Production
from productions.operations.services.transactions import MAX_ATTEMPTS, run_in_transaction
from productions.shared.refusals import NotNow
from tests.api.writes.conftest import tool  # noqa: F401
from tests.processes import running_worker, wait_until

SAMPLE = Path(__file__).parent.parent / "data" / "catalogue" / "sample.jsonl"

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
    crossed.both(run_in_transaction, now)
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
        run_in_transaction(work)
    assert len(tries) == MAX_ATTEMPTS


@contextmanager
def taken_back_once(before):
    """The database itself takes the first transaction back that does this, by a trigger: `INSERT ON productions_cut`."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE crossings")
        cursor.execute(
            "CREATE FUNCTION cross_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF nextval('crossings') = 1 THEN RAISE EXCEPTION 'crossed' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$"
        )
        cursor.execute(
            f"CREATE TRIGGER cross_once BEFORE {before} FOR EACH ROW EXECUTE FUNCTION cross_once()"
        )
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_value FROM crossings")
            assert cursor.fetchone()[0] > 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION cross_once CASCADE; DROP SEQUENCE crossings")


@pytest.mark.postgres
def test_a_write_that_is_crossed_once_is_answered_as_if_it_was_not(unlocked, production, tool, now):  # noqa: F811
    writer = tool()
    with taken_back_once("INSERT ON productions_cut"):
        body = {"production": str(production.uid), "number": "12"}
        made = writer.post("cuts/", body, idempotency_key="one")
        again = writer.post("cuts/", body, idempotency_key="one")
    assert json.loads(made.content) == json.loads(again.content)
    assert production.cuts.count() == 1
    assert Event.objects.filter(entity_uid=made.json()["uid"]).count() == 1


@pytest.mark.postgres
def test_a_task_that_is_crossed_once_is_done_by_its_worker(unlocked, production, now, tmp_path):
    """A worker publishes once, when it starts; nothing else here asks for it."""
    Production.objects.update(visibility="private", public_from=now - timedelta(days=1))
    log = tmp_path / "worker.log"
    with taken_back_once("UPDATE ON productions_production"), running_worker(tmp_path):
        wait_until(lambda: "productions.tasks.publish[" in ended_tasks(log), log)
    assert "raised unexpected" not in log.read_text()
    assert Production.objects.get().visibility == "public"


def ended_tasks(log):
    lines = log.read_text(errors="replace").splitlines()
    return "".join(line for line in lines if "succeeded" in line or "raised" in line)


@pytest.mark.postgres
def test_a_sheet_that_is_crossed_once_is_entered_by_its_command(unlocked, production, tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("role,name\nlayout,見本 花\n")
    with taken_back_once("INSERT ON productions_importbatch"):
        call_command("import_credits", str(sheet), production=production.uid)
    assert "1 credit entered as a draft\n" in capsys.readouterr().out
    assert (Credit.objects.count(), Contributor.objects.count()) == (1, 1)


@pytest.mark.postgres
def test_a_film_of_a_catalogue_that_is_crossed_once_is_entered_and_counted_once(unlocked, now):
    def load():
        records = read_catalogue(SAMPLE.read_text().split("\n"))
        return import_catalogue(records, filename="a.jsonl", digest="0" * 64, by=None, now=now, dry_run=dry)

    dry = True
    tried = load()
    dry = False
    with taken_back_once("INSERT ON productions_importrow"):
        run = load()
    assert dict(run.figures, dry_run=1) == dict(tried.figures)
    assert run.problems == tried.problems
    assert Credit.objects.count() == run.figures["credits"]


@pytest.mark.postgres
def test_an_export_that_is_crossed_when_it_is_done_is_not_made_again(
    unlocked, production, confirmed, person, now
):
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)
    with taken_back_once("INSERT ON productions_event"):
        run_export(export.uid, clock=lambda: now)
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("done", 1)
    assert sha256(get_export_path(export).read_bytes()).hexdigest() == export.digest


@pytest.mark.postgres
def test_a_dump_that_is_crossed_when_it_is_done_is_not_made_again(unlocked, production, now):
    dump = request_dump(by=None, now=now)
    with taken_back_once("UPDATE OF last_seq ON productions_dump"):
        run_dump(dump.uid, clock=lambda: now)
    dump.refresh_from_db()
    assert (dump.state, dump.attempts) == ("done", 1)
    assert (get_dumps_folder() / str(dump.uid) / "manifest.json").is_file()

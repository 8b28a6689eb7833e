"""The beat: it sends whatever the clocks say, and of several one sends."""

import os
import shelve
import signal
from datetime import UTC, datetime, timedelta

import celery
import pytest
from celery import Celery, schedules
from celery.beat import ScheduleEntry, Service
from django.db import OperationalError, connection
from django.db.models.functions import Now

from productions.models import BeatLease
from productions.operations.services.beats import give_lease_back, take_beat_lease
from registry import beat
from registry.celery import app
from tests.processes import running_worker, wait_until


class Sent(beat.Scheduler):
    """Writes down what it would send: there is no broker in these tests."""

    def __init__(self, *args, **kwargs):
        self.sent = []
        super().__init__(*args, **kwargs)

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        self.sent.append(entry.name)


@pytest.fixture
def schedule():
    """An application with a sweep that is due every 10 seconds."""
    other = Celery("other", set_as_current=False, broker="memory://")
    other.conf.beat_schedule = {"sweep": {"task": "productions.tasks.sweep", "schedule": 10.0}}
    return other


@pytest.fixture
def clock(monkeypatch):
    """The clock that only goes on, turned by hand."""
    times = [1000.0]
    monkeypatch.setattr(beat, "monotonic", lambda: times[0])

    def pass_seconds(seconds):
        times[0] += seconds

    return pass_seconds


def let_lease_run_out():
    BeatLease.objects.update(until=Now() - timedelta(seconds=1))


def test_what_is_due_is_sent_once_each_time(db, schedule, clock):
    one = Sent(app=schedule)
    assert (one.tick(), one.sent) == (beat.LOOK_SECONDS, [])
    clock(9.0)
    assert (one.tick(), one.sent) == (1.0, [])
    clock(1.0)
    assert (one.tick(), one.sent) == (beat.LOOK_SECONDS, ["sweep"])
    clock(3600.0)  # a machine that slept
    one.tick()
    one.tick()
    assert one.sent == ["sweep", "sweep"]


def test_of_two_beats_one_sends_until_it_is_gone(db, schedule, clock):
    one, two = Sent(app=schedule), Sent(app=schedule)
    for _ in range(4):
        one.tick()
        two.tick()
        clock(10.0)
    assert (len(one.sent), two.sent) == (3, [])
    let_lease_run_out()  # killed: it renews no more
    two.tick()
    one.tick()
    assert (len(one.sent), two.sent) == (3, ["sweep"])


def test_a_beat_that_ends_lets_the_next_one_in_at_once(db, schedule, clock):
    one, two = Sent(app=schedule), Sent(app=schedule)
    for scheduler in (one, two):
        scheduler.tick()
    clock(10.0)
    one.close()
    two.tick()
    assert (one.sent, two.sent) == ([], ["sweep"])


def test_the_lease_goes_by_the_databases_clock(db):
    assert take_beat_lease("one", seconds=20)
    assert not take_beat_lease("two", seconds=20)
    assert take_beat_lease("one", seconds=20)
    give_lease_back("two")
    assert not take_beat_lease("two", seconds=20)
    let_lease_run_out()
    assert take_beat_lease("two", seconds=20)
    assert not take_beat_lease("one", seconds=20)


def test_a_beat_goes_on_when_the_database_is_back(unlocked, schedule, clock):
    one = Sent(app=schedule)
    one.tick()
    clock(10.0)
    with connection.execute_wrapper(refuse):
        assert (one.tick(), one.sent) == (beat.LOOK_SECONDS, [])
    one.tick()
    assert one.sent == ["sweep"]


def refuse(execute, sql, params, many, context):
    """As a database that is gone."""
    raise OperationalError("the server closed the connection")


def test_the_site_keeps_no_schedule_file(settings, tmp_path):
    service = Service(
        app, schedule_filename=str(tmp_path / "beat-schedule"), scheduler_cls=app.conf.beat_scheduler
    )
    assert type(service.get_scheduler(lazy=True)) is beat.Scheduler
    assert list(tmp_path.iterdir()) == []


@pytest.mark.worker
def test_of_two_workers_with_a_beat_one_sends_until_it_is_killed(unlocked, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (folder / "worker.log" for folder in folders)

    def sent(log):
        return log.read_text().count("Sending due task")

    with running_worker(folders[0]) as killed:
        wait_until(lambda: sent(first), first)
        with running_worker(folders[1]):
            before = sent(first)
            wait_until(lambda: sent(first) > before + 10, first)
            assert sent(second) == 0
            os.killpg(killed.pid, signal.SIGKILL)
            wait_until(lambda: sent(second), second)


@pytest.mark.worker
def test_a_beat_that_once_ran_ahead_sweeps(unlocked, tmp_path):
    """Its file said that the next message is due tomorrow, and it was silent until then."""
    write_schedule(tmp_path / "beat-schedule", at=datetime.now(UTC) + timedelta(days=1))
    log = tmp_path / "worker.log"
    with running_worker(tmp_path):
        wait_until(lambda: "Sending due task sweep" in log.read_text(), log)


def write_schedule(path, *, at):
    """What Celery's own beat keeps of messages that it sent at that time."""
    sweep = ScheduleEntry(
        name="sweep",
        task="productions.tasks.sweep",
        schedule=schedules.schedule(1.0),
        last_run_at=at,
        app=app,
    )
    with shelve.open(str(path)) as kept:
        kept["entries"] = {"sweep": sweep}
        kept["__version__"], kept["tz"], kept["utc_enabled"] = celery.__version__, app.conf.timezone, True

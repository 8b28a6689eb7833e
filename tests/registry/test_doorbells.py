"""An export is made because somebody asked for it, not because somebody swept: the order of events under gunicorn, with a real
worker, with a broker that is away, and with one that is back. No beat runs here, so nothing but a message starts an export."""

import json
import logging
import urllib.request
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.exports.services.exports import request_export
from productions.models import Export
from productions.task_publisher import BackgroundPublisher
from tests.processes import gate, gunicorn, idle_worker, redis_url, running_worker, said, wait_until

needs_redis = pytest.mark.skipif(not redis_url(), reason="needs Redis: set CELERY_BROKER_URL")


@pytest.fixture
def ask(unlocked, production, person, confirmed, staff):
    """Ask a site for a text by its API, as a tool does. Gives the status and the export."""
    confirmed(contributor=person)
    now = timezone.now()
    issued = issue_token(
        user=staff("editor"), scope="write", name="tracker", expiry=now + timedelta(days=1), by=None, now=now
    )

    def asked(address):
        request = urllib.request.Request(
            f"{address}/api/v1/exports/",
            json.dumps({"production": str(production.uid), "format": "txt"}).encode(),
            {"Authorization": f"Bearer {issued.secret}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, Export.objects.latest("pk")

    return asked


def state(export):
    return Export.objects.values_list("state", flat=True).get(pk=export.pk)


@pytest.mark.worker
def test_a_click_under_gunicorn_reaches_the_worker_without_a_sweep(ask, tmp_path):
    log = tmp_path / "worker.log"
    with gunicorn(tmp_path, redis_url()) as address, idle_worker(tmp_path, redis_url()):
        status, export = ask(address)
        wait_until(lambda: state(export) == "done", log)
    assert status == 202
    assert said(log, "productions.tasks.sweep[", "received") == 1  # at its start, before anybody asked


@pytest.mark.worker
@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_silent_broker_holds_up_no_request_and_costs_one_line(ask, tmp_path, scheme):
    """The answer is there while the broker still keeps the ring waiting, so it was not waited for."""
    log = tmp_path / "web.log"
    with gate() as broker, gunicorn(tmp_path, f"{scheme}://127.0.0.1:{broker.port}/0") as address:
        status, export = ask(address)
        assert (status, state(export)) == (202, "queued")
        assert said(log, "task_publisher") == 0
        wait_until(lambda: said(log, "task_publisher"), log)
        tries = broker.taken
        wait_until(lambda: broker.taken > tries, log)
    assert said(log, "make_export is not published yet") == said(log, "task_publisher") == 1
    assert said(log, "Traceback") == 0
    assert state(export) == "queued"


@needs_redis
@pytest.mark.worker
def test_whoever_could_not_ring_rings_when_the_broker_is_back(ask, tmp_path):
    """The worker was connected all the time and swept before; the web process alone saw the broker silent."""
    log = tmp_path / "worker.log"
    with gate(urlsplit(redis_url()).port) as way, idle_worker(tmp_path, redis_url()):
        through = urlsplit(redis_url())._replace(netloc=f"127.0.0.1:{way.port}").geturl()
        with gunicorn(tmp_path, through) as address:
            _status, export = ask(address)
            wait_until(lambda: said(tmp_path / "web.log", "is not published yet"), tmp_path / "web.log")
            way.turn(open=True)
            wait_until(lambda: state(export) == "done", log)
    assert said(log, "productions.tasks.sweep[", "received") == 1


@needs_redis
@pytest.mark.worker
def test_a_worker_whose_broker_is_back_makes_what_nobody_could_ring_for(ask, tmp_path):
    log = tmp_path / "worker.log"
    with gate() as silent, gate(urlsplit(redis_url()).port) as way:
        way.turn(open=True)
        through = urlsplit(redis_url())._replace(netloc=f"127.0.0.1:{way.port}").geturl()
        nowhere = f"redis://127.0.0.1:{silent.port}/0"
        with gunicorn(tmp_path, nowhere) as address, idle_worker(tmp_path, through):
            way.turn(open=False)
            wait_until(lambda: said(log, "Connection to broker lost") or said(log, "Cannot connect"), log)
            _status, export = ask(address)
            assert state(export) == "queued"
            way.turn(open=True)
            wait_until(lambda: state(export) == "done", log)
            wait_until(lambda: said(log, "productions.tasks.sweep[", "received") == 2, log)


@needs_redis
@pytest.mark.worker
def test_a_worker_whose_acknowledgement_is_lost_comes_back(ask, production, tmp_path):
    """It takes one message at a time, so one that it believes to hold would keep all others away."""
    log = tmp_path / "worker.log"
    with gate(urlsplit(redis_url()).port) as way:
        way.turn(open=True)
        way.shut_at = b"ZREM"  # kombu's acknowledgement: the message leaves what Redis holds as taken
        through = urlsplit(redis_url())._replace(netloc=f"127.0.0.1:{way.port}").geturl()
        with running_worker(tmp_path, through, beat=False):
            wait_until(lambda: not way.shut_at, log)
            wait_until(lambda: said(log, "Connection to broker lost"), log)
            assert said(log, "Couldn't ack") == 0
            export = request_export(production, format="txt", by=None, now=timezone.now())
            way.turn(open=True)
            wait_until(lambda: state(export) == "done", log)


def test_messages_beyond_what_a_process_keeps_are_told_and_left_to_the_sweep(monkeypatch, caplog):
    monkeypatch.setattr("productions.task_publisher.MAX_WAITING", 2)
    publisher = BackgroundPublisher()
    publisher.thread = object()  # nobody takes any away
    with caplog.at_level(logging.WARNING):
        for number in (1, 2, 2, 3):
            publisher.add(("productions.tasks.make_export", (str(number),)))
    assert [args for _name, args in publisher.waiting] == [("1",), ("2",)]
    assert [record.getMessage() for record in caplog.records] == [
        "productions.tasks.make_export is not published, since 2 wait; the sweep will."
    ]

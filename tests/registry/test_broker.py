"""The embedded broker: files that are whole or not there, and a worker that outlives one that is neither."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils import timezone
from kombu import Connection, Exchange, Queue
from kombu.exceptions import ChannelError

from productions.exports.services.export_silence import get_export_queue
from productions.exports.services.exports import request_export
from productions.models import Export
from registry.broker import Transport
from tests.processes import PATIENCE, running_worker, wait_until
from tests.registry.disk import room_for

ROOT = Path(__file__).resolve().parents[2]
EXCHANGE = Exchange("letters", type="direct")
LETTERS = Queue("letters", EXCHANGE, routing_key="letters")


@pytest.fixture
def folders(settings, tmp_path):
    """The options of the settings, with folders of the test."""
    options = dict(settings.CELERY_BROKER_TRANSPORT_OPTIONS) if not settings.BROKER_URL else {}
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    return options | {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
        "unreadable_folder": str(tmp_path / "unreadable"),
        "unreadable_seconds": 0,
        "polling_interval": 0.01,
    }


@pytest.fixture
def connect(folders):
    """Opens a connection of a process that has just begun: it remembers no queue that others have declared."""

    def open_connection(**options):
        Transport.global_state.clear()
        return Connection(
            "filesystem://", transport="registry.broker:Transport", transport_options=folders | options
        )

    return open_connection


def send(connection, body):
    connection.Producer().publish(
        body, exchange=EXCHANGE, routing_key="letters", declare=[LETTERS], serializer="json"
    )


def received(connection):
    """What lies in the queue, taken."""
    bodies = []

    def take(body, message):
        bodies.append(body)
        message.ack()

    with connection.Consumer([LETTERS], callbacks=[take]), suppress(socket.timeout):
        while True:
            connection.drain_events(timeout=0.1)
    return bodies


def half_a_message(messages, queue):
    """A file in which only the first half of a message has arrived, and the other half."""
    (whole,) = [path for path in messages.iterdir() if path.name.endswith(f".{queue}.msg")]
    text = whole.read_text()
    whole.write_text(text[: len(text) // 2])
    return whole, text


def test_messages_arrive_in_their_order(connect):
    with connect() as connection:
        for number in range(20):
            send(connection, number)
        assert received(connection) == list(range(20))


def test_a_message_that_could_not_be_written_whole_is_not_there(connect, tmp_path):
    with connect() as connection:
        send(connection, "first")
        with room_for(1000), pytest.raises(ChannelError):
            send(connection, "x" * 5000)
        assert [path.suffix for path in (tmp_path / "messages").iterdir()] == [".msg"]
        assert received(connection) == ["first"]


def test_half_a_message_is_left_and_read_when_it_is_whole(connect, tmp_path):
    with connect(unreadable_seconds=3600) as connection:
        send(connection, "first")
        path, whole = half_a_message(tmp_path / "messages", "letters")
        send(connection, "second")
        assert received(connection) == ["second"]
        path.write_text(whole)
        assert received(connection) == ["first"]


@pytest.mark.parametrize("nonsense", ["", "{", "[]", "{}", '{"properties": {}}', '{"body": "5"}', "\0"])
def test_what_stays_unreadable_is_set_aside_and_told(connect, tmp_path, caplog, nonsense):
    with connect() as connection:
        send(connection, "first")
        (tmp_path / "messages" / "0_broken.letters.msg").write_text(nonsense)
        assert received(connection) == ["first"]
    assert [path.read_text() for path in (tmp_path / "unreadable").iterdir()] == [nonsense]
    (record,) = caplog.records
    assert "0_broken.letters.msg" in record.getMessage()


def test_half_a_table_of_queues_stops_nobody(connect, tmp_path):
    with connect() as connection:
        send(connection, "first")
    table = tmp_path / "control" / "letters.exchange"
    table.write_text("")
    with connect() as connection:
        send(connection, "second")
        assert received(connection) == ["first", "second"]
    assert "letters" in table.read_text()


def test_what_a_killed_process_left_half_written_is_removed_later(connect, tmp_path):
    messages = tmp_path / "messages"
    for name, age in ((".old.part", 7200), (".new.part", 0)):
        (messages / name).write_text("{")
        os.utime(messages / name, (timezone.now().timestamp() - age,) * 2)
    with connect() as connection:
        connection.transport.remove_strays()
    assert [path.name for path in messages.iterdir()] == [".new.part"]


@pytest.mark.worker
def test_a_worker_outlives_half_a_message(unlocked, production, person, confirmed, tmp_path, settings):
    """It ended here: Kombu took a file that was created and not yet filled."""
    confirmed(contributor=person)
    settings.MEDIA_ROOT = tmp_path / "media"
    messages = tmp_path / "broker" / "messages"
    with running_worker(tmp_path) as worker:
        half = messages / f"0_half.{get_export_queue('txt')}.msg"
        half.write_text('{"body": "W1')
        export = request_export(production, format="txt", by=None, now=timezone.now())
        log = tmp_path / "worker.log"
        wait_until(lambda: Export.objects.get(uid=export.uid).state == "done" or worker.poll(), log)
        assert worker.poll() is None, log.read_text()[-3000:]
        assert half.exists()


def idle_again(log):
    """Whether both who work have had something to do, and wait for more."""
    before = log.read_text().count("succeeded")
    return lambda: log.read_text().count("succeeded") >= before + 6


@pytest.mark.worker
def test_an_idle_worker_ends_when_it_is_told_to(unlocked, tmp_path):
    """It hung when its group was told: who worked died with the one lock of the pool that Kombu's transport leads to."""
    log = tmp_path / "worker.log"
    for tell in (os.kill, os.killpg, os.killpg, os.killpg):
        with running_worker(tmp_path, concurrency=2) as worker:
            wait_until(idle_again(log), log)
            tell(worker.pid, signal.SIGTERM)
            assert worker.wait(timeout=PATIENCE) == 0


def test_a_message_to_the_embedded_broker_warns_of_nothing(tmp_path):
    """kombu's warning of an address without a host was the first line that `make demo` printed."""
    code = (
        "from productions.task_publisher import publish_task; print(publish_task('productions.tasks.sweep'))"
    )
    left_out = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {"DJANGO_SETTINGS_MODULE": "registry.settings", "STAFFROLL_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("True\n", "")

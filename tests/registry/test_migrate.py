"""`migrate` beside a transaction that reads for long: those who come after it do not wait for either."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from productions.models import Event
from registry.management.commands import migrate

pytestmark = pytest.mark.postgres


class Loud(StringIO):
    """Says when something was written that holds a certain word."""

    def __init__(self, word):
        super().__init__()
        self.word = word
        self.said = threading.Event()

    def write(self, text):
        if self.word in text:
            self.said.set()
        return super().write(text)


def in_a_thread(work):
    """A thread that ends its own connection, and what the work raised."""
    raised = []

    def run():
        try:
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, raised


def read_ledger():
    """Raises OperationalError when it has to wait for longer than `migrate` does, and then some."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '20s'")
        cursor.execute("SELECT 1 FROM productions_event LIMIT 1")


def assert_ledger_is_locked():
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute("UPDATE productions_event SET action = 'y'")


def test_readers_pass_while_migrate_waits_and_it_succeeds_afterwards(unlocked, event):
    told = Loud("trying again")
    with transaction.atomic():
        read_ledger()
        migrating, failed = in_a_thread(lambda: call_command("migrate", stdout=told, verbosity=1))
        assert told.said.wait(60)
        reading, refused = in_a_thread(read_ledger)
        reading.join()
        assert migrating.is_alive()
    migrating.join()
    assert (refused, failed) == ([], [])
    assert_ledger_is_locked()


def test_migrate_gives_up_in_a_sentence_and_leaves_the_ledger_locked(unlocked, event, monkeypatch):
    monkeypatch.setattr(migrate, "PAUSES_SECONDS", ())
    with transaction.atomic():
        read_ledger()
        migrating, failed = in_a_thread(lambda: call_command("migrate", stdout=StringIO()))
        migrating.join()
    (error,) = failed
    assert isinstance(error, CommandError)
    assert "run `manage.py migrate` again" in str(error)
    assert_ledger_is_locked()


@pytest.fixture
def event(transactional_db, now):
    return Event.objects.create(at=now, action="x", entity_type="x", entity_uid="0" * 32)

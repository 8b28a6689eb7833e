"""What the database itself lets happen to an event, on SQLite and PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from productions.models import Event, triggers
from productions.shared.choices import PERSONAL_MARK

EMPTY = "personal = '{}'"
MARKED = f"reason = '{PERSONAL_MARK}'"
REFUSED = [
    *(f"{EMPTY}, {other}" for other in (
        "seq = 900000000", "at = '2001-01-01 00:00:00'", "action = 'x'", "entity_type = 'x'", "changes = '{}'",
        "uid = '00000000-0000-0000-0000-000000000000'", "entity_uid = '00000000-0000-0000-0000-000000000000'",
        "actor_id = NULL", "production_id = NULL", "reason = 'x'", "reason = ''", "id = 900000000",
    )),
    *(f"seq = 900000000, {other}" for other in ("action = 'x'", "reason = 'x'", "changes = '{}'", MARKED)),
    """personal = '{"credited_as": [null, "x"]}'""",
    "reason = 'x'",
    "changes = '{}'",
]  # fmt: skip


@pytest.fixture
def event(production, person, staff, now):
    """Of somebody's change with a reason, not numbered yet."""
    return Event.objects.create(
        at=now, actor=staff("editor"), action="changed", entity_type="credit", entity_uid=person.uid,
        production=production, changes={"credited_as": [None, PERSONAL_MARK], "position": [0, 1]},
        personal={"credited_as": [None, "見本"]}, reason="as she wrote",
    )  # fmt: skip


def update(event, assignments):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE productions_event SET {assignments} WHERE id = %s", [event.pk])


@pytest.mark.parametrize("assignments", REFUSED)
def test_an_event_changes_in_no_other_way(event, assignments):
    before = Event.objects.values().get(pk=event.pk)
    with pytest.raises(DatabaseError, match="only added to"):
        update(event, assignments)
    assert Event.objects.values().get(pk=event.pk) == before


@pytest.mark.parametrize("assignments", ["seq = 900000000", EMPTY, f"{EMPTY}, {MARKED}"])
def test_it_is_numbered_and_its_personal_values_are_blanked(event, assignments):
    update(event, assignments)
    found = Event.objects.get(pk=event.pk)
    assert found.changes == event.changes
    assert (found.seq or found.personal) == ({} if EMPTY in assignments else 900000000)


def test_what_has_no_reason_gets_none(event, now):
    other = Event.objects.create(at=now, action="x", entity_type="x", entity_uid=event.entity_uid)
    with pytest.raises(DatabaseError, match="only added to"):
        update(other, f"{EMPTY}, {MARKED}")


def test_the_triggers_know_every_column_of_the_ledger():
    assert set(triggers.COLUMNS) == {field.column for field in Event._meta.concrete_fields}

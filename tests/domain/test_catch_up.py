"""What code of 0.1.0 writes while a site is upgraded is gathered by the next `migrate`."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_uses import record_ai_use
from productions.models import ContributorDetails, Credit, Event
from productions.shared.choices import PERSONAL_MARK
from productions.shared.uids import new_uid
from productions.upgrade import gather_from_earlier_code, keep_personal_values_apart
from productions.withholding.services.withholding import record_wish

pytestmark = pytest.mark.postgres


def write(statement, *values):
    """As code that knows today's columns as little as 0.1.0 does."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def write_event(kind, uid, production, changes, reason=""):
    write(
        "INSERT INTO productions_event (uid, at, action, entity_type, entity_uid, production_id, changes, reason) "
        "VALUES (%s, now(), 'created', %s, %s, %s, %s, %s)",
        new_uid(), kind, uid, production.pk, json.dumps(changes), reason,
    )  # fmt: skip
    return Event.objects.latest("pk")


def test_names_in_the_ledger_are_kept_where_a_wish_blanks_them(production, person, confirmed, now):
    credit = confirmed(contributor=person)
    event = write_event(
        "credit",
        credit.uid,
        production,
        {"credited_as": [None, person.name], "position": [0, 1]},
        "as she wrote",
    )
    told = write_event("evidence", new_uid(), production, {"stated_by": [None, str(person.uid)]})
    gather_from_earlier_code(now=now)
    event.refresh_from_db()
    told.refresh_from_db()
    assert event.changes == {"credited_as": [None, PERSONAL_MARK], "position": [0, 1]}
    assert (event.personal, event.reason) == ({"credited_as": [None, person.name]}, "as she wrote")
    assert told.changes == {"stated_by": ["(private)", "(private)"]}
    assert keep_personal_values_apart() == 0
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    event.refresh_from_db()
    assert (event.personal, event.reason) == ({}, PERSONAL_MARK)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        write("UPDATE productions_event SET action = 'x'")


def test_a_credit_of_a_person_who_withholds_their_name_loses_it(production, person, confirmed, now):
    credit = confirmed(contributor=person)
    columns = (
        "contributor_id, credited_as, printed_as, search_key, headcount, attribution, withheld_statement_id"
    )
    write(f"CREATE TEMPORARY TABLE named ON COMMIT DROP AS SELECT id, {columns} FROM productions_credit")
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    pairs = ", ".join(f"{name} = named.{name}" for name in columns.split(", "))
    write(
        f"UPDATE productions_credit AS credit SET {pairs}, absence_reason = '', withheld_as = '{{}}' "
        "FROM named WHERE named.id = credit.id"
    )
    assert Credit.objects.get(pk=credit.pk).credited_as == person.name
    gather_from_earlier_code(now=now)
    found = Credit.objects.get(pk=credit.pk)
    assert (found.credited_as, found.contributor) == ("", None)


def test_private_texts_go_to_the_production_that_keeps_them(production, person, confirmed, now):
    confirmed(contributor=person)
    for note in ("tall", "left-handed"):
        write(
            "UPDATE productions_contributor SET email = 'a@example.com', note = %s WHERE id = %s",
            note,
            person.pk,
        )
        gather_from_earlier_code(now=now)
    details = ContributorDetails.objects.get()
    assert (details.production, details.email, details.note) == (
        production,
        "a@example.com",
        "tall\nleft-handed",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM productions_contributor WHERE email <> '' OR note <> ''")
        assert cursor.fetchone() == (0,)


def test_a_use_that_its_credit_does_not_know_is_counted(production, person, confirmed, now):
    credit = confirmed(contributor=person)
    system = register_ai_system(name="x", vendor="y", by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="colour", source_type="trainedAlgorithmicMedia",
        oversight="prompt_guided", extent="assist", by=None, now=now,
    )  # fmt: skip
    write("UPDATE productions_credit SET ai_recorded = false")
    gather_from_earlier_code(now=now)
    assert Credit.objects.get(pk=credit.pk).ai_recorded

"""Events written before personal values were kept apart: what the migration does to them, and what it proves."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit
from productions.ledger.services.ledger import number_events
from productions.models import Event, Evidence, ImportBatch, ImportRow, Role, Tombstone, triggers
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.releases.services.releases import issue_release
from productions.removals.services.removal import remove_entity
from productions.shared.choices import PERSONAL_MARK, CreditState
from productions.withholding.services.withholding import withhold_name
from tests.migrated import copy_file_back
from tests.migrations.schema import migrate_to_newest, newest_afterwards, save_database

pytestmark = pytest.mark.walk

OLD, NEW = "0018_webhook_error_ja", "0020_personal_values_apart"
SECRET, LEGAL, STAYS = "秘密 花子", "戸籍 太郎", "公開 次郎"


def migrate(name: str) -> None:
    MigrationExecutor(connection).migrate([("productions", name)])


def say(uid, action, changes, reason="") -> None:
    """Let the event say what such an event said in the old ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, entity_uid, action, changes FROM productions_event")
        for key, entity, act, kept in cursor.fetchall():
            if str(entity).replace("-", "") == uid.hex and act == action:
                whole = json.loads(kept) if isinstance(kept, str) else kept
                cursor.execute(
                    "UPDATE productions_event SET changes = %s, reason = %s WHERE id = %s",
                    [json.dumps(whole | changes), reason, key],
                )


def table() -> list[tuple]:
    """All columns of all events that the old ledger had."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, uid, seq, at, actor_id, action, entity_type, entity_uid, production_id, changes, reason "
            "FROM productions_event ORDER BY id"
        )
        return [
            (*row[:9], json.loads(row[9]) if isinstance(row[9], str) else row[9], row[10])
            for row in cursor.fetchall()
        ]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """What the old ledger tells of, once it was written, and where the database with it is kept."""
    return {"file": tmp_path_factory.mktemp("old") / "ledger.sqlite3", "told": {}}


@pytest.fixture
def ledger(unlocked, now, migrated, kept):
    """The old ledger in the tables of then. On SQLite it is written once and copied."""
    with newest_afterwards(migrated):
        if connection.vendor == "sqlite" and kept["told"]:
            copy_file_back(kept["file"])
        else:
            kept["told"] = write_old_ledger(now)
            if connection.vendor == "sqlite":
                save_database(kept["file"])
        yield kept["told"]


def write_old_ledger(now):
    """A credit withheld, a name that became legal, a credit removed, one that stays; as old events told of them."""
    production = create_production(title="犬", title_kana="いぬ", kind="short", by=None, now=now)
    role = Role.objects.get(code="layout")
    secret = create_contributor(name=SECRET, by=None, now=now)
    stays = create_contributor(name=STAYS, by=None, now=now)
    legal = add_name(stays, text=LEGAL, script="native", kind="former", by=None, now=now)
    (credit,) = enter_credits(
        production, [{"role": role, "contributor": secret}], state=CreditState.CONFIRMED, by=None, now=now
    )
    release = issue_release(production, by=None, now=now)
    kept = enter_credit(production, role=role, contributor=stays, by=None, now=now, reason="as he wrote")
    gone = enter_credit(
        production, role=role, contributor=stays, role_as_printed="LO", by=None, now=now, reason="not sure"
    )
    batch = ImportBatch.objects.create(kind="sheet", filename="x", digest="x", imported_at=now)
    ImportRow.objects.create(
        batch=batch,
        place="1",
        statement="credit",
        outcome="created",
        text="x",
        production=production,
    )
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    update_name(legal, kind="legal", production=production, by=None, now=now)
    remove_entity(gone, by=None, now=now, reason="entered twice")
    Tombstone.objects.filter(entity_uid=gone.uid).update(label=f"LO: {STAYS}")
    ImportRow.objects.update(text=f"原画 {SECRET}、{STAYS}")
    number_events(limit=10)
    statement = Evidence.objects.get()
    own = [secret.names.get().uid]
    triggers.remove(connection)
    migrate(OLD)
    triggers.remove(connection)
    person = str(secret.uid)
    say(
        credit.uid,
        "created",
        {"contributor": [None, person], "credited_as": [None, SECRET]},
        "by telephone",
    )
    say(credit.uid, "name withheld", {"contributor": [person, None], "credited_as": [SECRET, ""]})
    say(legal.uid, "added", {"text": [None, LEGAL]})
    say(
        gone.uid,
        "created",
        {"contributor": [None, str(stays.uid)], "credited_as": [None, STAYS]},
        "not sure",
    )
    say(statement.uid, "created", {"stated_by": [None, person]})
    say(release.uid, "issued", {"digest": [None, release.digest]})
    return {
        "credit": credit,
        "legal": legal,
        "gone": gone,
        "kept": kept,
        "person": person,
        "own": own,
        "release": release,
    }


def told(uid) -> list[Event]:
    return list(Event.objects.filter(entity_uid=uid).order_by("pk"))


def test_old_events_lose_what_is_private_by_now_and_nothing_else(ledger, capsys):
    before = table()
    migrate(NEW)
    after = table()
    migrate_to_newest()

    created, withheld = told(ledger["credit"].uid)
    assert (created.personal, withheld.personal, created.reason) == ({}, {}, PERSONAL_MARK)
    assert created.changes["contributor"] == created.changes["credited_as"] == [None, PERSONAL_MARK]
    assert withheld.changes["credited_as"] == [PERSONAL_MARK, ""]
    assert created.changes["role"] == [None, str(ledger["credit"].role.uid)]
    assert told(ledger["legal"].uid)[0].personal == {}
    assert [event.reason for event in told(ledger["gone"].uid)] == [PERSONAL_MARK, "entered twice"]
    assert told(ledger["release"].uid)[0].changes["digest"] == [None, PERSONAL_MARK]
    (kept,) = told(ledger["kept"].uid)
    assert (kept.personal["credited_as"], kept.reason) == ([None, STAYS], "as he wrote")
    assert kept.shown_changes["credited_as"] == [None, STAYS]

    # The person's own name goes on: one credit is withheld, not the person.
    others = Event.objects.exclude(entity_uid__in=ledger["own"]).values("changes", "personal", "reason")
    everything = json.dumps([*others, *Tombstone.objects.values("label")], ensure_ascii=False)
    for secret in (SECRET, LEGAL, ledger["person"], ledger["release"].digest):
        assert secret not in everything, secret
    assert ImportRow.objects.get().text == f"原画 {PERSONAL_MARK}、{STAYS}"
    assert Tombstone.objects.get(entity_uid=ledger["gone"].uid).label == "LO"

    shown = {event.pk: event.changes | event.personal for event in Event.objects.all()}
    same = 0
    for old, new in zip(before, after, strict=True):
        assert old[:9] == new[:9]
        differing = {name for name in old[9] if old[9][name] != shown[old[0]][name]}
        assert differing <= {"contributor", "credited_as", "text", "stated_by", "digest"}
        same += not differing and old[10] == new[10]
    assert same == len(before) - 6
    report = capsys.readouterr().out
    assert f"of {len(before)} events: " in report
    assert "kept apart in 3, blanked in 5" in report
    assert "tombstones 1, lines of imports 1" in report


def test_it_goes_back_with_what_was_not_blanked(ledger):
    before = table()
    migrate(NEW)
    migrate(OLD)
    after = table()
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 6


def test_the_triggers_stand_again_afterwards(ledger):
    migrate(NEW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE productions_event SET action = 'x'")


def test_a_change_of_anything_else_stops_the_migration(ledger):
    """A meddling trigger plays a mistake of the migration: it changes another column of one event in passing."""
    if connection.vendor != "sqlite":
        pytest.skip("the trigger is written for SQLite")
    before = table()
    migrate("0019_event_personal")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER meddling AFTER UPDATE OF changes ON productions_event "
            "BEGIN UPDATE productions_event SET action = 'x' WHERE id = NEW.id; END"
        )
    with pytest.raises(RuntimeError, match="would not say the same"):
        migrate(NEW)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER meddling")
    assert table() == before

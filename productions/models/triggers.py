"""Database triggers for what no constraint can say: an issued release and the ledger never change (H8, H9).

Two things may happen to an event: the sequencer gives it its number or none, and its personal values are blanked (H16).

SQLite drops a table's triggers when a later migration rebuilds it, so they are made anew after every
`migrate` (see `productions.apps`) and a test asks the database itself.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from productions.shared.choices import PERSONAL_MARK

RELEASE_TEXT = "An issued release never changes; issue the next number instead."
EVENT_TEXT = "The ledger is only added to."

TABLES = {
    "productions_release": (RELEASE_TEXT, "UPDATE", "DELETE"),
    "productions_event": (EVENT_TEXT, "UPDATE", "DELETE"),
}

COLUMNS = (
    "id", "uid", "seq", "silent", "at", "actor_id", "action", "entity_type", "entity_uid", "production_id", "changes", "personal",
    "reason",
)  # fmt: skip
"""Those of the ledger; a test compares them with the model's."""


def make_trigger_name(table: str, action: str) -> str:
    return f"{table}_no_{action.lower()}"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger anew on SQLite or PostgreSQL, for the columns that the ledger has by now."""
    remove(connection)
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, "productions_event")
        columns = [name for name in COLUMNS if name in {column.name for column in found}]
        for table, (text, *actions) in TABLES.items():
            for action in actions:
                exempt = table == "productions_event" and action == "UPDATE"
                allowed = allowed_changes(connection.vendor, columns) if exempt else ""
                for statement in make_trigger_statements(connection.vendor, table, action, text, allowed):
                    cursor.execute(statement)


def allowed_changes(vendor: str, columns: Sequence[str]) -> str:
    """The condition under which an event may be updated: one of two changes, and every other column as it was."""
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"

    def others(*besides: str) -> str:
        return " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in columns if name not in besides)

    numbered = f"OLD.seq IS NULL AND NEW.seq IS NOT NULL AND {others('seq')}"
    if "personal" not in columns:  # the state of an older migration
        return numbered
    if "silent" in columns:
        numbered = (
            f"({numbered} AND NOT OLD.silent) OR (OLD.seq IS NULL AND NEW.silent AND {others('silent')})"
        )
    reason = f"(NEW.reason = OLD.reason OR OLD.reason <> '' AND NEW.reason = '{PERSONAL_MARK}')"
    blanked = f"NEW.personal = '{{}}' AND {reason} AND {others('personal', 'reason')}"
    return f"({numbered}) OR ({blanked})"


def make_trigger_statements(vendor: str, table: str, action: str, text: str, allowed: str = "") -> list[str]:
    """The SQL that makes one trigger; `allowed` is the condition of what it lets pass."""
    name = make_trigger_name(table, action)
    if vendor == "postgresql":
        when = f"WHEN (NOT ({allowed}))" if allowed else ""
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{text}' USING ERRCODE = 'check_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()",
        ]
    when = f"WHEN NOT ({allowed})" if allowed else ""
    return [
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW {when} "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
    ]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: before they are made anew, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        for table, (_text, *actions) in TABLES.items():
            for action in actions:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {make_trigger_name(table, action)}{on_table}")

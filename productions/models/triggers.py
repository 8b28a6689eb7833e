"""Database triggers for what no constraint can say: an issued release and the ledger never change (H8, H9).

SQLite drops a table's triggers when a later migration rebuilds it, so they are made anew after every
`migrate` (see `productions.apps`) and a test asks the database itself.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

RELEASE_TEXT = "An issued release never changes; issue the next number instead."
EVENT_TEXT = "The ledger is only added to."

TABLES = {
    "productions_release": (RELEASE_TEXT, "UPDATE", "DELETE"),
    "productions_event": (EVENT_TEXT, "UPDATE", "DELETE"),
}

NUMBERING = "OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.changes = OLD.changes AND NEW.at = OLD.at"
"""The one change to an event that is allowed: the sequencer gives it its number."""


def trigger_name(table: str, action: str) -> str:
    return f"{table}_no_{action.lower()}"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger anew on SQLite or PostgreSQL."""
    remove(connection)
    with connection.cursor() as cursor:
        for table, (text, *actions) in TABLES.items():
            for action in actions:
                for statement in statements(connection.vendor, table, action, text):
                    cursor.execute(statement)


def statements(vendor: str, table: str, action: str, text: str) -> list[str]:
    """The SQL that makes one trigger."""
    name = trigger_name(table, action)
    exempt = table == "productions_event" and action == "UPDATE"
    if vendor == "postgresql":
        when = f"WHEN (NOT ({NUMBERING}))" if exempt else ""
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{text}' USING ERRCODE = 'check_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()",
        ]
    when = f"WHEN NOT ({NUMBERING})" if exempt else ""
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
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger_name(table, action)}{on_table}")

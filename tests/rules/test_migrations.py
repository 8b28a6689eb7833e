"""The linter of migrations finds what would stop a deploy, and today's migrations have none of it."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.functions import Now

from productions.models.schema_operations import AddIndexOnline, KeepColumns
from tests.rules.migrations.linter import columns_of, compare, kept_columns, last_version, lint, problems_of

FIRST, BEFORE_DEFAULTS = "0018_webhook_error_ja", "0048_once_for_each_owner"
INDEX = models.Index(fields=["note"], name="by_note")


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None)


def problems(*operations, **attributes):
    """The rules that a migration of these operations breaks."""
    made = type("Migration", (migrations.Migration,), {"operations": list(operations), **attributes})
    return [rule for rule, _sentence in problems_of(made("0099_made_up", "productions"))]


def state(**fields):
    """One table with these columns."""
    made = ProjectState()
    made.add_model(
        ModelState("productions", "Thing", [("id", models.AutoField(primary_key=True)), *fields.items()])
    )
    return made


def differences(old, new, kept=frozenset()):
    rendered = [
        {
            ("thing", field.column): field
            for field in one.apps.get_model("productions", "thing")._meta.concrete_fields
        }
        for one in (old, new)
    ]
    return list(compare(*rendered, kept))


def test_todays_migrations_leave_the_last_version_at_work(loader):
    assert lint(loader, last_version()) == []


def test_what_stopped_code_of_0_1_0_is_found(loader):
    """As the migrations were before 0056: columns that it does not write, and columns that it reads."""
    old, new = (columns_of(loader.project_state(("productions", name))) for name in (FIRST, BEFORE_DEFAULTS))
    found = list(compare(old, new, frozenset()))
    named = {sentence.split()[0] for sentence in found}
    assert len(found) == len(named) == 16
    assert named > {
        "productions_contributor.email", "productions_release.packed", "productions_event.personal",
        "productions_production.seal_key", "productions_credit.ai_declared",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"new": models.TextField()}, 1),
        ({}, {"new": models.TextField(db_default="")}, 0),
        ({}, {"new": models.TextField(null=True)}, 0),
        ({"old": models.TextField()}, {}, 1),
        ({"old": models.TextField()}, {"new": models.TextField(null=True)}, 1),
        ({"old": models.TextField(null=True)}, {"old": models.TextField(db_default="")}, 1),
        ({"old": models.CharField(max_length=9)}, {"old": models.CharField(max_length=8)}, 1),
        ({"old": models.CharField(max_length=9)}, {"old": models.TextField()}, 0),
        ({"old": models.TextField()}, {"old": models.IntegerField()}, 1),
    ],
)
def test_columns_are_compared_as_the_last_version_uses_them(before, after, found):
    assert len(differences(state(**before), state(**after))) == found


def test_a_column_that_is_kept_in_the_database_is_not_missed(loader):
    keep = type(
        "Migration", (migrations.Migration,), {"operations": [KeepColumns("Contributor", {"email": "text"})]}
    )
    kept = kept_columns([keep("0099_made_up", "productions")], loader.project_state(("productions", FIRST)))
    assert kept == {("productions_contributor", "email")}
    old, new = state(old=models.TextField()), state()
    assert differences(old, new, frozenset({("thing", "old")})) == []


def nothing(apps, schema_editor):
    pass


@pytest.mark.parametrize(
    ("rules", "operations"),
    [
        (["reverse"], [migrations.RunPython(nothing)]),
        ([], [migrations.RunPython(nothing, migrations.RunPython.noop)]),
        (["reverse"], [migrations.RunSQL("SELECT 1")]),
        (["index"], [migrations.AddIndex("credit", INDEX)]),
        ([], [migrations.AddIndex("dump", INDEX)]),
        (["atomic"], [AddIndexOnline("credit", INDEX)]),
        (
            ["index"],
            [migrations.AddField("credit", "x", models.ForeignKey("User", models.PROTECT, null=True))],
        ),
        ([], [migrations.AddField("credit", "x", models.TextField(null=True))]),
        (["index"], [migrations.AddConstraint("event", models.UniqueConstraint(fields=["uid"], name="x"))]),
        (
            ["mixed"],
            [
                migrations.AddField("dump", "x", models.TextField(null=True)),
                migrations.RunPython(nothing, migrations.RunPython.noop),
            ],
        ),
    ],
)
def test_what_locks_a_large_table_or_cannot_be_taken_back_is_found(rules, operations):
    assert problems(*operations) == rules


def test_what_the_database_fills_in_has_the_same_from_the_model():
    """A new instance would hold an expression in place of a value, which our verbs check before they save."""
    fields = [
        field for model in apps.get_app_config("productions").get_models() for field in model._meta.fields
    ]
    filled = [field for field in fields if field.has_db_default()]
    assert len(filled) >= 14
    # What only the database's clock can say has no other default; no verb of ours saves such a row.
    said = [field for field in filled if not isinstance(field.db_default, Now)]
    assert [str(field) for field in said if not field.has_default()] == []


def test_an_index_online_needs_no_transaction():
    assert problems(AddIndexOnline("credit", INDEX), atomic=False) == []


def test_every_migration_says_which_rule_it_may_break(loader):
    """`allowed` names rules that there are, each with a reason."""
    for migration in loader.graph.nodes.values():
        for rule, reason in getattr(migration, "allowed", {}).items():
            assert rule in ("reverse", "atomic", "index", "mixed")
            assert len(reason) > 10


@pytest.mark.postgres
def test_an_index_is_built_beside_writers_even_after_it_was_interrupted(unlocked, loader):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser may mark an index as interrupted")
    """What an interrupted build leaves is an index that is not valid; the next try replaces it."""
    old = loader.project_state(("productions", BEFORE_DEFAULTS))
    operation = AddIndexOnline("credit", models.Index(fields=["edition"], name="made_up"))
    new = old.clone()
    operation.state_forwards("productions", new)
    with connection.cursor() as cursor:
        cursor.execute('CREATE INDEX made_up ON productions_credit ("state")')
        cursor.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'made_up'::regclass")
        with connection.schema_editor(atomic=False) as editor:
            operation.database_forwards("productions", editor, old, new)
        cursor.execute(
            "SELECT indisvalid, pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid = 'made_up'::regclass"
        )
        valid, definition = cursor.fetchone()
        with connection.schema_editor(atomic=False) as editor:
            operation.database_backwards("productions", editor, new, old)
    assert valid
    assert "edition" in definition


@pytest.mark.postgres
def test_columns_are_kept_and_gone_again_when_the_migration_is_taken_back(unlocked, loader):
    columns = (
        ("productions_contributor", "email"),
        ("productions_contributor", "note"),
        ("productions_release", "packed"),
    )

    def found():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            )
            return {*cursor.fetchall()} & {*columns}

    (name,) = (name for app, name in loader.graph.nodes if name.endswith("_defaults_for_earlier_code"))
    before = max(parent for app, parent in loader.graph.nodes["productions", name].dependencies)
    assert found() == {*columns}
    try:
        call_command("migrate", "productions", before, stdout=StringIO())
        assert found() == set()
    finally:
        call_command("migrate", stdout=StringIO())
    assert found() == {*columns}

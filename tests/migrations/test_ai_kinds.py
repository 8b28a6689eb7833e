"""AI systems from before there were kinds: a code that is known becomes the kind, other words stay as they were."""

import pytest
from django.db import connection

from productions.models import triggers
from productions.shared.ai_choices import AISystemKind
from tests.migrations.schema import migrate_to, newest_afterwards

pytestmark = pytest.mark.walk

OLD, NEW = "0061_billing", "0064_ai_kinds_filled"
TYPED = [
    "",
    *sorted(set(AISystemKind.values) - {"undisclosed"}),
    "diffusion model",
    "undisclosed",
    "C2PA.types.model",
]


@pytest.fixture
def old(unlocked, migrated):
    triggers.remove(connection)  # SQLite takes no column from a table that a trigger reads
    with newest_afterwards(migrated):
        yield migrate_to(OLD)


def test_known_codes_become_kinds_and_nothing_is_asserted(old):
    systems = old.get_model("productions", "AISystem").objects
    for typed in TYPED:
        systems.create(name=f"System {typed}", vendor="Kaku", model_type=typed, training_data="As told.")
    found = migrate_to(NEW).get_model("productions", "AISystem").objects.order_by("pk")
    assert [row.model_type for row in found] == TYPED
    assert [row.kind for row in found] == [typed if typed.startswith("c2pa.") else "" for typed in TYPED]
    empty = ("hosting", "training_sources", "model_identifier", "statement_url", "code_of_conduct")
    assert {getattr(row, name) for row in found for name in empty} == {""}
    assert {row.statement_read_on or row.code_of_conduct_read_on for row in found} == {None}
    assert {row.training_data for row in found} == {"As told."}

"""Claims from before acts were due: nobody knows of one that is not done."""

import pytest
from django.db import connection
from django.utils.timezone import now

from productions.models import triggers
from tests.migrations.schema import migrate_to, newest_afterwards

pytestmark = pytest.mark.walk

OLD, NEW = "0040_registrar", "0047_claims_settled"


@pytest.fixture
def old(unlocked, migrated):
    triggers.remove(connection)  # SQLite takes no column from a table that a trigger reads
    with newest_afterwards(migrated):
        yield migrate_to(OLD)


def test_accepted_claims_of_before_are_settled_and_no_others(old):
    film = old.get_model("productions", "Production").objects.create(kind="film")
    claims = old.get_model("productions", "Claim").objects
    for state in ("open", "accepted", "declined"):
        decided = {} if state == "open" else {"decided_at": now(), "decision": "So."}
        claims.create(
            production=film,
            kind="missing",
            claimant_name="x",
            message="x",
            state=state,
            opened_at=now(),
            **decided,
        )
    told = ("state", "state_before", "settled_at", "settled_by", "without_act")
    found = migrate_to(NEW).get_model("productions", "Claim").objects.order_by("pk").values_list(*told)
    assert list(found) == [
        ("open", "", None, None, ""),
        ("settled", "", None, None, ""),
        ("declined", "", None, None, ""),
    ]
    back = migrate_to(OLD).get_model("productions", "Claim").objects.order_by("pk")
    assert list(back.values_list("state", flat=True)) == ["open", "accepted", "declined"]

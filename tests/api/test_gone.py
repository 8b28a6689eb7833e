"""A removed entry is a 410 to those who could see it, and a 404 to everybody else."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import (
    create_production,
    publish_production,
    update_production,
)
from productions.credits.services.credits import enter_credit
from productions.people.services.contributors import create_contributor
from productions.removals.services.removal import remove_entity
from tests.api.writes.conftest import tool

__all__ = ["tool"]


def status(client, path, uid):
    return client.get(f"/api/v1/{path}/{uid}/").status_code


def gone(entry, now):
    remove_entity(entry, by=None, now=now, reason="x")
    return entry.uid


@pytest.fixture
def hidden(db, now):
    return create_production(title="Hidden", kind="film", by=None, now=now)


def test_what_was_public_is_gone(client, production, confirmed, person, now):
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    credit = confirmed(contributor=person)
    assert status(client, "credits", gone(credit, now)) == 410
    assert status(client, "cuts", gone(cut, now)) == 410
    assert status(client, "contributors", gone(person, now)) == 410
    assert status(client, "productions", gone(production, now)) == 410


def test_people_and_systems_whom_nobody_could_see_are_unknown(client, db, now):
    person = create_contributor(name="秘密", by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    assert status(client, "contributors", gone(person, now)) == 404
    assert status(client, "ai-systems", gone(system, now)) == 404


def test_a_draft_of_a_public_production_is_unknown(client, production, person, role, now):
    draft = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    assert status(client, "credits", gone(draft, now)) == 404


def test_what_was_removed_before_the_publication_is_unknown(client, hidden, now):
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    uid = gone(cut, now)
    publish_production(hidden, by=None, now=now)
    assert status(client, "cuts", uid) == 404


def test_what_is_private_by_now_is_unknown(client, production, now):
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    uid = gone(cut, now)
    update_production(production, visibility="private", by=None, now=now)
    assert status(client, "cuts", uid) == 404


def test_members_are_told_what_they_could_see_and_nothing_of_others(tool, hidden, staff, now):
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    person = create_contributor(name="秘密", production=hidden, by=None, now=now)
    paths = [f"cuts/{gone(cut, now)}/", f"contributors/{gone(person, now)}/"]
    own = staff("none", "own")
    own.memberships.create(production=hidden, level="viewer")
    member, other = tool(user=own), tool("approver")
    assert [member.get(path, status=410).status_code for path in paths] == [410, 410]
    assert [other.get(path, status=404).status_code for path in paths] == [404, 404]

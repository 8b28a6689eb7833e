"""What was removed is told to those alone who saw it while it stood (H15)."""

from productions.ai.services.ai_systems import register_ai_system
from productions.people.services.contributors import add_name, create_contributor
from productions.removals.services.past_sight import could_see
from productions.removals.services.removal import remove_entity


def test_a_removed_contributor_is_seen_by_its_production_and_by_registrars(production, theirs, account, now):
    gone = create_contributor(name="架空 花子", production=theirs, by=None, now=now)
    remove_entity(gone, by=None, now=now, reason="by mistake")
    assert could_see(account("member", theirs, "viewer"), gone)
    assert could_see(account("registrar", registrar=True), gone)
    assert not could_see(account("stranger", production), gone)


def test_a_removed_ai_system_is_seen_by_its_production(production, theirs, account, now):
    gone = register_ai_system(name="Wendrifax", vendor="Kaku", production=theirs, by=None, now=now)
    remove_entity(gone, by=None, now=now, reason="by mistake")
    assert could_see(account("member", theirs, "viewer"), gone)
    assert not could_see(account("stranger", production), gone)


def test_a_removed_legal_name_is_seen_by_editors_of_its_keeper_and_superusers(theirs, account, now):
    person = create_contributor(name="架空 花子", production=theirs, by=None, now=now)
    gone = add_name(
        person, text="本名 花子", script="native", kind="legal", production=theirs, by=None, now=now
    )
    operator = account("operator", is_superuser=True)
    assert gone in type(gone).objects.visible_to(operator)
    remove_entity(gone, by=None, now=now, reason="by mistake")
    assert could_see(operator, gone)
    assert could_see(account("editor", theirs, "editor"), gone)
    assert not could_see(account("viewer", theirs, "viewer"), gone)
    assert not could_see(account("registrar", registrar=True), gone)

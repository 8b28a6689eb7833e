"""`migrate` brings the shipped aliases of a database to those of today, and leaves alone what people decided."""

import pytest

from productions.imports.services.sheet_lookups import index_roles
from productions.interchange.matching.role_vocabulary import load_shipped_roles
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import create_many
from productions.models import Event, Role, RoleAlias
from productions.removals.services.removal import remove_entity
from productions.vocabulary.services import add_role_alias, load_vocabulary, renew_aliases

pytestmark = pytest.mark.django_db


def load_alias(code, text, now):
    """An alias as an earlier version loaded it."""
    alias = RoleAlias(role=Role.objects.get(code=code), text=text)
    prepare_entity(alias)
    create_many([alias], by=None, now=now, action="loaded")
    return alias


def drop_alias(text):
    """As a version before had never heard of it."""
    RoleAlias._base_manager.filter(text=text)._raw_delete("default")


def find_code(text):
    found = index_roles().find(text)
    return found and found.code


def test_a_database_of_today_stays_as_it_is(now):
    assert (load_vocabulary(now=now), renew_aliases(now=now)) == (0, 0)


def test_an_alias_that_ships_with_another_role_moves(now):
    drop_alias("デジタル動画")
    alias = load_alias("digital_drawing", "デジタル動画", now)
    assert find_code("デジタル動画") == "digital_drawing"
    assert renew_aliases(now=now) == 1
    alias.refresh_from_db()
    assert (alias.role.code, find_code("デジタル動画")) == ("inbetween", "inbetween")
    assert list(Event.objects.filter(entity_uid=alias.uid).values_list("action", flat=True)) == ["loaded"] * 2
    assert renew_aliases(now=now) == 0


def test_an_alias_that_ships_no_longer_goes(now):
    """副監督 was another spelling of 助監督, and is a role of its own today; 作画演出 took 作画・演出 for one job."""
    gone = [load_alias("assistant_director", "副監督", now), load_alias("animation", "作画演出", now)]
    assert renew_aliases(now=now) == 2
    for alias in gone:
        alias.refresh_from_db()
        assert alias.removed_at == now
    assert find_code("副監督") == "deputy_director"


def test_a_new_alias_of_a_known_role_is_added(now):
    drop_alias("genga")
    assert find_code("genga") is None
    assert renew_aliases(now=now) == 1
    assert find_code("genga") == "key_animation"


def test_what_people_decided_stays(now):
    """An alias of their own, one that they removed, one that they gave to another role."""
    own = add_role_alias(Role.objects.get(code="assistant_director"), text="副監督", by=None, now=now)
    remove_entity(RoleAlias.objects.get(text="genga"), by=None, now=now, reason="Nobody says that here.")
    drop_alias("LO")
    add_role_alias(Role.objects.get(code="key_animation"), text="LO", by=None, now=now)
    assert renew_aliases(now=now) == 0
    own.refresh_from_db()
    assert (own.removed_at, find_code("genga"), find_code("LO")) == (None, None, "key_animation")


def test_every_shipped_label_finds_its_role_in_the_database():
    roles = index_roles()
    assert [
        (role.code, label)
        for role in load_shipped_roles()
        for label in role.labels
        if roles.labels.code(label) != role.code
    ] == []

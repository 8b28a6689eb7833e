"""E-mail, notes and legal names of before: they go to the production that is known, and otherwise to superusers alone."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from productions.catalogue.services.productions import create_production
from productions.credits.services.credits import enter_credit
from productions.models import ContributorDetails, ContributorName, Role, triggers
from productions.people.services.contributors import create_contributor
from productions.removals.services.removal import remove_entity
from productions.withholding.services.withholding import record_wish
from tests.migrations.schema import migrate_to_newest, newest_afterwards

pytestmark = pytest.mark.walk

OLD = "0040_registrar"


@pytest.fixture
def before(unlocked, now, migrated):
    """People with an e-mail address and a legal name, as the old tables held them, by where they are known."""
    here, there = (create_production(title=title, kind="film", by=None, now=now) for title in ("犬", "猫"))
    role = Role.objects.get(code="layout")
    people = {
        name: create_contributor(name=name, by=None, now=now)
        for name in ("一", "二", "無所属", "取消", "秘匿", "除籍")
    }
    people["登録"] = create_contributor(name="登録", production=there, by=None, now=now)
    for name, films in (("一", [here]), ("二", [here, there]), ("登録", [here])):
        for film in films:
            enter_credit(film, role=role, contributor=people[name], by=None, now=now)
    for name, films in (("取消", [here, there]), ("秘匿", [here, there]), ("除籍", [here])):
        for film in films:
            credit = enter_credit(film, role=role, contributor=people[name], by=None, now=now)
            if film == here and name != "秘匿":
                remove_entity(credit, by=None, now=now, reason="entered twice")
    record_wish(people["秘匿"], production=here, statement="please", stated_on=now.date(), by=None, now=now)
    remove_entity(people["除籍"], by=None, now=now, reason="nobody")
    for person in people.values():
        person.names.create(text=f"{person.name}の本名", script="native", kind="legal")
    triggers.remove(connection)
    with newest_afterwards(migrated):
        MigrationExecutor(connection).migrate([("productions", OLD)])
        with connection.cursor() as cursor:
            for person in people.values():
                values = [f"{person.pk}@example.org", "x", person.pk]
                cursor.execute(
                    "UPDATE productions_contributor SET email = %s, note = %s WHERE id = %s", values
                )
        migrate_to_newest()
        yield people, here, there


def test_each_goes_to_the_production_that_is_known_and_nothing_is_guessed_or_lost(before):
    people, here, there = before
    keepers = {"一": here.pk, "二": None, "無所属": None, "登録": there.pk}
    # The production of a credit that was removed, or that names nobody since, may have entered them too.
    keepers |= {"取消": None, "秘匿": None, "除籍": here.pk}
    details = ContributorDetails.objects.values_list("contributor__name", "production", "email", "note")
    assert sorted(details, key=str) == sorted(
        ((name, keepers[name], f"{person.pk}@example.org", "x") for name, person in people.items()), key=str
    )
    legal = ContributorName.objects.filter(kind="legal").values_list("text", "production")
    assert sorted(legal, key=str) == sorted(
        ((f"{name}の本名", keeper) for name, keeper in keepers.items()), key=str
    )
    assert not ContributorName.objects.exclude(kind="legal").exclude(production=None).exists()

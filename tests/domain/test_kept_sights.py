"""What an account sees is SQL that is kept: whatever changes what it sees holds for the next question."""

import pytest
from django.utils import translation

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.memberships import change_membership, grant_membership
from productions.catalogue.services.productions import update_production
from productions.credits.services.ai_uses import record_ai_use
from productions.models import AISystem, Contributor, ContributorName, Credit, User
from productions.people.services.contributors import create_contributor
from productions.removals.services.removal import remove_entity
from productions.users.reach import Reach
from productions.withholding.services.withholding import record_wish
from tests.rules.conftest import GENERATIVE

CREDITED, OWN, UNUSED, WITHHELD, SYSTEM = (
    "誰% か'\"%s",
    "入力 のみ",
    "未 使用",
    "伏せ 名",
    "Model %(x)s own_U0",
)
OF_WORK = {CREDITED, OWN, SYSTEM}


@pytest.fixture
def work(theirs, credit_in, now):
    """A private production with one who is credited, one who is entered for it, one who withholds their name, and an AI system."""

    def create(name, **values):
        return create_contributor(name=name, by=None, now=now, **values)

    credit = credit_in(theirs, contributor=create(CREDITED))
    create(OWN, production=theirs)
    create(UNUSED)
    record_wish(create(WITHHELD), production=theirs, statement="No.", stated_on=now.date(), by=None, now=now)
    system = register_ai_system(name=SYSTEM, vendor="V%", by=None, now=now)
    record_ai_use(credit, ai_system=system, by=None, now=now, **GENERATIVE)
    return theirs


def list_seen(user, reach=None):
    """What the account sees, read anew as a request reads it."""
    read = User.objects.get(pk=user.pk)
    read.reach = reach
    people = {person.name for person in Contributor.objects.visible_to(read)}
    of_names = ContributorName.objects.visible_to(read).values_list("text", flat=True)
    assert set(of_names) == people
    assert people <= {person.name for person in Contributor.objects.ever_visible_to(read)}
    return people | set(AISystem.objects.visible_to(read).values_list("name", flat=True))


def test_a_membership_holds_from_the_next_question_on(work, account, now):
    user, other = account("user"), account("other")
    assert list_seen(user) == list_seen(other) == set()
    membership = grant_membership(user=user, production=work, level="viewer", by=None, now=now)
    assert list_seen(user) == OF_WORK
    for level, more in (("editor", {UNUSED}), ("approver", {UNUSED, WITHHELD}), ("viewer", set())):
        change_membership(membership, level=level, by=None, now=now)
        assert list_seen(user) == OF_WORK | more
    assert list_seen(other) == set()
    remove_entity(membership, by=None, now=now, reason="Left.")
    assert list_seen(user) == set()
    grant_membership(user=user, production=work, level="viewer", by=None, now=now)
    assert list_seen(user) == OF_WORK


def test_what_becomes_public_is_seen_at_once_and_what_becomes_private_is_not(work, account, now):
    user = account("user")
    for visibility, seen in (
        ("public", {CREDITED, SYSTEM}),
        ("private", set()),
        ("public", {CREDITED, SYSTEM}),
    ):
        update_production(work, visibility=visibility, by=None, now=now)
        assert list_seen(user) == seen
        assert {person.name for person in Contributor.objects.public()} == seen - {SYSTEM}
    remove_entity(Credit.objects.get(), by=None, now=now, reason="Wrong.")
    assert list_seen(user) == set()


@pytest.mark.parametrize("right", ["is_superuser", "registrar"])
def test_a_right_of_the_account_holds_while_it_has_it(work, account, right):
    user = account("user")
    for value, seen in (
        (True, OF_WORK | {UNUSED, WITHHELD}),
        (False, set()),
        (True, OF_WORK | {UNUSED, WITHHELD}),
    ):
        User.objects.filter(pk=user.pk).update(**{right: value})
        assert list_seen(user) == seen


def test_each_token_of_an_account_sees_what_it_reaches(work, production, account, now):
    user = account("user", work, "approver")
    grant_membership(user=user, production=production, level="editor", by=None, now=now)
    every = OF_WORK | {UNUSED, WITHHELD}
    elsewhere, here = frozenset({production.pk}), frozenset({work.pk})
    expected = {
        None: every,
        Reach(token=1): every,
        Reach(writes=False, token=1): every - {UNUSED},
        Reach(here, token=1): every,
        Reach(elsewhere, token=1): {UNUSED},
        Reach(elsewhere, writes=False, token=2): set(),
    }
    for _again in range(2):
        assert {reach: list_seen(user, reach) for reach in expected} == expected


def test_another_account_with_the_key_of_one_that_is_gone_sees_its_own(work, account, now):
    first = account("user", work, "viewer")
    assert list_seen(first) == OF_WORK
    key = first.pk
    first.memberships.all()._raw_delete("default")
    User.objects.filter(pk=key)._raw_delete("default")
    second = User.objects.create_user("second", password="a long password", is_staff=True, pk=key)
    assert list_seen(second) == set()


def test_the_language_changes_nothing(work, account):
    user = account("user", work, "viewer")
    with translation.override("ja"):
        assert list_seen(user) == OF_WORK
    with translation.override("en"):
        assert list_seen(user) == OF_WORK

"""What the database refuses after the check has passed: each kind has its own sentence, and ours are errors."""

import pytest
from django.db import IntegrityError

from productions.ledger.services.writing import store_entity
from productions.models import Credit, Membership, Role
from productions.shared.refusals import Refusal

TAKEN = "Somebody else saved the same thing at the same time"


def test_what_another_took_is_said_by_the_sentence_of_what_is_taken(production, staff):
    user = staff("editor")
    with pytest.raises(Refusal, match="This user is already a member"):
        store_entity(Membership(user=user, production=production, level="viewer"), force_insert=True)


def test_a_constraint_that_another_made_true_is_said_by_its_own_sentence(production):
    credit = Credit(production=production, role=Role.objects.get(code="layout"))  # nobody, and no reason why
    with pytest.raises(Refusal) as refused:
        store_entity(credit, force_insert=True)
    named = {
        str(each.get_violation_error_message())
        for each in Credit._meta.constraints
        if each.name.startswith("h")
    }
    assert set(refused.value.reasons) <= named
    assert TAKEN not in str(refused.value)


def test_a_mistake_of_ours_is_no_refusal(production):
    production.title = None
    with pytest.raises(IntegrityError):
        store_entity(production)

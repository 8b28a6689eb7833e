"""What is in the ledger besides what verbs write one by one: the vocabulary, and parts that go with their entry."""

from collections import Counter

import pytest

from productions.ai.services import ai_systems
from productions.credits.services import (
    bulk_credits,
    credits,
)
from productions.models import (
    AIUse,
    Department,
    Event,
    Role,
    Tombstone,
)
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import Refusal
from tests.domain.verb_walk import rows


def test_the_vocabulary_is_in_the_ledger_too(db):
    loaded = Counter(Event.objects.filter(action="loaded").values_list("entity_type", flat=True))
    assert loaded["role"] == Role.objects.count()
    assert loaded["department"] == Department.objects.count()


def test_a_use_is_removed_with_its_credit(confirmed, person, now):
    system = ai_systems.register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "task": "layout", "source_type": "algorithmicMedia",
           "oversight": "prompt_guided", "extent": "assist"}  # fmt: skip
    credit = confirmed(contributor=person, ai_uses=[use])
    remove_entity(credit, by=None, now=now, reason="entered twice")
    assert AIUse.objects.live().count() == 0
    assert Tombstone.objects.count() == 2


def test_a_refused_verb_writes_neither_row_nor_event(production, person, role, now):
    before = (rows(), Event.objects.count())
    with pytest.raises(Refusal):
        credits.enter_credit(
            production, role=role("layout"), contributor=person, credited_as="AI", by=None, now=now
        )
    with pytest.raises(Refusal):
        bulk_credits.enter_credits(
            production,
            [{"role": role("layout"), "contributor": person}, {"role": role("layout")}],
            by=None,
            now=now,
        )
    assert (rows(), Event.objects.count()) == before

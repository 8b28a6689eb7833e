"""CHECK constraints decided in memory say what the database says, of rows of every kind."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from productions.ledger.services.conditions import compile_decision, list_broken_checks, list_checks
from productions.models import AIUse, Credit
from productions.shared.choices import (
    AbsenceReason,
    AIState,
    Attribution,
    CreditKind,
    CreditState,
    Oversight,
    SourceType,
)

KEY = st.none() | st.just(1)
COUNT = st.none() | st.integers(0, 3)
CREDITS = st.builds(
    Credit,
    kind=st.sampled_from([*CreditKind.values, "band"]),
    contributor_id=KEY,
    credited_as=st.sampled_from(["", "見本 花"]),
    absence_reason=st.sampled_from(["", *AbsenceReason.values]),
    attribution=st.sampled_from(Attribution.values),
    headcount=COUNT,
    named_count=COUNT,
    withheld_statement_id=KEY,
    ai_declared=st.sampled_from([*AIState.values, "perhaps"]),
    ai_recorded=st.booleans(),
    state=st.sampled_from([*CreditState.values, "lost"]),
)
USES = st.builds(
    AIUse,
    oversight=st.sampled_from(Oversight.values),
    validated_by_id=KEY,
    validated_at=st.none() | st.datetimes(),
    source_type=st.sampled_from([SourceType.values[0], "paint"]),
)


def said_by_the_database(entity):
    found = []
    for check in list_checks(type(entity)):
        try:
            check.constraint.validate(type(entity), entity)
        except ValidationError as error:
            found += error.messages
    return found


@pytest.mark.django_db
@given(entity=CREDITS | USES)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_row_breaks_the_same_in_memory_and_in_the_database(entity):
    assert list_broken_checks(entity) == said_by_the_database(entity)


def test_what_is_about_a_wrong_field_is_not_asked():
    credit = Credit(kind="organization", contributor_id=1, credited_as="見本", headcount=-1, named_count=0)
    assert len(list_broken_checks(credit)) == 1
    assert list_broken_checks(credit, besides={"headcount"}) == []


def test_a_condition_that_is_not_known_is_no_condition():
    with pytest.raises(TypeError):
        compile_decision(Credit, models.Exists(Credit.objects.all()))
    with pytest.raises(KeyError):
        compile_decision(Credit, models.Q(credited_as__contains="x"))

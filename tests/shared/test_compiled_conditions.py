"""A condition that is made into SQL once finds in every query what it says."""

import pytest
from django.db.models import Exists, OuterRef, Q

from productions.models import Contributor, ContributorName
from productions.people.services.contributors import add_name, create_contributor
from productions.shared.compiled_conditions import compile_condition

NAMED = Exists(ContributorName.objects.filter(contributor=OuterRef("pk"), text__startswith="沢"))


def select_people(condition):
    return Contributor.objects.filter(condition)


def select_names(condition):
    """By a query in which the table of people has another name."""
    return ContributorName.objects.filter(contributor__in=select_people(condition).values("pk"))


def select_names_one_by_one(condition):
    """By a query that asks for each row, inside which the table of the condition has the name that it has in the condition itself."""
    return ContributorName.objects.filter(
        Exists(select_people(condition).filter(pk=OuterRef("contributor"), removed_at=None))
    )


def select_names_by_two(condition):
    """The condition inside another that is compiled."""
    about_person = Exists(select_people(condition).filter(pk=OuterRef("contributor")))
    return ContributorName.objects.filter(compile_condition(ContributorName, about_person))


@pytest.mark.parametrize(
    "select",
    [
        select_people,
        lambda condition: select_people(~Q(condition)),
        lambda condition: select_people(condition) | Contributor.objects.filter(pk=0),
        lambda condition: Contributor.objects.exclude(condition),
        select_names,
        select_names_one_by_one,
        select_names_by_two,
        lambda condition: select_names_one_by_one(compile_condition(Contributor, Q(condition) | Q(pk=None))),
    ],
)
def test_a_compiled_condition_finds_the_same_rows(db, now, select):
    for name in ("沢 一", "沢 二", "森 三"):
        person = create_contributor(name=name, by=None, now=now)
        add_name(person, text=f"{name}郎", script="native", by=None, now=now)
    expected = set(select(NAMED).values_list("pk", flat=True))
    assert 0 < len(expected) < select(NAMED).model.objects.count()
    compiled = compile_condition(Contributor, NAMED)
    assert set(select(compiled).values_list("pk", flat=True)) == expected
    assert set(select(compiled).values_list("pk", flat=True)) == expected


def test_a_condition_that_joins_other_tables_is_refused():
    joined = compile_condition(ContributorName, Q(contributor__removed_at=None))
    with pytest.raises(ValueError, match="joins none"):
        str(ContributorName.objects.filter(joined).query)

"""Small groups are counted together, and nobody who knows the rule and all sums can compute what one of them has."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from productions.statistics.services.small_groups import LEAST_PEOPLE, GroupCount, merge_small_groups

ROWS = st.lists(
    st.tuples(st.frozensets(st.integers(0, 11), max_size=LEAST_PEOPLE), st.integers(1, 12)), max_size=9
)
"""Who is behind each row, and how many credits they have together: fewer than people where one credit is of several."""


def make_rows(drawn):
    """A row without people has no credits."""
    return [
        GroupCount(str(place), credits if people else 0, people)
        for place, (people, credits) in enumerate(drawn)
    ]


def make_plain_rows(numbers):
    """Rows in which each credit is another person's."""
    people = count()
    return [
        GroupCount(str(place), number, frozenset(next(people) for _each in range(number)))
        for place, number in enumerate(numbers)
    ]


def imagine_others(group):
    """What else the rows of a group can have been: all with the same sum, and told in the same way."""
    size = len(group.rows)
    for few in range(LEAST_PEOPLE):
        for place in range(size - 1):
            others = [0] * size
            others[place], others[-1] = few, group.credits - few
            yield others


def shows(groups):
    return [(group.rows, group.credits) for group in groups]


@given(ROWS)
def test_each_row_is_told_once_and_in_its_place_with_the_sum_of_all(drawn):
    rows = make_rows(drawn)
    groups = merge_small_groups(rows)
    assert [row for group in groups for row in group.rows] == [row.row for row in rows]
    if shown := [group.credits for group in groups if group.credits is not None]:
        assert sum(shown) == sum(row.credits for row in rows)
        assert len(shown) == len(groups)


@given(ROWS)
def test_no_group_of_fewer_people_has_a_number(drawn):
    rows = {row.row: row for row in make_rows(drawn)}
    for group in merge_small_groups(rows.values()):
        people = frozenset().union(*(rows[row].people for row in group.rows))
        credits = sum(rows[row].credits for row in group.rows)
        assert group.credits == (credits if min(len(people), credits) >= LEAST_PEOPLE else None)


@given(ROWS)
def test_what_is_counted_together_can_have_been_something_else_in_each_row(drawn):
    """The attacker sees the answer, knows the rule and the sum of every table, and asks which numbers lead to that answer."""
    groups = merge_small_groups(make_rows(drawn))
    for told, group in enumerate(groups):
        if len(group.rows) == 1 or group.credits is None:
            continue
        possible = [set() for _row in group.rows]
        for others in imagine_others(group):
            before = [
                [other.credits] if len(other.rows) == 1 else next(imagine_others(other)) for other in groups
            ]
            before[told] = others
            rows = make_plain_rows([number for each in before for number in each])
            if shows(merge_small_groups(rows)) == shows(groups):
                for found, number in zip(possible, others, strict=True):
                    found.add(number)
        assert all(len(found) > 1 for found in possible), (group, possible)


@given(st.lists(st.integers(0, LEAST_PEOPLE - 1), min_size=1, max_size=6))
def test_where_all_are_too_few_nothing_is_told_not_even_that_there_is_nobody(numbers):
    few = numbers if sum(numbers) < LEAST_PEOPLE else [0] * len(numbers)
    (group,) = merge_small_groups(make_plain_rows(few))
    assert group.credits is None
    assert shows([group]) == shows(merge_small_groups(make_plain_rows([0] * len(few))))

"""Every fact of docs/trade.md: found by the public API, and printed in both languages."""

from functools import cache, partial

import pytest

from tests.trade.all_endings import ENDINGS
from tests.trade.checking import list_problems
from tests.trade.endings import enter_ending, enter_production, print_ending
from tests.trade.facts import FACTS


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_an_ending_says_its_facts(ending, db, now, client):
    facts = [fact for fact in FACTS if fact.ending == ending.name]
    production = enter_ending(ending, now)
    print_roll = cache(partial(print_ending, production))  # many facts are of one roll
    problems = [
        each for fact in facts for each in list_problems(fact, ending, production, client, print_roll)
    ]
    assert facts
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_no_fact_holds_where_nobody_is_credited(ending, db, now, client):
    production = enter_production(ending, now)
    print_roll = cache(partial(print_ending, production))
    said = [
        f"{fact.number}: {fact.what}"
        for fact in FACTS
        if fact.ending == ending.name and not any(list_problems(fact, ending, production, client, print_roll))
    ]
    assert said == []


def test_facts_are_numbered_and_say_where_they_are_printed():
    assert [fact.number for fact in FACTS] == list(range(1, len(FACTS) + 1))
    for fact in FACTS:
        assert bool(fact.ja and fact.en) != bool(fact.unprinted), fact
        assert fact.finds or fact.rows == 0, fact

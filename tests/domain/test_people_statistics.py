"""Statistics of the public record: which credit counts as what, and in which row."""

from datetime import date

import pytest

from productions.catalogue.services.productions import create_production
from productions.coverage.services.coverage import measure_coverage
from productions.people.services.contributors import create_contributor
from productions.statistics.services.people_statistics import CHAIN_PLACES, count_statistics
from productions.withholding.services.withholding import record_wish
from tests.counting import credit_in_works


def show_tables():
    """What each table tells, without the rows that it does not."""
    return {
        table.by: {
            told: {group.rows: group.credits for group in groups} for told, groups in table.groups.items()
        }
        for table in count_statistics()
    }


@pytest.fixture
def make_people(db, now):
    """So many people of new names."""
    return lambda said, number: [
        create_contributor(name=f"{said} {place}", by=None, now=now) for place in range(number)
    ]


@pytest.fixture
def older(db, now):
    return create_production(title="古い犬", kind="film", year=2019, visibility="public", by=None, now=now)


@pytest.fixture
def withhold(now):
    def record(person, production):
        record_wish(
            person, production=production, statement="No.", stated_on=date(2026, 4, 1), by=None, now=now
        )

    return record


def test_credits_are_told_by_year_department_and_chain(
    production, older, credit_in, company, make_people, withhold
):
    for person in make_people("牧原", 6):
        credit_in(production, contributor=person, affiliation=company)
    for person in make_people("佐倉", 5):
        credit_in(older, "background_art", contributor=person, contracted_by=company)
    hidden = make_people("三浦", 5)
    for person in hidden:
        credit_in(production, contributor=person)
    for person in hidden:
        withhold(person, production)
    for code in ("background_art", "layout", "key_animation", "inbetween", "director"):
        credit_in(older, code, absence_reason="unknown_lost", headcount=7)
    shown = show_tables()
    assert shown["year"] == {
        "named": {("2023",): 6, ("2019",): 5},
        "withheld": {("2023", "2019"): 5},
        "unnamed": {("2023", "2019"): 5},
    }
    assert shown["department"]["named"] == {("direction", "animation"): 6, ("background",): 5}
    assert shown["chain"] == {
        "named": {("subcontracted",): 5, ("studio", "not_known"): 6},
        "withheld": {CHAIN_PLACES: 5},
        "unnamed": {CHAIN_PLACES: 5},
    }


def test_a_person_with_many_credits_is_one_person(
    production, older, credit_in, person, make_people, withhold
):
    for code in ("layout", "key_animation", "inbetween", "background_art", "director"):
        credit_in(production, code, contributor=person)
        credit_in(older, code, contributor=person)
    assert show_tables()["year"]["named"] == {("2023", "2019"): None}
    for work in (production, older):
        withhold(person, work)
    assert show_tables()["year"]["withheld"] == {("2023", "2019"): None}


def test_silence_is_never_named_and_the_counts_are_those_of_coverage(
    production, credit_in, company, person, make_people, withhold
):
    few = make_people("三浦", 6)
    for one in few:
        credit_in(production, contributor=one)
        withhold(one, production)
    for one in make_people("牧原", 8):
        credit_in(production, "key_animation", contributor=one)
    for code in ("layout", "director", "background_art"):
        credit_in(production, code, absence_reason="not_stated", headcount=5)
    credit_in(production, absence_reason="unknown_lost")
    credit_in(production, "inbetween", contributor=company, kind="organization", headcount=4, named_count=0)
    coverage = measure_coverage(production=production)
    assert show_tables()["year"] == {
        "named": {("2023",): coverage.credits_named},
        "withheld": {("2023",): coverage.credits_withheld},
        "unnamed": {("2023",): coverage.credits_unnamed},
    }
    assert (coverage.credits_named, coverage.credits_withheld, coverage.credits_unnamed) == (8, 6, 5)


def test_a_company_that_does_what_companies_do_is_no_person_who_is_named(production, credit_in, company):
    credit_in(production, "animation_production", contributor=company, kind="organization")
    assert [table.rows for table in count_statistics()] == [(), (), ()]


def test_what_is_not_public_is_not_counted(production, theirs, credit_in, make_people):
    people = make_people("牧原", 9)
    for person in people:
        credit_in(theirs, contributor=person)
    for person in people[:5]:
        credit_in(production, contributor=person)
    assert show_tables()["year"]["named"] == {("2023",): 5}


@pytest.mark.parametrize("works", [1, 30])
def test_it_takes_as_many_queries_however_much_there_is(
    credit_in, person, company, now, works, django_assert_num_queries
):
    for work in credit_in_works(works, credit_in, person, now):
        credit_in(work, absence_reason="not_stated", affiliation=company)
    with django_assert_num_queries(4):
        count_statistics()

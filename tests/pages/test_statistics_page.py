"""The statistics page, and the API's answer that it shows."""

import pytest

from productions.catalogue.services.productions import create_production
from productions.people.services.contributors import create_contributor
from productions.statistics.services.record_statistics import COUNT_SECONDS
from tests.api.asking import get, get_json
from tests.counting import count_now, credit_in_works
from tests.html_pages import find_all, get_text, get_value, list_links, list_texts


@pytest.fixture
def counted(production, credit_in, company, now):
    """Six credits of 2023 that name people; of each year before there are too few people."""
    people = [create_contributor(name=f"牧原 {place}", by=None, now=now) for place in range(6)]
    for person in people:
        credit_in(production, contributor=person, affiliation=company)
    for year, some in ((2022, people[:3]), (2021, people[3:])):
        work = create_production(
            title=f"犬 {year}", kind="film", year=year, visibility="public", by=None, now=now
        )
        for person in some:
            credit_in(work, contributor=person)
    count_now()


def read_table(page, by):
    """The rows of a table: the heading, and the text of each cell with how many rows it spans."""
    (table,) = find_all(page, "table", id=f"by-{by}")
    rows = []
    for row in find_all(table, "tr")[1:]:
        (heading,) = find_all(row, "th")
        cells = [(get_text(cell), get_value(cell, "rowspan")) for cell in find_all(row, "td")]
        rows.append((get_text(heading), cells))
    return rows


def test_the_answer_has_groups_of_rows_and_says_when_it_was_counted(client, counted):
    found = get_json(client, "statistics/")
    assert found["least_people"] == 5
    years = found["tables"][0]
    assert years == {
        "by": "year",
        "rows": ["2023", "2022", "2021"],
        "named": [{"rows": ["2023"], "credits": 6}, {"rows": ["2022", "2021"], "credits": 6}],
        "withheld": [{"rows": ["2023", "2022", "2021"], "credits": None}],
        "unnamed": [{"rows": ["2023", "2022", "2021"], "credits": None}],
    }
    assert found["counted_at"].endswith("Z")
    assert found["entries"] == {"productions": 3, "contributors": 7, "credits": 12, "releases": 0}
    get(client, "statistics/?by=year", 400)


def test_rows_that_are_counted_together_share_a_cell(open_page, counted):
    page = open_page("statistics/")
    assert read_table(page, "year") == [
        ("2023", [("6", ""), ("fewer than 5 3 rows together", "3"), ("fewer than 5 3 rows together", "3")]),
        ("2022", [("6 2 rows together", "2")]),
        ("2021", []),
    ]
    assert [heading for heading, _cells in read_table(page, "chain")] == [
        "subcontracted: a company gave the work on",
        "at a named studio, no company above it is named",
        "not known",
    ]
    assert [get_value(each, "scope") for each in find_all(page, "th")].count("") == 0
    assert len(find_all(page, "caption")) == 3


def test_departments_are_named_in_the_language_of_the_page(open_page, counted):
    named = {
        language: [
            heading for heading, _cells in read_table(open_page("statistics/", language), "department")
        ]
        for language in ("en", "ja")
    }
    assert named == {"en": ["Animation"], "ja": ["作画"]}


def test_a_record_without_credits_has_no_table(open_page, db):
    count_now()
    page = open_page("statistics/")
    assert find_all(page, "table") == []
    assert len(find_all(page, "time")) == 1


def test_before_the_first_count_nothing_is_said_not_zeros(client, open_page, production, credit_in, person):
    credit_in(production, contributor=person)
    answer = get(client, "statistics/")
    assert answer.json() == {"counted_at": None, "entries": None, "least_people": 5, "tables": []}
    page = open_page("statistics/")
    assert (find_all(page, "table"), find_all(page, "time")) == ([], [])
    assert list_texts(page, "p", class_="note") == ["Not counted yet. That is done every ten minutes."]
    count_now()
    get(client, "statistics/", 200, if_none_match=answer.headers["ETag"])


def test_an_answer_is_one_row_and_keeps_its_etag_until_the_next_count(
    client, counted, production, credit_in, django_assert_num_queries
):
    assert COUNT_SECONDS == 600  # the page says ten minutes
    with django_assert_num_queries(1):
        first = get(client, "statistics/")
    credit_in(production, absence_reason="unknown_lost")
    get(client, "statistics/", 304, if_none_match=first.headers["ETag"])
    page = client.get("/en/statistics/")
    kept = client.get("/en/statistics/", headers={"If-None-Match": page.headers["ETag"]})
    assert kept.status_code == 304
    count_now()
    again = get(client, "statistics/", 200, if_none_match=first.headers["ETag"])
    assert again.json()["counted_at"] > first.json()["counted_at"]
    assert again.json()["entries"]["credits"] == first.json()["entries"]["credits"] + 1


@pytest.mark.parametrize("works", [1, 30])
def test_a_page_takes_as_many_queries_however_much_there_is(
    client, credit_in, person, now, works, django_assert_num_queries
):
    credit_in_works(works, credit_in, person, now)
    count_now()
    with django_assert_num_queries(6):  # of them one reads the figures
        client.get("/en/statistics/")


def test_the_first_page_and_every_footer_lead_there(open_page, db):
    assert len(find_all(open_page(""), "a", href="/en/statistics/")) == 2
    page = open_page("data/", "ja")
    assert "/ja/statistics/" in list_links(page)
    assert "/api/v1/statistics/" in list_links(open_page("statistics/"))
    assert list_texts(open_page("statistics/"), "h1") == ["Who is named"]

"""The first page: what is new, and about how much there is."""

from datetime import datetime

import pytest

from api.pages.reads import read
from productions.catalogue.services.productions import create_production
from productions.models import RecordStatistics
from productions.people.services.contributors import create_contributor
from tests.counting import count_now, credit_in_works
from tests.html_pages import find_all, get_text, get_value, list_texts

LISTS = {
    "works": "production-list",
    "people and studios": "contributor-list",
    "credits": "credit-list",
    "issued rolls": "release-list",
}


def read_shown_figures(page):
    """The figures by what they count."""
    (figures,) = find_all(page, "dl", class_="figures")
    return dict(zip(list_texts(figures, "dt"), list_texts(figures, "dd"), strict=True))


def test_figures_are_the_lengths_of_the_public_lists_with_the_moment_of_the_count(
    open_page, production, confirmed, person, now
):
    confirmed(contributor=person)
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    create_contributor(name="三浦 凪", production=hidden, by=None, now=now)
    count_now()
    page = open_page("")
    assert read_shown_figures(page) == {
        "works": "1",
        "people and studios": "1",
        "credits": "1",
        "issued rolls": "0",
    }
    assert read_shown_figures(page) == {
        label: str(read(name, {"count": "exact", "page_size": "1"})["count"]) for label, name in LISTS.items()
    }
    (note,) = list_texts(page, "p", class_="note")
    assert note.startswith("Counted every ten minutes, last at: ")
    (moment,) = find_all(page, "time")
    counted_at = RecordStatistics.objects.get().counted_at
    assert datetime.fromisoformat(get_value(moment, "datetime")) == counted_at


def test_before_the_first_count_it_says_so_and_shows_no_zeros(open_page, production):
    page = open_page("")
    assert find_all(page, "dl", class_="figures") == []
    assert list_texts(page, "p", class_="note") == ["Not counted yet. That is done every ten minutes."]


def test_no_list_is_counted_for_a_reader(open_page, production, now):
    count_now()
    create_production(title="Newest", kind="film", visibility="public", by=None, now=now)
    page = open_page("")
    assert "Newest" in get_text(page)
    assert read_shown_figures(page)["works"] == "1"
    count_now()
    assert read_shown_figures(open_page(""))["works"] == "2"


@pytest.mark.parametrize("works", [1, 30])
def test_it_takes_as_many_queries_however_much_there_is(
    client, credit_in, person, now, works, django_assert_num_queries
):
    credit_in_works(works, credit_in, person, now)
    count_now()
    client.get("/en/")  # which keeps what the rows refer to
    with django_assert_num_queries(4):
        client.get("/en/")


def test_a_count_makes_another_page(client, production):
    """It is no event of the ledger, so the newest event alone does not say when the page changed."""
    count_now()
    first = client.get("/en/")
    RecordStatistics.objects.update(counted_at="2031-04-01T09:30:00Z")
    second = client.get("/en/")
    assert second.headers["ETag"] != first.headers["ETag"]
    assert second.headers["Last-Modified"] != first.headers["Last-Modified"]

"""Episodes and cuts: what is entered in each episode, what was issued, and the ways to its pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.releases.services.releases import issue_release
from tests.html_pages import find_all, get_text, get_value, list_links, read_page

MAX_QUERIES = 15


@pytest.fixture
def address(production):
    return reverse("admin:productions_production_episodes", args=[production.pk])


@pytest.fixture
def fill(production, role, person, now):
    """An episode of this number with a cut, a draft and an issue."""

    def make(number):
        episode = add_episode(production, number=number, by=None, now=now)
        (cut,) = add_cuts(production, [{"number": "C1"}], episode=episode, by=None, now=now)
        row = {"role": role("layout"), "contributor": person, "cut": cut}
        enter_credits(production, [row], by=None, now=now, state="confirmed")
        issue_release(production, episode=episode, by=None, now=now)
        enter_credits(production, [{**row, "role": role("inbetween")}], by=None, now=now)
        return episode

    return make


def list_rows(client, address):
    """The texts of each row, up to its newest issue."""
    (body,) = find_all(read_page(client.get(address)), "tbody")
    return [
        [get_text(cell) for cell in row.children if not isinstance(cell, str)][:5]
        for row in find_all(body, "tr")
    ]


def test_episodes_stand_in_order_with_what_is_entered(client, staff, production, address, fill, now):
    fill("10"), fill("2")
    add_cuts(production, [{"number": "C1"}, {"number": "C2"}], by=None, now=now)
    client.force_login(staff("viewer"))
    assert list_rows(client, address) == [
        ["Whole production", "2", "0", "0", "0"],
        ["#2", "1", "2", "1", "2"],
        ["#10", "1", "2", "1", "2"],
    ]


def test_each_leads_to_its_own_pages(client, staff, production, address, fill):
    episode = fill("3")
    client.force_login(staff("viewer"))
    page = read_page(client.get(address))
    pages = {"cut_sheet": "cut-sheet", "credit_list": "credit-list"}
    own = {
        f"/admin/productions/production/{production.pk}/{page}/?episode={episode.pk}"
        for page in pages.values()
    }
    own |= {
        reverse("admin:productions_episode_change", args=[episode.pk]),
        reverse("admin:productions_release_change", args=[production.releases.get().pk]),
    }
    assert own <= list_links(page)
    here = [get_text(tab) for tab in find_all(page, "a") if get_value(tab, "aria-current")]
    assert here == ["Episodes and cuts"]


def test_editors_add_episodes_here_and_viewers_do_not(client, staff, production, address):
    add = f"{reverse('admin:productions_episode_add')}?production={production.pk}"
    client.force_login(staff("editor"))
    assert add in list_links(read_page(client.get(address)))
    client.force_login(staff("viewer"))
    assert add not in list_links(read_page(client.get(address)))


def test_it_costs_the_same_for_1_and_for_30_episodes(client, staff, address, fill):
    client.force_login(staff("editor"))
    client.get(address)
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            fill(str(number + 1))
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MAX_QUERIES

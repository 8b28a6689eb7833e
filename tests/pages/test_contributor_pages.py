"""The pages of people and studios: cuts that lead on, and the chain of work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from api.pages.cut_ranges import link_ranges
from api.pages.template_filters import format_part_label
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.people.services.contributors import create_contributor
from tests.html_pages import find_all, get_text, get_value


@pytest.fixture
def studio(now):
    """Enters a studio."""
    return lambda name: create_contributor(name=name, kind="organization", by=None, now=now)


def read_chain(page):
    """The headings of the chain, each with its companies and what is said of them."""
    return {
        get_text(heading): [get_text(line) for line in find_all(lines, "li")]
        for part in find_all(page, "section", aria_labelledby="chain")
        for heading, lines in zip(find_all(part, "h3"), find_all(part, "ul"), strict=True)
    }


def test_a_persons_ranges_of_cuts_lead_to_the_cuts_at_their_ends(
    open_page, production, confirmed, person, now
):
    episode = add_episode(production, number="1", by=None, now=now)
    cuts = add_cuts(
        production, [{"number": number} for number in ("1", "2", "3", "4", "5")], episode=episode,
        by=None, now=now,
    )  # fmt: skip
    for cut in (cuts[0], cuts[1], cuts[2], cuts[4]):
        confirmed(contributor=person, cut=cut, episode=episode)
    (told,) = [
        told
        for told in find_all(open_page(f"people/{person.uid}/"), "span", class_="meta")
        if find_all(told, "a")
    ]
    links = {get_text(link): get_value(link, "href") for link in find_all(told, "a")}
    assert get_text(told).replace(" ", "") == "4cuts:1–3,5"
    assert links == {
        "1": f"/en/cuts/{cuts[0].uid}/", "3": f"/en/cuts/{cuts[2].uid}/", "5": f"/en/cuts/{cuts[4].uid}/",
    }  # fmt: skip


@given(st.text("12A-,", max_size=12), st.sets(st.text("12A-", min_size=1, max_size=3)))
def test_pieces_of_ranges_are_the_text_again(text, numbers):
    pieces = link_ranges(text, {number: f"uid of {number}" for number in numbers})
    assert "".join(piece.text for piece in pieces).replace("–", "-").replace(", ", ",") == text
    assert all(piece.uid == f"uid of {piece.text}" for piece in pieces if piece.uid)


def test_a_studio_says_for_whom_it_worked_and_to_whom_it_gave_work(
    open_page, confirmed, person, role, studio, company
):
    gave, took = studio("元請け社"), studio("下請け社")
    confirmed(contributor=person, affiliation=company, contracted_by=gave)
    confirmed(contributor=person, role=role("inbetween"), affiliation=took, contracted_by=company)
    confirmed(
        contributor=took, kind="organization", role=role("digital_paint"), contracted_by=company,
        absence_reason="company_will_not_name",
    )  # fmt: skip
    address = f"studios/{company.uid}/"
    assert read_chain(open_page(address)) == {
        "It worked for": ["元請け社 1 credit"], "It gave work to": ["下請け社 2 credits"],
    }  # fmt: skip
    assert list(read_chain(open_page(address, "ja"))) == ["受注元", "発注先"]
    assert read_chain(open_page(f"studios/{gave.uid}/")) == {"It gave work to": ["WIT STUDIO 1 credit"]}


def test_a_studio_of_which_no_chain_is_known_says_nothing_of_one(open_page, confirmed, person, company):
    confirmed(contributor=person, affiliation=company)
    assert read_chain(open_page(f"studios/{company.uid}/")) == {}


def test_thirty_companies_of_the_chain_cost_as_many_queries_as_one(
    client, confirmed, person, studio, company, now
):
    confirmed(contributor=person, affiliation=company, contracted_by=studio("社"))
    address = f"/en/studios/{company.uid}/"
    client.get(address)
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        counts.append(len(counted))
        for number in range(29):
            confirmed(
                contributor=create_contributor(name=f"見本 {turn} {number}", by=None, now=now),
                affiliation=company,
                contracted_by=studio(f"{turn}号{number}社"),
            )
        client.get(address)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("label", "told"), [("A", "Part A"), ("Aパート", "Aパート"), ("アバン", "アバン")])
def test_a_label_that_says_it_is_a_part_is_not_called_one_twice(label, told):
    assert format_part_label(label) == told

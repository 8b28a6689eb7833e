"""Credits that hold for a range of episodes or cuts, by API: written, read, found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.models import Credit


@pytest.fixture
def episodes(production, now):
    made = [add_episode(production, number=str(n), by=None, now=now) for n in range(1, 8)]
    return [*made, add_episode(production, number="OP", kind="opening", by=None, now=now)]


@pytest.fixture
def cuts(production, episodes, now):
    return add_cuts(
        production, [{"number": f"C{n:03d}"} for n in range(1, 13)], episode=episodes[0], by=None, now=now
    )


def uids(answer):
    assert answer.status_code == 200, answer.content
    return {row["uid"] for row in answer.json()["results"]}


def test_ranges_are_found_by_what_they_contain(
    client, production, person, company, confirmed, role, episodes, cuts, theirs
):
    of_range = confirmed(
        contributor=person, role=role("color_spec"), episode=episodes[0], last_episode=episodes[5]
    )
    of_cuts = confirmed(contributor=person, role=role("layout"), cut=cuts[2], last_cut=cuts[7])
    single = confirmed(contributor=person, role=role("storyboard"), episode=episodes[2])
    opening = confirmed(contributor=person, role=role("storyboard"), episode=episodes[7])
    both = {str(of_range.uid), str(of_cuts.uid)}
    found = {
        0: both, 2: {str(of_range.uid), str(single.uid)}, 5: {str(of_range.uid)}, 6: set(), 7: {str(opening.uid)},
    }  # fmt: skip
    for place, expected in found.items():
        episode = episodes[place]
        assert uids(client.get(f"/api/v1/episodes/{episode.uid}/credits/")) == expected
        assert uids(client.get(f"/api/v1/credits/?episode={episode.uid}")) == expected
        number = f"/api/v1/productions/{production.uid}/credits/?episode={episode.number}"
        assert uids(client.get(number)) == expected
    work = f"/api/v1/productions/{production.uid}/credits/"
    assert uids(client.get(f"{work}?episode=6-9")) == {str(of_range.uid)}
    assert uids(client.get(f"{work}?episode={episodes[2].uid},{episodes[7].uid}")) == {
        str(each.uid) for each in (of_range, single, opening)
    }
    assert uids(client.get(f"{work}?episode={episodes[2].uid},7")) == {str(of_range.uid), str(single.uid)}
    assert uids(client.get(f"{work}?episode=none")) == set()
    for place, expected in {1: set(), 2: {str(of_cuts.uid)}, 7: {str(of_cuts.uid)}, 8: set()}.items():
        assert uids(client.get(f"/api/v1/cuts/{cuts[place].uid}/credits/")) == expected
        assert uids(client.get(f"/api/v1/credits/?cut={cuts[place].uid}")) == expected
        assert uids(client.get(f"{work}?cut={cuts[place].number}")) == expected
    assert uids(client.get(f"{work}?cut=8-12")) == {str(of_cuts.uid)}


def test_a_film_has_ranges_of_its_own_cuts(client, production, person, confirmed, role, now, theirs):
    first, middle, last = add_cuts(production, [{"number": str(n)} for n in (1, 2, 10)], by=None, now=now)
    credit = confirmed(contributor=person, role=role("layout"), cut=first, last_cut=last)
    assert uids(client.get(f"/api/v1/cuts/{middle.uid}/credits/")) == {str(credit.uid)}
    answer = client.get(f"/api/v1/credits/{credit.uid}/").json()
    assert (answer["cut"]["number"], answer["last_cut"]["number"], answer["last_episode"]) == (
        "1",
        "10",
        None,
    )


def test_who_gave_the_work_on_is_public_and_found(client, person, company, confirmed, role):
    credit = confirmed(contributor=person, role=role("inbetween"), contracted_by=company)
    assert client.get(f"/api/v1/credits/{credit.uid}/").json()["contracted_by"]["uid"] == str(company.uid)
    assert uids(client.get(f"/api/v1/credits/?contracted_by={company.uid}")) == {str(credit.uid)}
    assert uids(client.get(f"/api/v1/credits/?contracted_by={person.uid}")) == set()
    assert client.get(f"/api/v1/contributors/{company.uid}/").status_code == 200


def test_counting_ranges_costs_the_same_for_any_number(client, production, confirmed, role, episodes, now):
    costs = []
    client.get(f"/api/v1/episodes/{episodes[1].uid}/credits/")
    for rows in (1, 30):
        for number in range(rows):
            confirmed(
                role=role("layout"),
                episode=episodes[0],
                last_episode=episodes[3],
                absence_reason="unknown_lost",
                headcount=number + 1,
            )
        FRAGMENT_CACHE.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1/episodes/{episodes[1].uid}/credits/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert Credit.objects.count() == 31


@pytest.mark.parametrize("address", ["productions/{work}/staff/", "contributors/{person}/filmography/"])
def test_who_holds_a_range_has_worked_on_all_that_is_in_it(
    client, production, person, confirmed, role, episodes, cuts, address
):
    confirmed(contributor=person, role=role("layout"), episode=episodes[1], last_episode=episodes[3])
    confirmed(contributor=person, role=role("layout"), cut=cuts[2], last_cut=cuts[7])
    confirmed(contributor=person, role=role("layout"), episode=episodes[2], role_as_printed="レイアウト監修")
    (row,) = client.get(f"/api/v1/{address.format(work=production.uid, person=person.uid)}").json()["results"]
    row = row["roles"][0] if "roles" in row else row
    assert row["credits"] == 3
    assert [(each["episode"]["number"], each["whole"], each["cuts"], each["cut_count"]) for each in row["episodes"]] == [
        ("1", False, "C003-C008", 6), ("2", True, "", 0), ("3", True, "", 0), ("4", True, "", 0),
    ]  # fmt: skip

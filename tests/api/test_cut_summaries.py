"""`…/cut-summaries/`: what the credits of each cut say together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.productions import add_episode, update_production
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.credits import enter_credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.api.asking import get

MANY = 30


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


@pytest.fixture
def cuts(production, episode, now):
    rows = [{"number": str(number), "length_frames": 24} for number in (10, 2, 1)]
    return {cut.number: cut for cut in add_cuts(production, rows, episode=episode, by=None, now=now)}


def summaries(client, path):
    """Each row in few words."""
    return [
        (row["number"], row["named"], row["withheld"], row["unnamed"], row["ai"])
        for row in get(client, f"{path}/cut-summaries/").json()["results"]
    ]


def test_each_cut_says_how_many_it_names_and_whether_ai_was_used(
    client, production, episode, cuts, person, confirmed, role, now
):
    drawn = confirmed(contributor=person, role=role("key_animation"), cut=cuts["1"])
    declare_ai(
        drawn, answer="none", declared_by=person, wording="I used none.", basis="own_statement", by=None, now=now
    )  # fmt: skip
    confirmed(contributor=person, role=role("layout"), cut=cuts["2"])
    confirmed(
        contributor=None, absence_reason="unknown_lost", role=role("inbetween"), cut=cuts["2"], headcount=3
    )
    expected = [("1", 1, 0, 0, "none"), ("2", 1, 0, 1, "not_asked"), ("10", 0, 0, 0, "not_asked")]
    assert summaries(client, f"productions/{production.uid}") == expected
    assert summaries(client, f"episodes/{episode.uid}") == expected
    (first, *_others) = get(client, f"episodes/{episode.uid}/cut-summaries/").json()["results"]
    assert (first["uid"], first["length_frames"], first["status"]) == (str(cuts["1"].uid), 24, "active")
    assert first["episode"] == {"uid": str(episode.uid), "number": "1", "title": ""}


def test_a_range_counts_in_each_active_cut_of_it(client, production, cuts, person, confirmed, role, now):
    update_cut(cuts["2"], status="omitted", by=None, now=now)
    confirmed(contributor=person, role=role("layout"), cut=cuts["1"], last_cut=cuts["10"])
    whole = [("1", 1, 0, 0, "not_asked"), ("2", 0, 0, 0, "not_asked"), ("10", 1, 0, 0, "not_asked")]
    assert summaries(client, f"productions/{production.uid}") == whole
    assert summaries(client, f"contributors/{person.uid}") == [whole[0], whole[2]]


def test_a_studio_is_a_name_only_for_what_studios_do(client, production, cuts, company, confirmed, role):
    confirmed(
        contributor=company, kind="organization", role=role("inbetween"), cut=cuts["1"], absence_reason="company_will_not_name"
    )  # fmt: skip
    confirmed(
        contributor=company, kind="organization", role=role("inbetween"), cut=cuts["2"], headcount=3, named_count=1,
    )  # fmt: skip
    assert summaries(client, f"productions/{production.uid}")[:2] == [
        ("1", 0, 0, 1, "not_asked"),
        ("2", 1, 0, 0, "not_asked"),
    ]


def test_what_others_did_in_a_contributors_cuts_is_not_theirs(
    client, production, cuts, person, confirmed, role, now
):
    other = create_contributor(name="見本 花", by=None, now=now)
    confirmed(contributor=person, role=role("layout"), cut=cuts["1"])
    hidden = confirmed(contributor=other, role=role("key_animation"), cut=cuts["1"])
    confirmed(contributor=other, role=role("layout"), cut=cuts["2"])
    withhold_name(hidden, statement="No.", stated_on=now.date(), by=None, now=now)
    get(client, f"contributors/{other.uid}/cut-summaries/", 404)
    assert summaries(client, f"contributors/{person.uid}") == [("1", 1, 0, 0, "not_asked")]
    assert summaries(client, f"productions/{production.uid}") == [
        ("1", 1, 1, 0, "not_asked"),
        ("2", 0, 1, 0, "not_asked"),
        ("10", 0, 0, 0, "not_asked"),
    ]


def test_drafts_and_private_productions_are_summarized_for_members_alone(
    client, production, episode, cuts, person, confirmed, role, member, now
):
    enter_credit(production, role=role("layout"), contributor=person, cut=cuts["1"], by=None, now=now)
    assert summaries(client, f"productions/{production.uid}")[0] == ("1", 0, 0, 0, "not_asked")
    seen = member(f"productions/{production.uid}/cut-summaries/")
    assert seen[0]["named"] == 1
    confirmed(contributor=person, role=role("layout"), cut=cuts["2"])
    update_production(production, visibility="private", by=None, now=now)
    for path in ("productions", production), ("episodes", episode), ("contributors", person):
        get(client, f"{path[0]}/{path[1].uid}/cut-summaries/", 404)


def test_cuts_are_narrowed_and_read_page_by_page(client, production, cuts):
    path = f"productions/{production.uid}/cut-summaries/"
    assert [row["number"] for row in get(client, f"{path}?number=2-10").json()["results"]] == ["2", "10"]
    page = get(client, f"{path}?page_size=2&count=exact").json()
    assert ([row["number"] for row in page["results"]], page["count"]) == (["1", "2"], 3)
    last = client.get(page["next"]).json()
    assert [row["number"] for row in last["results"]] == ["10"]
    assert client.get(last["previous"]).json()["results"] == page["results"]


def test_summaries_ask_as_often_for_many_cuts_as_for_one(
    client, production, episode, person, confirmed, role, now
):
    cuts = add_cuts(
        production, [{"number": str(number)} for number in range(MANY)], episode=episode, by=None, now=now
    )
    paths = [
        f"{parent}/{entry.uid}/cut-summaries/"
        for parent, entry in (("productions", production), ("episodes", episode), ("contributors", person))
    ]

    def count(path):
        get(client, path)
        FRAGMENT_CACHE.clear()
        with CaptureQueriesContext(connection) as asked:
            get(client, path)
        return len(asked)

    confirmed(contributor=person, role=role("layout"), cut=cuts[0], last_cut=cuts[1])
    few = [count(path) for path in paths]
    for number in range(2, MANY):
        other = create_contributor(name=f"見本 {number}", by=None, now=now)
        for credited in (person, other):
            confirmed(contributor=credited, role=role("layout"), cut=cuts[number], last_cut=cuts[-1])
    assert [count(path) for path in paths] == few


@pytest.fixture
def long_episode(production, episode, person, confirmed, role, now):
    """Forty cuts with a credit each, one for a range of them, and cuts of another episode before and after."""
    other = add_episode(production, number="2", by=None, now=now)
    before = add_episode(production, number="0", by=None, now=now)
    for place in (other, before):
        add_cuts(
            production, [{"number": str(number)} for number in range(5)], episode=place, by=None, now=now
        )
    rows = [{"number": str(number)} for number in range(1, 41)]
    cuts = add_cuts(production, rows, episode=episode, by=None, now=now)
    for cut in cuts:
        confirmed(contributor=person, role=role("layout"), cut=cut)
    confirmed(absence_reason="unknown_lost", role=role("inbetween"), cut=cuts[1], last_cut=cuts[20])
    return cuts


def read_rows(client, path, query=""):
    return get(client, f"{path}/cut-summaries/{query}").json()["results"]


@pytest.mark.parametrize(("place", "first", "last"), [(20, 8, 32), (0, 0, 12), (39, 27, 39)])
def test_around_a_cut_are_those_beside_it_in_its_episode(
    client, production, episode, long_episode, person, place, first, last
):
    query = f"?around={long_episode[place].uid}"
    for path in (f"productions/{production.uid}", f"episodes/{episode.uid}", f"contributors/{person.uid}"):
        whole = {row["uid"]: row for row in read_rows(client, path)}
        expected = [whole[str(cut.uid)] for cut in long_episode[first : last + 1]]
        assert read_rows(client, path, query) == expected


def test_around_what_is_no_cut_of_the_list_is_nothing(client, production, episode, long_episode):
    assert read_rows(client, f"episodes/{episode.uid}", f"?around={production.uid}") == []
    refused = get(client, f"episodes/{episode.uid}/cut-summaries/?around=12", 400).json()
    assert [error["parameter"] for error in refused["errors"]] == ["around"]


def test_a_page_and_a_filter_give_the_rows_of_the_whole(client, production, episode, long_episode):
    """Only the credits of their cuts are read, and ranges that begin before them."""
    path = f"productions/{production.uid}"
    whole = read_rows(client, path)
    assert {(row["named"], row["unnamed"]) for row in whole} == {(0, 0), (1, 0), (1, 1)}
    assert read_rows(client, path, "?page_size=12") == whole[:12]
    following = get(client, f"{path}/cut-summaries/?page_size=12").json()["next"]
    assert client.get(following).json()["results"] == whole[12:24]
    assert read_rows(client, path, f"?uid={long_episode[9].uid}") == [
        row for row in whole if row["uid"] == str(long_episode[9].uid)
    ]

"""`ordering=roll`: credits as their roll has them, and the staff in the same order (H17)."""

import csv
import io

import pytest

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.billing import append_to_billing, order_credits
from productions.credits.services.credits import confirm_credits, enter_credit
from productions.models import Credit, Production
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.shared.choices import Visibility
from productions.withholding.services.withholding import withhold_name
from tests.api.asking import get
from tests.api.test_lists import follow
from tests.html_pages import read_body

VOCABULARY = ["監督", "演出", "原画ア", "原画イ", "美術"]


@pytest.fixture
def enter(drafted, now):
    """A confirmed credit of somebody new."""

    def make(code, name, **values):
        credit = drafted(code, name, **values)
        confirm_credits([credit], by=None, now=now)
        return Credit.objects.get(pk=credit.pk)

    return make


@pytest.fixture
def series(production, enter, now):
    """The credits of a production with an episode, by name."""
    episode = add_episode(production, number="1", by=None, now=now)
    return {
        "監督": enter("director", "監督"),
        "演出": enter("episode_director", "演出", episode=episode),
        "原画ア": enter("key_animation", "原画ア", episode=episode),
        "原画イ": enter("key_animation", "原画イ", episode=episode),
        "美術": enter("background_art", "美術"),
        "特典": enter("key_animation", "特典", edition="disc"),
    }


@pytest.fixture
def drafted(production, role, now):
    """A draft of somebody new."""

    def make(code, name, **values):
        person = create_contributor(name=name, by=None, now=now)
        return enter_credit(production, role=role(code), contributor=person, by=None, now=now, **values)

    return make


def give(production, series, order, now, **part):
    return order_credits(production, credits=[series[name] for name in order], by=None, now=now, **part)


def names(client, path):
    return [row["credited_as"] for row in get(client, path).json()["results"]]


def test_without_an_order_the_list_is_as_the_vocabulary_proposes(client, production, series):
    assert names(client, f"productions/{production.uid}/credits/?ordering=roll") == VOCABULARY


def test_h17_a_list_has_the_order_that_the_roll_was_given(client, production, series, now):
    order = ["美術", "原画イ", "監督", "原画ア"]
    give(production, series, order, now)
    listed = names(client, f"productions/{production.uid}/credits/?ordering=roll")
    assert listed == ["美術", "原画イ", "監督", "演出", "原画ア"]

    document = issue_release(production, by=None, now=now).document
    places = [document.index(str(series[name].uid)) for name in listed]
    assert places == sorted(places)
    back = names(client, f"productions/{production.uid}/credits/?ordering=-roll")
    assert back == listed[::-1]


def test_h17_the_roll_of_an_edition_has_its_own_credits_and_order(client, production, series, now):
    give(production, series, ["特典", "美術", "監督"], now, edition="disc")
    path = f"productions/{production.uid}/credits/?ordering=roll"
    assert names(client, path) == VOCABULARY
    assert names(client, f"{path}&edition=disc") == ["特典", "原画ア", "原画イ", "美術", "監督", "演出"]
    assert names(client, f"productions/{production.uid}/credits/?edition=disc") == ["特典"]
    problem = get(client, f"{path}&edition=disc,festival", 400).json()
    assert problem["errors"][0]["parameter"] == "edition"


def test_h17_an_episodes_roll_has_what_is_of_the_whole_production_at_its_place(client, series, now):
    episode = series["演出"].episode
    give(episode.production, series, ["原画イ", "監督", "演出", "原画ア"], now, episode=episode)
    path = f"episodes/{episode.uid}/credits/?ordering=roll"
    assert names(client, path) == ["原画イ", "監督", "演出", "原画ア", "美術"]
    assert names(client, f"{path}&role=key_animation") == ["原画イ", "原画ア"]
    assert names(client, f"{path}&episode={episode.uid}&count=exact") == ["原画イ", "演出", "原画ア"]
    assert get(client, f"{path}&episode={episode.uid}&count=exact").json()["count"] == 3


@pytest.mark.parametrize("ordering", ["roll", "-roll"])
@pytest.mark.parametrize("more", ["", "&department=animation,background"])
def test_pages_of_a_roll_lead_on_and_back(client, production, series, now, ordering, more):
    give(production, series, ["美術", "原画イ", "監督", "原画ア"], now)
    path = f"productions/{production.uid}/credits/?ordering={ordering}{more}"
    whole = get(client, path).json()["results"]
    forward, last = follow(client, f"{path}&page_size=2", "next")
    assert forward == whole
    back, _first = follow(client, last.removeprefix("/api/v1/"), "previous")
    assert back == whole


def test_a_page_goes_on_behind_the_credit_before_wherever_that_stands_by_now(client, production, series, now):
    give(production, series, ["美術", "原画イ", "監督", "演出", "原画ア"], now)
    page = get(client, f"productions/{production.uid}/credits/?ordering=roll&page_size=2").json()
    give(production, series, ["原画イ", "監督", "美術", "演出", "原画ア"], now)

    following = client.get(page["next"]).json()["results"]
    assert [row["credited_as"] for row in following] == ["監督", "美術"]


def test_files_have_the_order_too(client, production, series, now):
    give(production, series, ["美術", "原画イ", "監督", "原画ア"], now)
    expected = ["美術", "原画イ", "監督", "演出", "原画ア"]
    table = read_body(get(client, f"productions/{production.uid}/credits.csv?ordering=roll"), "utf-8-sig")
    assert [row["credited_as"] for row in csv.DictReader(io.StringIO(table))] == expected
    rows = get(client, f"productions/{production.uid}/credits.json?ordering=roll&fields=credited_as").json()
    assert [row["credited_as"] for row in rows] == expected


def test_only_a_roll_has_its_order(client, series, person):
    for path in ("credits/", f"contributors/{person.uid}/credits/", "roles/layout/credits/"):
        get(client, f"{path}?ordering=roll", 400)


def test_a_draft_puts_nobody_in_another_place_in_public(client, production, enter, drafted, member, now):
    """By its position it takes the first place of its role, and the other one its own, behind the director."""
    public = f"productions/{production.uid}/credits/?ordering=roll"
    credits = [
        enter("key_animation", "原画", position=2),
        enter("director", "監督"),
        drafted("key_animation", "下書", position=1),
    ]
    append_to_billing(production, credits, by=None, now=now)
    assert names(client, public) == ["原画", "監督"]
    assert [row["credited_as"] for row in member(public)] == ["下書", "監督", "原画"]


def test_drafts_and_their_places_are_their_members_alone(client, production, series, drafted, member, now):
    public = f"productions/{production.uid}/credits/?ordering=roll"
    give(production, series, ["美術", "原画イ", "監督", "原画ア"], now)
    before = names(client, public)
    draft = drafted("key_animation", "下書", position=0)
    order_credits(
        production,
        credits=[draft, *(series[name] for name in ("美術", "原画イ", "監督", "原画ア"))],
        by=None,
        now=now,
    )  # fmt: skip
    assert names(client, public) == before
    assert [row["credited_as"] for row in member(public)] == ["下書", *before]


def test_h16_who_withheld_their_name_does_not_stand_between_their_neighbours(client, production, enter, now):
    three = [enter("key_animation", name) for name in ("甲", "乙", "丙")]
    order_credits(production, credits=three, by=None, now=now)
    withhold_name(three[1], statement="Please do not name me.", stated_on=now.date(), by=None, now=now)

    assert names(client, f"productions/{production.uid}/credits/?ordering=roll") == ["甲", "丙", ""]


def test_what_is_not_public_is_not_there_in_any_order(client, production, series, now):
    episode = series["演出"].episode
    Production.objects.update(visibility=Visibility.PRIVATE)
    get(client, f"productions/{production.uid}/credits/?ordering=roll", 404)
    get(client, f"episodes/{episode.uid}/credits/?ordering=roll", 404)
    get(client, "productions/00000000-0000-7000-8000-000000000000/credits/?ordering=roll", 404)


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("more", ["", "&role=layout"])
def test_a_page_costs_the_same_with_1_and_with_30_credits(
    client, production, person, role, now, rows, more, django_assert_max_num_queries
):
    """The production, its credits, its order, who is shown, the entries with what they refer to."""
    cuts = add_cuts(production, [{"number": str(number)} for number in range(rows)], by=None, now=now)
    credits = [
        enter_credit(production, role=role("layout"), contributor=person, cut=cut, by=None, now=now)
        for cut in cuts
    ]
    confirm_credits(credits, by=None, now=now)
    order_credits(production, credits=credits[::-1], by=None, now=now)
    path = f"productions/{production.uid}/credits/?ordering=roll&page_size=100{more}"
    with django_assert_max_num_queries(13 if more else 12):
        assert len(get(client, path).json()["results"]) == rows
    with django_assert_max_num_queries(8 if more else 7):
        get(client, path)


def test_h17_the_staff_stand_in_the_order_of_the_roll(client, production, series, now):
    path = f"productions/{production.uid}/staff/"

    def listed(path):
        return [row["credited_as"] for row in get(client, path).json()["results"]]

    assert listed(path) == [["監督"], ["演出"], ["原画ア"], ["原画イ"], ["特典"], ["美術"]]
    give(production, series, ["美術", "原画イ", "監督", "原画ア"], now)
    assert listed(path) == [["美術"], ["原画イ"], ["監督"], ["演出"], ["原画ア"], ["特典"]]
    assert listed(f"{path}?role=key_animation") == [["原画イ"], ["原画ア"], ["特典"]]
    forward, _last = follow(client, f"{path}?page_size=2", "next")
    assert [row["credited_as"] for row in forward] == listed(path)
    give(production, series, ["特典", "監督"], now, edition="disc")
    assert listed(f"{path}?edition=disc") == [["特典"]]

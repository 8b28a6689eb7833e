"""Credits of a range of cuts or episodes are found by what lies between its ends, and are called by both."""

import pytest
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit
from productions.history.services.labels import label_entry, name_places
from tests.html_pages import find_all, get_text, list_links, read_page, read_page_text
from tests.rules.conftest import GENERATIVE

pytestmark = pytest.mark.django_db


@pytest.fixture
def episodes(production, now):
    return [add_episode(production, number=number, by=None, now=now) for number in ("1", "2", "3")]


@pytest.fixture
def cuts(production, episodes, now):
    """C001 to C006 of the first episode, and a C003 of the second."""
    numbers = [{"number": f"C{number:03}"} for number in range(1, 7)]
    add_cuts(production, [{"number": "C003"}], episode=episodes[1], by=None, now=now)
    return add_cuts(production, numbers, episode=episodes[0], by=None, now=now)


@pytest.fixture
def in_range(production, cuts, role, person, now):
    """Layouts of C001–C005."""
    return enter_credit(
        production, role=role("layout"), contributor=person, cut=cuts[0], last_cut=cuts[4], by=None, now=now
    )


@pytest.fixture
def of_episodes(production, episodes, role, person, now):
    """The animation direction of #1–#3."""
    return enter_credit(
        production, role=role("animation_director"), contributor=person, episode=episodes[0],
        last_episode=episodes[2], by=None, now=now,
    )  # fmt: skip


def list_found(client, model, **asked):
    answer = client.get(reverse(f"admin:productions_{model}_changelist"), asked)
    return [entry.pk for entry in answer.context["cl"].result_list]


def test_a_cut_in_a_range_finds_its_credit(client, boss, production, episodes, cuts, in_range):
    (first, second, _third), common = episodes, {"production": production.pk}
    assert list_found(client, "credit", cut_number="c-3", episode=first.pk, **common) == [in_range.pk]
    assert list_found(client, "credit", cut=cuts[2].pk, **common) == [in_range.pk]
    assert list_found(client, "credit", cut=cuts[5].pk, **common) == []
    assert list_found(client, "credit", cut_number="C003", episode=second.pk, **common) == []


def test_an_episode_in_a_range_finds_its_credit(client, boss, production, episodes, of_episodes):
    for episode in episodes:
        found = list_found(client, "credit", production=production.pk, episode=episode.pk)
        assert found == [of_episodes.pk]


def test_what_hangs_on_the_credit_is_found_too(client, boss, production, cuts, in_range, now):
    system = register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)
    use = record_ai_use(in_range, ai_system=system, **GENERATIVE, by=None, now=now)
    assert list_found(client, "aiuse", production=production.pk, cut=cuts[2].pk) == [use.pk]
    assert list_found(client, "aiuse", production=production.pk, cut=cuts[5].pk) == []


def test_a_range_is_called_by_both_ends(client, boss, production, in_range, of_episodes):
    assert label_entry(in_range).startswith("#1 C001–C005 ")
    assert label_entry(of_episodes).startswith("#1–#3 ")
    assert name_places([in_range]) == "#1 C001–C005"
    assert name_places([of_episodes]) == "#1–#3"
    page = read_page(client.get(reverse("admin:productions_credit_changelist")))
    cells = [get_text(cell) for cell in find_all(page, "td", class_="field-cuts")]
    assert cells == ["-", "C001–C005"]
    found = read_page_text(client.get(reverse("admin:search"), {"q": in_range.credited_as}))
    assert "C001–C005" in found
    picked = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "productions", "model_name": "aiuse", "field_name": "credit", "term": "C001"},
    )
    assert picked.json()["results"][0]["text"].startswith("C001–C005 ")


def test_an_entry_leads_back_to_its_production_and_tab(client, boss, production, in_range):
    for address in (
        reverse("admin:productions_credit_change", args=[in_range.pk]),
        reverse("admin:productions_credit_changelist") + f"?production={production.pk}",
    ):
        (way,) = find_all(read_page(client.get(address)), "div", class_="breadcrumbs")
        overview = reverse("admin:productions_production_overview", args=[production.pk])
        assert overview in list_links(way)
        assert reverse("admin:productions_production_cut_sheet", args=[production.pk]) in {
            link.partition("?")[0] for link in list_links(way)
        }
        assert reverse("admin:productions_production_change", args=[production.pk]) not in list_links(way)

"""The heat map: what each layer says of a cell, from where it leads, and how few queries it takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits
from productions.entry.services.sheet_places import SheetPlace
from productions.models import Role
from productions.people.services.contributors import create_contributor
from productions.review.services.heat_map import HeatCell, read_heat_map
from tests.html_pages import find_all, get_text, get_value, read_page


@pytest.fixture
def filled(production, cuts, person, role, now):
    """Key animation: two people in the first cut, nobody named in the second, a range over the last two. Layout in the first."""
    other = create_contributor(name="佐藤", by=None, now=now)
    key, layout = role("key_animation"), role("layout")
    rows = [
        {"role": key, "cut": cuts[0], "contributor": person},
        {"role": key, "cut": cuts[0], "contributor": other},
        {"role": key, "cut": cuts[1], "absence_reason": "unknown_lost"},
        {"role": key, "cut": cuts[2], "last_cut": cuts[3], "contributor": other},
        {"role": layout, "cut": cuts[0], "contributor": person},
    ]
    credits = enter_credits(production, rows, by=None, now=now)
    confirm_credits([credits[0], credits[3]], by=None, now=now)
    declare_ai(
        credits[4], answer="none", declared_by=person, wording="By hand.", basis="own_statement", by=None, now=now
    )  # fmt: skip
    return credits


@pytest.fixture
def ask(client, staff, production, episode):
    client.force_login(staff("viewer"))
    page = reverse("admin:productions_production_heat_map", args=[production.pk])
    return lambda layer="missing": client.get(f"{page}?episode={episode.pk}&layer={layer}")


def read_table(answer):
    """The texts of each line by the cut's number; the headings under an empty string."""
    table = find_all(read_page(answer), "table", class_="heat")[0]
    found = {}
    for row in find_all(table, "tr"):
        number, *cells = [
            " ".join(get_text(cell).split()) for cell in row.children if not isinstance(cell, str)
        ]
        found["" if number == "Cut" else number] = cells
    return found


@pytest.mark.parametrize(
    ("layer", "key", "layout"),
    [
        ("missing", ["2", "?", "1", "1"], ["1", "–", "–", "–"]),
        ("unconfirmed", ["1/2", "1/1", "✓", "✓"], ["1/1", "", "", ""]),
        ("ai", ["?", "?", "?", "?"], ["✓", "", "", ""]),
    ],
)
def test_a_cell_says_in_words_what_its_layer_is_about(ask, filled, layer, key, layout):
    table = read_table(ask(layer))
    heads = table.pop("")
    at = next(index for index, head in enumerate(heads) if head.startswith("Key animation"))
    assert [cells[at] for cells in table.values()] == key
    at = next(index for index, head in enumerate(heads) if head.startswith("Layout"))
    assert [cells[at] for cells in table.values()] == layout


def test_lines_and_headings_say_where_the_sheet_opens(ask, production, episode, cuts, filled):
    table = find_all(read_page(ask()), "table", class_="heat")[0]
    sheet = f"{reverse('admin:productions_production_cut_sheet', args=[production.pk])}?episode={episode.pk}"
    assert get_value(table, "data-sheet") == sheet
    links = [get_value(link, "href") for link in find_all(table, "a")]
    assert links == [f"{sheet}#cut={cut.pk}" for cut in cuts]
    roles = [get_value(head, "data-role") for head in find_all(table, "th") if get_value(head, "data-role")]
    assert {"layout", "key_animation"} <= set(roles)
    assert set(roles) <= set(Role.objects.values_list("code", flat=True))


def test_cuts_that_are_not_in_the_film_need_nobody(ask, cuts, filled, now):
    update_cut(cuts[3], status="omitted", by=None, now=now)
    table = read_table(ask())
    at = next(index for index, head in enumerate(table.pop("")) if head.startswith("Key animation"))
    assert {number: cells[at] for number, cells in table.items()} == {"001": "2", "002": "?", "003": "1"}


def test_a_withheld_name_counts_as_a_person_and_is_not_told(
    production, episode, cuts, credit_in, boss, role, person
):
    credit_in(production, code="layout", cut=cuts[0], contributor=person)
    heat = read_heat_map(SheetPlace(production, episode), user=boss)
    assert heat.cells[role("layout").pk] == {cuts[0].pk: HeatCell(people=1).pack()}


def test_few_queries_for_2_and_for_60_cuts(ask, production, episode, cuts, filled, person, role, now):
    ask()
    costs = []
    for _each in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert ask().status_code == 200
        costs.append(len(asked))
        more = [{"number": f"1{n:02}"} for n in range(60)]
        if not costs[1:]:
            made = add_cuts(production, more, episode=episode, by=None, now=now)
            rows = [{"role": role("inbetween"), "cut": cut, "contributor": person} for cut in made]
            enter_credits(production, rows, by=None, now=now)
    assert costs[0] == costs[1] <= 15

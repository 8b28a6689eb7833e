"""From an entry to those beside it."""

import pytest
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.ai_uses import record_ai_use
from productions.models import Credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value, read_markup, read_page, read_page_text


def find_address(kind, entry, page="change"):
    return reverse(f"admin:productions_{kind}_{page}", args=[entry.pk])


def list_neighbours(client, address):
    """Address by text, of what stands beside the entry."""
    page = read_page(client.get(address))
    places = [each for tag in ("nav", "details") for each in find_all(page, tag, class_="neighbours")]
    return {get_text(link): get_value(link, "href") for place in places for link in find_all(place, "a")}


@pytest.fixture
def cuts(production, now):
    episode = add_episode(production, number="3", by=None, now=now)
    return add_cuts(production, [{"number": "C1"}, {"number": "C2"}], episode=episode, by=None, now=now)


@pytest.fixture
def credit(confirmed, cuts, person, now):
    found = confirmed(contributor=person, cut=cuts[0])
    system = register_ai_system(name="Reiga", vendor="Kaku Labs", by=None, now=now)
    record_ai_use(
        found, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="prompt_guided",
        extent="assist", by=None, now=now,
    )  # fmt: skip
    return found


def test_a_credit_leads_to_its_cut_episode_person_and_ai_uses(client, staff, production, credit, person):
    client.force_login(staff("viewer"))
    sheet = reverse("admin:productions_production_cut_sheet", args=[production.pk])
    assert list_neighbours(client, find_address("credit", credit)) == {
        "Cut C1": find_address("cut", credit.cut),
        "Cut sheet C1": f"{sheet}?episode={credit.episode_id}#cut={credit.cut_id}",
        "Episode #3": find_address("episode", credit.episode),
        "Contributor 牧原亮太郎": find_address("contributor", person),
        "AI use Reiga (Kaku Labs)": find_address("aiuse", credit.ai_uses.get()),
    }


def test_a_credit_whose_name_is_withheld_leads_to_nobody(client, staff, credit, person, now):
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    client.force_login(staff("viewer"))
    address = find_address("credit", Credit.objects.get())
    assert "牧原亮太郎" not in read_markup(client.get(address))
    assert "Cut C1" in list_neighbours(client, address)


def test_an_episode_leads_to_its_pages_and_lists(client, staff, production, credit):
    client.force_login(staff("viewer"))
    found = list_neighbours(client, find_address("episode", credit.episode))
    for page, text in (
        ("cut_sheet", "Cut sheet"),
        ("credit_list", "Credit list"),
        ("billing", "Billing order"),
    ):
        address = reverse(f"admin:productions_production_{page}", args=[production.pk])
        assert found[text] == f"{address}?episode={credit.episode_id}"
    assert found["Cuts"] == f"/admin/productions/cut/?episode__id__exact={credit.episode_id}"


def test_a_cut_leads_to_its_credits_and_to_the_first_artists(client, staff, credit, cuts, now):
    relate_cuts(from_cut=cuts[1], to_cut=cuts[0], kind="shared", by=None, now=now)
    client.force_login(staff("viewer"))
    assert list_neighbours(client, find_address("cut", cuts[0]))["Background art 牧原亮太郎"]
    page = client.get(find_address("cut", cuts[1]))
    assert "First artists" in read_page_text(page)
    found = list_neighbours(client, find_address("cut", cuts[1]))
    assert found["Cut C1"] == find_address("cut", cuts[0])
    assert found["Background art 牧原亮太郎"] == find_address("credit", credit)


def test_a_cut_costs_the_same_for_one_credit_and_for_thirty(
    client, staff, cuts, confirmed, role, now, django_assert_max_num_queries
):
    client.force_login(staff("viewer"))
    for number in range(30):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now), cut=cuts[0])
    client.get(find_address("cut", cuts[0]))
    with django_assert_max_num_queries(15):
        client.get(find_address("cut", cuts[0]))

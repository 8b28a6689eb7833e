"""The page on which a roll is put in order, without its script (tests/acceptance has it in a browser)."""

import pytest
from django.urls import reverse

from productions.catalogue.services.productions import add_episode
from productions.credits.services.billing import order_credits, read_version
from productions.credits.services.credits import enter_credit
from productions.models import Billing
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from tests.html_pages import (
    find_all,
    get_value,
    list_links,
    list_texts,
    read_markup,
    read_page,
    read_page_text,
)


@pytest.fixture
def credits(production, role, now):
    """A director, two key animators and a background artist."""
    return [
        enter_credit(
            production, role=role(code), contributor=create_contributor(name=name, by=None, now=now), by=None, now=now
        )
        for code, name in (
            ("director", "見本監督"), ("key_animation", "見本一"), ("key_animation", "見本二"), ("background_art", "見本美術")
        )
    ]  # fmt: skip


@pytest.fixture
def page(client, boss, production):
    address = reverse("admin:productions_production_billing", args=[production.pk])

    class Page:
        """The page of one roll."""

        def get(self, **part):
            return client.get(address, part)

        def save(self, seen, part="", **data):
            fields = find_all(read_page(seen), "input", type="hidden")
            hidden = {
                get_value(each, "name"): get_value(each)
                for each in fields
                if get_value(each, "name") in ("version", "lines")
            }
            return client.post(f"{address}?{part}", {**hidden, **data})

    return Page()


def names(answer):
    return list_texts(read_page(answer), "span", class_="name")


def printed(production, **part):
    document = build_working_document(
        production=production, episode=part.get("episode"), edition=part.get("edition", "")
    )
    blocks = [block for department in document.departments for block in department.blocks]
    return [line.name for block in blocks for line in block.lines]


def test_h17_it_shows_the_roll_as_it_is_printed(page, production, credits, now):
    assert names(page.get()) == ["見本監督", "見本一", "見本二", "見本美術"] == printed(production)
    order_credits(production, credits=credits[::-1], by=None, now=now)
    assert names(page.get()) == ["見本美術", "見本二", "見本一", "見本監督"] == printed(production)


def test_h17_what_the_script_sends_is_the_order_printed(page, production, credits):
    answer = page.save(page.get(), order="3,1,0,2")
    assert answer.status_code == 302
    assert printed(production) == ["見本美術", "見本一", "見本監督", "見本二"]


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ([1, 2, 3, 4], ["見本監督", "見本一", "見本二", "見本美術"]),
        ([1, 2, 3, 1], ["見本美術", "見本監督", "見本一", "見本二"]),
        ([3, 2, 3, 4], ["見本一", "見本二", "見本監督", "見本美術"]),
        ([1, 2, 3, 2], ["見本監督", "見本美術", "見本一", "見本二"]),
        ([9, 2, 3, 4], ["見本一", "見本二", "見本美術", "見本監督"]),
    ],
)
def test_without_the_script_a_line_goes_to_the_number_that_is_typed(
    page, production, credits, numbers, order
):
    assert page.save(page.get(), place=numbers).status_code == 302
    assert printed(production) == order


def test_an_edition_and_an_episode_are_chosen_in_the_address(page, production, credits, now):
    episode = add_episode(production, number="1", by=None, now=now)
    part = {"episode": episode.pk, "edition": "disc"}
    page.save(page.get(**part), f"episode={episode.pk}&edition=disc", order="3,2,1,0")
    billing = Billing.objects.get()
    assert (billing.episode, billing.edition) == (episode, "disc")
    assert printed(production, episode=episode, edition="disc")[0] == "見本美術"
    assert printed(production)[0] == "見本監督"
    assert "the orders of the episodes no longer count" in read_page_text(page.get())
    assert "the orders of the episodes no longer count" not in read_markup(page.get(**part))


def test_whoever_saves_second_is_told_and_keeps_their_work(page, production, credits, now):
    seen = page.get()
    order_credits(production, credits=credits[::-1], by=None, now=now)

    refused = page.save(seen, order="1,0,2,3")
    assert "Somebody changed this order while you were editing" in read_page_text(refused)
    assert names(refused) == ["見本一", "見本監督", "見本二", "見本美術"]
    assert printed(production)[0] == "見本美術"

    assert page.save(refused, order="0,1,2,3").status_code == 302
    assert printed(production) == ["見本一", "見本監督", "見本二", "見本美術"]


def test_who_was_removed_or_entered_meanwhile_does_not_stop_it(page, production, credits, role, person, now):
    seen = page.get()
    type(credits[0]).objects.filter(pk=credits[1].pk).update(state="superseded")
    enter_credit(production, role=role("director"), contributor=person, by=None, now=now)

    assert page.save(seen, order="3,2,1,0").status_code == 302
    assert printed(production) == ["見本美術", "見本二", "見本監督", person.name]


@pytest.mark.parametrize(
    "data", [{"order": "0,1,1,3"}, {"order": "0,1"}, {"order": "a"}, {"place": ["1"]}, {"version": ""}, {}]
)
def test_what_no_form_sends_is_refused(page, production, credits, data):
    assert page.save(page.get(), **data).status_code == 400
    assert not Billing.objects.exists()


def test_viewers_look_and_change_nothing(client, staff, production, credits):
    client.force_login(staff("viewer"))
    address = reverse("admin:productions_production_billing", args=[production.pk])
    shown = client.get(address)
    assert names(shown)
    assert "Save order" not in read_markup(shown)
    lines = ";".join(str(credit.uid) for credit in credits)
    refused = client.post(address, {"version": "0", "lines": lines, "order": "3,2,1,0"})
    assert refused.status_code == 403
    assert read_version(production, None, "") == 0


def test_the_desk_and_an_episode_lead_to_it(client, boss, production, credits, now):
    episode = add_episode(production, number="1", by=None, now=now)
    desk = client.get(reverse("admin:productions_production_overview", args=[production.pk]))
    assert "../billing/" in list_links(read_page(desk))
    page = client.get(reverse("admin:productions_episode_change", args=[episode.pk]))
    billing = reverse("admin:productions_production_billing", args=[production.pk])
    assert f"{billing}?episode={episode.pk}" in list_links(read_page(page))


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_with_1_and_with_30_lines(
    page, production, role, now, rows, django_assert_max_num_queries
):
    for number in range(rows):
        person = create_contributor(name=f"見本{number}", by=None, now=now)
        enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    with django_assert_max_num_queries(29):
        seen = page.get()
    assert len(names(seen)) == rows
    with django_assert_max_num_queries(29):
        assert page.save(seen, order=",".join(map(str, reversed(range(rows))))).status_code == 302

"""The frame: the same tabs around every page of a production, and of what belongs to it."""

import pytest
from django.urls import reverse

from tests.html_pages import find_all, get_text, get_value, read_page


def list_tabs(client, address):
    """Text and address of each tab, and which are here."""
    page = read_page(client.get(address, follow=True))
    links = [
        link
        for frame in find_all(page, "nav", class_="frame")
        for link in find_all(find_all(frame, "ul")[0], "a")
    ]
    here = [get_text(link) for link in links if get_value(link, "aria-current")]
    return {get_text(link): get_value(link, "href") for link in links}, here


def test_an_entry_is_in_the_frame_of_its_production(client, staff, production, person, confirmed):
    client.force_login(staff("editor"))
    credit = confirmed(contributor=person)
    tabs, here = list_tabs(client, reverse("admin:productions_credit_change", args=[credit.pk]))
    assert tabs["Import"] == f"/admin/productions/production/{production.pk}/import/"
    assert here == ["Cut sheet"]


def test_tabs_keep_to_the_episode_of_the_page(client, staff, production, episode):
    client.force_login(staff("editor"))
    sheet = reverse("admin:productions_production_cut_sheet", args=[production.pk])
    own = f"{sheet}?episode={episode.pk}"
    for address in (reverse("admin:productions_episode_change", args=[episode.pk]), own):
        assert list_tabs(client, address)[0]["Cut sheet"] == own
    assert (
        list_tabs(client, reverse("admin:productions_production_change", args=[production.pk]))[0][
            "Cut sheet"
        ]
        == sheet
    )


def test_a_viewer_is_offered_no_import(client, staff, production):
    client.force_login(staff("viewer"))
    tabs, _here = list_tabs(client, reverse("admin:productions_production_change", args=[production.pk]))
    assert "Cut sheet" in tabs
    assert "Import" not in tabs


def test_what_no_production_owns_has_none(client, staff, production, person, confirmed):
    confirmed(contributor=person)
    client.force_login(staff("editor"))
    assert list_tabs(client, reverse("admin:productions_contributor_change", args=[person.pk])) == ({}, [])


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("overview", "Overview"), ("change", "Overview"), ("episodes", "Episodes and cuts"), ("files", "Files"),
        ("members", "Members"), ("review", "Review"),
    ],
)  # fmt: skip
def test_each_page_of_a_production_is_on_its_tab(client, staff, production, page, label):
    client.force_login(staff("approver"))
    tabs, here = list_tabs(client, reverse(f"admin:productions_production_{page}", args=[production.pk]))
    assert here == [label]
    assert tabs["Overview"] == reverse("admin:productions_production_overview", args=[production.pk])


def test_the_tabs_name_the_production_once_with_the_way_to_its_overview(client, staff, production):
    client.force_login(staff("viewer"))
    page = read_page(client.get(reverse("admin:productions_production_members", args=[production.pk])))
    (title,) = find_all(page, "p", class_="frame-title")
    (link,) = find_all(title, "a")
    assert (get_text(link), get_value(link, "href")) == (
        production.title, reverse("admin:productions_production_overview", args=[production.pk]),
    )  # fmt: skip

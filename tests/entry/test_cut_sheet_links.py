"""Where a cut sheet is found: on the pages of its production and of its episode."""

import pytest
from django.urls import reverse

from tests.html_pages import find_all, list_links, read_page


@pytest.mark.parametrize("level", ["viewer", "editor"])
def test_an_episode_and_its_production_lead_to_the_sheet(client, staff, production, episode, level):
    client.force_login(staff(level))
    sheet = reverse("admin:productions_production_cut_sheet", args=[production.pk])
    page = read_page(client.get(reverse("admin:productions_episode_change", args=[episode.pk])))
    assert f"{sheet}?episode={episode.pk}" in list_links(page)
    page = read_page(client.get(reverse("admin:productions_production_overview", args=[production.pk])))
    assert sheet in list_links(page)
    answer = client.get(sheet, {"episode": episode.pk})
    assert answer.status_code == 200
    assert find_all(read_page(answer), data_user=str(answer.wsgi_request.user.pk))

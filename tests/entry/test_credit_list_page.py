"""The page of the credit list, the ways to it, and what its script is told of others."""

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.shared.uids import new_uid
from tests.html_pages import find_all, list_links, read_page


def get_address(name, production, episode):
    return f"{reverse(f'admin:productions_production_{name}', args=[production.pk])}?episode={episode.pk}"


@pytest.mark.parametrize("level", ["viewer", "editor"])
def test_an_episode_its_production_and_its_cut_sheet_lead_to_the_list(
    client, staff, production, episode, level
):
    client.force_login(staff(level))
    address = get_address("credit_list", production, episode)
    page = read_page(client.get(reverse("admin:productions_episode_change", args=[episode.pk])))
    assert address in list_links(page)
    page = read_page(client.get(reverse("admin:productions_production_overview", args=[production.pk])))
    assert "../credit-list/" in list_links(page)
    sheet = get_address("cut_sheet", production, episode)
    assert address in list_links(read_page(client.get(sheet)))
    answer = client.get(address)
    assert sheet in list_links(read_page(answer))
    assert find_all(read_page(answer), data_user=str(answer.wsgi_request.user.pk))


def test_news_say_that_the_list_changed_and_who_is_here(client, staff, production, episode):
    asked, rows = (
        get_address(name, production, episode) for name in ("credit_list_news", "credit_list_rows")
    )

    def tell(row=None):
        body = orjson.dumps({"visitor": str(new_uid()), "cut": row})
        answer = client.post(asked, body, content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    client.force_login(staff("editor"))
    before = client.get(rows).json()["marker"]
    key = str(new_uid())
    assert tell(key) == {"marker": before, "others": []}
    change = {"key": key, "role_text": "演出", "name_text": "田中 花"}
    client.patch(rows, orjson.dumps({"changes": [change]}), content_type="application/json")
    client.force_login(staff("viewer"))
    told = tell()
    assert told["marker"] == client.get(rows).json()["marker"] != before
    assert [(other["name"], other["cut"]) for other in told["others"]] == [("editor", key)]
    with CaptureQueriesContext(connection) as asking:
        tell(key)
    assert len(asking) == 20

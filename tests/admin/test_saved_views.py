"""A user keeps the filters of a page under a name, for themselves or for the members of a production."""

import pytest
from django.urls import reverse

from productions.models import Event, SavedView
from productions.saved_views.services import MAX_VIEWS_PER_PAGE, keep_view
from productions.shared.refusals import Refusal
from tests.html_pages import find_all, get_text, get_value, read_page

ADDRESS = "/admin/productions/credit/"


def send(client, **values):
    return client.post(reverse("saved-views"), values, follow=True)


def list_chips(client, query=""):
    page = read_page(client.get(f"{ADDRESS}?{query}"))
    (views,) = find_all(page, "nav", class_="saved-views")
    return {get_text(link): get_value(link, "href") for link in find_all(views, "a")}


def test_a_view_is_kept_renamed_and_removed(client, editor, production):
    query = f"production={production.pk}&state__exact=draft&q=LO"
    before = Event.objects.count()
    page = send(client, act="keep", page=ADDRESS, query=f"{query}&p=2", name=" 下書き ")
    assert page.redirect_chain == [(f"{ADDRESS}?{query}", 302)]
    assert list_chips(client) == {"下書き": f"{ADDRESS}?{query}"}
    view = SavedView.objects.get()
    send(client, act="rename", view=view.pk, name="今日の下書き")
    assert list_chips(client) == {"今日の下書き": f"{ADDRESS}?{query}"}
    send(client, act="drop", view=view.pk)
    assert list_chips(client) == {}
    assert Event.objects.count() == before


def test_the_same_name_takes_the_new_filters(client, editor):
    for query in ("state__exact=draft", "state__exact=confirmed"):
        send(client, act="keep", page=ADDRESS, query=query, name="今日")
    assert list_chips(client) == {"今日": f"{ADDRESS}?state__exact=confirmed"}


def test_a_view_is_its_users_own(client, editor, staff):
    view = keep_view(page=ADDRESS, query="state__exact=draft", name="Mine", by=editor)
    other = staff("approver")
    client.force_login(other)
    assert list_chips(client) == {}
    for act in ("rename", "drop"):
        assert (
            client.post(reverse("saved-views"), {"act": act, "view": view.pk, "name": "x"}).status_code == 404
        )
    assert SavedView.objects.get().name == "Mine"


def test_a_shared_view_is_seen_by_members_without_what_was_searched_for(
    client, editor, staff, production, theirs
):
    query = f"production={production.pk}&q=牧原"
    send(client, act="keep", page=ADDRESS, query=query, name="全員", production=production.pk)
    client.force_login(staff("viewer"))
    assert list_chips(client) == {"全員": f"{ADDRESS}?production={production.pk}"}
    assert (
        client.post(reverse("saved-views"), {"act": "drop", "view": SavedView.objects.get().pk}).status_code
        == 404
    )
    stranger = staff("stranger")
    stranger.memberships.create(production=theirs, level="viewer")
    client.force_login(stranger)
    assert list_chips(client) == {}


def test_a_view_is_shared_within_ones_own_productions_alone(client, editor, theirs):
    asked = {"act": "keep", "page": ADDRESS, "query": "", "name": "x", "production": theirs.pk}
    assert client.post(reverse("saved-views"), asked).status_code == 404
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "page", ["https://example.com/", "//example.com/", "/api/v1/credits/", "/admin/nothing/", ""]
)
def test_a_page_of_elsewhere_has_no_views(client, editor, page):
    answer = client.post(reverse("saved-views"), {"act": "keep", "page": page, "query": "", "name": "x"})
    assert answer.status_code in (302, 404)
    assert not SavedView.objects.filter(page__startswith="http").exists()
    assert not answer.headers.get("Location", "").startswith(("http", "//"))


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_view_has_a_name(client, editor, name):
    page = send(client, act="keep", page=ADDRESS, query="state__exact=draft", name=name)
    assert [str(each) for each in page.context["messages"]] == [
        "Give the view a name; the limit of its length is 60."
    ]


def test_a_user_has_no_more_than_they_can_look_through(db, editor):
    for number in range(MAX_VIEWS_PER_PAGE):
        keep_view(page=ADDRESS, query="", name=str(number), by=editor)
    with pytest.raises(Refusal, match="limit 30"):
        keep_view(page=ADDRESS, query="", name="one more", by=editor)
    keep_view(page=ADDRESS, query="q=x", name="3", by=editor)
    keep_view(page="/admin/productions/cut/", query="", name="another page", by=editor)


def test_another_name_is_not_taken_twice(client, editor):
    for name in ("A", "B"):
        keep_view(page=ADDRESS, query="", name=name, by=editor)
    page = send(client, act="rename", view=SavedView.objects.get(name="B").pk, name="A")
    assert [str(each) for each in page.context["messages"]] == [
        "You have a view with this name here already."
    ]


def test_an_address_that_no_database_keeps_is_no_page(client, editor):
    answer = client.post(reverse("saved-views"), {"act": "keep", "page": f"{ADDRESS}\0", "name": "今日"})
    assert (answer.status_code, SavedView.objects.count()) == (404, 0)

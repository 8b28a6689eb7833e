"""Billing orders over the API: members read them, editors give them, nobody writes over another's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.productions import add_episode
from productions.credits.services.billing import order_credits
from productions.credits.services.credits import enter_credit
from productions.models import Billing, Event


@pytest.fixture
def credits(production, role, now):
    """Four drafts: two of the production, one of its episode, one of the disc."""
    episode = add_episode(production, number="1", by=None, now=now)
    parts = (
        ("director", {}),
        ("background_art", {}),
        ("layout", {"episode": episode}),
        ("layout", {"edition": "disc"}),
    )
    return [
        enter_credit(
            production, role=role(code), absence_reason="unknown_lost", headcount=1, by=None, now=now, **values
        )
        for code, values in parts
    ]  # fmt: skip


def uids(credits):
    return [str(credit.uid) for credit in credits]


def test_h17_the_order_given_is_the_order_read(tool, production, credits):
    api, path = tool(), f"productions/{production.uid}/billing/"
    none = api.get(path)
    assert none.json() == {
        "production": str(production.uid), "episode": None, "edition": None, "version": None, "credits": [],
    }  # fmt: skip
    assert none.headers["ETag"] == '"0"'
    assert none.headers["Cache-Control"] == "private, no-store"

    order = uids([credits[2], credits[0], credits[1]])
    given = api.patch(path, {"credits": order, "reason": "As the director asked."}, '"0"')
    assert given.json() == none.json() | {"version": 1, "credits": order}
    assert given.headers["ETag"] == '"1"'
    assert api.get(path).json() == given.json()
    event = Event.objects.get(entity_type="billing")
    assert (event.actor.username, event.reason) == ("editor", "As the director asked.")
    listed = api.get(f"productions/{production.uid}/credits/?ordering=roll&fields=uid").json()["results"]
    assert [row["uid"] for row in listed] == order


def test_an_edition_and_an_episode_have_orders_of_their_own(tool, production, credits):
    api = tool()
    disc = f"productions/{production.uid}/billing/?edition=disc"
    api.patch(disc, {"credits": uids(credits[::-1])}, '"0"')
    assert api.get(disc).json()["credits"] == uids(credits[::-1])
    assert api.get(f"productions/{production.uid}/billing/").json()["credits"] == []

    episode = credits[2].episode
    path = f"episodes/{episode.uid}/billing/"
    api.patch(path, {"credits": uids([credits[1], credits[2]])}, '"0"')
    read = api.get(path).json()
    assert (read["episode"], read["credits"]) == (str(episode.uid), uids([credits[1], credits[2]]))
    followed = api.get(f"{path}?edition=streaming").json()
    assert (followed["version"], followed["credits"]) == (None, read["credits"])


def test_two_editors_do_not_write_over_each_other(tool, production, credits, now):
    api, path = tool(), f"productions/{production.uid}/billing/"
    order_credits(production, credits=credits[:1], by=None, now=now)
    stale = api("patch", path, {"credits": uids(credits[1:2])}, status=412, if_match='"0"')
    assert stale.json()["current"]["credits"] == uids(credits[:1])
    assert stale.headers["ETag"] == '"1"'
    api("patch", path, {"credits": []}, status=428)
    api("patch", path, {"credits": []}, status=400, if_match="1")
    assert api.get(path).json()["credits"] == uids(credits[:1])
    api.patch(path, {"credits": uids(credits[1:2])}, stale.headers["ETag"])
    api.patch(path, {"credits": uids(credits[:2])}, "*")
    assert api.get(path).json()["version"] == 3


def test_what_is_no_order_of_the_roll_is_refused(tool, production, credits, credit_in, theirs, person):
    api, path = tool(), f"productions/{production.uid}/billing/"
    foreign = credit_in(theirs, contributor=person)

    def refused(order, status, address=path):
        return api("patch", address, {"credits": order}, status=status, if_match="*").json()["errors"][0]

    assert refused(uids([credits[0], foreign]), 422)["pointer"] == "/credits/1"
    assert "is listed twice" in refused(uids([credits[0], credits[0]]), 422)["detail"]
    assert "is not in this roll" in refused(uids([credits[3]]), 422)["detail"]
    assert "at 0 is none" in refused(["seven"], 400)["detail"]
    assert refused("seven", 400)["detail"] == "Give a list."
    assert refused([], 400, f"{path}?edition=nonsense")["parameter"] == "edition"
    assert not Billing.objects.exists()


def test_a_change_without_credits_leaves_the_order_as_it_is(tool, production, credits, now):
    order_credits(production, credits=credits[:2], by=None, now=now)
    api, path = tool(), f"productions/{production.uid}/billing/"
    assert api.patch(path, {}, '"1"').json() == api.get(path).json()


def test_members_read_and_editors_write(tool, production, credits, staff, client):
    path = f"productions/{production.uid}/billing/"
    assert client.get(f"/api/v1/{path}").status_code == 401
    tool(user=staff("none")).get(path, 404)
    viewer = tool("viewer")
    viewer.get(path)
    viewer("patch", path, {"credits": uids(credits[:1])}, status=403, if_match="*")
    viewer("patch", path, {}, status=403, if_match='"7"')
    reader = tool("approver", scope="read")
    reader.get(path)
    reader("patch", path, {"credits": uids(credits[:1])}, status=403, if_match="*")
    assert not Billing.objects.exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_for_1_and_for_30_credits(
    tool, production, role, now, rows, django_assert_max_num_queries
):
    credits = [
        enter_credit(
            production, role=role("layout"), absence_reason="unknown_lost", headcount=number + 1, by=None, now=now,
            role_as_printed=str(number),
        )
        for number in range(rows)
    ]  # fmt: skip
    api, path = tool(), f"productions/{production.uid}/billing/"
    with django_assert_max_num_queries(26):
        api.patch(path, {"credits": uids(credits)}, '"0"')
    with django_assert_max_num_queries(11):
        assert len(api.get(path).json()["credits"]) == rows


def read_roll(api, path):
    return [row["uid"] for row in api.get(f"{path}credits/?ordering=roll&fields=uid").json()["results"]]


def test_h17_one_credit_is_moved_and_all_others_keep_their_places(tool, production, credits):
    api, path = tool(), f"productions/{production.uid}/"
    first, *rest = read_roll(api, path)
    moved = api.patch(f"{path}billing/", {"move": first, "before": rest[1], "reason": "Asked for."}, '"0"')
    order = [rest[0], first, *rest[1:]]
    assert (moved.json()["version"], moved.json()["credits"], moved.headers["ETag"]) == (1, order, '"1"')
    assert read_roll(api, path) == order
    last = api.patch(f"{path}billing/", {"move": first, "before": None}, '"1"').json()["credits"]
    assert last == read_roll(api, path) == [*rest, first]
    assert Event.objects.filter(entity_type="billing").latest("pk").actor.username == "editor"
    api("patch", f"{path}billing/", {"move": first, "before": rest[0]}, status=412, if_match='"1"')
    assert read_roll(api, path) == last


def test_a_move_in_the_roll_of_an_episode_leaves_that_of_the_whole(tool, production, credits):
    api = tool()
    episode, whole = credits[2].episode, f"productions/{production.uid}/"
    path = f"episodes/{episode.uid}/"
    before = read_roll(api, path)
    made = api.patch(f"{path}billing/", {"move": before[-1], "before": before[0]}, '"0"').json()
    assert (made["episode"], made["credits"]) == (str(episode.uid), [before[-1], *before[:-1]])
    assert api.get(f"{whole}billing/").json()["version"] is None


def test_half_a_move_and_strangers_to_the_roll_are_refused(tool, production, credits):
    api, path = tool(), f"productions/{production.uid}/billing/"
    one, two, _own, disc = uids(credits)
    for body in ({"move": one}, {"before": one}, {"move": one, "before": None, "credits": [one]}):
        told = api.patch(path, body, '"0"', 400).json()["errors"]
        assert [each["pointer"] for each in told] == ["/move"]
    for body, pointer in (
        ({"move": disc, "before": one}, "/move"),
        ({"move": one, "before": disc}, "/before"),
        ({"move": one, "before": one}, "/before"),
    ):
        assert [each["pointer"] for each in api.patch(path, body, '"0"', 422).json()["errors"]] == [pointer]
    tool(level="viewer").patch(path, {"move": one, "before": two}, '"0"', 403)
    assert not Billing.objects.exists()


def test_a_move_asks_as_often_in_a_long_roll_as_in_a_short_one(tool, production, role, credits, now):
    api, path = tool(), f"productions/{production.uid}/billing/"
    one, two, *_others = uids(credits)

    def count():
        with CaptureQueriesContext(connection) as asked:
            api.patch(path, {"move": one, "before": None}, "*")
            api.patch(path, {"move": one, "before": two}, "*")
        return len(asked)

    count()
    few = count()
    for _number in range(30):
        enter_credit(
            production, role=role("layout"), absence_reason="unknown_lost", headcount=1, by=None, now=now
        )
    count()
    assert count() == few

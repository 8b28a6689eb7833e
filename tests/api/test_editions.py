"""`productions/{uid}/editions/`: what a production was issued as, and what credits are kept apart for."""

from datetime import timedelta

from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.releases.services.releases import issue_release


def get(client, path, status=200):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


def enter(production, role, person, now, **values):
    row = {"role": role("director"), "contributor": person, **values}
    return enter_credits(production, [row], by=None, now=now, state="confirmed")


def test_editions_are_those_with_releases_or_credits_of_their_own(client, production, person, role, now):
    ten, two = (add_episode(production, number=number, by=None, now=now) for number in ("10", "2"))
    enter(production, role, person, now)
    enter(production, role, person, now, edition="disc")
    enter(production, role, person, now, edition="dub", episode=ten)
    issue_release(production, episode=two, edition="broadcast", by=None, now=now)
    enter(production, role, person, now, edition="broadcast", episode=two)
    last = issue_release(production, episode=two, edition="broadcast", by=None, now=now + timedelta(days=1))
    enter_credits(production, [{"role": role("layout"), "contributor": person}], by=None, now=now)  # a draft
    shown = {
        "uid": str(last.uid), "edition": "broadcast", "number": 2, "issued_at": "2026-05-02T12:00:00Z",
    }  # fmt: skip
    first, second = ({"uid": str(each.uid), "number": each.number, "title": ""} for each in (two, ten))
    assert get(client, f"productions/{production.uid}/editions/") == [
        {"episode": None, "edition": None, "credits": 1, "issues": 0, "latest": None},
        {"episode": None, "edition": "disc", "credits": 1, "issues": 0, "latest": None},
        {"episode": first, "edition": "broadcast", "credits": 1, "issues": 2, "latest": shown},
        {"episode": second, "edition": "dub", "credits": 1, "issues": 0, "latest": None},
    ]


def test_editions_of_a_private_production_are_a_404_and_parameters_are_refused(client, production, now):
    private = create_production(title="未発表", kind="film", by=None, now=now)
    get(client, f"productions/{private.uid}/editions/", 404)
    get(client, f"productions/{production.uid}/editions/?edition=disc", 400)
    assert get(client, f"productions/{production.uid}/editions/") == []


def test_editions_cost_the_same_with_1_and_with_30(
    client, production, person, role, now, django_assert_num_queries
):
    for rows in (1, 29):
        for n in range(rows):
            episode = add_episode(production, number=f"{rows}{n:02d}", by=None, now=now)
            enter(production, role, person, now, episode=episode, edition="dub")
            issue_release(production, episode=episode, edition="dub", by=None, now=now)
        # The production, credits, releases, episodes, and when anything changed last.
        with django_assert_num_queries(5):
            get(client, f"productions/{production.uid}/editions/")

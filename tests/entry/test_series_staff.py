"""A credit for the whole series that one episode has another person for: roll, coverage and API agree that it does not hold there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from productions.catalogue.services.productions import add_episode
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.credits import update_credit
from productions.credits.services.series_credits import except_episode, include_episode
from productions.models import Credit, Event
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.next_issue import count_changed_credits
from productions.releases.services.releases import issue_release
from productions.shared.refusals import Refusal
from tests.html_pages import find_all, read_page, read_page_text


@pytest.fixture
def episodes(production, now):
    return [add_episode(production, number=number, by=None, now=now) for number in ("1", "2", "3")]


@pytest.fixture
def standing(production, episodes, confirmed, role, person):
    """The series' director."""
    return confirmed(role=role("episode_director"), contributor=person)


def test_an_exception_is_a_change_since_the_last_issue(production, episodes, standing, now):
    second = episodes[1]
    issued = issue_release(production, episode=second, by=None, now=now)
    except_episode(standing, episode=second, by=None, now=now + timedelta(hours=1))
    assert count_changed_credits(issued) == 1


@pytest.mark.parametrize("leaves", ["episode", "whole", "range", "edition", "other"])
def test_a_credit_that_was_moved_away_is_a_change_since_the_last_issue(
    production, episodes, confirmed, role, person, now, leaves
):
    first, second, third = episodes
    places = {"episode": {"episode": second}, "range": {"episode": first, "last_episode": third},
        "edition": {"episode": second}, "other": {"episode": first}, "whole": {}}  # fmt: skip
    credit = confirmed(role=role("layout"), contributor=person, **places[leaves])
    confirmed(role=role("storyboard"), contributor=person, episode=second)
    issued = issue_release(production, episode=second, by=None, now=now)
    later = now + timedelta(hours=1)
    confirmed(role=role("storyboard"), contributor=person, episode=third)
    assert count_changed_credits(issued) == 0
    moved = {"episode": {"episode": first}, "range": {"last_episode": None}, "edition": {"edition": "disc"},
        "other": {"episode": third}, "whole": {"episode": first}}  # fmt: skip
    update_credit(credit, **moved[leaves], by=None, now=later)
    assert count_changed_credits(issued) == (0 if leaves == "other" else 1)


def list_holding(production, episode):
    return set(Credit.objects.of_roll(production, episode, ""))


def test_it_holds_everywhere_but_there_until_the_exception_is_taken_away(production, episodes, standing, now):
    _first, second, third = episodes
    except_episode(standing, episode=second, by=None, now=now)
    except_episode(standing, episode=third, by=None, now=now)
    assert [standing in list_holding(production, each) for each in episodes] == [True, False, False]
    assert standing in list_holding(production, None)
    include_episode(standing, episode=third, by=None, now=now)
    assert [standing in list_holding(production, each) for each in episodes] == [True, False, True]
    changed = Event.objects.filter(entity_uid=standing.uid, action="changed").order_by("pk")
    assert next(event.changes["except_episodes"] for event in changed) == ["", str(second.uid)]


def test_coverage_and_rolls_have_who_does_it_there(
    production, episodes, standing, credit_in, role, now, company, double
):
    second = episodes[1]
    except_episode(standing, episode=second, by=None, now=now)
    assert measure_coverage(production=production, episode=second).credits_named == 0
    guest = credit_in(production, "episode_director", episode=second, contributor=double)
    document = build_working_document(production=production, episode=second, edition="")
    assert str(guest.uid) in str(document)
    assert str(standing.uid) not in str(document)


def test_the_api_says_where_it_does_not_hold(client, production, episodes, standing, now):
    except_episode(standing, episode=episodes[1], by=None, now=now)
    told = client.get(f"/api/v1/credits/{standing.uid}/").json()
    assert told["except_episodes"] == [str(episodes[1].uid)]


def test_one_of_an_episode_or_a_range_has_no_exceptions(production, episodes, standing, confirmed, role, now):
    ranged = confirmed(
        role=role("storyboard"),
        contributor=standing.contributor,
        episode=episodes[0],
        last_episode=episodes[2],
    )
    with pytest.raises(Refusal, match="is not for the whole series"):
        except_episode(ranged, episode=episodes[1], by=None, now=now)
    except_episode(standing, episode=episodes[1], by=None, now=now)
    update_credit(standing, episode=episodes[0], by=None, now=now)
    standing.refresh_from_db()
    assert standing.except_episodes == ""


def test_an_editor_overrides_and_takes_that_back_on_a_page(client, staff, production, episodes, standing):
    client.force_login(staff("editor"))
    page = reverse("admin:productions_production_credit_list_series", args=[production.pk])
    address = f"{page}?episode={episodes[1].pk}"
    assert find_all(read_page(client.get(address)), name="except", value=str(standing.pk))
    assert client.post(address, {"except": standing.pk}).url == address
    assert standing not in list_holding(production, episodes[1])
    shown = client.get(address)
    assert "Enter who does it there in the credit list." in read_page_text(shown)
    assert find_all(read_page(shown), name="include", value=str(standing.pk))
    client.post(address, {"include": standing.pk})
    assert standing in list_holding(production, episodes[1])
    assert str(episodes[0]) in read_page_text(client.get(page))
    assert "choose again" in read_page_text(client.post(address, {"except": "0"}))


def test_a_viewer_sees_the_page_and_changes_nothing(client, staff, production, episodes, standing):
    client.force_login(staff("viewer"))
    page = reverse("admin:productions_production_credit_list_series", args=[production.pk])
    address = f"{page}?episode={episodes[1].pk}"
    assert find_all(read_page(client.get(address)), name="except") == []
    assert client.post(address, {"except": standing.pk}).status_code == 403
    assert standing in list_holding(production, episodes[1])

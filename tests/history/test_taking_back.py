"""The last change of an entry is taken back by its own verb; what somebody changed since is never overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse

from productions.catalogue.services.cuts import update_cut
from productions.models import Event
from productions.removals.services.removal import remove_entity
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_value, list_texts, read_page

SINCE = "It was changed again since; what came later would be overwritten. Take that back first."


@pytest.fixture
def editor(client, staff):
    user = staff("editor")
    client.force_login(user)
    return user


def find_ways(client, entry):
    """The addresses of the ways back on an entry's history."""
    page = read_page(
        client.get(reverse(f"admin:productions_{entry._meta.model_name}_history", args=[entry.pk]))
    )
    return [get_value(each, "href") for each in find_all(page, "a", class_="way-back")]


def test_a_change_is_taken_back(client, editor, cuts, now):
    cut = update_cut(cuts[0], status="omitted", length_frames=48, by=None, now=now + timedelta(hours=1))
    (way,) = find_ways(client, cut)
    assert client.post(way, {"reason": "wrong cut"}).status_code == 302
    cut.refresh_from_db()
    assert (cut.status, cut.length_frames) == ("active", None)
    newest = Event.objects.filter(entity_uid=cut.uid).first()
    assert (newest.action, newest.actor, newest.reason) == ("changed", editor, "wrong cut")


def test_what_somebody_changed_since_is_not_overwritten(client, editor, cuts, now):
    cut = update_cut(cuts[0], status="omitted", by=None, now=now + timedelta(hours=1))
    (way,) = find_ways(client, cut)
    update_cut(cut, length_frames=10, by=None, now=now + timedelta(hours=2))
    page = read_page(client.post(way, {"reason": ""}))
    assert SINCE in list_texts(page, "li")
    cut.refresh_from_db()
    assert (cut.status, cut.length_frames) == ("omitted", 10)


def test_only_the_newest_change_of_an_entry_is_offered(client, editor, cuts, now):
    for hours in (1, 2):
        update_cut(cuts[0], length_frames=hours, by=None, now=now + timedelta(hours=hours))
    newest = Event.objects.filter(entity_uid=cuts[0].uid).first()
    assert find_ways(client, cuts[0]) == [f"/admin/history/{newest.uid}/take-back/"]


def test_a_viewer_is_offered_nothing_and_may_do_nothing(client, staff, cuts, now):
    cut = update_cut(cuts[0], status="omitted", by=None, now=now + timedelta(hours=1))
    client.force_login(staff("viewer"))
    assert find_ways(client, cut) == []
    event = Event.objects.filter(entity_uid=cut.uid).first()
    address = reverse("admin:take_back", args=[event.uid])
    assert client.post(address, {"reason": ""}).status_code == 403


def test_a_change_of_what_one_does_not_see_is_not_there(client, account, cuts, now):
    update_cut(cuts[0], status="omitted", by=None, now=now + timedelta(hours=1))
    event = Event.objects.filter(entity_uid=cuts[0].uid).first()
    client.force_login(account("stranger"))
    assert client.get(reverse("admin:take_back", args=[event.uid])).status_code == 404


def test_a_removal_leads_to_the_page_that_restores(client, editor, staff, confirmed, person, production, now):
    credit = confirmed(contributor=person)
    remove_entity(credit, by=None, now=now + timedelta(hours=1), reason="twice")
    restore = reverse("admin:productions_credit_undo_removal", args=[credit.pk])
    assert restore in find_ways(client, production)
    address = reverse("admin:productions_production_history_removed", args=[production.pk])
    page = read_page(client.get(address))
    assert [get_value(each, "href") for each in find_all(page, "a", class_="way-back")] == [restore]
    assert "twice" in list_texts(page, "td")
    client.force_login(staff("approver"))
    assert client.post(restore, {"reason": "not twice"}).status_code == 302
    assert find_all(read_page(client.get(address)), "a", class_="way-back") == []


def test_a_name_that_was_withheld_since_does_not_come_back(client, editor, confirmed, person, now):
    credit = confirmed(contributor=person)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now + timedelta(hours=1))
    assert find_ways(client, credit) == []
    event = Event.objects.filter(entity_uid=credit.uid).last()
    Event.objects.bulk_create(
        [
            Event(
                at=now + timedelta(hours=2),
                action="changed",
                entity_type="credit",
                entity_uid=credit.uid,
                production=credit.production,
                changes=event.changes,
            )
        ]
    )
    newest = Event.objects.filter(entity_uid=credit.uid).first()
    address = reverse("admin:take_back", args=[newest.uid])
    page = read_page(client.post(address, {"reason": ""}))
    assert find_all(page, class_="errorlist") != []

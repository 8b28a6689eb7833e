"""What a production's tracker calls its entries: for its members, by the production's editors, and nowhere in public."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.catalogue.services.cuts import add_cut
from productions.catalogue.services.productions import add_episode, create_production
from productions.models import Event, TrackerId
from productions.people.services.contributors import create_contributor
from productions.people.services.tracker_ids import add_tracker_id, update_tracker_id
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.withholding import record_wish
from tests.html_pages import read_body
from tests.rules.test_visibility import member_of

SHOT, PERSON = "shot-7a10", "person-3e11"
MANY = 30


@pytest.fixture
def cut(production, now):
    return add_cut(production, number="1", by=None, now=now)


@pytest.fixture
def tracked(production, cut, person, confirmed, now):
    confirmed(contributor=person)
    return [
        add_tracker_id(production, scheme="kitsu", value=SHOT, cut=cut, by=None, now=now),
        add_tracker_id(production, scheme="kitsu", value=PERSON, contributor=person, by=None, now=now),
    ]


@pytest.fixture
def api():
    def client(user):
        ends = timezone.now() + timedelta(days=1)
        token = issue_token(user=user, name="tool", expiry=ends, by=None, now=timezone.now())
        return Client(headers={"authorization": f"Bearer {token.secret}"})

    return client


def test_members_find_them_and_nobody_else(client, production, tracked, staff, api, now):
    address = f"/api/v1/productions/{production.uid}/tracker-ids/"
    viewer = api(staff("viewer"))
    rows = viewer.get(address).json()["results"]
    assert [(row["scheme"], row["value"]) for row in rows] == [("kitsu", SHOT), ("kitsu", PERSON)]
    (row,) = viewer.get(f"{address}?scheme=kitsu&value={SHOT}").json()["results"]
    assert (row["cut"]["number"], row["episode"], row["contributor"]) == ("1", None, None)
    assert viewer.get(f"{address}?scheme=ayon").json()["results"] == []
    elsewhere = create_production(title="別", kind="film", by=None, now=now)
    stranger = api(member_of(elsewhere, "approver", "stranger"))
    assert stranger.get(address).json()["results"] == []
    assert stranger.get(f"/api/v1/tracker-ids/{row['uid']}/").status_code == 404
    assert client.get(address).status_code == 401


def test_no_public_answer_has_them(client, production, tracked, person, cut, now):
    for address in (
        f"productions/{production.uid}/", f"cuts/{cut.uid}/", f"contributors/{person.uid}/", "changes/", "schema/?format=json",
        f"cuts/?external_id=kitsu:{SHOT}", f"contributors/?q={PERSON}", f"contributors/?external_id=kitsu:{PERSON}",
    ):  # fmt: skip
        body = read_body(client.get(f"/api/v1/{address}")).replace(address, "")
        body = body.replace(f"q={PERSON}", "")  # a link that says what was asked
        assert (SHOT in body, PERSON in body) == (False, False), address


def test_editors_write_them_for_entries_of_their_production(production, cut, staff, now):
    with pytest.raises(NotAllowed):
        add_tracker_id(production, scheme="ayon", value="1", cut=cut, by=staff("viewer"), now=now)
    editor = staff("editor")
    entry = add_tracker_id(production, scheme="ayon", value="1", cut=cut, by=editor, now=now)
    assert update_tracker_id(entry, value="2", by=editor, now=now).value == "2"
    with pytest.raises(Refusal, match="cannot be moved"):
        update_tracker_id(entry, cut=None, by=editor, now=now)
    elsewhere = create_production(title="別", kind="film", by=None, now=now)
    with pytest.raises(Refusal, match="belongs to another production"):
        add_tracker_id(elsewhere, scheme="ayon", value="1", cut=cut, by=None, now=now)


def test_an_identifier_is_of_one_entry_and_once_among_its_kind(production, cut, person, now):
    episode = add_episode(production, number="1", by=None, now=now)
    with pytest.raises(Refusal, match="one episode, one cut or one contributor"):
        add_tracker_id(
            production, scheme="shotgrid", value="12", cut=cut, contributor=person, by=None, now=now
        )
    for owner in ({}, {"episode": episode}, {"cut": cut}, {"contributor": person}):
        add_tracker_id(production, scheme="shotgrid", value="12", by=None, now=now, **owner)
    other = add_cut(production, number="2", by=None, now=now)
    with pytest.raises(Refusal, match="Another entry of the production has this identifier"):
        add_tracker_id(production, scheme="shotgrid", value="12", cut=other, by=None, now=now)


def test_a_wish_takes_them_from_sight_and_out_of_the_ledger(production, tracked, person, staff, api, now):
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    approver = api(staff("approver"))
    rows = approver.get(f"/api/v1/productions/{production.uid}/tracker-ids/").json()["results"]
    assert [row["value"] for row in rows] == [SHOT]
    assert approver.get(f"/api/v1/tracker-ids/{tracked[1].uid}/").status_code == 404
    told = Event.objects.filter(entity_uid=tracked[1].uid)
    assert PERSON not in str(list(told.values_list("changes", "personal", "reason")))
    later = add_tracker_id(production, scheme="ayon", value="u-5", contributor=person, by=None, now=now)
    assert "u-5" not in str(
        list(Event.objects.filter(entity_uid=later.uid).values_list("changes", flat=True))
    )


def test_a_merge_takes_them_along_and_its_undo_brings_them_back(production, tracked, person, now):
    into = create_contributor(name="見本 花", production=production, by=None, now=now)
    merge_contributors(person, into=into, by=None, now=now, reason="One person.")
    assert TrackerId.objects.get(value=PERSON).contributor == into
    undo_merge(person, by=None, now=now, reason="Two, after all.")
    assert TrackerId.objects.get(value=PERSON).contributor == person


def test_those_of_a_removed_cut_are_told_to_nobody(production, tracked, cut, staff, api, now):
    remove_entity(cut, by=None, now=now, reason="Omitted.")
    rows = api(staff("viewer")).get(f"/api/v1/productions/{production.uid}/tracker-ids/").json()["results"]
    assert [row["value"] for row in rows] == [PERSON]


def test_a_list_asks_as_often_for_many_as_for_one(production, staff, api, now):
    def enter(number):
        cut = add_cut(production, number=str(number), by=None, now=now)
        add_tracker_id(production, scheme="ftrack", value=str(number), cut=cut, by=None, now=now)

    viewer, address = api(staff("viewer")), f"/api/v1/productions/{production.uid}/tracker-ids/?page_size=100"

    def count():
        viewer.get(address)
        with CaptureQueriesContext(connection) as asked:
            viewer.get(address)
        return len(asked)

    enter(1)
    one = count()
    for number in range(2, MANY + 1):
        enter(number)
    assert count() == one

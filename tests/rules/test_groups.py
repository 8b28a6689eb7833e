"""Members of groups: public where both are, changed by whose credits they carry, and naming nobody who withholds their name (H15, H16)."""

import pytest
from django.urls import reverse

from productions.models import Credit, Event, GroupMembership
from productions.people.services.contributors import create_contributor
from productions.people.services.groups import add_group_member, update_group_member
from productions.proposals.services.proposals import accept_proposal, create_proposal
from productions.removals.services.kind_corrections import correct_contributor_kind
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge, undo_removal
from productions.shared.refusals import ProposalNeeded, Refusal
from productions.withholding.services.withholding import record_wish
from tests.html_pages import read_page_text
from tests.rows import all_rows, changed_rows


@pytest.fixture
def committee(confirmed, now):
    made = create_contributor(name="例製作委員会", kind="organization", by=None, now=now)
    confirmed(contributor=made, kind="organization", absence_reason="not_yet_entered")
    return made


@pytest.fixture
def join(committee, now):
    return lambda member, group=None, **values: add_group_member(
        group or committee, member=member, **{"by": None, "now": now} | values
    )


def members(client, group):
    entry = client.get(f"/api/v1/contributors/{group.uid}/?include=members").json()
    return [(each["member"]["name"], each["since"]) for each in entry["members"]]


def groups_of(client, member):
    found = client.get("/api/v1/contributors/", {"member": str(member.uid)}).json()["results"]
    return [each["name"] for each in found]


def test_members_are_shown_with_the_group_and_groups_are_found_by_their_members(
    client, committee, person, confirmed, join
):
    confirmed(contributor=person)
    join(person, since="2019-04-01")
    assert members(client, committee) == [(person.name, "2019-04-01")]
    assert groups_of(client, person) == [committee.name]
    of_group = client.get("/api/v1/contributors/", {"group": str(committee.uid)}).json()["results"]
    assert [each["name"] for each in of_group] == [person.name]


def test_who_is_not_public_is_no_public_member(client, committee, person, theirs, credit_in, join):
    credit_in(theirs, contributor=person)
    join(person)
    assert (members(client, committee), groups_of(client, person)) == ([], [])


@pytest.mark.parametrize("everywhere", [True, False])
def test_who_withholds_their_name_anywhere_is_named_as_no_member(
    client, committee, person, confirmed, role, theirs, credit_in, join, now, account, production, everywhere
):
    """The committee's credits would name them where they are not to be named."""
    confirmed(contributor=person)
    join(person)
    credit_in(theirs, contributor=person)
    record_wish(
        person,
        production=None if everywhere else theirs,
        statement="no",
        stated_on=now.date(),
        by=None,
        now=now,
    )
    assert (members(client, committee), groups_of(client, person)) == ([], [])
    for user in (account("mine", production), account("boss", is_superuser=True)):
        assert not GroupMembership.objects.visible_to(user).exists()
    membership = GroupMembership.objects.get()
    told = Event.objects.filter(entity_uid=membership.uid)
    assert not any(str(person.uid) in f"{event.changes}{event.personal}" for event in told)
    assert told.filter(action="name withheld").count() == 1


def test_a_members_committee_is_no_affiliation(client, committee, company, person, confirmed, role, join):
    join(company)
    join(person)
    credit = confirmed(contributor=person, role=role("layout"))
    assert credit.affiliation is None
    assert not Credit.objects.exclude(affiliation=None).exists()
    works = client.get(f"/api/v1/contributors/{committee.uid}/works/").json()["results"]
    assert all(work["people"] == 0 for work in works if "people" in work)


def test_a_group_is_no_person_no_member_of_itself_and_has_each_member_once(committee, company, person, join):
    with pytest.raises(Refusal, match="a group is an organization"):
        join(company, group=person)
    join(company)
    for member, group, words in (
        (company, committee, "already has this member"),
        (committee, committee, "a member of itself|itself a member"),
        (committee, company, "itself a member of this one"),
    ):
        with pytest.raises(Refusal, match=words):
            join(member, group=group)
    with pytest.raises(Refusal, match="first day"):
        join(person, since="2020-01-01", until="2019-01-01")


def test_it_concerns_both_entries(committee, shared, mine, others, join, now):
    with pytest.raises(ProposalNeeded) as needed:
        join(shared, by=mine)
    proposal = create_proposal(needed.value, by=mine, now=now)
    accept_proposal(proposal, by=others, now=now)
    membership = GroupMembership.objects.get()
    assert (membership.group, membership.member) == (committee, shared)
    with pytest.raises(ProposalNeeded):
        update_group_member(membership, since="2020-01-01", by=others, now=now)
    update_group_member(membership, since="2020-01-01", by=mine, now=now)


def test_it_is_removed_and_restored(client, committee, person, confirmed, join, now):
    confirmed(contributor=person)
    membership = join(person)
    before = all_rows()
    remove_entity(membership, by=None, now=now, reason="not they")
    assert members(client, committee) == []
    undo_removal(membership, by=None, now=now, reason="they")
    assert changed_rows(before, all_rows()) == {}


def test_a_merge_takes_memberships_along_and_an_undo_brings_them_back(
    committee, company, person, double, join, now
):
    unit = create_contributor(name="例班", kind="organization", by=None, now=now)
    join(person)
    join(double)
    join(double, group=company)
    join(unit)
    join(company, group=unit)
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    assert set(person.group_memberships.live().values_list("group", flat=True)) == {committee.pk, company.pk}
    merge_contributors(unit, into=committee, by=None, now=now, reason="one")
    assert set(committee.group_members.live().values_list("member", flat=True)) == {person.pk, company.pk}
    for entry in (unit, double):
        entry.refresh_from_db()
        undo_merge(entry, by=None, now=now, reason="two")
    assert changed_rows(before, all_rows()) == {}


def test_who_has_members_stays_an_organization(committee, person, join, now):
    join(person)
    with pytest.raises(Refusal, match="has members"):
        correct_contributor_kind(committee, kind="person", by=None, now=now, reason="x")


def test_the_admin_enters_members_on_the_groups_page(client, account, committee, person, now):
    client.force_login(account("boss", is_superuser=True))
    page = reverse("admin:productions_contributor_change", args=[committee.pk])
    form = client.get(page).context["adminform"].form
    assert form is not None
    sets = client.get(page).context["inline_admin_formsets"]
    prefixes = [each.formset.prefix for each in sets]
    assert "group_members" in prefixes
    data = {"kind": "organization", "disambiguation": ""}
    for each in sets:
        data |= {f"{each.formset.prefix}-TOTAL_FORMS": "0", f"{each.formset.prefix}-INITIAL_FORMS": "0"}
    data |= {
        "group_members-TOTAL_FORMS": "1",
        "group_members-0-member": person.pk,
        "group_members-0-since": "2019-04-01",
    }
    assert client.post(page, data).status_code == 302
    assert str(GroupMembership.objects.get().since) == "2019-04-01"
    assert person.name in read_page_text(client.get(page))


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_of_groups_asks_as_often_for_one_member_as_for_thirty(
    client, committee, confirmed, join, now, count, django_assert_num_queries
):
    for number in range(count):
        member = create_contributor(name=f"見本 {number}", by=None, now=now)
        confirmed(contributor=member)
        join(member)
    with django_assert_num_queries(COSTS, exact=True):
        client.get("/api/v1/contributors/?kind=organization&include=members")


COSTS = 6

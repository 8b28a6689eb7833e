"""Members: who is what, what each level may do, and for approvers the ways to change it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from productions.accounts.services.invitations import create_invitation
from productions.models import Invitation, Membership, User
from tests.html_pages import find_all, get_text, list_links, read_markup, read_page

MAX_QUERIES = 15


@pytest.fixture
def address(production):
    return reverse("admin:productions_production_members", args=[production.pk])


@pytest.fixture
def invitation(production):
    now = timezone.now()
    return create_invitation(
        production=production, level="editor", invitee="新人 花", expiry=now + timedelta(days=3), by=None, now=now
    )  # fmt: skip


def list_members(client, address):
    """The names under each level."""
    page = read_page(client.get(address))
    return {
        get_text(find_all(section, "h2")[0]): [
            get_text(who) for who in find_all(section, "span", class_="who")
        ]
        for section in find_all(page, "section")
    }


def test_members_stand_under_their_level_with_what_it_may_do(client, staff, address, invitation):
    approver = staff("approver", "aki")
    staff("viewer", "vera")
    client.force_login(approver)
    listed = list_members(client, address)
    assert list(listed) == ["Approver", "Editor", "Viewer", "Invitations that wait"]
    assert (listed["Approver"], listed["Editor"], listed["Viewer"]) == (["aki you"], [], ["vera"])
    assert [text.split()[:2] for text in listed["Invitations that wait"]] == [["新人", "花"]]


def test_only_approvers_see_whom_somebody_invited_and_change_members(
    client, staff, production, address, invitation
):
    member = Membership.objects.get(user=staff("editor", "emi"))
    acts = {
        reverse("admin:productions_membership_change", args=[member.pk]),
        reverse("admin:productions_membership_remove", args=[member.pk]),
        reverse("admin:productions_invitation_revoke", args=[invitation.pk]),
        f"{reverse('admin:productions_invitation_add')}?production={production.pk}",
    }
    client.force_login(User.objects.get(username="emi"))
    page = client.get(address)
    assert not acts & list_links(read_page(page))
    assert "新人" not in read_markup(page)
    client.force_login(staff("approver"))
    assert acts <= list_links(read_page(client.get(address)))


def test_acts_on_members_come_back_here(client, staff, address, invitation):
    member = Membership.objects.get(user=staff("editor", "emi"))
    client.force_login(staff("approver"))
    change = reverse("admin:productions_membership_change", args=[member.pk])
    form = {"user": "emi", "production": member.production_id, "level": "viewer"}
    assert client.post(change, form).headers["Location"] == address
    end = reverse("admin:productions_membership_remove", args=[member.pk])
    assert client.post(end, {"reason": "Left."}).headers["Location"] == address
    revoke = reverse("admin:productions_invitation_revoke", args=[invitation.pk])
    assert client.post(revoke).headers["Location"] == address
    assert Invitation.objects.get().revoked_at is not None
    assert list_members(client, address)["Viewer"] == []


def test_it_costs_the_same_for_1_and_for_30_members(client, staff, address):
    client.force_login(staff("approver"))
    client.get(address)
    counts = []
    for rows in (1, 29):
        for number in range(rows):
            staff("editor", f"editor {rows} {number}")
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MAX_QUERIES

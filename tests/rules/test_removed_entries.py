"""Removed and merged entries that productions share are shown to those who saw them while they stood, and to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from tests.html_pages import read_markup, read_page_text
from tests.rules.planted_details import signed_in

NAME = "秘密花子"


@pytest.fixture
def removed(theirs, now):
    person = create_contributor(name=NAME, production=theirs, by=None, now=now)
    remove_entity(person, by=None, now=now, reason="nobody")
    return person


@pytest.fixture
def merged(theirs, now):
    person, stays = (
        create_contributor(name=name, production=theirs, by=None, now=now) for name in (NAME, "花子")
    )
    merge_contributors(person, into=stays, by=None, now=now, reason="one")
    return person


@pytest.mark.parametrize(("which", "undo"), [("removed", "undo_removal"), ("merged", "undo_merge")])
def test_the_admin_shows_strangers_neither_the_list_nor_the_page(request, staff, which, undo):
    person = request.getfixturevalue(which)
    client = signed_in(staff("approver"))
    assert NAME not in read_markup(client.get(reverse("admin:productions_contributor_removed")))
    page = client.get(reverse(f"admin:productions_contributor_{undo}", args=[person.pk]))
    assert page.status_code == 404


@pytest.mark.parametrize("which", ["removed", "merged"])
def test_the_admin_shows_them_to_members(request, theirs, staff, which):
    request.getfixturevalue(which)
    member = staff("nobody")
    member.memberships.create(production=theirs, level="approver")
    assert NAME in read_page_text(signed_in(member).get(reverse("admin:productions_contributor_removed")))


@pytest.mark.parametrize("act", ["undo-removal", "undo-merge"])
def test_a_token_of_strangers_finds_them_no_more_than_a_uid_of_nobody(removed, staff, act):
    user, at = staff("editor"), timezone.now()
    expiry = at + timedelta(days=1)
    token = issue_token(user=user, name="t", scope="write", expiry=expiry, by=user, now=at)
    address = f"/api/v1/contributors/{removed.uid}/{act}/"
    asked = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {token.secret}"}}
    assert Client().post(address, {"reason": "x"}, **asked).status_code == 404

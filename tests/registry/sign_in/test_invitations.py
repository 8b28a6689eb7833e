"""Invitations: who makes them, what their link gives, to whom, once; and where the secret is not."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from productions.accounts.services.accounts import update_user
from productions.accounts.services.invitations import (
    accept_invitation,
    create_invitation,
    find_invitation,
    revoke_invitation,
)
from productions.catalogue.services.memberships import change_membership
from productions.models import Event, Invitation, Membership, User
from productions.shared.refusals import NotAllowed, Refusal
from tests.html_pages import (
    find_all,
    list_elements_but_token,
    list_links,
    read_markup,
    read_page,
    read_page_text,
)
from tests.registry.sign_in.conftest import PASSWORD, is_in, sign_in

ADD = "/admin/productions/invitation/add/"
NEW = {"username": "hanako", "password": "a quite new password", "last_name": "見本", "first_name": "花子"}


@pytest.fixture
def boss(staff):
    return staff("approver", "boss")


@pytest.fixture
def invitation(production, boss):
    return create_invitation(
        production=production, level="editor", invitee="花子", by=boss, now=timezone.now()
    )


def follow(client, invitation):
    return client.get(f"/invitations/{invitation.secret}/")


def test_an_approver_invites_and_sees_the_link_once(client, production, boss):
    client.force_login(boss)
    end = timezone.localtime() + timedelta(days=3)
    form = {"production": production.pk, "level": "editor", "invitee": "花子", "expiry_0": end.date().isoformat(), "expiry_1": "12:00"}  # fmt: skip
    answer = client.post(ADD, form)
    (secret,) = re.findall(r"http://testserver/invitations/([\w-]+)/", read_page_text(answer))
    assert "no-store" in answer.headers["Cache-Control"]
    kept = Invitation.objects.get()
    assert secret not in str(kept.__dict__)
    assert not [event for event in Event.objects.all() if secret in str(event.changes)]
    for page in ("", f"{kept.pk}/change/", f"{kept.pk}/history/"):
        shown = client.get(f"/admin/productions/invitation/{page}")
        assert secret not in read_markup(shown)
        assert kept.digest not in read_markup(shown)


@pytest.mark.parametrize("level", ["viewer", "editor", "stranger"])
def test_nobody_else_invites_or_sees_who_is_invited(client, production, staff, invitation, level):
    user = staff(level)
    with pytest.raises(NotAllowed):
        create_invitation(production=production, level="viewer", invitee="x", by=user, now=timezone.now())
    client.force_login(user)
    assert client.get(ADD).status_code == 403
    for page in ("change/", "revoke/", "history/"):
        answer = client.get(f"/admin/productions/invitation/{invitation.pk}/{page}")
        assert answer.status_code in (302, 403, 404)
        assert "花子" not in read_markup(answer)


def test_the_invited_chooses_a_name_and_a_password_and_is_in(client, production, boss, invitation):
    assert follow(client, invitation).headers["Location"] == "/invitations/"
    assert "犬と少年" in read_page_text(client.get("/invitations/"))
    answer = client.post("/invitations/", NEW)
    assert answer.headers["Location"] == f"/admin/productions/production/{production.pk}/overview/"
    assert is_in(client)
    user = User.objects.get(username="hanako")
    assert (user.is_staff, user.is_superuser, user.get_full_name()) == (True, False, "花子 見本")
    assert user.memberships.get().level == "editor"
    told = Event.objects.filter(actor=user).order_by("pk").values_list("entity_type", "action")
    assert list(told) == [
        ("user", "created"),
        ("membership", "created"),
        ("invitation", "accepted"),
        ("signin", "signed in"),
    ]


def test_a_link_leads_in_once(client, other_client, invitation):
    follow(client, invitation)
    follow(other_client, invitation)
    assert client.post("/invitations/", NEW).status_code == 302
    answer = other_client.post("/invitations/", NEW | {"username": "second"})
    assert (answer.status_code, User.objects.filter(username="second").exists()) == (403, False)
    assert follow(other_client, invitation).status_code == 403


def test_two_who_accept_at_the_same_moment_are_one(invitation, now):
    """Both hold the row as it was before either accepted."""
    first, second = (find_invitation(invitation.secret, now=timezone.now()) for _ in range(2))
    accept_invitation(first, by=None, now=timezone.now(), username="first", password=PASSWORD)
    with pytest.raises(Refusal, match="has ended"):
        accept_invitation(second, by=None, now=timezone.now(), username="second", password=PASSWORD)
    assert not User.objects.filter(username="second").exists()


def test_links_that_ended_were_revoked_or_never_were_read_the_same(client, production, boss):
    now = timezone.now()
    old, revoked = (
        create_invitation(
            production=production,
            level="editor",
            invitee=name,
            by=boss,
            now=now - timedelta(days=8),
            expiry=end,
        )
        for name, end in (("old", now - timedelta(days=1)), ("revoked", now + timedelta(days=1)))
    )
    revoke_invitation(revoked, by=boss, now=now)
    first, *others = (
        list_elements_but_token(client.get(f"/invitations/{secret}/"), secret)
        for secret in (old.secret, revoked.secret, "x" * 43)
    )
    assert others == [first, first]
    shown = client.get(f"/invitations/{old.secret}/")
    assert "This invitation has ended; ask for another one." in read_page_text(shown)


@pytest.mark.parametrize("loss", ["level", "account"])
def test_an_invitation_falls_with_its_inviters_right(client, boss, invitation, loss):
    follow(client, invitation)
    if loss == "level":
        change_membership(boss.memberships.get(), level="editor", by=None, now=timezone.now())
    else:
        update_user(boss, is_active=False, by=None, now=timezone.now())
    assert client.post("/invitations/", NEW).status_code == 403
    assert not User.objects.filter(username="hanako").exists()


def test_a_weak_password_and_a_taken_name_are_refused_beside_their_field(client, boss, invitation):
    follow(client, invitation)
    page = read_page_text(client.post("/invitations/", NEW | {"password": "short"}))
    assert "This password is too short." in page
    page = read_page_text(client.post("/invitations/", NEW | {"username": "boss"}))
    assert "A user with that username already exists." in page
    assert client.post("/invitations/", NEW).status_code == 302


def test_whoever_is_signed_in_joins_with_their_account(client, staff, invitation):
    user = staff("stranger")
    client.force_login(user)
    follow(client, invitation)
    assert find_all(read_page(client.get("/invitations/")), type="submit", value="Join as stranger")
    assert client.post("/invitations/").status_code == 302
    assert user.memberships.get().level == "editor"
    assert User.objects.count() == 2


def test_signing_in_first_leads_back_to_the_invitation(client, staff, invitation):
    staff("stranger")
    follow(client, invitation)
    assert "/admin/login/?next=/invitations/" in list_links(read_page(client.get("/invitations/")))
    assert sign_in(client, "stranger", next="/invitations/").headers["Location"] == "/invitations/"
    assert client.get("/invitations/").status_code == 200


@pytest.mark.parametrize(("held", "becomes"), [("viewer", "editor"), ("editor", None), ("approver", None)])
def test_an_invitation_raises_a_membership_and_never_lowers_one(client, staff, invitation, held, becomes):
    user = staff(held)
    client.force_login(user)
    follow(client, invitation)
    page = client.post("/invitations/")
    assert Membership.objects.get(user=user).level == (becomes or held)
    if not becomes:
        assert "You are already a member of this production." in read_page_text(page)
        assert Invitation.objects.get().accepted_at is None


def test_only_the_link_has_the_secret_and_no_page_learns_of_it(client, invitation):
    answers = [follow(client, invitation), client.get("/invitations/")]
    # The form's page has the site's policy: under `no-referrer` its form would have the origin `null`.
    assert [answer.headers["Referrer-Policy"] for answer in answers] == ["no-referrer", "same-origin"]
    assert invitation.secret not in answers[0].headers["Location"]
    assert invitation.secret not in read_markup(answers[1])
    assert invitation.secret not in str(dict(client.session))


def test_an_invitation_ends_within_a_month(production, boss):
    now = timezone.now()
    for end in (now, now + timedelta(days=31)):
        with pytest.raises(Refusal, match="within 30 days"):
            create_invitation(
                production=production, level="editor", invitee="x", by=boss, now=now, expiry=end
            )

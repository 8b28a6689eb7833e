"""How sessions and keys end: by their user, with the password, and with the account."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from productions.accounts.services.accounts import set_password, update_user
from productions.accounts.services.invitations import create_invitation
from productions.accounts.services.sign_ins import end_sessions
from productions.accounts.services.tokens import issue_token
from productions.models import ApiToken, Event
from productions.shared.refusals import NotAllowed
from tests.html_pages import read_page_text
from tests.registry.sign_in.conftest import is_in, sign_in

SESSIONS = "/admin/account/sessions/"


def token_of(user):
    now = timezone.now()
    return issue_token(user=user, name="tracker", expiry=now + timedelta(days=9), by=user, now=now).secret


def opens(client, secret):
    return client.get("/api/v1/productions/", headers={"authorization": f"Bearer {secret}"}).status_code


@pytest.mark.parametrize("right", ["is_active", "is_staff"])
def test_a_leavers_sessions_tokens_and_invitations_end_at_once(client, staff, production, now, right):
    user, current = staff("approver"), timezone.now()
    client.force_login(user)
    secret = token_of(user)
    invitation = create_invitation(
        production=production, level="editor", invitee="somebody", by=user, now=current
    )
    assert (is_in(client), opens(client, secret)) == (True, 200)
    update_user(user, by=None, now=current, **{right: False})
    assert (is_in(client), opens(client, secret)) == (False, 401)
    invitation.refresh_from_db()
    assert (invitation.revoked_at, ApiToken.objects.get().revoked_at) == (current, current)
    assert Event.objects.filter(action="revoked").count() == 2


def test_nothing_of_a_leavers_comes_back_with_the_account(client, staff):
    user, current = staff("approver"), timezone.now()
    client.force_login(user)
    secret = token_of(user)
    update_user(user, is_active=False, by=None, now=current)
    update_user(user, is_active=True, by=None, now=current)
    assert (is_in(client), opens(client, secret)) == (False, 401)


def test_a_new_password_ends_other_sessions_and_tokens(client, other_client, staff):
    user = staff("editor")
    for browser in (client, other_client):
        sign_in(browser, "editor")
    secret = token_of(user)
    form = {
        "old_password": "a long password",
        "new_password1": "longer still 9",
        "new_password2": "longer still 9",
    }
    assert client.post("/admin/password_change/", form).status_code == 302
    assert (is_in(client), is_in(other_client), opens(client, secret)) == (True, False, 401)


def test_a_password_that_a_superuser_gives_ends_all(client, staff):
    user = staff("editor")
    sign_in(client, "editor")
    secret = token_of(user)
    set_password(user, password="longer still 9", by=None, now=timezone.now())
    assert (is_in(client), opens(client, secret)) == (False, 401)


def test_ones_sessions_are_listed_with_device_and_address(client, other_client, staff):
    staff("editor")
    sign_in(client, "editor")
    other_client.post(
        "/admin/login/", {"username": "editor", "password": "a long password"},
        headers={"user-agent": "Phone/1"}, REMOTE_ADDR="203.0.113.9",
    )  # fmt: skip
    page = read_page_text(client.get(SESSIONS))
    assert "Phone/1" in page
    assert "203.0.113.9" in page
    assert page.count("this one") == 1


def test_one_session_is_ended_and_the_others_stay(client, other_client, staff):
    staff("editor")
    for browser in (client, other_client):
        sign_in(browser, "editor")
    other = UserSession.objects.get(session_key=other_client.session.session_key)
    client.post(SESSIONS, {"session": other.pk})
    assert (is_in(client), is_in(other_client)) == (True, False)


def test_all_other_sessions_are_ended_whether_they_are_listed_or_not(client, other_client, staff):
    user = staff("editor")
    sign_in(client, "editor")
    other_client.force_login(user)
    UserSession.objects.exclude(session_key=client.session.session_key).delete()
    client.post(SESSIONS, {"session": ""})
    assert (is_in(client), is_in(other_client)) == (True, False)
    assert Event.objects.filter(action="sessions ended", actor=user).count() == 1


def test_sessions_of_others_are_not_ended(client, other_client, staff):
    for browser, name in ((client, "editor"), (other_client, "viewer")):
        staff(name)
        sign_in(browser, name)
    theirs = UserSession.objects.get(session_key=other_client.session.session_key)
    client.post(SESSIONS, {"session": theirs.pk})
    assert is_in(other_client)


def test_only_superusers_end_the_sessions_of_others(staff, now):
    with pytest.raises(NotAllowed):
        end_sessions(staff("viewer"), by=staff("approver"), now=now)


def test_an_update_of_the_site_signs_nobody_out(staff):
    """A session of before carries Django's own hash."""
    user = staff("editor")
    assert user.get_session_auth_hash() == super(type(user), user).get_session_auth_hash()


def test_a_session_is_kept_up_to_date_without_a_write_for_each_page(client, staff, django_assert_num_queries):
    staff("editor")
    sign_in(client, "editor")
    client.get("/admin/jsi18n/")
    before = UserSession.objects.get().last_seen_at
    client.get("/admin/jsi18n/")
    assert UserSession.objects.get().last_seen_at == before

"""Second factors: who needs one, how they are set up, used, lost and reset; and how they are stored."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test.utils import override_script_prefix

from productions.models import ApiToken, Event
from tests.html_pages import list_texts, read_page, read_page_text
from tests.registry.sign_in.conftest import PASSWORD, code_of, is_in, sign_in

ACCOUNT = "/admin/account/"


def set_up_app(client):
    """As a person does: confirm the password, read the key, enter a code. Returns the key."""
    client.post(f"{ACCOUNT}confirm/", {"password": PASSWORD, "next": f"{ACCOUNT}app/"})
    (secret,) = list_texts(read_page(client.get(f"{ACCOUNT}app/")), "code", class_="secret")
    answer = client.post(f"{ACCOUNT}app/", {"code": code_of(secret)})
    assert answer.headers["Location"] == f"{ACCOUNT}recovery-codes/"
    return secret


def read_codes(client):
    page = read_page(client.get(f"{ACCOUNT}recovery-codes/"))
    return " ".join(list_texts(page, "code", class_="secret codes")).split()


@pytest.mark.parametrize("right", ["approver", "registrar", "superuser"])
def test_whoever_approves_or_decides_sets_up_a_second_factor_before_anything_else(
    client, staff, demanding, right
):
    user = staff(right)
    user.registrar, user.is_superuser = right == "registrar", right == "superuser"
    user.save()
    sign_in(client, right)
    assert client.get("/admin/").headers["Location"] == ACCOUNT
    assert client.get("/admin/productions/apitoken/add/").headers["Location"] == ACCOUNT
    assert "Before anything else" in read_page_text(client.get(ACCOUNT))
    set_up_app(client)
    assert client.get("/admin/").status_code == 200


def test_no_token_is_issued_without_the_second_factor(client, staff, demanding):
    staff("approver")
    sign_in(client, "approver")
    form = {"name": "tracker", "scope": "write", "expiry_0": "2027-01-01", "expiry_1": "12:00"}
    answer = client.post("/admin/productions/apitoken/add/", form)
    assert (answer.status_code, ApiToken.objects.count()) == (403, 0)
    assert "Set up a second factor first" in read_page_text(answer)


@pytest.mark.parametrize("level", ["viewer", "editor"])
def test_others_need_none(client, staff, demanding, level):
    staff(level)
    sign_in(client, level)
    assert is_in(client)


def test_with_debug_on_nobody_needs_one(client, staff):
    staff("approver")
    sign_in(client, "approver")
    assert is_in(client)


def test_the_password_alone_leads_nowhere_once_there_is_a_second_factor(client, with_app):
    user, secret = with_app
    answer = sign_in(client, user.username, next="/admin/productions/cut/")
    assert answer.headers["Location"] == "/admin/login/second-factor/"
    assert not is_in(client)
    assert "This code is not right" in read_page_text(
        client.post("/admin/login/second-factor/", {"code": "000000"})
    )
    answer = client.post("/admin/login/second-factor/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/admin/productions/cut/"
    assert is_in(client)


def test_a_code_leads_in_once(client, other_client, with_app):
    user, secret = with_app
    code = code_of(secret)
    for browser, led in ((client, 302), (other_client, 200)):
        sign_in(browser, user.username)
        assert browser.post("/admin/login/second-factor/", {"code": code}).status_code == led


def test_recovery_codes_are_shown_once_and_each_leads_in_once(client, other_client, staff):
    user = staff("approver")
    sign_in(client, "approver")
    set_up_app(client)
    codes = read_codes(client)
    assert len(codes) == 10
    assert read_codes(client) == []
    for led in (302, 200):
        sign_in(other_client, "approver")
        assert other_client.post("/admin/login/second-factor/", {"code": codes[0]}).status_code == led
        other_client.post("/admin/logout/")
    assert Event.objects.filter(action="signed in").order_by("pk").last().changes["with"] == [
        None,
        "password + recovery_codes",
    ]
    assert Event.objects.filter(action="sign-in failed", entity_type="signin").count() == 1
    assert user.authenticator_set.count() == 2


def test_a_second_factor_is_not_changed_without_the_password(client, staff):
    client.force_login(staff("approver"))
    for page in ("app/", "passkeys/add/"):
        assert client.get(ACCOUNT + page).headers["Location"].startswith(f"{ACCOUNT}confirm/")


def test_setting_up_and_removing_are_in_the_ledger(client, staff):
    user = staff("editor")
    sign_in(client, "editor")
    set_up_app(client)
    assert client.post(f"{ACCOUNT}app/remove/").status_code == 302
    told = Event.objects.filter(entity_type="signin", action__startswith="second factor").order_by("pk")
    assert [(event.action, event.changes["kind"][1], event.actor) for event in told] == [
        ("second factor added", "totp", user),
        ("second factor added", "recovery_codes", user),
        ("second factor removed", "totp", user),
        ("second factor removed", "recovery_codes", user),
    ]


def test_secrets_are_stored_under_the_sites_key(client, staff, settings):
    staff("editor")
    sign_in(client, "editor")
    secret = set_up_app(client)
    stored = {one.type: str(one.data) for one in Authenticator.objects.all()}
    assert secret not in stored["totp"]
    assert [code for code in read_codes(client) if code in stored["recovery_codes"]] == []


def test_a_new_key_of_the_site_makes_every_code_wrong_and_none_guessable(client, with_app, settings):
    user, secret = with_app
    settings.SECRET_KEY = "another key of the site " * 3
    sign_in(client, user.username)
    for key in (secret, "", "A"):
        code = code_of(key) if key != "A" else "000000"
        assert client.post("/admin/login/second-factor/", {"code": code}).status_code == 200


def test_an_older_key_still_reads_what_it_stored(client, with_app, settings):
    user, secret = with_app
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the site " * 3
    sign_in(client, user.username)
    assert client.post("/admin/login/second-factor/", {"code": code_of(secret)}).status_code == 302


def test_the_operator_resets_a_lost_second_factor_with_a_reason(client, other_client, with_app, capsys):
    user, secret = with_app
    sign_in(client, user.username)
    client.post("/admin/login/second-factor/", {"code": code_of(secret)})
    call_command("reset_second_factor", user.username, reason="rang up, known voice")
    assert not is_in(client)
    sign_in(other_client, user.username)
    assert is_in(other_client)
    event = Event.objects.get(action="second factor reset")
    assert (event.reason, event.actor) == ("rang up, known voice", None)
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_second_factor", user.username, reason="again")
    with pytest.raises(CommandError, match="There is no account nobody"):
        call_command("reset_second_factor", "nobody", reason="x")


def test_other_accounts_passkeys_are_not_found(client, staff, with_app):
    other, _secret = with_app
    key = Authenticator.objects.create(
        user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "theirs", "credential": {}}
    )
    client.force_login(staff("editor"))
    client.post(f"{ACCOUNT}confirm/", {"password": PASSWORD})
    for page in ("remove/", "edit/"):
        assert client.post(f"{ACCOUNT}passkeys/{key.pk}/{page}", {"name": "mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_admin_shows_no_secrets_of_second_factors_or_sessions(client, staff):
    boss = staff("approver", "boss")
    boss.is_superuser = True
    boss.save()
    client.force_login(boss)
    for page in (
        "mfa/authenticator/",
        "usersessions/usersession/",
        "socialaccount/socialtoken/",
        "account/emailaddress/",
    ):
        assert client.get(f"/admin/{page}").status_code == 404


def test_a_site_below_a_prefix_asks_for_it_too(client, staff, demanding, settings):
    staff("approver")
    sign_in(client, "approver")
    settings.FORCE_SCRIPT_NAME = "/registry"
    with override_script_prefix("/registry/"):
        answer = client.get("/admin/productions/production/")
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"/registry{ACCOUNT}")

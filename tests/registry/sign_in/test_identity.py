"""Sign-in by an OpenID provider, with one that runs on this machine: whom it lets in, and whom it never does."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from productions.models import Event, User
from registry.sign_in.options import read_provider
from tests.html_pages import find_all, get_value, read_markup, read_page, read_page_text
from tests.registry.sign_in import provider as openid
from tests.registry.sign_in.conftest import DOOR, PASSWORD, code_of, is_in, sign_in

START = "/admin/login/with/provider/"


@pytest.fixture
def provider(settings):
    with openid.running() as running:
        settings.SOCIALACCOUNT_PROVIDERS = read_provider(
            issuer=running.issuer, client_id=openid.CLIENT, secret=openid.SECRET, name="Studio ID"
        )
        yield running


@pytest.fixture
def hanako(staff):
    user = staff("editor")
    user.email = "Hanako@studio.example"
    user.save()
    return user


def go(client, provider, **given):
    """Press the button, let the provider say yes, and come back."""
    page = client.post(START, given)
    assert page.status_code == 200, page.headers.get("Location")
    (refresh,) = find_all(read_page(page), "meta", http_equiv="refresh")
    asked = parse_qs(urlsplit(get_value(refresh, "content").removeprefix("0; url=")).query)
    provider.challenge = asked["code_challenge"][0]
    return client.get(f"{START}back/", {"code": "one", "state": asked["state"][0]})


def test_the_page_has_no_such_button_by_default(client, db):
    assert "login/with" not in read_markup(client.get(DOOR))
    assert client.post(START).status_code == 404


def test_a_verified_address_opens_the_account_that_has_it(client, provider, hanako):
    assert "Sign in with Studio ID" in read_page_text(client.get(DOOR))
    answer = go(client, provider, next="/admin/productions/cut/")
    assert answer.headers["Location"] == "/admin/productions/cut/"
    assert is_in(client)
    hanako.refresh_from_db()
    assert hanako.check_password(PASSWORD)
    told = Event.objects.filter(entity_type="signin").order_by("pk").values_list("action", "changes__with")
    assert list(told) == [("sign-in connected", [None, "Studio ID"]), ("signed in", [None, "socialaccount"])]


def test_a_connection_opens_the_account_when_the_address_has_changed(client, other_client, provider, hanako):
    go(client, provider)
    provider.claims["email"] = "married@studio.example"
    go(other_client, provider)
    assert is_in(other_client)


@pytest.mark.parametrize("verified", [False, None, "false"])
def test_an_address_that_the_provider_has_not_verified_opens_nothing(client, provider, hanako, verified):
    provider.claims["email_verified"] = verified
    page = read_page_text(go(client, provider))
    assert ("No account has this address." in page, is_in(client)) == (True, False)
    assert SocialAccount.objects.count() == 0


def test_nobody_gets_an_account_by_the_providers_word(client, provider, staff):
    staff("editor")
    page = read_page_text(go(client, provider))
    assert "Accounts come by invitation" in page
    assert (User.objects.count(), is_in(client)) == (1, False)


def test_an_address_that_two_accounts_have_opens_neither(client, provider, hanako, staff):
    other = staff("viewer")
    other.email = hanako.email
    other.save()
    go(client, provider)
    assert not is_in(client)


@pytest.mark.parametrize("right", ["is_active", "is_staff"])
def test_a_closed_account_stays_closed_whatever_the_provider_says(
    client, other_client, provider, hanako, right
):
    go(client, provider)
    setattr(hanako, right, False)
    hanako.save()
    assert go(other_client, provider).headers["Location"] == DOOR
    assert not is_in(other_client)


def test_the_second_factor_is_asked_for_as_well(client, provider, with_app):
    user, secret = with_app
    user.email = "hanako@studio.example"
    user.save()
    assert go(client, provider).headers["Location"] == "/admin/login/second-factor/"
    assert not is_in(client)
    client.post("/admin/login/second-factor/", {"code": code_of(secret)})
    assert is_in(client)


def test_whoever_is_signed_in_connects_after_their_password_and_disconnects(
    client, other_client, provider, staff
):
    staff("editor")
    sign_in(client, "editor")
    assert go(client, provider, process="connect").headers["Location"].startswith("/admin/account/confirm/")
    assert SocialAccount.objects.count() == 0
    client.post("/admin/account/confirm/", {"password": PASSWORD})
    assert "signs in with Studio ID too" in read_page_text(client.get("/admin/account/"))
    go(other_client, provider)
    assert is_in(other_client)
    client.post("/admin/account/disconnect/")
    assert SocialAccount.objects.count() == 0


def test_an_answer_that_nobody_asked_for_opens_nothing(client, provider, hanako):
    answer = client.get(f"{START}back/", {"code": "one", "state": "made up"})
    assert (answer.headers["Location"], is_in(client)) == (DOOR, False)


def test_a_provider_that_is_away_leads_back_to_the_door(client, settings, db):
    settings.SOCIALACCOUNT_PROVIDERS = read_provider(
        issuer="http://127.0.0.1:9/realm", client_id="x", secret="y", name=""
    )
    assert client.post(START).headers["Location"] == DOOR
    assert "The other site did not say who you are." in read_page_text(client.get(DOOR))


def test_half_an_environment_refuses():
    with pytest.raises(ImproperlyConfigured, match="STAFFROLL_OIDC_CLIENT_SECRET is missing"):
        read_provider(issuer="https://id.example", client_id="x", secret="", name="")
    with pytest.raises(ImproperlyConfigured, match="STAFFROLL_OIDC_ISSUER is missing"):
        read_provider(issuer="", client_id="", secret="", name="Studio ID")
    assert read_provider(issuer="", client_id="", secret="", name="") == {}

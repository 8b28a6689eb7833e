"""Guessing is limited by address and by account, whatever addresses somebody claims, in the page's language."""

import pytest

from registry.sign_in.limits import ACCOUNT_POLICY, ADDRESS_POLICY
from tests.html_pages import read_page_text
from tests.registry.sign_in.conftest import code_of, is_in, sign_in


def guess(client, times, username="editor", **headers):
    return [sign_in(client, username, "guess", **headers).status_code for _ in range(times)]


def test_an_account_is_guessed_at_ten_times_whatever_addresses_are_claimed(client, staff):
    staff("editor")
    statuses = [
        client.post(
            "/admin/login/",
            {"username": "editor", "password": "guess"},
            headers={"X-Forwarded-For": f"203.0.113.{attempt}"},
        ).status_code
        for attempt in range(ACCOUNT_POLICY.limit + 1)
    ]
    assert statuses == [200] * ACCOUNT_POLICY.limit + [429]


def test_an_account_is_guessed_at_ten_times_from_many_real_addresses(client, staff):
    staff("editor")
    statuses = [
        client.post(
            "/admin/login/", {"username": "Editor ", "password": "guess"}, REMOTE_ADDR=f"203.0.113.{attempt}"
        ).status_code
        for attempt in range(ACCOUNT_POLICY.limit + 1)
    ]
    assert statuses == [200] * ACCOUNT_POLICY.limit + [429]


def test_an_address_tries_thirty_accounts(client, db):
    statuses = [
        sign_in(client, f"user{number}", "guess").status_code for number in range(ADDRESS_POLICY.limit + 1)
    ]
    assert statuses == [200] * ADDRESS_POLICY.limit + [429]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Too many attempts have failed. Try again in 15 minutes."),
        ("ja", "ログインの失敗が続きました。15分後にもう一度お試しください。"),
    ],
)
def test_the_refusal_says_when_to_come_again(client, staff, language, sentence):
    staff("editor")
    guess(client, ACCOUNT_POLICY.limit)
    page = client.post(
        "/admin/login/", {"username": "editor", "password": "guess"}, headers={"accept-language": language}
    )
    assert page.status_code == 429
    assert 890 <= int(page.headers["Retry-After"]) <= 900
    assert sentence in read_page_text(page)


def test_the_right_password_is_refused_as_well_until_then(client, staff):
    staff("editor")
    guess(client, ACCOUNT_POLICY.limit)
    assert sign_in(client, "editor").status_code == 429
    assert not is_in(client)


def test_signing_in_counts_nothing(client, staff):
    staff("editor")
    for _ in range(ACCOUNT_POLICY.limit + 5):
        assert sign_in(client, "editor").status_code == 302
        client.post("/admin/logout/")


def test_codes_of_a_second_factor_are_guessed_at_ten_times(client, with_app):
    user, secret = with_app
    sign_in(client, user.username)
    statuses = [
        client.post("/admin/login/second-factor/", {"code": "000000"}).status_code
        for _ in range(ACCOUNT_POLICY.limit + 1)
    ]
    assert statuses == [200] * ACCOUNT_POLICY.limit + [429]
    assert client.post("/admin/login/second-factor/", {"code": code_of(secret)}).status_code == 429


def test_the_password_of_a_borrowed_session_is_guessed_at_ten_times(client, staff):
    client.force_login(staff("editor"))
    form = {"old_password": "guess", "new_password1": "longer still 9", "new_password2": "longer still 9"}
    pages = ("/admin/password_change/", "/admin/account/confirm/")
    statuses = [
        client.post(pages[attempt % 2], form | {"password": "guess"}).status_code
        for attempt in range(ACCOUNT_POLICY.limit + 1)
    ]
    assert statuses == [200] * ACCOUNT_POLICY.limit + [429]

"""Accounts that sign in as a browser does, and their second factors."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

PASSWORD = "a long password"
DOOR = "/admin/login/"


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(DOOR, {"username": username, "password": password, **more})


def is_in(client):
    """Whether the admin opens."""
    return client.get("/admin/productions/production/").status_code == 200


def code_of(secret, *, steps=0):
    """What an app shows, so many steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def demanding(settings):
    """As with debug off: whoever approves or decides needs a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def with_app(staff):
    """An approver with an authenticator app: the account and the app's secret."""
    user, secret = staff("approver"), generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return user, secret


@pytest.fixture
def other_client():
    """Another browser."""
    return Client()

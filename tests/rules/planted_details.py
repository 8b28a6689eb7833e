"""Private details that are planted, and the accounts that look for them."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.models import User

EMAIL, NOTE, LEGAL, LEGAL_KANA = (
    "planted.secret@example.org",
    "Plantedville 7",
    "植込本名 太郎",
    "うえこみ たろう",
)


SECRETS = (EMAIL, NOTE, LEGAL, LEGAL_KANA)


def account(name, production=None, level="editor", **values):
    user = User.objects.create_user(name, password="a long password", is_staff=True, **values)
    if production is not None:
        user.memberships.create(production=production, level=level)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def tool(user, scope, **values):
    now = timezone.now()
    ends = now + timedelta(days=1)
    secret = issue_token(user=user, name="tool", scope=scope, expiry=ends, by=None, now=now, **values).secret
    return Client(headers={"authorization": f"Bearer {secret}"})

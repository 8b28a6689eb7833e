"""Who asks: thirteen kinds of visitors, and what each of them may be told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.models import ApiToken, Production, User

ANYBODY = "anonymous"
PEOPLE = (
    ANYBODY, "no member",
    "viewer", "editor", "approver",
    "other's viewer", "other's editor", "other's approver",
    "registrar",
    "read token", "write token", "expired token",
    "superuser",
)  # fmt: skip
"""In the order of a row. `viewer` to `approver` are members of the private production that is asked about, the other's
of another private one; the tokens are of the approver, the one that writes narrowed to the production."""
TOKENS = ("read token", "write token", "expired token")
GROUPS = (2, 3, 3, 1, 3, 1)
"""How the signs of a row are put together."""
MEMBERS = frozenset({"viewer", "editor", "approver", "read token", "write token", "superuser"})
EDITORS = frozenset({"editor", "approver", "write token", "superuser"})
APPROVERS = frozenset({"approver", "read token", "write token", "superuser"})
OTHERS = frozenset({"other's viewer", "other's editor", "other's approver", "superuser"})
OPERATOR = frozenset({"superuser"})


def make_accounts(this: Production, other: Production, names: dict[str, str]) -> dict[str, User]:
    """Accounts by who they are; `names` has the user names that are secrets."""
    found = {}
    for who in PEOPLE:
        if who in (ANYBODY, *TOKENS):
            continue
        user = User.objects.create_user(
            names.get(who, who.replace(" ", "_").replace("'", "")), password="a long password", is_staff=True,
            is_superuser=who == "superuser", registrar=who == "registrar",
        )  # fmt: skip
        production, level = (
            (other, who.removeprefix("other's ")) if who.startswith("other's") else (this, who)
        )
        if level in ("viewer", "editor", "approver"):
            user.memberships.create(production=production, level=level)
        found[who] = user
    return found


def make_clients(users: dict[str, User], this: Production, token_name: str, now: datetime) -> Clients:
    """Clients for the staff's pages, where accounts are signed in, and for the API, where they have tokens."""

    def token(user: User, **values: object) -> ApiToken:
        ends = timezone.now() + timedelta(days=1)
        given: dict[str, object] = {"name": "tool", "scope": "write", "expiry": ends} | values
        return issue_token(user=user, by=None, now=timezone.now(), **given)  # type: ignore[arg-type]

    tokens = {who: token(user) for who, user in users.items()}
    approver = users["approver"]
    tokens["read token"] = token(approver, name=token_name, scope="read")
    tokens["write token"] = token(approver, productions=[this])
    tokens["expired token"] = token(approver)
    ApiToken.objects.filter(pk=tokens["expired token"].pk).update(expiry=timezone.now() - timedelta(hours=1))
    pages, tools = {ANYBODY: Client()}, {ANYBODY: Client()}
    for who, made in tokens.items():
        tools[who] = Client(headers={"authorization": f"Bearer {made.secret}"})
        if who in TOKENS:
            pages[who] = tools[who]
        else:
            pages[who] = Client()
            pages[who].force_login(users[who])
    return Clients(pages, tools, tokens)


class Clients:
    """`of(who, is_staff)` is the client of a visitor."""

    def __init__(
        self, pages: dict[str, Client], tools: dict[str, Client], tokens: dict[str, ApiToken]
    ) -> None:
        self.pages, self.tools, self.tokens = pages, tools, tokens
        self.cookies = {who: pages[who].cookies.copy() for who in pages}

    def of(self, who: str, *, api: bool) -> Client:
        """Signed in as at first, whatever was asked before."""
        if api:
            return self.tools[who]
        self.pages[who].cookies = self.cookies[who].copy()
        return self.pages[who]

"""Shared by the tests of reading."""

from datetime import timedelta

import pytest
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from tests.api.asking import get


@pytest.fixture
def series(production, role, now):
    """Episodes 1 to 4 with cuts 1, 2, 2A, 3 each, a layout credit on every cut by a person of its own."""
    credits = {}
    for number in "1234":
        episode = add_episode(production, number=number, by=None, now=now)
        cuts = add_cuts(
            production, [{"number": cut} for cut in ("1", "2", "2A", "3")], episode=episode, by=None, now=now
        )
        for cut in cuts:
            person = create_contributor(name=f"見本 {number} {cut.number}", by=None, now=now)
            (credit,) = enter_credits(
                production,
                [{"role": role("layout"), "contributor": person, "cut": cut}],
                by=None,
                now=now,
                state="confirmed",
            )
            credits[number, cut.number] = credit
    return credits


@pytest.fixture
def people(production, role, now):
    """Makes contributors of these names with a public credit each."""

    def make(*wanted, kind="person"):
        made = [create_contributor(name=name, kind=kind, by=None, now=now) for name in wanted]
        rows = [{"role": role("layout"), "contributor": one} for one in made]
        if kind == "organization":
            rows = [row | {"kind": kind, "absence_reason": "unknown_lost"} for row in rows]
        enter_credits(production, rows, by=None, now=now, state="confirmed")
        return made

    return make


@pytest.fixture
def release(production, person, confirmed, now):
    """An issue with one credit."""
    confirmed(contributor=person)
    return issue_release(production, by=None, now=now)


@pytest.fixture
def member(client, staff, now):
    """The rows that an editor's token sees."""
    moment = timezone.now()
    token = issue_token(
        user=staff("editor"),
        by=None,
        now=moment,
        scope="read",
        name="reader",
        expiry=moment + timedelta(days=1),
    )

    def ask(path):
        return get(client, path, authorization=f"Bearer {token.secret}").json()["results"]

    return ask

"""Behind a pool every answer is the right one, or none: whichever mode it has, and even where nobody said so."""

import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Contributor, User
from productions.people.services.contributors import create_contributor
from productions.shared.choices import CreditState, Visibility
from tests.live.servers import PGBOUNCER, ask, database_url, pgbouncer, site

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    # A machine with only Python has none; the checks before a change lands install it.
    pytest.mark.skipif(PGBOUNCER is None, reason="needs PgBouncer: apt-get install pgbouncer"),
]
ROUNDS = 8
"""How often each address is asked: a query is prepared once it was asked more often than `OFTEN`."""


@pytest.fixture
def paths(unlocked, role, now):
    """Addresses whose answers all differ, over lists, entries and searches."""
    found = ["/api/v1/roles/animation/", "/api/v1/departments/", "/api/v1/roles/?page_size=7"]
    for number in range(8):
        production = create_production(
            title=f"第{number}話",
            kind="film",
            year=2000 + number,
            visibility=Visibility.PUBLIC,
            by=None,
            now=now,
        )
        people = [create_contributor(name=f"山田 {number}-{each}", by=None, now=now) for each in range(3)]
        rows = [{"role": role("animation"), "contributor": person} for person in people]
        enter_credits(production, rows, by=None, now=now, state=CreditState.CONFIRMED)
        found += [
            f"/api/v1/productions/{production.uid}/",
            f"/api/v1/productions/{production.uid}/credits/",
            f"/api/v1/productions/{production.uid}/credits/?page_size={number + 1}",
            f"/api/v1/contributors/{people[0].uid}/",
            f"/api/v1/contributors/{people[1].uid}/credits/",
            f"/api/v1/contributors/{people[2].uid}/filmography/",
            f"/api/v1/contributors/?q=山田 {number}".replace(" ", "%20").replace(
                "山田", "%E5%B1%B1%E7%94%B0"
            ),
            f"/api/v1/productions/?year={2000 + number}",
            f"/api/v1/credits/?page_size={number + 2}",
        ]
    return found


def ask_many(port, paths):
    """Each address many times, mixed, sixteen at one moment; status and entries of each answer."""
    mixed = paths * ROUNDS
    random.Random(16).shuffle(mixed)
    with ThreadPoolExecutor(16) as crowd:
        return list(zip(mixed, crowd.map(lambda path: told(port, path), mixed), strict=True))


def told(port, path):
    status, _headers, body = ask(port, path)
    return status, body.replace(f"127.0.0.1:{port}".encode(), b"HOST")


@pytest.mark.parametrize(
    ("mode", "said"),
    [("transaction", "transaction"), ("session", "session"), ("transaction", "none")],
)
def test_answers_behind_a_pool_are_those_without_one(paths, mode, said):
    with site(database_url(), workers=1) as plain:
        right = {path: told(plain, path) for path in paths}
    assert {status for status, _body in right.values()} == {200}
    assert len(set(right.values())) > len(paths) * 0.7
    # By session a connection of the pool belongs to a thread for as long as it is kept.
    size = 4 if mode == "transaction" else 40
    with pgbouncer(mode, size=size) as pool, site(database_url(pool), STAFFROLL_DATABASE_POOL=said) as port:
        answers = ask_many(port, paths)
    wrong = [path for path, answer in answers if answer[0] == 200 and answer != right[path]]
    assert wrong == []
    statuses = Counter(status for _path, (status, _body) in answers)
    if said == mode:
        assert statuses == {200: len(answers)}
    else:
        assert statuses[200] > len(answers) / 2
        assert set(statuses) <= {200, 503}


@pytest.mark.parametrize("mode", ["session", "transaction"])
def test_what_is_written_behind_a_pool_is_written_once(unlocked, mode):
    now = timezone.now()
    user = User.objects.create_superuser("registrar", password="a long password")
    token = issue_token(
        user=user, name="tracker", expiry=now + timedelta(days=1), scope="write", by=None, now=now
    )
    names = [f"書き手 {number}" for number in range(40)]

    def write(name):
        return ask(
            port, "/api/v1/contributors/", method="POST", body=json.dumps({"name": name}),
            Authorization=f"Bearer {token.secret}", Content_Type="application/json",
        )[0]  # fmt: skip

    with (
        pgbouncer(mode, size=12) as pool,
        site(database_url(pool), STAFFROLL_DATABASE_POOL=mode) as port,
        ThreadPoolExecutor(8) as crowd,
    ):
        assert Counter(crowd.map(write, names)) == {201: len(names)}
    assert sorted(Contributor.objects.values_list("name", flat=True)) == sorted(names)

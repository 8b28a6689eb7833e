"""Shared by all tests: nothing touches `var/`, and small builders that go through the verbs.

`DJANGO_SETTINGS_MODULE` is set here only, and gone again after the set-up: pytest-django, in this process or in
those of pytest-xdist, would read the settings before this file, and so use `var/`.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import pytest
from hypothesis import settings as hypothesis
from pytest_django.plugin import DjangoDbBlocker

from tests.own_broker import name_own_broker

# Loading Django and thousands of tests makes no garbage worth a search: it begins with the first test.
gc.disable()
# A hundred tests start processes of the site, which would each compile all of it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

if broker := os.environ.get("CELERY_BROKER_URL"):
    os.environ["CELERY_BROKER_URL"] = name_own_broker(broker, os.environ.get("PYTEST_XDIST_WORKER", "gw0"))

# Files, the broker and the secret key of tests live in a folder of this process alone, and a DATABASE_URL
# (PostgreSQL in CI) changes the database only: debug stays on, as in an empty environment.
DATA_DIR = Path(tempfile.mkdtemp(prefix="staffroll-tests-"))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "registry.settings",
    "STAFFROLL_DATA_DIR": str(DATA_DIR),
    "STAFFROLL_DEBUG": "1",
}
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

from api.http.throttling import RedisCounter  # noqa: E402
from productions.catalogue.services.productions import create_production  # noqa: E402
from productions.credits.services.bulk_credits import enter_credits  # noqa: E402
from productions.ledger.services.ledger import read_newest_number  # noqa: E402
from productions.models import Contributor, Credit, Production, Role, User, triggers  # noqa: E402
from productions.people.services.contributors import create_contributor  # noqa: E402
from productions.shared.choices import CreditState, MembershipLevel, Visibility  # noqa: E402
from tests.caches import clear_caches  # noqa: E402
from tests.first_rows import keep_first_rows, restore_first_rows  # noqa: E402
from tests.marks import mark_reached, sort_long_first, uses_database  # noqa: E402
from tests.migrated import copy_file_back, make_database  # noqa: E402
from tests.processes import empty_queues, redis_url  # noqa: E402

# Tests make accounts by the hundred, whose passwords nobody guesses: the site's own hasher, once around.
PBKDF2PasswordHasher.iterations = 1

# No test fails because a machine is busy.
hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")

pytest_plugins = ["tests.costs", "tests.cloned", "tests.static_files"]
MOST_PROCESSES = 6
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_DIR, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", action="store_true", help="only tests that use the database")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One more than there are processors (`-n auto`), since tests of browsers and processes wait half of their time. Each takes some 1.3 GB.

    Where none of them waits (`-n logical`), as many as there are.
    """
    if config.option.numprocesses == "logical":
        return None
    return min((os.cpu_count() or 1) + 1, MOST_PROCESSES)


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_itemcollected(item: pytest.Item) -> None:
    mark_reached(item)


@pytest.hookimpl(trylast=True)  # after pytest-django has named the fixtures of its mark
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `postgres` run where DATABASE_URL names one; what uses no database need not run on each."""
    sort_long_first(items)
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL"))
    if config.getoption("database"):
        using = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in using])
        items[:] = using


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """What is loaded by now stays to the end: Python need not look through all of it for garbage after each test.

    Nor so often: a request makes thousands of objects, and no test looks for what is left of them.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have counted (`record_property("counted", …)`), whichever process they ran in."""
    for report in terminalreporter.getreports("passed"):
        for name, sentence in report.user_properties:
            if name == "counted" and report.when == "call":
                terminalreporter.write_line(sentence)


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Path:
    """A SQLite file with today's schema, to be copied."""
    return make_database(pytestconfig.cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """The tests begin with a copy of a migrated database, which goes with the process; `--create-db` migrates instead."""
    if request.config.getoption("create_db"):
        return False
    if connection.vendor == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), connection.settings_dict["TEST"]["NAME"])
    else:
        request.getfixturevalue("cloned")
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """On PostgreSQL the migrated tables' rows are kept, their events numbered as in the file that SQLite copies."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            read_newest_number()
            keep_first_rows()


@pytest.fixture(autouse=True, scope="session")
def emptied_by_copy(request: pytest.FixtureRequest) -> None:
    """Tests that commit end with the rows of the migrated database: to fill the tables anew takes many times as long."""
    if connection.vendor == "postgresql":
        TransactionTestCase._fixture_teardown = lambda _case: restore_first_rows()
    elif not request.config.getoption("create_db"):
        migrated = request.getfixturevalue("migrated")
        TransactionTestCase._fixture_teardown = lambda _case: copy_file_back(migrated)


@pytest.fixture(scope="module")
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, emptied_by_copy: None
) -> Iterator[DjangoDbBlocker]:
    """For rows that the tests of a module only read: a fixture of the module makes them inside `unblock()`, and after it they are gone.

    A test of the module that commits takes them away; pytest-django lets it run after those that roll back.
    """
    yield django_db_blocker
    with django_db_blocker.unblock():
        triggers.remove(connection)
        TransactionTestCase()._fixture_teardown()


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests roll back, so keys come again; what this process keeps by key would be another test's row.

    Counts that are kept in Redis, where CI has one, are those of one test: another's, or another process's, would
    refuse what is not refused alone.
    """
    clear_caches()
    monkeypatch.setattr(RedisCounter, "PREFIX", f"staffroll-test:{uuid4()}:")  # the real Redis, other keys


@pytest.fixture(autouse=True)
def no_messages(request: pytest.FixtureRequest) -> None:
    """Workers of a test take messages of this test alone."""
    if redis_url() and request.node.get_closest_marker("worker"):
        empty_queues()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def production(db: None) -> Production:
    """A public film without episodes."""
    return create_production(
        title="犬と少年", title_kana="いぬとしょうねん", kind="short", year=2023, visibility=Visibility.PUBLIC,
        by=None, now=NOW,
    )  # fmt: skip


@pytest.fixture
def person(db: None) -> Contributor:
    return create_contributor(name="牧原亮太郎", kana="まきはら りょうたろう", by=None, now=NOW)


@pytest.fixture
def company(db: None) -> Contributor:
    return create_contributor(name="WIT STUDIO", kind="organization", by=None, now=NOW)


@pytest.fixture
def role(db: None) -> Callable[[str], Role]:
    """A role of the vocabulary by its code."""
    return lambda code: Role.objects.get(code=code)


@pytest.fixture
def staff(production: Production) -> Callable[[str], User]:
    """A staff account with a level on the production."""

    def make(level: str, username: str = "") -> User:
        user = User.objects.create_user(username or level, password="a long password", is_staff=True)
        if level in MembershipLevel.values:
            user.memberships.create(production=production, level=level)
        return user

    return make


@pytest.fixture
def confirmed(production: Production) -> Callable[..., Credit]:
    """A confirmed credit of the production."""

    def make(**values: Any) -> Credit:
        values.setdefault("role", Role.objects.get(code="background_art"))
        (credit,) = enter_credits(production, [values], by=None, now=NOW, state=CreditState.CONFIRMED)
        return credit

    return make


@pytest.fixture
def account(db: None) -> Callable[..., User]:
    """A staff account with a level on a production, or with none."""

    def make(name: str, production: Production | None = None, level: str = "approver", **values: Any) -> User:
        user = User.objects.create_user(name, password="a long password", is_staff=True, **values)
        if production is not None:
            user.memberships.create(production=production, level=level)
        return user

    return make


@pytest.fixture
def theirs(request: pytest.FixtureRequest, db: None) -> Production:
    """A production of other people; private unless a test asks for a public one."""
    visibility = getattr(request, "param", Visibility.PRIVATE)
    return create_production(
        title="別の作品", title_kana="べつ", kind="film", visibility=visibility, by=None, now=NOW
    )


@pytest.fixture
def credit_in(db: None) -> Callable[..., Credit]:
    """A confirmed credit of a production."""

    def enter(production: Production, code: str = "layout", **values: Any) -> Credit:
        rows = [{"role": Role.objects.get(code=code), **values}]
        (credit,) = enter_credits(production, rows, by=None, now=NOW, state=CreditState.CONFIRMED)
        return credit

    return enter


@pytest.fixture
def double(db: None) -> Contributor:
    """The person's name once more, in another entry."""
    return create_contributor(name="牧原 亮太郎", by=None, now=NOW)


@pytest.fixture
def unlocked(transactional_db: None) -> Iterator[None]:
    """Tests that commit must be able to empty the tables again: the triggers go before that, and come back."""
    yield
    triggers.remove(connection)

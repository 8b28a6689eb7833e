"""Nobody sees what is not theirs: every address × every kind of visitor × every method, against one table.

A private production is full of secrets, and each visitor asks everything. What they get must be what their row in
`permissions/rows.py` says, and no answer, whatever its status, may tell a secret to somebody who may not know it.
After a change: `python -m tests.rules.permissions NAME` prints the row of an address as it is now.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.rules.addresses import Door, find_doors
from tests.rules.permissions import rows_accounts, rows_pages
from tests.rules.permissions.asks import unknown_arguments
from tests.rules.permissions.holes import HOLES
from tests.rules.permissions.people import PEOPLE
from tests.rules.permissions.rows import DESK_ROWS, ROWS, STAFF_ROWS
from tests.rules.permissions.secrets import SECRETS, TOLD_TO_NOBODY
from tests.rules.permissions.table import as_row, write_docs
from tests.rules.permissions.walk import Walk
from tests.rules.permissions.world import plant

DOCS = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_every_address_has_a_row_and_every_row_an_address(record_property):
    doors = find_doors()
    assert unknown_arguments(doors) == [], "Say in asks.py what stands in these addresses."
    pages = {door.page for door in doors}
    assert sorted(pages - ROWS.keys()) == [], "Paste what `python -m tests.rules.permissions NAME` prints."
    assert sorted(ROWS.keys() - pages) == [], "These addresses are gone: take their rows out."
    record_property(
        "counted",
        f"Permissions: {len(pages)} addresses × {len(PEOPLE)} visitors, {len(SECRETS)} secrets; docs/permissions.md is the table",
    )


def test_the_page_of_the_documentation_is_the_table():
    assert write_docs() == DOCS.read_text(), "Run `python -m tests.rules.permissions --docs`."


PARTS: dict[str, Callable[[Door], bool]] = {
    "api": lambda door: door.address.startswith("api/"),
    "people": lambda door: door.page in STAFF_ROWS and door.word in PEOPLE_WORDS,
    "works": lambda door: door.page in STAFF_ROWS and door.word not in PEOPLE_WORDS,
    "desk": lambda door: door.page in DESK_ROWS,
    "accounts": lambda door: door.page in rows_accounts.ROWS,
    "public": lambda door: door.page in rows_pages.ROWS,
}
"""The addresses in parts that take about as long; a part is a class, so that workers share them."""
PEOPLE_WORDS = {
    "contributor", "contributorname", "contributordetails", "externalid", "trackerid", "groupmembership", "aisystem", "credit", "aiuse", "claim",
    "proposal", "wish",
}  # fmt: skip


@pytest.fixture
def walk(unlocked, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.API_RATE = settings.API_WRITE_RATE = ""
    # The production's time is ahead of the clock, so that no answer is as old as this process.
    return Walk(plant(tmp_path, timezone.now().replace(microsecond=0) + timedelta(hours=1)))


def check_part(walk, part):
    """Each gets what the table says at the part's addresses, and nobody a secret."""
    walk.visit_all({door.page for door in find_doors() if PARTS[part](door)})
    wrong = [
        f"was {as_row(page, ROWS.get(page, {})).strip()}\nis  {as_row(page, row).strip()}"
        for page, row in walk.found.items()
        if row != ROWS.get(page)
    ]
    assert wrong == [], "The table says otherwise:\n" + "\n".join(wrong)
    told = sorted(
        f"{label} is told to {who} by {method} {', '.join(sorted(pages))}"
        for (label, who, method), pages in walk.told.items()
        if label not in HOLES
    )
    assert told == [], "\n".join(told)


def test_every_address_is_in_one_part():
    assert [door.page for door in find_doors() if sum(part(door) for part in PARTS.values()) != 1] == []


@pytest.mark.matrix
class TestApi:
    def test_everybody_gets_what_the_table_says_and_nobody_a_secret(self, walk):
        check_part(walk, "api")


@pytest.mark.matrix
class TestPagesOfPeople:
    def test_everybody_gets_what_the_table_says_and_nobody_a_secret(self, walk):
        check_part(walk, "people")


@pytest.mark.matrix
class TestPagesOfWorks:
    def test_everybody_gets_what_the_table_says_and_nobody_a_secret(self, walk):
        check_part(walk, "works")


@pytest.mark.matrix
class TestPagesOfAccounts:
    def test_everybody_gets_what_the_table_says_and_nobody_a_secret(self, walk):
        check_part(walk, "accounts")


@pytest.mark.matrix
class TestPublicPages:
    def test_everybody_gets_what_the_table_says_and_nobody_a_secret(self, walk):
        check_part(walk, "public")


@pytest.mark.matrix
class TestPagesOfTheDesk:
    def test_everybody_gets_what_the_table_says_and_nobody_a_secret(self, walk):
        check_part(walk, "desk")


@pytest.mark.matrix
class TestSecrets:
    def test_somebody_is_told_each_so_that_no_part_looks_in_vain(self, walk):
        walk.visit_all(
            methods=("get",), people=("editor", "approver", "superuser")
        )  # a waiting file is the editor's alone
        assert sorted(label for label in SECRETS if not walk.seen[label]) == TOLD_TO_NOBODY

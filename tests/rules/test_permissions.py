"""Nobody sees what is not theirs: every address × every kind of visitor × every method, against one table.

A private production is full of secrets, and each visitor asks everything. What they get must be what their row in
`permissions/rows.py` says, and no answer, whatever its status, may tell a secret to somebody who may not know it.
After a change: `python -m tests.rules.permissions NAME` prints the row of an address as it is now.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.rules.addresses import find_doors
from tests.rules.permissions.asks import unknown_arguments
from tests.rules.permissions.holes import HOLES
from tests.rules.permissions.people import PEOPLE
from tests.rules.permissions.rows import ROWS
from tests.rules.permissions.table import as_row, write_docs
from tests.rules.permissions.walk import Walk
from tests.rules.permissions.world import SECRETS, plant

DOCS = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_every_address_has_a_row_and_every_row_an_address():
    doors = find_doors()
    assert unknown_arguments(doors) == [], "Say in asks.py what stands in these addresses."
    pages = {door.page for door in doors}
    assert sorted(pages - ROWS.keys()) == [], "Paste what `python -m tests.rules.permissions NAME` prints."
    assert sorted(ROWS.keys() - pages) == [], "These addresses are gone: take their rows out."


def test_the_page_of_the_documentation_is_the_table():
    assert write_docs() == DOCS.read_text(), "Run `python -m tests.rules.permissions --docs`."


@pytest.mark.slow
def test_everybody_gets_what_the_table_says_and_nobody_a_secret(
    unlocked, settings, tmp_path, record_property
):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.API_RATE = settings.API_WRITE_RATE = ""
    # The production's time is ahead of the clock, so that no answer is as old as this process.
    walk = Walk(plant(tmp_path, timezone.now().replace(microsecond=0) + timedelta(hours=1)))
    walk.visit_all()
    wrong = [as_row(page, row) for page, row in walk.found.items() if row != ROWS.get(page)]
    assert wrong == [], "The table says otherwise:\n" + "\n".join(
        f"was {as_row(page, ROWS.get(page, {})).strip()}\nis  {as_row(page, row).strip()}"
        for page, row in walk.found.items()
        if row != ROWS.get(page)
    )
    told = sorted(
        f"{label} is told to {who} by {method} {', '.join(sorted(pages))}"
        for (label, who, method), pages in walk.told.items()
        if label not in HOLES
    )
    assert told == [], "\n".join(told)
    leaking = {label for label, _who, _method in walk.told}
    assert sorted(HOLES.keys() - leaking) == [], "These holes are mended: take them out of holes.py."
    blind = sorted(label for label in SECRETS if not walk.seen[label])
    assert blind == [], "Nobody at all was told these secrets, so the walk looks for them in vain."
    record_property(
        "counted",
        f"Permissions: {len(walk.found)} addresses × {len(PEOPLE)} visitors, {walk.answers:,} answers looked "
        f"through for {len(SECRETS)} secrets; docs/permissions.md is the table",
    )

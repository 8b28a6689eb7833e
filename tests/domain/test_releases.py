"""Releases that are issued at the same moment."""

from threading import Thread

import pytest
from django.db import connection

from productions.releases.services.releases import issue_release
from productions.shared.refusals import Refusal


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_releases_at_once_are_numbered_one_after_the_other(unlocked, production, person, confirmed, now):
    """On PostgreSQL the production's row is locked, so the second approver waits and gets number 2 or a refusal."""
    confirmed(contributor=person)
    outcomes: list[str] = []

    def issue() -> None:
        try:
            outcomes.append(str(issue_release(production, by=None, now=now).number))
        except Refusal as refusal:
            outcomes.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [Thread(target=issue) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["1", "Nothing has changed since issue 1."]

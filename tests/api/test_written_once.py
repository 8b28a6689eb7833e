"""What takes long to make of an issue is made once in a process: whoever asks again costs no more than a list."""

import sys

import pytest

from productions.domain.releases import issue_release
from productions.domain.withholding import record_wish
from productions.roll import codec
from tests.api.writes.test_proof import issues  # noqa: F401


def reads(client, address):
    """The answer's body, and how many values of documents were read for it."""
    read = 0

    def count(frame, event, arg):
        nonlocal read
        read += event == "call" and frame.f_code is codec.build.__code__

    sys.setprofile(count)
    try:
        answer = client.get(address)
    finally:
        sys.setprofile(None)
    assert answer.status_code == 200
    return answer.content, read


@pytest.mark.parametrize("form", ["txt", "html", "csv"])
def test_a_roll_is_written_once(client, production, confirmed, person, now, form):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    first, read = reads(client, f"/api/v1/releases/{release.uid}/roll.{form}")
    assert read > 0
    assert reads(client, f"/api/v1/releases/{release.uid}/roll.{form}") == (first, 0)
    assert reads(client, f"/api/v1/releases/{release.uid}/roll.{form}?lang=en")[1] > 0


def test_issues_are_compared_once(client, issues):  # noqa: F811
    address = f"/api/v1/releases/{issues[1].uid}/difference/"
    first, read = reads(client, address)
    assert read > 0
    assert reads(client, address) == (first, 0)


def test_the_first_issue_is_compared_with_nothing(client, issues):  # noqa: F811
    assert reads(client, f"/api/v1/releases/{issues[0].uid}/difference/")[1] == 0


def test_a_wish_is_in_what_was_written_and_compared_before(client, production, issues, person, now):  # noqa: F811
    """What is kept is never given out to whom it names no more."""
    addresses = [f"/api/v1/releases/{issues[1].uid}/{name}" for name in ("roll.txt", "difference/")]
    assert all("牧原" in client.get(address).content.decode() for address in addresses)
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    assert not any("牧原" in client.get(address).content.decode() for address in addresses)

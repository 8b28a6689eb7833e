"""Identifiers: version 7, and in the order in which they are made, also within a millisecond."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from productions.shared.uids import make_first_uid, new_uid, new_uids


def test_what_is_made_later_sorts_later():
    made = [new_uid() for _ in range(1_000)]  # some hundreds of them in one millisecond
    assert all(one < other for one, other in pairwise(made))
    assert {(uid.version, uid.variant) for uid in made} == {(7, "specified in RFC 4122")}


def test_those_of_one_moment_are_in_their_order():
    made = new_uids(1_000)
    assert made == sorted(set(made))
    assert new_uid() > made[-1]


def test_a_moment_parts_those_before_it_from_those_after():
    now = datetime.now(UTC)
    assert make_first_uid(now) <= new_uid() < make_first_uid(now + timedelta(minutes=1))

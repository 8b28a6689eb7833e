"""Work done ahead in threads."""

import threading

import pytest

from productions.rollkit.film.worker_threads import WorkerThread


def counted(made, last, fails=None):
    """Numbers up to `last`, each noted when it is made; `fails` is raised after them. Notes its own end."""
    try:
        for number in range(last):
            made.append(number)
            yield number
        if fails:
            raise fails
    finally:
        made.append("closed")


def test_things_come_in_their_order_and_end():
    made = []
    assert list(WorkerThread(counted(made, 20), ahead=3)) == list(range(20))
    assert made[-1] == "closed"


def test_no_more_are_made_than_a_few_ahead():
    made = []
    lane = WorkerThread(counted(made, 100), ahead=3)
    assert next(lane) == 0
    lane.close()
    # One taken, three that wait, one in hand; then closing takes one more place after another, and the thread sees that it may stop.
    assert made[-1] == "closed"
    assert len(made) <= 1 + 3 + 1 + 2


def test_what_fails_is_raised_where_it_would_have_been_taken():
    lane = WorkerThread(counted([], 2, OSError("the disk is full")), ahead=8)
    assert [next(lane), next(lane)] == [0, 1]
    with pytest.raises(OSError, match="the disk is full"):
        next(lane)


def test_a_closed_lane_leaves_no_thread_whether_it_was_begun_failed_or_is_at_its_end():
    before = threading.enumerate()
    full, failed, ended = (
        WorkerThread(counted([], 100), ahead=2),
        WorkerThread(counted([], 0, OSError("gone")), ahead=2),
        WorkerThread(counted([], 1), ahead=2),
    )
    for lane in (full, failed, ended):
        lane.close()
    assert threading.enumerate() == before

"""When the figures of the whole record are counted, by whom, and what is kept meanwhile."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from productions.models import RecordStatistics
from productions.operations.services.leases import acquire_lease
from productions.operations.services.statement_limits import end_long_statements
from productions.statistics.services.record_statistics import (
    COUNT_SECONDS,
    COUNTED_FORM,
    CountedFigures,
    count_record,
    is_count_due,
    read_figures,
)
from tests.counting import count_now
from tests.leases import run_out
from tests.processes import running_worker, said, wait_until


def let_pass(seconds):
    """The last count is older by so many seconds."""
    RecordStatistics.objects.update(counted_at=F("counted_at") - timedelta(seconds=seconds))


def during_the_count(act):
    """Act once while it is counted: before its first question about credits."""
    acted = []

    def look(execute, sql, params, many, context):
        if "productions_credit" in sql and not acted:
            acted.append(sql)
            act()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(look)


def read_works():
    return read_figures().figures["entries"]["productions"]


def test_before_the_first_count_nothing_is_known(db):
    assert read_figures() is None
    assert is_count_due()
    assert read_figures() is None


def test_the_count_is_kept_with_its_moment(production, credit_in, person):
    credit_in(production, contributor=person)
    before = timezone.now()
    assert count_record()
    found = read_figures()
    assert before - timedelta(seconds=5) < found.counted_at <= timezone.now() + timedelta(seconds=5)
    assert found.figures["least_people"] == 5
    assert found.figures["entries"] == {"productions": 1, "contributors": 1, "credits": 1, "releases": 0}
    assert [table["by"] for table in found.figures["tables"]] == ["year", "department", "chain"]
    assert found.figures["tables"][0]["named"] == [{"rows": ["2023"], "credits": None}]


def test_figures_are_counted_again_once_they_are_old(production):
    assert count_record()
    assert (is_count_due(), count_record()) == (False, False)
    let_pass(COUNT_SECONDS - 5)
    assert not is_count_due()
    let_pass(10)
    assert is_count_due()
    assert count_record()


def test_a_count_by_a_clock_that_was_ahead_does_not_stand_until_its_moment(production):
    assert count_record()
    let_pass(-3600)
    assert is_count_due()
    assert count_record()
    assert read_figures().counted_at <= timezone.now() + timedelta(seconds=5)


def test_reading_is_one_query_and_counting_some(db, django_assert_num_queries):
    count_record()
    with django_assert_num_queries(1):
        read_figures()


def test_who_has_the_lease_counts_alone(production):
    assert is_count_due()
    job = RecordStatistics.objects.get()
    assert acquire_lease(RecordStatistics.objects.all(), uid=job.uid, seconds=60)
    assert (is_count_due(), count_record()) == (False, False)
    run_out(job)
    assert count_record()
    job.refresh_from_db()
    assert (job.token, job.attempts, job.lease_until) == (2, 0, None)


def test_a_count_that_lost_its_lease_stores_nothing(production):
    with during_the_count(lambda: RecordStatistics.objects.update(token=F("token") + 1)):
        assert not count_record()
    assert read_figures() is None


def test_a_count_that_fails_leaves_the_last_one_and_is_tried_again_later(production, now):
    def fail():
        raise DatabaseError("The disk is full.")

    count_now()
    first = read_figures()
    let_pass(COUNT_SECONDS + 1)
    with during_the_count(fail), pytest.raises(DatabaseError):
        count_record()
    assert read_figures() == CountedFigures(
        first.counted_at - timedelta(seconds=COUNT_SECONDS + 1), first.figures
    )
    assert not is_count_due()
    waiting = RecordStatistics.objects.filter(lease_until__gt=Now() + timedelta(seconds=COUNT_SECONDS - 60))
    assert waiting.count() == 1
    run_out(RecordStatistics.objects.get())
    assert count_record()


def test_a_version_that_counts_otherwise_has_a_row_of_its_own(production):
    RecordStatistics.objects.create(name="public-0", counted_at=timezone.now(), figures={"old": 1})
    assert read_figures() is None
    assert count_record()
    assert RecordStatistics.objects.get(name="public-0").figures == {"old": 1}
    assert read_works() == 1


def test_of_several_workers_at_once_one_counts(unlocked, production):
    assert is_count_due()
    ready, counted = threading.Barrier(3), []

    def run():
        ready.wait(timeout=30)
        try:
            counted.append(count_record())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(counted) == [False, False, True]
    assert RecordStatistics.objects.get(name=COUNTED_FORM).token == 1


def test_a_long_statement_ends_on_postgresql_and_no_writer_is_held_up_on_sqlite(unlocked):
    if connection.vendor == "sqlite":
        with end_long_statements(1):
            assert not connection.in_atomic_block
        return
    with pytest.raises(DatabaseError, match="statement timeout"), end_long_statements(0.2):  # noqa: SIM117  the limit comes before the cursor
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.worker
def test_a_worker_that_is_killed_while_it_counts_leaves_the_last_figures_and_the_next_counts(
    unlocked, production, tmp_path
):
    count_now()
    first = read_figures()
    let_pass(COUNT_SECONDS + 1)
    log = tmp_path / "worker.log"
    with running_worker(tmp_path, STAFFROLL_TEST_SLOW="count"):
        wait_until(lambda: said(log, "counted, and not stored"), log)
    kept = read_figures()
    assert kept.figures == first.figures
    assert kept.counted_at < first.counted_at
    with running_worker(tmp_path):
        wait_until(lambda: read_figures().counted_at > first.counted_at, log)
    job = RecordStatistics.objects.get()
    assert (job.token, job.attempts, job.lease_until) == (3, 0, None)

"""A request that lasts longer than it may is ended, and what it began is taken back."""

import pytest
from django.db import connection

from productions.domain.deadlines import DeadlinePassed, ask_in_time, within
from productions.domain.transactions import do_whole
from productions.models import Production
from productions.refusals import NotNow
from tests.api.writes.conftest import tool  # noqa: F401


def test_no_question_is_asked_after_the_deadline(client, production, settings):
    settings.REQUEST_SECONDS = 0
    with connection.execute_wrapper(ask_in_time):
        answer = client.get("/api/v1/productions/")
    assert (answer.status_code, answer.json()["detail"]) == (
        503,
        "This took longer than 0 s; ask for less at once.",
    )


def test_a_write_that_passes_its_deadline_leaves_nothing(unlocked, production):
    def work():
        Production.objects.update(year=1999)
        with within(-1):
            list(Production.objects.all())

    with connection.execute_wrapper(ask_in_time), pytest.raises(NotNow) as told:
        do_whole(work)
    assert isinstance(told.value.__cause__, DeadlinePassed)
    assert Production.objects.get().year == 2023


def test_rows_in_memory_are_not_gone_through_beyond_the_deadline(production, tool, settings):  # noqa: F811
    writer = tool()
    rows = [{"role": "layout", "absence_reason": "unknown_lost", "headcount": 1, "credited_as": ""}]
    settings.REQUEST_SECONDS = 0
    answer = writer.post("credits/batch/", {"production": str(production.uid), "rows": rows}, status=503)
    assert answer.json()["detail"] == "This took longer than 0 s; ask for less at once."


def test_what_needs_no_answer_has_no_deadline(production):
    with connection.execute_wrapper(ask_in_time):
        assert Production.objects.count() == 1

"""A request that lasts longer than it may is ended, and what it began is taken back."""

import io

import pytest
import xlsxwriter
from django.db import connection

from productions.credits.services.bulk_credits import DraftEntry, find_refused, split_storable
from productions.imports.services.row_names import read_row_names
from productions.imports.services.sheet_rows import build_rows_credits
from productions.interchange.cinecred.cinecred_sheet import read_any_credit_sheet, read_cinecred_credits
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.credit_sheet import read_own_credits
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.xlsx_guard import sanitize_workbook
from productions.interchange.sheets.xlsx_reader import read_workbook
from productions.models import Contributor, Credit, ImportBatch, Production, Role
from productions.operations.services.deadlines import DeadlinePassed, ask_in_time
from productions.operations.services.transactions import run_in_transaction
from productions.people.services.contributors import draft_contributors
from productions.people.services.named_contributors import draft_people
from productions.shared.refusals import NotNow
from productions.shared.time_limits import TimeLimitExceeded, limit_seconds, stop_at_deadline
from tests.api.writes.conftest import tool  # noqa: F401
from tests.api.writes.test_files import send


def test_no_question_is_asked_after_the_deadline(client, production, settings):
    settings.REQUEST_SECONDS = 0
    with connection.execute_wrapper(ask_in_time):
        answer = client.get("/api/v1/productions/")
    assert (answer.status_code, answer.json()["detail"]) == (
        503,
        "This took longer than 0 s; request less at a time.",
    )


def ask_again():
    with limit_seconds(-1):
        list(Production.objects.all())


def go_on_in_memory():
    with limit_seconds(-1):
        list(stop_at_deadline(range(2)))


@pytest.mark.parametrize(
    ("go_on", "error"), [(ask_again, DeadlinePassed), (go_on_in_memory, TimeLimitExceeded)]
)
def test_a_write_that_passes_its_deadline_leaves_nothing(unlocked, production, go_on, error):
    def work():
        Production.objects.update(year=1999)
        go_on()

    with connection.execute_wrapper(ask_in_time), pytest.raises(NotNow) as told:
        run_in_transaction(work)
    assert type(told.value.__cause__) is error
    assert Production.objects.get().year == 2023


def test_a_loop_is_left_at_the_first_step_beyond_the_deadline():
    steps = stop_at_deadline(range(3))
    with limit_seconds(60):
        assert next(steps) == 0
    with limit_seconds(-1), pytest.raises(TimeLimitExceeded):
        next(steps)
    assert list(stop_at_deadline(range(3))) == [0, 1, 2]


def test_rows_in_memory_are_not_gone_through_beyond_the_deadline(production, tool, settings):  # noqa: F811
    writer = tool()
    rows = [{"role": "layout", "absence_reason": "unknown_lost", "headcount": 1, "credited_as": ""}]
    settings.REQUEST_SECONDS = 0
    answer = writer.post("credits/batch/", {"production": str(production.uid), "rows": rows}, status=503)
    assert answer.json()["detail"] == "This took longer than 0 s; request less at a time."


def workbook(*rows):
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        sheet = written.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return book.getvalue()


OURS = CreditSheetRow(line=2, role="layout", name="見本 花")
SHEETS = {
    "csv": b"role,name\nlayout,A Person\n",
    "cinecred": b"@head,@body\nLayout,A Person\n",
    "xlsx": workbook(("role", "name"), ("layout", "A Person")),
}
LOOPS = {
    **{
        kind: lambda film, data=data: read_any_credit_sheet(data, filename="a")
        for kind, data in SHEETS.items()
    },
    "a workbook inflated": lambda film: sanitize_workbook(SHEETS["xlsx"]),
    "a workbook's rows": lambda film: list(read_workbook(SHEETS["xlsx"])),
    "rows of ours": lambda film: read_own_credits(
        Sheet(("role", "name"), (SheetRow(2, ("layout", "A Person")),), (), 1)
    ),
    "rows of Cinecred": lambda film: read_cinecred_credits(
        Sheet(("@head", "@body"), (SheetRow(2, ("Layout", "A Person")),), (), 1)
    ),
    "names": lambda film: draft_people([("person", "A Person")], production=film),
    "new people": lambda film: draft_contributors(
        [("person", "A Person")], systems=frozenset(), production=film
    ),
    "names of rows": lambda film: read_row_names(None, [OURS]),
    "rows matched": lambda film: build_rows_credits(None, [OURS]),
    "rows tried": lambda film: find_refused(film, [{"role": Role.objects.get(code="layout")}]),
    "rows compared": lambda film: split_storable([DraftEntry(0, Credit(production=film), [])]),
}


@pytest.mark.parametrize("loop", LOOPS)
def test_no_loop_over_the_rows_of_a_sheet_goes_on_beyond_the_deadline(production, loop):
    with limit_seconds(-1), pytest.raises(TimeLimitExceeded):
        LOOPS[loop](production)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_beyond_its_deadline_is_told_so_and_stores_nothing(production, tool, settings, kind):  # noqa: F811
    writer = tool()
    settings.REQUEST_SECONDS = 0
    answer = send(writer, production, data=SHEETS[kind], status=503)
    assert answer.json()["detail"] == "This took longer than 0 s; request less at a time."
    assert (Contributor.objects.count(), Credit.objects.count(), ImportBatch.objects.count()) == (0, 0, 0)


def test_what_needs_no_answer_has_no_deadline(production):
    with connection.execute_wrapper(ask_in_time):
        assert Production.objects.count() == 1

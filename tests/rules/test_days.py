"""Days are those of the site's time zone (Asia/Tokyo): what happens at 23:30 UTC happens on the next day."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_uses import record_ai_use
from productions.exports.services.exports import request_export, run_export
from productions.ledger.services.writing import change_entity
from productions.models import Dump, ImportBatch, Release
from productions.releases.services.approvals import approve_roll
from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.renditions import make_missing_renditions
from productions.releases.services.roll_requests import RollRequest
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.document.work import Override
from productions.rollkit.texts import roll_texts
from productions.rollkit.writer_registry import WRITERS
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import read_markup, read_page_text
from tests.locale.messages import trees
from tests.roll.reading import pdf_text, xlsx_text
from tests.roll.samples import FIRST, the_case

LATE = datetime(2026, 5, 1, 23, 30, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")
PRINTING_THE_DAY = ("html", "txt", "csv", "sheet", "xlsx", "pdf", "cinecred")


@pytest.fixture
def released(production, person, confirmed):
    confirmed(contributor=person)
    return issue_release(production, by=None, now=LATE)


@pytest.fixture
def of_before(released):
    """An issue as it was frozen before times had the site's offset; its document is another one, of another edition."""
    document = read_document(released.document)
    data = replace(document, issue=replace(document.issue, issued_at="2026-05-01T23:30:00+00:00")).to_bytes()
    release = Release.objects.create(
        production=released.production, edition="disc", number=1, issued_at=LATE, document=data.decode(), digest="0" * 64
    )  # fmt: skip
    make_missing_renditions(now=LATE)
    return release


def test_an_issue_is_frozen_with_the_time_of_the_site(released):
    document = read_document(released.document)
    assert document.issue.issued_at == "2026-05-02T08:30:00+09:00"
    assert roll_texts.format_issue_line(document, "en") == "Issue 1, issued 2026-05-02"
    assert roll_texts.format_issue_line(document, "ja") == "第1稿　2026-05-02発行"
    assert released.issued_at == LATE


def test_an_override_is_frozen_with_the_time_of_the_site(production, confirmed, staff):
    system = register_ai_system(name="Brushless", vendor="Example", by=None, now=LATE)
    credit = confirmed(kind="person", headcount=1, absence_reason="company_will_not_name")
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="trainedAlgorithmicMedia", oversight="prompt_guided",
        extent="partial", by=None, now=LATE,
    )  # fmt: skip
    release = issue_release(production, override_reason="agreed", by=staff("approver"), now=LATE)
    assert read_document(release.document).issue.override == Override(
        by="approver", at="2026-05-02T08:30:00+09:00", reason="agreed"
    )


@pytest.mark.parametrize("zone", [None, TOKYO, ZoneInfo("America/New_York")])
def test_a_day_that_was_frozen_with_an_offset_stays_the_day_wherever_it_is_read(zone):
    document = replace(the_case(), issue=replace(FIRST, issued_at="2026-05-02T08:30:00+09:00"))
    assert read_document(document.to_bytes(), zone=zone).day_of_issue == "2026-05-02"


@pytest.mark.parametrize(
    ("zone", "day"),
    [(None, "2026-05-01"), (TOKYO, "2026-05-02"), (ZoneInfo("America/New_York"), "2026-05-01")],
)
@pytest.mark.parametrize("utc", ["+00:00", "Z"])
def test_a_time_of_before_is_told_in_the_zone_and_its_bytes_stay(zone, day, utc):
    document = replace(the_case(), issue=replace(FIRST, issued_at=f"2026-05-01T23:30:00{utc}"))
    read = read_document(document.to_bytes(), zone=zone)
    assert (read.day_of_issue, read.to_bytes(), read.digest) == (day, document.to_bytes(), document.digest)
    assert read == document


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("format", [name for name in PRINTING_THE_DAY if name in WRITERS])
def test_a_file_bears_the_day_of_the_site(released, of_before, format, old):
    asked = request_export(
        released.production, release=of_before if old else released, format=format, by=None, now=LATE
    )
    done = run_export(asked.uid, clock=lambda: LATE)
    text = read_text(format, (Path(settings.MEDIA_ROOT) / done.file).read_bytes())
    assert "2026-05-01" not in text
    assert ("2026-05-02" in text) == (format != "csv")


def read_text(format, data):
    readers = {"pdf": pdf_text, "xlsx": xlsx_text}
    return readers[format](data) if format in readers else data.decode("utf-8-sig")


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("name", ["html", "txt"])
def test_the_api_prints_the_day_of_the_site(client, released, of_before, name, old):
    release = of_before if old else released
    text = client.get(f"/api/v1/releases/{release.uid}/roll.{name}")
    assert "2026-05-02" in read_page_text(text)
    assert "2026-05-01" not in read_markup(text)


def test_a_file_says_when_it_was_approved_in_the_time_of_the_site(released, staff):
    wanted = RollRequest(released.production, release=released)
    approve_roll(wanted, digest=get_preview(wanted, by=None).reel.digest, by=staff("approver"), now=LATE)
    asked = request_export(released.production, release=released, format="txt", by=None, now=LATE)
    assert [each["at"] for each in asked.approvals] == ["2026-05-01T23:30:00+00:00"]
    done = run_export(asked.uid, clock=lambda: LATE)
    text = (Path(settings.MEDIA_ROOT) / done.file).read_text("utf-8")
    assert "approved by approver, 2026-05-02T08:30:00+09:00" in text


def test_a_wish_may_be_stated_today_and_not_tomorrow_where_the_site_is(confirmed, person):
    credit = confirmed(contributor=person)
    common = {"statement": "not here", "by": None, "now": LATE}
    with pytest.raises(Refusal, match="in the future"):
        withhold_name(credit, stated_on=date(2026, 5, 3), **common)
    assert withhold_name(credit, stated_on=date(2026, 5, 2), **common).contributor is None


@pytest.mark.parametrize("zone", ["America/New_York"])
def test_west_of_greenwich_tomorrow_begins_later(confirmed, person, zone):
    credit = confirmed(contributor=person)
    with timezone.override(zone), pytest.raises(Refusal, match="in the future"):
        withhold_name(
            credit, statement="not here", stated_on=date(2026, 5, 2), by=None, now=LATE + timedelta(hours=1)
        )


def test_jobs_and_imports_are_called_by_the_time_of_the_site():
    assert "2026-05-02 08:30" in str(Dump(requested_at=LATE))
    assert str(ImportBatch(filename="films.jsonl", imported_at=LATE)) == "films.jsonl 2026-05-02 08:30"


def test_the_history_of_an_entry_tells_times_as_the_other_pages_do(admin_client, confirmed):
    credit = confirmed(kind="person", headcount=1, absence_reason="company_will_not_name")
    system = register_ai_system(name="Brushless", vendor="Example", by=None, now=LATE)
    use = record_ai_use(
        credit, ai_system=system, task="layout", source_type="trainedAlgorithmicMedia", oversight="prompt_guided",
        extent="partial", by=None, now=LATE,
    )  # fmt: skip
    change_entity(use, {"validated_at": LATE}, by=None, now=LATE, action="changed")
    page = admin_client.get(reverse("admin:productions_aiuse_history", args=[use.pk]))
    assert "validated at is now May 2, 2026, 8:30 a.m." in read_page_text(page)
    assert "2026-05-01T23:30" not in read_markup(page)


def days_cut_out():
    """Where a day is taken of a time: `.date()`, the first ten characters, or a format of year, month and day."""
    for path, tree in trees():
        for node in ast.walk(tree):
            taken = time_of(node)
            if taken is None:
                continue
            if getattr(getattr(taken, "func", None), "id", "") != "localtime":
                yield path, ast.unparse(taken)


def time_of(node):
    """What a node takes a day of, if it does."""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("date", "strftime"):
        return node.func.value
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Slice)
        and ast.unparse(node.slice) == ":10"
    ):
        return node.value
    if isinstance(node, ast.FormattedValue) and node.format_spec and "%Y" in ast.unparse(node.format_spec):
        return node.value
    return None


def test_no_day_is_taken_of_a_time_in_utc():
    assert sorted(days_cut_out()) == [
        # For readers anywhere: the time says that it is UTC.
        ("api/dumps/documents.py", "now.astimezone(UTC)"),
        # The day of the site, in the name of a file.
        ("productions/admin_pages/list_tables.py", "localdate()"),
        # Ten rows, not ten characters.
        (
            "productions/exports/services/dumps.py",
            "filter_free_dumps().order_by('requested_at', 'pk').values_list('uid', flat=True)",
        ),
        # `local` is the time of the site.
        ("productions/exports/services/dumps.py", "local"),
        ("productions/exports/services/dumps.py", "local"),
        # A cell of a spreadsheet, which knows no zone.
        ("productions/interchange/sheets/sheet_cells.py", "value"),
        # What the test above is about.
        (
            "productions/rollkit/document/model.py",
            "moment.astimezone(self.zone) if moment.utcoffset() == UTC_OFFSET else moment",
        ),
        ("productions/rollkit/document/model.py", "written"),
    ]

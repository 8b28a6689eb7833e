"""Times as they come in by the API's addresses and bodies, by sheets and out of the ledger."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from productions.shared.moments import parse_moment

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("text", ["2026-05-01T12:30:00Z", "2026-05-01 21:30+09:00", "2026-05-01T12:30+00:00"])
def test_a_zone_that_is_written_counts(text):
    for zone in (None, UTC, TOKYO):
        assert parse_moment(text, zone=zone) == datetime(2026, 5, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"), [("2026-05-01T12:30", (12, 30)), ("2026-05-01", (0, 0)), ("2026-5-1", (0, 0))]
)
def test_without_a_zone_it_is_the_reader_s_or_nothing(text, hour):
    assert parse_moment(text, zone=TOKYO) == datetime(2026, 5, 1, *hour, tzinfo=TOKYO)
    assert parse_moment(text) is None


@pytest.mark.parametrize("text", ["", "soon", "2026-02-31", "2026-02-31T12:00:00Z", "12:30", "2026/05/01"])
def test_what_is_no_time_is_none(text):
    assert parse_moment(text, zone=UTC) is None

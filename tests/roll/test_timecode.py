"""Timecode: known values, the way back, and a second, slower way to count."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.rollkit.timing import FRAME_RATES
from productions.shared.timecode import TimecodeError, count_frames_a_day, format_timecode, parse_timecode

NTSC, NTSC_60 = Fraction(30000, 1001), Fraction(60000, 1001)


@pytest.mark.parametrize(
    ("frame", "rate", "text"),
    [
        (0, NTSC, "00:00:00;00"),
        (1799, NTSC, "00:00:59;29"),
        (1800, NTSC, "00:01:00;02"),
        (17981, NTSC, "00:09:59;29"),
        (17982, NTSC, "00:10:00;00"),
        (107892, NTSC, "01:00:00;00"),
        (2589407, NTSC, "23:59:59;29"),
        (3600, NTSC_60, "00:01:00;04"),
        (35964, NTSC_60, "00:10:00;00"),
    ],
)
def test_drop_frame_values_that_everybody_agrees_on(frame, rate, text):
    assert format_timecode(frame, rate, drop=True) == text
    assert parse_timecode(text, rate) == frame


def test_without_drop_a_second_counts_the_rounded_rate():
    assert format_timecode(2157, Fraction(24000, 1001)) == "00:01:29:21"
    assert format_timecode(86399, Fraction(24)) == "00:59:59:23"


@pytest.mark.parametrize(("rate", "base", "dropped"), [(NTSC, 30, 2), (NTSC_60, 60, 4)])
def test_walking_every_number_and_leaving_some_out_gives_the_same(rate, base, dropped):
    frame = 0
    for minute in range(61):
        for number in range(60 * base):
            if minute % 10 and number < dropped:
                continue
            second, ff = divmod(number, base)
            if number in (0, dropped, 60 * base - 1):
                text = f"{minute // 60:02}:{minute % 60:02}:{second:02};{ff:02}"
                assert format_timecode(frame, rate, drop=True) == text
            frame += 1


@given(st.data(), st.sampled_from(FRAME_RATES), st.booleans())
def test_there_and_back_over_a_whole_day(data, rate, drop):
    drop = drop and rate in (NTSC, NTSC_60)
    frame = data.draw(st.integers(0, count_frames_a_day(rate, drop=drop) - 1))

    assert parse_timecode(format_timecode(frame, rate, drop=drop), rate) == frame


@pytest.mark.parametrize(
    "text", ["00:01:00;00", "00:01:00;01", "24:00:00:00", "00:00:00:30", "1:2:3:4", "oops"]
)
def test_a_timecode_that_does_not_exist_is_refused(text):
    with pytest.raises(TimecodeError, match="timecode"):
        parse_timecode(text, NTSC)


def test_drop_frame_is_for_two_rates_only():
    with pytest.raises(TimecodeError, match=r"not 24\.$"):
        format_timecode(0, Fraction(24), drop=True)


def test_a_day_has_no_frame_beyond_its_last():
    with pytest.raises(TimecodeError, match="frame 2589408 is outside"):
        format_timecode(2589408, NTSC, drop=True)

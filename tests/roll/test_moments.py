"""A moment of an edition and the frame that is on screen then, by the frame's number and never by a clock."""

from fractions import Fraction

import pytest

from productions.shared.timecode import (
    TimecodeError,
    find_moment_frame,
    format_frame_timecode,
)

FILM, NTSC = Fraction(24000, 1001), Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("text", "rate", "frame"),
    [
        ("18100f", FILM, 18100),
        ("0", FILM, 0),
        ("754.5", Fraction(24), 18108),
        ("12:34", Fraction(24), 18096),
        ("12:34.5", Fraction(24), 18108),
        ("1:02:03", Fraction(25), 93075),
        # 1001 seconds have 24,000 frames, so the last frame before them is not on screen at 1001 any more.
        ("1001", FILM, 24000),
        ("1000.999", FILM, 23999),
        ("1000.96", FILM, 23999),
        ("1000.95", FILM, 23998),
        ("90:00", Fraction(24), 129600),
        ("16:41", FILM, 24000),
        ("0:16:41.04", FILM, 24000),
        ("0:16:41.05", FILM, 24001),
    ],
)
def test_seconds_and_clocks_say_the_frame_that_is_on_screen_then(text, rate, frame):
    assert find_moment_frame(text, rate) == frame


@pytest.mark.parametrize(
    ("text", "rate", "start", "frame"),
    [
        ("01:12:34:05", FILM, "01:00:00:00", 754 * 24 + 5),
        ("01:00:00:00", FILM, "01:00:00:00", 0),
        ("00:00:00:00", Fraction(25), "23:59:59:00", 25),
        ("01:01:00;02", NTSC, "01:00:00;00", 1800),
        ("01:00:59;29", NTSC, "01:00:00;00", 1799),
        # The numbering is that of the edition, however the separator is typed into an address.
        ("01:01:00:02", NTSC, "01:00:00;00", 1800),
        ("01:10:00;00", NTSC, "01:00:00;00", 17982),
        ("01:01:00:00", NTSC, "01:00:00:00", 1800),
    ],
)
def test_a_timecode_is_counted_from_that_of_the_first_frame(text, rate, start, frame):
    assert find_moment_frame(text, rate, start=start) == frame
    assert find_moment_frame(format_frame_timecode(frame, rate, start=start), rate, start=start) == frame


@pytest.mark.parametrize(
    ("text", "start", "sentence"),
    [
        ("01:00:00:00", "", "The start timecode is not known here"),
        ("01:01:00;00", "01:00:00;00", "There is no timecode 01:01:00;00"),
        ("01:01:00:01", "01:00:00;00", "There is no timecode 01:01:00;01"),
        ("01:01:00;02", "01:00:00:00", "not drop-frame: it begins at 01:00:00:00"),
        ("1:60:00", "", "an hour has 60 minutes"),
        ("12:60", "", "“12:60” is no moment"),
        ("-1", "", "is no moment"),
        ("1e3", "", "is no moment"),
        ("１２:３４", "", "is no moment"),
        ("12.5f", "", "is no moment"),
    ],
)
def test_what_is_no_moment_is_told(text, start, sentence):
    with pytest.raises(TimecodeError) as refused:
        find_moment_frame(text, NTSC, start=start)
    assert sentence in str(refused.value)

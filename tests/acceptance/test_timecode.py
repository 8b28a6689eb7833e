"""Timecode in the preview: the page counts as the exports do, and goes where somebody types."""

import re
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.productions import update_production
from productions.shared.timecode import (
    TimecodeError,
    compute_timebase,
    count_dropped_numbers,
    count_frames_a_day,
    format_timecode,
    parse_timecode,
)
from tests.acceptance.conftest import browser
from tests.acceptance.player import PLAYER, open_preview, told

pytestmark = [*browser, pytest.mark.fine_pixels]
RULE = Path(finders.find("productions/timecode.js"))
NTSC, NTSC_60 = Fraction(30000, 1001), Fraction(60000, 1001)
COUNTS = ((Fraction(24000, 1001), False), (Fraction(25), False), (NTSC, False), (NTSC, True), (NTSC_60, True))
"""Rates, and whether they drop."""
DISPLAY_RATE, LATENESS_MS = 60, 0.4
"""Pictures a second of most displays, and how far from its time one comes."""
MINUTES = 12
"""What drop frame leaves out comes again every ten minutes: one round, and the beginning of the next."""


def read(text, rate, drop):
    """As the roll's reader has it; a code with the mark of the other way to count is none of the page's."""
    try:
        return parse_timecode(text, rate) if (";" in text) == drop else None
    except TimecodeError:
        return None


def test_the_page_has_the_timecodes_of_the_exports_and_reads_no_other(page):
    page.add_script_tag(path=RULE)
    for rate, drop in COUNTS:
        base, dropped = compute_timebase(rate), count_dropped_numbers(rate, drop=drop)
        day = count_frames_a_day(rate, drop=drop)
        frames = [*range(MINUTES * 60 * base), *range(day - 100, day)]
        texts = [
            f"{hours:02}:{minutes:02}:{seconds:02}{mark}{number:02}"
            for hours, minutes, seconds, mark, number in product(
                (0, 9, 23, 24), (*range(MINUTES), 59, 60), (0, 1, 59, 60), ":;", range(base + 2)
            )
        ]

        codes, found = page.evaluate(
            """([frames, texts, base, dropped]) => [
                 frames.map((frame) => timecode(frame, base, dropped)),
                 texts.map((text) => frameOf(text, base, dropped))]""",
            [frames, texts, base, dropped],
        )

        assert codes == [format_timecode(frame, rate, drop=drop) for frame in frames]
        assert found == [read(text, rate, drop) for text in texts]


@pytest.mark.parametrize("rate", [24, 25, 30, 50, 60])
def test_the_pictures_of_a_display_show_every_frame_however_late_each_of_them_is(page, rate):
    page.add_script_tag(path=RULE)
    times = [1000 * picture / DISPLAY_RATE for picture in range(10 * DISPLAY_RATE)]

    early, exact, late = (
        page.evaluate(
            "([times, rate]) => times.map((time) => countPassed(time, [rate, 1]))",
            [[time + lateness for time in times], rate],
        )
        for lateness in (-LATENESS_MS, 0, LATENESS_MS)
    )

    assert early == exact == late
    assert sorted(set(exact)) == list(range(max(exact) + 1))
    assert max(exact) >= 10 * rate - 2


def enter(page, text):
    """Typed into the field, which selects what it shows when it is reached."""
    page.focus(".timecode")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def shown(page):
    return int(page.get_attribute(PLAYER, "data-frame"))


def test_a_timecode_is_typed(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    field = page.get_by_role("textbox", name="Timecode or frame number")
    began = shown(page)

    for typed, frame in (("00:00:23:09", 561), ("100", 100), (" ００：００：０２：０３ ", 51), ("0", 0)):
        enter(page, typed)
        assert shown(page) == frame
        assert field.input_value() == told(page) == format_timecode(frame, Fraction(24))
    enter(page, str(began))
    page.keyboard.type("12:3j")
    page.keyboard.press("Escape")
    assert (shown(page), told(page)) == (began, format_timecode(began, Fraction(24)))
    page.keyboard.press("ArrowRight")
    assert shown(page) == began + 1


def test_what_is_no_place_of_the_roll_is_refused_in_words(page, live_server, credits):
    production = credits[0].production
    open_preview(page, live_server, production)
    refusal = page.get_by_role("alert")
    last = int(page.get_attribute("[data-part=frame]", "max"))
    began, end = shown(page), format_timecode(last, Fraction(24))

    def told_of(text):
        enter(page, text)
        assert page.get_attribute(".timecode", "aria-invalid") == "true"
        return refusal.text_content()

    assert [told_of(text) for text in ("23.09", "00002309", "00:00:23;09", "00:00:23:24", "00:10:00:00")] == [
        f"“23.09” is not a timecode: write it as {end}, or as the number of a frame.",
        f"“00002309” is not a timecode: write it as {end}, or as the number of a frame.",
        "This roll does not count in drop-frame timecode: write 00:00:23:09.",
        "There is no timecode 00:00:23:24: the frames of a second are 00 to 23.",
        f"00:10:00:00 is outside the roll, which ends with frame {last}, {end}.",
    ]
    assert told_of(str(last + 1)) == f"{last + 1} is outside the roll, which ends with frame {last}, {end}."
    page.keyboard.press("Escape")
    assert not refusal.is_visible()
    assert (shown(page), told(page)) == (began, format_timecode(began, Fraction(24)))

    update_production(production, fps_num=30000, fps_den=1001, by=None, now=timezone.now())
    page.check("#id_drop")
    expect(page.locator(".timecode")).to_have_value(re.compile(";"))
    assert [told_of(text) for text in ("00:00:10:00", "00:01:00;01")] == [
        "This roll counts in drop-frame timecode: write 00:00:10;00.",
        "There is no timecode 00:01:00;01: drop-frame timecode leaves it out, and the next is 00:01:00;02.",
    ]
    enter(page, str(last))
    assert (shown(page), refusal.is_visible()) == (last, False)

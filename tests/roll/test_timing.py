"""Time of rolls: whole pixels, whole frames, and a refusal that says what would do."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.rollkit.card_timing import compute_fade_levels, share_card_frames
from productions.rollkit.timing import (
    FRAME_RATES,
    MAX_GAP_FACTOR,
    MIN_GAP_FACTOR,
    RunningTimeRefused,
    Strip,
    TimeSpan,
    TimingRefused,
    compute_seconds_on_screen,
    compute_time_span,
    convert_seconds_to_frames,
    count_scroll_frames,
    get_default_speed,
    time_locked_scroll,
    time_scroll,
)
from tests.speaking import in_japanese

NTSC_FILM = Fraction(24000, 1001)
STRIPS = st.builds(
    Strip,
    fixed=st.integers(1, 50_000),
    gaps=st.lists(st.integers(0, 400), max_size=40).map(tuple),
    screen=st.sampled_from([720, 858, 1080, 1716, 2160]),
)


def test_ninety_seconds_are_whole_frames_at_every_rate():
    assert {rate: convert_seconds_to_frames(Fraction(90), rate) for rate in FRAME_RATES} == {
        NTSC_FILM: 2158,
        Fraction(24): 2160,
        Fraction(25): 2250,
        Fraction(30000, 1001): 2698,
        Fraction(30): 2700,
        Fraction(50): 4500,
        Fraction(60000, 1001): 5395,
        Fraction(60): 5400,
    }


@pytest.mark.parametrize(
    ("px", "lines", "stay"), [(2, 67, 22.5), (3, 112, 15), (4, 157, 11.25), (5, 202, 9), (6, 247, 7.5)]
)
def test_a_ninety_second_ending_holds_so_many_lines_and_a_line_stays_so_long(px, lines, stay):
    assert count_scroll_frames(lines * 48, 1080, px) <= 2160 < count_scroll_frames((lines + 1) * 48, 1080, px)
    assert compute_seconds_on_screen(1080, px, Fraction(24)) == Fraction(stay)


@pytest.mark.parametrize(
    ("rate", "screen", "px"),
    [(NTSC_FILM, 1080, 3), (25, 1080, 3), (24, 2160, 6), (30, 1080, 2), (60, 1080, 1), (24, 720, 3)],
)
def test_the_usual_speed(rate, screen, px):
    assert get_default_speed(Fraction(rate), screen) == px


def test_a_roll_at_its_natural_height():
    strip = Strip(fixed=4800, gaps=(60, 40), screen=1080)

    found = time_scroll(strip, px=3)

    assert (found.px, found.frames, found.gaps) == (3, 1994, (60, 40))  # 5980 / 3 = 1993.3


def test_a_locked_time_stretches_the_gaps_in_proportion():
    strip = Strip(fixed=4800, gaps=(200, 200, 100), screen=1080)

    assert time_locked_scroll(strip, px=3, frames=2160, rate=Fraction(24)).gaps == (240, 240, 120)


def test_a_time_that_is_too_short_is_refused_with_what_would_do():
    strip = Strip(fixed=6000, gaps=(100,) * 6, screen=1080)

    with pytest.raises(RunningTimeRefused) as refusal:
        time_locked_scroll(strip, px=3, frames=2160, rate=Fraction(24))

    assert str(refusal.value) == (
        "The roll cannot last 90.00 s (2160 frames) at 3 px a frame: its shortest time there is "
        "102.50 s (2460 frames)."
    )
    assert refusal.value.said()[1:] == (
        "Scroll at 4 px a frame: a line stays 11.2 s.",
        "Make it at least 19 lines (900 px) shorter, with more columns or smaller type.",
        "Give the roll 102.50 s (2460 frames).",
    )
    assert in_japanese(refusal.value) == (
        "1フレーム3pxでは、尺を90.00秒（2160フレーム）にできません。最短で102.50秒（2460フレーム）です。",
        "速度を1フレーム4pxにする（1行が11.2秒見えます）。",
        "段数を増やすか文字を小さくして、19行（900px）以上縮める。",
        "尺を102.50秒（2460フレーム）にする。",
    )
    assert refusal.value.spans[:4] == (
        TimeSpan(1, 7380, 8880),
        TimeSpan(2, 3690, 4440),
        TimeSpan(3, 2460, 2960),
        TimeSpan(4, 1845, 2220),
    )


def test_a_time_that_is_too_long_is_refused_with_what_would_do():
    strip = Strip(fixed=2000, gaps=(100,), screen=1080)

    with pytest.raises(RunningTimeRefused) as refusal:
        time_locked_scroll(strip, px=3, frames=2160, rate=Fraction(24))

    assert refusal.value.said()[1:] == (
        "Make it at least 65 lines (3098 px) longer, with larger type or wider gaps.",
        "Give the roll 46.96 s (1127 frames).",
    )
    assert in_japanese(refusal.value)[1:] == (
        "文字を大きくするか間隔を広げて、65行（3098px）以上伸ばす。",
        "尺を46.96秒（1127フレーム）にする。",
    )


@pytest.mark.parametrize(("frames", "stand"), [(1200, "10.3"), (720, "1.3")])
def test_a_roll_that_stops_may_stand_for_longer_or_shorter(frames, stand):
    strip = Strip(fixed=1900, gaps=(320,), screen=1080, hold=96)

    with pytest.raises(RunningTimeRefused) as refusal:
        time_locked_scroll(strip, px=3, frames=frames, rate=Fraction(24))

    said = f"Hold it at the end for {stand} s instead of 4.0 s, in the template."
    assert said in refusal.value.said()
    assert f"テンプレートの「最後に止まる時間」を4.0秒から{stand}秒にする。" in in_japanese(refusal.value)
    followed = replace(strip, hold=convert_seconds_to_frames(Fraction(stand), Fraction(24)))
    assert time_locked_scroll(followed, px=3, frames=frames, rate=Fraction(24)).frames == frames


def test_a_stand_that_would_be_most_of_the_roll_is_not_proposed():
    strip = Strip(fixed=1900, gaps=(320,), screen=1080, hold=96)
    with pytest.raises(RunningTimeRefused) as refusal:
        time_locked_scroll(strip, px=3, frames=2400, rate=Fraction(24))
    assert not any("stand" in remedy for remedy in refusal.value.said())


@given(STRIPS, st.integers(1, 12), st.integers(0, 3000))
def test_a_locked_roll_has_exactly_its_frames_and_its_gaps_keep_their_bounds(strip, px, later):
    at = compute_time_span(strip, px)
    frames = min(at.shortest + later, at.longest)

    found = time_locked_scroll(strip, px=px, frames=frames, rate=NTSC_FILM)

    assert count_scroll_frames(strip.fixed + sum(found.gaps), strip.screen, px) == found.frames == frames
    assert strip.min_height <= strip.fixed + sum(found.gaps) <= strip.max_height
    for natural, gap in zip(strip.gaps, found.gaps, strict=True):
        assert natural * MIN_GAP_FACTOR - 1 < gap < natural * MAX_GAP_FACTOR + 1


@given(STRIPS, st.integers(1, 12), st.booleans(), st.integers(1, 500))
def test_following_a_remedy_works(strip, px, early, off):
    at = compute_time_span(strip, px)
    frames = max(1, at.shortest - off) if early else at.longest + off

    if at.shortest <= frames <= at.longest:
        return
    with pytest.raises(RunningTimeRefused) as refusal:
        time_locked_scroll(strip, px=px, frames=frames, rate=Fraction(24))

    nearest = at.shortest if early else at.longest
    assert f" ({nearest} frames)." in refusal.value.said()[-1]
    assert time_locked_scroll(strip, px=px, frames=nearest, rate=Fraction(24)).frames == nearest
    content = [remedy for remedy in refusal.value.said() if " px)" in remedy]
    for amount in (int(remedy.split(" px)")[0].rpartition("(")[2]) for remedy in content):
        changed = strip.fixed + (-amount if early else amount)
        if changed > 0:
            other = Strip(changed, strip.gaps, strip.screen)
            assert time_locked_scroll(other, px=px, frames=frames, rate=Fraction(24)).frames == frames


def test_a_speed_is_a_whole_pixel_at_least():
    with pytest.raises(TimingRefused, match=r"^A roll moves by whole pixels, at least 1 a frame, not 0\.$"):
        time_scroll(Strip(100, (), 1080), px=0)


def test_cards_share_the_time_and_the_first_take_what_is_left_over():
    assert share_card_frames(2158, [None] * 7) == (309, 309, 308, 308, 308, 308, 308)
    assert share_card_frames(100, [None, 48, None]) == (26, 48, 26)
    assert share_card_frames(48, [48]) == (48,)


@pytest.mark.parametrize(
    ("frames", "alone"), [(10, [None] * 11), (10, [4]), (10, [11, None]), (5, [0, None])]
)
def test_cards_that_do_not_fill_the_time_are_refused(frames, alone):
    with pytest.raises(TimingRefused, match=rf"^{len(alone)} cards? cannot fill {frames} frames: "):
        share_card_frames(frames, alone)


@given(st.lists(st.none() | st.integers(1, 200), min_size=1, max_size=60), st.integers(0, 9000))
def test_cards_fill_the_time_exactly(alone, more):
    frames = sum(own or 1 for own in alone) + (more if None in alone else 0)

    found = share_card_frames(frames, alone)

    assert sum(found) == frames
    shared = [got for got, own in zip(found, alone, strict=True) if own is None]
    assert shared == sorted(shared, reverse=True)
    assert not shared or shared[0] - shared[-1] <= 1


def test_a_fade_has_no_empty_and_no_full_frame():
    assert compute_fade_levels(3) == (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    assert compute_fade_levels(0) == ()

"""A scroll that slows down before it stops: whole pixels on every frame, the same place and the same time to the frame."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.rollkit.layout.scrolls import EaseTooLong
from productions.rollkit.layout.shots import ScrollShot
from tests.roll.test_looks import animators, reel
from tests.roll.test_mixed_rolls import rows_on_screen
from tests.roll.test_rest_and_ease import RESTING, steps
from tests.speaking import in_japanese

END = {"holds": "text", "text": {"ja": "終"}}
STOPPING = {"kind": "stop", "hold_ms": 1000, "blocks": [{"holds": "title"}, {"holds": "rest"}, END]}


def measure_height(found):
    return sum(page["height"] for page in found.pages)


@pytest.mark.parametrize("ease", [1, 4, 12])
def test_it_slows_down_by_whole_pixels_and_stands_where_it_stops_without(ease):
    at_once = reel(animators(20), template=STOPPING)
    found = reel(animators(20), template={**STOPPING, "ease_out": ease})
    (shot,) = found.shots
    slow = [2] * ease + [1] * ease

    assert steps(shot) == [3] * (shot.frames - 25 - 2 * ease) + slow + [0] * 24
    assert shot.moved(shot.frames - 1) == measure_height(found)
    assert rows_on_screen(found, shot, shot.frames - 1) == ["終"]
    assert 0 <= found.frames - at_once.frames - ease <= 1


@pytest.mark.parametrize("px", [2, 3, 5])
@pytest.mark.parametrize("ease", [0, 7])
@pytest.mark.parametrize("slowing", [1, 9])
@pytest.mark.parametrize("rest", [0, 1500])
def test_a_locked_time_is_exact(rest, slowing, ease, px):
    values = {**STOPPING, "rest_ms": rest, "ease": ease, "ease_out": slowing}
    natural = reel(animators(20), template=values, px=px)
    for frames in (natural.frames - 4, natural.frames + 1, natural.frames + 20):
        found = reel(animators(20), template=values, px=px, frames=frames)
        (shot,) = found.shots
        moves = [step for step in steps(shot) if step]

        assert found.frames == frames
        assert shot.moved(frames - 1) == shot.moved(frames - 25) == measure_height(found)
        assert shot.moved(frames - 26) == measure_height(found) - 1
        if slowing:
            assert moves[-slowing * (px - 1) :] == [n for n in range(px - 1, 0, -1) for _ in range(slowing)]
        assert max(moves) == px


def test_markers_and_cues_are_the_frames_on_which_rows_are_seen():
    found = reel(animators(6), template={**STOPPING, "ease_out": 20})
    (shot,) = found.shots
    late = [cue for cue in found.cues if cue.end > shot.frames - 24 - 40]

    assert {cue.text for cue in late} >= {"終"}
    for cue in found.cues:
        seen = [frame for frame in range(shot.frames) if cue.text in rows_on_screen(found, shot, frame)]
        assert (seen[0], seen[-1] + 1) == (cue.start, cue.end), cue
    last = found.markers[-1]
    assert "終" not in rows_on_screen(found, shot, last.frame)
    assert [last.label in rows_on_screen(found, shot, last.frame - before) for before in (1, 0)] == [
        False,
        True,
    ]


@given(st.integers(1, 12), st.integers(0, 9), st.integers(0, 9), st.integers(0, 30), st.integers(0, 400))
def test_a_row_is_found_on_the_first_frame_that_is_past_it(px, ease, slowing, hold, more):
    frames = 50 + hold + (ease + slowing) * px + more
    shot = ScrollShot(0, 0, 0, frames, px, hold, 50, ease, 100, slowing)
    moved = [shot.moved(frame) for frame in range(frames)]

    assert all(0 <= after - before <= px for before, after in pairwise(moved))
    for rows in range(shot.end):
        first = shot.find_frame_past(rows)
        assert moved[first] > rows
        assert first == 0 or moved[first - 1] <= rows
    if slowing:
        assert shot.find_frame_past(shot.end) == frames


def test_a_scroll_that_leaves_the_screen_does_not_slow_down():
    leaving = {**STOPPING, "kind": "scroll"}
    plain, slowing = (reel(animators(20), template={**leaving, "ease_out": ease}) for ease in (0, 12))
    assert plain.shots == slowing.shots


def test_moving_off_and_slowing_down_share_a_screen():
    values = {**RESTING, "kind": "stop", "ease": 10, "blocks": STOPPING["blocks"]}
    with pytest.raises(EaseTooLong) as refusal:
        reel(animators(20), template={**values, "ease_out": 7}, px=12)
    assert refusal.value.said() == (
        "Eased by 17 frames a pixel, the scroll moves by 1122 px below its 12 px a frame, more than the screen's 1080.",
        "Ease by at most 16 frames a pixel, in and out together, in the template.",
    )
    assert "合わせて1ピクセルあたり16フレーム以内" in in_japanese(refusal.value)[1]
    assert reel(animators(20), template={**values, "ease_out": 6}, px=12).frames

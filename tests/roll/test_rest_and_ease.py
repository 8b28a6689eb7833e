"""A scroll that begins at rest and eases in: whole pixels on every frame, and every time to the frame."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.film.pixel_formats import RGBA
from productions.rollkit.layout.cards import CardTooHigh
from productions.rollkit.layout.reel import CardShot
from productions.rollkit.layout.scrolls import EaseTooLong
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.timing import compute_travel, count_eased_rows, find_travel_frame
from productions.rollkit.writers import as_prores4444
from tests.roll.film.test_slices import both
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_looks import animators, reel
from tests.roll.test_mixed_rolls import rows_on_screen
from tests.roll.test_templates import roll
from tests.speaking import in_japanese

TITLE = {"holds": "title"}
RESTING = {"rest_ms": 2000, "blocks": [TITLE, {"holds": "rest"}]}


def steps(shot):
    """The pixels that it moves by from each frame to the next."""
    return [shot.moved(after) - shot.moved(before) for before, after in pairwise(range(shot.frames))]


def test_the_table_of_the_ease_is_one_pixel_more_every_so_many_frames():
    assert [compute_travel(n, 4, 2) for n in range(10)] == [0, 1, 2, 4, 6, 9, 12, 16, 20, 24]
    assert [compute_travel(n, 3, 0) for n in range(4)] == [0, 3, 6, 9]
    assert [compute_travel(n, 1, 9) for n in range(4)] == [0, 1, 2, 3]
    assert (count_eased_rows(4, 2), count_eased_rows(3, 4), count_eased_rows(3, 0)) == (12, 12, 0)


@given(st.integers(0, 3000), st.integers(1, 12), st.integers(0, 24))
def test_the_frame_on_which_a_row_comes_is_found_from_the_table(rows, px, ease):
    frame = find_travel_frame(rows, px, ease)
    assert compute_travel(frame, px, ease) > rows >= compute_travel(frame - 1, px, ease)


def test_it_stands_with_its_first_block_in_the_middle_and_moves_off():
    found = reel(animators(20), template=RESTING)
    (shot,) = found.shots
    title = found.pages[0]["cells"][0]

    assert (shot.rest, shot.lead, shot.ease) == (48, 1080, 0)
    assert [shot.moved(frame) for frame in (0, 47, 48, 49)] == [1080, 1080, 1083, 1086]
    assert steps(shot) == [0] * 47 + [3] * (shot.frames - 48)
    assert (
        rows_on_screen(found, shot, 0)
        == [cell["text"] for cell in found.pages[0]["cells"][:3]][: len(rows_on_screen(found, shot, 0))]
    )
    block = [cell for cell in found.pages[0]["cells"] if cell["y"] < 1080]
    top, bottom = min(cell["y"] for cell in block), max(cell["y"] + cell["height"] for cell in block)
    assert abs((top + bottom) // 2 - 540) <= 1
    assert title["text"] == "犬と少年"
    height = sum(page["height"] for page in found.pages)
    assert shot.moved(shot.frames - 1) < height + 1080 <= shot.moved(shot.frames - 1) + 3


@pytest.mark.parametrize("ease", [1, 4, 12])
def test_it_eases_in_by_whole_pixels_and_leaves_on_its_last_frame(ease):
    found = reel(animators(20), template={**RESTING, "ease": ease})
    (shot,) = found.shots
    height = sum(page["height"] for page in found.pages)
    assert steps(shot) == [0] * 47 + [1] * ease + [2] * ease + [3] * (shot.frames - 48 - 2 * ease)
    assert shot.moved(shot.frames - 1) < height + 1080 <= shot.moved(shot.frames - 1) + 3


def test_markers_and_cues_are_the_frames_on_which_rows_are_seen():
    found = reel(animators(6), template={**RESTING, "ease": 8})
    (shot,) = found.shots
    assert {marker.label: marker.frame for marker in found.markers}.keys() == {"原画"}
    for cue in found.cues:
        seen = [frame for frame in range(shot.frames) if cue.text in rows_on_screen(found, shot, frame)]
        assert (seen[0], seen[-1] + 1) == (cue.start, cue.end), cue
    assert min(cue.start for cue in found.cues) == 0


@pytest.mark.parametrize("px", [2, 3, 5])
@pytest.mark.parametrize("ease", [0, 7])
@pytest.mark.parametrize("kind", ["scroll", "stop"])
def test_a_locked_time_is_exact_with_rest_and_ease(kind, ease, px):
    blocks = [TITLE, {"holds": "rest"}, *({"holds": "text", "text": {"ja": f"{n}"}} for n in range(9))]
    values = {"kind": kind, "rest_ms": 1500, "ease": ease, "hold_ms": 1000, "blocks": blocks}
    natural = reel(animators(20), template=values, px=px)
    for frames in (natural.frames - 7, natural.frames + 1, natural.frames + 60):
        found = reel(animators(20), template=values, px=px, frames=frames)
        (shot,) = found.shots
        height = sum(page["height"] for page in found.pages)
        assert found.frames == frames
        assert (shot.moved(0), shot.rest, shot.hold) == (1080, 36, 24 if kind == "stop" else 0)
        if kind == "stop":
            assert shot.moved(frames - 1) == shot.moved(frames - 25) == height > shot.moved(frames - 26)
            assert rows_on_screen(found, shot, frames - 1) == ["8"]
        else:
            assert shot.moved(frames - 1) < height + 1080 <= shot.moved(frames - 1) + px


def test_a_clear_field_behind_the_first_block_is_clear():
    blocks = [TITLE, {"holds": "people", "roles": ["director"], "clear": "block"}, {"holds": "rest"}]
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "見本さくら"))
    found = reel(document, template={"rest_ms": 1000, "blocks": blocks})
    (shot,) = found.shots
    alone = {"監督", "牧原亮太郎"}
    for frame in range(shot.frames):
        seen = set(rows_on_screen(found, shot, frame))
        assert not (seen & alone and seen - alone), frame


def test_only_the_first_scroll_of_a_mixed_roll_begins_at_rest():
    blocks = [
        {"holds": "text", "text": {"ja": "札"}, "motion": "cards"},
        {**TITLE, "motion": "scroll"},
        {"holds": "text", "text": {"ja": "間"}, "motion": "cards"},
        {"holds": "rest", "motion": "scroll"},
    ]
    found = reel(animators(3), template={**RESTING, "blocks": blocks})
    assert [shot.rest for shot in found.shots if not isinstance(shot, CardShot)] == [48, 0]


def test_an_ease_that_takes_more_than_a_screen_is_refused_with_one_that_does_not():
    with pytest.raises(EaseTooLong) as refusal:
        reel(animators(20), template={**RESTING, "ease": 20}, px=12)
    assert refusal.value.said() == (
        "Eased by 20 frames a pixel, the scroll moves by 1320 px below its 12 px a frame, more than the screen's 1080.",
        "Ease by at most 16 frames a pixel, in and out together, in the template.",
    )
    assert "16フレーム以内" in in_japanese(refusal.value)[1]
    assert reel(animators(20), template={**RESTING, "ease": 16}, px=12).frames


def test_what_rests_must_fit_on_the_screen():
    with pytest.raises(CardTooHigh, match=r"^The group that begins with “原画” is 1440 px high"):
        reel(animators(30), template={"rest_ms": 1000, "blocks": [{"holds": "rest"}, {**TITLE}]})


def test_the_frames_of_the_film_stand_and_then_move_as_the_table_says():
    found = reel(animators(4), template={**RESTING, "rest_ms": 250, "ease": 3}, raster="1280x720", px=4)
    (shot,) = found.shots
    with PageRenderer(found, alpha=True) as sheets:
        frames = [get_planes(frame)[0].copy() for frame in FrameSource(found, sheets, RGBA)]
    assert len(frames) == found.frames
    for number, (before, after) in enumerate(pairwise(frames)):
        step = steps(shot)[number]
        assert np.array_equal(after[: 720 - step], before[step:]), number
    assert [step for number, step in enumerate(steps(shot)) if number < 16] == [0] * 5 + [1] * 3 + [2] * 3 + [
        3
    ] * 3 + [4] * 2


def test_prores_of_an_eased_scroll_is_the_encoders_own():
    found = reel(animators(2), template={**RESTING, "rest_ms": 250, "ease": 3}, raster="1280x720", px=10)
    ours, theirs, whole = both(found, as_prores4444)
    assert ours == theirs
    assert whole == 0

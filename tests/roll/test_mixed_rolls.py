"""Cards and scrolls in one roll, entries with the screen for themselves: frames and places are exact."""

import numpy as np
import pytest

from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.film.pixel_formats import RGBA, YUV420
from productions.rollkit.layout.mixed_rolls import MixedRollRefused
from productions.rollkit.layout.reel import CardShot, ScrollShot
from productions.rollkit.layout.scrolls import ScrollTooFast
from productions.rollkit.rendering.page_pixels import PageRenderer, compute_top_row
from productions.rollkit.template.comparison import compare_templates
from productions.rollkit.template.validation import TemplateRefused, parse_template
from tests.roll.samples import BACKGROUND, DIRECTOR, KEY, credit
from tests.roll.test_looks import animators, reel, texts
from tests.roll.test_templates import PLAIN, roll
from tests.speaking import in_japanese

BLOCKS = [
    {"holds": "people", "roles": ["director"], "motion": "cards"},
    {"holds": "people", "roles": ["background"]},
    {"holds": "people", "roles": ["key_animation"], "motion": "scroll"},
    {"holds": "rest"},
    {"holds": "text", "text": {"ja": "完"}, "motion": "cards"},
]
MIXED = {"kind": "cards", "blocks": BLOCKS, "cards": {"each_ms": 2000, "fade_in": 4, "fade_out": 4}}


def staff(count=30):
    """A director, a background artist, then so many key animators."""
    return roll(
        credit("1", DIRECTOR, "牧原亮太郎"),
        credit("2", BACKGROUND, "例田波瑠"),
        *(credit(f"k{n}", KEY, f"山田 {n:02}", sort_key=f"{n:02}") for n in range(count)),
    )


def kinds(found):
    return [(type(shot), shot.start, shot.frames) for shot in found.shots]


def rows_on_screen(found, shot, frame):
    """What is seen of a scroll on one of its frames: the texts."""
    top = compute_top_row(shot, frame, found.raster.height)
    seen, y = [], 0
    for page in found.pages[shot.first : shot.last + 1]:
        for cell in page["cells"]:
            at = y + cell["y"] - top
            if at < found.raster.height and at + cell["height"] > 0:
                seen.append(cell["text"])
        y += page["height"]
    return seen


def test_cards_stand_before_and_behind_what_scrolls():
    found = reel(staff(), template=MIXED)
    height = sum(page["height"] for page in found.pages[2:-1])
    rolling = -(-(height + 1080) // 3)

    assert kinds(found) == [
        (CardShot, 0, 48),
        (CardShot, 48, 48),
        (ScrollShot, 96, rolling),
        (CardShot, 96 + rolling, 48),
    ]
    assert found.frames == 144 + rolling
    assert texts(found.pages[0]) == ["監督", "牧原亮太郎"]
    assert texts(found.pages[-1]) == ["完"]
    assert [page["height"] for page in found.pages] == [1080, 1080, height, 1080]
    assert (found.shots[2].first, found.shots[2].last, found.shots[3].page) == (2, 2, 3)
    assert [(marker.frame, marker.label) for marker in found.markers] == [
        (0, "監督"), (48, "背景"), (97, "原画"),
    ]  # fmt: skip
    cues = {cue.text: (cue.start, cue.end) for cue in found.cues}
    assert cues["牧原亮太郎"] == (0, 48)
    assert cues["完"] == (96 + rolling, 144 + rolling)
    assert cues["山田 00"] == (97, 96 + -(-(48 + 1080) // 3))


def test_cards_have_the_safe_area_of_cards_and_scrolls_that_of_scrolls():
    blocks = [
        {"holds": "text", "text": {"ja": "札"}, "align": "left", "motion": "cards"},
        {"holds": "rest", "motion": "scroll"},
        {"holds": "text", "text": {"ja": "巻"}, "align": "left"},
    ]
    found = reel(animators(2), template={"blocks": blocks})
    left = {cell["text"]: cell["x"] for page in found.pages for cell in page["cells"]}
    assert (left["札"], left["巻"]) == (96, 192)


def test_a_block_says_nothing_and_goes_on_as_the_one_before():
    template = parse_template({**PLAIN, **MIXED})
    assert template.list_motions(template.blocks) == ["cards", "cards", "scroll", "scroll", "cards"]
    assert parse_template({**PLAIN, "kind": "stop"}).list_motions(template.blocks[1:3]) == [
        "scroll",
        "scroll",
    ]


@pytest.mark.parametrize(
    ("rate", "frames"), [("24", 960), ("24000/1001", 960), ("25", 1000), ("60000/1001", 2400)]
)
def test_a_locked_time_stretches_the_scroll_and_leaves_the_cards_theirs(rate, frames):
    blocks = [*BLOCKS[:3], *({"holds": "text", "text": {"ja": f"{n}"}} for n in range(8)), *BLOCKS[3:]]
    found = reel(staff(), template={**MIXED, "blocks": blocks}, rate=rate, frames=frames)
    cards = [shot.frames for shot in found.shots if isinstance(shot, CardShot)]
    two_seconds = -int(-2 * found.rate // 1)
    (scroll,) = [shot for shot in found.shots if isinstance(shot, ScrollShot)]
    height = sum(page["height"] for page in found.pages[scroll.first : scroll.last + 1])

    assert found.frames == frames
    assert cards == [two_seconds] * 3
    assert -(-(height + 1080) // scroll.px) == scroll.frames == frames - 3 * two_seconds


def test_where_no_stretch_does_the_cards_share_what_the_scroll_leaves():
    natural = reel(staff(), template=MIXED)
    rolling = natural.shots[2].frames
    found = reel(staff(), template=MIXED, frames=rolling + 200)

    assert found.frames == rolling + 200
    assert [shot.frames for shot in found.shots] == [67, 67, rolling, 66]


def test_several_scrolls_share_their_time_by_how_far_they_stretch():
    blocks = [
        {"holds": "people", "roles": ["director"], "motion": "scroll"},
        {"holds": "text", "text": {"ja": "間"}},
        {"holds": "text", "text": {"ja": "札"}, "motion": "cards"},
        {"holds": "people", "roles": ["background"], "motion": "scroll"},
        *({"holds": "text", "text": {"ja": f"{n}"}} for n in range(6)),
        {"holds": "rest"},
    ]
    values = {**MIXED, "blocks": blocks}
    natural = reel(staff(10), template=values)
    locked = reel(staff(10), template=values, frames=natural.frames + 100)

    assert [type(shot) for shot in locked.shots] == [ScrollShot, CardShot, ScrollShot]
    assert locked.frames == natural.frames + 100
    assert locked.shots[1].frames == 48
    longer = [one.frames - other.frames for one, other in zip(locked.shots, natural.shots, strict=True)]
    assert longer[2] > longer[0] > 0
    assert {shot.px for shot in locked.shots if isinstance(shot, ScrollShot)} == {3}


def test_a_mixed_roll_without_the_time_is_refused_with_what_would_do():
    with pytest.raises(MixedRollRefused) as refusal:
        reel(staff(60), template=MIXED, frames=600)
    assert refusal.value.said() == (
        "The roll cannot last 25.00 s (600 frames): its cards need at least 4.50 s (108 frames), and what scrolls at least 27.50 s "
        "(660 frames) at 6 px a frame.",
        "Scroll at 9 px a frame.",
        "Put more on a card, in more columns or smaller type.",
        "Give the roll 32.00 s (768 frames).",
    )
    assert "カードに最短でも4.50秒" in in_japanese(refusal.value)[0]
    assert reel(staff(60), template=MIXED, frames=600, px=9).frames == 600
    assert reel(staff(60), template=MIXED, frames=768).frames == 768


def test_a_mixed_roll_that_cannot_fill_its_time_is_refused():
    blocks = [{**BLOCKS[0], "alone_ms": 2000}, {"holds": "rest", "motion": "scroll"}]
    with pytest.raises(
        MixedRollRefused, match=r"its cards last 2\.00 s .*, and what scrolls at most"
    ) as refusal:
        reel(staff(3), template={**MIXED, "blocks": blocks}, frames=9000)
    assert str(refusal.value.remedies[0]).startswith("Let at least one card share")


def test_what_scrolls_in_a_mixed_roll_can_be_read_too():
    with pytest.raises(ScrollTooFast):
        reel(staff(), template=MIXED, px=16)


def test_the_last_scroll_of_a_roll_that_stops_stops():
    blocks = [*BLOCKS[:4], {"holds": "text", "text": {"ja": "完"}}]
    found = reel(staff(), template={**MIXED, "kind": "stop", "hold_ms": 1000, "blocks": blocks})
    shot = found.shots[-1]
    assert isinstance(shot, ScrollShot)
    assert shot.hold == 24
    assert rows_on_screen(found, shot, shot.frames - 1) == ["完"]


@pytest.mark.parametrize("px", [3, 7])
@pytest.mark.parametrize("frames", [None, 1500])
def test_a_block_in_a_clear_field_is_seen_alone_from_its_first_row_to_its_last(px, frames):
    blocks = [
        {"holds": "people", "roles": ["key_animation"]},
        {"holds": "people", "roles": ["director", "background"], "clear": "block"},
        {"holds": "text", "text": {"ja": "完"}},
        {"holds": "rest"},
    ]
    frames = frames and frames * 3 // px
    found = reel(staff(12), template={"blocks": blocks}, px=px, frames=frames)
    (shot,) = found.shots
    alone = {"監督", "牧原亮太郎", "背景", "例田波瑠"}
    whole = 0
    for frame in range(shot.frames):
        seen = set(rows_on_screen(found, shot, frame))
        assert not (seen & alone and seen - alone), frame
        whole += seen == alone
    assert whole >= (1080 - 4 * 48) // px
    assert found.frames == (frames or shot.frames)


@pytest.mark.parametrize(
    ("clear", "together"),
    [
        ("roles", [["監督", "牧原亮太郎"], ["背景", "例田波瑠", "例田二"]]),
        ("names", [["監督", "牧原亮太郎"], ["背景", "例田波瑠"], ["背景", "例田二"]]),
    ],
)
def test_singles_roll_one_at_a_time(clear, together):
    document = roll(
        credit("1", DIRECTOR, "牧原亮太郎"),
        credit("2", BACKGROUND, "例田波瑠", sort_key="1"),
        credit("3", BACKGROUND, "例田二", sort_key="2"),
        credit("4", KEY, "山田 花子"),
    )
    blocks = [
        {"holds": "people", "roles": ["director", "background"], "clear": clear, "heading": {"ja": "主な人"}},
        {"holds": "rest"},
    ]
    found = reel(document, template={"blocks": blocks}, px=6)
    (shot,) = found.shots
    seen = [rows_on_screen(found, shot, frame) for frame in range(shot.frames)]
    together = [["主な人", *together[0]], *together[1:], ["原画", "山田 花子"]]
    assert [group for group in together if group in seen] == together
    for rows in seen:
        assert any(set(rows) <= set(group) for group in together), rows


def test_a_clear_field_stays_whole_where_gaps_shrink():
    blocks = [
        {"holds": "people", "roles": ["director"], "clear": "block"},
        *({"holds": "text", "text": {"ja": f"{n}"}} for n in range(8)),
        {"holds": "rest"},
    ]
    natural = reel(staff(), template={"blocks": blocks})
    found = reel(staff(), template={"blocks": blocks}, frames=natural.frames - 60)
    cells = found.pages[0]["cells"]
    first, after = cells[1], cells[2]
    assert after["text"] == "0"
    assert after["y"] - first["y"] - first["height"] >= 1080


def test_old_templates_keep_their_data_and_new_words_are_told():
    before, after = (
        parse_template(PLAIN),
        parse_template({**PLAIN, "blocks": [{"holds": "rest", "clear": "names"}]}),
    )
    assert {"motion", "clear"} & before.to_dict()["blocks"][0].keys() == set()
    (change,) = compare_templates(before, after)
    assert (change.keys, change.before, change.after) == (("Block.clear",), "none", "names")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"blocks": [{"holds": "text", "text": {"en": "The end"}, "clear": "names"}]},
            "template.blocks[0] holds text; only people have roles and names that roll alone.",
        ),
        (
            {"kind": "cards", "writing": "vertical", "blocks": [{"holds": "rest", "motion": "scroll"}]},
            "template.blocks[0].motion: a scroll in a template written downwards; only cards may be.",
        ),
    ],
)
def test_what_cannot_move_so_is_refused_with_its_place(values, sentence):
    with pytest.raises(TemplateRefused) as refusal:
        parse_template({**PLAIN, **values})
    assert str(refusal.value.problems[0]).endswith(sentence.removeprefix("template.blocks[0]"))


@pytest.mark.parametrize("form", [YUV420, RGBA], ids=lambda form: form.name)
def test_every_frame_of_the_film_is_its_shots_rows(form):
    found = reel(staff(12), template={**MIXED, "cards": {"each_ms": 1500}}, raster="1280x720", px=9)
    (scroll,) = [shot for shot in found.shots if isinstance(shot, ScrollShot)]
    first, last = scroll.start, scroll.start + scroll.frames
    with PageRenderer(found, alpha=form.alpha) as sheets:
        card = {shot.page: sheets.draw_card(shot.page) for shot in found.shots if isinstance(shot, CardShot)}
        frames = FrameSource(found, sheets, form)
        for number in (0, 35, 36, 71, first, first + 1, first + 60, last - 1, last, found.frames - 1):
            (frame,) = frames.frames(number, number + 1)
            assert frame.pts == number
            shot = next(shot for shot in reversed(found.shots) if shot.start <= number)
            if isinstance(shot, CardShot):
                pixels = card[shot.page]
            else:
                pixels = sheets.draw_strip(shot, (number - first) * 9 - 720, 720)
            shown = form.build_luma_table()[pixels[..., 0]] if form is YUV420 else pixels
            assert np.array_equal(get_planes(frame)[0], shown), number

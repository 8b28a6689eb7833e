"""Cards, a melt, a scroll that begins at rest and one with a clear field, on every time line: all frames, no more and no less."""

from dataclasses import replace
from itertools import pairwise

import pytest

from productions.interchange.cut_lists.list_files import read_edit_list
from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.layout.reel import CardShot, ScrollShot
from productions.rollkit.rendering.preview_tiles import build_tiles
from productions.rollkit.rendering.stills import iter_stills, list_page_names
from productions.rollkit.timelines.otio_timeline import compute_start_frame
from productions.rollkit.writers import as_edl, as_fcp7, as_fcpxml, as_otio, as_srt
from productions.rollkit.writers.as_edl import count_frames_of_timecode
from productions.rollkit.writers.as_fcpxml import iter_story_items
from tests.roll.film.reels import filmed
from tests.roll.reels import cards as plain_cards
from tests.roll.reels import with_cues
from tests.roll.samples import BACKGROUND, DIRECTOR, KEY, credit
from tests.roll.test_captions import read_srt
from tests.roll.test_looks import reel
from tests.roll.test_templates import roll
from tests.roll.test_timelines import markers_of, read, shots_of

BLOCKS = [
    {"holds": "title", "motion": "cards"},
    {"holds": "people", "roles": ["director"]},
    {"holds": "text", "text": {"ja": "これより"}, "motion": "scroll"},
    {"holds": "rest"},
    {"holds": "people", "roles": ["background"], "clear": "names"},
    {"holds": "text", "text": {"ja": "完"}, "motion": "cards"},
]
VALUES = {
    "kind": "cards",
    "rest_ms": 1500,
    "ease": 5,
    "cards": {"each_ms": 2500, "fade_in": 4, "fade_out": 4, "melt": 8},
    "blocks": BLOCKS,
}
RATES = pytest.mark.parametrize("rate", ["24000/1001", "25", "30000/1001", "60"])


def mixed(rate="24", **asked):
    document = roll(
        credit("1", DIRECTOR, "牧原亮太郎"),
        credit("2", BACKGROUND, "例田波瑠", sort_key="1"),
        credit("3", BACKGROUND, "例田二", sort_key="2"),
        *(credit(f"k{n}", KEY, f"山田 {n:02}", sort_key=f"{n:02}") for n in range(20)),
    )
    return reel(document, template=VALUES, rate=rate, **asked)


@RATES
def test_every_shot_follows_the_one_before_and_is_on_every_time_line(rate):
    found = mixed(rate)
    assert [type(shot) for shot in found.shots] == [CardShot, CardShot, ScrollShot, CardShot]
    assert [shot.start for shot in found.shots] == [sum(s.frames for s in found.shots[:n]) for n in range(4)]
    timeline, clips, placed = read(filmed(as_otio, found), "otio_json")
    assert placed == shots_of(found)
    assert [clip.name for clip in clips] == ["Card 1", "Card 2", "Scroll", "Card 4"]
    assert int(timeline.duration().value) == found.frames
    assert [
        (int(one.marked_range.start_time.value), one.name) for one in timeline.tracks.markers
    ] == markers_of(found)
    whole = [(shot.start, shot.frames) for shot in found.shots]
    placed = read_edit_list(filmed(as_fcp7, found), filename="roll.xml")
    assert [(clip.record_in, clip.length) for clip in placed.clips] == whole
    pair = count_frames_of_timecode(found.rate)
    events = read_edit_list(filmed(as_edl, found), filename="roll.edl", rate=found.rate / pair)
    hour = compute_start_frame(found) // pair
    assert [(clip.record_in - hour, clip.length) for clip in events.clips] == [
        (start // pair, (start + frames) // pair - start // pair) for start, frames in whole
    ]
    titles = read_edit_list(filmed(as_fcpxml, found), filename="roll.fcpxml")
    ends = [clip.record_in + clip.length for clip in titles.clips]
    assert all(clip.record_in >= end for clip, end in zip(titles.clips, [0, *ends], strict=False))
    assert {(0, whole[0][1]), whole[1], whole[3]} <= {(clip.record_in, clip.length) for clip in titles.clips}


@RATES
def test_captions_follow_one_another_and_say_everything(rate):
    found = mixed(rate)
    captions = build_captions(found)
    assert all(one.end <= other.start for one, other in pairwise(captions))
    assert captions[-1].end <= found.frames
    said = "".join(line for one in captions for line in one.lines)
    assert all(cue.text in said for cue in found.cues)
    srt = read_srt(filmed(as_srt, found))
    assert [(start, end) for start, end, _text in srt] == [
        tuple(int(frame * 1000 / found.rate) for frame in (one.start, one.end)) for one in captions
    ]


@RATES
def test_a_locked_time_is_the_length_of_all_of_them(rate):
    natural = mixed(rate)
    for more in (-1, 1, 50):
        found = mixed(rate, frames=natural.frames + more)
        assert sum(shot.frames for shot in found.shots) == natural.frames + more
        assert int(read(filmed(as_otio, found), "otio_json")[0].duration().value) == natural.frames + more


def test_the_preview_has_tiles_of_every_page_and_a_clear_field_is_a_tile_of_its_own():
    found = mixed()
    tiles = build_tiles(found)
    assert len(tiles) == len(found.pages) == len(list_page_names(found))
    assert [name.split("-")[0] for name in list_page_names(found)] == ["card", "card", "page", "card"]
    texts = [[cell["text"] for cell in tile.page["cells"]] for tile in tiles[2]]
    assert texts[-2:] == [["背景", "例田波瑠"], ["背景", "例田二"]]
    for page, row in zip(found.pages, tiles, strict=True):
        assert sum(len(tile.page["cells"]) for tile in row) == len(page["cells"])


def test_captions_and_titles_never_lie_over_the_join():
    found = mixed()
    joins = [shot.start for shot in found.shots[2:]]
    captions = build_captions(found)
    assert all(one.end <= other.start for one, other in pairwise(captions))
    said = {line: one for one in captions for line in one.lines}
    assert not any("完" in line and len(one.lines) > 1 for line, one in said.items())
    items = list(iter_story_items(found))
    assert [item.start for item in items] == [0, *[item.end for item in items[:-1]]]
    assert items[-1].end == found.frames
    assert set(joins) <= {item.start for item in items}


def joined(*cues, card=10):
    """A scroll of 100 frames and a card behind it, with these cues."""
    found = with_cues(plain_cards(2), *cues)
    scroll = ScrollShot(0, 0, 0, 100, 12)
    return replace(found, shots=(scroll, CardShot(1, 100, card)))


def test_a_caption_of_the_scroll_is_not_told_with_the_card():
    found = joined((90, 100, "", "Rolling"), (100, 148, "", "Standing"), card=48)
    assert [(one.start, one.end, one.lines) for one in build_captions(found)] == [
        (76, 100, ("Rolling",)),
        (100, 148, ("Standing",)),
    ]


def test_a_title_of_the_scroll_ends_where_the_card_begins():
    found = joined((20, 60, "", "Rolling"), (100, 110, "", "Standing"))
    assert [(one.start, one.end) for one in build_captions(found)] == [(20, 60), (86, 110)]
    items = [(item.start, item.end) for item in iter_story_items(found)]
    assert items[-2:] == [(86, 100), (100, 110)]
    assert all(one[1] == other[0] for one, other in pairwise(items))


def test_stills_are_a_card_each_and_screens_of_the_scroll():
    names = [still.name for still in iter_stills(mixed())]
    assert names[:3] == ["card-001", "card-002", "page-003-001"]
    assert names[-1] == "card-004"

"""Lanes: blocks beside one another and roles in columns, in scrolls and on cards, in pixels and in every format."""

import io
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.layout.boxes import Cell, Part, Row, TextStyle, place_rows
from productions.rollkit.layout.lanes import merge_lanes
from productions.rollkit.layout.layout_cache import make_layout_cache
from productions.rollkit.layout.page_boxes import MAX_PAGE_PIXELS
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.rollkit.writers import write_roll
from tests.roll.ending_sheet import the_ending
from tests.roll.lanes import CAST, RASTERS, STAFF, cell_of, cells, names_of, reel, spec
from tests.roll.samples import BACKGROUND, DIRECTOR, KEY, credit, long_list
from tests.roll.set_texts import read_set_texts
from tests.roll.test_templates import PLAIN, roll

LOOK = TextStyle(34, 48)


@pytest.mark.parametrize("raster", RASTERS)
@pytest.mark.parametrize(("lang", "headings"), [("ja", ("キャスト", "スタッフ")), ("en", ("Cast", "Staff"))])
@pytest.mark.parametrize("kind", ["scroll", "cards"])
def test_blocks_beside_one_another_begin_level_each_in_its_column(raster, lang, headings, kind):
    found = reel(CAST, STAFF, raster=raster, lang=lang, kind=kind)
    left, right = (cell_of(found, heading) for heading in headings)
    area = compute_safe_area(found.raster, found.delivery.template)
    half = area.left + area.width // 2

    assert (left["y"], left["height"], left["width"]) == (right["y"], right["height"], right["width"])
    assert area.left <= left["x"] < left["x"] + left["width"] < half < right["x"]
    assert right["x"] + right["width"] <= area.left + area.width
    runs = {each.text.strip(): each for each in read_set_texts(found)}
    assert runs["髙橋 美咲"].right < half < runs["綾辻󠄁 𠮷例"].x
    if lang == "ja":
        assert runs["原作"].y == runs["声の出演" if "声の出演" in runs else "声"].y


def test_a_block_that_holds_nobody_leaves_its_room_to_the_others():
    nobody = {"holds": "people", "roles": ["nobody"], "beside": True}
    alone, beside = reel(CAST, STAFF), reel(CAST, nobody, STAFF)
    assert alone.pages == beside.pages
    assert (
        reel(CAST, nobody, {**STAFF, "beside": False}).pages == reel(CAST, {**STAFF, "beside": False}).pages
    )


def test_blocks_that_do_not_fit_stand_below_one_another_which_is_told():
    wide = roll(
        credit("1", DIRECTOR, "東都アニメーションデジタルファクトリー合同会社"),
        credit("2", KEY, "林 一"),
    )
    blocks = [
        {"holds": "people", "roles": ["director"], "heading": {"ja": "演出"}},
        {"holds": "rest", "beside": True},
    ]
    found = reel(*blocks, document=wide, type={"size": 30, "pitch": 44, "narrowest": 100})
    assert [(each.begins, each.asked, each.found) for each in found.fewer] == [("演出", 2, 1)]
    assert cell_of(found, "監督")["y"] < cell_of(found, "原画")["y"]


def test_the_first_block_stands_beside_none():
    with pytest.raises(TemplateRefused) as refusal:
        parse_template({**PLAIN, "blocks": [{"holds": "rest", "beside": True}]})
    assert (
        str(refusal.value)
        == "template.blocks[0].beside stands beside the block before it, and there is none."
    )


def test_no_leader_is_written_downwards():
    with pytest.raises(TemplateRefused) as refusal:
        parse_template(
            {**PLAIN, "kind": "cards", "writing": "vertical", "blocks": [{"holds": "rest", "leader": "dots"}]}
        )
    assert str(refusal.value) == (
        "template.blocks[0].leader: dots lead from left to right, which nothing written downwards does."
    )


LANES = st.lists(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([30, 48, 70]), min_size=1, max_size=4), st.sampled_from([0, 10, 32])
        ),
        min_size=1,
        max_size=6,
    ),
    min_size=2,
    max_size=4,
)


def lane_of(number, parts):
    rows = iter(range(1000))
    return [
        Part(
            tuple(Row(high, (Cell("right", f"{number}.{next(rows)}", LOOK, 0, 100),)) for high in heights),
            gap,
        )
        for heights, gap in parts
    ]


@given(LANES)
def test_merged_lanes_keep_every_row_where_its_own_lane_has_it(given_lanes):
    lanes = [lane_of(number, parts) for number, parts in enumerate(given_lanes)]
    merged = merge_lanes(lanes, gap=99)
    found = {
        row.cells[0].text: (y, row.height)
        for y, row in place_rows(merged, [part.gap for part in merged[:-1]])
        if row.cells
    }
    wanted = {
        row.cells[0].text: (y, row.height)
        for lane in lanes
        for y, row in place_rows(lane, [part.gap for part in lane[:-1]])
    }
    assert found == wanted
    assert merged[-1].gap == 99
    bottom = max(y + height for y, height in wanted.values())
    assert sum(part.height + part.gap for part in merged) - 99 == bottom


@given(LANES, st.integers(0, 40))
def test_what_stretches_moves_all_lanes_alike(given_lanes, more):
    lanes = [lane_of(number, parts) for number, parts in enumerate(given_lanes)]
    merged = merge_lanes(lanes, gap=0)
    natural = [part.gap for part in merged[:-1]]
    stretched = [gap + more if gap else 0 for gap in natural]
    before = [(y, row) for y, row in place_rows(merged, natural) if row.cells]
    after = [y for y, row in place_rows(merged, stretched) if row.cells]
    moved = [new - y for (y, _row), new in zip(before, after, strict=True)]
    assert moved == sorted(moved)
    for index, (y, _row) in enumerate(before):
        beside = [at for at, (other, row) in enumerate(before) if other < y < other + row.height]
        assert {moved[at] for at in beside} <= {moved[index]}


def test_lanes_whose_rows_never_begin_together_are_brought_together_before_a_page_ends():
    lanes = [lane_of(number, [([pitch] * 600, 0)]) for number, pitch in enumerate((97, 101))]
    merged = merge_lanes(lanes, gap=0)
    placed = list(place_rows(merged, [part.gap for part in merged[:-1]]))
    clear, bottom = [], 0
    for y, row in placed:
        if y >= bottom:
            clear.append(y)
        bottom = max(bottom, y + row.height)
    assert max(after - before for before, after in pairwise(clear)) < MAX_PAGE_PIXELS // 2


def test_no_page_of_a_long_roll_cuts_a_text_of_a_lane():
    blocks = [
        {"holds": "people", "roles": ["background"], "pitch": 41},
        {"holds": "rest", "beside": True, "pitch": 47},
    ]
    document = long_list(1500)
    found = reel(*blocks, document=document)
    assert len(found.pages) > 2
    assert all(
        cell["y"] >= 0 and cell["y"] + cell["height"] <= page["height"]
        for page in found.pages
        for cell in page["cells"]
    )
    assert all(page["height"] <= MAX_PAGE_PIXELS for page in found.pages)
    said = {cell["text"].split("（")[0] for cell in cells(found)}
    assert {name for name in names_of(document) if name not in said} == set()


@pytest.mark.parametrize("kind", ["scroll", "cards"])
def test_every_section_of_a_lane_has_its_marker_and_every_name_its_caption_once(kind):
    found = reel(CAST, {**STAFF, "sections": "departments"}, kind=kind)
    assert [marker.label for marker in found.markers][:2] == ["キャスト", "脚本"]
    assert {marker.label for marker in found.markers} == {"キャスト", "脚本", "演出", "スタッフ"}
    y = {marker.label: marker.frame for marker in found.markers}
    if kind == "scroll":
        heading = next(cell for cell in cells(found) if cell["text"] == "演出" and cell["weight"] == 700)
        (shot,) = found.shots
        assert y["演出"] == heading["y"] // shot.px + 1
    said = "\n".join("\n".join(caption.lines) for caption in build_captions(found)).replace("\n", "")
    assert [
        name for name in set(names_of(the_ending())) if name.replace(" ", "") not in said.replace(" ", "")
    ] == []
    assert len(re.findall("齋藤 敦", said)) == 1


def test_captions_tell_each_lane_for_itself_and_a_studio_once():
    people = [
        credit(
            f"{role.code}{place}{number}",
            role,
            f"{role.label_ja}{place}{number}",
            sort_key=str(number),
            affiliation=f"第{place}班",
        )
        for role in (KEY, BACKGROUND)
        for place in range(2)
        for number in range(2)
    ]
    blocks = [
        {"holds": "people", "roles": ["key_animation"], "studios": "heading"},
        {"holds": "rest", "studios": "heading", "beside": True},
    ]
    lines = [
        line
        for caption in build_captions(reel(*blocks, document=roll(*people), kind="cards"))
        for line in caption.lines
    ]
    assert lines == [
        "原画（第0班）：原画00、原画01",
        "原画（第1班）：原画10、原画11",
        "背景（第0班）：背景00、背景01",
        "背景（第1班）：背景10、背景11",
    ]


def test_titles_for_editing_read_lane_by_lane():
    people = [
        credit(f"{role.code}{n}", role, f"{role.label_ja}{n}", sort_key=str(n))
        for role in (KEY, BACKGROUND)
        for n in range(2)
    ]
    blocks = [{"holds": "people", "roles": ["key_animation"]}, {"holds": "rest", "beside": True}]
    out = io.BytesIO()
    write_roll("fcpxml", roll(*people), out, RollOptions(lang="ja", delivery=spec(*blocks, kind="cards")))
    texts = [each.text for each in ElementTree.fromstring(out.getvalue()).iter("text-style") if each.text]
    assert texts == ["原画  原画0\n原画1\n背景  背景0\n背景1"]


def test_a_scroll_stops_with_blocks_beside_one_another_in_the_middle_of_the_screen():
    blocks = [
        {**STAFF, "beside": False, "fresh": False},
        {**CAST, "roles": ["voice_cast"]},
        {"holds": "text", "text": {"ja": "終"}, "beside": True},
    ]
    found = reel(*blocks, kind="stop")
    (shot,) = found.shots
    assert shot.hold > 0
    assert cell_of(found, "終")["y"] == cell_of(found, "キャスト")["y"]


def test_vertical_cards_have_blocks_beside_one_another_above_and_below():
    document = roll(credit("1", DIRECTOR, "山田花子"), credit("2", KEY, "林一"))
    blocks = [{"holds": "people", "roles": ["director"]}, {"holds": "rest", "beside": True}]
    found = reel(*blocks, document=document, kind="cards", writing="vertical")
    above, below = cell_of(found, "山田花子"), cell_of(found, "林一")
    assert above["x"] == below["x"]
    assert above["y"] + above["height"] <= below["y"]


def test_a_roll_from_memory_is_the_roll():
    cache = make_layout_cache(10_000)
    blocks = [CAST, {**STAFF, "across": 2, "leader": "dots"}, {"holds": "statement"}]
    asked = spec(*blocks)
    first, again, plain = (
        build_reel(the_ending(), asked, **values) for values in ({"rows": cache}, {"rows": cache}, {})
    )
    assert first.pages == again.pages == plain.pages
    assert cache.cache_info().hits > 0 if hasattr(cache, "cache_info") else len(cache.cache) > 0

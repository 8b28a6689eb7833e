"""Words of a template that meet in one block: each does what it does alone, and what typst sets is what was measured."""

from itertools import pairwise

import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.layout.reel import EmptyRoll
from tests.roll.letters import build, find_starts, list_letters
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_long_names import render_gray
from tests.roll.test_templates import roll

VOICE = RoleInfo("voice", "cast", "Cast", "出演", 10, "Voice", "声の出演", 10)
SIZE = 34
NAMES = ("山田 花子", "林 一", "佐々木 翔太")


def people(role=KEY, **values):
    return roll(*(credit(str(n), role, name, sort_key=f"{n}", **values) for n, name in enumerate(NAMES)))


CAST = {"role": VOICE, "character": "主人公", "character_language": "ja"}


@pytest.mark.parametrize(
    ("whom", "block"),
    [
        ({}, {"leader": "dots"}),
        ({}, {"across": 3}),
        ({}, {"form": "pair"}),
        (CAST, {"across": 3}),
        (CAST, {"leader": "dots"}),
        (CAST, {"across": 2, "leader": "dots", "tail": "middle"}),
        (CAST, {"form": "pair"}),
    ],
)
def test_names_are_spread_beside_leaders_and_side_by_side_too(whom, block):
    found = build(people(**whom), blocks=[{"holds": "rest", "name_letters": 7, **block}])
    for name in NAMES:
        assert find_starts(found, name)[-1] == pytest.approx(6 * SIZE, abs=0.5)


def test_dots_end_before_spread_names_and_begin_behind_spread_roles():
    document = roll(
        credit("1", DIRECTOR, "林 一"),
        credit("2", KEY, "森 海", role_as_printed="第二原画検査"),
    )
    block = {"holds": "rest", "leader": "dots", "role_spread": "longest", "name_letters": 7}
    found = build(document, blocks=[block])
    leaders = [cell for cell in found.pages[0]["cells"] if "dots" in cell]
    letters = list_letters(found)

    assert len(leaders) == 2
    for cell in leaders:
        line = [each for each in letters if cell["y"] <= each[2] < cell["y"] + cell["height"]]
        before = max(right for _letter, left, _top, right in line if left < cell["x"])
        behind = min(left for _letter, left, _top, _right in line if left > cell["x"])
        assert before + SIZE / 2 <= cell["x"] + 0.5
        assert cell["x"] + cell["width"] <= behind - SIZE / 2 + 0.5


def test_a_role_is_spread_no_wider_than_its_column_by_one_above_its_names():
    """The longest role of the block stands above a grid: the columns of the others were made without it."""
    checks = [
        credit(str(n), KEY, f"{name} 海", role_as_printed="第二原画検査") for n, name in enumerate("森林原")
    ]
    document = roll(credit("9", DIRECTOR, "林 一"), *checks)
    block = {"holds": "rest", "leader": "dots", "role_spread": "longest", "grid_from": 3}
    found = build(document, blocks=[block])
    (leader,) = [cell for cell in found.pages[0]["cells"] if "dots" in cell]
    row = [each for each in list_letters(found) if leader["y"] <= each[2] < leader["y"] + leader["height"]]
    assert [letter for letter, *_place in row if letter in "監督"] == ["監", "督"]
    assert all(right <= leader["x"] for letter, _left, _top, right in row if letter in "監督")


@pytest.mark.parametrize("kind", ["cards", "scroll", "stop"])
def test_a_roll_with_nothing_on_it_is_refused_in_a_sentence(kind):
    with pytest.raises(EmptyRoll) as refusal:
        build(roll(), kind=kind)
    assert refusal.value.told.startswith("There is nothing on the roll: add credits,")


def test_captions_of_a_card_of_one_frame_are_none_of_no_frame():
    document = roll(*(credit(str(n), DIRECTOR, f"森 {n}") for n in range(3)), credit("9", KEY, "林 一"))
    blocks = [
        {"holds": "title"},
        {"holds": "people", "roles": ["director"], "motion": "cards"},
        {"holds": "rest", "motion": "scroll"},
    ]
    hurried = {"pace": {"card_ms": 0, "line_ms": 0, "scroll_ms": 0}, "cards": {"each_ms": 1}}
    found = build_captions(build(document, blocks=blocks, **hurried))

    assert all(caption.start < caption.end for caption in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    said = "".join(line for caption in found for line in caption.lines)
    assert all(f"森 {n}" in said for n in range(3))


@pytest.mark.parametrize("kind", ["cards", "scroll"])
def test_so_many_blocks_beside_one_another_that_none_has_a_column_are_set_in_rows(kind):
    text = {"holds": "text", "text": {"ja": "協力会社の皆様へ感謝"}}
    blocks = [text, *({**text, "beside": True} for _number in range(13)), {"holds": "rest"}]
    found = build(roll(credit("1", KEY, "林 一")), kind=kind, area="left", blocks=blocks)
    cells = [cell for page in found.pages for cell in page["cells"]]

    assert min(cell["width"] for cell in cells) > 3 * SIZE
    assert [(fewer.asked, fewer.found) for fewer in found.fewer] == [(14, 4)]
    assert "".join(cell["text"] for cell in cells).count("感謝") == 14


def test_type_too_large_for_a_leader_has_none():
    document = roll(credit("1", KEY, "林 一"), credit("2", DIRECTOR, "森 海"))
    block = {"holds": "rest", "leader": "dots"}
    leads, none = (
        build(document, area="left", type={"size": size, "pitch": 500}, blocks=[block]).pages[0]["cells"]
        for size in (120, 140)
    )
    assert len([cell for cell in leads if "dots" in cell]) == 2
    assert [cell["text"] for cell in none] == ["監督", "森 海", "原画", "林 一"]
    assert all(cell["x"] >= 192 and cell["x"] + cell["width"] <= 192 + 739 for cell in none)


@pytest.mark.parametrize("form", ["paragraph", "song"])
def test_a_comma_that_has_no_room_behind_a_long_name_is_left_out(form):
    document = roll(
        credit("1", KEY, "カタカナ" * 12, sort_key="1"),
        credit("2", KEY, "カタカナ" * 12 + "・カナ" * 10, sort_key="2"),
        credit("3", KEY, "林 一", sort_key="3"),
    )
    for spacing in range(0, 60, 10):
        found = build(document, type={"name_spacing": spacing}, blocks=[{"holds": "rest", "form": form}])
        assert max(right for _letter, _left, _top, right in list_letters(found)) <= 192 + 1536


def test_letters_that_join_are_not_parted_where_their_word_is_turned():
    name = "مؤسسة المثال للسينما العالمية الكبرى"
    parted, joined = (
        render_gray(
            build(
                roll(credit("1", KEY, name)),
                kind="cards",
                writing="vertical",
                type={"name_spacing": spacing},
                blocks=[{"holds": "rest", "printed": "none"}],
            )
        )
        for spacing in (100, 0)
    )
    assert (parted == joined).all()
    assert parted.max() == 255

"""Names that have almost room: they keep to their columns, and characters to two lines, so that rows stay rows."""

from itertools import pairwise

import pytest

from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.texts.review_notes import list_review_notes
from tests.roll.letters import build
from tests.roll.samples import KEY, credit
from tests.roll.test_cast_rolls import LONG, VOICE
from tests.roll.test_templates import roll

AREA = (192, 1728)
GUTTER = 1920 * 3 // 100
SIZE = 34
SQUARE = "山"
"""A letter of one em."""
LAST = "一二三四五六七八九十百千万上下左"
FOUR = {"form": "grid", "columns": 4}


def set_block(document, **block):
    return build(document, blocks=[{"holds": "rest", **block}], type={"size": SIZE, "role": SIZE})


def people(*lengths):
    """Names of so many letters, 34 px each, no two of them alike."""
    names = [SQUARE * (length - 1) + LAST[n] for n, length in enumerate(lengths)]
    return roll(*(credit(str(n), KEY, name, sort_key=f"{n:03}") for n, name in enumerate(names)))


def list_rows(found):
    """Of each row of names: where each begins, how wide it comes out, and to how much of its width it is narrowed."""
    rows = {}
    for cell in found.pages[0]["cells"]:
        if SQUARE in cell["text"]:
            narrow = cell.get("narrow", 100)
            wide = measure_text(cell["text"], TextStyle(cell["size"], 48, narrow=narrow))
            rows.setdefault(cell["y"], []).append((cell["x"], round(wide), narrow))
    return [row for _y, row in sorted(rows.items())]


@pytest.mark.parametrize("tail", ["left", "together"])
def test_a_name_that_has_almost_room_is_narrowed_to_its_column(tail):
    found = set_block(people(*[9] * 11, 10, 10, 11, 9, 9), **FOUR, tail=tail)
    rows = list_rows(found)

    assert len({tuple(x for x, *_rest in row) for row in rows}) == 1
    assert [(wide, narrow) for _x, wide, narrow in rows[3]] == [(340, 100), (337, 90), (306, 100), (306, 100)]
    assert list_review_notes(people(9), lang="en", fittings=found.fittings)[0] == (
        f"Narrowed to fit: “{SQUARE * 10}上” (90 %)."
    )


def test_no_narrowed_name_makes_columns_wider_than_the_others_need():
    row, *_rows, wide = list_rows(set_block(people(*[3] * 12, 11), **FOUR, tail="together"))
    steps = {after[0] - before[0] for before, after in pairwise(row)}
    assert steps == {3 * SIZE + GUTTER * 3 // 2}
    assert (wide[-1][1], wide[-1][2]) == (11 * SIZE, 100)


def test_a_template_that_narrows_nothing_has_its_way():
    found = build(
        people(*[9] * 11, 10, 10, 11, 9, 9),
        blocks=[{"holds": "rest", **FOUR}],
        type={"size": SIZE, "narrowest": 100},
    )
    assert {narrow for row in list_rows(found) for *_place, narrow in row} == {100}


def test_columns_stand_closer_where_more_names_fit_into_them_then():
    """Ten letters are wider than a column of four by 22 px; with the gutter between columns there is one pixel to spare."""
    usual, closer = (list_rows(set_block(people(*[9] * 9, *more), **FOUR))[0] for more in ([9] * 3, [10] * 3))
    assert usual[1][0] - usual[0][0] == 9 * SIZE + GUTTER * 3 // 2
    assert closer[1][0] - closer[0][0] == 10 * SIZE + GUTTER
    assert [width for _x, width, _narrow in list_rows(set_block(people(*[9] * 9, *[10] * 3), **FOUR))[2]] == [
        306, 340, 340, 340,
    ]  # fmt: skip


def test_a_row_with_a_wide_name_is_as_loose_as_there_is_room_for():
    rows = list_rows(set_block(people(*[9] * 8, 3, 20, 3), **FOUR, tail="together"))
    left, wide, right = rows[-1]
    assert wide[0] - left[0] - left[1] == right[0] - wide[0] - wide[1] == GUTTER * 3 // 2


def set_cast(*characters, **block):
    document = roll(
        *(
            credit(str(n), VOICE, name, billing=n + 1, character=character, character_language="ja")
            for n, (character, name) in enumerate(characters)
        )
    )
    return set_block(document, **block)


def test_a_long_character_takes_two_lines_and_hangs_into_what_is_free():
    """It is broken behind its dot, and narrowed rather than broken twice. The row below begins right under it."""
    pairs = [
        ("妹", "林 一"),
        ("結城ハルカ", "髙橋 美咲"),
        (LONG, "大森 修"),
        ("少年", "東 京"),
        ("母", "原 空"),
    ]
    found = set_cast(*pairs, across=2)
    cells = {cell["text"]: cell for cell in found.pages[0]["cells"]}
    first, second = cells["局長・ラインハルト＝フォン・"], cells["シュヴァルツェンベルク三世"]
    column = cells["妹"]

    assert second["y"] - first["y"] == first["height"]
    assert cells["母"]["y"] == second["y"] + first["height"]
    assert first["x"] >= AREA[0]
    assert first["x"] + first["width"] == column["x"] + column["width"]
    narrow = first.get("narrow", 100)
    assert measure_text(first["text"], TextStyle(SIZE, 48, narrow=narrow)) <= first["width"]
    other = cells["少年"]
    room_beside = cells["大森 修"]["x"] + cells["大森 修"]["width"]
    assert other["x"] - room_beside >= GUTTER


def test_a_character_that_shares_no_row_is_broken_and_not_narrowed():
    shorter = LONG[:24]
    alone = set_cast((shorter, "大森 修"), ("妹", "林 一"))
    lines = [cell for cell in alone.pages[0]["cells"] if cell["text"] in shorter and len(cell["text"]) > 4]
    assert [cell["text"] for cell in lines] == [LONG[:14], LONG[14:24]]
    assert not any("narrow" in cell for cell in lines)


def test_an_actor_beside_others_is_narrowed_before_the_row_takes_two_lines():
    long = "ヴィクトーリア・フォン・バウムガルトナー"
    pairs = [*((f"役{n}", long[:17] + "一二三四五六七"[n]) for n in range(7)), ("妹", long)]
    found = set_cast(*pairs, across=2, form="stacked", size=38)
    (cell,) = [cell for cell in found.pages[0]["cells"] if cell["text"].startswith(long[:18])]

    assert (cell["text"], cell["narrow"]) == (long, 97)


def test_a_role_beside_others_is_broken_behind_its_dot():
    label = "キャラクターデザイン・レイアウト監修"
    roles = [
        RoleInfo(f"r{n}", "animation", "Animation", "作画", 50, f"R{n}", name, n)
        for n, name in enumerate([*(f"{kind}監督" for kind in "原動色美撮音編"), label])
    ]
    document = roll(*(credit(str(n), role, f"林 {LAST[n]}") for n, role in enumerate(roles)))
    found = set_block(document, across=3)
    lines = [
        cell["text"] for cell in found.pages[0]["cells"] if cell["text"] in label and len(cell["text"]) > 4
    ]

    assert lines == ["キャラクターデザイン・", "レイアウト監修"]

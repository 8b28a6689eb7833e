"""Grids whose rows all keep to their columns, and stand in the middle by their names; long characters beside actors."""

import pytest

from tests.roll.lanes import cell_of
from tests.roll.letters import build
from tests.roll.samples import DIRECTOR, credit
from tests.roll.test_composed_looks import LONG_CHARACTER
from tests.roll.test_rows_together import GAP, WIDE, grid, people
from tests.roll.test_templates import roll

COLUMNS = {"tail": "columns", "columns": 3}


def list_begins(rows):
    """The places at which names begin, from the left."""
    return sorted({left for row in rows for left, _end, _text in row})


def test_a_wide_name_takes_whole_columns_and_moves_no_other():
    names = (*people(4, letters=8), f"{WIDE}海山川空森林", "06山", "07山", "08山")
    rows = grid(*names, block=COLUMNS)
    assert [len(row) for row in rows] == [3, 2, 3]
    assert len(list_begins(rows)) == 3

    assert len(list_begins(grid(*names, block={"columns": 3}))) > 3  # in rows that stand together


def test_a_last_row_begins_where_the_first_one_does():
    rows = grid(*people(8), block=COLUMNS)
    assert [len(row) for row in rows] == [3, 3, 2]
    assert [left for left, *_ in rows[-1]] == [left for left, *_ in rows[0][:2]]


def test_the_columns_stand_in_the_middle_by_their_names():
    """A column is as wide as the widest name, and the last one has short names alone."""
    rows = grid("00山山山山山山山", "01山", "02山山山山山山山", "03山", block=COLUMNS | {"columns": 2})
    left, right = min(row[0][0] for row in rows), max(row[-1][1] for row in rows)
    assert abs((left + right) / 2 - 960) <= 1


def test_names_of_one_short_row_stand_beside_one_another_in_the_middle():
    *_rows, two = grid(*people(9, letters=8), second=["02山山", "03山山山山"], block=COLUMNS)
    (left, first_end, _one), (second, right, _other) = two
    assert second - first_end == GAP
    assert abs((left + right) / 2 - 960) <= 1


def test_a_group_that_takes_fewer_columns_has_them_in_the_middle():
    rows = grid(*people(9, letters=4), second=["02山山", "03山山", "04山山", "05山山"], block=COLUMNS)
    own = rows[-2:]
    assert [len(row) for row in own] == [2, 2]
    assert len(list_begins(own)) == 2
    assert abs((own[0][0][0] + own[0][1][1]) / 2 - 960) <= 1


@pytest.mark.parametrize(("align", "edge"), [("left", 192), ("right", 1728)])
def test_at_a_side_the_columns_stand_at_that_side(align, edge):
    rows = grid(*people(8), block=COLUMNS | {"align": align})
    assert (rows[0][0][0] if align == "left" else rows[0][-1][1]) == edge


@pytest.mark.parametrize("name", ["髙橋 美咲", "ヴィクトル・大森"])
def test_a_long_character_in_two_columns_takes_two_lines(name):
    cast = [(LONG_CHARACTER, name), ("郵便屋のユキ", "林 一"), ("村長", "森 翔"), ("灯台守", "辻 遥")]
    document = roll(
        *(
            credit(str(n), DIRECTOR, voice, sort_key=str(n), character=who, character_ja=who)
            for n, (who, voice) in enumerate(cast)
        )
    )
    found = build(
        document, blocks=[{"holds": "rest", "across": 2}], type={"size": 30, "pitch": 42, "role": 28}
    )
    said = [cell for cell in found.pages[0]["cells"] if cell["text"] and cell["text"] in LONG_CHARACTER]
    assert [cell["text"] for cell in said] == ["局長・ラインハルト＝フォン・", "シュヴァルツェンベルク三世"]
    assert said[0]["y"] == cell_of(found, name)["y"]


@pytest.mark.parametrize("align", ["left", "middle", "right"])
@pytest.mark.parametrize("wide", [f"{WIDE}海山川空森林", f"{WIDE}海山川空森林海山川空森林"])
def test_a_wide_name_in_the_last_columns_is_inside_of_the_area(align, wide):
    """The last column has short names but for the wide one, which ends there, in a block and in a group that takes fewer columns."""
    first = ("00山山山山山山山", "01山山山山山山山", "02山", "03山山山山山山山", wide)
    for rows in (
        grid(*first, block=COLUMNS | {"align": align}),
        grid(
            *people(9, letters=8), second=[wide, "04山山山山山山山", "05山"], block=COLUMNS | {"align": align}
        ),
    ):
        assert wide in {text for row in rows for *_place, text in row}
        assert all(left >= 192 and right <= 1728 for row in rows for left, right, _text in row)


@pytest.mark.parametrize("tail", ["together", "columns"])
def test_columns_filled_one_after_another_are_inside_of_the_area(tail):
    """Row by row, short names stand in the last column; column by column, a long one does."""
    names = ["00山", "01山", "02山" + "山" * 17, "03山"]
    block = {"tail": tail, "columns": 2, "fill": "columns", "align": "right"}
    rows = grid(*names, block=block)
    assert {text for row in rows for *_place, text in row} == set(names)
    assert all(left >= 192 and right <= 1728 for row in rows for left, right, _text in row)

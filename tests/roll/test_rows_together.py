"""Rows of a grid that are not full: their names stand close together, as the block is aligned, and leave no holes."""

from itertools import pairwise
from math import ceil

import pytest

from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.grid_filling import fill_balanced_rows
from productions.rollkit.layout.text_measure import measure_text
from tests.roll.letters import build
from tests.roll.samples import KEY, RoleInfo, credit
from tests.roll.test_templates import roll

SECOND = RoleInfo(
    "second_key_animation", "animation", "Animation", "作画", 50, "Second key animation", "第二原画", 60
)
WIDE = "株式会社見本動画制作東京"
GAP = 1920 * 3 // 100 * 3 // 2


def grid(*names, block=None, second=(), **values):
    """The rows of a grid: each text of its names with where its ink begins and ends."""
    credits = [credit(f"a{n}", KEY, name, sort_key=f"{n:02}") for n, name in enumerate(names)]
    credits += [credit(f"b{n}", SECOND, name, sort_key=f"{n:02}") for n, name in enumerate(second)]
    own = {"holds": "rest", "form": "grid", "columns": 4, "tail": "together", **(block or {})}
    (page,) = build(roll(*credits), blocks=[own], **values).pages
    found = {}
    for cell in page["cells"]:
        if cell["text"] in {*names, *second}:
            look = TextStyle(cell["size"], cell["height"], cell["weight"])
            wide = ceil(measure_text(cell["text"], look))
            free = cell["width"] - wide
            x = cell["x"] + {"left": free, "middle": free // 2, "right": 0}[cell["column"]]
            found.setdefault(cell["y"], []).append((x, x + wide, cell["text"]))
    return [row for _y, row in sorted(found.items())]


def people(count, letters=4):
    return [f"{n:02}" + "山" * (letters - 1) for n in range(count)]


@pytest.mark.parametrize(
    ("widths", "rows"),
    [
        # names of a column each are filled as in any grid
        ([90] * 10, [(0, 4, False), (4, 8, False), (8, 10, False)]),
        # a wide name takes what it needs and not whole columns: with the one before it, it fits
        ([90, 90, 90, 90, 90, 250], [(0, 4, False), (4, 6, True)]),
        # rows are about as full as one another, and columns stay whole above them
        ([90] * 6 + [250, 250], [(0, 4, False), (4, 6, False), (6, 7, True), (7, 8, True)]),
        ([90] * 4 + [150, 150], [(0, 4, False), (4, 6, True)]),
        # what is wider than all columns stands alone
        ([600, 90, 90], [(0, 1, True), (1, 3, False)]),
        ([], []),
    ],
)
def test_rows_are_filled_by_width_and_evenly(widths, rows):
    assert [tuple(row) for row in fill_balanced_rows(widths, 100, 20, 4)] == rows


def test_two_names_stand_close_together_in_the_middle_whatever_the_columns():
    """The block has columns for eight long names; those of another role do not stand in two of them, far apart."""
    *_rows, two = grid(*people(8, letters=8), second=["02山山", "03山山山山"])
    (left, first_end, _one), (second, right, _other) = two
    assert second - first_end == GAP
    assert abs((left + right) / 2 - 960) <= 1


def test_a_wide_name_leaves_no_hole_at_the_end_of_a_row():
    """It would take three columns, and the last name would stand alone in the next row."""
    rows = grid(*people(4), "04山", WIDE, "06山")
    assert [[text[:2] for _x, _end, text in row] for row in rows] == [
        ["00", "01", "02", "03"],
        ["04", "株式", "06"],
    ]
    (left, first_end, _), (wide, wide_end, _), (last, right, _) = rows[1]
    assert (wide - first_end, last - wide_end) == (GAP, GAP)
    assert abs((left + right) / 2 - 960) <= 1


def test_columns_stand_in_the_middle_by_their_names_and_not_by_their_boxes():
    """The last column has short names alone: the whole was half a name too far to the left."""
    rows = grid("00山山山山山山山", "01山", "02山山山山山山山", "03山", block={"columns": 2})
    assert [len(row) for row in rows] == [2, 2]
    left, right = min(row[0][0] for row in rows), max(row[-1][1] for row in rows)
    assert abs((left + right) / 2 - 960) <= 1
    assert {row[1][0] - row[0][0] for row in rows} == {rows[0][0][1] - rows[0][0][0] + GAP}


def test_the_last_row_keeps_the_step_of_the_columns_and_stands_in_the_middle():
    rows = grid(*people(11, letters=6))
    steps = {after[0] - before[0] for row in rows for before, after in pairwise(row)}
    assert (len(rows[-1]), len(steps)) == (3, 1)
    assert abs((rows[-1][0][0] + rows[-1][-1][1]) / 2 - 960) <= 1


@pytest.mark.parametrize(("align", "edge"), [("left", 192), ("right", 1728)])
def test_at_a_side_they_stand_at_that_side(align, edge):
    rows = grid(*people(8, letters=7), second=["02山山", "03山山山山"], block={"align": align})
    (left, _end, _text), (_x, right, _other) = rows[-1][0], rows[-1][-1]
    assert (left if align == "left" else right) == edge
    if align == "left":
        assert rows[-1][1][0] == rows[0][1][0]


def test_without_the_word_two_names_stand_in_the_columns_of_their_block():
    rows = grid(*people(8, letters=8), second=["02山山", "03山山山山"], block={"tail": "left"})
    assert [row[0] for row in rows[-1]] == [row[0] for row in rows[0][1:3]]


def test_what_stands_below_a_name_is_nearer_to_it_than_to_the_next_name():
    names = [credit(str(n), KEY, f"山田{n}", romaji=f"Yamada {n}", sort_key=str(n)) for n in range(8)]
    block = {"holds": "rest", "form": "grid", "columns": 4, "tail": "together"}
    (page,) = build(roll(*names), blocks=[block], names="both", type={"role": 24}).pages
    middle = {cell["text"]: cell["y"] + cell["height"] / 2 + cell.get("drop", 0) for cell in page["cells"]}
    assert middle["Yamada 0"] - middle["山田0"] == 36
    assert middle["山田4"] - middle["Yamada 0"] == 60

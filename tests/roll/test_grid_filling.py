"""Filling a grid: full rows, no last row of one name, no hole, and columns that a whole block shares."""

import pytest

from productions.rollkit.layout.grid_filling import balance_rows, fill_columns, fill_rows
from tests.roll.letters import build
from tests.roll.samples import KEY, RoleInfo, credit
from tests.roll.test_templates import roll

SECOND = RoleInfo(
    "second_key_animation", "animation", "Animation", "作画", 50, "Second key animation", "第二原画", 60
)
INBETWEEN = RoleInfo("inbetween", "animation", "Animation", "作画", 50, "In-between animation", "動画", 300)


def lengths(lines):
    return [len(line) for line in lines]


@pytest.mark.parametrize(
    ("count", "across", "rows"),
    [
        (0, 4, []),
        (1, 4, [1]),
        (4, 4, [4]),
        (5, 4, [3, 2]),
        (8, 4, [4, 4]),
        (11, 4, [4, 4, 3]),
        (13, 4, [4, 4, 3, 2]),
        (3, 2, [2, 1]),
        (4, 3, [2, 2]),
        (6, 5, [3, 3]),
        (9, 4, [3, 3, 3]),
        (10, 4, [4, 4, 2]),
        (3, 1, [1, 1, 1]),
    ],
)
def test_rows_are_full_and_the_last_one_has_more_than_one_name(count, across, rows):
    lines = fill_rows([1] * count, across)
    assert lengths(lines) == rows
    assert [cell for line in lines for cell in line] == [
        (column, sum(rows[:row]) + column) for row, length in enumerate(rows) for column in range(length)
    ]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        # a name of two cells ends the row that has room for it
        ([1, 1, 2, 1], [[(0, 0), (1, 1), (2, 2)], [(0, 3)]]),
        # and begins the next where the row has not
        ([1, 1, 1, 2, 1], [[(0, 0), (1, 1), (2, 2)], [(0, 3), (2, 4)]]),
        ([4, 1, 1], [[(0, 0)], [(0, 1), (1, 2)]]),
        # and no last row has one name
        ([2, 1, 1, 1, 1, 1], [[(0, 0), (2, 1), (3, 2)], [(0, 3), (1, 4), (2, 5)]]),
        ([2, 1, 1, 1, 1, 1, 1, 1], [[(0, 0), (2, 1), (3, 2)], [(0, 3), (1, 4), (2, 5)], [(0, 6), (1, 7)]]),
        ([1, 3, 3, 1], [[(0, 0), (1, 1)], [(0, 2), (3, 3)]]),
    ],
)
def test_wide_names_take_their_cells_in_order(cells, lines):
    assert fill_rows(cells, 4) == lines


@pytest.mark.parametrize(
    ("count", "across", "columns"),
    [(7, 3, [3, 2, 2]), (13, 4, [4, 3, 3, 3]), (6, 5, [2, 2, 2]), (2, 4, [1, 1])],
)
def test_columns_are_as_long_as_one_another(count, across, columns):
    cells = sorted(cell for line in fill_columns([1] * count, across) for cell in line)
    assert [sum(column == n for column, _index in cells) for n in range(len(columns))] == columns
    assert [index for _column, index in cells] == list(range(count))


def test_a_wide_name_parts_the_columns_above_it_from_those_below():
    assert fill_columns([1, 1, 1, 1, 2, 1, 1], 2) == [
        [(0, 0), (1, 2)],
        [(0, 1), (1, 3)],
        [(0, 4)],
        [(0, 5), (1, 6)],
    ]


def names(role, count, letters=2, **values):
    """Names that begin with their number."""
    return [
        credit(f"{role.code}{n}", role, f"{n:02}{'山' * letters}", sort_key=f"{n:03}", **values)
        for n in range(count)
    ]


def places(page, prefix=""):
    return sorted({cell["x"] for cell in page["cells"] if cell["text"][:1].isdigit()})


def rows(page):
    """The names of each row, by their numbers."""
    found = {}
    for cell in page["cells"]:
        if cell["text"][:1].isdigit():
            found.setdefault(cell["y"], []).append((cell["x"], int(cell["text"][:2])))
    return [[number for _x, number in sorted(row)] for _y, row in sorted(found.items())]


def count_names(card):
    return sum(map(len, card))


def grid(*credits, columns=4, **values):
    block = {"holds": "rest", "form": "grid", "columns": columns, **values.pop("block", {})}
    return build(roll(*credits), blocks=[block], **values)


def test_roles_and_studios_of_a_block_share_their_columns():
    found = grid(
        *names(KEY, 8),
        *names(SECOND, 7, letters=6),
        *names(INBETWEEN, 5, affiliation="甲社"),
        *names(INBETWEEN, 6, letters=3, affiliation="乙社"),
    )
    (page,) = found.pages
    first, second, third, fourth = places(page)
    assert second - first == third - second == fourth - third
    assert rows(page)[0] == [0, 1, 2, 3]


def test_blocks_have_columns_of_their_own():
    blocks = [
        {"holds": "people", "roles": [role.code], "form": "grid", "columns": 4} for role in (KEY, SECOND)
    ]
    found = build(roll(*names(KEY, 8), *names(SECOND, 8, letters=5)), blocks=blocks)
    first, second = rows(found.pages[0])[0::2][:2]
    assert first == second == [0, 1, 2, 3]
    assert len(places(found.pages[0])) > 4


def test_there_are_no_more_columns_than_the_rows_need():
    assert rows(grid(*names(KEY, 5)).pages[0]) == [[0, 1, 2], [3, 4]]
    assert rows(grid(*names(KEY, 9)).pages[0]) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert rows(grid(*names(KEY, 4), *names(SECOND, 9)).pages[0])[0] == [0, 1, 2, 3]


@pytest.mark.parametrize(("align", "column"), [("left", 0), ("middle", 1), ("right", 2)])
def test_names_that_fill_less_than_a_row_stand_as_the_block_is_aligned(align, column):
    (page,) = grid(*names(KEY, 8), *names(SECOND, 2), block={"align": align}).pages
    last = [cell["x"] for cell in page["cells"]][-2:]
    assert last == places(page)[column : column + 2]


def test_names_that_need_fewer_columns_stand_in_those_of_the_middle():
    (page,) = grid(*names(KEY, 10), *names(SECOND, 6), columns=5).pages
    assert rows(page) == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [0, 1, 2], [3, 4, 5]]
    below = sorted({cell["x"] for cell in page["cells"][-6:]})
    assert below == places(page)[1:4]


def test_one_name_alone_stands_in_the_middle_below_its_role():
    (page,) = grid(*names(KEY, 8), *names(SECOND, 1)).pages
    role, name = page["cells"][-2:]
    assert (name["column"], name["x"] + name["width"] / 2) == ("middle", role["x"] + role["width"] / 2)


def test_names_are_filled_by_column():
    (page,) = grid(*names(KEY, 10), block={"fill": "columns"}).pages
    assert rows(page) == [[0, 3, 6, 8], [1, 4, 7, 9], [2, 5]]


def test_each_card_is_filled_by_column_for_itself():
    found = grid(*names(KEY, 100), kind="cards", block={"fill": "columns"})
    cards = [rows(page) for page in found.pages]
    assert len(cards) > 1
    assert [sorted(number for row in card for number in row) for card in cards] == [
        list(range(sum(map(count_names, cards[:n])), sum(map(count_names, cards[: n + 1]))))
        for n in range(len(cards))
    ]
    for card in cards:
        begins = [column[0] for column in zip(*card, strict=False)]
        assert [number - begins[0] for number in begins] == [n * len(card) for n in range(4)]


def test_each_studio_is_filled_by_column_under_its_heading():
    credits = [*names(INBETWEEN, 4, affiliation="甲社"), *names(INBETWEEN, 6, letters=3, affiliation="乙社")]
    (page,) = grid(*credits, columns=3, block={"fill": "columns"}).pages
    heads = [cell["y"] for cell in page["cells"] if cell["text"].endswith("社")]
    listed = [(cell["y"], cell["x"], cell["text"]) for cell in page["cells"] if cell["text"][:1].isdigit()]
    upper = [text for y, _x, text in sorted(listed) if y < heads[1]]
    assert upper == ["00山山山", "02山山山", "04山山山", "01山山山", "03山山山", "05山山山"]


@pytest.mark.parametrize(
    ("count", "across", "rows"),
    [
        (7, 4, [4, 3]),
        (7, 3, [3, 2, 2]),
        (5, 4, [3, 2]),
        (9, 4, [3, 3, 3]),
        (10, 4, [4, 4, 2]),
        (13, 4, [4, 3, 3, 3]),
        (0, 4, []),
    ],
)
def test_rows_that_stand_in_the_middle_are_as_even_as_their_columns_allow(count, across, rows):
    assert balance_rows(count, across) == rows

"""Roles with their names in lanes side by side."""

import pytest

from productions.rollkit.layout.style import compute_safe_area
from tests.roll.ending_sheet import the_ending
from tests.roll.lanes import CAST, RASTERS, STAFF, cell_of, cells, names_of, reel
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll


@pytest.mark.parametrize("raster", RASTERS)
@pytest.mark.parametrize("leader", ["none", "dots"])
def test_roles_in_two_lanes_read_downwards_are_about_as_long_and_stand_on_matching_lines(raster, leader):
    found = reel(
        {**CAST, "across": 2}, {**STAFF, "beside": False, "across": 2, "leader": leader}, raster=raster
    )
    staff = cell_of(found, "スタッフ")
    laned = [
        cell
        for cell in cells(found)
        if cell["y"] > staff["y"] and cell.get("lane") and cell.get("weight") != 700
    ]
    assert {cell["lane"] for cell in laned} == {1, 2}
    first, second = ([cell for cell in laned if cell["lane"] == lane] for lane in (1, 2))
    assert max(cell["x"] + cell["width"] for cell in first) < min(cell["x"] for cell in second)
    ends = [max(cell["y"] + cell["height"] for cell in lane) for lane in (first, second)]
    assert abs(ends[0] - ends[1]) < found.raster.height
    pitch = first[0]["height"]
    names = [cell for cell in laned if cell["white"] == 255]
    assert {(cell["y"] - first[0]["y"]) % pitch for cell in names} == {0}
    order = [cell["text"] for cell in laned if cell["lane"] == 1 and cell["white"] == 255]
    assert order[:3] == ["綾辻󠄁 𠮷例", "「月刊コミックサンプル」連載", "横例 美智子郎"]
    last = [cell["text"] for cell in second if cell["white"] == 255][-1]
    assert last == "「月虹の郵便局」製作委員会"


def test_a_role_that_is_longer_than_a_lane_stands_again_in_the_next():
    people = roll(*(credit(str(n), KEY, f"見本 {n:02}", sort_key=f"{n:02}") for n in range(30)))
    found = reel({"holds": "rest", "across": 3, "heading": {"ja": "作画"}}, document=people)
    roles = [cell for cell in cells(found) if cell["text"] == "原画"]
    assert len(roles) == 3
    assert len({cell["y"] for cell in roles}) == 1
    assert [cell_of(found, f"見本 {n:02}")["y"] for n in (0, 10, 20)] == [roles[0]["y"]] * 3


def test_lanes_of_roles_fill_cards_and_no_card_is_higher_than_its_room():
    found = reel({**STAFF, "beside": False, "across": 2}, kind="cards")
    room = compute_safe_area(found.raster, found.delivery.template).height
    for page in found.pages:
        top = min(cell["y"] for cell in page["cells"])
        bottom = max(cell["y"] + cell["height"] for cell in page["cells"])
        assert bottom - top <= room
        assert abs(top + bottom - found.raster.height) <= 1
    said = {cell["text"] for cell in cells(found)}
    assert set(names_of(the_ending())) <= said


def test_a_running_time_that_is_locked_is_kept_with_lanes():
    natural = reel(CAST, STAFF)
    locked = reel(CAST, STAFF, running_ms=120_000)
    assert locked.frames == 2880
    assert natural.frames != locked.frames
    assert [cell["text"] for cell in cells(locked)] == [cell["text"] for cell in cells(natural)]

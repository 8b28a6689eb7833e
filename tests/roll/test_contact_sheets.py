"""Contact sheets: every screen of a roll, some of them whole, and what a roll refuses in words."""

import av
from django.test.html import parse_html

from tests.contact_sheets.__main__ import build_page
from tests.contact_sheets.screens import GAP
from tests.contact_sheets.sheets import ACROSS, THUMBNAIL_WIDTH, SheetOrder, make_sheet, set_roll
from tests.html_pages import find_all, get_value


def read_size(path):
    with av.open(str(path)) as file:
        frame = next(file.decode(video=0))
        return frame.width, frame.height


def test_a_sheet_has_every_screen_small_and_some_whole(tmp_path):
    order = SheetOrder("film roll 2.39:1", "159", "en", "2048x858")
    sheet = make_sheet(order, tmp_path)

    assert sheet.refused == ()
    screens = int(sheet.told.split(" ")[0])
    down, high = -(-screens // ACROSS), round(THUMBNAIL_WIDTH * 858 / 2048)
    assert read_size(tmp_path / sheet.picture) == (
        ACROSS * (THUMBNAIL_WIDTH + GAP) + GAP,
        down * (high + GAP) + GAP,
    )
    assert [read_size(tmp_path / name) for name in sheet.whole] == [(2048, 858)] * 3
    shown = {get_value(each, "src") for each in find_all(parse_html(build_page([sheet])), "img")}
    assert shown == {sheet.picture, *sheet.whole}
    assert order.stem == "film_roll_2.39_1-159-en-2048x858"


def test_what_is_refused_is_said_and_set_in_its_natural_time():
    reel, refused = set_roll(SheetOrder("TV ending 90 s cards", "1500", "ja", "1920x1080"))
    assert "cards cannot last 90.00 s" in refused[0]
    assert reel is not None
    assert reel.frames > 2160

"""Readings above names: where they stand, what they stand above, and that nobody's name is told twice."""

import pypdfium2
import pytest

from productions.rollkit.fonts.font_set import MissingGlyphs
from productions.rollkit.layout.reel import render_pdf
from productions.rollkit.rendering.preview_tiles import build_tiles
from productions.rollkit.rendering.stills import extract_page_text, iter_stills
from tests.roll.letters import build, list_letters
from tests.roll.samples import KEY, credit
from tests.roll.test_forms import ink
from tests.roll.test_templates import roll

SIZE = 40
TYPE = {"size": SIZE, "pitch": 56}


def named(*pairs, **values):
    return roll(
        *(
            credit(str(n), KEY, name, sort_key=str(n), reading=reading, **values)
            for n, (name, reading) in enumerate(pairs)
        )
    )


def set_names(*pairs, **values):
    block = {"holds": "rest", "ruby": True, **values.pop("block", {})}
    return build(named(*pairs, **values.pop("credit", {})), type=TYPE, blocks=[block], **values)


def readings(found):
    """Each reading with the middle of what it stands above, counted in pixels from where its name begins."""
    return [
        (ruby["text"], ruby["x"] + ruby["width"] / 2 - cell["x"])
        for page in found.pages
        for cell in page["cells"]
        for ruby in cell.get("ruby", ())
    ]


@pytest.mark.parametrize(
    ("name", "reading", "block", "found"),
    [
        (
            "長谷川 俊介",
            "はせがわ しゅんすけ",
            {"name_space": "full"},
            [("はせがわ", 60), ("しゅんすけ", 200)],
        ),
        ("長谷川 俊介", "はせがわ しゅんすけ", {"name_letters": 7}, [("はせがわ", 60), ("しゅんすけ", 220)]),
        ("原 直人", "はら なおと", {"name_letters": 7}, [("はら", 20), ("なおと", 220)]),
        # kana need no reading
        ("三浦 ひなた", "みうら ひなた", {"name_space": "full"}, [("みうら", 40)]),
        ("みうら ひなた", "みうら ひなた", {}, []),
        # where the spaces do not agree, nobody guesses which part is which
        ("原直人", "はら なおと", {}, [("はら なおと", 60)]),
        ("李 承熙", "イ・スンヒ", {"name_space": "full"}, [("イ・スンヒ", 80)]),
        # two readings that would touch are one, which begins where its column does
        ("東 修", "あずまや おさむし", {"name_space": "none"}, [("あずまや おさむし", 82.5)]),
    ],
)
def test_readings_stand_above_the_family_and_the_given_name(name, reading, block, found):
    told = readings(set_names((name, reading), block=block))
    assert [text for text, _middle in told] == [text for text, _middle in found]
    assert [middle for _text, middle in told] == pytest.approx([middle for _text, middle in found], abs=1)


def test_a_reading_stands_close_above_its_letters_and_in_their_middle():
    found = set_names(("長谷川 俊介", "はせがわ しゅんすけ"), block={"name_letters": 7})
    letters = {character: place for character, *place in list_letters(found)}
    first, last = letters["は"], letters["わ"]
    assert letters["長"][0] - 1 <= first[0]
    assert last[2] <= letters["川"][2] + 1
    assert (first[0] + last[2]) / 2 == pytest.approx((letters["長"][0] + letters["川"][2]) / 2, abs=1)
    assert 16 <= letters["長"][1] - first[1] <= 40
    assert first[2] - first[0] == pytest.approx(SIZE / 2, abs=0.5)


def test_a_reading_fills_the_room_above_its_name_and_no_more():
    found = set_names(("長谷川 俊介", "はせがわ しゅんすけ"))
    (name,) = [cell for cell in found.pages[0]["cells"] if cell["text"] == "長谷川 俊介"]
    pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
    page, left, right, top = pdf[0], name["x"], name["x"] + 220, name["y"]
    assert ink(page, left, top, right, top + 20) is not None
    assert ink(page, left, top + 20, right, top + 28) is None
    assert ink(page, left, top + 28, right, top + 68) is not None
    assert ink(page, left, top + 68, right, top + 76) is None
    pdf.close()


def test_every_name_of_a_role_has_room_for_a_reading_where_one_has_it():
    found = set_names(("原 直人", "はら なおと"), ("林 一", ""))
    assert [(cell["height"], cell.get("above")) for cell in found.pages[0]["cells"] if cell["text"] != "原画"] == [
        (76, 20),
        (76, 20),
    ]  # fmt: skip
    plain = set_names(("原 直人", ""), ("林 一", ""))
    assert {cell["height"] for cell in plain.pages[0]["cells"]} == {56}


def test_no_reading_is_printed_where_the_template_does_not_ask():
    assert readings(set_names(("原 直人", "はら なおと"), block={"ruby": False})) == []


def test_names_in_latin_letters_have_no_reading():
    found = set_names(("原 直人", "はら なおと"), names="romaji", credit={"romaji": "Naoto Hara"})
    assert readings(found) == []


def test_a_grid_and_a_cast_have_readings_too():
    pairs = [("原 直人", "はら なおと"), ("森林 海", "もり うみ"), ("林 一", "")]
    grid = set_names(*pairs, block={"form": "grid", "columns": 2, "fill": "columns"})
    cast = set_names(*pairs, credit={"character": "アオイ"})
    for found in (grid, cast):
        assert [text for text, _middle in readings(found)] == ["はら", "なおと", "もり", "うみ"]


def test_readings_are_not_told_as_names():
    found = set_names(("原 直人", "はら なおと"))
    assert [cue.text for cue in found.cues] == ["原 直人"]
    assert extract_page_text(found.pages[0]) == "原画  原 直人"


def test_no_still_or_tile_parts_a_reading_from_its_name():
    pairs = [(f"原 直{chr(0x4E00 + n)}", "はら なおと") for n in range(40)]
    found = set_names(*pairs)
    for still in iter_stills(found):
        assert all(
            cell["y"] >= still.bottom or cell["y"] >= still.top for cell in found.pages[0]["cells"]
            if cell["y"] + cell["height"] > still.top
        )  # fmt: skip
    tiles = [tile for page in build_tiles(found) for tile in page]
    assert sum(len(cell.get("ruby", ())) for tile in tiles for cell in tile.page["cells"]) == 80


def test_a_reading_that_no_font_has_is_refused():
    with pytest.raises(MissingGlyphs, match="𐀀"):
        set_names(("原 直人", "𐀀 なおと"))


def test_downwards_a_reading_stands_on_the_right_of_its_name():
    found = set_names(("原 直人", "はら なおと"), kind="cards", writing="vertical")
    (name,) = [cell for cell in found.pages[0]["cells"] if cell["text"] == "原 直人"]
    first, second = name["ruby"]
    assert (first["x"], first["width"], first["text"]) == (name["x"] + name["width"], 20, "はら")
    assert first["y"] == 0
    assert second["y"] + second["height"] / 2 == 40 + 20 + 40

"""Readings that are longer than their names: they keep to their column, and go with the lines of a broken name."""

import pytest

from productions.rollkit.texts.review_notes import list_review_notes
from tests.roll.test_ruby import named, readings, set_names

LONG = ("東 修", "あずまやまかみしも おさむしのすけ")
GRID = {"form": "grid", "columns": 3}


def list_readings(found):
    """Each reading with its box, and that of its name."""
    return [
        (ruby["text"], ruby, cell)
        for page in found.pages
        for cell in page["cells"]
        for ruby in cell.get("ruby", ())
    ]


@pytest.mark.parametrize("align", ["left", "middle", "right"])
@pytest.mark.parametrize(
    "block", [{}, GRID, {"form": "stacked"}, {"form": "pair"}], ids=["beside", "grid", "stacked", "pair"]
)
def test_a_long_reading_stays_inside_of_its_column(block, align):
    pairs = [LONG, ("原 直人", "はら なおと"), LONG, ("林 一", "はやしばやし はじめのすけ")]
    found = list_readings(set_names(*pairs, block={**block, "align": align}))
    assert len(found) >= 4
    for text, ruby, cell in found:
        assert cell["x"] <= ruby["x"], text
        assert ruby["x"] + ruby["width"] <= cell["x"] + cell["width"] + 1, text


def test_two_readings_at_the_end_of_a_column_stay_apart():
    block = {"name_space": "full", "form": "stacked", "align": "right"}
    found = set_names(("東 修造", "あずまや しゅうぞう"), block=block)
    (_text, family, cell), (_other, given, _same) = list_readings(found)
    assert given["x"] + given["width"] == cell["x"] + cell["width"]
    assert given["x"] - (family["x"] + family["width"]) == 5


def test_a_reading_wider_than_its_column_is_narrowed_and_then_left_out():
    narrowed, left_out = ("東 修", "あ" * 42), ("林 一", "い" * 60)
    found = set_names(narrowed, left_out)
    ((text, ruby, cell),) = list_readings(found)
    assert text == narrowed[1]
    assert 80 <= ruby["narrow"] < 100
    assert ruby["x"] >= cell["x"]
    assert ruby["x"] + ruby["width"] <= cell["x"] + cell["width"]
    document = named(narrowed, left_out)
    told = list_review_notes(document, lang="ja", fittings=found.fittings)
    assert told == ("幅に収まらない、または改行位置で分けられないため、ルビを付けなかった名前：「林 一」。",)
    assert "Without readings" in list_review_notes(document, lang="en", fittings=found.fittings)[0]


BROKEN = "長谷川小路之介左衛門 俊介之丞右衛門大夫"


@pytest.mark.parametrize(
    ("block", "above"),
    [({"size": 80, "pitch": 100}, 40), ({"form": "grid", "columns": 1, "size": 100, "pitch": 120}, 50)],
)
def test_the_reading_of_a_broken_name_is_divided_at_its_space(block, above):
    found = set_names((BROKEN, "はせがわこうじのすけ しゅんすけのじょう"), block=block)
    told = [(text, cell["text"]) for text, _ruby, cell in list_readings(found)]
    assert told == [
        ("はせがわこうじのすけ", "長谷川小路之介左衛門"),
        ("しゅんすけのじょう", "俊介之丞右衛門大夫"),
    ]
    for _text, ruby, cell in list_readings(found):
        assert cell["x"] <= ruby["x"]
        assert ruby["x"] + ruby["width"] <= cell["x"] + cell["width"]
        assert cell["above"] == above
    assert [fitting.unread for fitting in found.fittings] == [False]


@pytest.mark.parametrize("reading", ["はせがわしゅんすけ", "はせがわ しゅん すけ"])
def test_a_reading_that_cannot_be_divided_is_left_out_and_told(reading):
    found = set_names((BROKEN, reading), block={"form": "grid", "columns": 1, "size": 100, "pitch": 120})
    assert readings(found) == []
    notes = list_review_notes(named((BROKEN, reading)), lang="ja", fittings=found.fittings)
    assert (
        notes[-1]
        == f"幅に収まらない、または改行位置で分けられないため、ルビを付けなかった名前：「{BROKEN}」。"
    )

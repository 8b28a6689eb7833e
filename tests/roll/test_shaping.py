"""Every text is shaped by the font that sets it: what it cannot print is refused, and its width is the PDF's."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs
from productions.rollkit.fonts.font_set import (
    DEFAULT_FAMILY,
    SHIPPED_FONTS,
    FontFile,
    FontSet,
    MissingGlyphs,
    require_glyphs,
)
from productions.rollkit.layout import reel
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.page_boxes import build_text_box, build_vertical_box
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.typst_compile import compile_pdf
from tests.roll.typefaces import typeface

SIZE, EDGE = 100, 2900
LOOK = TextStyle(SIZE, 2 * SIZE)


def origins(texts, column, **look):
    """Where each text's first and last characters stand in the PDF, in pixels."""
    return [(min(row)[0], max(row)[0]) for row in placed(texts, column, **look)]


def placed(texts, column, *, weight=400, lang="ja", fonts=SHIPPED_FONTS, spacing=0):
    """The place of each character of each text, in pixels from the left and from the top of its row."""
    look = TextStyle(SIZE, 2 * SIZE, weight, fonts=fonts, spacing=spacing)
    cells = [
        build_text_box(Row(200, ()), Cell(column, text, look, 100, EDGE - 100), 200 * index)
        for index, text in enumerate(texts)
    ]
    return set_boxes(cells, 3000, 200, len(texts), lang, fonts)


def set_boxes(cells, width, height, rows=1, lang="ja", fonts=SHIPPED_FONTS):
    """The place of each character in each of some rows of a page, in pixels."""
    page = {"width": width, "height": height * rows, "cells": cells}
    data = {"lang": lang, "title": "Widths", "made_of": [], "background": None, "pages": [page]}
    pdf = pypdfium2.PdfDocument(compile_pdf(Path(reel.__file__).with_name("strip.typ"), data, fonts))
    text_page = pdf[0].get_textpage()
    found = {}
    for index in range(text_page.count_chars()):
        if pdfium.FPDFText_IsGenerated(text_page, index):
            continue
        x, y = pdfium.c_double(), pdfium.c_double()
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        row, below = divmod(page["height"] - y.value, height)
        found.setdefault(int(row), []).append((x.value, round(below, 3)))
    return [row for _index, row in sorted(found.items())]


WORDS = [
    "髙橋 一郎",
    "AVATAR Tofu fi ffl",
    "Ｗ Ｉ Ｔ スタジオ",
    "ｶﾞﾝﾀﾞﾑ",
    "か゚き゚ が",
    "葛󠄀飾区",
    "𠮷野家",
    "한글 이름",
    "例田（仮）、見本「弐」。",
    "例田」「見本」（仮））。",
    "ジャン・リュック・・ゴダール",
    "えっ！？『本当』！！",
    "“quoted” ‘text’",
    "Ĝiĉo Ñandú Straße Ðorđe Łukasz",
    "Кино Ελλάδα",
    "a\u00a0b – c — d … e",
]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("weight", [400, 700])
def test_a_width_is_what_typst_sets(weight, lang):
    look = TextStyle(SIZE, 2 * SIZE, weight, fonts=replace(SHIPPED_FONTS, lang=lang))
    found = [EDGE - first for first, _last in origins(WORDS, "left", weight=weight, lang=lang)]

    assert found == pytest.approx([measure_text(text, look) for text in WORDS], abs=0.05)


@pytest.mark.parametrize("spacing", [-40, 7, 120])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_width_of_spaced_letters_is_what_typst_sets(lang, spacing):
    look = TextStyle(SIZE, 2 * SIZE, fonts=replace(SHIPPED_FONTS, lang=lang), spacing=spacing)
    words = [
        *WORDS,
        "例えばカナABC漢字",
        "A",
        "AB」例1あ2",
        "監督・脚本 例",
        "a한b글c",
        "例）。",
        "えっ『例』、あ（例",
    ]
    found = [EDGE - first for first, _last in origins(words, "left", lang=lang, spacing=spacing)]

    assert found == pytest.approx([measure_text(text, look) for text in words], abs=0.05)


def test_a_spaced_opening_bracket_closes_up_at_the_beginning_of_a_line():
    look = replace(LOOK, spacing=100)
    ((_first, last),) = origins(["（株）例"], "right", spacing=100)

    assert last - 100 == pytest.approx(measure_text("（株）例", look) - SIZE, abs=0.05)
    assert measure_text("（株）例", look) == pytest.approx(3.75 * SIZE)


def test_letters_stand_evenly_apart_also_where_the_script_changes():
    """typst alone leaves no space between 例 and え: a run of its own ends there."""
    (row,) = placed(["例えばカナ漢字、ー々〇"], "right", spacing=100)

    assert [x for x, _below in row] == pytest.approx(
        [100 + 110 * index for index in range(len(row))], abs=0.05
    )


@pytest.mark.parametrize("spacing", [-50, 0, 150])
def test_letters_written_downwards_are_spaced_as_they_are_measured(spacing):
    look = replace(LOOK, vertical=True, spacing=spacing)
    box = build_vertical_box(Row(200, ()), Cell("right", "例え例Studio例", look, 100, 2800), 1000)
    (column,) = set_boxes([box], 1000, 3000)
    places = [below for _x, below in column]
    first, second, third, *turned, last = places

    assert (second - first, third - second) == pytest.approx((SIZE + spacing / 10,) * 2, abs=0.05)
    assert last - first == pytest.approx(measure_text("例え例Studio例", look) - SIZE, abs=0.05)
    assert turned[-1] - turned[0] == pytest.approx(
        measure_text("Studi", replace(look, vertical=False)) + spacing / 10, abs=0.05
    )


def test_letters_that_hang_together_are_not_spaced(tmp_path):
    path = typeface(tmp_path / "font.ttf", "حمدמשהक")
    own = FontSet(("Studio Gothic",), (FontFile("Studio Gothic", 400, path),), "en")
    for text in ("محمد", "משה", "कक"):
        apart, whole = (measure_text(text, TextStyle(SIZE, 200, fonts=own, spacing=s)) for s in (100, 0))
        first, last = (origins([text], "left", fonts=own, spacing=s)[0] for s in (100, 0))
        assert (apart, first) == (whole, last)


def test_an_opening_bracket_closes_up_at_the_beginning_of_a_line():
    ((_first, last),) = origins(["（株）例"], "right")

    assert last + measure_text("例", LOOK) - 100 == pytest.approx(measure_text("（株）例", LOOK), abs=0.05)
    assert measure_text("（株）例", LOOK) == 3.5 * SIZE


@pytest.fixture
def studio(tmp_path):
    """A studio's font that is narrower and has few characters, before the shipped one."""
    path = typeface(tmp_path / "font.ttf", "ABC高橋", width=500)
    own = FontFile("Studio Gothic", 400, path)
    return FontSet(("Studio Gothic", DEFAULT_FAMILY), (own, *SHIPPED_FONTS.files))


def test_what_a_font_lacks_is_measured_and_set_in_the_next_on_the_same_line(studio):
    texts = ["ABC", "髙橋", "高橋 花", "AあBいC", "高（橋）、", "A\u3000B 高", "か\u3099A"]
    look = TextStyle(SIZE, 2 * SIZE, fonts=studio)

    rows = placed(texts, "left", fonts=studio)

    assert [EDGE - min(row)[0] for row in rows] == pytest.approx(
        [measure_text(text, look) for text in texts], abs=0.05
    )
    assert {below for row in rows for _x, below in row} == {rows[0][0][1]}
    assert measure_text("ABC", look) == 1.5 * SIZE


def test_what_the_next_font_sets_is_named_once_with_its_first_text(studio):
    assert require_glyphs(["ABC", "髙橋 花", "高橋 花子", ("髙", 700)], studio) == (
        FallbackGlyphs(("髙", "花", "子"), "髙橋 花", "Studio Gothic", DEFAULT_FAMILY, 3),
    )
    with pytest.raises(MissingGlyphs, match="The fonts Studio Gothic, Noto Sans CJK JP cannot print “م”"):
        require_glyphs(["ABC م"], studio)


KATSU = "葛\U000e0100"
"""The form of 葛 that Katsushika writes: the shipped font has it beside the usual one."""


@pytest.fixture
def plain(tmp_path):
    """A studio's font that has the usual form only, and is narrower."""
    path = typeface(tmp_path / "font.ttf", "葛飾☺", width=500)
    return FontSet(
        ("Studio Gothic", DEFAULT_FAMILY), (FontFile("Studio Gothic", 400, path), *SHIPPED_FONTS.files)
    )


def test_a_form_that_only_a_later_font_has_is_set_in_that_and_told(plain):
    assert require_glyphs([f"{KATSU}飾 葛"], plain) == (
        FallbackGlyphs((KATSU,), f"{KATSU}飾 葛", "Studio Gothic", DEFAULT_FAMILY),
    )
    assert plain.parts(f"{KATSU}飾 葛", weight=400) == ((KATSU, DEFAULT_FAMILY), ("飾 葛", None))
    assert plain.parts("葛飾 花", weight=400) == ()


@pytest.mark.parametrize("spacing", [-30, 80])
def test_borrowed_forms_are_spaced_as_their_neighbours(plain, spacing):
    texts = [f"葛{KATSU}飾", f"花{KATSU}葛。", f"A{KATSU}あ飾B"]
    look = TextStyle(SIZE, 2 * SIZE, fonts=plain, spacing=spacing)

    found = origins(texts, "left", fonts=plain, spacing=spacing)

    assert [EDGE - first for first, _last in found] == pytest.approx(
        [measure_text(text, look) for text in texts], abs=0.05
    )


def test_typst_sets_a_borrowed_form_in_the_font_that_has_it_and_its_neighbours_as_ever(plain):
    texts = [f"葛{KATSU}飾", f"{KATSU}", f"花{KATSU}葛。"]
    look = TextStyle(SIZE, 2 * SIZE, fonts=plain)

    rows = placed(texts, "left", fonts=plain)

    assert measure_text(texts[0], look) == 2 * SIZE
    assert [EDGE - min(row)[0] for row in rows] == pytest.approx(
        [measure_text(text, look) for text in texts], abs=0.05
    )
    assert {below for row in rows for _x, below in row} == {rows[0][0][1]}


UNHELD = "葛\U000e0105"
"""A form of 葛 that no font has."""


def test_a_form_that_no_font_has_comes_out_as_the_usual_one_and_is_told(plain):
    assert require_glyphs([f"{UNHELD}飾 葛"]) == (
        FallbackGlyphs((UNHELD,), f"{UNHELD}飾 葛", DEFAULT_FAMILY, DEFAULT_FAMILY, 1, plain=True),
    )
    assert require_glyphs([UNHELD, f"{UNHELD}飾"], plain) == (
        FallbackGlyphs((UNHELD,), UNHELD, "Studio Gothic", "Studio Gothic", 2, plain=True),
    )
    for fonts in (SHIPPED_FONTS, plain):
        look = TextStyle(SIZE, 2 * SIZE, fonts=fonts)
        with_form, usual = placed([f"{UNHELD}飾", "葛飾"], "left", fonts=fonts)
        assert EDGE - min(usual)[0] == pytest.approx(measure_text(f"{UNHELD}飾", look), abs=0.05)
        assert min(with_form) == pytest.approx(min(usual), abs=0.05)


def refusal(text):
    with pytest.raises(MissingGlyphs) as refused:
        require_glyphs(["例田波瑠", text])
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "part", "points"),
    [
        ("தமிழ்", "த", "U+0BA4"),
        ("星☃\ufe0f雪", "☃\ufe0f", "U+2603 U+FE0F"),
        ("👨\u200d👩", "👨\u200d👩", "U+1F468 U+200D U+1F469"),
        ("👍🏽", "👍🏽", "U+1F44D U+1F3FD"),
    ],
)
def test_what_the_font_cannot_print_is_refused_with_the_character_the_name_and_the_font(text, part, points):
    assert refusal(text).startswith(f"The font Noto Sans CJK JP cannot print “{part}” ({points})")
    assert f"in “{text}”" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "葛\U000e0100飾",
        "か\u3099",
        "か\u309a",
        "e\u0301",
        "A\u2060B",
        "A\u00adB",
        "A\u200bB",
        "☀\ufe0e",
        "𠮷",
        "\n例",
    ],
)
def test_sequences_that_the_font_has_and_invisible_characters_are_printed(text):
    require_glyphs([text])


def test_a_text_is_looked_up_in_the_weight_that_sets_it():
    require_glyphs([("髙橋", 700), ("髙橋", 400)])
    assert measure_text("Wide", replace(LOOK, weight=700)) > measure_text("Wide", LOOK)
    first, bold = (SHIPPED_FONTS.get_chain(weight=weight).faces for weight in (400, 700))
    faces = [Path(path).name for path, _weight in (first[0], bold[0])]
    assert faces == ["NotoSansCJKjp-Regular.otf", "NotoSansCJKjp-Bold.otf"]
    assert [(Path(path).name, weight) for path, weight in (first[1], bold[1])] == [
        ("NotoSans[wdth,wght].ttf", 400),
        ("NotoSans[wdth,wght].ttf", 700),
    ]

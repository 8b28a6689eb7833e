"""The fonts that come with the program: which languages they print, whole words in one of them, and the names of a feature."""

import unicodedata
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs
from productions.rollkit.fonts.font_set import (
    DEFAULT_FAMILY,
    FORM_LANGUAGES,
    SANS_FAMILIES,
    SERIF_FAMILIES,
    SHIPPED_FAMILIES,
    SHIPPED_FONTS,
    FontFile,
    add_shipped_fonts,
    list_font_versions,
    require_glyphs,
)
from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.page_boxes import build_text_box
from productions.rollkit.layout.reel import STRIP_TEMPLATE, build_reel
from productions.rollkit.layout.tategaki import split_vertical_pieces
from productions.rollkit.layout.text_measure import measure_text, wrap_text
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.texts.font_notes import MAX_NOTED_CHARACTERS, format_fallback_note
from productions.rollkit.typst_compile import compile_pdf
from tests.roll.features import list_feature_credits, make_feature
from tests.roll.test_shaping import EDGE, LOOK, SIZE, placed
from tests.roll.typefaces import typeface

ALPHABETS = {
    "Polish": "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
    "Czech": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž",
    "Slovak": "ÄĹĽŔäĺľŕ",
    "Turkish": "ÇĞİIÖŞÜçğıiöşü",
    "Hungarian": "ÁÉÍÓÖŐÚÜŰáéíóöőúüű",
    "Romanian": "ĂÂÎȘȚăâîșțŞŢşţ",
    "Lithuanian": "ĄČĘĖĮŠŲŪŽąčęėįšųūž",
    "Latvian": "ĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūž",
    "Estonian": "ÕÄÖÜŠŽõäöüšž",
    "Croatian": "ČĆĐŠŽčćđšž",
    "Maltese": "ĊĠĦŻċġħż",
    "Icelandic": "ÁÐÉÍÓÚÝÞÆÖáðéíóúýþæö",
    "Esperanto": "ĈĜĤĴŜŬĉĝĥĵŝŭ",
    "Vietnamese": "ĂÂĐÊÔƠƯăâđêôơưẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ",
    "Ukrainian": "ҐЄІЇґєії",
    "Belarusian": "ЎўІіЁё",
    "Serbian": "ЂЈЉЊЋЏђјљњћџ",
    "Kazakh": "ӘҒҚҢӨҰҮҺәғқңөұүһ",
    "Greek": "ΆΈΉΊΌΎΏΪΫάέήίόύώΐΰϊϋς",
    "Azerbaijani": "ƏəĞğ",
    "Yoruba": "ẸỌṢẹọṣ",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى",
    "Persian": "پچژگکی",
    "Urdu": "ٹڈڑںھہے",
    "Hebrew": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "Thai": "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "Hindi": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "Korean": "가각간힣뷁쀍",
    "Simplified Chinese": "汉门骨直角龙们为这张刘陈",
    "Traditional Chinese": "漢門骨直角龍們為這張劉陳",
}


@pytest.mark.parametrize("language", ALPHABETS)
@pytest.mark.parametrize("weight", [400, 700])
def test_every_letter_of_a_language_is_printed(language, weight):
    require_glyphs((letter, weight) for letter in ALPHABETS[language])


@pytest.mark.parametrize("weight", [400, 700])
def test_every_name_of_a_feature_is_as_wide_as_typst_sets_it(weight):
    names = sorted({credit.credited_as for credit in list_feature_credits()})
    look = TextStyle(SIZE, 2 * SIZE, weight)
    for begun in range(0, len(names), 60):
        some = names[begun : begun + 60]
        rows = placed(some, "left", weight=weight)
        assert [EDGE - min(row)[0] for row in rows] == pytest.approx(
            [measure_text(name, look) for name in some], abs=0.2
        )
        assert {below for row in rows for _x, below in row if below == rows[0][0][1]}


def find_character(text, wanted):
    """Where a character of a text begins that is set from 100 px, in pixels."""
    cell = Cell("right", text, LOOK, 100, 1800)
    page = {"width": 2000, "height": 200, "cells": [build_text_box(Row(200, ()), cell, 0)]}
    data = {"lang": "ja", "title": "Places", "made_of": [], "background": None, "pages": [page]}
    text_page = pypdfium2.PdfDocument(compile_pdf(STRIP_TEMPLATE, data))[0].get_textpage()
    found = []
    for index in range(text_page.count_chars()):
        x, y = pdfium.c_double(), pdfium.c_double()
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        if chr(pdfium.FPDFText_GetUnicode(text_page, index)) == wanted:
            found.append(x.value)
    (place,) = found
    return place


@pytest.mark.parametrize(
    ("text", "wanted", "before"),
    [
        ("נועה!", "!", ""),
        ("نور 例", "例", ""),
        ("例 نور!", "!", "例 نور"),
        ("נועה, 例", ",", "例 "),
        ("Studio נועה!", "!", "Studio נועה"),
    ],
)
def test_a_text_that_begins_from_the_right_runs_from_the_right(text, wanted, before):
    """What ends it is at its left, behind nothing; what ends a text that begins from the left is at its right, behind all else."""
    assert is_written_from_right(text) is (unicodedata.bidirectional(text[0]) in ("R", "AL"))
    assert find_character(text, wanted) == pytest.approx(100 + measure_text(before, LOOK), abs=0.05)


@pytest.mark.parametrize("column", ["left", "right"])
def test_a_text_from_the_right_keeps_to_the_side_of_its_column(column):
    texts = ["ليلى النموذجي", "נועה!", "Lee Sample"]
    edges = [
        min(row)[0] if column == "right" else min(row)[0] + measure_text(text, LOOK)
        for text, row in zip(texts, placed(texts, column), strict=True)
    ]
    assert edges == pytest.approx([100 if column == "right" else EDGE] * 3, abs=10)


def test_words_of_other_scripts_are_whole_and_lie_on_their_side_in_vertical_lines():
    (arabic,) = split_vertical_pieces("ليلى النموذجي", SHIPPED_FONTS, weight=400)
    assert (arabic.turned, arabic.ems) == (True, measure_text(arabic.text, LOOK) / SIZE)
    words = ["ليلى ", "النموذجي ", "नमूना ", "ทดสอบดี ", "例", "田"]
    assert wrap_text("".join(words), LOOK, 420) == ["ليلى", "النموذجي", "नमूना", "ทดสอบดี", "例田"]


def test_a_name_is_set_in_one_font_where_the_first_lacks_a_letter():
    assert SHIPPED_FONTS.parts("Łukasz Ćwierć-Wzór", weight=400) == (("Łukasz Ćwierć-Wzór", "Noto Sans"),)
    assert SHIPPED_FONTS.parts("例 Łukasz（仮）", weight=700) == (
        ("例 ", None),
        ("Łukasz", "Noto Sans"),
        ("（仮）", None),
    )
    assert SHIPPED_FONTS.parts("Lukas Beispiel 例", weight=400) == ()


def test_a_letter_is_not_put_together_of_a_base_and_a_loose_accent():
    """HarfBuzz composes č of c and a caron wherever a font has both, though it has no place for the caron."""
    assert SHIPPED_FONTS.parts("Čapek", weight=400) == (("Čapek", "Noto Sans"),)
    assert require_glyphs(["Čapek"]) == (FallbackGlyphs(("Č",), "Čapek", DEFAULT_FAMILY, "Noto Sans"),)


def test_a_font_that_has_the_words_is_told_though_another_has_some_letters(tmp_path):
    path = typeface(tmp_path / "font.ttf", "Lukasz", width=500)
    fonts = add_shipped_fonts(("Studio Gothic",), [FontFile("Studio Gothic", 400, path)])
    assert fonts.parts("Lukasz", weight=400) == ()
    assert fonts.parts("Łukasz", weight=400) == (("Łukasz", "Noto Sans"),)
    assert fonts.parts("Lukas Tokyo", weight=400) == (("Lukas Tokyo", DEFAULT_FAMILY),)


def test_serifs_stand_behind_a_serif():
    assert SHIPPED_FONTS.chain == SHIPPED_FAMILIES
    chosen = add_shipped_fonts(("Noto Serif JP",), [])
    assert chosen.chain == (*SERIF_FAMILIES, *SANS_FAMILIES)
    assert chosen.parts("Łukasz", weight=400) == (("Łukasz", "Noto Serif"),)
    assert [found.family for found in require_glyphs(["김하늘", "ليلى"], chosen)] == [
        DEFAULT_FAMILY,
        "Noto Sans Arabic",
    ]


def test_a_font_of_ones_own_stands_in_the_place_of_a_shipped_one(tmp_path):
    own = FontFile("Noto Sans", 400, typeface(tmp_path / "a" / "font.ttf", "Ł", family="Noto Sans"))
    bold = FontFile(
        "Noto Serif JP", 700, typeface(tmp_path / "b" / "font.ttf", "例", family="Noto Serif JP", weight=700)
    )
    fonts = add_shipped_fonts(("Noto Sans", "Noto Serif JP"), [own, bold])
    assert fonts.list_files(["Noto Sans"]) == (own,)
    shipped, added = fonts.list_files(["Noto Serif JP"])
    assert (shipped.path.name, added) == ("NotoSerifJP-Regular.otf", bold)


def test_a_file_names_the_fonts_that_set_something_and_no_other():
    assert [line.split(" Version")[0] for line in list_font_versions(SHIPPED_FONTS)] == [
        "font Noto Sans CJK JP 400",
        "font Noto Sans CJK JP 700",
    ]
    borrowed = require_glyphs(["נועה", "Łucja"])
    assert [line.split(" Version")[0] for line in list_font_versions(SHIPPED_FONTS, borrowed)][2:] == [
        "font Noto Sans 400",
        "font Noto Sans 700",
        "font Noto Sans Hebrew 400",
        "font Noto Sans Hebrew 700",
    ]


def test_the_notes_on_a_feature_are_one_sentence_a_font():
    borrowed = require_glyphs(credit.credited_as for credit in list_feature_credits())
    notes = [format_fallback_note(found, "en") for found in borrowed]
    assert [note.split(",")[0] for note in notes] == [
        f"Set in {family}" for family in SANS_FAMILIES if family != DEFAULT_FAMILY
    ]
    latin = notes[0]
    assert latin.count("(U+") == MAX_NOTED_CHARACTERS
    assert " more in “" in latin
    assert latin.endswith(" other texts.")
    form = replace(borrowed[0], characters=("葛\U000e0105",), text="葛\U000e0105", texts=1, plain=True)
    assert format_fallback_note(form, "en") == (
        "No font has the form asked for, so Noto Sans sets the usual one: 葛\U000e0105 (U+845B U+E0105) in “葛\U000e0105”."
    )
    assert "標準の字形で組む" in format_fallback_note(form, "ja")


def draw(text, language):
    """The pixels of a name in a language, on black."""
    fonts = replace(SHIPPED_FONTS, lang=language)
    cell = Cell("right", text, TextStyle(SIZE, 2 * SIZE, fonts=fonts), 0, 600)
    page = {"width": 600, "height": 200, "cells": [build_text_box(Row(200, ()), cell, 0)]}
    data = {"lang": "ja", "title": "Forms", "made_of": [], "background": "#000000", "pages": [page]}
    pdf = pypdfium2.PdfDocument(compile_pdf(STRIP_TEMPLATE, data, fonts))
    return bytes(pdf[0].render(scale=1).buffer)


@pytest.mark.parametrize(("text", "forms"), [("骨", 3), ("直", 2), ("角", 2), ("一", 1)])
def test_a_names_language_chooses_the_forms_of_its_characters(text, forms):
    """骨 has forms of Japan and Korea, of the mainland and of Taiwan; 直 one of both of these; 角 one of the mainland; 一 one for all."""
    drawn = {language: draw(text, language) for language in ("ja", "ko", "zh-Hans", "zh-Hant")}
    assert len(set(drawn.values())) == forms
    assert drawn["ja"] == drawn["ko"] == draw(text, "en")


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_a_name_in_a_language_of_its_own_is_as_wide_as_typst_sets_it(language):
    fonts = replace(SHIPPED_FONTS, lang=language)
    texts = [
        "骨直角", "阿·强·", "김하늘", "例。", "例）", "例、例", "例！！", "例？例！", "「例」「例」例", "。。例", "（例）。角", "例・・例",
    ]  # fmt: skip
    look = TextStyle(SIZE, 2 * SIZE, fonts=fonts)
    pairs = zip(placed(texts, "right", fonts=fonts), placed(texts, "left", fonts=fonts), strict=True)
    widths = [EDGE - left[0][0] + right[0][0] - 100 for right, left in pairs]
    assert widths == pytest.approx([measure_text(text, look) for text in texts], abs=0.05)


def test_a_roll_sets_each_name_in_its_language():
    reel = build_reel(make_feature(), parse_screen_spec({}), lang="ja")
    told = {
        cell["text"]: cell.get("written", {}).get("lang") for page in reel.pages for cell in page["cells"]
    }
    names = {
        credit.credited_as: credit.name_language for credit in list_feature_credits() if credit.name_language
    }
    assert {"zh-Hans", "zh-Hant", "ko", "ja"} == set(names.values())
    for text, lang in told.items():
        if language := names.pop(text.split("（")[0], ""):
            assert lang == FORM_LANGUAGES.get(language, (None,))[0]
    assert names == {}

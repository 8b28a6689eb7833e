"""Uploaded fonts are a stranger's bytes: only single outline fonts that may be embedded and can be set pass."""

import struct

import noto_cjk_sans_jp_regular
import pytest

from productions.rollkit.fonts.font_inspection import FontFacts, inspect_font
from productions.rollkit.fonts.font_set import FontFile, FontSet
from productions.rollkit.layout.reel import STRIP_TEMPLATE
from productions.rollkit.sandbox import FileRefused
from productions.rollkit.typst_compile import FontFailed, compile_pdf
from tests.roll.typefaces import break_glyph, typeface


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        inspect_font(path)
    return str(refused.value)


def test_what_a_font_is(tmp_path):
    regular = typeface(tmp_path / "a" / "font.ttf", "例A")
    bold = typeface(tmp_path / "b" / "font.ttf", "例A", weight=700, version="2.000;tool 3")

    assert inspect_font(regular) == FontFacts("Studio Gothic", "Regular", 400, "Version 1.5")
    assert inspect_font(bold) == FontFacts("Studio Gothic", "Bold", 700, "Version 2.000")


@pytest.mark.parametrize(
    ("embedding", "sentence"),
    [
        (
            0x0002,
            "The font's maker forbids embedding (fsType: restricted licence), and a roll embeds its fonts;",
        ),
        (
            0x0100,
            "The font's maker forbids embedding parts of it as outlines (fsType), and a roll does just that;",
        ),
        (
            0x0204,
            "The font's maker forbids embedding parts of it as outlines (fsType), and a roll does just that;",
        ),
    ],
)
def test_a_font_that_may_not_be_embedded_is_refused(tmp_path, embedding, sentence):
    assert refusal(typeface(tmp_path / "font.ttf", "A", embedding=embedding)).startswith(sentence)


@pytest.mark.parametrize("embedding", [0x0000, 0x0004, 0x0008])
def test_a_font_that_may_be_embedded_passes(tmp_path, embedding):
    assert inspect_font(typeface(tmp_path / "font.ttf", "A", embedding=embedding)).family == "Studio Gothic"


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (b"ttcf", "This is a collection of several fonts (TTC); save the one that you need as OTF or TTF"),
        (b"wOF2", "This is a web font (WOFF2); upload the OTF or TTF file."),
        (b"%PDF", "This is not a font; upload an OTF or TTF file."),
        (b"", "This is not a font; upload an OTF or TTF file."),
    ],
)
def test_other_files_are_refused_by_what_they_are(tmp_path, head, sentence):
    path = tmp_path / "font.ttf"
    path.write_bytes(head + bytes(100) if head else b"")
    assert refusal(path).startswith(sentence)


def test_broken_files_are_refused(tmp_path):
    whole = typeface(tmp_path / "whole" / "font.ttf", "ABC").read_bytes()
    path = tmp_path / "font.ttf"
    for broken, sentence in (
        (whole[: len(whole) // 2], "The font file is incomplete; upload the whole file."),
        (whole[:4] + b"\xff\xff" + whole[6:], "The font file is incomplete; upload the whole file."),
        (whole[:4] + b"\0\2" + whole[6:], "The file lacks tables that every font with outlines has."),
        (whole[:300] + bytes(len(whole) - 300), "The font"),
    ):
        path.write_bytes(broken)
        assert refusal(path).startswith(sentence)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("fvar", "This is a variable font; upload the files"),
        ("SVG ", "This is a colour font; rolls are set in one"),
    ],
)
def test_fonts_that_rolls_are_not_set_in_are_refused(tmp_path, table, sentence):
    path = typeface(tmp_path / "font.ttf", "ABC")
    data = bytearray(path.read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    places = {bytes(data[12 + 16 * n : 16 + 16 * n]): 12 + 16 * n for n in range(count)}
    data[places[b"post"] : places[b"post"] + 4] = table.encode()
    path.write_bytes(data)
    assert refusal(path).startswith(sentence)


def test_the_shipped_family_need_not_be_uploaded(tmp_path):
    path = tmp_path / "font.otf"
    path.write_bytes(noto_cjk_sans_jp_regular.FONT_PATH.read_bytes())
    assert refusal(path) == "Noto Sans CJK JP comes with the program; there is no need to upload it."


def test_one_broken_character_among_hundreds_is_found(tmp_path):
    path = typeface(tmp_path / "font.ttf", "".join(map(chr, range(0x4E00, 0x4F00))))
    break_glyph(path, "\u4e07")
    assert refusal(path) == "No page can be set in this font: it is broken."


def test_a_font_that_fails_later_refuses_the_roll_in_words(tmp_path):
    path = typeface(tmp_path / "font.ttf", "AB")
    break_glyph(path, "B")
    fonts = FontSet(("Studio Gothic",), (FontFile("Studio Gothic", 400, path),))
    page = {"width": 100, "height": 100, "cells": []}
    data = {"lang": "en", "title": "", "made_of": [], "background": None}
    cell = {
        "column": "middle",
        "x": 0,
        "y": 0,
        "width": 100,
        "height": 40,
        "size": 30,
        "white": 255,
        "weight": 400,
    }

    compile_pdf(STRIP_TEMPLATE, data | {"pages": [page | {"cells": [cell | {"text": "A"}]}]}, fonts)
    with pytest.raises(FontFailed) as refused:
        compile_pdf(STRIP_TEMPLATE, data | {"pages": [page | {"cells": [cell | {"text": "B"}]}]}, fonts)

    assert str(refused.value).startswith("The pages cannot be set in Studio Gothic (failed to process font")

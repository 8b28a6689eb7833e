"""The styles of a template: weight, grey and letter spacing of its texts, and whether they can be read on the background."""

from dataclasses import replace

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from productions.rollkit.fonts.font_set import DEFAULT_FAMILY, SHIPPED_FONTS, FontFile, FontSet
from productions.rollkit.layout.reel import build_reel, build_strip_data, render_pdf
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.contrast import (
    compute_contrast,
    find_contrast_problems,
    find_readable_white,
    is_light,
)
from productions.rollkit.template.model import Template
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from tests.roll.samples import DIRECTOR, credit
from tests.roll.test_templates import PLAIN, roll
from tests.roll.typefaces import typeface

TITLED = {**PLAIN, "blocks": [{"holds": "title"}, {"holds": "rest", "heading": {"en": "Staff"}}]}


def cells(fonts=SHIPPED_FONTS, raster="1920x1080", **type):
    """The cells of a roll with a title, a heading, a role and its names, by text."""
    document = roll(credit("1", DIRECTOR, "山田花子"), credit("2", DIRECTOR, absence_reason="unknown_lost"))
    asked = parse_screen_spec({"template": {**TITLED, "type": type}, "raster": raster})
    found = build_reel(document, asked, lang="en", fonts=fonts)
    return {cell["text"]: cell for page in found.pages for cell in page["cells"]}, found


def test_each_style_has_a_weight_a_grey_and_a_spacing_of_its_own():
    found, _reel = cells(
        name_white=240, title_white=250, heading_white=150, role_white=170, small_white=190,
        name_weight="bold", title_weight="regular", role_weight="bold", heading_weight="regular",
        name_spacing=20, title_spacing=200, heading_spacing=100, role_spacing=50,
    )  # fmt: skip
    shown = {text: (cell["weight"], cell["white"], cell.get("spacing")) for text, cell in found.items()}
    unnamed = list(shown)[-1]

    assert next(iter(shown.values())) == (400, 250, 60 * 0.2)
    assert shown["Staff"] == (400, 150, 28 * 0.1)
    assert shown["Director"] == (700, 170, 34 * 0.05)
    assert shown["山田花子"] == (700, 240, 34 * 0.02)
    assert shown[unnamed] == shown["Director"]


def test_spacing_grows_with_the_raster():
    (small, _reel), (large, _other) = (
        cells(raster=raster, name_spacing=100) for raster in ("1920x1080", "3840x2160")
    )
    assert large["山田花子"]["spacing"] == 2 * small["山田花子"]["spacing"] == pytest.approx(6.8)


def test_a_weight_is_the_nearest_that_the_family_has(tmp_path):
    """Two families of boxes: the lighter one is narrower, so a width tells which one typst took."""
    light = FontFile(
        "Studio", 400, typeface(tmp_path / "a" / "f.ttf", "Aあ", family="Studio", weight=400, width=400)
    )
    heavy = FontFile(
        "Studio", 600, typeface(tmp_path / "b" / "f.ttf", "Aあ", family="Studio", weight=600, width=800)
    )
    fonts = FontSet(("Studio", DEFAULT_FAMILY), (light, heavy, *SHIPPED_FONTS.files))
    document = roll(credit("1", DIRECTOR, "AあA"))
    for name, file in (
        ("thin", light),
        ("regular", light),
        ("medium", light),
        ("semi_bold", heavy),
        ("black", heavy),
    ):
        template = {**PLAIN, "type": {"name_weight": name}}
        reel = build_reel(document, parse_screen_spec({"template": template}), fonts=fonts)
        (cell,) = (cell for page in reel.pages for cell in page["cells"] if cell["text"] == "AあA")
        assert reel.fonts.file("Studio", cell["weight"]) == file
        assert find_ink(reel, cell) == pytest.approx(
            3 * 34 * (0.4 if file is light else 0.8) - 2 * 0.05 * 34, abs=1
        )


def find_ink(reel, cell):
    """How wide the letters of a cell come out, in pixels."""
    page = pypdfium2.PdfDocument(render_pdf(reel, background="#000000"))[0]
    pixels = page.render(scale=1, grayscale=True).to_numpy()
    rows = pixels[cell["y"] : cell["y"] + cell["height"], cell["x"] : cell["x"] + cell["width"]]
    columns = np.flatnonzero(rows.max(axis=0) > 127)
    return columns[-1] - columns[0] + 1


def test_the_fonts_of_a_roll_are_named_in_the_weights_that_set_it(tmp_path):
    files = tuple(
        FontFile(
            "Studio", weight, typeface(tmp_path / str(weight) / "f.ttf", "A", family="Studio", weight=weight)
        )
        for weight in (300, 400, 700)
    )
    fonts = FontSet((DEFAULT_FAMILY, "Studio"), (*SHIPPED_FONTS.files, *files))
    _found, reel = cells(fonts=fonts, name_weight="light")

    told = [
        line.split(" sha256")[0] for line in build_strip_data(reel, None)["made_of"] if "font Studio" in line
    ]
    assert told == [
        "font Studio 300 Version 1.5",
        "font Studio 400 Version 1.5",
        "font Studio 700 Version 1.5",
    ]
    assert reel.fonts.weights == (300, 400, 700)


def test_contrast_is_that_of_wcag():
    assert compute_contrast(255, "#000000") == 21
    assert compute_contrast(0, "#ffffff") == 21
    assert (
        round(compute_contrast(118, "#ffffff"), 2) == 4.54
    )  # #767676, the lightest grey that WCAG allows on white
    assert round(compute_contrast(119, "#ffffff"), 2) == 4.48
    assert round(compute_contrast(255, "#ff0000"), 2) == 4.0
    assert (is_light("#000000"), is_light("#204060"), is_light("#c0c0c0")) == (False, False, True)
    assert (find_readable_white(60, ["#000000"], 3), find_readable_white(200, ["#ffffff"], 4.5)) == (90, 118)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"type": {"role_white": 40}}, "template.type.role_white: 40 on #000000 has a contrast of 1.4:1, and type of this size needs at least 3.0:1; take 90 or one that stands out more."),
        ({"type": {"small": 22, "small_white": 100}, "background": "#101010"}, "template.type.small_white: 100 on #101010 has a contrast of 3.2:1, and type of this size needs at least 4.5:1"),
        ({"background": "#ffffff", "type": {"name_white": 0, "title_white": 30, "role_white": 40, "heading_white": 90}}, "template.type.small_white: 200 on #ffffff has a contrast of 1.6:1, and type of this size needs at least 3.0:1; take 148 or"),
        ({"background": "black"}, "template.background: “black” is no colour; write it as #000000."),
        ({"background": "#0000000"}, "template.background: “#0000000” is no colour"),
        ({"type": {"name_weight": "fat"}}, "template.type.name_weight is 'fat'; choose one of thin, extra_light"),
        ({"type": {"name_spacing": 1001}}, "template.type.name_spacing is from -100 to 1000, not 1001."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_contrast(values, sentence):
    with pytest.raises(TemplateRefused) as refused:
        parse_template({**PLAIN, **values})
    assert str(refused.value).startswith(sentence)


def test_a_grey_that_was_possible_before_still_sets_and_a_new_one_is_told():
    old = parse_template({**PLAIN, "type": {"role_white": 60}})
    assert [problem.place for problem in find_contrast_problems(old)] == ["template.type.role_white"]
    assert not list(find_contrast_problems(parse_template({**PLAIN, "type": {"role_white": 90}})))


@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
def test_every_shipped_template_can_be_read(name):
    assert not list(find_contrast_problems(SHIPPED_TEMPLATES[name]))


def test_a_template_of_before_keeps_its_bytes():
    template = parse_template(PLAIN)
    assert not {"background"} & template.to_dict().keys()
    assert not {"name_white", "name_weight", "name_spacing"} & template.to_dict()["type"].keys()
    changed = replace(template, background="#102030")
    assert isinstance(changed, Template)
    assert changed.to_dict()["background"] == "#102030"


def test_small_roles_stand_on_the_line_of_the_names_beside_them():
    """PDFium says where each letter's baseline is: those of a row are the same pixel, whatever the sizes."""
    found, reel = cells(size=80, pitch=110, role=30)
    assert (found["Director"]["size"], found["山田花子"]["size"]) == (30, 80)
    text_page = pypdfium2.PdfDocument(render_pdf(reel, background=None))[0].get_textpage()
    lines = {}
    for index in range(text_page.count_chars()):
        x, y = pdfium.c_double(), pdfium.c_double()
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        lines[chr(pdfium.FPDFText_GetUnicode(text_page, index))] = y.value
    assert lines["D"] == pytest.approx(lines["山"], abs=0.5)
    assert lines["D"] != pytest.approx(lines["S"], abs=10)  # the heading's

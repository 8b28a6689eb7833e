"""Long names: in a second line, then narrowed, then in smaller type, each told; and what is too wide even so, all of it at once."""

import numpy as np
import pypdfium2
import pytest

from productions.rollkit.fittings import Fitting, LineTooWide
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from tests.roll.ending import the_ending
from tests.roll.long_names import COLUMN, FLOWERS, LEGAL, PARTNERS, ROOM, company, find_names, reel
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_forms import ink
from tests.roll.test_templates import PLAIN, roll

RASTERS = ("1920x1080", "2048x858", "3840x2160")


def render_gray(found, page=0):
    pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
    bitmap = pdf[page].render(scale=1, grayscale=True)
    pixels = np.frombuffer(bytes(bitmap.buffer), dtype=np.uint8).reshape(bitmap.height, bitmap.stride)
    pdf.close()
    return pixels


def test_a_name_that_has_room_is_set_as_ever():
    found = reel(roll(credit("1", KEY, "ヴィクトル・大森")))
    assert find_names(found) == [("ヴィクトル・大森", 100, 34, 272)]
    assert found.fittings == ()


def test_a_long_name_is_broken_behind_a_dot_before_it_is_narrowed():
    found = reel(roll(credit("1", KEY, FLOWERS)))
    assert find_names(found) == [
        ("フローレンティーナ・デ・ラ・", 100, 34, 476), ("クルス＝サンチェス・モンテネグロ", 100, 34, 544),
    ]  # fmt: skip
    assert found.fittings == (Fitting(FLOWERS, ("1",), lines=2),)


def test_lines_below_the_first_are_set_in_by_one_letter_so_that_none_looks_like_another_name():
    document = roll(credit("1", KEY, FLOWERS), credit("2", KEY, "林 一", sort_key="ン"))
    found = reel(document)
    centred = reel(document, blocks=[{"holds": "rest", "form": "flow", "size": 80}])
    vertical = reel(document, kind="cards", writing="vertical")
    places = {
        cell["text"]: (cell["x"], cell["x"] + cell["width"]) for cell in found.pages[0]["cells"] if cell["column"] == "right"
    }  # fmt: skip
    first, second, other = places.values()

    assert (first, second, other) == ((988, 1727), (1022, 1727), (988, 1727))
    assert len({cell["x"] for cell in centred.pages[0]["cells"]}) == 1
    down = {cell["text"]: cell["y"] for cell in vertical.pages[0]["cells"] if cell["column"] == "right"}
    assert len(down) > 2
    assert sorted(set(down.values()))[1] - min(down.values()) in range(27, 35)


def test_a_long_name_without_a_dot_is_narrowed():
    found = reel(roll(company(PARTNERS)))
    assert find_names(found) == [(PARTNERS, 98, 34, 734)]
    assert found.fittings == (Fitting(PARTNERS, ("1",), narrow=98),)


def test_both_lines_of_a_broken_name_are_as_narrow():
    name = "カール・" + "ア" * 24
    found = reel(roll(credit("1", KEY, name)))
    assert [(text, narrow) for text, narrow, _size, _width in find_names(found)] == [
        ("カール・", 86), ("ア" * 24, 86),
    ]  # fmt: skip


def test_a_name_that_is_too_wide_at_the_templates_limit_is_set_in_smaller_type_where_it_allows_that():
    name = "ア" * 30
    narrower = reel(roll(credit("1", KEY, name)), type={"narrowest": 72})
    smaller = reel(roll(credit("1", KEY, name)), type={"narrowest": 90, "smallest": 24})

    assert find_names(narrower) == [(name, 72, 34, 735)]
    assert find_names(smaller) == [(name, 90, 27, 729)]
    assert smaller.fittings == (Fitting(name, ("1",), narrow=90, size=27),)
    with pytest.raises(LineTooWide):
        reel(roll(credit("1", KEY, name)), type={"narrowest": 90, "smallest": 28})


def test_the_name_of_a_company_is_broken_inside_where_nothing_else_is_enough():
    found = reel(roll(company(LEGAL)))
    lines = [text for text, *_look in find_names(found)]

    assert len(LEGAL) == 102
    assert lines == [
        "独立行政法人国際見本文化交流推進機構",
        "東京本部映像制作支援センター第三管",
        "理課アニメーション振興事業推進委員",
        "会事務局および関係機関各位連絡協議",
        "会設立準備室長付特別広報担当者一",
        "同とその仲間たちによる制作応援団一",
    ]  # fmt: skip
    assert "".join(lines) == LEGAL
    larger = reel(roll(company(PARTNERS)), type={"size": 44})
    assert [(text, narrow) for text, narrow, *_look in find_names(larger)] == [
        ("株式会社", 88), ("グローバルアニメーションパートナーズ", 88),
    ]  # fmt: skip
    assert max(width for *_text, width in find_names(found)) <= COLUMN


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("raster", RASTERS)
@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
def test_an_ordinary_ending_is_set_with_every_shipped_template(name, raster, lang):
    template = SHIPPED_TEMPLATES[name].to_dict() | {"running_ms": None}
    document = the_ending(("協力", PARTNERS), ("協力", LEGAL))
    found = build_reel(document, parse_screen_spec({"template": template, "raster": raster}), lang=lang)
    texts = "".join(cell["text"] for page in found.pages for cell in page["cells"])
    names = [line.name for each in document.departments for block in each.blocks for line in block.lines]

    assert [name for name in names if name not in texts] == []
    assert [fitting for fitting in found.fittings if fitting.over] == []
    for page in found.pages:
        for cell in page["cells"]:
            if "pieces" in cell:
                assert sum(long for _parts, long, _turned in cell["pieces"]) <= cell["height"]
                continue
            if "fill" in cell:
                continue
            look = TextStyle(cell["size"], 48, cell["weight"], narrow=cell.get("narrow", 100))
            assert measure_text(cell["text"], look) <= cell["width"]


def test_narrowed_letters_are_as_wide_as_they_are_measured_and_as_high_as_ever():
    found = reel(
        roll(company(PARTNERS), credit("2", KEY, PARTNERS[:15], sort_key="2")), type={"narrowest": 80}
    )
    usual, narrowed = [
        cell for page in found.pages for cell in page["cells"] if cell["text"].startswith(PARTNERS[:4])
    ]
    pixels = render_gray(found)
    rows = [pixels[cell["y"] : cell["y"] + 48] for cell in (narrowed, usual)]
    across = [np.flatnonzero(each.max(axis=0)[narrowed["x"] :]) for each in rows]
    down = [np.flatnonzero(each[:, narrowed["x"] : narrowed["x"] + 130].max(axis=1)) for each in rows]

    assert 726 <= across[0][-1] <= 734
    assert across[1][-1] <= 15 * 34
    assert (down[0][0], down[0][-1]) == (down[1][0], down[1][-1])


def test_a_vertical_name_is_narrowed_along_its_line():
    template = {**PLAIN, "writing": "vertical", "kind": "cards", "type": ROOM}
    name = "田限無" * 10
    found = build_reel(
        roll(credit("1", DIRECTOR, name), credit("2", DIRECTOR, "田", sort_key="一")),
        parse_screen_spec({"template": template}),
        lang="ja",
    )
    (cell,) = [cell for cell in found.pages[0]["cells"] if cell["text"] == name]
    pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
    left, top, right, bottom = ink(
        pdf[0], cell["x"], cell["y"], cell["x"] + cell["width"], cell["y"] + cell["height"]
    )
    (usual,) = [cell for cell in found.pages[0]["cells"] if cell["text"] == "田"]
    first, alone = (
        ink(pdf[0], each["x"], each["y"], each["x"] + each["width"], each["y"] + tall)
        for each, tall in ((cell, 30), (usual, 34))
    )
    pdf.close()

    assert first[2] - first[0] == alone[2] - alone[0]
    assert first[3] - first[1] == pytest.approx(0.95 * (alone[3] - alone[1]), abs=1)
    assert cell["narrow"] == 100 * 972 // (30 * 34) == 95
    assert sum(length for _parts, length, _turned in cell["pieces"]) == pytest.approx(30 * 34 * 0.95)
    assert 26 <= right - left <= 34
    assert 950 <= bottom - top <= 969


def test_roles_and_studios_are_broken_then_narrowed_and_sentences_are_broken():
    role, studio = "Supercalifragilisticexpialidocious", "Bleibtreustrassenbahnhaltestellenstudios"
    found = reel(
        roll(credit("1", KEY, "林 一", role_as_printed=f"{role} {role} {role}", affiliation=studio)),
        lang="en",
        type={"size": 46, "narrowest": 70},
        blocks=[{"holds": "rest", "studios": "heading"}],
    )
    cells = [cell for page in found.pages for cell in page["cells"]]
    assert [cell["text"] for cell in cells if cell["column"] == "left"] == [role] * 3
    assert [(cell["text"], cell.get("narrow")) for cell in cells if cell["text"] == studio] == [(studio, 77)]


@pytest.mark.parametrize("form", ["flow", "paragraph", "song"])
def test_a_name_that_is_wider_than_a_running_line_has_lines_of_its_own(form):
    name = "・".join(["フローレンティーナ"] * 6)
    document = roll(
        credit("1", KEY, "林 一", sort_key="1"),
        credit("2", KEY, name, sort_key="2"),
        credit("3", KEY, "東 京", sort_key="3"),
    )
    found = reel(document, blocks=[{"holds": "rest", "form": form}])
    texts = [cell["text"] for page in found.pages for cell in page["cells"]]
    mark = "、" if form == "paragraph" else ""
    assert texts[-4:] == [
        f"林 一{mark}",
        "フローレンティーナ・フローレンティーナ・フローレンティーナ・",
        f"フローレンティーナ・フローレンティーナ・フローレンティーナ{mark}",
        "東 京",
    ]

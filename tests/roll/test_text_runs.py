"""Lines of one look are set as one paragraph: far fewer texts for typst, and the very same page."""

from dataclasses import replace

import pypdfium2
import pytest

from benchmarks.credits import roll_of
from productions.rollkit.fonts.shaping import shape_text
from productions.rollkit.layout.reel import STRIP_TEMPLATE, build_reel, build_strip_data
from productions.rollkit.layout.text_runs import join_text_runs
from productions.rollkit.screen_spec import ScreenSpec, parse_screen_spec
from productions.rollkit.typst_compile import compile_pdf
from tests.roll.features import make_feature
from tests.roll.looks import film_roll_at_first
from tests.roll.reels import cards, cell

PAGES = 3

FIRST_LOOK = ScreenSpec(template=film_roll_at_first())


def draw_pages(reel, pages):
    """What each page shows, and the characters that a reader finds on it, in any order: a grid is read column by column."""
    data = {**build_strip_data(reel, reel.background), "pages": pages[:PAGES]}
    pdf = pypdfium2.PdfDocument(compile_pdf(STRIP_TEMPLATE, data, reel.fonts))
    return [
        (
            page.render(scale=1).to_numpy().tobytes(),
            sorted("".join(page.get_textpage().get_text_bounded().split())),
        )
        for page in pdf
    ]


@pytest.mark.parametrize("name", ["film roll", "streaming card set", "vertical cards"])
def test_a_page_is_the_same_as_set_text_by_text(name):
    reel = build_reel(make_feature(), parse_screen_spec({"template": name}))
    joined = build_strip_data(reel, reel.background)["pages"]
    assert draw_pages(reel, joined) == draw_pages(reel, reel.pages)


@pytest.mark.parametrize(
    ("lang", "texts"),
    [("ja", ["“{0}”", "Alex"]), ("en", ["Alex", "…", "20 1"]), ("en", ["かな", "1st"])],
)
def test_marks_have_the_forms_that_they_have_alone(lang, texts):
    reel = replace(cards(1), lang=lang)
    cells = [cell(text, 48 * number, "right") for number, text in enumerate(texts)]
    page = {"width": 1920, "height": 48 * len(texts), "cells": cells}
    joined = page | {"cells": join_text_runs(cells)}
    assert draw_pages(reel, [joined])[0][0] == draw_pages(reel, [page])[0][0]


def test_a_roll_has_one_text_for_many_names():
    reel = build_reel(roll_of(600), FIRST_LOOK)
    told = sum(len(page["cells"]) for page in reel.pages)
    joined = sum(len(page["cells"]) for page in build_strip_data(reel, None)["pages"])
    assert told > 600
    assert joined < 60


def test_each_name_is_shaped_once():
    build_reel(roll_of(5), FIRST_LOOK)
    shape_text.cache_clear()
    reel = build_reel(roll_of(300), FIRST_LOOK)
    texts = {(each["text"], each["weight"]) for page in reel.pages for each in page["cells"]}
    assert shape_text.cache_info().misses == len(texts)


def get_texts(*cells):
    return [each["text"] for each in join_text_runs(cells)]


def test_lines_are_joined_in_their_order():
    assert get_texts(cell("甲", 0), cell("乙", 48), cell("丙", 96)) == ["甲\n乙\n丙"]
    (found,) = join_text_runs([cell("甲", 0), cell("乙", 58), cell("丙", 116)])
    assert (found["y"], found["leading"], found["rest"]) == (0, 24, 116)


@pytest.mark.parametrize(
    "other",
    [
        cell("乙", 48, "left"),
        cell("乙", 48) | {"white": 150},
        cell("乙", 48) | {"narrow": 80},
        cell("乙", 48) | {"written": {"dir": "rtl"}},
        cell("乙", 20),
        cell(" 乙", 48),
        cell("乙\u2028丙", 48),
        cell("", 48),
        cell("“{0}”", 48),
        cell("…", 48),
        cell("3人", 48),
    ],
)
def test_what_is_no_line_of_the_same_paragraph_stays_apart(other):
    assert get_texts(cell("甲", 0), other) == ["甲", other["text"]]


def test_the_columns_of_a_grid_are_texts_of_their_own():
    grid = [
        cell(text, 48 * row, "right") | {"x": 300 * column}
        for row, line in enumerate(("甲乙", "丙丁", "戊"))
        for column, text in enumerate(line)
    ]
    assert get_texts(*grid) == ["甲\n丙\n戊", "乙\n丁"]
    assert get_texts(grid[0], grid[1] | {"parts": [["乙", None]]}, *grid[2:]) == ["甲\n丙\n戊", "乙", "丁"]


def test_a_role_between_names_keeps_its_place():
    """A cast is read by pairs, not by columns."""
    pairs = [
        each
        for n, (role, name) in enumerate(("役一", "人二"))
        for each in (cell(role, 48 * n, "left") | {"white": 176}, cell(name, 48 * n))
    ]
    assert get_texts(*pairs) == ["役", "一", "人", "二"]


def test_an_uneven_step_begins_another_paragraph():
    assert get_texts(cell("甲", 0), cell("乙", 48), cell("丙", 100), cell("丁", 152)) == [
        "甲\n乙",
        "丙\n丁",
    ]

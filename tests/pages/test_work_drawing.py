"""What a person did, written without a template: nothing in it is markup, and each place says what it is."""

import pytest
from django.test.html import parse_html
from django.utils.translation import override

from api.pages.cut_ranges import RangePiece
from api.pages.work_drawing import WorkDrawing
from tests.html_pages import find_all, get_value, list_texts

UID = "019b76da-a800-7000-8000-030000000002"
PART = {"episode": None, "segment": None, "cuts": None, "cut_count": 0, "pieces": []}
LINE = {
    "role": {"code": "layout", "label": "Layout"}, "role_as_printed": ["<b>LO</b>"], "uncredited": True,
    "episodes": [PART], "credited_as": ["Hana & Co", "Hana"],
}  # fmt: skip


@pytest.fixture
def draw():
    def draw_one(part):
        work = {
            "production": {"uid": UID, "title": "<i>犬</i>"},
            "roles": [{**LINE, "episodes": [{**PART, **part}]}],
            "characters": [],
        }
        return parse_html(f"<div>{WorkDrawing('Hana').draw(work)}</div>")

    with override("en"):
        yield draw_one


def test_a_work_and_a_role_are_links_and_no_markup(draw):
    drawn = draw({})
    assert [get_value(link, "href") for link in find_all(drawn, "a")] == [
        f"/en/productions/{UID}/",
        "/en/roles/layout/",
    ]
    assert list_texts(drawn, "h3") == ["<i>犬</i>"]
    assert find_all(drawn, "b") == find_all(drawn, "i") == []
    assert list_texts(drawn, "span", class_="meta") == ["<b>LO</b>"]
    assert list_texts(drawn, "span", class_="tag") == ["not on the screen"]


def test_only_another_name_is_told(draw):
    assert list_texts(draw({}), "dd", class_="meta") == ["as “Hana & Co”"]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({}, "the whole work"),
        ({"segment": {"uid": UID}}, ""),
        ({"episode": {"uid": UID, "number": "3", "title": "雨"}}, "Episode 3 雨"),
    ],
)
def test_a_place_is_an_episode_or_the_whole_work(draw, part, told):
    assert list_texts(draw(part), "dd")[0] == told


def test_cuts_are_counted_and_lead_on(draw):
    drawn = draw({"cuts": "1-3", "cut_count": 3, "pieces": [RangePiece("1", UID), RangePiece("–3")]})
    assert [get_value(link, "href") for link in find_all(drawn, "a")][-1] == f"/en/cuts/{UID}/"
    assert list_texts(drawn, "dd")[0].replace(" ", "") == "thewholework3cuts:1–3"

"""Names that are written without a template: nothing in them is markup, and each gap says what it is."""

import pytest
from django.test.html import parse_html
from django.utils.translation import override

from api.pages.name_drawing import draw_names
from tests.html_pages import find_all, get_value, list_texts

UID = "019b76da-a800-7000-8000-030000000002"
ROW = {
    "contributor": {"uid": UID, "kind": "person"}, "credited_as": ["<b>星</b> & Co", '"Hana"'], "headcount": None,
    "absence_reason": None, "ai": "used",
}  # fmt: skip


@pytest.fixture
def draw():
    with override("ja"):
        yield lambda **values: parse_html(f"<div>{draw_names([{**ROW, **values}])}</div>")


def test_a_name_is_a_link_and_no_markup(draw):
    drawn = draw()
    (link,) = find_all(drawn, "a")
    assert get_value(link, "href") == f"/ja/people/{UID}/"
    assert list_texts(drawn, "a") == ['<b>星</b> & Co / "Hana"']
    assert find_all(drawn, "b") == []
    assert list_texts(drawn, "span", class_="ai") == ["AI"]


def test_a_company_says_how_many_people_it_had(draw):
    drawn = draw(contributor={"uid": UID, "kind": "organization"}, headcount=3, ai="not_asked")
    assert get_value(find_all(drawn, "a")[0], "href") == f"/ja/studios/{UID}/"
    assert list_texts(drawn, "span", class_="meta") == ["3名"]


@pytest.mark.parametrize(
    ("reason", "kind"), [("withheld_by_contributor", "withheld"), ("unknown_lost", "unnamed")]
)
def test_a_gap_says_what_it_is(draw, reason, kind):
    drawn = draw(contributor=None, credited_as=[], absence_reason=reason)
    assert len(find_all(drawn, "span", class_=kind)) == 1
    # Who asked not to be named is not even told apart by whether AI was used.
    assert len(find_all(drawn, "span", class_="ai")) == (kind == "unnamed")

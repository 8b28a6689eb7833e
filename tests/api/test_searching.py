"""Search by names and identifiers, best first: whole names, beginnings, anywhere; each entry once; only what is public."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Contributor
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.shared import search
from tests.api.asking import get, uids


def page(client, query):
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(client, query):
    """All names that a search lists, page by page."""
    found, address = [], f"contributors/?page_size=2&{query}"
    while address:
        body = page(client, address.removeprefix("http://testserver/api/v1/"))
        found += [row["name"] for row in body["results"]]
        address = body["next"]
    return found


def test_whole_names_come_before_beginnings_and_these_before_the_rest(client, people):
    people("小田中 実", "田中 一", "田中", "田中 二", "山田中 茂", "中田 誠")
    assert names(client, "q=田中") == ["田中", "田中 一", "田中 二", "小田中 実", "山田中 茂"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("渡辺", ["渡辺 花", "渡邊 花", "渡邉 花"]), ("渡邉", ["渡辺 花", "渡邊 花", "渡邉 花"]), ("高橋", ["髙橋 花"]),
        ("ばいおりん", ["ヴァイオリン"]), ("studio appp", ["Studio A.P.P.P."]),
    ],
)  # fmt: skip
def test_forms_of_kanji_and_sounds_are_found_by_one_another(client, people, asked, found):
    people("渡辺 花", "渡邊 花", "渡邉 花", "髙橋 花", "ヴァイオリン", "Studio A.P.P.P.")
    assert names(client, f"q={asked}") == found


def test_pages_lead_on_and_back_over_the_stages(client, people):
    people("小田中 実", "田中 一", "田中", "田中 二", "山田中 茂")
    first = page(client, "contributors/?page_size=2&q=田中")
    second = page(client, first["next"].removeprefix("http://testserver/api/v1/"))
    third = page(client, second["next"].removeprefix("http://testserver/api/v1/"))
    assert (first["previous"], third["next"]) == (None, None)
    assert [row["name"] for row in second["results"]] == ["田中 二", "小田中 実"]
    back = page(client, third["previous"].removeprefix("http://testserver/api/v1/"))
    assert back["results"] == second["results"]
    again = page(client, back["previous"].removeprefix("http://testserver/api/v1/"))
    assert again["results"] == first["results"]


def test_the_worst_come_first_on_request(client, people):
    people("小田中 実", "田中 一", "田中")
    assert names(client, "q=田中&ordering=-relevance") == ["小田中 実", "田中 一", "田中"]


def test_an_entry_with_several_matching_names_is_listed_once(client, people, now):
    (one,) = people("田中 一")
    for text in ("田中はじめ", "小田中 一", "田中"):
        add_name(one, text=text, script="native", kind="alias", by=None, now=now)
    assert names(client, "q=田中") == ["田中 一"]
    assert page(client, "contributors/?q=田中&count=exact")["count"] == 1


def test_an_identifier_is_found_with_its_scheme_and_alone(client, people, now):
    one, other = people("田中 一", "田中 二")
    add_external_id(contributor=one, scheme="imdb", value="nm0594503", by=None, now=now)
    add_external_id(contributor=other, scheme="tmdb", value="1995", by=None, now=now)
    for text in ("nm0594503", "imdb:nm0594503", "IMDB:NM0594503", "ｎｍ0594503"):
        assert names(client, f"q={text}") == ["田中 一"]
    assert names(client, "q=tmdb:1995") == ["田中 二"]
    for text in ("1995", "imdb:nm0594504", "nowhere:1"):
        assert names(client, f"q={text}") == []
    assert names(client, "q=nm0594503&ordering=name") == ["田中 一"]
    assert page(client, "contributors/?q=nm0594503&count=exact")["count"] == 1


def test_a_production_is_found_by_its_identifier(client, production, now):
    add_external_id(production=production, scheme="wikidata", value="Q116748586", by=None, now=now)
    assert [row["title"] for row in page(client, "productions/?q=Q116748586")["results"]] == ["犬と少年"]


def test_private_people_are_passed_over_however_many_they_are(client, people, now):
    for number in range(40):
        create_contributor(name=f"田中 あ{number}", by=None, now=now)
    people("田中 ん", "小田中 実")
    assert names(client, "q=田中") == ["田中 ん", "小田中 実"]


def test_other_parameters_narrow_a_search(client, people):
    people(*(f"田中 {number}" for number in range(9)))
    people("田中プロダクション", kind="organization")
    assert names(client, "q=田中&kind=organization") == ["田中プロダクション"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_costs_the_same_with_1_and_with_30_people(
    client, people, rows, django_assert_num_queries, now
):
    people(*(f"田中 {number:02}" for number in range(rows)))
    page(client, "contributors/?q=田中&page_size=30")
    # whose whole name it is, what begins with it, who of these is public, what else holds it
    with django_assert_num_queries(4):
        assert len(page(client, "contributors/?q=田中&page_size=30")["results"]) == rows


def test_a_search_may_ask_for_members(client, production, people, now):
    create_production(title="犬", kind="short", visibility="public", by=None, now=now)
    rows = page(client, "productions/?q=犬&fields=title,episodes")["results"]
    assert rows == [{"title": "犬", "episodes": []}, {"title": "犬と少年", "episodes": []}]


def test_a_cursor_that_fits_no_column_is_a_400(client, people):
    people("田中 一", "田中 二", "田中 三")
    for place in ([1, "a\0b", 1], [1, "a", 2**70], [9**99, "a", 1]):
        cursor = base64.urlsafe_b64encode(json.dumps([False, *map(str, place)]).encode()).decode().rstrip("=")
        assert client.get(f"/api/v1/contributors/?q=田中&cursor={cursor}").status_code == 400


def test_search_puts_the_best_first_and_forgives_a_slip_in_latin(client, production, role, now):
    spellings = {
        "原": None,
        "原口": None,
        "牧原亮太郎": "Ryotaro Makihara",
        "Makihara": None,
        "牧": "Makiharada",
    }
    for name, romaji in spellings.items():
        person = create_contributor(name=name, by=None, now=now)
        if romaji:
            add_name(person, text=romaji, script="romaji", by=None, now=now)
        row = {"role": role("layout"), "contributor": person}
        enter_credits(production, [row], by=None, now=now, state="confirmed")

    assert names(client, "q=原") == ["原", "原口"]
    assert names(client, "q=Makihara") == ["Makihara", "牧", "牧原亮太郎"]
    assert names(client, "q=makihra")[0] == "Makihara"
    assert names(client, "q=ryotaro makihata") == ["牧原亮太郎"]
    assert names(client, "q=まきはら") == names(client, "q=Makihara")
    assert names(client, "q=龘龘") == names(client, "q=zzzzzz") == []
    assert set(names(client, "q=Makihara&ordering=-name")) == {"Makihara", "牧", "牧原亮太郎"}
    get(client, "contributors/?ordering=relevance", 400)
    assert len(uids(client, "credits/?q=Makihara")) == 3
    for quoted in ("%25", "_", "\\", "%25%25", "__"):
        assert names(client, f"q={quoted}") == []
    get(client, "contributors/?q='", 400)


def test_names_that_are_too_long_to_be_near_take_nobodys_place(person, now, monkeypatch):
    # The bound alone is small here: the real one is 2,000 names.
    monkeypatch.setattr(search, "MAX_CANDIDATES", 1)  # the real bound would need thousands of people
    create_contributor(name="Makiharada Yamanaka", script="romaji", by=None, now=now)
    near = create_contributor(name="Makihra", script="romaji", by=None, now=now)
    assert Contributor.objects.near("Makihara") == [near.pk]


@given(st.text(alphabet="abcd", min_size=4, max_size=12), st.text(alphabet="abcd", min_size=1, max_size=24))
def test_no_near_text_has_another_length(text, other):
    fewest, most = search.find_near_lengths(len(text))
    assert fewest <= len(other) <= most or fuzz.ratio(text, other) < search.MIN_SIMILARITY_PERCENT


def test_the_shortest_and_the_longest_near_text():
    assert search.find_near_lengths(8) == (6, 12)
    assert (fuzz.ratio("abcdefgh", "abcdef"), fuzz.ratio("abcdefgh", "abcdefghijkl")) == (
        pytest.approx(600 / 7),
        80,
    )

"""`roles/?q=`: what is called so comes first, then what is printed so, then what begins so."""

import pytest

from tests.api.asking import get, uids

pytestmark = pytest.mark.django_db


def list_codes(client, query):
    return [row["code"] for row in get(client, f"roles/?{query}").json()["results"]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("原画", "key_animation"),
        ("作監", "animation_director"),
        ("LO", "layout"),
        ("genga", "key_animation"),
        ("動検", "inbetween_check"),
        ("演出", "episode_director"),
        ("仕上げ", "digital_paint"),
        ("仕上", "digital_paint"),
        ("監督", "director"),
        ("どうが", "inbetween"),
        ("れいあうと", "layout"),
        ("2nd key animation", "second_key_animation"),
        ("key_animation", "key_animation"),
    ],
)
def test_the_role_that_is_called_so_comes_first(client, text, code):
    assert list_codes(client, f"q={text}")[0] == code


def test_labels_that_begin_so_come_before_those_that_hold_it(client):
    found = list_codes(client, "q=美術監&page_size=200")
    assert found[:2] == ["art_director", "assistant_art_director"]
    assert "chief_art_director" in found[2:]


def test_pages_of_a_search_have_each_role_once(client):
    whole = list_codes(client, "q=監督&page_size=200")
    address, found = "roles/?q=監督&page_size=7", []
    while address:
        page = get(client, address).json()
        found += [row["code"] for row in page["results"]]
        address = page["next"] and page["next"].split("/api/v1/")[1]
    assert found == whole
    assert list_codes(client, "q=監督&ordering=-relevance&page_size=200") == whole[::-1]
    assert sorted(whole) == list_codes(client, "q=監督&ordering=code&page_size=200")
    assert get(client, "roles/?q=監督&count=exact").json()["count"] == len(whole)


def test_a_search_is_narrowed_by_other_parameters(client):
    assert list_codes(client, "q=監督&department=sound")[0] == "sound_director"
    assert list_codes(client, "q=監督&department=cast") == []
    assert list_codes(client, "q=nothing%20is%20called%20so") == []
    get(client, "roles/?ordering=relevance", 400)


@pytest.mark.parametrize("text", ["layout", "レイアウト", "LO", "Layout", "レイ・アウト"])
def test_credits_are_narrowed_to_a_role_by_what_it_is_called(client, series, text):
    by_code = uids(client, "credits/?role=layout&page_size=200")
    assert len(by_code) == 16
    assert uids(client, f"credits/?role={text}&page_size=200") == by_code


def test_a_code_is_asked_before_a_label(client):
    """`composition` is the code of 構成, and “Composition” another spelling of 作曲."""
    assert list_codes(client, "code=composition") == ["composition"]
    assert list_codes(client, "code=Composition") == ["composer"]

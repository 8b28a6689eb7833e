"""The cast on the pages of a work, an episode and a person: a character, and beside it who voices them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.cast.services.characters import create_character
from productions.catalogue.services.productions import add_episode
from productions.credits.services.billing import order_credits
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, get_value


@pytest.fixture
def voice(production, confirmed, role, now):
    """A voice credit for the character of a name, which is made."""

    def give(name, *, name_en="", **values):
        character = create_character(production, name=name, name_en=name_en, by=None, now=now)
        return confirmed(role=role("voice"), portrayals=[{"character": character}], **values)

    return give


def read_cast(page):
    """Characters with those who voice them, in the order of the page; none where the page has no cast."""
    return [
        (get_text(who), [get_text(name) for name in find_all(names, "a")])
        for part in find_all(page, "section", aria_labelledby="cast")
        for who, names in zip(find_all(part, "dt"), find_all(part, "dd"), strict=True)
    ]


def test_the_cast_stands_in_the_order_of_the_roll_with_names_in_the_readers_language(
    open_page, production, voice, person, now
):
    other = create_contributor(name="見本 花", by=None, now=now)
    first = voice("結城ハルカ", name_en="Haruka Yuki", contributor=person)
    second = voice(
        "村長", contributor=other, character_as_printed="村の長", character_as_printed_language="ja"
    )
    order_credits(production, credits=[second, first], by=None, now=now)
    address = f"productions/{production.uid}/"
    assert read_cast(open_page(address)) == [("村の長", ["見本 花"]), ("Haruka Yuki", ["牧原亮太郎"])]
    assert read_cast(open_page(address, "ja"))[1] == ("結城ハルカ", ["牧原亮太郎"])
    (printed,) = find_all(open_page(address), "dt", lang="ja")
    assert get_text(printed) == "村の長"


def test_an_episode_has_its_cast_and_a_person_their_characters(open_page, production, voice, person, now):
    episode = add_episode(production, number="1", by=None, now=now)
    voice("結城ハルカ", contributor=person, episode=episode)
    assert read_cast(open_page(f"episodes/{episode.uid}/", "ja")) == [("結城ハルカ", ["牧原亮太郎"])]
    (work,) = find_all(open_page(f"people/{person.uid}/", "ja"), "dl", class_="did")
    assert "結城ハルカ" in [get_text(told) for told in find_all(work, "dd")]


def test_a_character_whose_voice_withheld_their_name_is_told_nowhere(
    open_page, production, voice, person, now
):
    credit = voice("結城ハルカ", contributor=person, character_as_printed="ハルカ")
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    page = open_page(f"productions/{production.uid}/", "ja")
    assert read_cast(page) == []
    assert "ハルカ" not in get_text(page)


def test_a_work_without_a_cast_says_nothing_of_one(open_page, production, confirmed, person):
    confirmed(contributor=person)
    page = open_page(f"productions/{production.uid}/")
    assert [get_value(part, "aria-labelledby") for part in find_all(page, "section")].count("cast") == 0


def test_thirty_characters_cost_as_many_queries_as_one(client, production, voice, person, now):
    voice("一", contributor=person)
    address = f"/en/productions/{production.uid}/"
    client.get(address)
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        counts.append(len(counted))
        for number in range(29):
            voice(
                f"役{turn}-{number}", contributor=create_contributor(name=f"見本 {number}", by=None, now=now)
            )
        client.get(address)
    assert counts[0] == counts[1]

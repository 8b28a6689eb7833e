"""Characters over the API: whom a confirmed credit names, and the credits that voice them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.cast.services.characters import add_variant, create_character
from productions.credits.services.credits import enter_credit
from productions.models import Role
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging_characters import merge_characters
from productions.withholding.services.withholding import record_wish
from tests.api.asking import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def hero(production, now):
    return create_character(production, name="結城ハルカ", name_en="Haruka Yuki", by=None, now=now)


def list_names(client, path="characters/"):
    return [row["name"] for row in get(client, path).json()["results"]]


def test_a_character_is_public_with_the_first_confirmed_credit(
    client, production, person, role, confirmed, hero, now
):
    enter_credit(
        production, role=role("voice"), contributor=person, portrayals=[{"character": hero}], by=None, now=now
    )
    assert list_names(client) == []  # a draft's cast may be a secret still
    confirmed(contributor=person, role=role("narration"), portrayals=[{"character": hero}])
    assert list_names(client) == ["結城ハルカ"]
    assert list_names(client, f"productions/{production.uid}/characters/") == ["結城ハルカ"]
    assert list_names(client, "characters/?q=はるか") == ["結城ハルカ"]
    assert list_names(client, "characters/?q=dog") == []


def test_a_variant_that_drafts_alone_name_is_not_shown(
    client, production, person, role, confirmed, hero, now
):
    twist, girl = (
        add_variant(hero, kind="age", label=label, by=None, now=now) for label in ("真の姿", "少女期")
    )
    confirmed(contributor=person, role=role("voice"), portrayals=[{"character": hero, "variant": girl}])
    enter_credit(
        production, role=role("narration"), contributor=person,
        portrayals=[{"character": hero, "variant": twist}], by=None, now=now,
    )  # fmt: skip
    answer = get(client, f"characters/{hero.uid}/").json()
    assert [each["label"] for each in answer["variants"]] == ["少女期"]


def test_credits_name_characters_and_are_found_by_them(
    client, production, person, role, confirmed, hero, now
):
    other = create_character(production, name="村長", by=None, now=now)
    voiced = confirmed(
        contributor=person, role=role("voice"), dub_language="en", portrayals=[{"character": hero}, {"character": other}],
        character_as_printed="ハルカ／村長", character_as_printed_language="ja",
    )  # fmt: skip
    confirmed(contributor=person, role=role("director"))
    (row,) = get(client, f"credits/?character={other.uid}").json()["results"]
    assert row["uid"] == str(voiced.uid)
    assert [(each["character"], each["name"], each["variant"]) for each in row["portrayals"]] == [
        (str(hero.uid), "結城ハルカ", None), (str(other.uid), "村長", None),
    ]  # fmt: skip
    assert (row["character_as_printed"], row["character_as_printed_language"], row["dub_language"]) == (
        "ハルカ／村長", "ja", "en",
    )  # fmt: skip
    assert row["role_as_printed_language"] is None
    assert [each["uid"] for each in get(client, "credits/?dub_language=en").json()["results"]] == [row["uid"]]


def test_whoever_withheld_their_name_is_not_found_by_the_character(
    client, production, person, role, confirmed, hero, now
):
    credit = confirmed(contributor=person, role=role("voice"), portrayals=[{"character": hero}])
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    assert get(client, f"credits/?character={hero.uid}").json()["results"] == []
    assert get(client, f"credits/{credit.uid}/").json()["portrayals"] == []
    assert list_names(client) == []


def test_the_uid_of_a_merged_character_leads_to_the_one_that_stays(
    client, production, person, role, confirmed, hero, now
):
    double = create_character(production, name="ゆうき", by=None, now=now)
    confirmed(contributor=person, role=role("voice"), portrayals=[{"character": double}])
    merge_characters(double, into=hero, by=None, now=now, reason="The same.")
    answer = client.get(f"/api/v1/characters/{double.uid}/")
    assert (answer.status_code, answer.headers["Location"]) == (308, f"/api/v1/characters/{hero.uid}/")


def test_lists_cost_the_same_queries_for_1_and_30_rows(client, production, confirmed, now):
    voice = Role.objects.get(code="voice")
    counts = {}
    for path in ("characters/", "credits/?role=voice"):
        get(client, path)
    for count in (1, 30):
        while production.characters.count() < count:
            number = production.characters.count()
            character = create_character(production, name=f"役{number}", by=None, now=now)
            variant = add_variant(character, kind="age", label="幼少期", by=None, now=now)
            someone = create_contributor(name=f"見本 {number}", by=None, now=now)
            confirmed(
                contributor=someone, role=voice, portrayals=[{"character": character, "variant": variant}]
            )
        for path in ("characters/?page_size=50", "credits/?role=voice&page_size=50"):
            get(client, path)
            with CaptureQueriesContext(connection) as asked:
                assert len(get(client, path).json()["results"]) == count
            counts.setdefault(path, set()).add(len(asked))
    assert all(len(found) == 1 for found in counts.values()), counts

"""Fields that offer entries while one types say what tells them apart, offer what belongs to what was chosen, and the exact first."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.people.services.contributors import create_contributor
from productions.shared.choices import ContributorKind
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import read_page_text


def ask_choices(client, model, field, term="", **chosen):
    asked = {"app_label": "productions", "model_name": model, "field_name": field, "term": term}
    asked |= {f"chosen_{name}": entry.pk for name, entry in chosen.items()}
    answer = client.get(f"/admin/autocomplete/?{urlencode(asked)}")
    assert answer.status_code == 200
    return answer.json()["results"]


def list_texts(client, model, field, term="", **chosen):
    return [row["text"] for row in ask_choices(client, model, field, term, **chosen)]


@pytest.fixture
def third(production, now):
    return add_episode(production, number="3", by=None, now=now)


@pytest.fixture
def cuts(production, third, now):
    numbers = ("C001", "C010", "C100", "C001A")
    return add_cuts(production, [{"number": number} for number in numbers], episode=third, by=None, now=now)


@pytest.fixture
def other(now):
    return create_production(title="別の作品", kind="series", by=None, now=now)


@pytest.mark.parametrize("term", ["C-1", "c001", "Ｃ００１", "カット1", "1", "#3 C001"])
def test_a_cut_is_found_however_its_number_is_written_the_exact_one_first(
    client, boss, production, cuts, term
):
    found = list_texts(client, "credit", "cut", term)
    assert found[0] == f"C001 · #3 {production.title}"


def test_a_cut_fills_the_episode_and_the_production(client, boss, production, third, cuts):
    row = ask_choices(client, "credit", "cut", "C001")[0]
    assert {name: entry["id"] for name, entry in row["fills"].items()} == {
        "production": str(production.pk), "episode": str(third.pk),
    }  # fmt: skip
    assert row["fills"]["episode"]["text"] == f"#3 · {production.title}"


def test_what_was_chosen_above_narrows(client, boss, production, third, cuts, other, now):
    episode = add_episode(other, number="3", by=None, now=now)
    add_cuts(other, [{"number": "C001"}], episode=episode, by=None, now=now)
    assert len(list_texts(client, "credit", "cut", "C001")) == 5
    assert list_texts(client, "credit", "cut", "C001", production=other) == ["C001 · #3 別の作品"]
    assert list_texts(client, "credit", "cut", "C001", episode=episode) == ["C001 · #3 別の作品"]
    assert list_texts(client, "credit", "episode", production=other) == ["#3 · 別の作品"]
    assert list_texts(client, "credit", "episode", "第三話", production=production) == [
        f"#3 · {production.title}"
    ]


def test_a_production_that_the_user_does_not_see_narrows_to_nothing(client, staff, cuts, other, now):
    add_cuts(other, [{"number": "C001"}], by=None, now=now)
    client.force_login(staff("editor"))
    assert list_texts(client, "credit", "cut", "C001", production=other) == []
    assert len(list_texts(client, "credit", "cut", "C001")) == 4


def test_namesakes_are_told_apart_by_reading_works_and_studio(client, boss, production, role, now):
    studio = create_contributor(name="スタジオ例", kind=ContributorKind.ORGANIZATION, by=None, now=now)
    worker = create_contributor(name="田中 花", kana="たなか はな", by=None, now=now)
    create_contributor(name="田中 花", disambiguation="声優", by=None, now=now)
    row = {"role": role("layout"), "contributor": worker, "affiliation": studio}
    enter_credits(production, [row], by=None, now=now)
    assert list_texts(client, "credit", "contributor", "たなか はな")[0] == (
        f"田中 花 (たなか はな) · “{production.title}” {production.year} · スタジオ例".replace(" None", "")
    )
    assert "田中 花 · 声優" in list_texts(client, "credit", "contributor", "田中 花")


def test_a_credit_is_found_by_its_cut_and_role(client, boss, production, third, cuts, person, role, now):
    rows = [
        {"role": role(code), "contributor": person, "cut": cuts[0], "episode": third}
        for code in ("layout", "key_animation")
    ]
    enter_credits(production, rows, by=None, now=now)
    (found,) = list_texts(client, "aiuse", "credit", "c-1 genga")
    assert found == f"C001 Key animation {person.name} · #3 {production.title}"
    assert len(list_texts(client, "aiuse", "credit", person.name)) == 2


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_choices_costs_few_queries(client, boss, production, third, person, role, now, count):
    made = add_cuts(
        production,
        [{"number": f"C{each:03}"} for each in range(1, count + 1)],
        episode=third,
        by=None,
        now=now,
    )
    rows = [{"role": role("layout"), "contributor": person, "cut": cut, "episode": third} for cut in made]
    enter_credits(production, rows, by=None, now=now)
    client.get("/admin/")
    for model, field in (("credit", "cut"), ("aiuse", "credit"), ("credit", "contributor")):
        with CaptureQueriesContext(connection) as asked:
            ask_choices(client, model, field, production=production)
        assert len(asked) <= 13


def test_a_form_calls_its_choice_as_the_list_does(client, boss, production, third, cuts):
    page = client.get(f"/admin/productions/credit/add/?cut={cuts[0].pk}")
    assert f"C001 · #3 {production.title}" in read_page_text(page)


@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", "\0"])
def test_what_is_no_key_is_no_choice(client, boss, person, key):
    assert client.get("/admin/productions/credit/add/", {"contributor": key}).status_code == 200
    split = f"/admin/productions/contributor/{person.pk}/split/"
    assert client.post(split, {"into": key, "reason": "two people"}).status_code == 200
    merge = f"/admin/productions/contributor/{person.pk}/merge/"
    assert client.get(merge, {"into": key}).status_code == 200


def test_whoever_withholds_their_name_is_offered_as_somebody_who_never_worked_there(
    client, boss, production, confirmed, role, now
):
    """That they are not offered would tell, and so would the work (H16)."""
    withholding, stranger = (
        create_contributor(name=f"例田 {given}", by=None, now=now) for given in ("湊", "蓮")
    )
    credit = confirmed(contributor=withholding, role=role("layout"))
    assert production.title in list_texts(client, "credit", "contributor", "例田 湊")[0]
    withhold_name(credit, statement="Leave me out.", stated_on=now.date(), by=None, now=now)
    for chosen in ({}, {"production": production}):
        rows = ask_choices(client, "credit", "contributor", "例田", **chosen)
        assert {row["id"]: row["text"] for row in rows} == {
            str(withholding.pk): "例田 湊", str(stranger.pk): "例田 蓮",
        }  # fmt: skip
        assert {str(row["fills"]) for row in rows} == {"{}"}

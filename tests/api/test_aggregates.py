"""`credits/groups/`: a list of credits counted by person, role, production or company of the chain; nobody is counted away."""

import pytest

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import create_production, update_production, update_title
from productions.credits.services.bulk_credits import enter_credits
from productions.models import ProductionTitle
from productions.people.services.contributors import create_contributor
from tests.html_pages import read_body


def groups(client, query):
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def counts(credits, unnamed, people, productions, roles, cuts, first=2023, last=2023):
    return {
        "credits": credits, "unnamed": unnamed, "unnamed_people": unnamed, "people": people, "productions": productions, "roles": roles,
        "cuts": cuts, "first_year": first, "last_year": last,
    }  # fmt: skip


@pytest.fixture
def film(production, role, now):
    """One person with layout on two cuts and direction, another with layout on one, one credit without a name."""
    one = create_contributor(name="見本 一", by=None, now=now)
    two = create_contributor(name="見本 二", by=None, now=now)
    first, second = add_cuts(production, [{"number": "1"}, {"number": "2"}], by=None, now=now)
    rows = [
        {"role": role("layout"), "contributor": one, "cut": first},
        {"role": role("layout"), "contributor": one, "cut": second},
        {"role": role("director"), "contributor": one},
        {"role": role("layout"), "contributor": two, "cut": second},
        {"role": role("background_art"), "absence_reason": "unknown_lost", "cut": first},
    ]
    enter_credits(production, rows, by=None, now=now, state="confirmed")
    return production


def test_by_person_the_busiest_first_and_the_unnamed_too(client, film):
    found = groups(client, f"productions/{film.uid}/credits/groups/?by=person")
    named = [(row.pop("contributor") or {}).get("name") for row in found]
    assert named == ["見本 一", None, "見本 二"]
    assert found == [counts(3, 0, 1, 1, 2, 2), counts(1, 1, 0, 1, 1, 1), counts(1, 0, 1, 1, 1, 1)]


def test_by_role(client, film):
    found = groups(client, "credits/groups/?by=role")
    assert [row.pop("role")["code"] for row in found] == ["layout", "director", "background_art"]
    assert found == [counts(3, 0, 2, 1, 1, 2), counts(1, 0, 1, 1, 1, 0), counts(1, 1, 0, 1, 1, 1)]


def test_by_production_within_all_filters(client, film, role, now):
    other = create_production(title="別の作品", kind="film", year=2001, visibility="public", by=None, now=now)
    person = create_contributor(name="見本 三", by=None, now=now)
    enter_credits(
        other, [{"role": role("layout"), "contributor": person}], by=None, now=now, state="confirmed"
    )
    found = groups(client, "credits/groups/?by=production&role=layout")
    assert [row.pop("production")["title"] for row in found] == ["犬と少年", "別の作品"]
    assert found == [counts(3, 0, 2, 1, 1, 2), counts(1, 0, 1, 1, 1, 0, 2001, 2001)]
    update_production(other, visibility="private", by=None, now=now)
    assert len(groups(client, "credits/groups/?by=production")) == 1


def test_unnamed_people_are_counted_at_their_least(client, production, role, now):
    """3 and 1 on one cut, 5 and one of unknown number on another: at least 6, who may all have been on both."""
    cuts = add_cuts(production, [{"number": "1"}, {"number": "2"}], by=None, now=now)
    heads = ((cuts[0], 3), (cuts[0], 1), (cuts[1], 5), (cuts[1], None))
    rows = [
        {"role": role("inbetween"), "absence_reason": "unknown_lost", "cut": cut, "headcount": count}
        for cut, count in heads
    ]
    enter_credits(production, rows, by=None, now=now, state="confirmed")
    for aggregate in ("person", "role", "production", "giver", "studio"):
        (found,) = groups(client, f"credits/groups/?by={aggregate}")
        assert (found["credits"], found["unnamed"], found["unnamed_people"], found["people"]) == (4, 4, 6, 0)


def test_pages_of_groups_lead_on_and_back(client, film):
    whole = groups(client, "credits/groups/?by=person")
    first = client.get("/api/v1/credits/groups/?by=person&page_size=1&count=exact").json()
    assert (first["results"], first["previous"], first["count"]) == (whole[:1], None, 3)
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert (second["results"], third["results"], third["next"]) == (whole[1:2], whole[2:], None)
    assert client.get(third["previous"]).json()["results"] == whole[1:2]


def test_the_companies_of_the_chain_are_counted(client, production, company, person, role, now):
    gave = create_contributor(name="元請け", kind="organization", by=None, now=now)
    rows = [
        {"role": role("layout"), "contributor": person, "affiliation": company, "contracted_by": gave},
        {"role": role("inbetween"), "contributor": person, "affiliation": company},
        {"role": role("director"), "contributor": person},
    ]
    enter_credits(production, rows, by=None, now=now, state="confirmed")
    found = {
        by: [
            (group[member] and group[member]["name"], group["credits"])
            for group in groups(client, f"credits/groups/?by={by}")
        ]
        for by, member in (("giver", "contracted_by"), ("studio", "affiliation"))
    }
    assert found == {"giver": [(None, 2), ("元請け", 1)], "studio": [("WIT STUDIO", 2), (None, 1)]}


def test_groups_as_a_table(client, film):
    lines = read_body(client.get("/api/v1/credits/groups.csv?by=role")).split("\r\n")
    assert lines[:2] == [
        "role.code,role.label_en,role.label_ja,credits,unnamed,unnamed_people,people,productions,roles,cuts,first_year,last_year",
        "layout,Layout,レイアウト,3,0,0,2,1,1,2,2023,2023",
    ]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("credits/groups/?by=cut", "by"),
        ("credits/groups/?by=role&fields=uid", "fields"),
        ("credits/groups/?by=role&ordering=uid", "ordering"),
        ("credits/?by=role", "by"),
        ("cuts/?by=role", "by"),
        ("credits/groups/?by=role&cursor=W2ZhbHNlLCJ4Il0", "cursor"),
    ],
)
def test_what_does_not_go_together_is_a_400(client, db, query, parameter):
    answer = client.get(f"/api/v1/{query}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, parameter)


def test_a_renamed_person_is_shown_by_the_new_name_at_once(client, film, now):
    groups(client, "credits/groups/?by=production")
    update_title(ProductionTitle.objects.get(production=film, primary=True), text="犬", by=None, now=now)
    assert groups(client, "credits/groups/?by=production")[0]["production"]["title"] == "犬"


@pytest.mark.parametrize("people", [1, 30])
def test_groups_cost_the_same_with_1_and_with_30_rows(
    client, production, role, now, people, django_assert_num_queries
):
    made = [create_contributor(name=f"見本 {n}", by=None, now=now) for n in range(people)]
    rows = [{"role": role("layout"), "contributor": one} for one in made]
    enter_credits(production, rows, by=None, now=now, state="confirmed")
    assert len(groups(client, "credits/groups/?by=person&page_size=30")) == people
    with django_assert_num_queries(3):  # the groups, whether names have changed, when anything has
        groups(client, "credits/groups/?by=person&page_size=30")

"""`contributors/{uid}/works/`: a studio's productions, its own roles in them, and the people who are named for it."""

import pytest

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.productions import create_production
from productions.withholding.services.withholding import withhold_name
from tests.api.asking import get_json
from tests.html_pages import read_body

GROUP = {"kind": "organization", "headcount": 5, "named_count": 0}


@pytest.fixture
def film(now):
    def film(title, year, visibility="public"):
        return create_production(title=title, kind="film", year=year, visibility=visibility, by=None, now=now)

    return film


def counts(row):
    return [
        row[name] for name in ("credits", "affiliated_credits", "affiliated_people", "affiliated_unnamed")
    ]


def test_a_studios_works_with_its_roles_and_its_people(
    client, production, person, double, company, film, credit_in, now
):
    later, secret = film("のち", 2025), film("ひみつ", 2026, "private")
    credit_in(production, "animation_production", contributor=company, **GROUP)
    credit_in(production, "inbetween", contributor=company, credited_as="WIT", affiliation=company, **GROUP)
    credit_in(production, "layout", contributor=person, affiliation=company)
    credit_in(production, "director", contributor=person, affiliation=company)
    withheld = credit_in(production, "storyboard", contributor=double, affiliation=company)
    credit_in(production, "music", contributor=person)
    credit_in(later, "layout", contributor=person, affiliation=company)
    credit_in(secret, "layout", contributor=person, affiliation=company)
    works = get_json(client, f"contributors/{company.uid}/works/?count=exact")
    assert works["count"] == 2
    newer, older = works["results"]
    assert newer["production"] == {"uid": str(later.uid), "title": "のち", "year": 2025}
    assert (newer["roles"], counts(newer)) == ([], [0, 1, 1, 0])
    assert counts(older) == [2, 3, 2, 0]
    assert [(role["role"]["code"], role["credited_as"], role["credits"]) for role in older["roles"]] == [
        ("inbetween", ["WIT"], 1), ("animation_production", ["WIT STUDIO"], 1)
    ]  # fmt: skip
    withhold_name(withheld, statement="please", stated_on=now.date(), by=None, now=now)
    assert counts(get_json(client, f"contributors/{company.uid}/works/")["results"][1]) == [2, 3, 1, 1]
    lines = read_body(client.get(f"/api/v1/contributors/{company.uid}/works.csv")).splitlines()
    assert lines[0].startswith("production.uid,production.title,production.year,credits,roles,")


def test_its_pages_lead_on_and_back_and_its_filters_are_those_of_credits(
    client, company, person, film, credit_in
):
    for year in (2001, 2002, 2003):
        credit_in(
            film(f"作品{year}", year), "layout" if year == 2001 else "music", contributor=person, affiliation=company
        )  # fmt: skip
    address = f"contributors/{company.uid}/works/"
    first = get_json(client, f"{address}?page_size=2")
    second = client.get(first["next"]).json()
    assert [row["production"]["year"] for row in first["results"] + second["results"]] == [2003, 2002, 2001]
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert [row["production"]["year"] for row in get_json(client, f"{address}?role=layout")["results"]] == [
        2001
    ]
    for wrong in ("ordering=uid", "fields=credits", "aggregate=role"):
        get_json(client, f"{address}?{wrong}", 400)
    get_json(client, "contributors/00000000-0000-7000-8000-000000000000/works/", 404)


def test_it_costs_the_same_with_1_and_with_30(
    client, company, person, film, credit_in, django_assert_max_num_queries
):
    seen_counts = []
    for rows in (1, 29):
        for n in range(rows):
            work = film(f"作品 {rows} {n}", 2000)
            credit_in(work, "layout", contributor=person, affiliation=company)
            credit_in(work, "animation_production", contributor=company, **GROUP)
        FRAGMENT_CACHE.clear()
        with django_assert_max_num_queries(8) as seen:
            assert len(get_json(client, f"contributors/{company.uid}/works/?page_size=100")["results"]) in (
                1,
                30,
            )
        seen_counts.append(len(seen))
    assert seen_counts == [8, 8]  # four of the page, two kinds of entries, two where to begin

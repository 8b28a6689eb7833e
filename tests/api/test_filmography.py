"""`contributors/{uid}/filmography/`: productions, roles, episodes and cuts; its ranges are read back by `cut=`."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging import merge_contributors
from tests.api.asking import get_json
from tests.html_pages import read_body

NUMBERS = (
    "1", "2", "2A", "3", "4", "C005", "6", "S01-C001", "S01-C002", "S02_3", "2-4", "9,10", "OP", "a1!", "a01!",
)  # fmt: skip


@pytest.fixture
def enter(production, role, now):
    def enter(code, *, of=production, **values):
        row = values | {"role": role(code)}
        return enter_credits(of, [row], by=None, now=now, state="confirmed")[0]

    return enter


@pytest.fixture
def film(now):
    def film(title, year):
        return create_production(title=title, kind="film", year=year, visibility="public", by=None, now=now)

    return film


def test_a_contributors_productions_with_roles_episodes_and_cuts(
    client, production, person, enter, film, role, now
):
    later, undated = film("のち", 2025), film("いつか", None)
    one, two = (add_episode(production, number=number, by=None, now=now) for number in "12")
    cuts = add_cuts(
        production, [{"number": n, "status": status} for n, status in
                     (("1", "active"), ("2", "active"), ("3", "omitted"), ("4", "active"), ("5", "active"))],
        episode=one, by=None, now=now,
    )  # fmt: skip
    for cut in (cuts[0], cuts[1], cuts[3], cuts[4]):
        enter("layout", contributor=person, cut=cut)
    enter("layout", contributor=person, episode=two, credited_as="まきはら", role_as_printed="L/O")
    enter("director", contributor=person)
    enter("director", of=later, contributor=person)
    enter("director", of=undated, contributor=person)
    page = get_json(client, f"contributors/{person.uid}/filmography/?count=exact")
    assert page.pop("count") == 3
    director = {
        "role": {"code": "director", "label_en": role("director").label_en, "label_ja": "監督"},
        "role_as_printed": [],
        "printed_roles": [],
        "credited_as": ["牧原亮太郎"],
        "credits": 1,
        "uncredited": False,
        "episodes": [
            {"episode": None, "segment": None, "whole": True, "cuts": "", "cut_count": 0, "uncredited": False}
        ],
    }
    layout = {
        "role": {"code": "layout", "label_en": "Layout", "label_ja": "レイアウト"},
        "role_as_printed": ["L/O"],
        "printed_roles": [{"text": "L/O", "language": None}],
        "credited_as": ["牧原亮太郎", "まきはら"],
        "credits": 5,
        "uncredited": False,
        "episodes": [
            {"episode": {"uid": str(one.uid), "number": "1", "title": ""}, "segment": None, "whole": False, "cuts": "1-2, 4-5",
             "cut_count": 4, "uncredited": False},
            {"episode": {"uid": str(two.uid), "number": "2", "title": ""}, "segment": None, "whole": True, "cuts": "",
             "cut_count": 0, "uncredited": False},
        ],
    }  # fmt: skip
    assert page == {
        "next": None,
        "previous": None,
        "results": [
            {"production": {"uid": str(later.uid), "title": "のち", "year": 2025}, "credits": 1, "roles": [director]},
            {"production": {"uid": str(production.uid), "title": "犬と少年", "year": 2023}, "credits": 6,
             "roles": [director, layout]},
            {"production": {"uid": str(undated.uid), "title": "いつか", "year": None}, "credits": 1,
             "roles": [director]},
        ],
    }  # fmt: skip


def test_it_says_the_role_as_printed_with_its_language_and_what_was_uncredited(
    client, production, person, enter, now
):
    one, two, three = (add_episode(production, number=number, by=None, now=now) for number in "123")
    values = {"contributor": person, "role_as_printed": "総作画監督", "role_as_printed_language": "ja"}
    enter("animation_director", episode=one, **values)
    enter("animation_director", episode=two, **values | {"on_screen": False})
    enter(
        "animation_director",
        episode=three,
        **values | {"role_as_printed": "Chief", "role_as_printed_language": "en"},
    )
    enter("layout", contributor=person, on_screen=False)
    (row,) = get_json(client, f"contributors/{person.uid}/filmography/")["results"]
    layout, direction = sorted(row["roles"], key=lambda role: role["credits"])
    assert (layout["uncredited"], layout["printed_roles"]) == (True, [])
    assert (direction["uncredited"], direction["role_as_printed"]) == (False, ["総作画監督", "Chief"])
    assert direction["printed_roles"] == [
        {"text": "総作画監督", "language": "ja"}, {"text": "Chief", "language": "en"}
    ]  # fmt: skip
    assert [part["uncredited"] for part in direction["episodes"]] == [False, True, False]
    (row,) = get_json(client, f"contributors/{person.uid}/filmography/?on_screen=false")["results"]
    assert [role["credits"] for role in row["roles"]] == [1, 1]
    body = read_body(client.get(f"/api/v1/contributors/{person.uid}/filmography.csv"))
    (cell,) = (line["roles"] for line in csv.DictReader(io.StringIO(body)))
    assert [role["uncredited"] for role in json.loads(cell)] == [
        role["uncredited"]
        for role in get_json(client, f"contributors/{person.uid}/filmography/")["results"][0]["roles"]
    ]


def test_its_pages_lead_on_and_back_and_its_filters_are_those_of_credits(client, person, enter, film):
    for year in (2001, 2002, 2003):
        enter("director" if year == 2002 else "layout", of=film(f"作品{year}", year), contributor=person)

    def years(page):
        return [row["production"]["year"] for row in page["results"]]

    first = get_json(client, f"contributors/{person.uid}/filmography/?page_size=2")
    second = client.get(first["next"]).json()
    assert (years(first), years(second)) == ([2003, 2002], [2001])
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert years(get_json(client, f"contributors/{person.uid}/filmography/?role=layout&year=2002-2003")) == [
        2003
    ]
    lines = read_body(client.get(f"/api/v1/contributors/{person.uid}/filmography.csv")).splitlines()
    assert lines[0] == "production.uid,production.title,production.year,credits,roles"
    assert len(lines) == 4
    for wrong in ("ordering=uid", "fields=credits", "aggregate=role", "colour=red"):
        get_json(client, f"contributors/{person.uid}/filmography/?{wrong}", 400)


def test_a_merged_contributors_leads_on_and_nobodys_is_a_404(client, person, enter, now):
    twin = create_contributor(name="牧原", by=None, now=now)
    enter("layout", contributor=person)
    merge_contributors(twin, into=person, by=None, now=now, reason="the same person")
    moved = client.get(f"/api/v1/contributors/{twin.uid}/filmography/")
    assert (moved.status_code, moved.headers["Location"]) == (
        308, f"/api/v1/contributors/{person.uid}/filmography/"
    )  # fmt: skip
    get_json(client, "contributors/00000000-0000-7000-8000-000000000000/filmography/", 404)


def test_cuts_read_back_as_exactly_the_credits_they_were_written_of(client, production, role, now):
    """Awkward numbers, in two episodes and in none: production, contributor, role, episode and cut find the credits."""
    episodes = [*(add_episode(production, number=number, by=None, now=now) for number in "12"), None]
    cuts = [
        (episode, cut)
        for episode in episodes
        for cut in add_cuts(
            production, [{"number": number} for number in NUMBERS], episode=episode, by=None, now=now
        )
    ]

    @settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.sets(st.sampled_from(range(len(cuts))), min_size=1))
    def check(chosen):
        person, other = (create_contributor(name=name, by=None, now=now) for name in ("見本", "別人"))
        rows = [
            {"role": role("layout"), "contributor": person if place in chosen else other, "cut": cut}
            for place, (_episode, cut) in enumerate(cuts)
        ]
        credits = enter_credits(production, rows, by=None, now=now, state="confirmed")
        made = {str(episode and episode.uid): set() for episode in episodes}
        for place in chosen:
            made[str(cuts[place][0] and cuts[place][0].uid)].add(str(credits[place].uid))
        (row,) = get_json(client, f"contributors/{person.uid}/filmography/")["results"]
        found = {uid: set() for uid in made}
        for part in row["roles"][0]["episodes"]:
            uid = part["episode"]["uid"] if part["episode"] else "none"
            query = {
                "production": production.uid,
                "contributor": person.uid,
                "role": "layout",
                "episode": uid,
            }
            answer = client.get("/api/v1/credits/", query | {"cut": part["cuts"], "page_size": 200})
            found[uid.replace("none", "None")] = {credit["uid"] for credit in answer.json()["results"]}
        assert found == made

    check()


def test_it_costs_the_same_with_1_and_with_30(
    client, person, enter, film, now, django_assert_max_num_queries
):
    counts = []
    for rows in (1, 29):
        for n in range(rows):
            work = film(f"作品 {rows} {n}", 2000)
            episode = add_episode(work, number="1", by=None, now=now)
            (cut,) = add_cuts(work, [{"number": "1"}], episode=episode, by=None, now=now)
            enter("layout", of=work, contributor=person, cut=cut)
        FRAGMENT_CACHE.clear()
        with django_assert_max_num_queries(10) as seen:
            get_json(client, f"contributors/{person.uid}/filmography/?page_size=100")
        counts.append(len(seen))
    assert counts == [10, 10]  # five of the page, three kinds of entries, two where to begin

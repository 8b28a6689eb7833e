"""`productions/{uid}/staff/`: who did what, a row for each person and role, in the order of a roll; and the studios."""

import pytest

from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.staff import STAFF_PAGES
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.credits import enter_credit
from productions.models import Credit
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.withholding.services.withholding import restore_name, withhold_name
from tests.api.asking import get_json
from tests.html_pages import read_body


@pytest.fixture
def series(production, now):
    """Two episodes of four cuts each, and the cuts by episode."""
    episodes = [add_episode(production, number=number, by=None, now=now) for number in "12"]
    numbers = [{"number": number} for number in ("C001", "C002", "C003", "C030")]
    return [
        (episode, add_cuts(production, numbers, episode=episode, by=None, now=now)) for episode in episodes
    ]


@pytest.fixture
def people(now):
    return [create_contributor(name=name, by=None, now=now) for name in ("見本花", "例田波瑠", "仮名朔")]


def test_a_row_has_what_a_person_did_in_a_role(client, production, person, company, confirmed, role, series):
    (one, cuts), (two, others) = series
    for cut in (*cuts[:3], others[3]):
        confirmed(role=role("layout"), contributor=person, cut=cut, affiliation=company)
    confirmed(
        role=role("layout"), contributor=person, episode=two, credited_as="まきはら", role_as_printed="L/O"
    )
    confirmed(role=role("director"), contributor=person)
    director, layout = get_json(client, f"productions/{production.uid}/staff/?lang=ja")["results"]
    assert layout == {
        "department": {"code": "animation", "label": "作画", "label_en": "Animation", "label_ja": "作画"},
        "role": {"code": "layout", "label": "レイアウト", "label_en": "Layout", "label_ja": "レイアウト"},
        "role_as_printed": ["L/O"],
        "kind": "person",
        "contributor": {"uid": str(person.uid), "kind": "person", "name": "牧原亮太郎", "disambiguation": ""},
        "credited_as": ["牧原亮太郎", "まきはら"],
        "printed_as": [],
        "affiliations": [{"uid": str(company.uid), "kind": "organization", "name": "WIT STUDIO", "disambiguation": ""}],
        "credits": 5,
        "cut_count": 4,
        "episodes": [
            {"episode": {"uid": str(one.uid), "number": "1", "title": ""}, "segment": None, "whole": False, "cuts": "C001-C003",
             "cut_count": 3},
            {"episode": {"uid": str(two.uid), "number": "2", "title": ""}, "segment": None, "whole": True, "cuts": "C030",
             "cut_count": 1},
        ],
        "headcount": None,
        "named_count": None,
        "absence_reason": None,
        "on_screen": True,
        "states": ["confirmed"],
        "ai": "not_asked",
        "ai_credits": 0,
    }  # fmt: skip
    assert director["role"]["label"] == "監督"
    assert director["episodes"] == [
        {"episode": None, "segment": None, "whole": True, "cuts": "", "cut_count": 0}
    ]


def test_rows_are_in_the_order_of_a_roll(client, production, people, person, confirmed, role):
    for code, number, position in (
        ("layout", 2, 1), ("layout", 0, 3), ("layout", 1, 2), ("director", 1, 5), ("director", 0, 4), ("voice", 2, 9),
        ("animation_production", 0, 0), ("storyboard", 1, 0), ("music", 0, 0),
    ):  # fmt: skip
        confirmed(role=role(code), contributor=people[number], position=position)
    confirmed(role=role("layout"), absence_reason="not_yet_entered", position=0)
    rows = get_json(client, f"productions/{production.uid}/staff/")["results"]
    roll = build_working_document(production=production, episode=None, edition="")
    printed = [
        (department.code, block.role, line.name)
        for department in roll.departments
        for block in department.blocks
        for line in block.lines
    ]
    listed = [(row["department"]["code"], row["role"]["code"], "".join(row["credited_as"])) for row in rows]
    assert listed == printed
    assert len(listed) == 10


def test_whom_nobody_names_stays_a_number_of_people(
    client, production, people, company, confirmed, role, series, now
):
    """Two who withheld their names are two; of others it is the least there can be; companies say how many are named."""
    (one, cuts), _second = series
    for number, cut in ((0, cuts[0]), (0, cuts[1]), (1, cuts[2])):
        credit = confirmed(role=role("layout"), contributor=people[number], cut=cut)
        if cut != cuts[0]:
            withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    for count, cut in ((2, cuts[0]), (3, cuts[0]), (4, cuts[1])):
        confirmed(role=role("layout"), absence_reason="company_will_not_name", headcount=count, cut=cut)
    confirmed(role=role("layout"), absence_reason="not_yet_entered", episode=one)
    confirmed(
        role=role("inbetween"), contributor=company, kind="organization", headcount=7, named_count=2, episode=one
    )  # fmt: skip
    rows = get_json(client, f"productions/{production.uid}/staff/")["results"]
    told = {
        (row["role"]["code"], row["absence_reason"]): (row["credits"], row["headcount"], row["named_count"])
        for row in rows
    }
    assert told == {
        ("layout", "withheld_by_contributor"): (3, 2, None),
        ("layout", "company_will_not_name"): (3, 5, None),
        ("layout", "not_yet_entered"): (1, None, None),
        ("inbetween", None): (1, 7, 2),
    }
    unnamed = [row for row in rows if row["contributor"] is None]
    assert [(row["credited_as"], row["printed_as"], row["affiliations"]) for row in unnamed] == [
        ([], [], [])
    ] * 3


def test_a_withheld_name_is_gone_and_comes_back(client, production, person, confirmed, role, now):
    credit = confirmed(role=role("layout"), contributor=person, printed_as="牧原")
    address = f"productions/{production.uid}/staff/"
    assert "牧原" in str(get_json(client, address))
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    told = read_body(client.get(f"/api/v1/{address}"))
    assert [text for text in ("牧原", "まきはら", str(person.uid)) if text in told] == []
    for asked in (f"contributor={person.uid}", "q=牧原"):
        assert get_json(client, f"{address}?{asked}")["results"] == []
    restore_name(Credit.objects.get(pk=credit.pk), reason="asked", by=None, now=now)
    assert get_json(client, address)["results"][0]["credited_as"] == ["牧原亮太郎"]


def test_its_filters_are_those_of_credits(
    client, production, people, confirmed, role, series, theirs, credit_in
):
    (_one, cuts), (two, _others) = series
    credit_in(theirs, "director", contributor=people[0])  # private: never shown
    confirmed(role=role("layout"), contributor=people[0], cut=cuts[0])
    confirmed(role=role("layout"), contributor=people[0], episode=two, edition="disc")
    confirmed(role=role("music"), contributor=people[1])
    address = f"productions/{production.uid}/staff/"
    found = {
        asked: [
            (row["role"]["code"], row["credits"]) for row in get_json(client, f"{address}?{asked}")["results"]
        ]
        for asked in ("", "episode=1", "edition=disc", "role=music", "department=animation", "episode=none")
    }
    assert found == {
        "": [("layout", 2), ("music", 1)],
        "episode=1": [("layout", 1)],
        "edition=disc": [("layout", 1)],
        "role=music": [("music", 1)],
        "department=animation": [("layout", 2)],
        "episode=none": [("music", 1)],
    }
    for wrong in ("ordering=uid", "fields=role", "aggregate=role", f"page_size={STAFF_PAGES.limit + 1}"):
        get_json(client, f"{address}?{wrong}", 400)
    get_json(client, f"productions/{theirs.uid}/staff/", 404)


def test_its_pages_lead_on_and_back(client, production, people, confirmed, role):
    for code in ("director", "layout"):
        for position, each in enumerate(people):
            confirmed(role=role(code), contributor=each, position=position)
    confirmed(role=role("layout"), absence_reason="unknown_lost")
    address = f"productions/{production.uid}/staff/"
    everything = get_json(client, address)["results"]
    first = get_json(client, f"{address}?page_size=3&count=exact")
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert [first["count"], second["count"]] == [7, 7]
    assert [*first["results"], *second["results"], *third["results"]] == everything
    assert third["next"] is None
    back = client.get(third["previous"]).json()
    assert back["results"] == second["results"]
    assert client.get(back["previous"]).json()["results"] == first["results"]
    lines = read_body(client.get(f"/api/v1/productions/{production.uid}/staff.csv")).splitlines()
    assert lines[0].startswith("department.code,department.label_en,department.label_ja,role.code,")
    assert len(lines) == 8


def test_ai_is_used_where_any_credit_says_so_and_none_where_all_do(
    client, production, person, confirmed, role, series, now
):
    (_one, cuts), _second = series
    credits = [confirmed(role=role("layout"), contributor=person, cut=cut) for cut in cuts[:2]]
    address = f"productions/{production.uid}/staff/"

    def told():
        (row,) = get_json(client, address)["results"]
        return row["ai"], row["ai_credits"]

    def declare(credit, answer):
        declare_ai(
            credit, answer=answer, declared_by=person, declared_at=now, wording="In my work.", basis="own_statement",
            by=None, now=now,
        )  # fmt: skip

    declare(credits[0], "none")
    assert told() == ("not_asked", 0)
    declare(credits[1], "used")
    assert told() == ("used", 1)


def test_it_costs_the_same_with_1_and_with_30(
    client, production, confirmed, role, series, company, now, django_assert_max_num_queries
):
    (_one, cuts), _second = series
    counts = []
    for rows in (1, 29):
        for n in range(rows):
            each = create_contributor(name=f"見本 {rows} {n}", by=None, now=now)
            confirmed(role=role("layout"), contributor=each, cut=cuts[n % 4], affiliation=company)
        FRAGMENT_CACHE.clear()
        with django_assert_max_num_queries(11) as seen:
            assert len(get_json(client, f"productions/{production.uid}/staff/")["results"]) in (1, 30)
        counts.append(len(seen))
    assert counts == [11, 11]  # five of the page, four kinds of entries, two where to begin


def test_a_productions_studios_are_organizations_that_credits_name_so(
    client, production, company, person, confirmed, role, now
):
    """Not the studio that somebody worked for, not 制作協力, and no person; where nothing says so there is none."""
    other = create_contributor(name="スタジオ見本", kind="organization", by=None, now=now)
    episode = add_episode(production, number="1", by=None, now=now)
    address = f"productions/{production.uid}/?fields=uid&include=studios"
    confirmed(role=role("layout"), contributor=person, affiliation=company)
    confirmed(role=role("animation_production"), contributor=person)
    group = {"kind": "organization", "headcount": 5, "named_count": 0}
    confirmed(role=role("production_cooperation"), contributor=other, **group)
    enter_credit(
        production=production, role=role("animation_production"), contributor=other, by=None, now=now, **group
    )  # a draft
    assert get_json(client, address)["studios"] == []
    confirmed(role=role("production_company"), contributor=company, **group)
    confirmed(role=role("animation_production"), contributor=company, **group)
    confirmed(role=role("animation_production"), contributor=company, episode=episode, **group)
    (studio,) = get_json(client, address)["studios"]
    assert (studio["contributor"]["name"], studio["role"]["code"], studio["credited_as"]) == (
        "WIT STUDIO", "animation_production", "WIT STUDIO"
    )  # fmt: skip


def test_studios_cost_the_same_with_1_and_with_30(
    client, company, role, credit_in, now, django_assert_max_num_queries
):
    counts = []
    for rows in (1, 29):
        for n in range(rows):
            work = create_production(
                title=f"作品 {rows} {n}", kind="film", visibility="public", by=None, now=now
            )
            credit_in(
                work, "animation_production", contributor=company, kind="organization", headcount=1, named_count=0
            )  # fmt: skip
        FRAGMENT_CACHE.clear()
        with django_assert_max_num_queries(12) as seen:
            found = get_json(client, "productions/?include=studios&page_size=100")["results"]
        assert [row["studios"][0]["contributor"]["name"] for row in found] == ["WIT STUDIO"] * len(found)
        counts.append(len(seen))
    assert counts[0] == counts[1]

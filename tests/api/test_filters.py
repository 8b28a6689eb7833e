"""What narrows a list, and how much of it a question may hold."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.filter_fields import ChoiceParameter, CodeParameter
from api.read.filters import MAX_QUERY_CHARACTERS
from api.read.known_codes import KnownCodeParameter
from api.resources.registry import RESOURCES
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import create_production, publish_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, set_state, update_credit
from productions.ledger.services.ledger import read_newest_number
from productions.models import Role
from productions.people.services.contributors import create_contributor
from productions.people.services.external_ids import add_external_id
from productions.people.services.private_details import add_private_details
from productions.withholding.services.withholding import withhold_name
from tests.api.asking import get, uids

CODED = [
    (resource.address, name)
    for resource in RESOURCES
    for name, parameter in resource.source.parameters.items()
    if isinstance(parameter, (CodeParameter, ChoiceParameter, KnownCodeParameter))
]
"""Every list and its filters by code."""


def test_numbers_and_ranges_of_episodes_and_cuts(client, production, series):
    def found(query):
        hits = set(uids(client, f"productions/{production.uid}/credits/?page_size=200&{query}"))
        return sorted(key for key, credit in series.items() if str(credit.uid) in hits)

    assert found("cut=2-3&episode=2") == [("2", "2"), ("2", "2A"), ("2", "3")]
    assert found("cut=C001,2a&episode=1") == [("1", "1"), ("1", "2A")]
    assert {episode for episode, _cut in found("episode=1,3-4")} == {"1", "3", "4"}
    one = series["3", "1"]
    assert uids(client, f"credits/?cut={one.cut.uid},{series['3', '2'].cut.uid}") == [
        str(one.uid), str(series["3", "2"].uid)
    ]  # fmt: skip
    assert uids(client, f"credits/?episode={one.episode.uid}&cut=1") == [str(one.uid)]
    assert len(uids(client, f"cuts/?episode={one.episode.uid}&number=2-3")) == 3
    assert len(uids(client, f"episodes/?production={production.uid}&number=2-3")) == 2


def test_a_hyphen_after_a_scene_belongs_to_the_number_of_the_cut(client, production, now):
    numbers = ("11", "12", "13", "S01-C012", "S01-C013", "SC01-SH010")
    add_cuts(production, [{"number": number} for number in numbers], by=None, now=now)

    def found(text):
        page = get(client, f"productions/{production.uid}/cuts/?ordering=number&fields=number&number={text}")
        return [row["number"] for row in page.json()["results"]]

    assert found("S01-C012") == found("s1-12") == found("s1_12") == ["S01-C012"]
    assert found("SC01-SH010") == ["SC01-SH010"]
    assert found("11-12,S01-C013") == ["11", "12", "S01-C013"]
    assert found("S01-C012~S01-C013") == found("S01C012-S01C013") == ["S01-C012", "S01-C013"]
    assert found("12-15") == ["12", "13"]
    problems = [get(client, f"cuts/?number={text}", 400).json()["errors"] for text in ("12-C13", "13-12")]
    assert problems == [
        [{
            "parameter": "number",
            "detail": "“12-C13” may be a range or the number of one cut: write 12~C13 for the range, 12_C13 for the cut.",
        }],
        [{"parameter": "number", "detail": "The range 13-12 ends before it begins."}],
    ]  # fmt: skip


def test_filters_of_people_productions_and_ai(client, production, person, confirmed, role, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    hit, other = confirmed(contributor=person, role=role("layout")), confirmed(contributor=person)
    record_ai_use(
        hit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="prompt_guided",
        extent="assist", by=None, now=now,
    )  # fmt: skip
    add_external_id(scheme="imdb", value="nm0594503", contributor=person, by=None, now=now)
    quiet = confirmed(contributor=create_contributor(name="静か", by=None, now=now))
    withhold_name(quiet, statement="x", stated_on=now.date(), by=None, now=now)
    everything = [str(credit.uid) for credit in (hit, other, quiet)]
    read_newest_number()
    expected = {
        f"credits/?ai_system={system.uid}": everything[:1],
        "credits/?source_type=algorithmicMedia,trainedAlgorithmicMedia": everything[:1],
        "credits/?oversight=human_validated": [],
        "credits/?withheld=true": everything[2:], "credits/?withheld=false": everything[:2],
        "credits/?year=2020-2023": everything, "credits/?year=1999,2001-2005": [],
        "credits/?role=layout,director": everything[:1],
        "credits/?updated_after=2026-04-01": everything, "credits/?updated_after=2026-06-01T00:00:00Z": [],
        "contributors/?external_id=imdb:nm0594503": [str(person.uid)],
        "contributors/?external_id=imdb:nm0000001": [],
        f"ai-systems/{system.uid}/uses/?task=layout&fields=uid": [str(hit.ai_uses.get().uid)],
    }  # fmt: skip
    assert {path: uids(client, path) for path in expected} == expected
    (use,) = get(client, f"ai-uses/?contributor={person.uid}").json()["results"]
    assert (use["credit"], use["credited_as"], use["role"]["code"]) == (str(hit.uid), "牧原亮太郎", "layout")
    for query in ("external_id=imdb", "external_id=x:1", "year=95", "updated_after=soon", "oversight=none",
                  "kind=robot", "production=" + ",".join(["x"] * 51)):  # fmt: skip
        get(client, f"productions/?{query}", 400)


def test_many_entries_are_fetched_at_once(client, series):
    every = uids(client, "credits/")
    assert uids(client, f"credits/?uid={every[2]},{every[0]}") == [every[0], every[2]]
    assert [row["code"] for row in get(client, "roles/?code=layout,director").json()["results"]] == [
        "director",
        "layout",
    ]
    assert get(client, f"cuts/?uid={every[0]}").json()["results"] == []
    get(client, "credits/?uid=" + ",".join(every[:1] * 51), 400)


def test_credits_by_an_identifier_of_their_contributor_or_production(
    client, series, production, person, role, now
):
    row = {"role": role("director"), "contributor": person}
    (credit,) = enter_credits(production, [row], by=None, now=now, state="confirmed")
    add_external_id(scheme="imdb", value="nm0594503", contributor=person, by=None, now=now)
    add_external_id(scheme="imdb", value="tt0112178", production=production, by=None, now=now)
    assert uids(client, "credits/?external_id=imdb:nm0594503") == [str(credit.uid)]
    assert len(uids(client, "credits/?external_id=imdb:tt0112178")) == 17
    assert uids(client, "credits/?external_id=imdb:tt0112178&role=director") == [str(credit.uid)]
    assert uids(client, "credits/?external_id=imdb:nm0000001") == []
    get(client, "credits/?external_id=nobody:1", 400)


def test_credits_by_kind_and_by_why_nobody_is_named(client, production, person, company, role, now):
    rows = [
        {"role": role("director"), "contributor": person},
        {
            "role": role("layout"),
            "contributor": company,
            "kind": "organization",
            "headcount": 3,
            "named_count": 0,
        },
        {"role": role("inbetween"), "absence_reason": "unknown_lost"},
    ]
    credits = enter_credits(production, rows, by=None, now=now, state="confirmed")
    director, layout, inbetween = (str(credit.uid) for credit in credits)
    assert uids(client, "credits/?kind=person") == [director, inbetween]
    assert uids(client, "credits/?kind=organization,collective") == [layout]
    assert uids(client, "credits/?absence_reason=unknown_lost,not_yet_entered") == [inbetween]
    assert "unknown_lost" in get(client, "credits/?absence_reason=lost", 400).json()["errors"][0]["detail"]


def test_ai_systems_and_uses_by_when_they_changed(client, confirmed, person, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "task": "layout", "source_type": "algorithmicMedia",
           "oversight": "prompt_guided", "extent": "assist"}  # fmt: skip
    confirmed(contributor=person, ai_uses=[use])
    read_newest_number()
    found = {
        (path, day): len(uids(client, f"{path}/?updated_after={day}"))
        for path in ("ai-systems", "ai-uses")
        for day in ("2026-04-30", "2026-05-02")
    }
    assert found == {
        ("ai-systems", "2026-04-30"): 1, ("ai-systems", "2026-05-02"): 0,
        ("ai-uses", "2026-04-30"): 1, ("ai-uses", "2026-05-02"): 0,
    }  # fmt: skip


def test_every_cap_holds_at_its_limit_and_refuses_one_more(client, production):
    uid = str(production.uid)
    caps = {
        "page_size={}": ("200", "201"),
        "q={}": ("a" * 200, "a" * 201),
        "production={}": (",".join([uid] * 50), ",".join([uid] * 51)),
        "cut={}": ("a" * 2000, "a" * 2001),
    }
    for query, (most, one_more) in caps.items():
        get(client, f"credits/?{query.format(most)}")
        problem = get(client, f"credits/?{query.format(one_more)}", 400).json()
        assert [each["parameter"] for each in problem["errors"]] == [query.partition("=")[0]]
    get(client, "productions/?include=episodes,releases")
    (problem,) = get(client, "productions/?include=episodes.cuts", 400).json()["errors"]
    assert problem["parameter"] == "include"  # one step deep, and no further
    padding = "&".join(f"{name}=" for name in ("q", "cut", "year"))
    longest = f"role={'a' * 1990}&department={'a' * 1000}&affiliation={padding}"
    longest += "&source_type=" + "," * (MAX_QUERY_CHARACTERS - len(longest) - len("&source_type="))
    assert len(longest) == MAX_QUERY_CHARACTERS
    get(client, f"credits/?{longest}", 400)
    assert get(client, f"credits/?{longest},", 414).json()["title"] == "Request-URI Too Long"


def test_only_what_the_feed_tells_of_counts_as_a_change(client, production, person, role, now):
    """Neither when a draft was worked on, nor a change that nobody sees."""
    credit = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    update_credit(credit, position=3, by=None, now=now + timedelta(days=1))
    read_newest_number()
    set_state(credit, "confirmed", by=None, now=now + timedelta(days=2))
    update_credit(credit, evidence_note="secret", by=None, now=now + timedelta(days=3))
    add_private_details(person, production=production, note="x", by=None, now=now + timedelta(days=4))
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now + timedelta(days=5))
    read_newest_number()
    publish_production(hidden, by=None, now=now + timedelta(days=6))
    read_newest_number()

    def changed(path, day):
        return uids(
            client, f"{path}/?updated_after={(now + timedelta(days=day, hours=-1)).isoformat()[:19]}Z"
        )

    assert [changed("credits", day) for day in range(4)] == [[str(credit.uid)]] * 3 + [[]]
    assert changed("contributors", 0) == changed("cuts", 0) == []
    assert [changed("productions", day) for day in (6, 7)] == [[str(hidden.uid)], []]
    assert str(cut.uid) in uids(client, "cuts/")


@pytest.mark.parametrize(
    ("query", "parameter", "told"),
    [
        ("credits/?role=layot", "role", "“layot” is not known here (did you mean “layout”?); roles/ lists all codes."),
        ("credits/?role=director,nope", "role", "“nope” is not known here; roles/ lists all codes."),
        ("credits/?department=directions", "department",
         "“directions” is not known here (did you mean “direction”?); departments/ lists all codes."),
        ("roles/?code=layout,qqq", "code", "“qqq” is not known here; roles/ lists all codes."),
        ("roles/?department=nope", "department", "“nope” is not known here; departments/ lists all codes."),
        ("ai-uses/?oversight=human_validatd", "oversight",
         "“human_validatd” is not known here (did you mean “human_validated”?); "
         "known are fully_autonomous, prompt_guided, human_validated."),
        ("credits/groups/?role=nope", "role", "“nope” is not known here; roles/ lists all codes."),
    ],
)  # fmt: skip
def test_an_unknown_code_is_an_error_that_says_what_to_do(client, db, query, parameter, told):
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"parameter": parameter, "detail": told}]


@pytest.mark.parametrize("parameter", CODED)
def test_every_filter_by_code_refuses_what_it_does_not_know(client, db, parameter):
    address, name = parameter
    answer = client.get(f"/api/v1/{address}/?{name}=nope")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, name)


def test_a_uid_of_no_entry_matches_nothing(client, db):
    nobody = "01970c2f-5c00-7a10-8f3e-2d1b6a4c9eff"
    for query in (f"credits/?contributor={nobody}", f"credits/?uid={nobody}", f"ai-uses/?ai_system={nobody}"):
        assert get(client, query).json()["results"] == []


def test_a_code_that_is_new_is_known_at_once_and_costs_one_query_once(client, db):
    assert client.get("/api/v1/credits/?role=moon_painting").status_code == 400
    made = Role.objects.get(code="layout")
    made.pk, made.uid, made.code, made._state.adding = None, uuid4(), "moon_painting", True
    made.save()
    assert get(client, "credits/?role=moon_painting").json()["results"] == []
    with CaptureQueriesContext(connection) as seen:
        get(client, "credits/?role=moon_painting")
    assert not [query for query in seen if "role" in query["sql"].partition("FROM")[2][:30]]

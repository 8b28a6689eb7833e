"""Many credits in one request: all or nothing, or the good ones; every rule holds for every row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import create_production
from productions.models import AIUse, Credit, Event
from productions.people.services.contributors import create_contributor
from tests.api.writes.conftest import errors

ADDRESS = "credits/batch/"
USE = {"task": "layout", "source_type": "algorithmicMedia", "oversight": "prompt_guided", "extent": "assist"}


@pytest.fixture
def cuts(production, now):
    return add_cuts(production, [{"number": str(number)} for number in range(1, 6)], by=None, now=now)


@pytest.fixture
def rows(person, cuts):
    """A good row for each cut."""
    return [{"role": "layout", "contributor": str(person.uid), "cut": str(cut.uid)} for cut in cuts]


def test_rows_become_credits_with_their_uses_and_an_event_each(tool, production, rows, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    rows[1]["ai_uses"] = [{**USE, "ai_system": str(system.uid)}]
    api = tool()
    before = Event.objects.count()
    answer = api.post(ADDRESS, {"production": str(production.uid), "rows": rows}).json()
    credits = list(Credit.objects.order_by("uid"))
    assert answer == {
        "entered": 5, "refused": 0,
        "rows": [{"outcome": "entered", "index": index, "uid": str(credit.uid)} for index, credit in enumerate(credits)],
    }  # fmt: skip
    assert [credit.cut.number for credit in credits] == ["1", "2", "3", "4", "5"]
    assert {(credit.credited_as, credit.state, credit.revision) for credit in credits} == {
        ("牧原亮太郎", "draft", 1)
    }
    assert AIUse.objects.get().credit == credits[1]
    assert Event.objects.count() == before + 6
    one = Event.objects.get(entity_uid=credits[0].uid)
    assert (one.actor.username, one.action, one.production) == ("editor", "created", production)
    assert one.shown_changes["contributor"] == [None, rows[0]["contributor"]]


def test_a_row_leaves_the_same_event_as_the_verb_for_one(tool, production, rows):
    """By whatever way the rows go: with few rows and with many."""
    api = tool()
    (alone, *_rest) = rows
    few = api.post("credits/", {"production": str(production.uid), **alone}).json()
    rows = [{**alone, "role_as_printed": f"レイアウト\t{n}\\"} for n in range(20)]
    many = api.post(ADDRESS, {"production": str(production.uid), "rows": rows}).json()["rows"]
    shown = Event.objects.get(entity_uid=few["uid"]).changes
    for place, row in enumerate(many):
        changes = Event.objects.get(entity_uid=row["uid"]).changes
        assert changes.pop("role_as_printed") == [None, f"レイアウト {place}\\"]
        assert changes == shown


def test_nothing_is_entered_when_one_row_is_refused_and_every_row_is_told(tool, production, person, rows):
    rows[1]["credited_as"] = "AI (+Human)"
    rows[3] = {"role": "director"}
    rows.append(rows[0])
    refused = tool().post(ADDRESS, {"production": str(production.uid), "rows": rows}, status=422)
    assert list(errors(refused)) == ["/rows/1/credited_as", "/rows/3", "/rows/5"]
    assert Credit.objects.count() == 0
    assert not Event.objects.filter(entity_type="credit").exists()


def test_on_request_the_good_rows_are_entered(tool, production, rows):
    rows[1]["credited_as"] = "スタッフ"
    rows[2]["role"] = "no_such_role"
    rows[3]["position"] = "x"
    rows.append(rows[0])
    body = {"production": str(production.uid), "atomic": False, "rows": rows}
    answer = tool().post(ADDRESS, body, status=200).json()
    assert (answer["entered"], answer["refused"]) == (2, 4)
    assert [sorted(row) for row in answer["rows"]] == [
        ["index", "outcome", name] if name == "uid" else ["errors", "index", "outcome"]
        for name in ("uid", "errors", "errors", "errors", "uid", "errors")
    ]
    pointers = [row["errors"][0]["pointer"] for row in answer["rows"] if "errors" in row]
    assert pointers == ["/rows/1/credited_as", "/rows/2/role", "/rows/3/position", "/rows/5"]
    assert [credit.cut.number for credit in Credit.objects.order_by("uid")] == ["1", "5"]
    assert Event.objects.filter(entity_type="credit").count() == 2


RULES = {
    "H3": ({"contributor": None}, ""),
    "H3 named": ({"absence_reason": "unknown_lost"}, ""),
    "H4": ({"credited_as": "ＡＩ（＋Ｈｕｍａｎ）"}, "/credited_as"),
    "H5": ({"contributor": None, "absence_reason": "withheld_by_contributor"}, ""),
    "H6": ({"kind": "organization"}, "/contributor"),
    "H7": ({"ai_uses": [{**USE, "oversight": "human_validated"}]}, ""),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("size", [1, 40])
def test_every_rule_holds_for_a_row_of_a_batch(tool, production, person, rows, now, rule, size):
    change, place = RULES[rule]
    row = {"role": "director", "contributor": str(person.uid), **change}
    if rule == "H6":
        studio = create_contributor(name="WIT STUDIO", kind="organization", by=None, now=now)
        row |= {"contributor": str(studio.uid)}
        place = ""
    if rule == "H7":
        system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
        row["ai_uses"] = [{**row["ai_uses"][0], "ai_system": str(system.uid)}]
    good = {"role": "layout", "absence_reason": "unknown_lost"}
    given = [good] * (size - 1) + [row]
    body = {"production": str(production.uid), "rows": given}
    refused = tool().post(ADDRESS, body, status=422)
    assert list(errors(refused)) == [f"/rows/{size - 1}{place}"]
    assert Credit.objects.count() == 0


def test_a_cut_of_another_production_is_refused(tool, staff, production, rows, now):
    user = staff("editor")
    other = create_production(title="他の作品", kind="film", by=None, now=now)
    user.memberships.create(production=other, level="editor")
    refused = tool(user=user).post(ADDRESS, {"production": str(other.uid), "rows": rows}, status=422)
    assert list(errors(refused)) == [f"/rows/{place}/cut" for place in range(5)]


@pytest.mark.parametrize(
    ("body", "status", "pointers"),
    [
        ([], 400, [""]), ({"rows": []}, 400, ["/production", "/rows"]), ({"rows": 5}, 400, ["/production", "/rows"]),
        ({"atomic": 1, "rows": [{}]}, 400, ["/atomic", "/production"]),
        ({"production": "P", "rows": [5, {"colour": 1}]}, 400, ["/rows/0", "/rows/1/colour", "/rows/1/role"]),
        ({"production": "P", "rows": [{"role": "nobody", "cut": "00000000-0000-7000-8000-000000000000"}]}, 422,
         ["/rows/0/role", "/rows/0/cut"]),
        ({"production": "P", "rows": [{"role": "layout", "ai_uses": [{"task": "x"}]}]}, 400,
         ["/rows/0/ai_uses/0/task", *(f"/rows/0/ai_uses/0/{name}" for name in
                                      ("ai_system", "source_type", "oversight", "extent"))]),
    ],
)  # fmt: skip
def test_mistakes_of_a_batch_point_at_their_place(tool, production, body, status, pointers):
    if isinstance(body, dict) and "production" in body:
        body = {**body, "production": str(production.uid)}
    assert list(errors(tool().post(ADDRESS, body, status=status))) == pointers


def test_a_batch_has_at_most_5000_rows(tool, production):
    body = {
        "production": str(production.uid),
        "rows": [{"role": "layout", "absence_reason": "unknown_lost"}] * 5001,
    }
    refused = tool().post(ADDRESS, body, status=413)
    assert errors(refused) == {"/rows": ["There are 5,001 rows; send at most 5,000 at once."]}
    body["rows"].pop()
    assert tool("approver").post(ADDRESS, body).json()["entered"] == 5000


def test_a_batch_costs_the_same_queries_with_20_and_with_400_rows(tool, production, rows):
    api = tool()
    counts = []
    for size in (20, 400):
        given = [{**rows[0], "role_as_printed": f"{size} {n}"} for n in range(size)]
        with CaptureQueriesContext(connection) as seen:
            api.post(ADDRESS, {"production": str(production.uid), "rows": given})
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("atomic", [True, False])
def test_the_same_batch_again_is_refused_for_at_most_three_times_what_it_cost(tool, production, rows, atomic):
    api = tool()
    given = [{**rows[0], "role_as_printed": str(number)} for number in range(1000)]
    body = {"production": str(production.uid), "rows": given, "atomic": atomic}
    counts = []
    for status in (201 if atomic else 200, 422 if atomic else 200):
        with CaptureQueriesContext(connection) as seen:
            answer = api.post(ADDRESS, body, status=status).json()
        counts.append(len(seen))
    told = answer["errors"] if atomic else [row["errors"][0] for row in answer["rows"]]
    assert [each["pointer"] for each in told] == [f"/rows/{number}" for number in range(1000)]
    assert {each["detail"] for each in told} == {"This contributor already has this role here."}
    assert Credit.objects.count() == 1000
    assert counts[1] <= 3 * counts[0]

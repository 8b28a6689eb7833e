"""Whether AI was used, by API: declared for one credit or for a listed scope, shown to everybody, withdrawn by an approver."""

import pytest

from productions.catalogue.services.cuts import add_cuts
from productions.credits.services.bulk_credits import enter_credits
from productions.models import AIDeclaration, Credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import read_markup

SENTENCE = "No AI system was used in my work on the credits listed here."


@pytest.fixture
def drawn(production, person, role, now):
    """Three confirmed credits of one person for background art, in three cuts."""
    cuts = add_cuts(production, [{"number": number} for number in "123"], by=None, now=now)
    rows = [{"role": role("background_art"), "contributor": person, "cut": cut} for cut in cuts]
    return enter_credits(production, rows, by=None, now=now, state="confirmed")


@pytest.fixture
def said(person):
    return {"answer": "none", "declared_by": str(person.uid), "wording": SENTENCE, "basis": "own_statement"}


def scope_of(production, credits, said):
    listed = [{"credit": str(credit.uid)} for credit in credits]
    return {"production": str(production.uid), "role": "background_art", "listed": listed, **said}


def listed(client, query):
    answer = client.get(f"/api/v1/credits/?role=background_art&{query}")
    return [row["uid"] for row in answer.json()["results"]]


def test_a_declaration_is_shown_to_everybody_without_what_is_private(client, tool, drawn, person, said):
    shown = (
        tool().post(f"credits/{drawn[0].uid}/declare-ai/", {**said, "note": "a letter"}, status=200).json()
    )
    (declaration,) = shown["ai_declarations"]
    assert set(declaration) == {"uid", "answer", "declared_by", "declared_at", "basis"}
    assert (declaration["answer"], declaration["declared_by"]["uid"], declaration["basis"]) == (
        "none", str(person.uid), "own_statement",
    )  # fmt: skip
    assert shown["ai"] == "none"
    public = client.get(f"/api/v1/credits/{drawn[0].uid}/")
    assert public.json() == shown
    assert SENTENCE not in read_markup(public)
    assert AIDeclaration.objects.get().wording == SENTENCE


def test_the_three_states_are_told_apart_and_none_never_lists_the_undeclared(client, tool, drawn, said):
    api = tool()
    api.post(f"credits/{drawn[0].uid}/declare-ai/", said, status=200)
    api.post(f"credits/{drawn[1].uid}/declare-ai/", {**said, "answer": "used"}, status=200)
    uids = [str(credit.uid) for credit in drawn]
    found = {kind: listed(client, f"ai={kind}") for kind in ("none", "any", "undeclared", "generative")}
    assert found == {"none": uids[:1], "any": uids[1:2], "undeclared": uids[2:], "generative": []}


def test_a_scope_is_declared_as_it_was_listed_and_else_refused(tool, production, drawn, said):
    api = tool()
    refused = api.post("credits/declare-ai/", scope_of(production, drawn[:2], said), status=412)
    assert refused.json()["detail"].startswith("The credits that were listed are no longer all")
    assert AIDeclaration.objects.count() == 0
    answer = api.post("credits/declare-ai/", scope_of(production, drawn, said), status=200).json()
    assert answer == {"declared": 3, "credits": [str(credit.uid) for credit in drawn]}
    assert Credit.objects.using_ai("none").count() == 3


def test_an_approver_withdraws(tool, drawn, said):
    tool().post(f"credits/{drawn[0].uid}/declare-ai/", said, status=200)
    boss = tool("approver")
    why = {"reason": "They remembered."}
    assert boss.post(f"credits/{drawn[0].uid}/withdraw-ai/", why, status=200).json()["ai"] == "not_asked"
    again = boss.post(f"credits/{drawn[0].uid}/withdraw-ai/", why, status=422).json()
    assert (again["rule"], again["detail"]) == ("H14", "This credit has no declaration.")


@pytest.mark.parametrize(
    ("level", "declares", "withdraws"),
    [("viewer", 403, 403), ("editor", 200, 403), ("approver", 200, 200)],
)
def test_who_may_declare_and_withdraw(tool, production, drawn, said, level, declares, withdraws):
    api = tool(level)
    api.post(f"credits/{drawn[0].uid}/declare-ai/", said, status=declares)
    api.post("credits/declare-ai/", scope_of(production, drawn[declares == 200 :], said), status=declares)
    if declares != 200:
        AIDeclaration.objects.create(
            credit=drawn[0], answer="none", declared_by=drawn[0].contributor, wording="x", basis="other",
            declared_at="2026-05-01T00:00:00Z",
        )  # fmt: skip
    api.post(f"credits/{drawn[0].uid}/withdraw-ai/", {"reason": "x"}, status=withdraws)


def test_nobody_declares_without_a_token(client, production, drawn, said):
    for path in (
        f"credits/{drawn[0].uid}/declare-ai/",
        "credits/declare-ai/",
        f"credits/{drawn[0].uid}/withdraw-ai/",
    ):
        assert client.post(f"/api/v1/{path}", said, content_type="application/json").status_code == 401


def test_a_declarer_who_withheld_their_name_there_is_not_named(client, drawn, person, tool, said, now):
    tool().post(f"credits/{drawn[0].uid}/declare-ai/", said, status=200)
    withhold_name(
        Credit.objects.get(pk=drawn[0].pk), statement="please", stated_on=now.date(), by=None, now=now
    )
    (declaration,) = client.get(f"/api/v1/credits/{drawn[0].uid}/").json()["ai_declarations"]
    assert declaration["declared_by"] is None


def test_who_declared_for_others_can_be_looked_up(client, drawn, tool, said, now):
    other = create_contributor(name="見本 花", by=None, now=now)
    assert client.get(f"/api/v1/contributors/{other.uid}/").status_code == 404
    told = {**said, "declared_by": str(other.uid), "basis": "contract", "note": "§ 4"}
    tool().post(f"credits/{drawn[0].uid}/declare-ai/", told, status=200)
    assert client.get(f"/api/v1/contributors/{other.uid}/").status_code == 200


def test_lists_cost_the_same_for_one_declaration_and_for_thirty(
    client, production, person, role, now, tool, said, django_assert_num_queries
):
    cuts = add_cuts(production, [{"number": str(number)} for number in range(30)], by=None, now=now)
    rows = [{"role": role("background_art"), "contributor": person, "cut": cut} for cut in cuts]
    credits = enter_credits(production, rows, by=None, now=now, state="confirmed")
    tool().post(f"credits/{credits[0].uid}/declare-ai/", said, status=200)
    address = f"/api/v1/credits/?ai=none&production={production.uid}&page_size=100"
    coverage = f"/api/v1/productions/{production.uid}/coverage/"
    client.get(address)
    client.get(coverage)
    for count in (1, 30):
        with django_assert_num_queries(2):  # the list, and the declarations
            assert len(client.get(address).json()["results"]) == count
        with django_assert_num_queries(8):  # the production, coverage's six, when anything changed
            assert client.get(coverage).json()["ai_credits"]["none"] == count
        if count == 1:
            tool("approver").post("credits/declare-ai/", scope_of(production, credits[1:], said), status=200)
            client.get(address)

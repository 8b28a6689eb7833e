"""What members read with a token beside what is public: their own drafts and private productions."""

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.people.services.contributors import create_contributor


def test_groups_of_a_member_have_their_drafts_and_those_of_strangers_do_not(
    client, production, tool, role, now
):
    person = create_contributor(name="見本", by=None, now=now)
    for code, state in (("director", "confirmed"), ("layout", "draft")):
        row = {"role": role(code), "contributor": person}
        enter_credits(production, [row], by=None, now=now, state=state)
    path = f"productions/{production.uid}/credits/groups/?by=person"
    mine = tool().get(path)
    assert [row["credits"] for row in mine.json()["results"]] == [2]
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert [row["credits"] for row in client.get(f"/api/v1/{path}").json()["results"]] == [1]


def test_the_filmography_of_a_member_has_private_productions(client, staff, tool, role, now):
    private = create_production(title="未発表", kind="film", by=None, now=now)
    member = staff("nobody", "outsider")
    member.memberships.create(production=private, level="viewer")
    person = create_contributor(name="見本", by=None, now=now)
    enter_credits(private, [{"role": role("director"), "contributor": person}], by=None, now=now)
    path = f"contributors/{person.uid}/filmography/"
    mine = tool(user=member).get(path)
    assert [row["production"]["title"] for row in mine.json()["results"]] == ["未発表"]
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_members_see_the_staff_of_their_private_production_drafts_too(
    client, theirs, account, tool, person, role, now
):
    enter_credits(theirs, [{"role": role("director"), "contributor": person}], by=None, now=now)
    path = f"productions/{theirs.uid}/staff/"
    mine = tool(user=account("reader", theirs, "viewer")).get(path)
    assert [row["states"] for row in mine.json()["results"]] == [["draft"]]
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_a_studios_works_have_a_members_private_production(
    client, theirs, account, tool, company, person, credit_in
):
    credit_in(theirs, "layout", contributor=person, affiliation=company)
    path = f"contributors/{company.uid}/works/"
    mine = tool(user=account("reader", theirs, "viewer")).get(path)
    assert [row["production"]["title"] for row in mine.json()["results"]] == ["別の作品"]
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_members_see_the_editions_of_their_private_production(client, staff, tool, role, now):
    private = create_production(title="未発表", kind="film", by=None, now=now)
    member = staff("nobody", "outsider")
    member.memberships.create(production=private, level="viewer")
    row = {"role": role("director"), "absence_reason": "unknown_lost", "edition": "disc"}
    enter_credits(private, [row], by=None, now=now, state="confirmed")
    path = f"productions/{private.uid}/editions/"
    mine = tool(user=member).get(path)
    assert mine.json() == [{"episode": None, "edition": "disc", "credits": 1, "issues": 0, "latest": None}]
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/api/v1/{path}").status_code == 404

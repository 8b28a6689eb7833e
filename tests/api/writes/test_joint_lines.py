"""Joint lines and chains over the API."""

import pytest

from productions.catalogue.services.productions import add_episode
from productions.people.services.contributors import create_contributor
from tests.html_pages import list_links, read_markup, read_page, read_page_text


@pytest.fixture
def beside(confirmed, role, now):
    person = create_contributor(name="例田 花", by=None, now=now)
    return confirmed(contributor=person, role=role("layout"))


@pytest.fixture
def drawn(confirmed, person, role):
    return confirmed(contributor=person, role=role("layout"))


def test_two_credits_are_joined_shown_and_parted(client, tool, drawn, beside):
    api = tool()
    body = {"credits": [{"credit": str(beside.uid)}], "joiner": "・"}
    shown = api.post(f"credits/{drawn.uid}/join/", body, status=200).json()["joint_line"]
    assert shown["joiner"] == "・"
    for credit in (drawn, beside):
        assert client.get(f"/api/v1/credits/{credit.uid}/").json()["joint_line"] == shown
    again = api.post(f"credits/{drawn.uid}/join/", body, status=422).json()
    assert [each["pointer"] for each in again["errors"]] == ["/credits"]
    tool("viewer").post(f"credits/{drawn.uid}/part/", {}, status=403)
    assert api.post(f"credits/{beside.uid}/part/", {}, status=200).json()["joint_line"] is None
    assert client.get(f"/api/v1/credits/{drawn.uid}/").json()["joint_line"] is None


def test_h16_nothing_in_public_tells_who_shared_a_line_with_somebody_withheld(client, tool, drawn, beside):
    tool().post(f"credits/{drawn.uid}/join/", {"credits": [{"credit": str(beside.uid)}]}, status=200)
    line = client.get(f"/api/v1/credits/{drawn.uid}/").json()["joint_line"]["uid"]
    said = {"statement": "Leave me out.", "stated_on": "2026-04-30"}
    tool("approver").post(f"credits/{beside.uid}/withhold/", said, status=200)
    for address in (f"credits/{drawn.uid}/", f"credits/{beside.uid}/", "credits/", "changes/"):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 200
        assert line not in read_markup(answer), address


def test_a_range_and_a_chain_are_given_and_refused_with_their_members(tool, production, person, company, now):
    first, last = (add_episode(production, number=number, by=None, now=now) for number in ("1", "6"))
    api = tool()
    body = {
        "production": str(production.uid), "role": "color_spec", "contributor": str(person.uid),
        "episode": str(first.uid), "last_episode": str(last.uid), "contracted_by": str(company.uid),
    }  # fmt: skip
    shown = api.post("credits/", body).json()
    assert (shown["last_episode"]["number"], shown["contracted_by"]["uid"]) == ("6", str(company.uid))
    wrong = body | {
        "episode": str(last.uid),
        "last_episode": str(first.uid),
        "contracted_by": str(person.uid),
    }
    refused = api.post("credits/", wrong, status=422).json()
    assert [each["pointer"] for each in refused["errors"]] == ["/contracted_by", "/last_episode"]


def test_a_company_that_takes_part_is_entered_without_a_number(tool, production, company):
    body = {
        "production": str(production.uid), "kind": "organization", "contributor": str(company.uid), "role": "cooperation",
    }  # fmt: skip
    shown = tool().post("credits/", body).json()
    assert (shown["headcount"], shown["named_count"], shown["absence_reason"]) == (None, None, None)
    refused = tool("approver").post("credits/", body | {"role": "inbetween"}, status=422).json()
    assert refused["detail"].startswith(
        "A company or collective that is credited for work says how many people"
    )


@pytest.mark.parametrize("code", ["cooperation", "inbetween"])
def test_everybody_reads_whether_a_role_is_labour(client, db, code):
    assert client.get(f"/api/v1/roles/{code}/").json()["is_labour"] == (code == "inbetween")


def test_the_pages_of_a_credit_join_and_part(client, staff, drawn, beside):
    client.force_login(staff("editor"))
    page = f"/admin/productions/credit/{drawn.pk}"
    assert beside.credited_as in read_page_text(client.get(f"{page}/join/"))
    client.post(f"{page}/join/", {"credits": [beside.pk], "joiner": "＆"})
    drawn.refresh_from_db()
    beside.refresh_from_db()
    assert drawn.joint_line == beside.joint_line
    assert drawn.joint_line.joiner == "＆"
    assert "../part/" in list_links(read_page(client.get(f"{page}/change/")))
    client.post(f"{page}/part/")
    beside.refresh_from_db()
    assert beside.joint_line is None

"""Tokens: hashed, ending, scoped; they narrow what the account may and never add to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from productions.accounts.services.tokens import issue_token, revoke_token
from productions.catalogue.services.productions import create_production
from productions.models import ApiToken, Event, Production
from productions.releases.services.releases import issue_release
from productions.shared.refusals import NotAllowed, Refusal
from tests.api.writes.conftest import Tool
from tests.html_pages import read_body


def body_of(production, role):
    return {
        "production": str(production.uid),
        "role": role("director").code,
        "absence_reason": "unknown_lost",
    }


def test_only_the_hash_is_stored_and_nothing_of_it_in_the_ledger(staff, now):
    token = issue_token(
        user=staff("editor"), name="tracker", expiry=now + timedelta(days=1), by=None, now=now
    )
    stored = ApiToken.objects.values().get()
    assert token.secret.startswith("staffroll_")
    assert all(token.secret not in str(value) for value in stored.values())
    assert stored["token_key"] == token.secret[:15]
    event = Event.objects.get(entity_uid=token.uid)
    assert event.action == "issued"
    assert (token.secret in str(event.changes), stored["digest"] in str(event.changes)) == (False, False)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_ends_within_a_year(staff, now, days):
    with pytest.raises(Refusal) as refused:
        issue_token(user=staff("editor"), name="x", expiry=now + timedelta(days=days), by=None, now=now)
    assert list(refused.value.fields) == ["expiry"]


def test_tokens_are_ones_own(staff, now):
    editor, approver = staff("editor"), staff("approver")
    ends = now + timedelta(days=1)
    token = issue_token(user=editor, name="x", expiry=ends, by=editor, now=now)
    with pytest.raises(NotAllowed):
        issue_token(user=editor, name="x", expiry=ends, by=approver, now=now)
    with pytest.raises(NotAllowed):
        revoke_token(token, by=approver, now=now)
    editor.reach = token.reach()
    with pytest.raises(NotAllowed):
        issue_token(user=editor, name="a token of a token", expiry=ends, by=editor, now=now)


def test_a_token_is_not_issued_for_a_production_of_others(staff, now):
    other = create_production(title="他人の作品", kind="film", by=None, now=now)
    with pytest.raises(NotAllowed):
        issue_token(
            user=staff("editor"),
            name="x",
            expiry=now + timedelta(days=1),
            productions=[other],
            by=None,
            now=now,
        )


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer", "Basic YTpi", "Bearer a b", "Bearer ü", "Bearer " + "a" * 201, "x"]
)
def test_a_bad_token_is_a_401_even_where_anybody_may_read(client, production, header):
    for path in ("productions/", f"productions/{production.uid}/", "credits.csv"):
        answer = client.get(f"/api/v1/{path}", headers={"authorization": header})
        assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Staffroll API", error="invalid_token"'


def test_a_token_that_ended_or_was_revoked_is_a_401(production, tool, staff, now):
    user = staff("editor")
    tracker = tool(user=user)
    tracker.get("productions/")
    (token,) = ApiToken.objects.all()
    revoke_token(token, by=user, now=timezone.now())
    tracker.get("productions/", status=401)
    old = tool(user=user)
    ApiToken.objects.filter(revoked_at=None).update(expiry=timezone.now())
    old.get("productions/", status=401)
    assert ApiToken.objects.count() == 2


@pytest.mark.parametrize("closed", ["is_active", "is_staff"])
def test_the_token_of_a_closed_account_is_a_401(tool, staff, closed):
    user = staff("editor")
    tracker = tool(user=user)
    setattr(user, closed, False)
    user.save()
    tracker.get("productions/", status=401)


def test_without_a_token_a_write_is_a_401_that_says_how(client, production):
    answer = client.post("/api/v1/credits/", {}, content_type="application/json")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Staffroll API"')


def test_a_token_for_reading_reads_and_does_not_write(production, tool, role):
    reader = tool(scope="read")
    reader.get(f"productions/{production.uid}/")
    refused = reader.post("credits/", body_of(production, role), status=403)
    assert refused.json()["detail"] == "This token may only read; issue one that may write."


def test_a_token_reaches_only_its_productions(staff, tool, role, now, production):
    user = staff("editor")
    other = create_production(title="もう一本", kind="film", by=None, now=now)
    user.memberships.create(production=other, level="approver")
    narrow = tool(user=user, productions=[production])
    narrow.post("credits/", body_of(production, role))
    narrow.get(f"productions/{other.uid}/", status=404)
    wide = tool(user=user)
    wide.post("credits/", body_of(other, role))
    wide.get(f"productions/{other.uid}/")
    # What no production owns needs the right on one that the token reaches.
    narrow.post("contributors/", {"name": "見本 花"})
    assert narrow.get("contributors/?q=見本").json()["results"][0]["name"] == "見本 花"


def test_a_superusers_token_is_narrowed_too(django_user_model, tool, role, now, production):
    boss = django_user_model.objects.create_superuser("boss", password="a long password")
    other = create_production(title="もう一本", kind="film", by=None, now=now)
    narrow = tool(user=boss, productions=[production])
    narrow.get(f"productions/{other.uid}/", status=404)
    narrow.post("productions/", {"title": "新作", "kind": "film"}, status=403)
    tool(user=boss, scope="read").post("productions/", {"title": "新作", "kind": "film"}, status=403)
    tool(user=boss).post("productions/", {"title": "新作", "kind": "film"})
    assert Production.objects.filter(title="新作").count() == 1


def test_a_token_adds_nothing_to_the_account(production, tool, role):
    tool("viewer").post("credits/", body_of(production, role), status=403)
    # Somebody else's private production is not even there.
    Production.objects.update(visibility="private")
    refused = tool("nobody").post("credits/", body_of(production, role), status=422)
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/production"]


def test_what_a_member_sees_is_nobodys_to_keep(client, production, tool, role):
    member = tool()
    made = member.post("credits/", body_of(production, role)).json()
    address = f"credits/{made['uid']}/"
    answer = member.get(address)
    assert (answer.json()["state"], answer.headers["ETag"]) == ("draft", '"1"')
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/api/v1/{address}").status_code == 404
    listed = member.get(f"productions/{production.uid}/credits/")
    assert [row["uid"] for row in listed.json()["results"]] == [made["uid"]]
    assert listed.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/api/v1/productions/{production.uid}/credits/").json()["results"] == []
    tool("stranger").get(address, status=404)
    assert "Authorization" in client.get("/api/v1/productions/").headers["Vary"]


def test_a_member_reads_a_private_production_and_its_empty_lists(client, tool, production):
    Production.objects.update(visibility="private")
    member: Tool = tool("viewer")
    assert member.get(f"productions/{production.uid}/").json()["title"] == "犬と少年"
    assert member.get(f"productions/{production.uid}/episodes/").json()["results"] == []
    assert client.get(f"/api/v1/productions/{production.uid}/episodes/").status_code == 404


def test_a_member_reads_coverage_and_rolls_of_a_private_production(
    client, tool, production, confirmed, person, now
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    Production.objects.update(visibility="private")
    member, stranger = tool("viewer"), tool("stranger")
    for path in (f"productions/{production.uid}/coverage/", f"releases/{release.uid}/roll.json"):
        assert member.get(path).headers["Cache-Control"] == "private, no-store"
        assert client.get(f"/api/v1/{path}").status_code == 404
        stranger.get(path, status=404)
    assert "牧原亮太郎" in read_body(member.get(f"releases/{release.uid}/roll.txt"))


def test_the_vocabulary_is_the_same_for_members(client, tool, production):
    assert tool().get("roles/layout/").json() == client.get("/api/v1/roles/layout/").json()

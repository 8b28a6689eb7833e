"""One's own tokens over the API: read and revoked within what the asking token reaches, and never issued."""

from datetime import timedelta

import pytest
from django.utils import timezone

from productions.accounts.services.tokens import issue_token, revoke_token
from productions.catalogue.services.productions import create_production
from productions.models import ApiToken, Event
from productions.shared.refusals import NotAllowed, Refusal
from tests.html_pages import read_body


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def other(editor, now):
    """Another production of the editor's."""
    made = create_production(title="もう一本", kind="film", by=None, now=now)
    editor.memberships.create(production=made, level="approver")
    return made


def names(tool, query=""):
    return [row["name"] for row in tool.get(f"tokens/{query}").json()["results"]]


def uid_of(name):
    return ApiToken.objects.get(name=name).uid


def test_a_token_is_told_without_the_token(tool, staff, production):
    mine = tool(user=staff("editor"), productions=[production], name="tracker")
    (stored,) = ApiToken.objects.all()
    (row,) = mine.get("tokens/").json()["results"]
    secret = mine.headers["authorization"].removeprefix("Bearer ")
    assert row == {
        "uid": str(stored.uid), "name": "tracker", "token_key": secret[:15], "scope": "write",
        "productions": [str(production.uid)], "created_at": row["created_at"], "expires_at": row["expires_at"],
        "revoked_at": None, "current": True,
    }  # fmt: skip
    assert mine.get(f"tokens/{stored.uid}/").json() == mine.get("tokens/current/").json() == row
    for answer in (mine.get("tokens/"), mine.get("tokens/current/")):
        text = read_body(answer)
        assert (secret in text, stored.digest in text) == (False, False)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_tokens_of_others_are_not_there(tool, staff, django_user_model):
    mine, theirs = tool(user=staff("editor"), name="mine"), tool(user=staff("approver"), name="theirs")
    boss = tool(
        user=django_user_model.objects.create_superuser("boss", password="a long password"), name="boss"
    )
    for asking, own in ((mine, "mine"), (theirs, "theirs"), (boss, "boss")):
        assert names(asking) == [own]
    for asking in (mine, boss):
        asking.get(f"tokens/{uid_of('theirs')}/", status=404)
        asking("delete", f"tokens/{uid_of('theirs')}/", status=404)
    theirs.get("tokens/current/")


def test_without_a_token(client, db):
    for path in ("tokens/", "tokens/current/"):
        assert client.get(f"/api/v1/{path}").status_code == 401
    assert client.delete("/api/v1/tokens/current/").status_code == 401


def test_the_list_is_of_those_that_work_or_have_ended(tool, staff):
    user = staff("editor")
    for name in ("revoked", "expired", "working"):
        asking = tool(user=user, name=name)
    revoke_token(ApiToken.objects.get(name="revoked"), by=user, now=timezone.now())
    ApiToken.objects.filter(name="expired").update(expiry=timezone.now())
    assert names(asking) == ["working", "expired", "revoked"]
    assert names(asking, "?ended=false") == ["working"]
    assert names(asking, "?ended=true") == ["expired", "revoked"]
    asking.get("tokens/?ended=yes", status=400)
    asking.get("tokens/?name=x", status=400)


def test_a_token_revokes_itself_even_if_it_only_reads(tool, staff):
    user = staff("editor")
    reader, again = tool(user=user, scope="read", name="reader"), tool(user=user, scope="read", name="again")
    reader("delete", "tokens/current/?reason=Laptop lost", status=204)
    reader.get("tokens/", status=401)
    again("delete", f"tokens/{uid_of('again')}/", status=204)
    again.get("tokens/", status=401)
    event = Event.objects.get(entity_uid=uid_of("reader"), action="revoked")
    assert (event.actor, event.reason) == (user, "Laptop lost")


def test_one_that_may_write_revokes_others_and_they_never_come_back(tool, staff):
    user = staff("editor")
    mine, lost = tool(user=user, name="mine"), tool(user=user, name="lost")
    at = f"tokens/{uid_of('lost')}/"
    mine("delete", at, status=204)
    lost.get("productions/", status=401)
    assert mine.get(at).json()["revoked_at"] is not None
    refused = mine("delete", at, status=422)
    assert refused.json()["detail"] == "This token has already expired or been revoked."
    for method in ("patch", "put", "post"):
        mine(method, at, {"revoked_at": None, "expires_at": "2099-01-01T00:00:00Z"}, status=405)
    lost.get("productions/", status=401)


def test_one_that_only_reads_revokes_no_other(tool, staff):
    user = staff("editor")
    reader, other = tool(user=user, scope="read", name="reader"), tool(user=user, scope="read", name="other")
    refused = reader("delete", f"tokens/{uid_of('other')}/", status=403)
    assert refused.json()["detail"] == "This token may only read; issue one that may write."
    other.get("tokens/current/")


def test_one_for_some_productions_sees_and_revokes_within_them(tool, editor, production, other):
    user = editor
    narrow = tool(user=user, productions=[production], name="narrow")
    tool(user=user, productions=[production], name="same")
    tool(user=user, productions=[other], name="elsewhere")
    tool(user=user, productions=[production, other], name="both")
    whole = tool(user=user, name="whole")
    assert names(narrow) == ["same", "narrow"]
    for beyond in ("elsewhere", "both", "whole"):
        narrow.get(f"tokens/{uid_of(beyond)}/", status=404)
        narrow("delete", f"tokens/{uid_of(beyond)}/", status=404)
    narrow("delete", f"tokens/{uid_of('same')}/", status=204)
    assert names(whole) == ["whole", "both", "elsewhere", "same", "narrow"]
    whole("delete", f"tokens/{uid_of('narrow')}/", status=204)
    assert ApiToken.objects.filter(revoked_at=None).count() == 3


def test_the_verb_itself_asks_how_far_the_token_reaches(staff, editor, production, now):
    """A door that forgets to look is refused all the same."""
    user, ends = editor, now + timedelta(days=1)
    narrow, reading, whole = (
        issue_token(user=user, name=name, expiry=ends, by=None, now=now, **values)
        for name, values in (
            ("narrow", {"scope": "write", "productions": [production]}),
            ("reading", {"scope": "read"}),
            ("whole", {"scope": "write"}),
        )
    )
    for asking, ended in ((narrow, whole), (narrow, reading), (reading, narrow)):
        user.reach = asking.reach()
        with pytest.raises(NotAllowed):
            revoke_token(ended, by=user, now=now)
    stranger = staff("approver")
    with pytest.raises(NotAllowed):
        revoke_token(whole, by=stranger, now=now)
    user.reach = narrow.reach()
    revoke_token(narrow, by=user, now=now)
    with pytest.raises(Refusal):
        revoke_token(narrow, by=user, now=now)


def test_no_token_is_issued_over_the_api(tool, staff):
    mine = tool(user=staff("editor"))
    refused = mine.post("tokens/", {"name": "another", "scope": "read"}, status=405)
    assert "POST" not in refused.headers["Allow"]
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_many(tool, staff, production, django_assert_num_queries, rows):
    user = staff("editor")
    asking = tool(user=user)
    for number in range(rows):
        tool(user=user, productions=[production], name=f"tool {number}")
    with django_assert_num_queries(4):  # the token, what it reaches, the rows, their productions
        assert len(names(asking)) == rows + 1

"""Approvals by API: signed by their digest, read by members, taken back with a reason."""

import pytest

from productions.credits.services.credits import update_credit
from productions.models import Approval, Credit
from tests.api.writes.conftest import errors


@pytest.fixture
def body(production, release):
    return {
        "production": str(production.uid), "release": str(release.uid), "digest": release.digest, "language": "en",
        "delivery": {"raster": "1280x720"}, "note": "fine",
    }  # fmt: skip


def test_an_approver_signs_a_release_and_members_read_it(client, tool, staff, production, release, body):
    made = tool(user=staff("approver", "boss")).post("approvals/", body)
    shown, member, stranger = made.json(), tool("viewer"), tool("stranger")

    assert {name: shown[name] for name in ("approved_by", "note", "language", "document_digest", "edition")} == {
        "approved_by": "boss", "note": "fine", "language": "en", "document_digest": release.digest, "edition": None,
    }  # fmt: skip
    assert (shown["production"]["uid"], shown["release"]["uid"]) == (str(production.uid), str(release.uid))
    assert (shown["episode"], shown["delivery"]["raster"]) == (None, "1280x720")
    address = made.headers["Location"].removeprefix("/api/v1/")
    assert member.get(address).json() == shown
    for owner in (f"releases/{release.uid}", f"productions/{production.uid}"):
        listed = member.get(f"{owner}/approvals/")
        assert (listed.json(), listed.headers["Cache-Control"]) == (
            [shown | {"void": False}],
            "private, no-store",
        )
        assert client.get(f"/api/v1/{owner}/approvals/").status_code == 401
        stranger.get(f"{owner}/approvals/", status=404)
    stranger.get(address, status=404)


def test_what_an_export_showed_of_the_working_copy_is_signed_until_somebody_changes_it(
    tool, staff, production, release, now
):
    boss = tool(user=staff("approver", "boss"))
    asked = {"production": str(production.uid), "delivery": {"raster": "1280x720", "burn_in": True}}
    export = boss.post("exports/", {**asked, "format": "png"}, status=202).json()
    seen = {**asked, "digest": export["document_digest"], "delivery": export["delivery"]}

    signed = boss.post("approvals/", seen).json()
    after = boss.post("exports/", {**asked, "format": "png"}, status=202).json()

    assert (signed["release"], signed["delivery"]["burn_in"]) == (None, False)
    assert [each["by"] for each in after["approvals"]] == ["boss"]
    update_credit(Credit.objects.get(), credited_as="牧原", by=None, now=now)
    late = boss.post("approvals/", seen, status=412)
    assert errors(late) == {"": ["The roll has changed since you opened it; check it again before you sign."]}


def test_only_approvers_with_a_token_that_writes_sign(client, tool, body):
    tool("editor").post("approvals/", body, status=403)
    tool("approver", scope="read").post("approvals/", body, status=403)
    assert client.post("/api/v1/approvals/", body, content_type="application/json").status_code == 401
    tool("stranger").post("approvals/", body, status=403)
    assert not Approval.objects.exists()


def test_a_repeated_request_signs_once_and_a_second_signature_is_refused(tool, body):
    boss = tool("approver")
    first = boss.post("approvals/", body, idempotency_key='"a"')
    again = boss.post("approvals/", body, idempotency_key='"a"')
    refused = boss.post("approvals/", body, status=422)

    assert (again.json(), again.headers["Idempotency-Replayed"]) == (first.json(), "true")
    assert errors(refused) == {"": ["You have already signed this."]}
    assert Approval.objects.count() == 1


def test_mistakes_are_told_where_they_are(tool, body, release):
    boss = tool("approver")
    for changed, status, pointer in (
        ({"digest": None}, 400, "/digest"),
        ({"language": "fr"}, 400, "/language"),
        ({"delivery": "4K"}, 400, "/delivery"),
        ({"screen": "4K"}, 400, "/screen"),
        ({"delivery": {"px": 0}}, 422, "/delivery"),
        ({"release": str(release.production.uid)}, 422, "/release"),
    ):
        assert list(errors(boss.post("approvals/", {**body, **changed}, status=status))) == [pointer]
    too_short = boss.post("approvals/", {**body, "delivery": {"seconds": 1}}, status=422)
    assert "The roll cannot last" in too_short.json()["detail"]


def test_an_approver_takes_a_signature_back_with_a_reason(tool, body, release):
    boss, editor = tool("approver"), tool("editor")
    made = boss.post("approvals/", body)
    address = made.headers["Location"].removeprefix("/api/v1/")
    tag = made.headers["ETag"]

    editor.delete(f"{address}?reason=no", tag, status=403)
    boss.delete(address, tag, status=422)
    boss.delete(f"{address}?reason=wrong+screen", '"9"', status=412)
    boss.delete(f"{address}?reason=wrong+screen", tag)

    boss.get(address, status=410)
    assert boss.get(f"releases/{release.uid}/approvals/").json() == []
    boss.post("approvals/", body)

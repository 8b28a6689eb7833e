"""What changed between two rolls, by person, over the API: issued ones for everybody, the working copy for editors."""

import pytest

from productions.catalogue.services.productions import update_production
from productions.credits.services.credits import confirm_credits, update_credit
from productions.models import Credit
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.removal import remove_entity
from productions.rollkit.document.unsealing import read_document
from productions.shared.choices import Visibility


def ref(release):
    return {
        "uid": str(release.uid), "edition": None, "number": release.number, "issued_at": "2026-05-01T12:00:00Z",
    }  # fmt: skip


@pytest.fixture
def issues(production, confirmed, person, role, now):
    """Two issues: one person is renamed, one leaves, one comes, one gets another role too."""
    gone, moved, new = (
        create_contributor(name=name, by=None, now=now) for name in ("見本 一", "見本 二", "見本 三")
    )
    stays = confirmed(contributor=person)
    leaves = confirmed(contributor=gone)
    confirmed(contributor=moved)
    first = issue_release(production, by=None, now=now)
    update_credit(stays, credited_as="牧原", by=None, now=now)
    remove_entity(leaves, reason="not theirs", by=None, now=now)
    confirmed(contributor=moved, role=role("layout"))
    confirmed(contributor=new)
    confirm_credits(Credit.objects.current(), by=None, now=now)
    return first, issue_release(production, reason="names", by=None, now=now)


def changes(answer):
    return [(each["kind"], each["name_before"], each["name_after"]) for each in answer["changes"]]


EXPECTED = [
    ("moved", "見本 二", "見本 二"),
    ("added", "", "見本 三"),
    ("renamed", "", "牧原"),
    ("removed", "見本 一", ""),
]


def test_anybody_reads_what_an_issue_changed(client, production, issues, person):
    first, second = issues

    answer = client.get(f"/api/v1/releases/{second.uid}/difference/").json()

    assert {key: answer[key] for key in ("since", "release", "digest", "same")} == {
        "since": ref(first), "release": ref(second), "digest": second.digest, "same": False,
    }  # fmt: skip
    assert sorted(changes(answer)) == sorted(EXPECTED)
    renamed = next(each for each in answer["changes"] if each["kind"] == "renamed")
    assert renamed == {
        "kind": "renamed", "contributor": str(person.uid), "name_before": "", "name_after": "牧原",
        "roles_en": ["Background art"], "roles_ja": ["背景"],
    }  # fmt: skip
    frozen = read_document(second.document).issue.errata
    assert [(each.kind, each.name_before, each.name_after) for each in frozen] == changes(answer)


def test_a_first_issue_has_nothing_before_it_and_any_two_can_be_compared(client, issues):
    first, second = issues
    alone = client.get(f"/api/v1/releases/{first.uid}/difference/").json()
    back = client.get(f"/api/v1/releases/{first.uid}/difference/?since={second.uid}").json()
    itself = client.get(f"/api/v1/releases/{second.uid}/difference/?since={second.uid}").json()

    assert (alone["since"], alone["changes"], alone["same"]) == (None, [], False)
    assert ("renamed", "", "牧原亮太郎") in changes(back)
    assert (itself["changes"], itself["same"]) == ([], True)


def test_the_working_copy_is_for_editors(client, production, issues, tool, now):
    address = f"productions/{production.uid}/difference/"
    kept = Credit.objects.current().get(credited_as="牧原")
    update_credit(kept, credited_as="牧原 亮太郎", by=None, now=now)

    mine = tool("editor").get(address)
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert (mine.json()["since"], mine.json()["release"]) == (ref(issues[1]), None)
    assert changes(mine.json()) == [("renamed", "", "牧原 亮太郎")]
    tool("viewer").get(address, status=403)
    assert client.get(f"/api/v1/{address}").status_code == 401


def test_a_private_production_shows_its_differences_to_members_only(client, production, issues, tool, now):
    update_production(production, visibility=Visibility.PRIVATE, by=None, now=now)
    address = f"releases/{issues[1].uid}/difference/"

    tool("viewer").get(address)
    assert client.get(f"/api/v1/{address}").status_code == 404


def test_what_is_no_release_of_the_production_is_refused(client, issues):
    for since in ("x", "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e01"):
        answer = client.get(f"/api/v1/releases/{issues[1].uid}/difference/?since={since}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == "since"

"""H8, H9, H11 and H12: nothing is deleted, releases are immutable, many rows obey as one does, and coverage is public."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from productions.claims.services.claims import open_claim
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.bulk_credits import RowsRefused, enter_credits
from productions.credits.services.credits import enter_credit
from productions.models import Contributor, Credit, Redirect, Release, Tombstone
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.rollkit.document.sealed import compute_digest, read_sealed
from productions.rollkit.document.unsealing import read_document
from productions.shared.refusals import Refusal


def test_h8_nothing_is_hard_deleted(production, person, confirmed):
    credit = confirmed(contributor=person)
    for delete in (credit.delete, Credit.objects.all().delete, person.delete, production.delete):
        with pytest.raises(Refusal):
            delete()


def test_h8_removing_leaves_a_tombstone_with_reason_and_actor(person, confirmed, staff, now):
    credit = confirmed(contributor=person)
    approver = staff("approver")
    with pytest.raises(Refusal):
        remove_entity(credit, by=approver, now=now, reason=" ")
    remove_entity(credit, by=approver, now=now, reason="entered twice")
    stone = Tombstone.objects.get(entity_uid=credit.uid)
    assert (stone.removed_by, stone.reason, stone.entity_type) == (approver, "entered twice", "credit")
    assert not Credit.objects.public().exists()


def test_h8_merging_leaves_a_redirect_and_keeps_credited_as(person, confirmed, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    credit = confirmed(contributor=double)
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    credit.refresh_from_db()
    assert (credit.contributor, credit.credited_as) == (person, "牧原 亮太郎")
    assert Redirect.objects.get(from_uid=double.uid).to_uid == person.uid
    assert list(Contributor.objects.live()) == [person]


def test_h9_a_release_is_canonical_chained_and_immutable(production, person, confirmed, role, now):
    confirmed(contributor=person)
    first = issue_release(production, by=None, now=now)
    confirmed(contributor=person, role=role("director"))
    second = issue_release(production, by=None, now=now + timedelta(days=1))
    sealed = read_sealed(first.document)
    assert (first.digest, first.issue_digest) == (
        compute_digest(sealed.content),
        compute_digest(sealed.issue),
    )
    assert read_document(first.document).to_bytes().decode() == first.document
    assert (second.number, second.previous_digest) == (2, first.issue_digest)
    for statement in (
        "UPDATE productions_release SET digest = 'x'",
        "DELETE FROM productions_release",
        "UPDATE productions_event SET reason = 'x'",
        "DELETE FROM productions_event",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Release.objects.count() == 2


def test_h9_an_unchanged_record_is_not_issued_twice(production, person, confirmed, now):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    with pytest.raises(Refusal, match="Nothing has changed since issue 1"):
        issue_release(production, by=None, now=now)


def test_h11_bulk_entry_obeys_the_same_rules_and_lists_every_row(production, person, role, now):
    rows = [
        {"role": role("layout"), "contributor": person},
        {"role": role("layout"), "contributor": person, "credited_as": "スタッフ"},
        {"role": role("layout")},
        {"role": role("layout"), "contributor": person},
    ]
    with pytest.raises(RowsRefused) as refused:
        enter_credits(production, rows, by=None, now=now)
    assert [row.index for row in refused.value.rows] == [1, 2, 3]
    assert Credit.objects.count() == 0


def test_h12_coverage_and_open_claims_are_public(client, production, person, confirmed, now):
    credit = confirmed(contributor=person)
    open_claim(
        production, kind="not_mine", claimant_name="X", message="not me", credit=credit, by=None, now=now
    )
    answer = client.get(f"/api/v1/productions/{production.uid}/coverage/").json()
    assert (answer["open_claims"], answer["credits_named"]) == (1, 1)
    assert measure_coverage(production=production).open_claims == 1


def test_drafts_are_never_issued(production, person, role, now):
    enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    with pytest.raises(Refusal, match=r"^1 credit is still a draft; confirm it or remove it first\.$"):
        issue_release(production, by=None, now=now)
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    with pytest.raises(Refusal, match=r"^2 credits are still drafts; confirm them or remove them first\.$"):
        issue_release(production, by=None, now=now)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "machine"),
        ("attribution", "x"),
        ("absence_reason", "nobody"),
        ("edition", "x"),
        ("evidence_kind", "x"),
    ],
)
def test_h11_many_credits_know_the_closed_lists_as_one_credit_does(production, role, now, field, value):
    row = {"role": role("layout"), "absence_reason": "unknown_lost", field: value}
    with pytest.raises(RowsRefused) as many:
        enter_credits(production, [row], by=None, now=now)
    with pytest.raises(Refusal) as one:
        enter_credit(production, **row, by=None, now=now)
    (refused,) = many.value.rows
    sentence = "There is no edition “x”." if field == "edition" else f"Value '{value}' is not a valid choice."
    assert refused.refusal.fields == one.value.fields == {field: [sentence]}
    assert Credit.objects.count() == 0

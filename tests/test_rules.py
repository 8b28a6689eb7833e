"""The rules that make hiding impossible, one test or more for each (ARCHITECTURE.md, “Rules”)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from productions.domain.ai_uses import record_ai_use, register_ai_system
from productions.domain.bulk import RowsRefused, enter_credits
from productions.domain.claims import open_claim
from productions.domain.contributors import create_contributor, merge_contributors
from productions.domain.coverage import coverage_of
from productions.domain.credits import enter_credit, restore_name, update_credit, withhold_name
from productions.domain.gather import working_document
from productions.domain.releases import issue_release
from productions.domain.removal import remove
from productions.models import AIUse, Contributor, Credit, Redirect, Release, Tombstone
from productions.refusals import NotAllowed, Refusal
from productions.roll.document import digest, from_bytes

GENERATIVE = {
    "task": "generation",
    "source_type": "compositeWithTrainedAlgorithmicMedia",
    "oversight": "prompt_guided",
    "extent": "partial",
}


@pytest.fixture
def system(db, now):
    return register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)


def test_h1_an_ai_system_is_never_a_contributor(system, now):
    with pytest.raises(Refusal) as refused:
        create_contributor(name="Reiga Paint", by=None, now=now)
    assert refused.value.rule == "H4"
    assert {field.name for field in system._meta.fields}.isdisjoint({"contributor", "credited_as"})
    assert {relation.name for relation in system._meta.related_objects} == {"uses"}


def test_h2_an_ai_use_hangs_on_a_credit(system, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        AIUse.objects.create(credit=None, ai_system=system, **GENERATIVE)


def test_h3_a_credit_without_a_contributor_needs_an_absence_reason(production, role, now):
    with pytest.raises(Refusal) as refused:
        enter_credit(production, role=role("director"), by=None, now=now)
    assert refused.value.reasons == [
        "Name the contributor, or say why nobody is named; a credit without a person still counts as one."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(production=production, role=role("director"))


def test_h3_an_unnamed_credit_counts_as_a_person(production, confirmed):
    confirmed(absence_reason="company_will_not_name", headcount=1)
    document = working_document(production=production, episode=None, edition="")
    assert document.facts.people_unnamed == 1


def test_h4_credited_as_is_no_placeholder(production, person, role, now):
    with pytest.raises(Refusal) as refused:
        enter_credit(
            production,
            role=role("background_art"),
            contributor=person,
            credited_as="AI (+Human)",
            by=None,
            now=now,
        )
    assert refused.value.rule == "H4"
    assert list(refused.value.fields) == ["credited_as"]
    assert Credit.objects.count() == 0


def test_h4_what_the_screen_said_is_kept_as_printed(confirmed):
    credit = confirmed(absence_reason="company_will_not_name", printed_as="AI (+Human)", headcount=1)
    assert (credit.printed_as, credit.credited_as) == ("AI (+Human)", "")


def test_h4_a_registered_ai_system_is_no_name(production, person, role, system, now):
    with pytest.raises(Refusal) as refused:
        enter_credit(
            production,
            role=role("background_art"),
            contributor=person,
            credited_as="REIGA-PAINT",
            by=None,
            now=now,
        )
    assert refused.value.rule == "H4"


def test_h5_withheld_needs_the_contributors_statement(production, role, now):
    for values in (
        {"absence_reason": "withheld_by_contributor", "headcount": 1},
        {"absence_reason": "withheld_by_contributor", "attribution": "withheld", "headcount": 1},
    ):
        with pytest.raises(Refusal) as refused:
            enter_credit(production, role=role("inbetween"), by=None, now=now, **values)
        assert "Only contributors withhold their own names" in refused.value.reasons[0]


def test_h5_withholding_keeps_the_person_counted_and_out_of_sight(production, person, confirmed, staff, now):
    credit = confirmed(contributor=person)
    approver = staff("approver")
    withheld = withhold_name(
        credit, statement="Please leave me out.", stated_on=now.date(), by=approver, now=now
    )
    assert (withheld.contributor, withheld.credited_as, withheld.headcount) == (None, "", 1)
    assert withheld.withheld_statement.stated_by == person
    document = working_document(production=production, episode=None, edition="")
    assert document.facts.people_withheld == 1
    assert person.name not in document.to_bytes().decode()


def test_h5_withheld_on_a_credit_means_withheld_as_its_validator_too(
    production, person, system, confirmed, client, now
):
    credit = confirmed(
        contributor=person,
        ai_uses=[
            {
                "ai_system": system,
                **GENERATIVE,
                "oversight": "human_validated",
                "validated_by": person,
                "validated_at": now,
            }
        ],
    )
    addresses = (f"/api/v1/credits/{credit.uid}/", "/api/v1/contributors/")
    assert all(person.name in client.get(address).content.decode() for address in addresses)
    withhold_name(credit, statement="Leave me out.", stated_on=now.date(), by=None, now=now)
    assert not any(person.name in client.get(address).content.decode() for address in addresses)
    document = working_document(production=production, episode=None, edition="")
    assert person.name not in document.to_bytes().decode()
    restore_name(Credit.objects.get(), reason="They wrote to us.", by=None, now=now)
    assert all(person.name in client.get(address).content.decode() for address in addresses)


def test_h5_staff_cannot_withhold_or_name_alone(person, confirmed, staff, now):
    credit = confirmed(contributor=person)
    with pytest.raises(NotAllowed):
        withhold_name(credit, statement="said so", stated_on=now.date(), by=staff("editor"), now=now)
    withheld = withhold_name(credit, statement="said so", stated_on=now.date(), by=None, now=now)
    with pytest.raises(Refusal) as refused:
        update_credit(withheld, contributor=person, absence_reason="", by=None, now=now)
    assert refused.value.rule == "H5"
    restored = restore_name(withheld, reason="They wrote to us.", by=None, now=now)
    assert (restored.contributor, restored.credited_as) == (person, "牧原亮太郎")


def test_h5_one_row_for_each_person(production, role, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(
            production=production,
            role=role("inbetween"),
            absence_reason="withheld_by_contributor",
            attribution="withheld",
            headcount=3,
        )


@pytest.mark.parametrize("counts", [{}, {"headcount": 3}, {"headcount": 2, "named_count": 3}])
def test_h6_a_company_credit_says_how_many_people(production, company, role, now, counts):
    with pytest.raises(Refusal) as refused:
        enter_credit(
            production,
            role=role("inbetween"),
            kind="organization",
            contributor=company,
            by=None,
            now=now,
            **counts,
        )
    assert refused.value.reasons == [
        "A company or collective credit says how many people it stands for and how many of them are named, or "
        "why that is not known."
    ]


def test_h6_a_company_credit_with_its_counts_stands(confirmed, company, role):
    credit = confirmed(
        role=role("inbetween"), kind="organization", contributor=company, headcount=3, named_count=0
    )
    assert (credit.headcount, credit.named_count) == (3, 0)


@pytest.mark.parametrize("missing", ["validated_by", "validated_at"])
def test_h7_human_validated_needs_a_named_person_and_a_time(confirmed, person, system, now, missing):
    credit = confirmed(contributor=person)
    values = GENERATIVE | {"oversight": "human_validated", "validated_by": person, "validated_at": now}
    with pytest.raises(Refusal) as refused:
        record_ai_use(credit, ai_system=system, by=None, now=now, **(values | {missing: None}))
    assert refused.value.reasons == [
        "“Validated by a person” needs the person who validated it and the time."
    ]
    assert record_ai_use(credit, ai_system=system, by=None, now=now, **values).validated_by == person


def test_h7_a_company_validates_nothing(confirmed, person, company, system, now):
    credit = confirmed(contributor=person)
    values = GENERATIVE | {"oversight": "human_validated", "validated_by": company, "validated_at": now}
    with pytest.raises(Refusal) as refused:
        record_ai_use(credit, ai_system=system, by=None, now=now, **values)
    assert refused.value.rule == "H7"


def test_h8_nothing_is_hard_deleted(production, person, confirmed):
    credit = confirmed(contributor=person)
    for delete in (credit.delete, Credit.objects.all().delete, person.delete, production.delete):
        with pytest.raises(Refusal):
            delete()


def test_h8_removing_leaves_a_tombstone_with_reason_and_actor(person, confirmed, staff, now):
    credit = confirmed(contributor=person)
    approver = staff("approver")
    with pytest.raises(Refusal):
        remove(credit, by=approver, now=now, reason=" ")
    remove(credit, by=approver, now=now, reason="entered twice")
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
    assert first.digest == digest(first.document.encode())
    assert from_bytes(first.document).to_bytes().decode() == first.document
    assert (second.number, second.previous_digest) == (2, first.digest)
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
    assert coverage_of(production=production).open_claims == 1


def test_h13_a_release_with_unnamed_generative_ai_is_refused(production, confirmed, system, now):
    confirmed(
        absence_reason="company_will_not_name", headcount=1, ai_uses=[{"ai_system": system, **GENERATIVE}]
    )
    with pytest.raises(Refusal) as refused:
        issue_release(production, by=None, now=now)
    assert refused.value.rule == "H13"
    assert refused.value.reasons == [
        "Background art, the whole work: generative AI (Reiga Paint (Kaku Labs)) was used and no person is named "
        "(the company will not name them). Name the person, record that they withheld their name, or have an "
        "approver override with a reason."
    ]


def test_h13_a_company_is_no_person(production, company, confirmed, system, now):
    confirmed(
        kind="organization",
        contributor=company,
        headcount=2,
        named_count=0,
        ai_uses=[{"ai_system": system, **GENERATIVE}],
    )
    with pytest.raises(Refusal) as refused:
        issue_release(production, by=None, now=now)
    assert refused.value.rule == "H13"


def test_h13_a_named_or_self_withheld_person_is_enough(production, person, confirmed, system, now):
    credit = confirmed(contributor=person, ai_uses=[{"ai_system": system, **GENERATIVE}])
    assert issue_release(production, by=None, now=now).number == 1
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    assert issue_release(production, by=None, now=now).number == 2


def test_h13_an_override_needs_an_approver_and_a_reason_and_is_printed(
    production, confirmed, system, staff, now
):
    confirmed(absence_reason="unknown_lost", headcount=1, ai_uses=[{"ai_system": system, **GENERATIVE}])
    with pytest.raises(NotAllowed):
        issue_release(production, by=staff("editor"), now=now, override_reason="late")
    with pytest.raises(Refusal):
        issue_release(production, by=None, now=now, override_reason="late")
    approver = staff("approver")
    release = issue_release(production, by=approver, now=now, override_reason="The studio closed.")
    assert release.override_by == approver
    assert from_bytes(release.document).issue.override.reason == "The studio closed."


def test_drafts_are_never_issued(production, person, role, now):
    enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    with pytest.raises(Refusal, match="1 credits are still drafts"):
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
    assert refused.refusal.fields == one.value.fields == {field: [f"Value '{value}' is not a valid choice."]}
    assert Credit.objects.count() == 0

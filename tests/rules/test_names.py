"""H1 and H3 to H6: a credit is a person's, by their name, or says why nobody is named."""

import pytest
from django.db import IntegrityError, transaction

from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Credit
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.withholding import restore_name, withhold_name
from tests.html_pages import read_markup, read_page_text
from tests.rules.conftest import GENERATIVE


def test_h1_an_ai_system_is_never_a_contributor(system, now):
    with pytest.raises(Refusal) as refused:
        create_contributor(name="Reiga Paint", by=None, now=now)
    assert refused.value.rule == "H4"
    assert {field.name for field in system._meta.fields}.isdisjoint({"contributor", "credited_as"})
    assert {relation.name for relation in system._meta.related_objects} == {"uses"}


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
    document = build_working_document(production=production, episode=None, edition="")
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
    document = build_working_document(production=production, episode=None, edition="")
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
    assert all(person.name in read_page_text(client.get(address)) for address in addresses)
    withhold_name(credit, statement="Leave me out.", stated_on=now.date(), by=None, now=now)
    assert all(person.name not in read_markup(client.get(address)) for address in addresses)
    document = build_working_document(production=production, episode=None, edition="")
    assert person.name not in document.to_bytes().decode()
    restore_name(Credit.objects.get(), reason="They wrote to us.", by=None, now=now)
    assert all(person.name in read_page_text(client.get(address)) for address in addresses)


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
        "A company or collective that is credited for work says how many people it stands for and how many of them are "
        "named, or why that is not known; one that only takes part may leave all of this empty."
    ]


def test_h6_a_company_credit_with_its_counts_stands(confirmed, company, role):
    credit = confirmed(
        role=role("inbetween"), kind="organization", contributor=company, headcount=3, named_count=0
    )
    assert (credit.headcount, credit.named_count) == (3, 0)

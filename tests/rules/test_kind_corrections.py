"""A contributor's kind is corrected together with its credits, by those whose credits they are, and one call takes it back (H6, H15)."""

import pytest
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Credit, Proposal
from productions.people.services.contributors import create_contributor
from productions.proposals.services.proposals import accept_proposal, create_proposal
from productions.removals.services.kind_corrections import correct_contributor_kind, undo_kind_correction
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge
from productions.shared.refusals import ProposalNeeded, Refusal
from productions.withholding.services.withholding import record_wish
from tests.html_pages import list_links, read_page, read_page_text
from tests.rows import all_rows, changed_rows
from tests.rules.uses import SAID, USE


@pytest.fixture
def circle(db, now):
    """An organization that was taken for a person."""
    return create_contributor(name="サークル例", by=None, now=now)


@pytest.fixture
def correct(now):
    return lambda entry, kind, **values: correct_contributor_kind(
        entry, kind=kind, **{"by": None, "now": now, "reason": "they told us"} | values
    )


@pytest.fixture
def undo(now):
    return lambda entry, **values: undo_kind_correction(
        entry, **{"by": None, "now": now, "reason": "no"} | values
    )


def columns(credit):
    credit.refresh_from_db()
    return credit.kind, credit.headcount, credit.named_count, credit.absence_reason


def test_credits_follow_and_nothing_is_asserted_of_how_many_they_were(
    circle, confirmed, role, correct, undo, now
):
    credit = confirmed(contributor=circle)
    gone = confirmed(contributor=circle, role=role("layout"))
    remove_entity(gone, by=None, now=now, reason="twice")
    before = all_rows()
    corrected = correct(circle, "organization")
    assert (circle.kind, len(corrected.credits)) == ("organization", 2)
    assert columns(credit) == columns(gone) == ("organization", None, None, "not_yet_entered")
    undone = undo(circle)
    assert (changed_rows(before, all_rows()), undone.left) == ({}, [])


def test_an_undo_brings_back_what_a_company_said_of_its_people(company, confirmed, role, correct, undo):
    told = {"kind": "organization", "contributor": company}
    confirmed(**told, headcount=1, named_count=0)
    confirmed(**told, role=role("layout"), absence_reason="company_will_not_name")
    confirmed(**told, role=role("inbetween"), absence_reason="not_yet_entered")
    before = all_rows()
    correct(company, "person")
    assert {columns(each) for each in Credit.objects.all()} == {("person", None, None, "")}
    undo(company)
    assert changed_rows(before, all_rows()) == {}


def test_what_was_merged_into_the_entry_is_of_its_kind_too(
    circle, person, confirmed, role, correct, undo, now
):
    kept = confirmed(contributor=circle)
    moved = confirmed(contributor=person, role=role("layout"))
    merge_contributors(person, into=circle, by=None, now=now, reason="one")
    correct(circle, "organization")
    person.refresh_from_db()
    undo_merge(person, by=None, now=now, reason="two")
    assert (person.kind, columns(kept)[0], columns(moved)[0]) == ("organization",) * 3


def test_a_credit_that_was_changed_since_gets_the_kind_alone_and_is_told(
    circle, confirmed, correct, undo, production, role, now
):
    changed = confirmed(contributor=circle)
    correct(circle, "organization")
    update_credit(changed, headcount=1, named_count=1, absence_reason="", by=None, now=now)
    new = enter_credit(
        production, role=role("layout"), kind="organization", contributor=circle, headcount=1, named_count=0, by=None, now=now
    )  # fmt: skip
    undone = undo(circle)
    assert {left.uid for left in undone.left} == {str(changed.uid), str(new.uid)}
    assert columns(changed) == columns(new) == ("person", None, None, "")


def test_the_later_of_two_corrections_is_taken_back(circle, confirmed, correct, undo):
    confirmed(contributor=circle)
    correct(circle, "organization")
    between = all_rows()
    correct(circle, "person")
    undo(circle)
    assert changed_rows(between, all_rows()) == {}
    with pytest.raises(Refusal, match="was not corrected"):
        undo(circle)


def test_a_corrected_entry_can_be_merged_and_taken_apart(company, circle, confirmed, correct, now):
    confirmed(contributor=circle)
    correct(circle, "organization")
    before = all_rows()
    merge_contributors(circle, into=company, by=None, now=now, reason="one")
    undo_merge(circle, by=None, now=now, reason="two")
    assert changed_rows(before, all_rows()) == {}


def withhold(credit, person, now):
    record_wish(person, production=credit.production, statement="no", stated_on=now.date(), by=None, now=now)


def validate(credit, person, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    record_ai_use(credit, ai_system=system, validated_by=person, validated_at=now, **USE, by=None, now=now)


def declare(credit, person, now):
    declare_ai(credit, answer="none", declared_by=person, **SAID, by=None, now=now)


@pytest.mark.parametrize("act", [withhold, validate, declare])
def test_what_only_people_do_keeps_the_entry_a_person(act, person, confirmed, correct, now):
    act(confirmed(contributor=person), person, now)
    before = all_rows()
    with pytest.raises(Refusal, match="can only be a person's"):
        correct(person, "organization")
    assert all_rows() == before


def test_for_whom_people_worked_and_who_are_several_stays_an_organization(
    company, person, confirmed, role, correct
):
    credit = confirmed(contributor=company, kind="organization", headcount=3, named_count=0)
    with pytest.raises(Refusal, match="several people"):
        correct(company, "person")
    Credit.objects.filter(pk=credit.pk).update(headcount=1)
    confirmed(contributor=person, affiliation=company, role=role("layout"))
    with pytest.raises(Refusal, match="People worked for this entry"):
        correct(company, "person")


def test_elsewhere_it_is_a_proposal_that_the_others_accept(shared, mine, others, correct, undo, now):
    for act, verb in (
        ("correct_kind", lambda by: correct(shared, "organization", by=by)),
        ("undo_kind", lambda by: undo(shared, by=by)),
    ):
        shared.refresh_from_db()
        with pytest.raises(ProposalNeeded) as needed:
            verb(mine)
        proposal = create_proposal(needed.value, by=mine, now=now)
        assert proposal.act == act
        accept_proposal(proposal, by=others, now=now)
    shared.refresh_from_db()
    assert (shared.kind, Proposal.objects.open().count()) == ("person", 0)


def test_the_api_tells_how_many_credits_of_ones_own_were_changed(
    api_of, circle, confirmed, theirs, role, mine, now
):
    confirmed(contributor=circle)
    enter_credit(theirs, role=role("layout"), contributor=circle, by=None, now=now)
    ask = api_of(mine, write=True)
    body = {"kind": "organization", "reason": "they told us"}
    told = ask(f"/api/v1/contributors/{circle.uid}/correct-kind/", body)
    assert (told.status_code, told.json()["kind"], told.json()["credits"]) == (200, "organization", 1)
    assert told.json()["others"] == "Productions that you may not see are not counted here."
    undone = ask(f"/api/v1/contributors/{circle.uid}/undo-kind/", {"reason": "no"})
    assert (undone.status_code, undone.json()) == (200, {"uid": str(circle.uid), "left": []})
    assert ask(f"/api/v1/contributors/{circle.uid}/undo-kind/", {"reason": "no"}).status_code == 422


def test_the_admin_corrects_it_tells_how_many_and_takes_it_back(client, circle, confirmed, mine):
    credit = confirmed(contributor=circle)
    client.force_login(mine)
    page = reverse("admin:productions_contributor_correct_kind", args=[circle.pk])
    answer = client.post(page, {"kind": "organization", "reason": "they told us"}, follow=True)
    assert "1 credit that you may see was changed." in read_page_text(answer)
    back = reverse("admin:productions_contributor_undo_kind", args=[circle.pk])
    assert "../undo-kind/" in list_links(read_page(answer))
    client.post(back, {"reason": "no"})
    assert columns(credit) == ("person", None, None, "")


@pytest.mark.parametrize("count", [1, 30])
def test_it_asks_as_often_for_one_credit_as_for_thirty(
    count, circle, production, role, correct, now, django_assert_max_num_queries
):
    roles = [role("layout")] * count
    for number, each in enumerate(roles):
        enter_credit(production, role=each, contributor=circle, role_as_printed=str(number), by=None, now=now)
    with django_assert_max_num_queries(COSTS):
        correct(circle, "organization")


COSTS = 30

"""Wishes beside one another and beside other verbs: none undoes what another promised (H16)."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use, update_ai_use
from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Event, Rendition, Wish
from productions.people.services.contributors import create_contributor, update_contributor
from productions.releases.services.approvals import approve_roll
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.merging import merge_contributors
from productions.rollkit.texts.ai_statement import format_ai_statement
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import end_wish, record_wish, restore_name


@pytest.fixture
def wish(production, person, now):
    def record(whose=person, **values):
        common = {
            "production": production,
            "statement": "No.",
            "stated_on": now.date(),
            "by": None,
            "now": now,
        }
        return record_wish(whose, **common | values)

    return record


@pytest.fixture
def validated(person, system, confirmed, now):
    """A use on somebody else's credit that the person looked at."""
    other = confirmed(contributor=create_contributor(name="見本 花", by=None, now=now))
    return record_ai_use(
        other, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip


@pytest.fixture
def system(db, now):
    return register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)


def names(text, person):
    return [each for each in (person.name, str(person.uid)) if each in text]


def test_a_wish_for_everywhere_reaches_issues_in_which_the_person_only_validated(
    production, person, validated, wish, now
):
    issue_release(production, by=None, now=now)
    assert names(Rendition.objects.get().document, person) != []
    wish(production=None)
    assert names(Rendition.objects.get().document, person) == []


def test_a_wish_reaches_issues_and_history_of_credits_that_are_others_now(
    production, person, confirmed, wish, now
):
    credit = confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    update_credit(credit, contributor=create_contributor(name="見本 花", by=None, now=now), by=None, now=now)
    wish(production=None)
    assert names(Rendition.objects.get().document, person) == []
    told = [str(event.shown_changes) for event in Event.objects.filter(entity_uid=credit.uid)]
    assert [each for each in told if names(each, person)] == []


def test_the_ledger_hears_no_validator_who_withheld_their_name(production, person, validated, wish, now):
    wish()
    update_ai_use(validated, extent="partial", by=None, now=now)
    update_ai_use(
        validated, validated_by=create_contributor(name="見本 葉", by=None, now=now), by=None, now=now
    )
    update_ai_use(validated, validated_by=person, by=None, now=now)
    told = [str(event.personal) for event in Event.objects.filter(entity_uid=validated.uid)]
    assert [each for each in told if names(each, person)] == []


def test_ending_the_wish_for_a_production_leaves_the_one_for_everywhere(
    production, person, confirmed, wish, now
):
    credit = confirmed(contributor=person)
    here, everywhere = wish(), wish(production=None)
    end_wish(here, by=None, now=now, reason="wrote")
    credit.refresh_from_db()
    assert (credit.contributor, credit.withheld_statement) == (None, everywhere.statement)
    end_wish(everywhere, by=None, now=now, reason="wrote")
    credit.refresh_from_db()
    assert credit.contributor == person


def test_a_merge_keeps_the_wider_of_two_wishes(production, person, confirmed, role, wish, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    theirs = confirmed(contributor=double, role=role("director"))
    wish(earlier_issues=False)
    wish(double)
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    kept = Wish.objects.in_force().get()
    assert kept.earlier_issues
    assert names(Rendition.objects.get().document, person) == []
    restore_name(theirs, by=None, now=now, reason="wrote")
    theirs.refresh_from_db()
    assert theirs.contributor == person


def test_the_kind_of_somebody_with_a_wish_stays(production, person, confirmed, wish, now):
    confirmed(contributor=person)
    wish(production=None)
    with pytest.raises(Refusal, match="correct its kind together with them"):
        update_contributor(person, kind="organization", by=None, now=now)


def test_a_withheld_credit_is_not_entered_twice(production, person, confirmed, role, wish, now):
    confirmed(contributor=person, role=role("layout"))
    recorded = wish()
    with pytest.raises(Refusal, match="already has this role here"):
        enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    end_wish(recorded, by=None, now=now, reason="wrote")


def test_editors_cannot_try_who_holds_a_withheld_credit(production, person, confirmed, staff, wish, now):
    credit = confirmed(contributor=person)
    wish()
    credit.refresh_from_db()
    said = {"answer": "none", "wording": "I used none.", "basis": "own_statement", "now": now}
    for somebody in (person, create_contributor(name="見本 花", by=None, now=now)):
        with pytest.raises(Refusal, match="Not all of these credits"):
            declare_ai(credit, declared_by=somebody, by=staff("editor", f"e{somebody.pk}"), **said)
    assert declare_ai(credit, declared_by=person, by=staff("approver"), **said).declared_by == person


def test_made_by_people_counts_the_credits_of_the_rolls_edition_alone(
    production, person, confirmed, role, now
):
    for code, edition in (("director", ""), ("background_art", ""), ("key_animation", "broadcast")):
        credit = confirmed(contributor=person, role=role(code), edition=edition)
        declare_ai(
            credit, answer="none", declared_by=person, wording="None.", basis="own_statement", by=None, now=now
        )  # fmt: skip
    missing = measure_coverage(production=production, edition="")
    assert [line.named for line in missing.roles if line.role.code == "key_animation"] == [0]
    for edition in ("", "broadcast"):
        facts = build_working_document(production=production, episode=None, edition=edition).facts
        assert ("Made by people" in format_ai_statement(facts, "en")) == (edition == "broadcast")


def test_a_signature_on_an_issue_of_before_follows_its_copies(
    production, person, confirmed, staff, wish, now
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    wanted = RollRequest(production, release=release)
    digest = get_preview(wanted, by=None).reel.digest
    approval = approve_roll(wanted, digest=digest, by=staff("approver"), now=now)
    recorded = wish()
    end_wish(recorded, by=None, now=now, reason="wrote")
    approval.refresh_from_db()
    assert approval.document_digest == release.digest


def test_a_wish_from_now_on_is_widened_to_earlier_issues(production, person, confirmed, wish, now):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    narrow = wish(earlier_issues=False)
    assert names(Rendition.objects.get().document, person) != []
    assert wish() == narrow
    assert names(Rendition.objects.get().document, person) == []


def test_a_new_name_does_not_bring_the_old_one_back_in_earlier_issues(
    production, person, confirmed, wish, now
):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    recorded = wish()
    with pytest.raises(Refusal, match="say another name of this person"):
        end_wish(recorded, by=None, now=now, reason="wrote", credited_as="筆名")
    end_wish(recorded, by=None, now=now, reason="wrote", credited_as=person.name)

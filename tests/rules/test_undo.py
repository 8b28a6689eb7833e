"""A merge or a removal is taken back completely by one call (H15)."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits, enter_credit, update_credit
from productions.models import (
    Contributor,
    Credit,
    Event,
    Redirect,
)
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.people.services.external_ids import add_external_id
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge
from productions.shared.choices import CreditState
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import record_wish
from tests.rows import all_rows, changed_rows
from tests.rules.uses import SAID, USE


@pytest.fixture
def double(now):
    """The same man by another entry, with names of which one is his other entry's too."""
    made = create_contributor(name="牧原亮太郎", kana="まきはら りょう", by=None, now=now)
    add_name(made, text="Makihara", script="romaji", by=None, now=now)
    return made


@pytest.fixture
def busy(production, theirs, person, double, company, role, confirmed, now):
    """Everything that a contributor may hold, on both entries."""
    confirmed(contributor=person, role=role("director"))
    for place in (production, theirs):
        rows = [
            {"role": role("layout"), "contributor": double, "affiliation": company},
            {
                "role": role("key_animation"),
                "contributor": double,
                "credited_as": "まきはら",
                "printed_as": "マキハラ",
            },
        ]
        enter_credits(place, rows, by=None, now=now, state=CreditState.CONFIRMED)
    enter_credit(production, role=role("storyboard"), contributor=double, by=None, now=now)
    drawn = confirmed(contributor=person, role=role("inbetween"))
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    record_ai_use(drawn, ai_system=system, validated_by=double, validated_at=now, **USE, by=None, now=now)
    declare_ai(
        Credit.objects.filter(contributor=double).latest("pk"), answer="none", declared_by=double, **SAID, by=None, now=now
    )  # fmt: skip
    add_external_id(scheme="mal", value="12", contributor=double, by=None, now=now)
    third = create_contributor(name="まきはら", by=None, now=now)
    merge_contributors(third, into=double, by=None, now=now, reason="the same")
    gone = enter_credit(production, role=role("compositing"), contributor=double, by=None, now=now)
    remove_entity(gone, by=None, now=now, reason="entered twice")
    return third


def test_a_merge_is_undone_completely(busy, person, double, now):
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    assert all_rows() != before
    undone = undo_merge(double, by=None, now=now, reason="they are two")
    assert (changed_rows(before, all_rows()), undone.left) == ({}, [])


@pytest.mark.parametrize("whose", ["the one that stays", "the duplicate", "both"])
@pytest.mark.parametrize("everywhere", [True, False])
def test_a_merge_is_undone_with_what_they_wished(busy, production, person, double, now, whose, everywhere):
    place = None if everywhere else production
    confirm_credits(production.credits.current(), by=None, now=now)
    issue_release(production, by=None, now=now)
    for name, each in (("the one that stays", person), ("the duplicate", double)):
        if whose in (name, "both"):
            record_wish(each, production=place, statement="please", stated_on=now.date(), by=None, now=now)
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    undone = undo_merge(double, by=None, now=now, reason="they are two")
    assert (changed_rows(before, all_rows()), undone.left) == ({}, [])


def test_a_chain_of_merges_is_undone_from_its_end(busy, person, double, now):
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    with pytest.raises(Refusal, match="since been merged or removed"):
        undo_merge(busy, by=None, now=now, reason="they are two")
    undo_merge(double, by=None, now=now, reason="they are two")
    assert Redirect.objects.standing().get(from_uid=busy.uid).to_uid == double.uid
    assert changed_rows(before, all_rows()) == {}


def test_a_merge_that_was_undone_can_be_done_and_undone_again(busy, person, double, now):
    before = all_rows()
    for _time in range(2):
        double.refresh_from_db()
        merge_contributors(double, into=person, by=None, now=now, reason="the same man")
        undo_merge(double, by=None, now=now, reason="they are two")
    assert changed_rows(before, all_rows()) == {}
    with pytest.raises(Refusal, match="not merged"):
        undo_merge(double, by=None, now=now, reason="once more")


def test_what_was_changed_since_is_left_and_told(busy, person, double, company, role, now):
    credit = Credit.objects.filter(contributor=double, role=role("storyboard")).get()
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    newcomer = create_contributor(name="新人", by=None, now=now)
    update_credit(credit, contributor=newcomer, by=None, now=now)
    undone = undo_merge(double, by=None, now=now, reason="they are two")
    assert [(left.entity_type, left.uid, left.why) for left in undone.left] == [
        ("credit", str(credit.uid), "It has been changed since.")
    ]
    credit.refresh_from_db()
    assert credit.contributor == newcomer


def test_a_credit_that_was_only_confirmed_since_goes_back_too(busy, person, double, role, now):
    credit = Credit.objects.filter(contributor=double, role=role("storyboard")).get()
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    update_credit(credit, position=7, by=None, now=now)
    undo_merge(double, by=None, now=now, reason="they are two")
    credit.refresh_from_db()
    assert (credit.contributor, credit.position) == (double, 7)


def test_a_credit_whose_name_was_withheld_since_stays_withheld(busy, production, person, double, now):
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    record_wish(person, production=production, statement="no", stated_on=now.date(), by=None, now=now)
    undone = undo_merge(double, by=None, now=now, reason="they are two")
    assert {left.why for left in undone.left} == {"Its name has been withheld since."}
    named = Credit.objects.filter(production=production, contributor__in=(person, double))
    assert not named.exists()


def test_a_merge_is_undone_although_the_ledger_was_blanked(busy, person, double, now):
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    Event.objects.all().blank_personal()
    undo_merge(double, by=None, now=now, reason="they are two")
    assert changed_rows(before, all_rows()) == {}


def test_a_name_that_became_primary_since_is_settled_first(person, now):
    double = create_contributor(name="別の名", by=None, now=now)
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    moved = person.names.get(text="別の名")
    update_name(moved, primary=True, by=None, now=now)
    with pytest.raises(Refusal, match="now the primary name"):
        undo_merge(double, by=None, now=now, reason="they are two")
    assert Contributor.objects.get(pk=double.pk).merged_into == person


def test_an_undo_says_why(person, double, now):
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    with pytest.raises(Refusal, match="Say why it is undone"):
        undo_merge(double, by=None, now=now, reason=" ")


def test_an_undo_has_events_of_its_own_and_takes_none_back(busy, person, double, now):
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    before = list(Event.objects.order_by("pk").values_list("pk", "action"))
    undo_merge(double, by=None, now=now, reason="they are two")
    after = list(Event.objects.order_by("pk").values_list("pk", "action"))
    assert after[: len(before)] == before
    assert {action for _key, action in after[len(before) :]} == {"merge undone"}

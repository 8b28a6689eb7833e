"""A merge or a removal is taken back completely by one call (H15)."""

import pytest

from productions.domain.accounts import create_user, grant_membership
from productions.domain.ai_declarations import declare_ai
from productions.domain.ai_uses import record_ai_use, register_ai_system
from productions.domain.approvals import approve_roll
from productions.domain.bulk import enter_credits
from productions.domain.contributors import (
    add_name,
    create_contributor,
    merge_contributors,
    update_name,
)
from productions.domain.credits import confirm_credits, enter_credit, update_credit
from productions.domain.cuts import add_cut, relate_cuts
from productions.domain.external_ids import add_external_id
from productions.domain.private_details import add_private_details
from productions.domain.productions import add_episode, add_title, create_production
from productions.domain.releases import issue_release
from productions.domain.removal import OBSTACLES, remove_entity
from productions.domain.required_roles import require_role
from productions.domain.rolls import RollRequest
from productions.domain.undo import undo_merge, undo_removal
from productions.domain.vocabulary import add_role_alias
from productions.domain.webhooks import create_webhook
from productions.domain.withholding import record_wish
from productions.models import (
    AIDeclaration,
    AIUse,
    Contributor,
    Credit,
    Event,
    Redirect,
    RequiredRole,
    Undoable,
)
from productions.refusals import Refusal
from productions.vocabulary import CreditState
from tests.rows import all_rows, changed_rows

USE = {
    "task": "layout",
    "source_type": "algorithmicMedia",
    "oversight": "human_validated",
    "extent": "assist",
}
SAID = {"wording": "As it was.", "basis": "own_statement"}


@pytest.fixture
def other(db, now):
    """Another production, a private one."""
    return create_production(title="別の作品", title_kana="べつ", kind="film", by=None, now=now)


@pytest.fixture
def double(now):
    """The same man by another entry, with names of which one is his other entry's too."""
    made = create_contributor(name="牧原亮太郎", kana="まきはら りょう", by=None, now=now)
    add_name(made, text="Makihara", script="romaji", by=None, now=now)
    return made


@pytest.fixture
def busy(production, other, person, double, company, role, confirmed, now):
    """Everything that a contributor may hold, on both entries."""
    confirmed(contributor=person, role=role("director"))
    for place in (production, other):
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


@pytest.fixture
def removable(production, other, person, role, company, confirmed, staff, now, settings):
    """An entry of each kind that can be removed."""
    settings.WEBHOOK_LOOPBACK = True
    episode = add_episode(production, number="1", by=None, now=now)
    cut, second = (add_cut(production, number=number, episode=episode, by=None, now=now) for number in "12")
    credit = confirmed(contributor=person, role=role("layout"))
    used = confirmed(contributor=person, role=role("director"))
    idle = register_ai_system(name="Idle", vendor="Kaku", by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "validated_by": person, "validated_at": now, **USE}
    record_ai_use(credit, **use, by=None, now=now)
    declare_ai(credit, answer="used", declared_by=person, **SAID, by=None, now=now)
    user = create_user(username="member", password="a quite long password", is_staff=True, by=None, now=now)
    release = issue_release(production, by=None, now=now)
    require_role(production, role=role("layout"), by=None, now=now)
    made = [
        other, add_episode(production, number="2", by=None, now=now),
        add_cut(production, number="3", episode=episode, by=None, now=now),
        create_contributor(name="誰でもない", kana="だれ", by=None, now=now),
        add_name(person, text="Makihara", script="romaji", by=None, now=now),
        add_title(production, text="The Dog", kind="english", by=None, now=now),
        declare_ai(used, answer="none", declared_by=person, **SAID, by=None, now=now),
        idle, record_ai_use(credit, **use, by=None, now=now),
        approve_roll(RollRequest(production, release=release), digest=release.digest, by=staff("approver"), now=now),
        credit, relate_cuts(from_cut=cut, to_cut=second, kind="shared", by=None, now=now),
        add_external_id(scheme="mal", value="12", contributor=person, by=None, now=now),
        add_private_details(person, production=production, email="a@example.org", note="calls", by=None, now=now),
        grant_membership(user=user, production=production, level="viewer", by=None, now=now),
        RequiredRole.objects.get(), add_role_alias(role("layout"), text="独自", by=None, now=now),
        create_webhook(user=user, name="mirror", url="https://127.0.0.1/", by=None, now=now),
    ]  # fmt: skip
    return {type(entry): entry for entry in made}


@pytest.mark.parametrize("model", list(OBSTACLES), ids=lambda model: model.__name__)
def test_a_removal_of_each_kind_is_undone_completely(removable, now, model):
    before = all_rows()
    remove_entity(removable[model], by=None, now=now, reason="by mistake")
    assert all_rows() != before
    undone = undo_removal(removable[model], by=None, now=now, reason="it was right")
    assert (changed_rows(before, all_rows()), undone.left) == ({}, [])


def test_what_was_removed_before_its_credit_stays_removed(removable, now):
    credit = removable[Credit]
    first, second = credit.ai_uses.live().order_by("pk")
    remove_entity(first, by=None, now=now, reason="wrong")
    remove_entity(credit, by=None, now=now, reason="by mistake")
    undo_removal(credit, by=None, now=now, reason="it was right")
    assert list(credit.ai_uses.live()) == [second]


def test_a_removal_of_before_there_were_lines_is_undone_too(removable, now):
    before = all_rows()
    remove_entity(removable[Credit], by=None, now=now, reason="by mistake")
    Undoable.objects.all().update(undone_at=now)
    undo_removal(removable[Credit], by=None, now=now, reason="it was right")
    assert changed_rows(before, all_rows()) == {}


def test_a_use_is_not_brought_back_beside_none(removable, now):
    use = AIUse.objects.live().first()
    for each in AIUse.objects.live():
        remove_entity(each, by=None, now=now, reason="wrong")
    for each in AIDeclaration.objects.live().filter(credit=use.credit):
        remove_entity(each, by=None, now=now, reason="wrong")
    declare_ai(
        use.credit,
        answer="none",
        declared_by=use.credit.contributor,
        **SAID,
        by=None,
        now=now,
    )
    with pytest.raises(Refusal, match="only one of the two"):
        undo_removal(use, by=None, now=now, reason="it was used")
    assert not AIUse.objects.live().exists()


def test_a_removal_is_not_undone_where_something_took_its_place(removable, production, person, role, now):
    credit = removable[Credit]
    remove_entity(credit, by=None, now=now, reason="by mistake")
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    with pytest.raises(Refusal, match="already has this role"):
        undo_removal(credit, by=None, now=now, reason="it was right")


def test_a_part_does_not_come_back_without_its_whole(removable, person, now):
    use = removable[AIUse]
    remove_entity(use, by=None, now=now, reason="wrong")
    remove_entity(removable[Credit], by=None, now=now, reason="wrong")
    with pytest.raises(Refusal, match="removed too"):
        undo_removal(use, by=None, now=now, reason="it was right")


def test_a_credit_comes_back_with_the_entry_that_its_person_was_merged_into(removable, person, double, now):
    credit = removable[Credit]
    remove_entity(credit, by=None, now=now, reason="by mistake")
    merge_contributors(person, into=double, by=None, now=now, reason="the same")
    undo_removal(credit, by=None, now=now, reason="it was right")
    credit.refresh_from_db()
    assert credit.contributor == double

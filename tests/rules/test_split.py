"""H15: an entry that stands for two people becomes two, and one again as it was; who may not alone proposes it. H16 holds through it."""

from datetime import timedelta

import pytest

from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import Contributor, Credit, Event, Proposal
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.proposals.services.proposals import accept_proposal, create_proposal
from productions.removals.services.removal import remove_entity
from productions.removals.services.splitting import move_credits, split_contributor, undo_split
from productions.shared.refusals import NotAllowed, ProposalNeeded, Refusal
from productions.withholding.services.withholding import record_wish
from tests.rows import all_rows, changed_rows

HOUR = timedelta(hours=1)
SAID = {"by": None, "reason": "two people of one name"}


@pytest.fixture
def credits(production, person, role, now):
    rows = [
        {"role": role("layout"), "contributor": person, "credited_as": "はなこ"},
        {"role": role("key_animation"), "contributor": person},
    ]
    made = enter_credits(production, rows, by=None, now=now)
    Credit.objects.filter(pk=made[0].pk).update(state="confirmed")
    return made


def list_uids(*entries):
    return [str(entry.uid) for entry in entries]


def test_a_new_entry_gets_the_chosen_credits_names_and_identifiers(person, credits, now):
    alias = add_name(person, text="ハナ", script="native", kind="alias", by=None, now=now)
    number = add_external_id(scheme="wikidata", value="Q42", contributor=person, by=None, now=now)
    events = Event.objects.count()
    other = split_contributor(
        person, credits=list_uids(credits[0]), names=list_uids(alias), identifiers=list_uids(number),
        name=person.name, disambiguation="動画", now=now, **SAID,
    )  # fmt: skip
    # The entry and its name are new, the credit, the alias and the number moved, and the entry that lost them is told of.
    assert Event.objects.count() - events == 6
    moved, kept = (Credit.objects.get(pk=credit.pk) for credit in credits)
    assert (moved.contributor, moved.credited_as, moved.state) == (other, "はなこ", "confirmed")
    assert kept.contributor == person
    assert (other.name, other.disambiguation) == (person.name, "動画")
    assert list(other.names.filter(primary=False)) == [alias]
    assert list(other.external_ids.all()) == [number]


def test_it_is_undone_to_the_row_and_the_new_entry_goes(person, credits, now):
    alias = add_name(person, text="ハナ", script="native", kind="alias", by=None, now=now)
    before = all_rows()
    other = split_contributor(
        person, credits=list_uids(credits[0]), names=list_uids(alias), name="別人 花", now=now, **SAID
    )
    undone = undo_split(other, now=now + HOUR, **SAID)
    assert undone.left == []
    changed = changed_rows(before, all_rows())
    assert changed.keys() & before.keys() == set()
    assert not Contributor.objects.live().filter(pk=other.pk).exists()


def test_an_entry_that_is_there_takes_them_and_gives_them_back(person, credits, now):
    into = create_contributor(name="別人 花", by=None, now=now)
    before = all_rows()
    assert split_contributor(person, credits=list_uids(*credits), into=into, now=now, **SAID) == into
    assert {credit.contributor for credit in Credit.objects.all()} == {into}
    undo_split(into, now=now + HOUR, **SAID)
    assert changed_rows(before, all_rows()) == {}


def test_what_was_changed_since_is_left_and_a_new_entry_with_credits_stays(
    person, credits, role, production, now
):
    other = split_contributor(person, credits=list_uids(credits[0]), name="別人 花", now=now, **SAID)
    enter_credits(production, [{"role": role("inbetween"), "contributor": other}], by=None, now=now)
    undone = undo_split(other, now=now + HOUR, **SAID)
    assert [left.entity_type for left in undone.left] == ["contributor"]
    assert Credit.objects.get(pk=credits[0].pk).contributor == person
    assert Contributor.objects.live().filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": " "}, "reason"), ({"credits": []}, "credits"), ({"name": ""}, "name"), ({"disambiguation": ""}, "disambiguation"),
        ({"name": "AI"}, "name"),
    ],
)  # fmt: skip
def test_what_is_not_said_is_asked(person, credits, now, values, field):
    given = {"credits": list_uids(credits[0]), "name": person.name, "disambiguation": "動画", **SAID}
    with pytest.raises(Refusal) as refused:
        split_contributor(person, now=now, **(given | values))
    assert list(refused.value.fields) == [field]


def test_a_wish_of_the_other_person_holds_for_what_they_get(person, credits, production, now):
    into = create_contributor(name="別人 花", by=None, now=now)
    record_wish(into, production=production, statement="by letter", stated_on=now.date(), by=None, now=now)
    split_contributor(person, credits=list_uids(credits[0]), into=into, now=now, **SAID)
    moved = Credit.objects.get(pk=credits[0].pk)
    assert (moved.contributor, moved.credited_as, moved.withheld_statement.stated_by) == (None, "", into)


def test_who_may_not_alone_proposes_it_and_another_production_accepts(
    person, credits, production, theirs, credit_in, account, now
):
    credit_in(theirs, contributor=person)
    mine, others = account("mine", production), account("others", theirs)
    with pytest.raises(ProposalNeeded) as needed:
        split_contributor(
            person, credits=list_uids(credits[0]), name="別人 花", by=mine, now=now, reason="two people"
        )
    proposal = create_proposal(needed.value, by=mine, now=now)
    accept_proposal(proposal, by=others, now=now)
    assert Credit.objects.get(pk=credits[0].pk).contributor.name == "別人 花"
    assert Proposal.objects.get().state == "accepted"


def test_nobody_splits_off_what_they_may_not_read(person, credits, theirs, account, credit_in, now):
    for user in (account("elsewhere", theirs), account("nobody")):
        with pytest.raises((Refusal, NotAllowed)):
            split_contributor(
                person, credits=list_uids(credits[1]), name="別人 花", by=user, now=now, reason="two"
            )
    assert Credit.objects.get(pk=credits[1].pk).contributor == person


def test_a_removed_entry_has_nothing_to_take_back(person, credits, now):
    other = split_contributor(person, credits=list_uids(credits[0]), name="別人 花", now=now, **SAID)
    Credit.objects.filter(pk=credits[0].pk).update(contributor=person)
    remove_entity(other, now=now, **SAID)
    with pytest.raises(Refusal):
        undo_split(other, now=now + HOUR, **SAID)


def test_a_credit_that_somebody_gave_another_person_meanwhile_stays_theirs(person, credits, double, now):
    third = create_contributor(name="第三", by=None, now=now)
    update_credit(Credit.objects.get(pk=credits[1].pk), contributor=third, by=None, now=now)
    with pytest.raises(Refusal, match="not this entry's any more"):
        move_credits(credits, person, double, now=now, **SAID)
    assert Credit.objects.get(pk=credits[1].pk).contributor == third

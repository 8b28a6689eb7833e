"""A person's name on all credits of a work at once, and back."""

from datetime import timedelta

import pytest

from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.credits.services.renaming import CreditChoice, list_renamings, rename_credits, undo_renaming
from productions.models import Credit, Event
from productions.people.services.contributors import create_contributor
from productions.shared.refusals import NotAllowed, Refusal


@pytest.fixture
def credits(production, person, role, now):
    """Three credits of a person, in two spellings, one of them confirmed, and one of somebody else."""
    one, two = (add_episode(production, number=number, by=None, now=now) for number in "12")
    other = create_contributor(name="別人 太郎", by=None, now=now)
    rows = [
        {"role": role("layout"), "contributor": person, "episode": one},
        {"role": role("key_animation"), "contributor": person, "episode": one, "credited_as": "見本花子"},
        {"role": role("layout"), "contributor": person, "episode": two},
        {"role": role("layout"), "contributor": other, "episode": two},
    ]
    made = enter_credits(production, rows, by=None, now=now)
    Credit.objects.filter(pk=made[0].pk).update(state="confirmed")
    return made


def read_names(credits):
    return list(
        Credit.objects.filter(pk__in=[one.pk for one in credits])
        .order_by("pk")
        .values_list("credited_as", flat=True)
    )


def test_all_credits_of_a_person_get_a_name_and_get_theirs_back(credits, production, person, now):
    before = read_names(credits)
    later, last = now + timedelta(hours=1), now + timedelta(hours=2)
    events = Event.objects.count()
    assert rename_credits(production, person=person, credited_as="ハナコ", by=None, now=later) == 3
    assert read_names(credits) == ["ハナコ", "ハナコ", "ハナコ", "別人 太郎"]
    assert Credit.objects.get(pk=credits[0].pk).state == "confirmed"
    assert Event.objects.count() == events + 3
    (done,) = list_renamings(production, person)
    assert (done.at, done.before, done.after) == (later, {person.name: 2, "見本花子": 1}, ("ハナコ",))
    assert undo_renaming(production, person=person, at=later, by=None, now=last) == 3
    assert read_names(credits) == before


def test_chosen_credits_alone_are_renamed(credits, production, person, role, now):
    choice = CreditChoice(episodes=frozenset({credits[0].episode_id}), roles=frozenset({role("layout").pk}))
    assert rename_credits(production, person=person, credited_as="H", choice=choice, by=None, now=now) == 1
    assert read_names(credits) == ["H", "見本花子", person.name, "別人 太郎"]


def test_what_was_renamed_again_keeps_its_name(credits, production, person, now):
    later = now + timedelta(hours=1)
    rename_credits(production, person=person, credited_as="ハナコ", by=None, now=later)
    update_credit(
        Credit.objects.get(pk=credits[2].pk), credited_as="花子", by=None, now=later + timedelta(hours=1)
    )
    assert undo_renaming(production, person=person, at=later, by=None, now=later + timedelta(hours=2)) == 2
    assert read_names(credits)[2] == "花子"


def test_what_a_credit_said_of_somebody_else_is_neither_told_nor_taken_back(
    credits, production, person, role, now
):
    other = credits[3]
    update_credit(other, credited_as="秘密の名", by=None, now=now + timedelta(hours=1))
    update_credit(other, credited_as="太郎", by=None, now=now + timedelta(hours=2))
    moved = {"contributor": person, "role": role("inbetween")}
    update_credit(other, **moved, by=None, now=now + timedelta(hours=3))
    assert list_renamings(production, person) == []
    with pytest.raises(Refusal):
        undo_renaming(
            production, person=person, at=now + timedelta(hours=2), by=None, now=now + timedelta(hours=4)
        )


def test_a_placeholder_is_no_name_and_says_so_once(credits, production, person, now):
    before = read_names(credits)
    with pytest.raises(Refusal) as refused:
        rename_credits(production, person=person, credited_as="AI（＋Ｈｕｍａｎ）", by=None, now=now)
    assert len(refused.value.fields["credited_as"]) == 1
    assert read_names(credits) == before


def test_viewers_rename_nothing(credits, production, person, account, now):
    viewer = account("viewer", production, "viewer")
    with pytest.raises(NotAllowed):
        rename_credits(production, person=person, credited_as="ハナコ", by=viewer, now=now)
    with pytest.raises(NotAllowed):
        undo_renaming(production, person=person, at=now, by=viewer, now=now)

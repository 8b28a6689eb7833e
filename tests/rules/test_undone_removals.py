"""A removal is taken back completely by one call (H15)."""

import pytest

from productions.accounts.services.accounts import create_user
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cut, relate_cuts
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.memberships import grant_membership
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import add_episode, add_title
from productions.coverage.services.required_roles import require_role
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit
from productions.models import (
    AIDeclaration,
    AIUse,
    Credit,
    RequiredRole,
    Undoable,
)
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.people.services.groups import add_group_member
from productions.people.services.private_details import add_private_details
from productions.people.services.tracker_ids import add_tracker_id
from productions.releases.services.approvals import approve_roll
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import OBSTACLES, remove_entity
from productions.removals.services.undo import undo_removal
from productions.segments.services import create_part, create_segment
from productions.shared.refusals import Refusal
from productions.songs.services import add_song_right, create_song
from productions.vocabulary.services import add_role_alias
from productions.webhooks.services.webhooks import create_webhook
from tests.rows import all_rows, changed_rows
from tests.rules.uses import SAID, USE


@pytest.fixture
def removable(production, theirs, person, role, company, confirmed, staff, now, settings):
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
    heroine = create_character(production, name="月", by=None, now=now)
    voiced = confirmed(contributor=person, role=role("voice"), portrayals=[{"character": heroine}])
    made = [
        create_character(production, name="没の人", by=None, now=now),
        add_variant(heroine, kind="age", label="少女期", by=None, now=now), voiced.portrayals.get(),
        theirs, add_edition(production, code="tv_cut", label_en="TV cut", by=None, now=now),
        time_edition(production, start_timecode="01:00:00:00", by=None, now=now),
        place_cut(cut, record_in=0, length=24, by=None, now=now), add_episode(production, number="2", by=None, now=now),
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
    song = create_song(production, title="手紙", by=None, now=now)
    made += [
        add_song_right(create_song(production, title="虹", by=None, now=now), text="©", by=None, now=now), song,
        create_segment(production, kind="opening", first_episode=episode, by=None, now=now),
        add_tracker_id(production, scheme="kitsu", value="1", cut=cut, by=None, now=now),
        add_group_member(company, member=person, by=None, now=now),
        create_part(production, episode=episode, label="A", first_cut=cut, last_cut=second, by=None, now=now),
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

"""Characters that are one are merged, and told apart again."""

import pytest

from productions.cast.services.characters import (
    add_variant,
    create_character,
)
from productions.credits.services.credits import enter_credit
from productions.credits.services.portrayals import update_portrayal
from productions.models import Character, CharacterVariant, Portrayal, Redirect
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging_characters import merge_characters
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_removal
from productions.removals.services.undoing_characters import undo_character_merge
from productions.shared.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


def test_two_entries_that_are_one_are_merged_and_credits_keep_their_words(
    production, person, voice, hero, now
):
    double = create_character(production, name="ゆうき はるか", by=None, now=now)
    for entry in (hero, double):
        add_variant(entry, kind="age", label="少女期", by=None, now=now)
    old = add_variant(double, kind="age", label="老年期", by=None, now=now)
    young = double.variants.get(label="少女期")
    credit = enter_credit(
        production, role=voice, contributor=person, character_as_printed="はるか", by=None, now=now,
        portrayals=[{"character": double, "variant": each} for each in (young, old, None)] + [{"character": hero}],
    )  # fmt: skip
    with pytest.raises(Refusal, match="is named by credits"):
        remove_entity(double, by=None, now=now, reason="doubled")
    with pytest.raises(Refusal, match="Say how you know"):
        merge_characters(double, into=hero, by=None, now=now, reason="")
    merge_characters(double, into=hero, by=None, now=now, reason="The same girl.")
    credit.refresh_from_db()
    found = [(each.character, each.variant and each.variant.label) for each in credit.portrayals.live()]
    assert sorted(found, key=str) == sorted([(hero, "少女期"), (hero, "老年期"), (hero, None)], key=str)
    assert credit.character_as_printed == "はるか"
    assert [each.label for each in hero.variants.live()] == ["少女期", "老年期"]
    assert not Character.objects.live().filter(pk=double.pk).exists()
    with pytest.raises(Refusal, match="undo the merge"):
        undo_removal(double, by=None, now=now, reason="They are two.")


@pytest.fixture
def merged(production, person, voice, hero, now):
    """Another entry of the heroine, with variants and a credit, merged into hers; and what stood before."""
    double = create_character(production, name="ゆうき はるか", by=None, now=now)
    for entry in (hero, double):
        add_variant(entry, kind="age", label="少女期", by=None, now=now)
    old = add_variant(double, kind="age", label="老年期", by=None, now=now)
    young = double.variants.get(label="少女期")
    enter_credit(
        production, role=voice, contributor=person, character_as_printed="はるか", by=None, now=now,
        portrayals=[{"character": double, "variant": each} for each in (young, old, None)] + [{"character": hero}],
    )  # fmt: skip
    before = read_cast()
    merge_characters(double, into=hero, by=None, now=now, reason="The same girl.")
    assert read_cast() != before
    double.refresh_from_db()
    return double, before


def read_cast():
    """What every row of the cast says."""
    columns = {
        Character: ("pk", "name", "removed_at"),
        CharacterVariant: ("pk", "character", "label", "removed_at"),
        Portrayal: ("pk", "credit", "character", "variant", "removed_at"),
    }
    return [list(model.objects.order_by("pk").values_list(*names)) for model, names in columns.items()]


def test_a_merge_of_characters_is_undone_completely(merged, hero, now):
    double, before = merged
    undone = undo_character_merge(double, by=None, now=now, reason="They are sisters.")
    assert (undone.left, read_cast()) == ([], before)
    with pytest.raises(Refusal, match="not merged"):
        undo_character_merge(double, by=None, now=now, reason="Again.")
    double.refresh_from_db()
    merge_characters(double, into=hero, by=None, now=now, reason="One girl after all.")
    undo_character_merge(double, by=None, now=now, reason="No, two.")
    assert read_cast() == before


def test_an_undo_leads_back_what_was_merged_into_the_double_before(merged, hero, production, now):
    double, _before = merged
    undo_character_merge(double, by=None, now=now, reason="They are sisters.")
    double.refresh_from_db()
    third = create_character(production, name="ハルカ", by=None, now=now)
    merge_characters(third, into=double, by=None, now=now, reason="The same.")
    merge_characters(double, into=hero, by=None, now=now, reason="All one.")
    led = Redirect.objects.standing().get(from_uid=third.uid)
    assert led.to_uid == hero.uid
    undo_character_merge(double, by=None, now=now, reason="Two.")
    led.refresh_from_db()
    assert led.to_uid == double.uid


def test_what_was_changed_since_the_merge_is_left_and_told(merged, hero, now):
    double, _before = merged
    moved = Portrayal.objects.live().get(variant__label="老年期")
    other = add_variant(hero, kind="voice", label="低い声", by=None, now=now)
    update_portrayal(moved, variant=other, by=None, now=now)
    undone = undo_character_merge(double, by=None, now=now, reason="They are sisters.")
    assert [(each.entity_type, each.uid) for each in undone.left] == [("portrayal", str(moved.uid))]
    moved.refresh_from_db()
    assert (moved.character, moved.variant) == (hero, other)


def test_what_was_entered_since_of_a_variant_goes_with_it(merged, production, voice, hero, now):
    double, _before = merged
    old = hero.variants.live().get(label="老年期")
    since = enter_credit(
        production, role=voice, contributor=create_contributor(name="後 から", by=None, now=now), by=None, now=now,
        portrayals=[{"character": hero, "variant": old}],
    )  # fmt: skip
    undone = undo_character_merge(double, by=None, now=now, reason="They are sisters.")
    portrayal = since.portrayals.get()
    assert (portrayal.character, [each.uid for each in undone.left]) == (double, [str(portrayal.uid)])


def test_only_approvers_of_the_production_undo_a_merge(merged, staff, now):
    double, before = merged
    with pytest.raises(NotAllowed):
        undo_character_merge(double, by=staff("editor"), now=now, reason="They are sisters.")
    with pytest.raises(Refusal, match="Say why"):
        undo_character_merge(double, by=None, now=now, reason=" ")
    undo_character_merge(double, by=staff("approver"), now=now, reason="They are sisters.")
    assert read_cast() == before

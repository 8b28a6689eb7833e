"""Two people's changes of one template put together."""

from dataclasses import replace

import pytest

from productions.rollkit.template.comparison import compare_templates
from productions.rollkit.template.merging import merge_templates
from productions.rollkit.template.model import Block, Gaps, LocalizedText, Variant
from tests.roll.looks import cards_at_first

BASE = cards_at_first()
CAST = next(index for index, block in enumerate(BASE.blocks) if block.roles)
"""The first block that names roles."""
ROLES = BASE.blocks[CAST].roles


def change_block(template, index, **values):
    blocks = list(template.blocks)
    blocks[index] = replace(blocks[index], **values)
    return replace(template, blocks=tuple(blocks))


def move_block(template, index, to):
    blocks = list(template.blocks)
    blocks.insert(to, blocks.pop(index))
    return replace(template, blocks=tuple(blocks))


def remove_block(template, index):
    return replace(template, blocks=(*template.blocks[:index], *template.blocks[index + 1 :]))


def tell(clashes):
    return [(each.kind, each.keys, each.before, each.after, each.number_after) for each in clashes]


MINE = replace(change_block(BASE, CAST, columns=2), gaps=replace(BASE.gaps, block=40), running_ms=60_000)


@pytest.mark.parametrize(
    "theirs",
    [
        replace(BASE, gaps=replace(BASE.gaps, section=99), version=7),
        change_block(BASE, CAST, bold=True),
        change_block(BASE, CAST + 1, bold=True),
        move_block(BASE, CAST, CAST + 2),
        remove_block(BASE, CAST + 2),
        replace(BASE, blocks=(*BASE.blocks, Block("text", text=LocalizedText("完")))),
        replace(BASE, variants=(*BASE.variants, Variant("dub", running_ms=1))),
    ],
    ids=["gap", "same block", "other block", "moved", "removed", "added", "edition"],
)
def test_what_only_one_changed_is_in_both_orders_the_same(theirs):
    merged = merge_templates(BASE, MINE, theirs)
    assert merged.clashes == ()
    assert merged.template.gaps.block == 40
    assert merged.template.version == theirs.version
    assert replace(merge_templates(BASE, theirs, MINE).template, version=theirs.version) == merged.template
    changed = len(list(compare_templates(BASE, MINE))) + len(list(compare_templates(BASE, theirs)))
    assert len(list(compare_templates(BASE, merged.template))) == changed


def test_a_value_that_both_changed_is_told_and_mine_stays():
    theirs = replace(BASE, gaps=replace(BASE.gaps, block=50))
    merged = merge_templates(BASE, MINE, theirs)
    assert merged.template.gaps == replace(Gaps(), **{**BASE.to_dict()["gaps"], "block": 40})
    assert tell(merged.clashes) == [("changed", ("Template.gaps", "Gaps.block"), 50, 40, None)]


def test_a_value_of_a_block_that_both_changed_has_its_number():
    theirs = move_block(change_block(BASE, CAST, columns=3), CAST, 0)
    merged = merge_templates(BASE, MINE, theirs)
    assert tell(merged.clashes) == [("changed", ("Block.columns",), 3, 2, 1)]
    assert [block.columns for block in merged.template.blocks if block.roles == ROLES] == [2]


def test_what_both_changed_alike_is_no_clash():
    merged = merge_templates(BASE, MINE, MINE)
    assert (merged.template, merged.clashes) == (MINE, ())


def test_a_block_that_one_removed_and_the_other_changed_stays_and_is_told():
    for mine, theirs in ((remove_block(BASE, CAST), MINE), (MINE, remove_block(BASE, CAST))):
        merged = merge_templates(BASE, mine, theirs)
        assert [block.columns for block in merged.template.blocks if block.roles == ROLES] == [2]
        assert [(kind, number) for kind, _keys, _old, _new, number in tell(merged.clashes)] == [
            ("removed", CAST + 1)
        ]


def test_a_block_that_both_removed_is_gone():
    merged = merge_templates(BASE, remove_block(BASE, CAST), remove_block(BASE, CAST))
    assert merged.clashes == ()
    assert len(merged.template.blocks) == len(BASE.blocks) - 1


def test_added_blocks_stand_behind_what_they_stood_behind():
    added = Block("text", text=LocalizedText("完"))
    mine = replace(BASE, blocks=(BASE.blocks[0], added, *BASE.blocks[1:]))
    theirs = move_block(BASE, 0, 2)
    merged = merge_templates(BASE, mine, theirs)
    place = merged.template.blocks.index(added)
    assert merged.template.blocks[place - 1] == BASE.blocks[0]
    assert merge_templates(BASE, mine, mine).template == mine


def test_an_edition_that_one_removed_and_the_other_changed_stays_and_is_told():
    base = replace(BASE, variants=(Variant("disc", running_ms=1),))
    theirs = replace(base, variants=(Variant("disc", running_ms=2),))
    merged = merge_templates(base, replace(base, variants=()), theirs)
    assert merged.template.variants == theirs.variants
    assert [(each.kind, each.edition) for each in merged.clashes] == [("removed", "disc")]

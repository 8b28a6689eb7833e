"""Two people's changes of one template put together: what only one of them changed is taken from that one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from productions.rollkit.template.comparison import (
    PROGRAM_FIELDS,
    ComparedPart,
    TemplateChange,
    pair_blocks,
)
from productions.rollkit.template.model import Block, LocalizedText, Template, Variant


@dataclass(frozen=True, slots=True)
class MergedTemplate:
    """`clashes` are the values that both changed, from theirs (`before`) to mine (`after`), which stands in the template."""

    template: Template
    clashes: tuple[TemplateChange, ...]


@dataclass(frozen=True, slots=True)
class SharedBlock:
    """A block with the numbers that it has in the three versions, from 0; None where it is not in one."""

    base: int | None
    mine: int | None
    theirs: int | None


def merge_templates(base: Template, mine: Template, theirs: Template) -> MergedTemplate:
    """What both made of `base`, with the name and version of `theirs`."""
    clashes: list[TemplateChange] = []
    return MergedTemplate(merge_records(base, mine, theirs, ComparedPart(), clashes), tuple(clashes))


def merge_records(
    base: Any, mine: Any, theirs: Any, where: ComparedPart, clashes: list[TemplateChange]
) -> Any:
    """A record field by field; what both changed differently is a clash, and mine stays."""
    shape, found = type(mine), {}
    for field in fields(shape):
        old, own, other = (getattr(record, field.name) for record in (base, mine, theirs))
        keys = (*where.keys, f"{shape.__name__}.{field.name}")
        if own in (old, other) or (shape is Template and field.name in PROGRAM_FIELDS):
            found[field.name] = other
        elif other == old:
            found[field.name] = own
        elif field.name == "blocks" and None not in (old, own, other):
            found[field.name] = merge_blocks(old, own, other, where.edition, clashes)
        elif field.name == "variants":
            found[field.name] = merge_variants(old, own, other, clashes)
        elif all(map(is_dataclass, (old, own, other))) and not isinstance(own, LocalizedText):
            inner = ComparedPart(keys, where.edition, where.block, where.numbers)
            found[field.name] = merge_records(old, own, other, inner, clashes)
        else:
            found[field.name] = own
            clashes.append(
                TemplateChange("changed", keys, other, own, where.edition, where.block, *where.numbers)
            )
    return replace(mine, **found)


def merge_variants(
    base: Sequence[Variant], mine: Sequence[Variant], theirs: Sequence[Variant], clashes: list[TemplateChange]
) -> tuple[Variant, ...]:
    """Editions by their code; one that somebody removed and the other changed stays, and is a clash."""
    old, own, other = ({each.edition: each for each in listed} for listed in (base, mine, theirs))
    found = []
    for edition in {**other, **own}:
        if edition in own and edition in other:
            before = old.get(edition, Variant(edition))
            part = ComparedPart(edition=edition)
            found.append(merge_records(before, own[edition], other[edition], part, clashes))
            continue
        left = own.get(edition) or other[edition]
        if edition in old and left == old[edition]:
            continue
        if edition in old:
            clashes.append(TemplateChange("removed", edition=edition))
        found.append(left)
    return tuple(found)


def merge_blocks(
    base: Sequence[Block],
    mine: Sequence[Block],
    theirs: Sequence[Block],
    edition: str,
    clashes: list[TemplateChange],
) -> tuple[Block, ...]:
    """Blocks in the order of whoever moved some, mine where both did; what one added stands behind what it stood behind there."""
    shared = list(match_blocks(base, mine, theirs))
    kept = [each for each in shared if is_kept(each, base, mine, theirs)]
    order = order_blocks(shared, kept)
    found = []
    for number, each in enumerate(order, 1):
        own = None if each.mine is None else mine[each.mine]
        other = None if each.theirs is None else theirs[each.theirs]
        if own is not None and other is not None:
            before = Block(own.holds) if each.base is None else base[each.base]
            where = ComparedPart((), edition, own, (None, number))
            found.append(merge_records(before, own, other, where, clashes))
            continue
        left = own or other
        assert left is not None
        if each.base is not None:
            clashes.append(TemplateChange("removed", edition=edition, block=left, number_after=number))
        found.append(left)
    return tuple(found)


def match_blocks(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> Iterator[SharedBlock]:
    """Every block of the three once. One that both added alike is one."""
    own = {old: new for new, old in pair_blocks(base, mine).items()}
    other = {old: new for new, old in pair_blocks(base, theirs).items()}
    for index in range(len(base)):
        yield SharedBlock(index, own.get(index), other.get(index))
    theirs_new = [index for index in range(len(theirs)) if index not in other.values()]
    for index in range(len(mine)):
        if index not in own.values():
            same = next((each for each in theirs_new if theirs[each] == mine[index]), None)
            if same is not None:
                theirs_new.remove(same)
            yield SharedBlock(None, index, same)
    for index in theirs_new:
        yield SharedBlock(None, None, index)


def is_kept(each: SharedBlock, base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]) -> bool:
    """Whether a block stays: one of the base that somebody removed does only where the other one changed it."""
    if each.base is None or None not in (each.mine, each.theirs):
        return True
    left = (
        mine[each.mine] if each.mine is not None else theirs[each.theirs] if each.theirs is not None else None
    )
    return left is not None and left != base[each.base]


def order_blocks(shared: Sequence[SharedBlock], kept: Sequence[SharedBlock]) -> list[SharedBlock]:
    """The kept blocks in order."""
    own = sorted((each for each in shared if each.mine is not None), key=lambda each: each.mine or 0)
    other = sorted((each for each in shared if each.theirs is not None), key=lambda each: each.theirs or 0)
    common = [each.base for each in own if each.base is not None and each.theirs is not None]
    first, second = (own, other) if common != sorted(common) else (other, own)
    order = [each for each in first if each in kept]
    for index, each in enumerate(second):
        if each in kept and each not in order:
            before = next((one for one in reversed(second[:index]) if one in order), None)
            order.insert(0 if before is None else order.index(before) + 1, each)
    return order

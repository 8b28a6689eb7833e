"""What is different between two templates, value by value; blocks are found again where they moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from productions.rollkit.template.model import Block, Template, Variant

PROGRAM_FIELDS = ("name", "version")


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """One difference. `keys` lead to the value (`Template.gaps`, `Gaps.block`); empty for a whole block.

    `edition` and `block`, with its numbers from 1, say in which edition and block. An added one has no number before.
    """

    kind: Literal["changed", "added", "removed", "moved"]
    keys: tuple[str, ...] = ()
    before: Any = None
    after: Any = None
    edition: str = ""
    block: Block | None = None
    number_before: int | None = None
    number_after: int | None = None


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """The part of a template that is compared."""

    keys: tuple[str, ...] = ()
    edition: str = ""
    block: Block | None = None
    numbers: tuple[int | None, int | None] = (None, None)


def compare_templates(before: Template, after: Template) -> Iterator[TemplateChange]:
    """Without name and version."""
    yield from compare_records(before, after, ComparedPart())


def compare_records(before: Any, after: Any, where: ComparedPart) -> Iterator[TemplateChange]:
    shape = type(after)
    for field in fields(shape):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new or (shape is Template and field.name in PROGRAM_FIELDS):
            continue
        keys = (*where.keys, f"{shape.__name__}.{field.name}")
        if field.name == "blocks" and old is not None and new is not None:
            yield from compare_blocks(old, new, where.edition)
        elif field.name == "variants":
            yield from compare_variants(old, new)
        elif (
            field.name in ("type", "gaps", "cards", "pace", "backing")
            and is_dataclass(old)
            and is_dataclass(new)
        ):
            yield from compare_records(
                old, new, ComparedPart(keys, where.edition, where.block, where.numbers)
            )
        else:
            yield TemplateChange("changed", keys, old, new, where.edition, where.block, *where.numbers)


def compare_variants(before: Sequence[Variant], after: Sequence[Variant]) -> Iterator[TemplateChange]:
    old = {variant.edition: variant for variant in before}
    new = {variant.edition: variant for variant in after}
    for edition in {**old, **new}:
        if edition not in new:
            yield TemplateChange("removed", edition=edition)
        elif edition not in old:
            yield TemplateChange("added", edition=edition)
        else:
            yield from compare_records(old[edition], new[edition], ComparedPart(edition=edition))


def compare_blocks(before: Sequence[Block], after: Sequence[Block], edition: str) -> Iterator[TemplateChange]:
    """Blocks that are gone, then the new list from the top: what is new, what moved, what changed inside."""
    pairs = pair_blocks(before, after)
    for index, block in enumerate(before):
        if index not in pairs.values():
            yield TemplateChange("removed", edition=edition, block=block, number_before=index + 1)
    stayed = find_longest_rising_run([pairs[index] for index in sorted(pairs)])
    for index, block in enumerate(after):
        if index not in pairs:
            yield TemplateChange("added", edition=edition, block=block, number_after=index + 1)
            continue
        numbers = pairs[index] + 1, index + 1
        if pairs[index] not in stayed:
            yield TemplateChange("moved", (), None, None, edition, block, *numbers)
        yield from compare_records(before[pairs[index]], block, ComparedPart((), edition, block, numbers))


def pair_blocks(before: Sequence[Block], after: Sequence[Block]) -> dict[int, int]:
    """The old index of each new block that was there: the same one, else one of the same people, else one that holds the same."""
    pairs: dict[int, int] = {}
    for alike in (is_same_block, has_same_people, has_same_holds):
        for index, block in enumerate(after):
            if index in pairs:
                continue
            taken = set(pairs.values())
            found = (old for old, other in enumerate(before) if old not in taken and alike(other, block))
            if (match := next(found, None)) is not None:
                pairs[index] = match
    return pairs


def is_same_block(old: Block, new: Block) -> bool:
    return old == new


def has_same_people(old: Block, new: Block) -> bool:
    return old.holds == new.holds and bool({*old.roles, *old.departments} & {*new.roles, *new.departments})


def has_same_holds(old: Block, new: Block) -> bool:
    return old.holds == new.holds


def find_longest_rising_run(numbers: Sequence[int]) -> set[int]:
    """The longest run of numbers that rise: those whose blocks stayed where they were beside one another."""
    best: list[list[int]] = [[]]
    for number in numbers:
        before = [run for run in best if not run or run[-1] < number]
        longest = max(before, key=len)
        best.append([*longest, number])
    longest = max(best, key=len)
    return set(longest)

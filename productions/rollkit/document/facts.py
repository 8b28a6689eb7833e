"""Counts over a whole roll, which nobody types."""

from collections.abc import Sequence, Set

from productions.rollkit.document.ai_counts import NONE, USED, AICounts, combine_ai_answers, count_ai_answers
from productions.rollkit.document.inputs import PERSON_KIND, CreditInfo
from productions.rollkit.document.line_ranges import (
    list_cut_names,
)
from productions.rollkit.document.model import WITHHELD_REASON, Facts, Line, RollDepartment


def has_person(credit: CreditInfo) -> bool:
    """A named person, or one who withheld their own name (rules H5, H13)."""
    return credit.absence_reason == WITHHELD_REASON or (
        credit.kind == PERSON_KIND and credit.contributor != ""
    )


def count_facts(
    credits: Sequence[CreditInfo], departments: Sequence[RollDepartment], *, cuts_total: int, complete: bool
) -> Facts:
    lines = [line for department in departments for block in department.blocks for line in block.lines]
    generative = [(credit, use) for credit in credits for use in credit.ai_uses if use.generative]
    unnamed = [line for line in lines if line.kind == PERSON_KIND and not line.is_named]
    ai_cuts, ai_credits = (
        count_roll_ai_cuts(credits, cuts_total),
        count_ai_answers(credit.ai for credit in credits),
    )
    taking_part = {credit.uid for credit in credits if credit.takes_part}
    declared = [set(states) == {NONE} for states in group_required_answers(credits).values()]
    return Facts(
        cuts_total=cuts_total,
        cuts_generative=len({name for credit, _use in generative for name in list_cut_names(credit)}),
        uses=sum(len(credit.ai_uses) for credit in credits),
        uses_generative=len(generative),
        uses_unnamed=sum(1 for credit, _use in generative if not has_person(credit)),
        whole_generative=any(not credit.cut for credit, _use in generative),
        people_named=len({line.contributor for line in lines if line.kind == PERSON_KIND and line.is_named}),
        people_withheld=len(
            {credit.person_key for credit in credits if credit.absence_reason == WITHHELD_REASON}
        ),
        people_unnamed=sum(line.headcount or 0 for line in unnamed if line.absence_reason != WITHHELD_REASON),
        groups_uncounted=sum(is_uncounted(line, taking_part) for line in lines),
        complete=complete,
        ai_cuts_used=ai_cuts.used,
        ai_cuts_none=ai_cuts.none,
        ai_cuts_not_asked=ai_cuts.not_asked,
        ai_credits_used=ai_credits.used,
        ai_credits_none=ai_credits.none,
        ai_credits_not_asked=ai_credits.not_asked,
        ai_whole_used=sum(1 for credit in credits if credit.ai == USED and not is_in_counted_cut(credit)),
        declared_required=len(declared),
        declared_none=sum(declared),
    )


def is_uncounted(line: Line, taking_part: Set[str]) -> bool:
    """Whether nobody knows how many people a line stands for; of companies that only take part, nobody asked (H6)."""
    if line.headcount is not None or (line.kind == PERSON_KIND and line.is_named):
        return False
    return not taking_part >= set(line.credits)


def is_in_counted_cut(credit: CreditInfo) -> bool:
    """Whether the credit is of cuts that the roll counts."""
    return bool(credit.counted_cuts)


def count_roll_ai_cuts(credits: Sequence[CreditInfo], cuts_total: int) -> AICounts:
    """The active cuts by whether AI was used (H14); a cut without credits was not asked."""
    states: dict[tuple[str, str], list[str]] = {}
    for credit in credits:
        for cut in credit.counted_cuts:
            states.setdefault((credit.episode, cut), []).append(credit.ai)
    return count_ai_answers(map(combine_ai_answers, states.values()), total=cuts_total)


def group_required_answers(credits: Sequence[CreditInfo]) -> dict[str, list[str]]:
    """What was said of AI by each of those credited in a required role; whoever has no name is asked by credit."""
    states: dict[str, list[str]] = {}
    for credit in credits:
        if credit.required:
            who = credit.contributor or credit.person_key or credit.uid
            states.setdefault(who, []).append(credit.ai)
    return states

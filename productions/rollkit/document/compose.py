"""From credits to a roll document: departments, roles, one line a person, people before tools (H10)."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from productions.rollkit.document.ai_counts import NONE, USED, AICounts, combine_ai_answers, count_ai_answers
from productions.rollkit.document.billing import arrange_credits
from productions.rollkit.document.inputs import AIUseInfo, CreditInfo
from productions.rollkit.document.model import (
    DOCUMENT_FORMAT,
    WITHHELD_REASON,
    Dispute,
    Facts,
    Issue,
    Line,
    RoleBlock,
    RollDepartment,
    RollDocument,
    Tool,
    ToolPerson,
    Work,
)

PERSON_KIND = "person"


def compose_document(
    work: Work,
    issue: Issue,
    credits: Iterable[CreditInfo],
    *,
    cuts_total: int,
    complete: bool,
    disputes: Iterable[Dispute] = (),
    key: bytes = b"",
) -> RollDocument:
    """Lay out `credits` (in any order) as a roll.

    `cuts_total` is the number of active cuts, `complete` whether every cut and role in use has a person.
    `disputes` are those of the credits. `key` is the production's secret for the salts of its names; without one, the roll is not to be kept.
    They stand in the order that they were given, and where they have none in that of the vocabulary (`billing`).
    Credits of one contributor in one role become one line with its cuts. Credits that were not on screen stay
    in the document, marked.
    """
    ordered = arrange_credits(credits)
    departments = compose_departments(ordered)
    return RollDocument(
        format=DOCUMENT_FORMAT,
        work=work,
        issue=issue,
        departments=departments,
        facts=count_facts(ordered, departments, cuts_total=cuts_total, complete=complete),
        disputes=tuple(sorted(disputes, key=lambda dispute: dispute.credit)),
        key=key,
    )


def compose_departments(ordered: Sequence[CreditInfo]) -> tuple[RollDepartment, ...]:
    """Neighbours of one department are one; given an order, a department may stand in several places, its tools in the last (H10)."""
    runs = [
        (code, list(group))
        for code, group in groupby(ordered, key=lambda credit: credit.role.department_code)
    ]
    last = {code: index for index, (code, _run) in enumerate(runs)}
    whole: dict[str, list[CreditInfo]] = {}
    for code, run in runs:
        whole.setdefault(code, []).extend(run)
    return tuple(
        compose_department(run, compose_tools(whole[code]) if last[code] == index else ())
        for index, (code, run) in enumerate(runs)
    )


def compose_department(credits: Sequence[CreditInfo], tools: tuple[Tool, ...]) -> RollDepartment:
    role = credits[0].role
    blocks = tuple(
        compose_block(list(group))
        for _key, group in groupby(credits, key=lambda credit: (credit.role.code, credit.role_as_printed))
    )
    return RollDepartment(
        code=role.department_code,
        label_en=role.department_label_en,
        label_ja=role.department_label_ja,
        blocks=blocks,
        tools=tools,
    )


def compose_block(credits: Sequence[CreditInfo]) -> RoleBlock:
    role = credits[0].role
    together: dict[tuple[object, ...], list[CreditInfo]] = {}
    for credit in credits:
        together.setdefault(credit.line_key, []).append(credit)
    lines = [compose_line(group) for group in together.values()]
    is_billed = any(credit.billing is not None for credit in credits)
    return RoleBlock(
        role=role.code,
        label_en=role.label_en,
        label_ja=role.label_ja,
        heading=credits[0].role_as_printed,
        lines=tuple(sorted(lines, key=is_withheld if is_billed else lambda line: not line.is_named)),
        heading_language=find_one_language(credit.role_language for credit in credits),
    )


def find_one_language(languages: Iterable[str]) -> str:
    """The language that is said, where it is said of some and nobody says another one."""
    said = {language for language in languages if language}
    return said.pop() if len(said) == 1 else ""


def is_withheld(line: Line) -> bool:
    """Whether it stands last, in a given order too: between its neighbours it would tell who is meant (H16)."""
    return line.absence_reason == WITHHELD_REASON


def compose_line(credits: Sequence[CreditInfo]) -> Line:
    first = credits[0]
    told = first.absence_reason != WITHHELD_REASON
    return Line(
        kind=first.kind,
        name=first.credited_as,
        contributor=first.contributor,
        credits=tuple(credit.uid for credit in credits),
        affiliation=first.affiliation,
        headcount=count_heads(credits),
        named=first.named_count,
        absence_reason=first.absence_reason,
        printed_as=first.printed_as,
        on_screen=first.on_screen,
        episodes=keep_unique(credit.episode for credit in credits),
        cuts=keep_unique(format_cut_name(credit) for credit in sorted(credits, key=get_cut_order)),
        reading=first.reading,
        romaji=first.romaji,
        character=first.character if told else "",
        character_language=first.character_language if told else "",
        character_ja=first.character_ja if told else "",
        character_en=first.character_en if told else "",
    )


def count_heads(credits: Sequence[CreditInfo]) -> int | None:
    """How many people a line stands for: summed within one cut, the most of any cut across cuts.

    Nobody can tell whether the unnamed people of two cuts are the same; this is the least that is certain.
    """
    if credits[0].headcount is None:
        return None
    by_scope: dict[tuple[str, str], int] = {}
    for credit in credits:
        scope = (credit.episode, credit.cut)
        by_scope[scope] = by_scope.get(scope, 0) + (credit.headcount or 0)
    return max(by_scope.values())


def get_cut_order(credit: CreditInfo) -> tuple[str, str]:
    return (credit.episode, credit.cut_sort_key)


def format_cut_name(credit: CreditInfo) -> str:
    """The cut with its episode, as `#1 012A`; cuts of a film stand alone."""
    if not credit.cut:
        return ""
    return f"#{credit.episode} {credit.cut}" if credit.episode else credit.cut


def keep_unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(value for value in values if value))


def compose_tools(credits: Sequence[CreditInfo]) -> tuple[Tool, ...]:
    """One entry for each AI system and task, in the order of the system's name."""
    used: dict[tuple[str, str, str, str, bool], list[tuple[CreditInfo, AIUseInfo]]] = {}
    for credit in credits:
        for use in credit.ai_uses:
            key = (use.system, use.vendor, use.version, use.task, use.generative)
            used.setdefault(key, []).append((credit, use))
    return tuple(compose_tool(used[key]) for key in sorted(used))


def compose_tool(pairs: Sequence[tuple[CreditInfo, AIUseInfo]]) -> Tool:
    credits = sorted({credit.uid: credit for credit, _use in pairs}.values(), key=get_cut_order)
    uses = [use for _credit, use in pairs]
    first = uses[0]
    return Tool(
        system=first.system,
        vendor=first.vendor,
        version=first.version,
        task=first.task,
        generative=first.generative,
        source_types=tuple(sorted({use.source_type for use in uses})),
        oversight=tuple(sorted({use.oversight for use in uses})),
        validated_by=deduplicate_people(
            ToolPerson(use.validated_by, use.validator, credit.uid) for credit, use in pairs
        ),
        cuts=keep_unique(format_cut_name(credit) for credit in credits),
        whole=any(not credit.cut for credit in credits),
        hands=deduplicate_people(
            ToolPerson(credit.credited_as, credit.contributor, credit.uid)
            for credit in credits
            if credit.kind == PERSON_KIND
        ),
        withheld=len({credit.person_key for credit in credits if credit.absence_reason == WITHHELD_REASON}),
        unnamed=sum(1 for credit in credits if not has_person(credit)),
    )


def deduplicate_people(people: Iterable[ToolPerson]) -> tuple[ToolPerson, ...]:
    """Those with a name, each name of a contributor once, in their order."""
    found: dict[tuple[str, str], ToolPerson] = {}
    for person in people:
        if person.name:
            found.setdefault((person.contributor, person.name), person)
    return tuple(found.values())


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
    declared = [set(states) == {NONE} for states in group_required_answers(credits).values()]
    return Facts(
        cuts_total=cuts_total,
        cuts_generative=len({format_cut_name(credit) for credit, _use in generative if credit.cut}),
        uses=sum(len(credit.ai_uses) for credit in credits),
        uses_generative=len(generative),
        uses_unnamed=sum(1 for credit, _use in generative if not has_person(credit)),
        whole_generative=any(not credit.cut for credit, _use in generative),
        people_named=len({line.contributor for line in lines if line.kind == PERSON_KIND and line.is_named}),
        people_withheld=len(
            {credit.person_key for credit in credits if credit.absence_reason == WITHHELD_REASON}
        ),
        people_unnamed=sum(line.headcount or 0 for line in unnamed if line.absence_reason != WITHHELD_REASON),
        groups_uncounted=sum(
            1 for line in lines if line.headcount is None and (line.kind != PERSON_KIND or not line.is_named)
        ),
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


def is_in_counted_cut(credit: CreditInfo) -> bool:
    """Whether the credit is of a cut that the roll counts."""
    return credit.cut != "" and credit.counted_cut


def count_roll_ai_cuts(credits: Sequence[CreditInfo], cuts_total: int) -> AICounts:
    """The active cuts by whether AI was used (H14); a cut without credits was not asked."""
    states: dict[tuple[str, str], list[str]] = {}
    for credit in credits:
        if is_in_counted_cut(credit):
            states.setdefault((credit.episode, credit.cut), []).append(credit.ai)
    return count_ai_answers(map(combine_ai_answers, states.values()), total=cuts_total)


def group_required_answers(credits: Sequence[CreditInfo]) -> dict[str, list[str]]:
    """What was said of AI by each of those credited in a required role; whoever has no name is asked by credit."""
    states: dict[str, list[str]] = {}
    for credit in credits:
        if credit.required:
            who = credit.contributor or credit.person_key or credit.uid
            states.setdefault(who, []).append(credit.ai)
    return states

"""From credits to a roll document: departments, roles, one line a person, people before tools (H10)."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from productions.rollkit.document.billing import arrange_credits
from productions.rollkit.document.block_groups import get_block_key, keep_last_rights
from productions.rollkit.document.facts import count_facts, has_person
from productions.rollkit.document.inputs import PERSON_KIND, AIUseInfo, CreditInfo
from productions.rollkit.document.joint_lines import mark_lines_alone, settle_joint_lines
from productions.rollkit.document.line_ranges import (
    format_cut_name,
    get_cut_order,
    list_cut_names,
    list_cut_ranges,
    list_episode_ranges,
    list_line_episode,
)
from productions.rollkit.document.model import (
    DOCUMENT_FORMAT,
    WITHHELD_REASON,
    Dispute,
    Line,
    RoleBlock,
    RollDepartment,
    RollDocument,
    Tool,
    ToolPerson,
)
from productions.rollkit.document.work import Issue, Work
from productions.shared.site_languages import copy_localised_texts


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
    departments = mark_lines_alone(keep_last_rights(compose_departments(ordered, work.episode_number)))
    return RollDocument(
        format=DOCUMENT_FORMAT,
        work=work,
        issue=issue,
        departments=departments,
        facts=count_facts(ordered, departments, cuts_total=cuts_total, complete=complete),
        disputes=tuple(sorted(disputes, key=lambda dispute: dispute.credit)),
        key=key,
    )


def list_in_roll_order(credits: Iterable[CreditInfo]) -> list[str]:
    """The uids of the credits (in any order) as a roll has them, line by line."""
    departments = compose_departments(arrange_credits(credits), "")
    lines = [line for department in departments for block in department.blocks for line in block.lines]
    return [uid for line in lines for uid in line.credits]


def compose_departments(ordered: Sequence[CreditInfo], episode: str) -> tuple[RollDepartment, ...]:
    """Neighbours of one department are one; given an order, a department may stand in several places, its tools in the last (H10).

    `episode` is the number of the one whose roll it is.
    """
    runs = [
        (code, list(group))
        for code, group in groupby(ordered, key=lambda credit: credit.role.department_code)
    ]
    last = {code: index for index, (code, _run) in enumerate(runs)}
    whole: dict[str, list[CreditInfo]] = {}
    for code, run in runs:
        whole.setdefault(code, []).extend(run)
    return tuple(
        compose_department(run, compose_tools(whole[code]) if last[code] == index else (), episode)
        for index, (code, run) in enumerate(runs)
    )


def compose_department(
    credits: Sequence[CreditInfo], tools: tuple[Tool, ...], episode: str
) -> RollDepartment:
    role = credits[0].role
    blocks = tuple(compose_block(list(group), episode) for _key, group in groupby(credits, key=get_block_key))
    return RollDepartment(
        code=role.department_code,
        **copy_localised_texts(role, "department_label", RollDepartment, "label"),
        blocks=blocks,
        tools=tools,
    )


def compose_block(credits: Sequence[CreditInfo], episode: str) -> RoleBlock:
    role = credits[0].role
    together: dict[tuple[object, ...], list[CreditInfo]] = {}
    for credit in credits:
        together.setdefault(credit.line_key, []).append(credit)
    lines = [compose_line(group, episode) for group in together.values()]
    is_billed = any(credit.billing is not None for credit in credits)
    studios = list(dict.fromkeys(line.affiliation for line in lines if line.affiliation))
    return RoleBlock(
        role=role.code,
        **copy_localised_texts(role, "label", RoleBlock, "label"),
        heading=credits[0].role_as_printed,
        lines=settle_joint_lines(
            sorted(lines, key=is_withheld if is_billed else lambda line: not line.is_named)
        ),
        song=credits[0].song,
        segment=credits[0].segment,
        studios_given=is_billed and studios != sorted(studios),
        heading_language=find_one_language(credit.role_language for credit in credits),
    )


def find_one_language(languages: Iterable[str]) -> str:
    """The language that is said, where it is said of some and nobody says another one."""
    said = {language for language in languages if language}
    return said.pop() if len(said) == 1 else ""


def is_withheld(line: Line) -> bool:
    """Whether it stands last, in a given order too: between its neighbours it would tell who is meant (H16)."""
    return line.absence_reason == WITHHELD_REASON


def compose_line(credits: Sequence[CreditInfo], episode: str) -> Line:
    first = credits[0]
    in_cut_order = sorted(credits, key=get_cut_order)
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
        episodes=keep_unique(list_line_episode(credit, episode) for credit in credits),
        cuts=keep_unique(format_cut_name(credit) for credit in in_cut_order if not credit.last_cut),
        reading=first.reading,
        romaji=first.romaji,
        episode_ranges=list_episode_ranges(credits, episode),
        cut_ranges=list_cut_ranges(in_cut_order, episode),
        joint=first.joint,
        joiner=first.joiner,
        contracted_by=first.contracted_by,
        character=first.character if told else "",
        character_language=first.character_language if told else "",
        **(copy_localised_texts(first, "character", Line, "character") if told else {}),
        name_breaks=next((credit.name_breaks for credit in credits if credit.name_breaks), ""),
        name_language=first.name_language,
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
        cuts=keep_unique(name for credit in credits for name in list_cut_names(credit)),
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

"""What is in a roll, for whoever reads it on a page: sections, roles and names as they are printed on paper, with counts."""

from dataclasses import dataclass

from productions.rollkit.document.model import WITHHELD_REASON, Line, RoleBlock, RollDocument
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_names import format_printed_line, group_printed_lines
from productions.rollkit.texts.printed_sections import BlockGroup, is_empty_section, list_printed_sections


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many lines name somebody, how many people withhold their name, and how many others are unnamed, at their least."""

    named: int = 0
    withheld: int = 0
    unnamed: int = 0

    def __add__(self, other: "PeopleCounts") -> "PeopleCounts":
        return PeopleCounts(
            self.named + other.named, self.withheld + other.withheld, self.unnamed + other.unnamed
        )


@dataclass(frozen=True, slots=True)
class RoleContents:
    """A role with its lines as printed. `group` is the song that it is of; a studio that heads names stands before them as `[studio]`."""

    heading: str
    group: str
    lines: tuple[str, ...]
    counts: PeopleCounts


@dataclass(frozen=True, slots=True)
class SectionContents:
    """A department or a segment, its tools below its people (H10)."""

    heading: str
    roles: tuple[RoleContents, ...]
    tools: tuple[str, ...]

    @property
    def counts(self) -> PeopleCounts:
        return sum((role.counts for role in self.roles), PeopleCounts())


def list_roll_contents(document: RollDocument, lang: str) -> tuple[SectionContents, ...]:
    """The sections that are printed, in the order of the roll."""
    return tuple(
        SectionContents(
            section.heading,
            tuple(
                describe_role_contents(document, group, block, lang)
                for group in section.groups(lang)
                for block in group.blocks
            ),
            tuple(roll_texts.format_tool(tool, document.facts, lang) for tool in section.tools),
        )
        for section in list_printed_sections(document, lang)
        if not is_empty_section(section)
    )


def describe_role_contents(
    document: RollDocument, group: BlockGroup, block: RoleBlock, lang: str
) -> RoleContents:
    lines: list[str] = []
    for studio in group_printed_lines(block):
        lines += [f"[{studio.studio}]"] if studio.studio else []
        lines += [
            format_printed_line(line, block, lang, working=document.is_working_copy) for line in studio.lines
        ]
    counts = sum(map(count_people, block.lines), PeopleCounts())
    return RoleContents(roll_texts.format_role_heading(block, lang), group.heading, tuple(lines), counts)


def count_people(line: Line) -> PeopleCounts:
    """The people of a line that is printed."""
    if not line.on_screen:
        return PeopleCounts()
    if line.is_named:
        return PeopleCounts(named=1)
    people = line.headcount or 1
    withheld = line.absence_reason == WITHHELD_REASON
    return PeopleCounts(withheld=people) if withheld else PeopleCounts(unnamed=people)


def list_roles_withheld_since(issued: RollDocument, shown: RollDocument, lang: str) -> dict[str, int]:
    """The roles under which `issued` names people whom its copy `shown` names no more, with how many lines."""
    named = {line.credits for _block, line in iter_lines(shown) if line.is_named}
    found: dict[str, int] = {}
    for block, line in iter_lines(issued):
        if line.is_named and line.credits not in named:
            heading = roll_texts.format_role_heading(block, lang)
            found[heading] = found.get(heading, 0) + 1
    return found


def iter_lines(document: RollDocument) -> list[tuple[RoleBlock, Line]]:
    """Every line with its role."""
    return [
        (block, line)
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]

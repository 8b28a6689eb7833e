"""Lines of several people (連名): each has a line of its own in the document, and those of one `joint` are printed as one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from productions.rollkit.document.model import Line, RollDepartment

ALONE = "alone"
"""The `joint` of a line that shares none, where others do."""
JOINT_TEXTS = ("joint", "joiner")
"""What a redacted copy may leave out of a line that still says its name."""


def is_joint(line: Line) -> bool:
    """Whether a line shares a joint line."""
    return line.joint not in ("", ALONE)


def settle_joint_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, those of one joint line together where its first one stands.

    Nothing remains of a joint line of which fewer than two are named: who stands alone beside a joiner would tell that somebody
    withheld their name, and whose company they kept (H16).
    """
    given = list(lines)
    named = Counter(line.joint for line in given if is_joint(line) and line.is_named)
    kept = [drop_joint(line) if is_joint(line) and named[line.joint] < 2 else line for line in given]
    found: list[Line] = []
    gathered: set[str] = set()
    for line in kept:
        if not is_joint(line):
            found.append(line)
        elif line.joint not in gathered:
            gathered.add(line.joint)
            found += [other for other in kept if other.joint == line.joint]
    return tuple(found)


def drop_joint(line: Line) -> Line:
    return replace(line, joint="", joiner="")


def mark_lines_alone(departments: tuple[RollDepartment, ...]) -> tuple[RollDepartment, ...]:
    """The departments; where one has a joint line, every other name says that it is alone.

    In the sealed roll each line then has a commitment, so that a redacted one does not stand out as somebody's neighbour (H16).
    """
    lines = (line for department in departments for block in department.blocks for line in block.lines)
    if not any(is_joint(line) for line in lines):
        return departments
    return tuple(
        replace(
            department,
            blocks=tuple(
                replace(block, lines=tuple(map(mark_line_alone, block.lines))) for block in department.blocks
            ),
        )
        for department in departments
    )


def mark_line_alone(line: Line) -> Line:
    return line if is_joint(line) or not line.is_named else replace(line, joint=ALONE, joiner=" ")


@dataclass(frozen=True, slots=True)
class JoinedLine(Line):
    """Several lines as one is printed; their names with the joiner between them."""

    members: tuple[Line, ...] = ()

    def list_pieces(self, names: Sequence[str]) -> list[str]:
        """The names, each with the joiner behind it but for the last: the line is broken between them alone."""
        return [name + self.joiner for name in names[:-1]] + [names[-1]]


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are printed: those of one joint line as one."""
    groups: dict[object, list[Line]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(line.joint if is_joint(line) else index, []).append(line)
    return [build_joined_line(group) if len(group) > 1 else group[0] for group in groups.values()]


def build_joined_line(members: Sequence[Line]) -> JoinedLine:
    """One printed line; studios that differ are joined as the names are."""
    first = members[0]
    joiner = first.joiner
    values = {each.name: getattr(first, each.name) for each in fields(Line)} | {
        "name": joiner.join(line.name for line in members),
        "romaji": joiner.join(line.romaji or line.name for line in members)
        if any(line.romaji for line in members)
        else "",
        "name_language": first.name_language
        if all(line.name_language == first.name_language for line in members)
        else "",
        "affiliation": joiner.join(dict.fromkeys(line.affiliation for line in members if line.affiliation)),
        "credits": tuple(credit for line in members for credit in line.credits),
        "members": tuple(members),
    }
    return JoinedLine(**values)

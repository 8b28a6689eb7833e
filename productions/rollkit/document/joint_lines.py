"""Lines of several people (連名): each has a line of its own in the document, and those of one `joint` are printed as one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from productions.rollkit.document.model import Line


def settle_joint_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, those of one joint line together where its first one stands.

    Nothing remains of a joint line of which fewer than two are named: who stands alone beside a joiner would tell that somebody
    withheld their name, and whose company they kept (H16).
    """
    given = list(lines)
    named = Counter(line.joint for line in given if line.joint and line.is_named)
    kept = [line if named[line.joint] > 1 and line.is_named else drop_joint(line) for line in given]
    found: list[Line] = []
    gathered: set[str] = set()
    for line in kept:
        if not line.joint:
            found.append(line)
        elif line.joint not in gathered:
            gathered.add(line.joint)
            found += [other for other in kept if other.joint == line.joint]
    return tuple(found)


def drop_joint(line: Line) -> Line:
    return replace(line, joint="", joiner="") if line.joint or line.joiner else line


@dataclass(frozen=True, slots=True)
class JoinedLine(Line):
    """Several lines as one is printed; their names with the joiner between them."""

    members: tuple[Line, ...] = ()

    def list_pieces(self, names: Sequence[str]) -> list[str]:
        """The names, each with the joiner behind it but for the last: the line is broken between them alone."""
        return [name + self.printed_joiner for name in names[:-1]] + [names[-1]]

    @property
    def printed_joiner(self) -> str:
        return self.joiner or " "


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are printed: those of one joint line as one."""
    groups: dict[object, list[Line]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(line.joint or index, []).append(line)
    return [build_joined_line(group) if len(group) > 1 else group[0] for group in groups.values()]


def build_joined_line(members: Sequence[Line]) -> JoinedLine:
    """One printed line; studios that differ are joined as the names are."""
    first = members[0]
    joiner = first.joiner or " "
    values = {each.name: getattr(first, each.name) for each in fields(Line)} | {
        "name": joiner.join(line.name for line in members),
        "romaji": joiner.join(line.romaji or line.name for line in members)
        if any(line.romaji for line in members)
        else "",
        "affiliation": joiner.join(dict.fromkeys(line.affiliation for line in members if line.affiliation)),
        "credits": tuple(credit for line in members for credit in line.credits),
        "members": tuple(members),
    }
    return JoinedLine(**values)

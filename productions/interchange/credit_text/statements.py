"""What a credit text says: statements with their place in the text, and problems."""

from dataclasses import dataclass
from typing import Literal

StatementKind = Literal["credit", "company", "cast", "note"]
ContributorKind = Literal["person", "organization"]

OTHER_ROLE_CODE = "other"
"""The role code of a printed role that the vocabulary does not know; the label is kept as printed."""


@dataclass(frozen=True, slots=True)
class CreditScope:
    """The part of the work a credit is for: the words as printed, and the episodes they number."""

    label: str = ""
    episodes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A role as printed, its codes in the vocabulary, and the parts of it that the vocabulary lacks.

    `company`: organizations usually hold it; `cast`: it is a role of the cast."""

    label: str = ""
    codes: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    company: bool = False
    cast: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a credit text says, from character `start` to before `end` of the text.

    `kind`: `credit` (a person), `company` (an organization), `cast` (either, in a cast role or as a
    character), `note` (headings, editor's notes, names that cannot be entered: kept as text only).
    `name` is as printed, `credited_as` without the source's marks (`高*橋` → `高橋`) and empty when nobody is
    named: `others` says so, `others_count` how many people when the text says it. `role_repeated`: the text
    prints no role here and the last one goes on. `note` keeps every remark that is neither name nor role.
    """

    kind: StatementKind
    start: int
    end: int
    text: str
    role: StatedRole = StatedRole()
    role_repeated: bool = False
    contributor: ContributorKind = "person"
    name: str = ""
    credited_as: str = ""
    affiliation: str = ""
    character: str = ""
    scope: CreditScope = CreditScope()
    edition: str = ""
    others: bool = False
    others_count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong between two characters of the text, in one sentence; `breaks_off`: the text ends there."""

    start: int
    end: int
    message: str
    breaks_off: bool = False


@dataclass(frozen=True, slots=True)
class CreditText:
    """A credit text, read: every character that is no separator lies in a statement or in a problem."""

    statements: tuple[Statement, ...] = ()
    problems: tuple[TextProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One credit to enter: one contributor, one role.

    `absent`: the text says that people worked here and does not name them (他, ほか, スタッフ); the credit
    then has no contributor, an empty `credited_as`, and `headcount` people when the text counts them.
    `position` counts from 1 in the order printed. `edition` is a code of the vocabulary or empty. `episode`: the number, as given, of
    the episode in whose text the line stands, where the line names none itself and the number is no plain one (SA, 第2話).
    """

    position: int
    contributor: ContributorKind
    role_code: str
    role_as_printed: str
    credited_as: str
    printed_as: str
    affiliation: str = ""
    character: str = ""
    scope: str = ""
    episodes: tuple[int, ...] = ()
    episode: str = ""
    edition: str = ""
    absent: bool = False
    headcount: int | None = None
    note: str = ""


def list_credit_lines(text: CreditText, *, first: int = 1) -> tuple[CreditLine, ...]:
    """Every statement that credits somebody, once for each of its roles, in the order printed.

    An unknown part of a printed role becomes the role `other`, once, beside the roles that are known.
    """
    lines: list[CreditLine] = []
    for statement in text.statements:
        if statement.kind == "note":
            continue
        codes = statement.role.codes
        if statement.role.unresolved or not codes:
            codes = (*(code for code in codes if code != OTHER_ROLE_CODE), OTHER_ROLE_CODE)
        for code in codes:
            lines.append(_build_line(statement, code, first + len(lines)))
    return tuple(lines)


def _build_line(statement: Statement, code: str, position: int) -> CreditLine:
    return CreditLine(
        position=position,
        contributor=statement.contributor,
        role_code=code,
        role_as_printed=statement.role.label,
        credited_as=statement.credited_as,
        printed_as=statement.name,
        affiliation=statement.affiliation,
        character=statement.character,
        scope=statement.scope.label,
        episodes=statement.scope.episodes,
        edition=statement.edition,
        absent=statement.others,
        headcount=statement.others_count,
        note=statement.note,
    )


def find_uncovered_text(text: str, read: CreditText) -> list[str]:
    """The pieces of `text`, separators aside, that no statement and no problem covers: always none."""
    seen = bytearray(len(text))
    spans = [(statement.start, statement.end) for statement in read.statements]
    for start, end in (*spans, *((problem.start, problem.end) for problem in read.problems)):
        seen[start:end] = b"\1" * (end - start)
    rest = "".join(" " if known else character for known, character in zip(seen, text, strict=True))
    for separator in STATEMENT_SEPARATORS:
        rest = rest.replace(separator, " ")
    return rest.split()


STATEMENT_SEPARATORS = "／/、，,;；・･|&＆"
"""What may stand between statements and belongs to none, beside white space."""

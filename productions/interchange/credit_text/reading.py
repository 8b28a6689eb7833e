"""What is known while a credit text is read: its settings, and what one statement leaves for the next."""

from dataclasses import dataclass

from productions.interchange.credit_text.statements import CreditScope, StatedRole, Statement, TextProblem
from productions.interchange.matching.role_labels import RoleLabels

FoundStatements = tuple[list[Statement], list[TextProblem]]
"""Statements, and what is wrong with them."""


@dataclass(frozen=True, slots=True)
class TextSettings:
    """What stays the same for a whole text."""

    text: str
    labels: RoleLabels
    characters: bool
    companies: bool
    column: str
    last: int
    bare_characters: bool


@dataclass(slots=True)
class ReadingContext:
    """What a statement leaves for the next: the role to repeat, the part and the edition under way, the character of a name that another joins."""

    role: StatedRole | None
    scope: CreditScope
    edition: str
    reported: set[str]
    character: str | None = None


def resolve_printed_role(label: str, codes: tuple[str, ...], labels: RoleLabels) -> StatedRole:
    """A role with the codes given, or those of its label."""
    found = labels.resolve(label) if not codes else None
    codes = found.codes if found else codes
    return StatedRole(
        label=label,
        codes=codes,
        unresolved=found.unresolved if found else (),
        company=bool(codes) and all(code in labels.companies for code in codes),
        cast=bool(codes) and all(code in labels.cast for code in codes),
    )


def build_note(reader: TextSettings, start: int, end: int, context: ReadingContext) -> Statement:
    text = reader.text[start:end]
    return Statement("note", start, end, text, scope=context.scope, edition=context.edition, note=text)

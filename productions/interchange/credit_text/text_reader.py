"""Credit texts of databases and press sheets, read into statements: nothing in them is lost.

Read: `[役職]名前　／　[役職]名前` with every kind of bracket, `Role: Name`, `Role ... Name`, `Role<TAB>Name`,
`Name - Role`, `Directed by Name`, two columns with or without a heading row. A name without a role
repeats the last role printed; when there is none it is kept as a note and reported. A role that the
vocabulary lacks keeps its label, has no code for that part and is reported once a text. Text that breaks
off, a role without a name and characters that hide something are problems; remarks and headings are
statements of the kind `note`. A heading of an edition or a part holds for what follows it.
"""

import re
from dataclasses import dataclass, replace

from productions.interchange.credit_text.joined_names import clean_name
from productions.interchange.credit_text.name_parts import NamePart, read_names
from productions.interchange.credit_text.openings import Opening, read_opening
from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.credit_text.scopes import read_edition, read_scope
from productions.interchange.credit_text.segments import (
    MAX_SEGMENT_CHARACTERS,
    Segment,
    cut_segments,
    find_closing_bracket,
    trim_separators,
    unwrap_brackets,
)
from productions.interchange.credit_text.statements import (
    CreditScope,
    CreditText,
    PrintedRole,
    Statement,
    StatementKind,
    TextProblem,
)
from productions.interchange.credit_text.two_columns import LIST_HEADINGS, detect_column_separator
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.interchange.matching.role_labels import RoleLabels, load_shipped_labels
from productions.shared.names import text_problem

MAX_TEXT_CHARACTERS = 200_000
"""A longer text (characters) is refused as a whole; a film's credits have some 60,000."""

MAX_NAME_CHARACTERS = 200
_HEADING = re.compile(r"[＜〈《<](.+)[＞〉》>]|([（(][0-9０-９]{1,2}[）)].*)|[～~〜](.+)", re.S)
_NOTE = re.compile(
    r"[※＊*](?![\[［【]).*|.*[。]|.*(?:を参照|要修正|のため省略|に準じる|を参考に記載).*", re.S
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What stays the same for a whole text."""

    text: str
    labels: RoleLabels
    characters: bool
    companies: bool
    column: str
    last: int


@dataclass(slots=True)
class _Context:
    """What a statement leaves for the next: the role to repeat, the part and the edition under way."""

    role: PrintedRole | None
    scope: CreditScope
    edition: str
    reported: set[str]


def read_credit_text(
    text: str,
    roles: RoleLabels | None = None,
    *,
    characters: bool = False,
    companies: bool = False,
    default_role: str = "",
) -> CreditText:
    """Reads a credit text; never raises for any text.

    `roles`: the vocabulary, the shipped one when left out. `characters`: the text is a cast list, in which
    `【】` holds the character. `companies`: it is a list of companies. `default_role`: the role code of names before any printed role.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        message = (
            f"The text has {len(text):,} characters; at most {MAX_TEXT_CHARACTERS:,} are read. Divide it."
        )
        return CreditText((), (TextProblem(0, len(text), message),))
    labels = roles or load_shipped_labels()
    segments = cut_segments(text)
    pieces = [text[segment.start : segment.end] for segment in segments]
    reader = _Reader(
        text, labels, characters, companies, detect_column_separator(pieces, labels), len(segments) - 1
    )
    first = resolve_printed_role("", (default_role,), labels) if default_role else None
    context = _Context(first, CreditScope(), "", set())
    statements: list[Statement] = []
    problems: list[TextProblem] = []
    for index, segment in enumerate(segments):
        found, wrong = _read_segment(reader, segment, context, is_last=index == reader.last)
        statements.extend(found)
        problems.extend(wrong)
    return CreditText(tuple(statements), tuple(problems))


def resolve_printed_role(label: str, codes: tuple[str, ...], labels: RoleLabels) -> PrintedRole:
    """A role with the codes given, or those of its label."""
    found = labels.resolve(label) if not codes else None
    codes = found.codes if found else codes
    return PrintedRole(
        label=label,
        codes=codes,
        unresolved=found.unresolved if found else (),
        company=bool(codes) and all(code in labels.companies for code in codes),
        cast=bool(codes) and all(code in labels.cast for code in codes),
    )


_Found = tuple[list[Statement], list[TextProblem]]


def _read_segment(reader: _Reader, segment: Segment, context: _Context, *, is_last: bool) -> _Found:
    start, end = segment.start, segment.end
    piece = reader.text[start:end]
    wrong = text_problem(piece, limit=MAX_SEGMENT_CHARACTERS)
    if wrong:
        return [], [TextProblem(start, end, str(wrong))]
    if is_last and piece in CLOSING_BRACKETS:
        return [], [_build_broken_end(start, end, piece)]
    if _take_remark(piece, context, reader):
        return [_build_note(reader, start, end, context)], []
    opening = read_opening(
        reader.text, start, end, reader.labels, characters=reader.characters, column=reader.column
    )
    if (
        opening.label is None
        and opening.character is None
        and _is_broken_end(reader.text, start, end, is_last)
    ):
        return [], [_build_broken_end(start, end, piece)]
    stretch = trim_separators(reader.text, opening.start, opening.end)
    names = read_names(reader.text, *stretch, reader.labels, cast=reader.characters)
    if not names:
        return _read_without_names(reader, segment, opening, context)
    return _build_statements(reader, segment, opening, names, context)


def _build_broken_end(start: int, end: int, piece: str) -> TextProblem:
    message = f"The text breaks off here: “{piece}”. Complete it from the source."
    return TextProblem(start, end, message, breaks_off=True)


def _take_remark(piece: str, context: _Context, reader: _Reader) -> bool:
    """Whether a segment only remarks; a heading in it changes the context."""
    edition = read_edition(piece)
    bare = piece[slice(*unwrap_brackets(piece, 0, len(piece)))]
    heading = _HEADING.fullmatch(piece)
    scope = read_scope(bare)
    if edition:
        context.edition = edition
    elif scope is not None:
        context.scope = scope
    elif heading and (heading[1] or not reader.characters):
        context.scope = CreditScope(next(filter(None, heading.groups())).strip())
    elif piece.casefold().strip(" \"'") in LIST_HEADINGS:
        return True
    elif reader.labels.code(piece) and not reader.characters:
        context.role = resolve_printed_role(piece, (), reader.labels)
    else:
        return bool(_NOTE.fullmatch(piece)) or not any(map(str.isalnum, piece))
    return True


def _is_broken_end(text: str, start: int, end: int, is_last: bool) -> bool:
    return is_last and text[start] in CLOSING_BRACKETS and find_closing_bracket(text, start, end) < 0


def _read_without_names(reader: _Reader, segment: Segment, opening: Opening, context: _Context) -> _Found:
    """A label or a character and nobody beside it: a heading of the cast, or a gap worth telling."""
    note = _build_note(reader, segment.start, segment.end, context)
    role = resolve_printed_role(opening.label, (), reader.labels) if opening.label else None
    if role is not None and role.codes:
        context.role = role
    what = f"the character {opening.character}" if opening.character else ""
    if role is not None and role.codes and not reader.characters:
        what = f"the role {role.label}"
    if not what:
        return [note], []
    message = f"There is no name beside {what}: enter it, or say why nobody is named."
    return [note], [TextProblem(segment.start, segment.end, message)]


def _build_statements(
    reader: _Reader, segment: Segment, opening: Opening, names: list[NamePart], context: _Context
) -> _Found:
    role, repeated = _choose_role(reader, opening, context)
    start, end = segment.start, segment.end
    if role is None:
        name = reader.text[start:end]
        message = f"“{name}” stands without a role: write the role before it, as in [role]name."
        return [_build_note(reader, start, end, context)], [TextProblem(start, end, message)]
    statements: list[Statement] = []
    problems: list[TextProblem] = []
    for index, part in enumerate(names):
        begin = start if index == 0 else part.start
        stop = end if index == len(names) - 1 else part.end
        statement = _build_statement(reader, (begin, stop), opening, part, role, repeated, context)
        problem = _find_statement_problem(statement, context)
        if problem:
            problems.append(TextProblem(begin, stop, problem))
        statements.append(
            statement if len(part.name) <= MAX_NAME_CHARACTERS else _build_note(reader, begin, stop, context)
        )
    return statements, problems


def _choose_role(reader: _Reader, opening: Opening, context: _Context) -> tuple[PrintedRole | None, bool]:
    """The role of a statement and whether it repeats an earlier one. A narrator's `【】` names a role."""
    if opening.character:
        cast = resolve_printed_role(opening.character, (), reader.labels)
        if cast.cast and not cast.unresolved:
            return cast, False
    if not opening.label:
        return context.role, True
    context.role = resolve_printed_role(opening.label, (), reader.labels)
    return context.role, False


def _build_statement(
    reader: _Reader,
    span: tuple[int, int],
    opening: Opening,
    part: NamePart,
    role: PrintedRole,
    repeated: bool,
    context: _Context,
) -> Statement:
    if part.role:
        printed = f"{role.label}（{part.role}）" if role.label and not repeated else part.role
        role, repeated = replace(resolve_printed_role(part.role, (), reader.labels), label=printed), False
    both = opening.scope.label if opening.scope and part.scope else ""
    organization = part.others is None and is_organization(
        part.name, company_role=role.company or reader.companies
    )
    kind: StatementKind = "company" if organization else "credit"
    if role.cast or opening.character is not None:
        kind = "cast"
    return Statement(
        kind=kind,
        start=span[0],
        end=span[1],
        text=reader.text[slice(*span)],
        role=role,
        role_repeated=repeated,
        contributor="organization" if organization else "person",
        name=part.name,
        credited_as="" if part.others is not None else clean_name(part.name),
        affiliation=clean_name(part.affiliation),
        character=opening.character or "",
        scope=part.scope or opening.scope or context.scope,
        edition=context.edition,
        others=part.others is not None,
        others_count=part.others.count if part.others is not None else None,
        note=" ".join(filter(None, [opening.note, part.note, both])),
    )


def _find_statement_problem(statement: Statement, context: _Context) -> str:
    if len(statement.name) > MAX_NAME_CHARACTERS:
        return f"The name has {len(statement.name)} characters; at most {MAX_NAME_CHARACTERS} fit. Is it a sentence?"
    unknown = [label for label in statement.role.unresolved if label not in context.reported]
    context.reported.update(unknown)
    if not unknown:
        return ""
    return f"The role is not in the vocabulary: {', '.join(unknown)}. It is kept as printed."


def _build_note(reader: _Reader, start: int, end: int, context: _Context) -> Statement:
    text = reader.text[start:end]
    return Statement("note", start, end, text, scope=context.scope, edition=context.edition, note=text)

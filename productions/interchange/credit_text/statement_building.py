"""A segment's names made into statements: each with its role, its kind of contributor, its character, and what is to be told."""

from collections.abc import Iterator
from dataclasses import replace

from productions.interchange.credit_text.joined_names import clean_name
from productions.interchange.credit_text.name_drafts import may_be_person
from productions.interchange.credit_text.name_parts import StatedName
from productions.interchange.credit_text.openings import Opening
from productions.interchange.credit_text.organizations import is_organization, looks_like_foreign_person
from productions.interchange.credit_text.reading import (
    FoundStatements,
    ReadingContext,
    TextSettings,
    build_note,
    resolve_printed_role,
)
from productions.interchange.credit_text.segments import TextSegment
from productions.interchange.credit_text.statements import (
    StatedRole,
    Statement,
    StatementKind,
    TextProblem,
)
from productions.shared.late_patterns import compile_late

MAX_NAME_CHARACTERS = 200
_COMPANY_LEANING = frozenset(("production", "production_work"))
_FOREIGN_LETTERS = compile_late(r"[ァ-ヶA-Za-z]{2}|[ぁ-ん]{5}|[\u3400-\u9fff]{7}")
_NO_CHARACTER = compile_late(r"(?:役名|表記)?(?:表記|表示|記載)?(?:なし|無し|不明)|その他|ほか|他")


def build_statements(
    reader: TextSettings,
    segment: TextSegment,
    opening: Opening,
    names: list[StatedName],
    context: ReadingContext,
) -> FoundStatements:
    role, repeated = _choose_role(reader, opening, context)
    start, end = segment.start, segment.end
    if role is None and all(part.role for part in names):
        role = StatedRole()
    if role is None:
        name = reader.text[start:end]
        message = f"“{name}” stands without a role: write the role before it, as in [role]name."
        return [build_note(reader, start, end, context)], [TextProblem(start, end, message)]
    statements: list[Statement] = []
    problems: list[TextProblem] = []
    members = [
        _take_form_of_character(part, opening.character)
        if opening.character
        else _take_member_of_group(part, reader.companies or role.company)
        for part in names
    ]
    for index, part in enumerate(members):
        begin = start if index == 0 else part.start
        stop = end if index == len(members) - 1 else part.end
        statement = _build_statement(reader, (begin, stop), opening, part, role, repeated, context)
        problems.extend(
            TextProblem(begin, stop, problem)
            for problem in _list_statement_problems(statement, part, context)
        )
        statements.append(
            statement if len(part.name) <= MAX_NAME_CHARACTERS else build_note(reader, begin, stop, context)
        )
    return statements, problems


def _choose_role(
    reader: TextSettings, opening: Opening, context: ReadingContext
) -> tuple[StatedRole | None, bool]:
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
    reader: TextSettings,
    span: tuple[int, int],
    opening: Opening,
    part: StatedName,
    role: StatedRole,
    repeated: bool,
    context: ReadingContext,
) -> Statement:
    if part.role:
        printed = f"{role.label}（{part.role}）" if role.label and not repeated else part.role
        role, repeated = replace(resolve_printed_role(part.role, (), reader.labels), label=printed), False
    both = opening.scope.label if opening.scope and part.scope else ""
    name = "" if part.others is not None else clean_name(part.name)
    organization = is_organization(
        name, company_role=role.company or reader.companies or _leans_to_companies(role, name)
    )
    character = _write_character(opening.character or "", part)
    unsaid = " ".join(filter(None, [opening.character, part.variant])) if not character else ""
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
        credited_as=name,
        affiliation=clean_name(part.affiliation),
        character=character,
        scope=part.scope or opening.scope or context.scope,
        edition=context.edition,
        others=part.others is not None,
        others_count=part.others.count if part.others is not None else None,
        note=" ".join(filter(None, [opening.note, part.note, both, unsaid])),
    )


def _take_member_of_group(part: StatedName, companies: bool) -> StatedName:
    """`マンガ会（山田太郎）`: the person worked, for the group; a list of companies names the company."""
    if companies or len(part.unread) != 1 or part.affiliation or not is_organization(part.name):
        return part
    person = part.unread[0]
    if not may_be_person(person):
        return part
    return replace(part, name=person, affiliation=part.name, unread=(), note=_drop_words(part.note, person))


def _drop_words(note: str, words: str) -> str:
    return " ".join(note.replace(words, "", 1).split())


def _leans_to_companies(role: StatedRole, name: str) -> bool:
    """製作 and 制作 are companies' more often than people's, where the name has katakana or Latin letters.

    `ルチアノ・スカッファ` is written as a person's name.
    """
    leans = bool(role.codes) and _COMPANY_LEANING.issuperset(role.codes)
    return leans and bool(_FOREIGN_LETTERS.search(name)) and not looks_like_foreign_person(name)


def _write_character(character: str, part: StatedName) -> str:
    """The character with its form; what says that none is printed is no character."""
    if not character or _NO_CHARACTER.fullmatch(character):
        return ""
    return f"{character}（{part.variant}）" if part.variant else character


def _take_form_of_character(part: StatedName, character: str) -> StatedName:
    """`【ケロロ軍曹】渡辺久美子（武者ケロロ）`: a bracket that repeats part of the character's name is its form, nobody's name."""
    if len(part.unread) != 1 or part.variant or not _share_letters(part.unread[0], character):
        return part
    form = part.unread[0]
    return replace(part, variant=form, unread=(), note=_drop_words(part.note, form))


def _share_letters(first: str, second: str) -> bool:
    """Whether three letters in a row stand in both."""
    return any(first[at : at + 3] in second for at in range(len(first) - 2))


def _list_statement_problems(
    statement: Statement, part: StatedName, context: ReadingContext
) -> Iterator[str]:
    if len(statement.name) > MAX_NAME_CHARACTERS:
        yield f"The name has {len(statement.name)} characters; at most {MAX_NAME_CHARACTERS} fit. Is it a sentence?"
        return
    unknown = [label for label in statement.role.unresolved if label not in context.reported]
    context.reported.update(unknown)
    if unknown:
        yield f"The role is not in the vocabulary: {', '.join(unknown)}. It is kept as printed."
    for name in part.unread:
        yield f"“{name}” stands in brackets behind {part.name} and is kept as a note: enter who is credited there too."

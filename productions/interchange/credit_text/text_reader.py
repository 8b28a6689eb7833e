"""Credit texts of databases and press sheets, read into statements: nothing in them is lost.

Read: `[役職]名前　／　[役職]名前` with every kind of bracket, `Role: Name`, `Role ... Name`, `Role<TAB>Name`,
`Name - Role`, `Directed by Name`, two columns with or without a heading row. A name without a role
repeats the last role printed; when there is none it is kept as a note and reported. A role that the
vocabulary lacks keeps its label, has no code for that part and is reported once a text. Text that breaks
off, a role without a name and characters that hide something are problems; remarks and headings are
statements of the kind `note`. A heading of an edition or a part holds for what follows it.
"""

import re
from dataclasses import replace

from productions.interchange.credit_text.bare_characters import (
    has_characters_alone,
    is_joined_name,
    read_bare_character,
)
from productions.interchange.credit_text.name_parts import StatedName, read_names
from productions.interchange.credit_text.openings import Opening, read_opening, split_at_labels
from productions.interchange.credit_text.organizations import is_well_known
from productions.interchange.credit_text.reading import (
    FoundStatements,
    ReadingContext,
    TextSettings,
    build_note,
    resolve_printed_role,
)
from productions.interchange.credit_text.scopes import EMPTY_LINE, read_edition, read_scope
from productions.interchange.credit_text.segments import (
    MAX_SEGMENT_CHARACTERS,
    TextSegment,
    cut_segments,
    find_closing_bracket,
    trim_separators,
    unwrap_brackets,
)
from productions.interchange.credit_text.statement_building import build_statements
from productions.interchange.credit_text.statements import CreditScope, CreditText, Statement, TextProblem
from productions.interchange.credit_text.two_columns import LIST_HEADINGS, detect_column_separator
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.interchange.matching.role_labels import RoleLabels, load_shipped_labels
from productions.shared.late_patterns import compile_late
from productions.shared.names import text_problem

MAX_TEXT_CHARACTERS = 200_000
"""A longer text (characters) is refused as a whole; a film's credits have some 60,000."""

_HEADING = compile_late(r"[＜〈《<](.+)[＞〉》>]|([（(][0-9０-９]{1,2}[）)].*)|[～~〜](.+)", re.S)
_BRACKET = compile_late(r"[\[［【「『（(〈《<＜]")
_NOTHING_PRINTED = compile_late(r"[^\[［【]{0,12}(?:クレジット|表記|記載|記録)(?:なし|無し|有|あり)")
_NOTE = compile_late(
    r"[※＊*](?![\[［【]).*|.*[。]|.*(?:を参照|要修正|のため省略|に準じる|を参考に記載).*", re.S
)


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
    segments = [
        TextSegment(*span, segment.line)
        for segment in cut_segments(text)
        for span in split_at_labels(text, segment.start, segment.end, labels, characters=characters)
    ]
    pieces = [text[segment.start : segment.end] for segment in segments]
    reader = TextSettings(
        text=text,
        labels=labels,
        characters=characters,
        companies=companies,
        column=detect_column_separator(pieces, labels),
        last=len(segments) - 1,
        bare_characters=characters and has_characters_alone(pieces),
    )
    first = resolve_printed_role("", (default_role,), labels) if default_role else None
    context = ReadingContext(first, CreditScope(), "", set())
    statements: list[Statement] = []
    problems: list[TextProblem] = []
    for index, segment in enumerate(segments):
        found, wrong = _read_segment(reader, segment, context, is_last=index == reader.last)
        statements.extend(found)
        problems.extend(wrong)
    return CreditText(tuple(statements), tuple(problems))


def _read_segment(
    reader: TextSettings, segment: TextSegment, context: ReadingContext, *, is_last: bool
) -> FoundStatements:
    start, end = segment.start, segment.end
    piece = reader.text[start:end]
    wrong = text_problem(piece, limit=MAX_SEGMENT_CHARACTERS)
    if wrong:
        return [], [TextProblem(start, end, str(wrong))]
    if is_last and piece in CLOSING_BRACKETS:
        return [], [_build_broken_end(start, end, piece)]
    if _take_remark(piece, context, reader):
        return [build_note(reader, start, end, context)], []
    opening = read_opening(
        reader.text, start, end, reader.labels, characters=reader.characters, column=reader.column
    )
    if (
        opening.label is None
        and opening.character is None
        and _is_broken_end(reader.text, start, end, is_last)
    ):
        return [], [_build_broken_end(start, end, piece)]
    if reader.characters:
        opening = _read_character_of_bare_name(reader, opening, context)
    stretch = trim_separators(reader.text, opening.start, opening.end)
    names = read_names(reader.text, *stretch, reader.labels, cast=reader.characters)
    if opening.label and reader.companies and _is_company_in_brackets(opening.label, reader.labels):
        names.insert(0, StatedName(start, opening.start, name=opening.label))
        opening = replace(opening, label=None)
    if not names:
        return _read_without_names(reader, segment, opening, context)
    return build_statements(reader, segment, opening, names, context)


def _read_character_of_bare_name(reader: TextSettings, opening: Opening, context: ReadingContext) -> Opening:
    """In a cast, what has neither a role nor a character before it."""
    if opening.label is None and opening.character is None and is_joined_name(reader.text, opening.start):
        return replace(opening, character=context.character)
    if reader.bare_characters:
        opening = read_bare_character(reader.text, opening)
    context.character = opening.character
    return opening


def _build_broken_end(start: int, end: int, piece: str) -> TextProblem:
    message = f"The text breaks off here: “{piece}”. Complete it from the source."
    return TextProblem(start, end, message, breaks_off=True)


def _take_remark(piece: str, context: ReadingContext, reader: TextSettings) -> bool:
    """Whether a segment only remarks; a heading in it changes the context."""
    edition = read_edition(piece)
    bare = piece[slice(*unwrap_brackets(piece, 0, len(piece)))]
    heading = _HEADING.fullmatch(piece)
    scope = read_scope(bare)
    if edition:
        context.edition = edition
    elif scope is not None:
        context.scope = scope
    elif heading and EMPTY_LINE.fullmatch(bare.strip("＜＞〈〉<>")):
        context.scope = CreditScope()
    elif heading and (heading[1] or not reader.characters):
        context.scope = CreditScope(next(filter(None, heading.groups())).strip())
    elif piece.casefold().strip(" \"'") in LIST_HEADINGS:
        return True
    elif not reader.characters and _is_role_alone(piece, reader.labels):
        context.role = resolve_printed_role(piece, (), reader.labels)
    elif _NOTHING_PRINTED.fullmatch(bare):
        return True
    else:
        return bool(_NOTE.fullmatch(_strip_remark_on_name(piece))) or not any(map(str.isalnum, piece))
    return True


def _is_role_alone(piece: str, labels: RoleLabels) -> bool:
    """`監督`, `脚本・監督`: each part is a role by itself; `例製作委員会` only ends like one."""
    if labels.code(piece):
        return True
    parts = labels.parts(piece) if "・" in piece and len(piece) <= 30 and not _BRACKET.search(piece) else ()
    return bool(parts) and all(map(labels.code, parts))


def _strip_remark_on_name(piece: str) -> str:
    """`[監督]山田太郎※「山」は異体字です。` is a credit: a sentence about its name makes no remark of it."""
    return re.split(r"[※（(]", piece, maxsplit=1)[0] if piece.startswith(("[", "［", "【")) else piece


def _is_company_in_brackets(label: str, labels: RoleLabels) -> bool:
    return is_well_known(label) and not labels.resolve(label).codes


def _is_broken_end(text: str, start: int, end: int, is_last: bool) -> bool:
    return is_last and text[start] in CLOSING_BRACKETS and find_closing_bracket(text, start, end) < 0


def _read_without_names(
    reader: TextSettings, segment: TextSegment, opening: Opening, context: ReadingContext
) -> FoundStatements:
    """A label or a character and nobody beside it: a heading of the cast, or a gap worth telling."""
    note = build_note(reader, segment.start, segment.end, context)
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

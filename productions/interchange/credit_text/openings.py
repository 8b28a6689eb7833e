"""How a credit statement opens: the role it prints, in brackets or in the western ways."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from productions.interchange.credit_text.organizations import (
    is_organization,
    is_well_known,
    looks_like_japanese_person,
)
from productions.interchange.credit_text.scopes import find_scope_in_label, read_scope
from productions.interchange.credit_text.segments import (
    MAX_SEGMENT_CHARACTERS,
    find_closing_bracket,
    trim_separators,
)
from productions.interchange.credit_text.statements import CreditScope
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.interchange.matching.role_labels import RoleLabels
from productions.shared.late_patterns import compile_late

_LABEL_BRACKETS = "[［【「『〔《〈<＜"
_MARK_ONLY = compile_late(r"ロゴ|logo", re.I)
_COLON = compile_late(r"(?<!\s)\s*[:：]\s*")
_LEADER = compile_late(r"(?<!\s)\s*(?:\.{3,}|…+|‥+|・{3,}|·{3,}|(?:\. ){3,})\s*")
_DASH = compile_late(r"(?<!\s)\s+[-–—―]+\s+")
_COMMA = compile_late(r"(?<!\s)\s*,\s*")
_LATE = compile_late(r"[]］】]")
_SPACE = compile_late(r"[ 　]+")
_SLASH = compile_late(r"(?<!\s)\s*/\s*")
_BY = compile_late(r"(?i)\b(?:by|with)\b\s*")
_BULLETS = "●○◎◇◆■□▲△▼▽★☆・ 　"
_EQUALS = compile_late(r"(?<!\s)\s*[＝=]\s*")
_DOT = compile_late(r"[・･]")
_ROLE_COLON = compile_late(r"[:：/＝=]")
_NEXT_LABEL = compile_late(
    r"(?:[、，,;；]|(?<=\s))\s*([^\s、，,;；:：/＝=\[\]［］【】「」『』（）()]{1,30})\s*[：:/＝=]"
)
_COLUMN = compile_late(r"(?<!\s)\s*\t\s*")

_PART_FIRST = compile_late(r"[〈＜《]([^〈〉＜＞《》]{1,60})[〉＞》]\s*(?=[\[［【])")

MAX_FREE_LABEL_CHARACTERS = 60
"""Before a colon or dots a text longer than this (characters) is a sentence, no role."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The role printed (`label`, None when none is), what else the opening says, and where the names stand."""

    start: int
    end: int
    label: str | None = None
    character: str | None = None
    scope: CreditScope | None = None
    note: str = ""


def read_opening(
    text: str, start: int, end: int, labels: RoleLabels, *, characters: bool, column: str = ""
) -> Opening:
    """Takes brackets, or a role before or after a name, off a statement.

    `characters`: a `【】` holds a character of the cast, not a role. `column`: what separates role from
    name in every line of this text, or empty.
    """
    if column:
        return _read_column_opening(text, start, end, column)
    opening = _read_brackets(text, start, end, labels, characters)
    if opening.label is None and opening.character is None and opening.start == start:
        opening = _read_late_bracket(text, opening, labels) or _read_western_opening(
            text, opening, labels, characters
        )
    elif opening.label and not characters:
        opening = _read_second_label(text, opening, labels)
    in_label = find_scope_in_label(opening.label) if opening.label else None
    return replace(opening, scope=in_label) if in_label and opening.scope is None else opening


def _read_brackets(text: str, start: int, end: int, labels: RoleLabels, characters: bool) -> Opening:
    opening = Opening(_skip_marks(text, start, end), end)
    part = _PART_FIRST.match(text, start, end)
    if part:
        opening = Opening(part.end(), end, scope=CreditScope(part[1]))
    for _ in range(4):
        found = _read_next_bracket(text, opening, labels, characters)
        if found is None:
            break
        opening = found
    return opening


def _read_second_label(text: str, opening: Opening, labels: RoleLabels) -> Opening:
    """`[演出]台本・監督:山田太郎`: more roles stand before the name."""
    colon = _COLON.search(text, opening.start, opening.end)
    if colon is None or colon.end() >= opening.end:
        return opening
    label = text[opening.start : colon.start()].strip()
    if not label or any(mark in label for mark in "（(") or not _is_label(label, labels):
        return opening
    return replace(opening, start=colon.end(), label=f"{opening.label}、{label}")


def split_at_labels(
    text: str, start: int, end: int, labels: RoleLabels, *, characters: bool
) -> list[tuple[int, int]]:
    """The statements in `監督：山田太郎、原画：鈴木花子`: each role that the vocabulary knows begins one, in a cast each character."""
    if end - start > MAX_SEGMENT_CHARACTERS or len(_ROLE_COLON.findall(text, start, end)) < 2:
        return [(start, end)]
    begins = [
        found.start(1)
        for found in _NEXT_LABEL.finditer(text, start, end)
        if found.start() > start
        and _is_outside_brackets(text, start, found.start())
        and (_is_label(found[1].lstrip(_BULLETS), labels) or (characters and _begins_character(found[0])))
    ]
    edges = [start, *begins, end]
    return [trim_separators(text, left, right) for left, right in pairwise(edges)]


def _begins_character(opening: str) -> bool:
    """`、少年：`: in a cast only a comma and a colon are sure."""
    return opening[0] in "、，" and opening[-1] in ":："


def _is_outside_brackets(text: str, start: int, place: int) -> bool:
    before = text[start:place]
    return sum(map(before.count, CLOSING_BRACKETS)) <= sum(map(before.count, CLOSING_BRACKETS.values()))


def _skip_marks(text: str, start: int, end: int) -> int:
    """Past an editor's mark or a round bracket that stands right before a label's bracket."""
    index = start
    while index < end and text[index] in "※*＊（(　 ":
        index += 1
    return index if index < end and text[index] in "[［【" else start


def _read_next_bracket(text: str, opening: Opening, labels: RoleLabels, characters: bool) -> Opening | None:
    start, end = trim_separators(text, opening.start, opening.end)
    if start >= end or text[start] not in _LABEL_BRACKETS:
        return None
    close = find_closing_bracket(text, start, end)
    if close < 0:
        return _read_unclosed_bracket(text, opening, labels, characters)
    inner = text[start + 1 : close].strip()
    rest = close + 1
    empty = trim_separators(text, rest, end)[0] >= end
    if text[start] == "【" and characters:
        return None if opening.character is not None else replace(opening, start=rest, character=inner)
    if _MARK_ONLY.fullmatch(inner) or (text[start] == "〔" and inner in "CcＣ"):
        return replace(opening, start=rest, note=f"{opening.note} {inner}".strip())
    scope = read_scope(inner)
    if scope is not None and text[start] not in "「『" and opening.scope is None:
        return replace(opening, start=rest, scope=scope)
    if opening.label is not None or (opening.character is not None and empty and not labels.code(inner)):
        return None
    if text[start] in "「『〔《〈<＜":
        twice = text[start] in "《〈<＜" and text.find(text[start], close, end) >= 0
        known = labels.resolve(inner).whole and not empty and not twice
        return replace(opening, start=rest, label=inner) if known else None
    if empty and _is_wrapped_statement(text, start, close):
        return replace(opening, start=start + 1, end=close)
    fused = _find_fused_name(text, start + 1, close, labels) if empty else 0
    if fused:
        return replace(opening, start=fused, end=close, label=text[start + 1 : fused].strip())
    return replace(opening, start=rest, label=inner)


def _is_wrapped_statement(text: str, start: int, close: int) -> bool:
    """`[[キャラクター原案]QP:fl]`: a bracket around a whole statement."""
    inner = start + 1
    if text[inner] not in "[［【":
        return False
    ends = find_closing_bracket(text, inner, close)
    return inner + 1 < ends < close - 1 and text[ends + 1] not in "[［【"


def _read_unclosed_bracket(
    text: str, opening: Opening, labels: RoleLabels, characters: bool
) -> Opening | None:
    """`[作曲桜井映子`: a role the vocabulary knows, then a name, in a bracket that nothing closes."""
    start, end = trim_separators(text, opening.start, opening.end)
    fused = _find_fused_name(text, start + 1, end, labels) if not characters else 0
    if fused and opening.label is None:
        return replace(opening, start=fused, label=text[start + 1 : fused].strip())
    return None


def _find_fused_name(text: str, start: int, end: int, labels: RoleLabels) -> int:
    """Where the name begins in `監督大塚隆史`, or 0 when this is no role run into a name."""
    if end - start > 40 or labels.resolve(text[start:end]).whole:
        return 0
    for middle in range(end - 2, start + 1, -1):
        if labels.code(text[start:middle]) and not labels.code(text[middle:end]):
            name = text[middle:end].strip()
            return middle if looks_like_japanese_person(name) or is_organization(name) else 0
    return 0


def _read_late_bracket(text: str, opening: Opening, labels: RoleLabels) -> Opening | None:
    """`キャラクター原案]副島成記`: the label's opening bracket is missing; `]` alone before a name is a slip."""
    found = _LATE.search(text, opening.start, opening.end)
    if found is None or any(mark in CLOSING_BRACKETS for mark in text[opening.start : found.start()]):
        return None
    label = text[opening.start : found.start()].strip()
    if not label:
        return replace(opening, start=found.end())
    if labels.resolve(label).whole and trim_separators(text, found.end(), opening.end)[0] < opening.end:
        return replace(opening, start=found.end(), label=label)
    return None


def _read_western_opening(text: str, opening: Opening, labels: RoleLabels, characters: bool) -> Opening:
    """A role or, in a cast, a character (`少年：山田花子`) before a colon, dots, a dash or a slash."""
    start, end = opening.start, opening.end
    for pattern, free in (
        (_COLUMN, True),
        (_LEADER, True),
        (_COLON, True),
        (_DASH, False),
        (_SLASH, False),
        (_EQUALS, False),
    ):
        found = pattern.search(text, start, end)
        if found is None or found.start() == start or found.end() == end:
            continue
        label = text[start : found.start()].strip().lstrip(_BULLETS)
        if _is_label(label, labels):
            return replace(opening, start=found.end(), label=label)
        if characters and pattern in (_LEADER, _COLON) and len(label) <= MAX_FREE_LABEL_CHARACTERS:
            return replace(opening, start=found.end(), character=label)
        if free and _is_free_label(label, found[0], text, found.end()):
            return replace(opening, start=found.end(), label=label)
    return _read_name_first(text, opening, labels) or _read_role_first(text, opening, labels)


def _is_free_label(label: str, separator: str, text: str, after: int) -> bool:
    """A role that the vocabulary lacks is still a role before a tab, dots, or a colon with a space."""
    sure = not separator.strip() or len(separator.strip()) > 1 or "：" in separator or separator != ":"
    return sure and len(label) <= MAX_FREE_LABEL_CHARACTERS and label[-1].isalpha() and text[after] not in "/"


def _is_label(label: str, labels: RoleLabels) -> bool:
    """Whether a text is a role that is known, and no company that is called like one (`日本動画`)."""
    known = len(label) <= MAX_FREE_LABEL_CHARACTERS and labels.resolve(label).whole
    return known and not is_well_known(label)


def _read_name_first(text: str, opening: Opening, labels: RoleLabels) -> Opening | None:
    """`Jane Doe - Director`, `Jane Doe, Director`: the last part is a role, the first is none."""
    for pattern in (_DASH, _COMMA):
        parts = list(pattern.finditer(text, opening.start, opening.end))
        if len(parts) == 1 and opening.start < parts[0].start():
            label = text[parts[0].end() : opening.end].strip()
            if label and _is_label(label, labels):
                return replace(opening, end=parts[0].start(), label=label)
    return None


def _read_role_first(text: str, opening: Opening, labels: RoleLabels) -> Opening:
    """`Directed by Jane Doe`, `監督　山田太郎`, `Director, Jane Doe`: a known role, then a name."""
    start, end = opening.start, opening.end
    by = _BY.search(text, start, end)
    if by and by.end() < end and labels.code(text[start : by.end()].strip()):
        return replace(opening, start=by.end(), label=text[start : by.end()].strip())
    comma = _COMMA.search(text, start, end)
    if comma and comma.end() < end and _is_label(text[start : comma.start()], labels):
        return replace(opening, start=comma.end(), label=text[start : comma.start()])
    dot = _DOT.search(text, start, end)
    if dot and labels.code(text[start : dot.start()]) and looks_like_japanese_person(text[dot.end() : end]):
        return replace(opening, start=dot.end(), label=text[start : dot.start()])
    space = _SPACE.search(text, start, end)
    if space and not text[start : space.start()].isascii() and labels.code(text[start : space.start()]):
        return replace(opening, start=space.end(), label=text[start : space.start()])
    return opening


def _read_column_opening(text: str, start: int, end: int, column: str) -> Opening:
    at = text.find(column, start, end)
    if at < 0:
        return Opening(start, end)
    label = text[start:at].strip(" \t\"'")
    begin, stop = trim_separators(text, at + 1, end)
    if stop - begin > 1 and text[begin] == text[stop - 1] == '"':
        begin, stop = begin + 1, stop - 1
    return Opening(begin, stop, label=label)

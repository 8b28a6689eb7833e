"""The names in a credit statement, each with what its brackets and remarks say about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from productions.interchange.credit_text.joined_names import (
    UnnamedPeople,
    find_trailing_others,
    read_unnamed_people,
    split_names,
)
from productions.interchange.credit_text.name_brackets import (
    REMARK,
    may_be_company,
    may_name_somebody,
    split_book,
    split_company,
    split_office,
)
from productions.interchange.credit_text.name_drafts import TITLE, NameDraft, spread_cast_draft
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.interchange.credit_text.scopes import read_scope
from productions.interchange.credit_text.segments import (
    find_closing_bracket,
    trim_separators,
    unwrap_brackets,
)
from productions.interchange.credit_text.statements import CreditScope
from productions.interchange.matching.role_labels import RoleLabels
from productions.shared.late_patterns import compile_late
from productions.shared.legal_forms import BRACKETED_FORMS

_GROUPS = "(（[［【〔"
_LEGAL_FORM = compile_late(r"[(（]" + BRACKETED_FORMS[2:-2] + r"[)）]")
_SOURCE = compile_late(r"[:：]?\s*(?:NFC|日本アニメーション映画史)")
_OTHERS_OF = compile_late(r"(他|ほか|その他)\s*[/・]\s*(.+)")
_NUMBERED = compile_late(r"[(（][0-9０-９]{1,2}[)）]")
_COPYRIGHT = compile_late(r"(?:[©Ⓒ]|[〔(（][cCＣ][〕)）])[ 　]{0,3}[0-9]{4}")
_SAYS_MORE = compile_late(r"[/:：]")
"""In the bracket behind a song's title: who sings it, who wrote it."""
_ROLE_AFTER = compile_late(r"(.{2,30})[・･](作|文|絵|画|訳|原作|作画|漫画|脚本|構成)")
_SUPPORT_AFTER = compile_late(r"(.{3,40}[^\s・･])(後援|提供|配給|委託)")
_SENTENCE = compile_late(r"※[^※]{0,80}[はがをにでともの][^※]{2,}")
_ALL_THESE = compile_late(r"^以上[、,]?\s*")


@dataclass(frozen=True, slots=True)
class StatedName:
    """One name: its stretch of the text, the name as printed, and what belongs to it.

    `role`: the role printed after the name (`外山草（演出）`); `others`: people the text does not name. `variant`: as which form of
    the character an actor is named. `unread`: names in brackets that may be people or companies of their own.
    """

    start: int
    end: int
    name: str = ""
    affiliation: str = ""
    role: str = ""
    scope: CreditScope | None = None
    note: str = ""
    others: UnnamedPeople | None = None
    variant: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["text", "group", "note"]
    start: int
    end: int


def read_names(
    text: str, start: int, end: int, labels: RoleLabels, *, cast: bool = False
) -> list[StatedName]:
    """The names between `start` and `end`; their stretches follow one another up to `end`.

    `cast`: they are a cast's, whose brackets hold characters and pseudonyms more often than companies.
    """
    if start >= end:
        return []
    whole = read_unnamed_people(text[start:end])
    if whole is not None:
        return [StatedName(start, end, text[start:end], others=whole)]
    drafts: list[NameDraft] = []
    for token in _tokenize_names(text, start, end):
        if token.kind == "text":
            for found in _split_drafts(text, token.start, token.end):
                _take_name(drafts, found)
        elif token.kind == "note":
            _get_last_draft(drafts, token.start).notes.append(text[token.start : token.end])
        else:
            _take_group(drafts, text, token)
    for draft in drafts:
        _take_name_from_group(draft, cast)
    if cast:
        drafts = [each for draft in drafts for each in _place_actors(text, end, spread_cast_draft(draft))]
    named = [draft for draft in drafts if draft.name and not TITLE.fullmatch(draft.name)]
    edges = [*(draft.start for draft in named), end]
    return [
        _build_part(draft, trim_separators(text, draft.start, edge), labels, cast)
        for draft, edge in zip(named, edges[1:], strict=True)
    ]


def _place_actors(text: str, end: int, drafts: list[NameDraft]) -> list[NameDraft]:
    """The actors of one name, each of them but the first from the bracket of their form of the character on."""
    for before, draft in pairwise(drafts):
        draft.start = max(text.find(draft.variant, before.start, end) - 1, before.start)
    return drafts


def _take_name(drafts: list[NameDraft], found: NameDraft) -> None:
    """A name after a bracket that stood first (`（第一話）山田太郎`) belongs to it; a title is a remark."""
    if drafts and (not drafts[-1].name or TITLE.fullmatch(drafts[-1].name)):
        before = drafts.pop()
        title = [before.name] if before.name else []
        found = replace(
            found,
            start=before.start,
            groups=before.groups + found.groups,
            notes=title + before.notes + found.notes,
        )
    elif drafts and TITLE.fullmatch(found.name):
        drafts[-1].notes.append(found.name)
        return
    drafts.append(found)


def _get_last_draft(drafts: list[NameDraft], start: int) -> NameDraft:
    if not drafts:
        drafts.append(NameDraft(start))
    return drafts[-1]


def _tokenize_names(text: str, start: int, end: int) -> Iterator[_Token]:
    begin = index = start
    first_mark = text.find("※", start, end)
    while index < end:
        remark = index == first_mark and (
            REMARK.search(text, index + 1, end) or _SENTENCE.match(text, index, end)
        )
        if remark or text.startswith("※「", index) or (index > begin and _begins_remark(text, index, end)):
            yield _Token("text", begin, index)
            yield _Token("note", index, end)
            return
        close = _find_group_end(text, index, begin, end)
        if close:
            yield _Token("text", begin, index)
            yield _Token("group", index, close)
            begin = index = close
        else:
            index += 1
    yield _Token("text", begin, end)


def _begins_remark(text: str, index: int, end: int) -> bool:
    """Whether the number of a part or a copyright notice follows the name."""
    if text[index] not in "(（〔©Ⓒ":
        return False
    return bool(_NUMBERED.match(text, index, end) or _COPYRIGHT.match(text, index, end))


def _find_group_end(text: str, index: int, begin: int, end: int) -> int:
    """Just after the bracket that opens at `index`, or 0 when it is part of the name (`(株)`, `正（柾）木`)."""
    if text[index] not in _GROUPS or _LEGAL_FORM.match(text, index):
        return 0
    close = find_closing_bracket(text, index, end)
    if close < 0:
        return end
    inside_word = begin < index and close + 1 < end and text[close + 1] not in _GROUPS + "※、，,"
    return 0 if inside_word and close - index == 2 else close + 1


def _split_drafts(text: str, start: int, end: int) -> Iterator[NameDraft]:
    for begin, stop in split_names(text, start, end):
        begin, stop = _unwrap_name(text, begin, stop)
        if begin >= stop:
            continue
        named = read_unnamed_people(text[begin:stop])
        from_company = _OTHERS_OF.fullmatch(text, begin, stop)
        if from_company and not named:
            yield NameDraft(begin, from_company[1], UnnamedPeople(), [from_company[2]])
            continue
        cut = stop if named else find_trailing_others(text, begin, stop)
        yield NameDraft(begin, text[begin:stop] if named else text[begin:cut].rstrip(" 　、,・"), named)
        if cut < stop:
            at, stop = trim_separators(text, cut, stop)
            yield NameDraft(at, text[at:stop], read_unnamed_people(text[at:stop]) or UnnamedPeople())


def _unwrap_name(text: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = unwrap_brackets(text, start, end)
    return (begin, stop) if any(character.isalnum() for character in text[begin:stop]) else (end, end)


def _take_group(drafts: list[NameDraft], text: str, token: _Token) -> None:
    begin, stop = unwrap_brackets(text, token.start, token.end)
    inner = text[begin:stop]
    if drafts:
        if any(map(str.isalnum, inner)):
            drafts[-1].groups.append(inner)
        return
    source = _SOURCE.search(inner)
    if read_scope(inner) is not None or not inner or (source is None and REMARK.search(inner)):
        drafts.append(NameDraft(token.start, groups=[inner] if inner else []))
        return
    draft = NameDraft(token.start)
    if source is not None and source.start() > 0:
        stop = begin + source.start()
        draft.notes.append(inner[source.start() :].strip(" :："))
    for index, found in enumerate(_split_drafts(text, begin, stop)):
        if index == 0:
            draft.name, draft.others = found.name, found.others
            drafts.append(draft)
        else:
            drafts.append(found)


def _build_part(draft: NameDraft, span: tuple[int, int], labels: RoleLabels, cast: bool) -> StatedName:
    affiliation = role = ""
    scope: CreditScope | None = None
    notes = list(draft.notes)
    unread: list[str] = []
    for group in draft.groups:
        inner = _ALL_THESE.sub("", group)
        if inner != group:
            notes.append(group[: len(group) - len(inner)].strip("、, "))
        read = read_scope(inner)
        if read is not None and scope is None:
            scope = read
        elif not role and _is_role(inner, labels):
            role = inner
        elif affiliation or not may_be_company(draft.name, inner, cast):
            notes.append(group)
            unread.extend([inner] * may_name_somebody(draft.name, inner))
        else:
            affiliation = inner
    name, printed_after = _split_role_after(draft.name)
    role = role or printed_after
    name, book = split_book(name)
    name, office = split_office(name)
    name, company = split_company(name)
    if company and affiliation:
        notes.append(company)
    note = " ".join(filter(None, [book, office, *notes]))
    return StatedName(
        *span,
        name=name,
        affiliation=affiliation or company,
        role=role,
        scope=scope,
        note=note,
        others=draft.others,
        variant=draft.variant,
        unread=tuple(unread),
    )


def _split_role_after(name: str) -> tuple[str, str]:
    """`山田花子・作`, `例省報道部後援` → who it is, and the role printed after the name."""
    found = _ROLE_AFTER.fullmatch(name)
    if found and looks_like_japanese_person(found[1]):
        return found[1], found[2]
    found = _SUPPORT_AFTER.fullmatch(name)
    return (found[1], found[2]) if found and is_organization(found[1]) else (name, "")


def _is_role(inner: str, labels: RoleLabels) -> bool:
    return labels.code(inner) is not None or (not is_organization(inner) and labels.resolve(inner).whole)


def _take_name_from_group(draft: NameDraft, cast: bool) -> None:
    """`「ペルソナ3」(アトラス)`: the name stands in the bracket behind a title."""
    if not draft.groups or not TITLE.fullmatch(draft.name) or _SAYS_MORE.search(draft.groups[0]):
        return
    if not REMARK.search(draft.groups[0]) and (is_organization(draft.groups[0]) or not cast):
        draft.notes.insert(0, draft.name)
        draft.name, draft.others = draft.groups.pop(0), None

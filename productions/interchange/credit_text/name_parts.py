"""The names in a credit statement, each with what its brackets and remarks say about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from productions.interchange.credit_text.joined_names import (
    UnnamedPeople,
    find_trailing_others,
    read_unnamed_people,
    split_names,
)
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.interchange.credit_text.scopes import read_scope
from productions.interchange.credit_text.segments import (
    find_closing_bracket,
    trim_separators,
    unwrap_brackets,
)
from productions.interchange.credit_text.statements import CreditScope
from productions.interchange.matching.role_labels import RoleLabels
from productions.shared.legal_forms import BRACKETED_FORMS

_GROUPS = "(（[［【〔"
_LEGAL_FORM = re.compile(r"[(（]" + BRACKETED_FORMS[2:-2] + r"[)）]")
_REMARK = re.compile(
    r"表記|記載|日本アニメーション映画史|NFC|要確認|要修正|参照|参考|もとの|連載|文庫|旧字|異体字|部分が|なべぶた|左右が|クレジットなし"
    r"|同意|資料|つきます|につく|提携作品|ロゴ|[ァ-ヶ一-龠]刊|^刊|^[ぁ-ん 　]+$|^訳$|以下|^ママ$|^現[:：]|^with |側が|表示|される|^based|カメ$|[0-9]{4}年|^[「『].+[」』]の"
)
_SOURCE = re.compile(r"[:：]?\s*(?:NFC|日本アニメーション映画史|劇団東童NFC)")
_BOOK = re.compile(r"[ 　]{0,3}(?:訳|作|著)?[ 　]{0,3}(?:[「『][^「」『』]{1,80}[」』])(?:より|から|ほか)?$")
_BOOK_FIRST = re.compile(r"[「『][^「」『』]{1,80}[」』][ 　]{1,9}")
_OTHERS_OF = re.compile(r"(他|ほか|その他)\s*[/・]\s*(.+)")
_KATAKANA = re.compile(r"[ァ-ヶー・= 　]+")
_ROMAJI = re.compile(r"(?:[bcdfghjkmnprstvwyz]{0,3}[aiueo]|n)+", re.I)
_NUMBERED = re.compile(r"[(（][0-9０-９]{1,2}[)）]")
_TITLE = re.compile(r"[「『][^「」『』]+[」』]")
_ALL_THESE = re.compile(r"^以上[、,]?\s*")


@dataclass(frozen=True, slots=True)
class NamePart:
    """One name: its stretch of the text, the name as printed, and what belongs to it.

    `role`: the role printed after the name (`外山草（演出）`); `others`: people the text does not name.
    """

    start: int
    end: int
    name: str = ""
    affiliation: str = ""
    role: str = ""
    scope: CreditScope | None = None
    note: str = ""
    others: UnnamedPeople | None = None


@dataclass(slots=True)
class _Draft:
    start: int
    name: str = ""
    others: UnnamedPeople | None = None
    groups: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["text", "group", "note"]
    start: int
    end: int


def read_names(text: str, start: int, end: int, labels: RoleLabels, *, cast: bool = False) -> list[NamePart]:
    """The names between `start` and `end`; their stretches follow one another up to `end`.

    `cast`: they are a cast's, whose brackets hold characters and pseudonyms more often than companies.
    """
    if start >= end:
        return []
    whole = read_unnamed_people(text[start:end])
    if whole is not None:
        return [NamePart(start, end, text[start:end], others=whole)]
    drafts: list[_Draft] = []
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
    named = [draft for draft in drafts if draft.name and not _TITLE.fullmatch(draft.name)]
    edges = [*(draft.start for draft in named), end]
    return [
        _build_part(draft, trim_separators(text, draft.start, edge), labels, cast)
        for draft, edge in zip(named, edges[1:], strict=True)
    ]


def _take_name(drafts: list[_Draft], found: _Draft) -> None:
    """A name after a bracket that stood first (`（第一話）山田太郎`) belongs to it; a title is a remark."""
    if drafts and (not drafts[-1].name or _TITLE.fullmatch(drafts[-1].name)):
        before = drafts.pop()
        title = [before.name] if before.name else []
        found = replace(
            found,
            start=before.start,
            groups=before.groups + found.groups,
            notes=title + before.notes + found.notes,
        )
    elif drafts and _TITLE.fullmatch(found.name):
        drafts[-1].notes.append(found.name)
        return
    drafts.append(found)


def _get_last_draft(drafts: list[_Draft], start: int) -> _Draft:
    if not drafts:
        drafts.append(_Draft(start))
    return drafts[-1]


def _tokenize_names(text: str, start: int, end: int) -> Iterator[_Token]:
    begin = index = start
    first_mark = text.find("※", start, end)
    while index < end:
        remark = index == first_mark and _REMARK.search(text, index + 1, end)
        if remark or text.startswith("※「", index) or (index > begin and _NUMBERED.match(text, index, end)):
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


def _find_group_end(text: str, index: int, begin: int, end: int) -> int:
    """Just after the bracket that opens at `index`, or 0 when it is part of the name (`(株)`, `正（柾）木`)."""
    if text[index] not in _GROUPS or _LEGAL_FORM.match(text, index):
        return 0
    close = find_closing_bracket(text, index, end)
    if close < 0:
        return end
    inside_word = begin < index and close + 1 < end and text[close + 1] not in _GROUPS + "※、，,"
    return 0 if inside_word and close - index == 2 else close + 1


def _split_drafts(text: str, start: int, end: int) -> Iterator[_Draft]:
    for begin, stop in split_names(text, start, end):
        begin, stop = _unwrap_name(text, begin, stop)
        if begin >= stop:
            continue
        named = read_unnamed_people(text[begin:stop])
        from_company = _OTHERS_OF.fullmatch(text, begin, stop)
        if from_company and not named:
            yield _Draft(begin, from_company[1], UnnamedPeople(), [from_company[2]])
            continue
        cut = stop if named else find_trailing_others(text, begin, stop)
        yield _Draft(begin, text[begin:stop] if named else text[begin:cut].rstrip(" 　、,・"), named)
        if cut < stop:
            at, stop = trim_separators(text, cut, stop)
            yield _Draft(at, text[at:stop], read_unnamed_people(text[at:stop]) or UnnamedPeople())


def _unwrap_name(text: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = unwrap_brackets(text, start, end)
    return (begin, stop) if any(character.isalnum() for character in text[begin:stop]) else (end, end)


def _take_group(drafts: list[_Draft], text: str, token: _Token) -> None:
    begin, stop = unwrap_brackets(text, token.start, token.end)
    inner = text[begin:stop]
    if drafts:
        if any(map(str.isalnum, inner)):
            drafts[-1].groups.append(inner)
        return
    source = _SOURCE.search(inner)
    if read_scope(inner) is not None or not inner or (source is None and _REMARK.search(inner)):
        drafts.append(_Draft(token.start, groups=[inner] if inner else []))
        return
    draft = _Draft(token.start)
    if source is not None and source.start() > 0:
        stop = begin + source.start()
        draft.notes.append(inner[source.start() :].strip(" :："))
    for index, found in enumerate(_split_drafts(text, begin, stop)):
        if index == 0:
            draft.name, draft.others = found.name, found.others
            drafts.append(draft)
        else:
            drafts.append(found)


def _build_part(draft: _Draft, span: tuple[int, int], labels: RoleLabels, cast: bool) -> NamePart:
    affiliation = role = ""
    scope: CreditScope | None = None
    notes = list(draft.notes)
    for group in draft.groups:
        inner = _ALL_THESE.sub("", group)
        if inner != group:
            notes.append(group[: len(group) - len(inner)].strip("、, "))
        read = read_scope(inner)
        if read is not None and scope is None:
            scope = read
        elif not role and _is_role(inner, labels):
            role = inner
        elif affiliation or not _may_be_company(draft.name, inner, cast):
            notes.append(group)
        else:
            affiliation = inner
    name, book = _split_book(draft.name)
    name, company = _split_company(name)
    if company and affiliation:
        notes.append(company)
    return NamePart(
        *span, name, affiliation or company, role, scope, " ".join(filter(None, [book, *notes])), draft.others
    )


def _is_role(inner: str, labels: RoleLabels) -> bool:
    return labels.code(inner) is not None or (not is_organization(inner) and labels.resolve(inner).whole)


def _may_be_company(name: str, inner: str, cast: bool) -> bool:
    """Whether a bracket after a name says for whom the person worked. A cast's mostly says something else."""
    if not name or _is_other_writing(name, inner) or _REMARK.search(inner) or read_unnamed_people(inner):
        return False
    return not cast or is_organization(inner) or inner.endswith("アナウンサー")


def _take_name_from_group(draft: _Draft, cast: bool) -> None:
    """`【文秀】ムンス（藤原啓治）`, `「ペルソナ3」(アトラス)`: the name stands in the bracket."""
    if not draft.groups:
        return
    named = draft.groups[0]
    actor = cast and looks_like_japanese_person(named) and not looks_like_japanese_person(draft.name)
    if actor or (_TITLE.fullmatch(draft.name) and (is_organization(named) or not cast)):
        draft.notes.insert(0, draft.name)
        draft.name, draft.others = draft.groups.pop(0), None


def _is_other_writing(name: str, inner: str) -> bool:
    """Whether a bracket gives the name again: in Latin letters, in kana, or in other characters."""
    if looks_like_japanese_person(inner):
        return True
    if name.isascii():
        return bool(_KATAKANA.fullmatch(inner))
    return len(inner.split()) == 2 and all(_ROMAJI.fullmatch(word) for word in inner.split())


def _split_book(name: str) -> tuple[str, str]:
    """`宮崎駿「シュナの旅」` → the person, and the book the credit names."""
    found = _BOOK.search(name)
    if found and found.start() > 1 and not is_organization(name):
        return name[: found.start()].strip(), found[0].strip()
    first = _BOOK_FIRST.match(name)
    if first and not is_organization(name):
        return name[first.end() :].strip(), first[0].strip()
    return name, ""


def _split_company(name: str) -> tuple[str, str]:
    """`株式会社インコム 山田太郎` → the person, and the company they worked for."""
    company, _, person = name.replace("　", " ").rpartition(" ")
    if company and is_organization(company) and len(person) > 2 and looks_like_japanese_person(person):
        return person, company
    return name, ""

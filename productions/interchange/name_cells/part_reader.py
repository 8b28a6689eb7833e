"""One piece of a cell as a name and what stands around it: company, reading, honorific, remarks, episodes, character."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from productions.interchange.credit_text.joined_names import read_unnamed_people
from productions.interchange.credit_text.name_parts import read_names
from productions.interchange.credit_text.organizations import (
    is_generic_organization_word,
    is_organization,
    looks_like_japanese_person,
)
from productions.interchange.credit_text.scopes import read_scope
from productions.interchange.matching.role_labels import RoleLabels
from productions.interchange.name_cells.cell_marks import HONORIFICS
from productions.interchange.name_cells.name_cell import (
    CODE_OF_FIELD,
    AdditionField,
    IsKnownName,
    NamePart,
    ReadingLog,
)
from productions.interchange.name_cells.name_shapes import (
    has_letters,
    is_kanji_half,
    is_reading_of,
    is_western,
    is_whole_name,
)
from productions.interchange.sheets.character_cells import tell_variant_kind
from productions.interchange.sheets.song_cells import VOICED_PATTERN
from productions.shared.late_patterns import compile_late

_MARKS_AT_END = compile_late(r"(?<![ 　*＊†‡?？])[ 　]*[*＊†‡?？]+$")
_MARKS_AT_START = compile_late(r"[*＊※†‡][*＊※†‡\s]*")
_UNUSUAL = compile_late(r"[→⇒⇨➡|｜<>＜＞\[\]［］【】〔〕]")
"""Marks that stand in no name: somebody was replaced, or the cell is a table of its own."""
_EPISODES_AT_END = compile_late(r"(?<=\S)[ 　]*(?=[#＃])|(?<=\S)[ 　]+(?=第?[0-9０-９]|(?:ep|EP|Ep))")
_EPISODES_AT_START = compile_late(r"(?:[#＃第0-9０-９]|ep|EP|Ep)\S*[ 　]+")
_REMARK_WORD = compile_late(
    r"新人|新規|新|初参加|初|旧|仮|予定|候補|代理|兼任|兼務|退社済?|退職済?|故人|故|ゲスト|特別参加|友情出演|敬称略|助っ人|応援|要確認"
    r"|.{0,6}修正|.{0,6}のみ|(?:旧姓|旧名|本名|別名|(?:旧|現|元|前)[:：]).*|as\s.*|a\.?k\.?a\.?\s.*|(?:new|guest|temp(?:orary)?)"
    r"|(?:c|cut|カット)[.\s#-]?\d.*|\d+\s*(?:枚|カット|cuts?|c|分|秒|本|件|点)|[各全]話",
    re.IGNORECASE | re.DOTALL,
)
"""Brackets that say something of the work or the name, and are no company."""
MAX_GROUPS = 8
"""Brackets beside one name; where there are more, they are kept as a remark unread."""
MAX_GROUP_CHARACTERS = 200
"""A bracket that holds more is a remark."""
MAX_AGE_CHARACTERS = 6
MAX_TRIED_EPISODES = 8
MAX_JUDGED_CHARACTERS = 40
"""A name with its bracket longer than this is not judged: no company that nothing gives away has so long a name."""

Additions = dict[AdditionField, list[str]]


class PartReader:
    """Reads one piece; `groups` are what its brackets hold."""

    def __init__(self, labels: RoleLabels, is_known: IsKnownName, log: ReadingLog, *, cast: bool) -> None:
        self.labels = labels
        self.is_known = is_known
        self.log = log
        self.cast = cast

    def read_part(self, bare: str, groups: Iterable[str], *, company_role: bool) -> NamePart:
        """The piece without its brackets, and what those hold, as one person or organization."""
        found: Additions = {}
        name = self._take_remarks(bare, found)
        name = self._take_episodes(name, found)
        inside = [group for group in groups if group]
        if not has_letters(name) and inside:
            name = inside.pop(0)
        elif behind := next((group for group in inside if self._find_actor(group, name)), ""):
            self._keep(found, "character", name)
            inside.remove(behind)
            name = self._find_actor(behind, name)
        if not self.is_known(name):
            name = self._take_role(name, found)
            name = self._take_honorific(name, found)
            name = self._take_company(name, found)
            name = self._take_book(name, found)
        for index, group in enumerate(inside):
            if index < MAX_GROUPS and len(group) <= MAX_GROUP_CHARACTERS:
                self._take_group(name, group, found)
            else:
                self._keep(found, "note", group)
                self.log.doubt_reading()
        if _UNUSUAL.search(name):
            self.log.doubt_reading()
        organization = is_organization(name.strip("「」『』"), company_role=company_role)
        if organization and not company_role:
            self.log.codes.add("organization")
        joined = {field: " ".join(texts) for field, texts in found.items()}
        return NamePart(
            name,
            affiliation=joined.get("affiliation", ""),
            reading=joined.get("reading", ""),
            note=joined.get("note", ""),
            character=joined.get("character", ""),
            episodes=",".join(found.get("episodes", ())),
            honorific=joined.get("honorific", ""),
            is_organization=organization,
        )

    def _find_actor(self, group: str, name: str) -> str:
        """`アキラ（CV：例田 花）`, and in a cast `アキラ（例田 花）`: who voices the character stands in the bracket. Empty where nobody."""
        has_brackets = any(mark in group for mark in "()（）")
        voiced = None if has_brackets else VOICED_PATTERN.fullmatch(f"{name}（{group}）")
        if voiced and (self.cast or normalize("NFKC", group[:2]).upper() == "CV"):
            return voiced["name"].strip()
        person = self.cast and looks_like_japanese_person(group) and not is_whole_name(name)
        if not person or tell_variant_kind(group) != "other":
            return ""
        self.log.doubt_reading()
        return group

    def _keep(self, found: Additions, field: AdditionField, text: str) -> None:
        """What was found, in its field; a second company or reading is a remark."""
        target = field if field in ("character", "episodes") or field not in found else "note"
        found.setdefault(target, []).append(text)
        self.log.codes.add(CODE_OF_FIELD[target])

    def _take_remarks(self, bare: str, found: Additions) -> str:
        name = bare
        leading = _MARKS_AT_START.match(name)
        if leading and has_letters(name[leading.end() :]):
            self._keep(found, "note", leading[0].strip())
            name = name[leading.end() :]
        name, mark, remark = name.partition("※")
        if mark and has_letters(remark):
            self._keep(found, "note", remark.strip(" 　"))
        elif mark:
            self._keep(found, "note", mark)
        trailing = _MARKS_AT_END.search(name)
        if trailing and has_letters(name[: trailing.start()]):
            self._keep(found, "note", trailing[0].strip())
            self._doubt_question(trailing[0])
            name = name[: trailing.start()]
        return name.strip()

    def _doubt_question(self, text: str) -> None:
        if "?" in text or "？" in text:
            self.log.doubt_reading()

    def _take_episodes(self, name: str, found: Additions) -> str:
        for index, edge in enumerate(_EPISODES_AT_END.finditer(name)):
            if index == MAX_TRIED_EPISODES:
                break
            if self._keep_episodes(name[edge.end() :], found):
                return name[: edge.start()]
        first = _EPISODES_AT_START.match(name)
        if first and self._keep_episodes(first[0], found):
            return name[first.end() :]
        return name

    def _keep_episodes(self, text: str, found: Additions) -> bool:
        scope = read_scope(text.strip(" 　、，,"))
        if scope is None or not scope.episodes:
            return False
        self._keep(found, "episodes", format_episodes(scope.episodes))
        return True

    def _take_role(self, name: str, found: Additions) -> str:
        """`作監：例田 花`: a role, or in a cast a character, in the cell of a name is for a person to look at."""
        label, colon, rest = name.replace("：", ":").partition(":")
        is_role = self._is_role(label)
        if not colon or not has_letters(rest) or not has_letters(label) or not (is_role or self.cast):
            return name
        self._keep(found, "note" if is_role else "character", label.strip())
        self.log.doubt_reading()
        return rest.strip()

    def _take_honorific(self, name: str, found: Additions) -> str:
        honorific = next((one for one in HONORIFICS.split("|") if name.endswith(one)), "")
        before = name.removesuffix(honorific)
        stem = before.rstrip(" 　")
        if not honorific or not has_letters(stem):
            return name
        plain = is_whole_name(stem) or self.is_known(stem)
        if not plain:
            self.log.doubt_reading()
            if honorific == "御中" or not (is_kanji_half(stem) or is_western(stem) or stem != before):
                return name
        self._keep(found, "honorific", honorific)
        return stem

    def _take_company(self, name: str, found: Additions) -> str:
        """`(株)例アニメ 進行 一`, `試山 験太＠スタジオ例`, `試山 験太 株式会社例`: the person, and for whom they worked."""
        person, at, company = name.replace("＠", "@").partition("@")
        if at and is_whole_name(person.strip()) and has_letters(company) and "." not in company:
            self._keep(found, "affiliation", company.strip())
            return person.strip()
        words = name.split()
        for size in (2, 1):
            if len(words) <= size or len(words) > MAX_TRIED_EPISODES:
                continue
            before, last = " ".join(words[:-size]), " ".join(words[-size:])
            if self._works_for(last, before):
                self._keep(found, "affiliation", before)
                return last
            first, behind = " ".join(words[:size]), " ".join(words[size:])
            if size == 2 and len(words[size]) > 2 and self._works_for(first, behind):
                self._keep(found, "affiliation", behind)
                self.log.doubt_reading()
                return first
        return name

    def _take_book(self, name: str, found: Additions) -> str:
        """`例田 花「例の旅」`: the book that a credit names is a remark, as in credit texts."""
        if len(name) > MAX_GROUP_CHARACTERS or (
            not name.startswith(("「", "『")) and not name.endswith(("」", "』"))
        ):
            return name
        read = read_names(name, 0, len(name), self.labels)
        if len(read) != 1 or not read[0].note or not has_letters(read[0].name):
            return name
        self._keep(found, "note", read[0].note)
        return read[0].name

    def _works_for(self, person: str, company: str) -> bool:
        if not is_organization(company) or is_generic_organization_word(company) or is_western(person):
            return False
        shaped = looks_like_japanese_person(person) and (" " in person or len(person) > 2)
        return shaped and not self._is_role(person) and not person.startswith("第")

    def _is_role(self, text: str) -> bool:
        return not is_organization(text) and self.labels.resolve(text).whole

    def _take_group(self, name: str, group: str, found: Additions) -> None:
        """What a bracket beside a name says."""
        if not has_letters(group):
            self._keep(found, "note", group)
            self._doubt_question(group)
            return
        if self._keep_episodes(group, found):
            return
        if self._is_role(group):
            self._keep(found, "note", group)
            self.log.doubt_reading()
        elif is_reading_of(name, group) and not (self.cast and len(group.split()) == 1):
            self._keep(found, "reading", group)
        elif (
            _REMARK_WORD.fullmatch(normalize("NFKC", group))
            or read_unnamed_people(group)
            or read_scope(group)
        ):
            self._keep(found, "note", group)
        elif not is_organization(group) and (self.cast or is_age(group)):
            self._keep(found, "character", group)
        else:
            self._take_company_group(name, group, found)

    def _take_company_group(self, name: str, group: str, found: Additions) -> None:
        """Companies, roles and remarks are told apart as in credit texts."""
        if is_organization(group) or self.is_known(group):
            self._keep(found, "affiliation", group)
            return
        self.log.doubt_reading()
        text = f"{name}（{group}）"
        short = len(text) <= MAX_JUDGED_CHARACTERS
        read = read_names(text, 0, len(text), self.labels, cast=self.cast) if short else []
        company = len(read) == 1 and read[0].affiliation == group
        self._keep(found, "affiliation" if company else "note", group)


def is_age(text: str) -> bool:
    """Whether a bracket is an age or time of life, and nothing longer (`岩波こどもの本`)."""
    return len(text) <= MAX_AGE_CHARACTERS and tell_variant_kind(text) == "age"


def format_episodes(numbers: tuple[int, ...]) -> str:
    """`1-4` for 1, 2, 3, 4; `1,3` for 1 and 3."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)

"""Several names written together, people named only as "and others", and the marks around a name."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from productions.interchange.credit_text.organizations import (
    is_generic_organization_word,
    is_organization,
    is_well_known,
    looks_like_japanese_person,
)
from productions.interchange.credit_text.segments import trim_separators
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.shared.late_patterns import compile_late
from productions.shared.placeholders import placeholder_reason

_OTHERS = compile_late(
    r"(?:(?:その)?他|ほか[^\W\d]?|そのほか|外(?=.))(?:[、,]?\s*(?:約?([0-9]{1,4})\s*[名人]|多数|大勢|各社|数名|全員))?"
    r"|(?:and\s+)?(?:many\s+|([0-9]{1,4})\s+)?(?:others|more)|et\.?\s*al\.?|etc\.?|(?:など|等|多数)"
    r"|約?([0-9]{1,4})\s*[名人](?:以上)?|(?:その他|制作|製作|作画|全|各)?(?:スタッフ|キャスト)"
    r"|(?:クレジット|表記|記載|記録)(?:なし|無し|不明)|.{1,10}(?:パート|班|部|チーム|の)スタッフ"
    r"|.{0,16}(?:スタッフ|キャスト|有志|関係者|社員)の?(?:一同|皆様|皆さん|みなさん|ほか)",
    re.I,
)
_TRAILING = compile_late(
    r"(?<=[^\s\u3041-\u3096])\s{0,9}(?:ほか|その他|そのほか)(?:多数|大勢|[0-9０-９]{1,4}[名人])?$"
    r"|(?<![\s、,・])[\s、,・]+(?:ほか|他|等|外)(?:多数|大勢|[0-9０-９]{1,4}[名人])?$|(?<=\S)他(?:多数|[0-9０-９]{1,4}[名人])$"
    r"|(?<=\S)(?:など|ら[0-9０-９]{1,4}[名人])$|(?<=\S)[\s,]{1,9}(?:and\s+(?:many\s+)?others|et\.?\s*al\.?|and\s+more)$",
    re.I,
)
_SURE = "、，;；\t"
_JOINTS = ("・･/＆&×。", "・･", "/", "＆&", "×", "。")
"""What may stand between names: all marks together, then each kind alone (`T＆Kフィルム・松竹`)."""
_NOT_A_NAME = compile_late(r"\s*(?:Inc|Ltd|LLC|L\.L\.C|Co|Corp|Jr|Sr|III?|GmbH|S\.?A|PhD|M\.?D)\b", re.I)
_AFTER_FORM = compile_late(r"(?<=[,\s](?:Inc|Ltd)\.)\s{1,9}(?=[^\s,])")
"""Between the legal form of a company and what stands behind it."""
_ENDS_IN_FORM = compile_late(r"[,\s](?:Inc|Ltd)\.?$")
_REST_OF_COMMITTEE = compile_late(r"\s*[A-Za-z][^、，,]{0,60}(?:委員会|プロジェクト)")
_MARKS = compile_late(r"^[CＣ][*＊]|[*＊※]|^[☆★●○◎◇◆■□▲△▼▽©\s]+|[○●◎]{1,8}$")
_WIDE_WORD = compile_late(r"[^　\s][^　]*[^　\s]")
_WORD = compile_late(r"\S+")
_ANY_JOINT = compile_late(f"[{_JOINTS[0]}]")
_SHORT_NAME = compile_late(r"[\u3400-\u9fff々]{2}|[ぁ-ん]{4,8}|[A-Z]{2,20}(?:[ 　][A-Z]{2,20}){1,2}")
_HALF_NAME = compile_late(
    r"エンター?[テタ]|ミュージック|コンピュー?タ|ピクチャーズ|ピクチュアズ|コミュニケーション|インタ|ビジュアル|フィルム|アニメーション"
    r"|デジタル|プロダクション|システム|メディア|ネットワーク|ユニバーサル"
)
"""How the second half of a company's name begins."""
_KATAKANA = compile_late(r"[ァ-ヶー\s]+")
_AND = compile_late(r"(?<!\s)\s+and\s+")


@dataclass(frozen=True, slots=True)
class UnnamedPeople:
    """People whom the text does not name; `count` when it says how many."""

    count: int | None = None


def read_unnamed_people(name: str) -> UnnamedPeople | None:
    """Whether a whole name only says that there were people: 他, ほか10名, スタッフ一同, and others, AI."""
    folded = unicodedata.normalize("NFKC", name).strip(" 　・、,.()[]")
    if not folded or is_well_known(folded):
        return None
    found = _OTHERS.fullmatch(folded) if len(folded) <= 40 else None
    if found:
        return UnnamedPeople(next((int(number) for number in found.groups() if number), None))
    if len(folded) <= 200 and placeholder_reason(name) is not None:
        return UnnamedPeople()
    return None


def find_trailing_others(text: str, start: int, end: int) -> int:
    """Where "and others" begins at the end of a name (`井上博明ほか`), or `end`."""
    found = _TRAILING.search(text[start:end])
    return start + found.start() if found and found.start() > 0 else end


def clean_name(printed: str) -> str:
    """The name to credit: without the source's marks (`高*橋`, `☆テレビ朝日`), white space as single spaces."""
    bare = _MARKS.sub("", printed).replace("|", " ")
    bare = re.sub(r"\s+", " ", bare).strip(" 、，,・/／:：;；-–—|")
    return bare or re.sub(r"\s+", " ", printed).strip()


def split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a stretch without brackets: at commas, and at `・` `/` `＆` where both sides are names.

    `大塚伸治・賀川愛` are two people, `集英社・東映動画` two companies, `藤子・F・不二雄` one person.
    """
    names: list[tuple[int, int]] = []
    for begin, stop in _split_at_commas(text, start, end):
        begin, stop = trim_separators(text, begin, stop)
        if begin >= stop:
            continue
        names.extend(_split_at_joints(text, begin, stop))
    return names


def _split_at_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    begin = start
    depth = 0
    for index in range(start, end):
        character = text[index]
        if character in "「『":
            depth += 1
        elif character in "」』":
            depth = max(0, depth - 1)
        elif depth == 0 and (
            character in _SURE or (character == "," and _is_dividing_comma(text, index, end))
        ):
            pieces.append((begin, index))
            begin = index + 1
    pieces.append((begin, end))
    if len(pieces) > 1:
        begin, stop = pieces[-1]
        found = _AND.search(text, begin, stop)
        if found and found.start() > begin:
            pieces[-1:] = [(begin, found.start()), (found.end(), stop)]
    return pieces


def _is_dividing_comma(text: str, index: int, end: int) -> bool:
    after = text[index + 1 : end]
    if _NOT_A_NAME.match(after) or _REST_OF_COMMITTEE.match(after):
        return False
    return not (after[:1].isdigit() and text[index - 1].isdigit())


def _split_at_joints(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if not _ANY_JOINT.search(text, start, end):
        return _split_at_spaces(text, start, end)
    for joints in _JOINTS:
        places = _find_joints(text, start, end, joints)
        if not places or len(places) > 30:
            continue
        edges = [start - 1, *places, end]
        spans = [trim_separators(text, left + 1, right) for left, right in pairwise(edges)]
        if _are_names([text[left:right] for left, right in spans]):
            return spans
    return [(start, end)]


def _split_at_spaces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names that only spaces part, where each word is a whole one: known companies (`小学館 テレビ東京`), or people.

    `佐々木 日菜子` is one person, so two words are two people only when they are long. Where two companies end in their legal form
    (`A, Inc. B, Inc.`), each ends a name; one alone may stand inside of a name.
    """
    forms = [found.span() for found in _AFTER_FORM.finditer(text, start, end)]
    if len(forms) > 1 or (forms and _ENDS_IN_FORM.search(text, forms[0][1], end)):
        edges = [start, *(edge for span in forms for edge in span), end]
        return list(zip(edges[::2], edges[1::2], strict=True))
    spans = [found.span() for found in _WORD.finditer(text, start, end)]
    if len(spans) < 2 or is_well_known(text[start:end]):
        return [(start, end)]
    words = [text[left:right] for left, right in spans]
    shortest = min(map(len, words))
    people = shortest > (3 if len(words) == 2 else 2) and all(map(looks_like_japanese_person, words))
    if people or all(map(is_well_known, words)):
        return spans
    wide = [found.span() for found in _WIDE_WORD.finditer(text, start, end)]
    names = [text[left:right] for left, right in wide]
    parted = len(wide) > 1 and all(" " in name and looks_like_japanese_person(name) for name in names)
    return wide if parted else [(start, end)]


def _find_joints(text: str, start: int, end: int, joints: str) -> list[int]:
    """Where the joints stand, those inside a title aside (`映画「ブラック・ジャック」製作委員会`)."""
    found: list[int] = []
    depth = 0
    for index in range(start, end):
        if text[index] in "「『":
            depth += 1
        elif text[index] in "」』":
            depth = max(0, depth - 1)
        elif depth == 0 and text[index] in joints:
            found.append(index)
    return found


def _are_names(parts: list[str]) -> bool:
    """Whether each part is somebody's name. What may be half of a company's (`ソニー・ミュージック`) is none."""
    if any(
        len(part) < 2 or (any(mark in part for mark in CLOSING_BRACKETS) and "「" not in part)
        for part in parts
    ):
        return False
    people = [looks_like_japanese_person(part) and not _KATAKANA.match(part) for part in parts]
    companies = [_is_whole_company(part) for part in parts]
    short = [bool(_SHORT_NAME.fullmatch(part)) for part in parts]
    return all(
        person or company or (brief and any(people))
        for person, company, brief in zip(people, companies, short, strict=True)
    )


def _is_whole_company(part: str) -> bool:
    """A company's name that stands for itself: a known one, or one whose words are not katakana alone."""
    if is_well_known(part):
        return True
    head = re.split(r"[/×／\s]", unicodedata.normalize("NFKC", part), maxsplit=1)[0]
    half = _HALF_NAME.match(head) or (_KATAKANA.fullmatch(head) and not is_well_known(head))
    return is_organization(part) and not is_generic_organization_word(part) and not half

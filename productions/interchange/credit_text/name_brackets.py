"""What a bracket behind a name says: for whom the person worked, the name in other letters, a remark, or somebody else."""

import re

from productions.interchange.credit_text.joined_names import read_unnamed_people
from productions.interchange.credit_text.name_drafts import may_be_person
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.shared.late_patterns import compile_late

REMARK = compile_late(
    r"声なし|表記|記載|日本アニメーション映画史|NFC|要確認|要修正|参照|参考|もとの|連載|文庫|旧字|異体字|部分が|なべぶた|左右が|クレジットなし"
    r"|同意|資料|つきます|につく|提携作品|ロゴ|[ァ-ヶ一-龠]刊|^刊|^[ぁ-ん 　]+$|^訳$|以下|^ママ$|^現[:：]|^with |側が|表示|される|^[Bb]ased|カメ$|[0-9]{4}年|^[「『].+[」』]の"
)
_BOOK = compile_late(
    r"[ 　]{0,3}(?:訳|作|著)?[ 　]{0,3}[「『][^「」『』]{1,80}[」』](?:より|から|ほか|刊行?|連載中?|所[収載]|掲載|シリーズ)?$"
)
_BOOK_FIRST = compile_late(r"[「『][^「」『』]{1,80}[」』][ 　]{0,9}")
_KATAKANA = compile_late(r"[ァ-ヶー・= 　]+")
_ROMAJI = compile_late(r"(?:[bcdfghjkmnprstvwyz]{0,3}[aiueo]|n)++", re.I)
_LIST_MARK = compile_late(r"[、，,・･＆&/／]")
_OFFICE = compile_late(r"(?:班|所|社|部|隊|会|局|課|館|校|園|団|編集|院)長|代表")
_SHORT_NAME = compile_late(r"[\u3400-\u9fff々]{2}|[ぁ-ん]{2,8}")
_COMMA_MARK = compile_late(r"[、，,]")


def may_be_company(name: str, inner: str, cast: bool) -> bool:
    """Whether a bracket after a name says for whom the person worked. A cast's mostly says something else."""
    if not name or _is_other_writing(name, inner) or REMARK.search(inner) or read_unnamed_people(inner):
        return False
    if _lists_names(inner) or (is_organization(name) and not is_organization(inner)):
        return False
    return not cast or is_organization(inner) or inner.endswith("アナウンサー")


def may_name_somebody(name: str, inner: str) -> bool:
    """Whether a remark in brackets holds a name that nobody is credited with; behind a group's name it may be short (`泥犬`)."""
    if REMARK.search(inner):
        return False
    if _SHORT_NAME.fullmatch(inner) and is_organization(name):
        return True
    return may_be_person(inner) or is_organization(inner) or _lists_names(inner)


def _lists_names(inner: str) -> bool:
    """`小西香菜＆近藤由紀夫`, `甲社、以上 1話、乙社`: a bracket with several names says who belongs to the name before it."""
    parts = [part for part in map(str.strip, _LIST_MARK.split(inner)) if part]
    return (
        len(parts) > 1
        and any(may_be_person(part) or is_organization(part) for part in parts)
        and not (is_organization(inner) and len(_COMMA_MARK.split(inner)) == 1)
    )


def _is_other_writing(name: str, inner: str) -> bool:
    """Whether a bracket gives the name again: in Latin letters, in kana, or in other characters."""
    if looks_like_japanese_person(inner):
        return True
    if name.isascii():
        return bool(_KATAKANA.fullmatch(inner))
    return len(inner.split()) == 2 and all(_ROMAJI.fullmatch(word) for word in inner.split())


def split_book(name: str) -> tuple[str, str]:
    """`宮崎駿「シュナの旅」`, `山田花子 例社「例コミックス」刊` → the person, and the book that the credit names."""
    found = _BOOK.search(name)
    if found and found.start() > 1 and not is_organization(name[: found.start()]):
        return name[: found.start()].strip(), found[0].strip()
    if found and " " in (before := name[: found.start()].replace("　", " ").strip()):
        person, _, publisher = before.rpartition(" ")
        if is_organization(publisher) and not is_organization(person):
            return person, name[len(person) :].strip()
    first = _BOOK_FIRST.match(name)
    person = name[first.end() :].strip() if first else ""
    if first and not is_organization(name) and (first[0][-1].isspace() or looks_like_japanese_person(person)):
        return person, first[0].strip()
    return name, ""


def split_company(name: str) -> tuple[str, str]:
    """`株式会社インコム 山田太郎` → the person, and the company they worked for."""
    company, person = _split_last_word(name)
    return (person, company) if company and is_organization(company) else (name, "")


def split_office(name: str) -> tuple[str, str]:
    """`班長 山田太郎` → the person, and what they were where they worked."""
    office, person = _split_last_word(name)
    return (person, office) if _OFFICE.fullmatch(office) else (name, "")


def _split_last_word(name: str) -> tuple[str, str]:
    """What stands before a person's name of three letters or more, and the name."""
    before, _, person = name.replace("　", " ").rpartition(" ")
    return (before, person) if len(person) > 2 and looks_like_japanese_person(person) else ("", name)

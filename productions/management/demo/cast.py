"""What the demo productions share: finding or entering people, and credits from short lists."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from productions.credits.services.bulk_credits import enter_credits
from productions.models import Contributor, Credit, Production, Role
from productions.people.services.contributors import create_contributor
from productions.shared.choices import ContributorKind, CreditState, EvidenceKind, NameScript


def find_production(title: str) -> Production | None:
    """The production whose primary title this is, from an earlier run."""
    return Production.objects.live().filter(title=title).first()


READINGS = {
    "架空": "かくう", "見本": "みほん", "例田": "れいだ", "仮名": "かりな", "試山": "ためしやま", "灯": "あかり", "すみれ": "すみれ", "波瑠": "はる",
    "いずみ": "いずみ", "航": "わたる", "冬馬": "とうま", "佐紀": "さき", "澪": "みお", "朔": "さく", "さくら": "さくら", "湊": "みなと", "ひより": "ひより",
    "蓮": "れん", "そら": "そら", "颯太": "そうた", "ゆい": "ゆい", "るり": "るり", "大和": "やまと", "つむぎ": "つむぎ", "葵": "あおい", "奏": "かなで",
    "ひなた": "ひなた", "咲良": "さくら", "律": "りつ", "紬": "つむぎ", "楓": "かえで", "陽翔": "はると", "スタジオ見本": "すたじおみほん",
    "仮彩ペイント": "かりいろぺいんと", "美術工房れい": "びじゅつこうぼうれい", "試作撮影室": "しさくさつえいしつ",
}  # fmt: skip
"""How the words of invented names are read. The names of real people have none here: a reading is never guessed."""


def spell_reading(name: str) -> str:
    """The reading of an invented name; "" for any other."""
    words = [READINGS.get(word, "") for word in name.split()]
    return " ".join(words) if all(words) else ""


def get_or_create_contributor(name: str, *, now: datetime, **values: Any) -> Contributor:
    """The contributor of this name, entered when missing; an invented one with its reading."""
    found = Contributor.objects.live().filter(name=name).first()
    return found or create_contributor(name=name, kana=spell_reading(name), by=None, now=now, **values)


def get_or_create_studio(name: str, *, now: datetime) -> Contributor:
    return get_or_create_contributor(name, now=now, kind=ContributorKind.ORGANIZATION)


def load_roles(codes: Iterable[str]) -> dict[str, Role]:
    """Roles by code; a missing one is a mistake in the demo."""
    found = {role.code: role for role in Role.objects.select_related("department")}
    return {code: found[code] for code in codes}


def enter_staff(
    production: Production,
    staff: Iterable[tuple[str, tuple[str, ...]]],
    *,
    now: datetime,
    script: str = NameScript.NATIVE,
    **values: Any,
) -> list[Credit]:
    """One confirmed production-level credit for each role code and name."""
    listed = list(staff)
    vocabulary = load_roles({code for code, _names in listed})
    rows = [
        {
            "role": vocabulary[code],
            "contributor": get_or_create_contributor(name, now=now, script=script),
            "position": position,
            "evidence_kind": EvidenceKind.THIRD_PARTY,
            **values,
        }
        for code, names in listed
        for position, name in enumerate(names, start=1)
    ]
    return enter_credits(production, rows, by=None, now=now, state=CreditState.CONFIRMED)

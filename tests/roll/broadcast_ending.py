"""The ending of 159 lines as a roll without a database: the sheet, its roles found in the vocabulary that ships, songs as songs."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path

from productions.interchange.matching.role_labels import RoleEntry, RoleLabels
from productions.interchange.matching.role_vocabulary import load_shipped_departments, load_shipped_roles
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.groups import RollSong
from productions.rollkit.document.inputs import CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.work import Work
from tests.roll.samples import FIRST, credit

SHEET = Path(__file__).parents[1] / "data" / "endings" / "00_broadcast.csv"
SONG_PATTERN = re.compile("(オープニング|エンディング)テーマ「(.+)」")
SONG_KINDS = {"オープニング": "opening", "エンディング": "ending"}
COMPANY_PATTERN = re.compile(
    "株式会社|有限公司|法人|スタジオ|ファクトリー|委員会|劇団|市役所|美術れいだい|例音舎"
)

POST_OFFICE = Work(
    uid="broadcast",
    title_native="月虹の郵便局",
    title_kana="げっこうのゆうびんきょく",
    title_romaji="Gekko no Yubinkyoku",
    title_en="The Moonbow Post Office",
    kind="series",
    year=2026,
    fps_num=24,
    fps_den=1,
    episode_number="12",
    episode_title="手紙の行方",
    edition="broadcast",
    invented=True,
    remark="",
)


@lru_cache(maxsize=1)
def load_role_infos() -> dict[str, RoleInfo]:
    """The roles that ship, by code."""
    departments = {each.code: each for each in load_shipped_departments()}
    return {
        role.code: RoleInfo(
            role.code,
            role.department,
            (own := departments[role.department]).texts["en"],
            own.texts["ja"],
            own.order,
            role.texts["en"],
            role.texts["ja"],
            role.order,
        )
        for role in load_shipped_roles()
    }


@lru_cache(maxsize=1)
def load_role_labels() -> RoleLabels:
    return RoleLabels(RoleEntry(role.code, role.labels) for role in load_shipped_roles())


def list_broadcast_credits() -> Iterator[CreditInfo]:
    """Each heading with its people, billed in the order of the sheet; a line of rights belongs to its song."""
    uids = (f"{number:04}" for number in count(1))
    with SHEET.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for label, group in groupby(rows, key=itemgetter("役職")):
        people = [(row["名前"], row["役名"]) for row in group]
        song = SONG_PATTERN.fullmatch(label)
        if song is None:
            yield from list_heading_credits(label, people, uids, label)
            continue
        rights = tuple(name for name, _character in people if "：" not in name)
        held = RollSong(song[1], SONG_KINDS[song[1]], song[2], "", "", "", rights)
        for roles, name in (name.split("：", 1) for name, _character in people if "：" in name):
            yield from list_heading_credits(roles, [(name, "")], uids, song=held)


def list_heading_credits(
    label: str, people: list[tuple[str, str]], uids: Iterator[str], printed: str = "", **values: object
) -> Iterator[CreditInfo]:
    """Everybody of each role that the label stands for, with their characters. Raises LookupError for a label that nobody knows."""
    codes = load_role_labels().resolve(label).codes
    if not codes:
        raise LookupError(f"The vocabulary has no role for {label}.")
    for code in codes:
        for name, character in people:
            uid = next(uids)
            yield credit(
                uid,
                load_role_infos()[code],
                name,
                sort_key=uid,
                billing=int(uid),
                kind="organization" if COMPANY_PATTERN.search(name) else "person",
                labour=False,
                role_as_printed=printed,
                role_language="ja" if printed else "",
                character=character,
                character_language="ja" if character else "",
                **values,
            )


@lru_cache(maxsize=1)
def make_broadcast_ending() -> RollDocument:
    """The whole ending as an issued roll."""
    return compose_document(POST_OFFICE, FIRST, list_broadcast_credits(), cuts_total=320, complete=False)

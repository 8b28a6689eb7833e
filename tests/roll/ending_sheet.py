"""The sheet of an ordinary Japanese television ending as a roll: 159 lines in the order of the sheet, songs as songs."""

import csv
import re
from functools import cache
from pathlib import Path

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.groups import RollSong
from productions.rollkit.document.inputs import CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from tests.roll.samples import FIRST, WORK, credit, of_before

ENDING = Path(__file__).parents[1] / "data" / "rolls" / "ending_159.csv"
ROLES = {
    "声の出演": ("voice_cast", "cast", "Cast", "キャスト", 20, "Voice cast"),
    "原作": ("original_work", "writing", "Writing", "脚本", 30, "Original work"),
    "シリーズ構成・脚本": ("screenplay", "writing", "Writing", "脚本", 30, "Series composition, Screenplay"),
    "監督": ("director", "direction", "Direction", "演出", 40, "Director"),
    "絵コンテ": ("storyboard", "direction", "Direction", "演出", 40, "Storyboard"),
    "演出": ("episode_director", "direction", "Direction", "演出", 40, "Episode director"),
}
ENGLISH = {
    "キャラクターデザイン・総作画監督": "Character design, Chief animation director",
    "作画監督": "Animation director", "原画": "Key animation", "第二原画": "Second key animation",
    "動画検査": "In-between checking", "動画": "In-between animation", "色彩設計": "Colour design",
    "色指定・検査": "Colour setting and checking", "仕上げ": "Digital paint", "美術監督": "Art director",
    "背景": "Background art", "３ＤＣＧディレクター": "3DCG director", "撮影監督": "Director of photography",
    "撮影": "Compositing", "編集": "Editing", "音響監督": "Sound director", "音響効果": "Sound effects",
    "録音調整": "Recording", "録音スタジオ": "Recording studio", "音響制作": "Sound production", "音楽": "Music",
    "音楽制作": "Music production", "プロデューサー": "Producers",
    "アニメーションプロデューサー": "Animation producer", "制作デスク": "Production desk",
    "制作進行": "Production assistants", "協力": "Thanks to", "アニメーション制作": "Animation production",
    "製作": "Produced by", "作詞": "Lyrics", "作曲": "Composed by", "編曲": "Arranged by", "歌": "Performed by",
}  # fmt: skip
SONG_PATTERN = re.compile(r"(オープニング|エンディング)テーマ「(.+)」")


@cache
def the_ending() -> RollDocument:
    """The ending, none of whose names is too long for two columns of a roll."""
    return compose_ending(short=True)


def compose_ending(*, short: bool = False) -> RollDocument:
    """`short`: the company of 23 letters by the first 15 of them, as no form sets it in one line today."""
    credits = [one for place, row in enumerate(read_rows()) for one in read_row(place, *row, short=short)]
    return of_before(compose_document(WORK, FIRST, credits, cuts_total=0, complete=False))


def read_rows() -> list[list[str]]:
    with ENDING.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def read_row(place: int, role: str, character: str, name: str, *, short: bool) -> list[CreditInfo]:
    song = SONG_PATTERN.fullmatch(role)
    if song is None:
        return [bill(place, role, name[:15] if short else name, character=character, character_ja=character)]
    opening = song[1] == "オープニング"
    rights = ("（ＲＥＩレコーズ）",) if opening else ()
    held = RollSong(song[1], "opening" if opening else "ending", song[2], "", "", "", rights)
    if "：" not in name:
        return []  # the line of rights
    roles, who = name.split("：", 1)
    return [
        bill(place, part, who, song=held, group_place=0 if opening else 1, number=number)
        for number, part in enumerate(roles.split("・"))
    ]


def bill(place: int, role: str, name: str, *, number: int = 0, **values: object) -> CreditInfo:
    code, department, en, ja, order, label = ROLES.get(
        role, (f"role_{sum(map(ord, role))}", "staff", "Staff", "スタッフ", 50, ENGLISH.get(role, role))
    )
    info = RoleInfo(code, department, en, ja, order, label, role, 10)
    return credit(f"{place:03}{number}", info, name, billing=10 * place + number, **values)

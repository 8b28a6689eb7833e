"""A roll of any number of people, in the proportions of an anime series: a few directors, most of them animators."""

from itertools import product

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.work import Issue, Work

FAMILIES = (
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡邊",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "林",
    "東",
    "長谷川",
    "久保",
    "五十嵐",
)
GIVEN = (
    "花子",
    "一郎",
    "さくら",
    "湊",
    "ひより",
    "蓮",
    "そら",
    "颯太",
    "ゆい",
    "葵",
    "奏",
    "るり",
    "大和",
    "つむぎ",
    "健",
    "美咲",
    "翔",
)
STUDIOS = ("スタジオ見本", "仮彩ペイント", "美術工房れい", "試作撮影室")
ROLES = (
    ("voice", "cast", "Cast", "出演", 10, "Voice", "声の出演", 10, 8),
    ("screenplay", "story", "Story and script", "原作・文芸", 20, "Screenplay", "脚本", 150, 1),
    ("director", "direction", "Direction", "演出", 30, "Director", "監督", 20, 1),
    ("storyboard", "direction", "Direction", "演出", 30, "Storyboard", "絵コンテ", 210, 2),
    ("episode_director", "direction", "Direction", "演出", 30, "Episode director", "演出", 150, 2),
    ("animation_director", "animation", "Animation", "作画", 50, "Animation director", "作画監督", 40, 6),
    ("key_animation", "animation", "Animation", "作画", 50, "Key animation", "原画", 240, 24),
    ("second_key_animation", "animation", "Animation", "作画", 50, "Second key animation", "第二原画", 270, 16),
    ("inbetween", "animation", "Animation", "作画", 50, "In-between animation", "動画", 300, 18),
    ("digital_paint", "color", "Colour and finishing", "色彩・仕上げ", 60, "Digital paint", "仕上げ", 90, 10),
    ("background_art", "background", "Art and backgrounds", "美術・背景", 70, "Background art", "背景", 90, 8),
    ("compositing", "photography", "Photography", "撮影", 100, "Compositing (photography)", "撮影", 30, 4),
)  # fmt: skip
"""Code, department with its labels and order, labels and order, and how many in a hundred."""


def roll_of(people: int) -> RollDocument:
    """An issued roll of so many names, each once."""
    names = [f"{family} {given}" for given, family in product(GIVEN, FAMILIES)]
    credits = []
    for code, department, en, ja, place, role_en, role_ja, order, share in ROLES:
        role = RoleInfo(code, department, en, ja, place, role_en, role_ja, order)
        for _ in range(max(1, people * share // 100)):
            number = len(credits)
            turn, index = divmod(number, len(names))
            name = names[index] + ("" if turn == 0 else f" {turn + 1}")
            studio = STUDIOS[number % 4] if code in ("inbetween", "digital_paint", "background_art") else ""
            credits.append(credit(number, role, name, studio))
    issue = Issue(1, "2026-04-04T00:00:00+00:00", "Approver", "", None, ())
    work = Work(
        uid="w", title_native="星くず郵便局", title_kana="", title_romaji="Hoshikuzu yūbinkyoku",
        title_en="The Stardust Post Office", kind="series", year=2026, fps_num=24000, fps_den=1001,
        episode_number="1", episode_title="はじめての配達", edition="broadcast", invented=False, remark="",
    )  # fmt: skip
    return compose_document(work, issue, credits, cuts_total=300, complete=True)


def credit(number: int, role: RoleInfo, name: str, studio: str) -> CreditInfo:
    return CreditInfo(
        uid=str(number), role=role, role_as_printed="", kind="person", contributor=f"c{number}",
        sort_key=f"{number:05}", credited_as=name, printed_as="", affiliation=studio, position=0, headcount=None,
        named_count=None, absence_reason="", on_screen=True, episode="1", cut="", cut_sort_key="",
    )  # fmt: skip

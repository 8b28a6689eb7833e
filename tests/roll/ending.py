"""The ending of 159 names as a roll: each row of the sheet is a credit of the role that its first column says."""

import csv
from pathlib import Path

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.document.model import RollDocument
from tests.roll.samples import FIRST, WORK, credit

ENDING = Path(__file__).parents[1] / "data" / "rolls" / "ending_159.csv"
COMPANIES = (
    "株式会社",
    "有限公司",
    "スタジオ",
    "ファクトリー",
    "法人",
    "委員会",
    "劇団",
    "市役所",
    "美術れいだい",
    "例音舎",
)
DEPARTMENTS = (
    ("cast", "Cast", "キャスト", {"声の出演": ("voice", "Voice")}),
    ("story", "Story", "文芸", {"原作": ("original_work", "Original work"), "シリーズ構成・脚本": ("screenplay", "Series composition, script")}),
    ("direction", "Direction", "演出", {"監督": ("director", "Director"), "絵コンテ": ("storyboard", "Storyboard"), "演出": ("episode_director", "Episode director")}),
    ("design", "Design", "デザイン", {"キャラクターデザイン・総作画監督": ("character_design", "Character design, chief animation director")}),
    ("animation", "Animation", "作画", {"作画監督": ("animation_director", "Animation director"), "原画": ("key_animation", "Key animation"), "第二原画": ("second_key_animation", "Second key animation"), "動画検査": ("inbetween_check", "In-between check"), "動画": ("inbetween", "In-between")}),
    ("color", "Colour", "色彩", {"色彩設計": ("color_design", "Colour design"), "色指定・検査": ("color_spec", "Colour specification, check"), "仕上げ": ("digital_paint", "Digital paint")}),
    ("background", "Art and backgrounds", "美術・背景", {"美術監督": ("art_director", "Art director"), "背景": ("background_art", "Backgrounds")}),
    ("cg", "CG", "CG", {"３ＤＣＧディレクター": ("cg_director", "CG director")}),
    ("photography", "Compositing", "撮影", {"撮影監督": ("director_of_photography", "Director of photography"), "撮影": ("compositing", "Compositing")}),
    ("editing", "Editing", "編集", {"編集": ("editing", "Editing")}),
    ("sound", "Sound", "音響", {"音響監督": ("sound_director", "Sound director"), "音響効果": ("sound_effects", "Sound effects"), "録音調整": ("mixing", "Mixing"), "録音スタジオ": ("recording_studio", "Recording studio"), "音響制作": ("sound_production", "Sound production")}),
    ("music", "Music", "音楽", {"音楽": ("music", "Music"), "音楽制作": ("music_production", "Music production"), "オープニングテーマ「虹ノ彼方へ〜Over the Rainbow〜」": ("opening_theme", "Opening theme “Over the Rainbow”"), "エンディングテーマ「手紙」": ("ending_theme", "Ending theme “Letter”")}),
    ("production", "Production", "制作", {"プロデューサー": ("producer", "Producer"), "アニメーションプロデューサー": ("animation_producer", "Animation producer"), "制作デスク": ("production_desk", "Production desk"), "制作進行": ("production_assistant", "Production assistant"), "協力": ("cooperation", "Cooperation"), "アニメーション制作": ("animation_production", "Animation production"), "製作": ("production_committee", "Production committee")}),
)  # fmt: skip


def list_roles() -> dict[str, RoleInfo]:
    """The roles of the sheet by what it calls them."""
    return {
        label_ja: RoleInfo(code, department, english, japanese, order, label_en, label_ja, place)
        for order, (department, english, japanese, roles) in enumerate(DEPARTMENTS)
        for place, (label_ja, (code, label_en)) in enumerate(roles.items())
    }


def the_ending(*more: tuple[str, str], kind: str = "organization") -> RollDocument:
    """The ending; `more` are roles and the names of companies at their ends."""
    roles = list_roles()
    with ENDING.open(encoding="utf-8", newline="") as file:
        rows = [(row["役職"], row["役名"], row["名前"]) for row in csv.DictReader(file)]
    credits = [
        credit(
            f"{n:03}",
            roles[role],
            name,
            sort_key=f"{n:03}",
            billing=n,
            kind="organization" if any(word in name for word in COMPANIES) else "person",
            headcount=None,
            labour=False,
            character=character,
            character_language="ja",
        )
        for n, (role, character, name) in enumerate(rows)
    ]
    credits += [
        credit(f"more {n}", roles[role], name, sort_key=f"m{n}", billing=1000 + n, kind=kind, labour=False)
        for n, (role, name) in enumerate(more)
    ]
    return compose_document(WORK, FIRST, credits, cuts_total=0, complete=False)

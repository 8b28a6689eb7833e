"""Names that are longer than their column."""

from math import ceil

from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.screen_spec import parse_screen_spec
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import PLAIN

COLUMN = 739
"""Pixels of the names' column at 1920: 21 letters of 34 px."""


ROOM = {"size": 34, "pitch": 48}


PARTNERS = "株式会社グローバルアニメーションパートナーズ"


FLOWERS = "フローレンティーナ・デ・ラ・クルス＝サンチェス・モンテネグロ"


LEGAL = (
    "独立行政法人国際見本文化交流推進機構東京本部映像制作支援センター第三管理課アニメーション振興事業推進委員会"
    "事務局および関係機関各位連絡協議会設立準備室長付特別広報担当者一同とその仲間たちによる制作応援団一"
)


def reel(document, lang="ja", *, marked=False, raster="1920x1080", **values):
    template = {**PLAIN, "kind": "scroll", **values}
    return build_reel(
        document, parse_screen_spec({"template": template, "raster": raster}), lang=lang, marked=marked
    )


def company(name, uid="1", **values):
    return credit(uid, KEY, name, kind="organization", labour=False, **values)


def find_names(found):
    """The cells of names: what they say, how narrow and how large, and how wide they come out."""
    cells = [cell for page in found.pages for cell in page["cells"] if cell["column"] == "right"]
    return [
        (
            cell["text"],
            cell.get("narrow", 100),
            cell["size"],
            ceil(measure_text(cell["text"], TextStyle(cell["size"], 48, narrow=cell.get("narrow", 100)))),
        )
        for cell in cells
    ]

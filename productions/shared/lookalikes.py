"""Characters that people mistake for one another in names, and a skeleton that is equal for names that differ only so.

For warnings, never for equality: 髙橋 and 高橋 may be two people. Sources: the forms of kanji that names may have
beside the usual ones (戸籍法施行規則 別表第二, and the forms in brackets of the 常用漢字表 of 2010), family names' forms of
the registers of persons, and Unicode UTS #39 (confusables.txt) for kana, dashes, Cyrillic and Greek.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

PERSONAL_NAMES = """
亜亞 悪惡 為爲 栄榮 衛衞 円圓 縁緣 園薗 応應 桜櫻 奥奧 横橫 温溫 価價 壊壞 懐懷 楽樂 渇渴 巻卷 陥陷 寛寬 気氣 偽僞 戯戲 虚虛 峡峽
狭狹 暁曉 駆駈 勲勳 薫薰 恵惠 掲揭 鶏鷄 芸藝 撃擊 県縣 倹儉 剣劍 険險 圏圈 検檢 顕顯 験驗 厳嚴 広廣 恒恆 黄黃 国國 黒黑 砕碎 雑雜
児兒 湿濕 実實 寿壽 収收 従從 渋澁 獣獸 縦縱 緒緖 叙敍 将將 渉涉 焼燒 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 嬢孃 譲讓 醸釀 真眞 寝寢
慎愼 尽盡 粋粹 酔醉 穂穗 瀬瀨 静靜 摂攝 専專 戦戰 繊纖 禅禪 壮壯 争爭 荘莊 捜搜 巣巢 曽曾 装裝 痩瘦 騒騷 増增 蔵藏 臓臟 即卽 帯帶
滞滯 滝瀧 単單 団團 弾彈 昼晝 鋳鑄 庁廳 徴徵 聴聽 鎮鎭 転轉 伝傳 灯燈 盗盜 稲稻 徳德 拝拜 杯盃 売賣 髪髮 抜拔 晩晚 秘祕 富冨 払拂
仏佛 歩步 峰峯 翻飜 毎每 万萬 黙默 野埜 弥彌 薬藥 与與 揺搖 様樣 謡謠 来來 頼賴 覧覽 竜龍 涼凉 緑綠 涙淚 塁壘 礼禮 暦曆 歴歷 錬鍊
郎郞 録錄 亘亙 凜凛 尭堯 巌巖 晃晄 桧檜 槙槇 祢禰 穣穰 萌萠 遥遙
"""
"""Forms that are allowed in given names (戸籍法施行規則 別表第二), the usual one first. Compatibility forms fold by NFKC."""

FAMILY_NAMES = """
高髙 崎﨑嵜碕 辺邊邉 斎齋斉齊 浜濱濵 沢澤 島嶋嶌 吉𠮷 柳栁桺 薮藪 館舘 渕淵渊 橋槗 桑桒 鴎鷗 藤籐 篭籠 蒋蔣 讃讚 諌諫 昇曻 清淸
青靑 教敎 学學斈 会會 関關 塩鹽 岳嶽 鉄鐵鉃 宝寶寳 鶴靏靍 亀龜 梅楳 芦蘆 鯵鰺 船舩 坂阪 柏栢 彦彥 顔顏 郷鄕 戸戶 強强 頬頰 塡填
剥剝 叱𠮟 隷隸 研硏 啓啟 柿杮 逓遞 枡桝 祇祗 迪廸 闘鬪 号號 台臺 当當 読讀 続續 沖冲 群羣 弁辨瓣辯 予豫 双雙 竪豎 体體躰
"""
"""Forms of kanji in family names, as registers of persons and the brackets of the 常用漢字表 have them, the usual one first."""

OLD_FORMS = """
内內 豊豐 満滿 総總 糸絲 声聲 齢齡 歯齒 数數 楼樓 発發 変變 駅驛 択擇 釈釋 訳譯 営營 労勞 蛍螢 独獨 触觸 担擔 胆膽 属屬
嘱囑 聡聰 窓窗 並竝 廃廢 経經 径徑 軽輕 茎莖 絵繪 継繼 断斷 覚覺 挙擧 区區 枢樞 欧歐 殴毆 仮假 帰歸 旧舊 拠據 権權 勧勸
観觀 歓歡 効效 済濟 剤劑 参參 惨慘 桟棧 蚕蠶 賛贊 辞辭 写寫 粛肅 処處 称稱 証證 図圖 随隨 髄髓 窃竊 浅淺 銭錢 践踐 潜潛
堕墮 対對 遅遲 虫蟲 勅敕 点點 党黨 届屆 縄繩 弐貳 脳腦 悩惱 覇霸 麦麥 蛮蠻 瓶甁 舗舖 没沒 余餘 誉譽 乱亂 両兩 猟獵 励勵
霊靈 恋戀 炉爐 湾灣 呉吳 姫姬 説說 税稅 脱脫 鋭銳 産產 戻戾 塚塜 磯礒 兎兔莵 莱萊 侠俠 呪咒 餅餠 麺麵 翠翆 苺莓 嘘噓
掴摑 繋繫 焔焰 鹸鹼 蝋蠟 醤醬 躯軀 騨驒 嚢囊 噛嚙 祷禱 涜瀆 蝉蟬 箪簞 潅灌 鉱鑛礦砿
"""
"""The other forms of kanji from before 1949 (the brackets of the 常用漢字表), and those that fonts of 1983 made usual (繋繫), which titles have."""

SHAPES = """
ー一—―─━–‐‑-−－ ヘへ ベべ ペぺ ニ二 ハ八 カ力 ト卜 ロ口囗 タ夕 エ工 ・·･‧• 土士 日曰 己已巳 未末 干千于 治冶 萩荻
"""
"""Alike in shape: kana, kanji and dashes by UTS #39; from 日曰 on also kanji that one stroke tells apart."""

LETTERS = (
    ("аАВсСԁеЕһНіІјЈКМоОрРԛѕЅТԝԜхХуУ", "aABcCdeEhHiIjJKMoOpPqsSTwWxXyY"),
    ("αΑΒΕΗιΙϳΚΜΝοσΟρΡΤυνΧγΥΖ", "aABEHiIjKMNooOpPTuvXyYZ"),
)
"""Cyrillic, then Greek, and the Latin letters that they pass for (UTS #39)."""

STROKES = str.maketrans("I1|0", "lllO")
"""Letters and digits that are one stroke in many faces (UTS #39)."""

VARIANTS = {
    ord(other): group[0]
    for group in f"{FAMILY_NAMES} {PERSONAL_NAMES} {OLD_FORMS}".split()
    for other in group[1:]
}
"""Forms of kanji, each with the usual one: `names.search_key` finds by them."""

TABLE = (
    VARIANTS
    | {ord(other): group[0] for group in SHAPES.split() for other in group[1:]}
    | {
        ord(letter): latin
        for letters, passed in LETTERS
        for letter, latin in zip(letters, passed, strict=True)
    }
)

UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
"""Spaces, joiners and variation selectors: a name with them looks like one without."""
CELL = re.compile(r"\S[\u200b-\u200d\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
"""A character with what clings to it unseen."""


def fold_lookalikes(text: str) -> str:
    """Width, variant forms and look-alikes made one; letters keep their case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).translate(TABLE))


@lru_cache(maxsize=65_536)
def make_skeleton(text: str) -> str:
    """Equal for two names exactly when they differ in nothing but characters that look alike, and spaces."""
    return unicodedata.normalize("NFKC", UNSEEN.sub("", fold_lookalikes(text)).translate(STROKES))


def find_differing_characters(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Where names of one skeleton differ, each place in the order of the names: (髙, 高). Nothing: only in spaces.

    Names whose parts do not stand opposite one another (ｶﾞ, ガ) differ as a whole.
    """
    rows = [CELL.findall(name) for name in names]
    if len({len(row) for row in rows}) > 1:
        return (tuple(names),)
    columns = zip(*rows, strict=True)
    return tuple(dict.fromkeys(column for column in columns if len(set(column)) > 1))

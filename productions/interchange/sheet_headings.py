"""The columns of a credit sheet and the words for coded values, in English and Japanese.

The codes are those of `productions.vocabulary`, which needs Django and is not imported; a test compares.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one field or code is called: the usual word of each language, and other spellings."""

    en: str
    ja: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.en, self.ja, *self.others)


HEADINGS = {
    "episode": Words("Episode", "話数", ("Ep", "Episode no", "話", "回", "エピソード")),
    "cut": Words("Cut", "カット", ("Cuts", "Cut no", "Cut number", "Shot", "カット番号", "Ｃ")),
    "role": Words("Role", "役職", ("Job", "Title", "役割", "担当", "職種", "肩書")),
    "role_as_printed": Words("Role as printed", "役職表記", ("Printed role", "画面の役職", "役職（表記）")),
    "name": Words("Name", "名前", ("Person", "Contributor", "氏名", "お名前")),
    "credited_as": Words(
        "Credited as", "クレジット名", ("Credit name", "クレジット表記", "表記名", "名前（表記）")
    ),
    "printed_as": Words("Printed as", "画面表記", ("On-screen text", "画面上の表記")),
    "affiliation": Words(
        "Affiliation", "所属", ("Company", "Studio", "所属会社", "会社", "会社名", "スタジオ")
    ),
    "kind": Words("Kind", "種別", ("Type", "Contributor kind", "区分")),
    "headcount": Words("People", "人数", ("Headcount", "Head count", "Number of people")),
    "named_count": Words("Of them named", "うち氏名記載", ("Named", "Named count", "記名人数")),
    "absence_reason": Words(
        "Why nobody is named", "無記名の理由", ("Absence reason", "氏名なしの理由", "不在理由")
    ),
    "evidence": Words("Evidence", "根拠", ("Evidence kind", "Source", "証拠", "典拠")),
    "edition": Words("Edition", "版", ("エディション",)),
    "position": Words("Order", "順番", ("Position", "順", "並び順", "表示順")),
    "on_screen": Words("On screen", "画面掲載", ("画面表示", "掲載")),
    "ai_system": Words("AI system", "AIシステム", ("AI", "AI tool", "AI model", "生成AI", "AIツール")),
    "ai_vendor": Words("AI vendor", "AI提供元", ("AIベンダー", "AI開発元")),
    "ai_version": Words("AI version", "AIバージョン", ("AIの版",)),
    "ai_task": Words("AI task", "AI作業", ("AI用途", "AI工程")),
    "ai_source_type": Words(
        "AI source type", "AIソース種別", ("IPTC source type", "Digital source type", "IPTC種別")
    ),
    "ai_oversight": Words("AI oversight", "人の関与", ("Human oversight", "AI監督")),
    "ai_validated_by": Words("AI validated by", "AI確認者", ("Validated by", "AI検証者")),
    "ai_validated_at": Words("AI validated at", "AI確認日時", ("Validated at", "AI検証日時", "AI確認日")),
    "ai_extent": Words("AI extent", "AI使用範囲", ("AI範囲",)),
    "ai_note": Words("AI note", "AI備考", ("AIメモ", "AI remarks")),
}
"""Field of CreditRow → its headings, in the order of the template. A field's own name is a heading too."""

YES_NO = {
    "yes": Words("yes", "はい", ("y", "true", "1", "有", "あり", "○", "◯", "〇", "掲載")),
    "no": Words("no", "いいえ", ("n", "false", "0", "無", "なし", "×", "✕", "非掲載")),
}

CODES = {
    "kind": {
        "person": Words("person", "個人", ("人", "人物")),
        "organization": Words("organization", "団体", ("organisation", "company", "会社", "法人", "組織")),
        "collective": Words("collective", "集団", ("group", "グループ", "共同名義")),
    },
    "absence_reason": {
        "withheld_by_contributor": Words(
            "withheld by their own choice", "本人の希望により非公表", ("withheld", "本人の希望", "本人希望")
        ),
        "company_will_not_name": Words(
            "the company will not name them", "会社が公表しない", ("company will not name", "会社が非公表")
        ),
        "unknown_lost": Words(
            "unknown, the record is lost", "不明（記録なし）", ("unknown", "lost", "不明", "記録なし")
        ),
        "not_yet_entered": Words("not yet entered", "未入力", ("not entered", "入力待ち")),
    },
    "evidence": {
        "": Words("not said", "未記入"),
        "onscreen": Words("on-screen credit", "画面のクレジット", ("on screen", "画面", "本編クレジット")),
        "task": Words("tracker task", "進行管理のタスク", ("tracker", "タスク", "進行表")),
        "timesheet": Words("timesheet", "タイムシート"),
        "contract": Words("contract", "契約書", ("契約", "発注書")),
        "published_file": Words("published file", "公開ファイル", ("公開資料",)),
        "self_claim": Words("own statement", "本人の申告", ("self claim", "自己申告", "申告")),
        "third_party": Words("third party", "第三者"),
    },
    "edition": {
        "broadcast": Words("broadcast", "放送", ("tv", "放送版", "TV放映版", "テレビ")),
        "streaming": Words("streaming", "配信", ("配信版", "web")),
        "theatrical": Words("theatrical", "劇場", ("劇場版", "劇場公開", "cinema")),
        "disc": Words("disc", "ディスク", ("blu-ray", "bd", "dvd", "円盤", "パッケージ")),
        "festival": Words("festival", "映画祭", ("映画祭版",)),
        "dub": Words("dub", "吹替", ("吹替版", "吹き替え")),
    },
    "on_screen": YES_NO,
    "ai_task": {
        "layout": Words("layout", "レイアウト"),
        "generation": Words("image generation", "画像生成", ("生成",)),
        "inbetween": Words("in-betweening", "中割り", ("中割",)),
        "cleanup": Words("clean-up", "クリンナップ", ("クリーンナップ", "清書")),
        "colour": Words("colouring", "彩色", ("color", "coloring", "色彩", "仕上げ", "仕上")),
        "composite": Words("compositing", "合成", ("コンポジット", "撮影")),
        "upscale": Words("upscaling", "高解像度化", ("アップスケール", "超解像")),
        "voice": Words("voice", "音声", ("声",)),
        "translation": Words("translation", "翻訳"),
        "music": Words("music", "音楽"),
        "writing": Words("writing", "文章作成", ("文章", "脚本")),
        "other": Words("other", "その他"),
    },
    "ai_source_type": {
        "digitalCapture": Words("digital capture", "デジタル撮影"),
        "computationalCapture": Words("computational capture", "計算撮影"),
        "negativeFilm": Words("scan of negative film", "ネガのスキャン", ("negative film",)),
        "positiveFilm": Words("scan of positive film", "ポジのスキャン", ("positive film",)),
        "print": Words("scan of a paper drawing or print", "紙のスキャン", ("作画用紙のスキャン",)),
        "humanEdits": Words("edited by people", "人による加筆", ("human edits",)),
        "compositeWithTrainedAlgorithmicMedia": Words(
            "edited with generative AI (something existed before)", "生成AIによる加工", ("AI加工",)
        ),
        "algorithmicallyEnhanced": Words("enhanced by an algorithm", "アルゴリズムによる補正"),
        "digitalCreation": Words("made by hand with digital tools", "デジタル作画", ("手描き（デジタル）",)),
        "dataDrivenMedia": Words("data-driven", "データ駆動", ("data driven media",)),
        "trainedAlgorithmicMedia": Words("generated by AI", "AI生成", ("生成AIによる生成",)),
        "algorithmicMedia": Words("pure algorithm, no training data", "アルゴリズム生成（学習なし）"),
        "screenCapture": Words("screen capture", "画面の録画"),
        "virtualRecording": Words("virtual recording", "仮想空間の録画"),
        "composite": Words("composite of elements", "素材の合成"),
        "compositeCapture": Words("composite of captured elements", "撮影素材の合成"),
        "compositeSynthetic": Words("composite with AI-generated elements", "AI生成素材を含む合成"),
    },
    "ai_oversight": {
        "fully_autonomous": Words("fully autonomous", "完全自動", ("自動",)),
        "prompt_guided": Words("guided by prompts", "プロンプトによる指示", ("prompt", "プロンプト")),
        "human_validated": Words("validated by a person", "人が確認", ("人が確認済み", "確認済み")),
    },
    "ai_extent": {
        "assist": Words("assistance", "補助", ("assisted",)),
        "partial": Words("part of the result", "一部", ("part",)),
        "whole": Words("the whole result", "全部", ("全体", "all")),
    },
}
"""Field → code → its words. `on_screen` has no codes of its own: yes or no."""


def word_key(text: str) -> str:
    """A heading or word folded for comparison: `On-Screen`, `on_screen` and `ＯＮ ＳＣＲＥＥＮ` are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded.strip()


def keyed(table: dict[str, Words]) -> dict[str, str]:
    """Every word of a table, and every code, folded → the code."""
    return {word_key(word): code for code, words in table.items() for word in (code, *words.all)}


FIELD_OF_HEADING = keyed(HEADINGS)
CODE_OF_WORD = {field: keyed(table) for field, table in CODES.items()}

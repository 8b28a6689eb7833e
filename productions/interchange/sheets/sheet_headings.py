"""The columns of a credit sheet and the words for coded values, in English and Japanese.

The codes are those of `productions.shared.choices`, which needs Django and is not imported; a test compares.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spellings:
    """What one field or code is called: the usual word of each language, and other spellings."""

    en: str
    ja: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.en, self.ja, *self.others)


def list_words(text: str) -> tuple[str, ...]:
    """The words of a list with commas."""
    return tuple(text.split(", "))


HEADING_SPELLINGS = {
    "episode": Spellings(
        "Episode",
        "話数",
        list_words("Ep, Ep#, Eps, Episodes, Episode no, Episode number, 話, 回, 放送回, エピソード, 参与"),
    ),
    "cut": Spellings(
        "Cut",
        "カット",
        list_words(
            "Cuts, Cut no, Cut#, Cut number, Shot, Shots, Shot no, Shot number, Shot code, Shot name, C No, カット番号, "
            "カットNo, カット№, カットナンバー, Ｃ, C番, C番号, Cナンバー"
        ),
    ),
    "role": Spellings(
        "Role",
        "役職",
        list_words(
            "Roles, Job, Job title, Title, Task, Task type, Staff role, Credit role, 役割, 担当, 担当役職, 担当作業, 職種, "
            "職名, 職務, 肩書, 肩書き, セクション, 工程, 作業, 作業内容, 作業工程, クレジット項目, 职位, 職位"
        ),
    ),
    "role_as_printed": Spellings(
        "Role as printed", "役職表記", ("Printed role", "画面の役職", "役職（表記）")
    ),
    "role_language": Spellings("Role language", "役職の言語", ("Language of the role",)),
    "character": Spellings(
        "Character",
        "役名",
        list_words("Characters, Character name, 役, 配役, キャラクター, キャラクター名, キャラ, キャラ名"),
    ),
    "character_language": Spellings("Character language", "役名の言語", ("Language of the character",)),
    "dub_language": Spellings(
        "Dub language", "吹替言語", ("Language of the dub", "吹き替え言語", "吹替の言語")
    ),
    "segment": Spellings("Segment", "セグメント", ("コーナー",)),
    "name": Spellings(
        "Name",
        "名前",
        list_words(
            "Names, Full name, Person, Contributor, Staff, Staff name, Animator, Artist, Artist name, Assignee, Assigned to, "
            "Crew, Crew member, 氏名, お名前, 姓名, 人名, 個人名, 担当者, 担当者名, 作業者, 作業者名, スタッフ, スタッフ名, "
            "アニメーター, アーティスト, 作画者, 人物, 人物名"
        ),
    ),
    "person_id": Spellings("Person ID", "人物ID", ("ID", "uid", "Contributor ID")),
    "reading": Spellings(
        "Reading",
        "よみ",
        list_words(
            "Name reading, Kana, Furigana, 読み, 読み方, 読み仮名, よみがな, よみかた, ふりがな, フリガナ, ヨミ, ヨミガナ, かな, "
            "カナ, 氏名（かな）, 氏名（カナ）, 名前（よみ）"
        ),
    ),
    "joined": Spellings("Joint line", "連名", ("Joiner", "Joined with the line above")),
    "credited_as": Spellings(
        "Credited as", "クレジット名", ("Credit name", "クレジット表記", "表記名", "名前（表記）")
    ),
    "printed_as": Spellings("Printed as", "画面表記", ("On-screen text", "画面上の表記")),
    "affiliation": Spellings(
        "Affiliation",
        "所属",
        list_words(
            "Company, Company name, Studio, Studio name, Organization, Organisation, Agency, Vendor, 所属会社, 所属先, 会社, "
            "会社名, 社名, スタジオ, スタジオ名, 所属スタジオ, 所属事務所, 事務所"
        ),
    ),
    "contracted_by": Spellings(
        "Contracted by",
        "発注元",
        list_words("Subcontracted by, Contractor, 元請, 元請け, 元請会社, 発注会社, 発注者"),
    ),
    "kind": Spellings("Kind", "種別", ("Type", "Contributor kind", "区分")),
    "headcount": Spellings("People", "人数", ("Headcount", "Head count", "Number of people")),
    "named_count": Spellings("Of them named", "うち氏名記載", ("Named", "Named count", "記名人数")),
    "absence_reason": Spellings(
        "Why nobody is named", "無記名の理由", ("Absence reason", "氏名なしの理由", "不在理由")
    ),
    "song": Spellings("Song", "曲名", ("Song title", "楽曲", "楽曲名")),
    "song_kind": Spellings("Song kind", "曲の種別", ("Kind of song", "楽曲の種別", "楽曲種別")),
    "song_label": Spellings("Song kind as printed", "曲の種別（表記）"),
    "song_rights": Spellings("Song rights", "楽曲の権利表記", ("Rights", "権利表記")),
    "evidence": Spellings("Evidence", "根拠", ("Evidence kind", "Source", "証拠", "典拠")),
    "evidence_on": Spellings("Evidence date", "根拠の日付", ("Date of the evidence", "発注日")),
    "note": Spellings(
        "Note",
        "備考",
        list_words(
            "Notes, Remark, Remarks, Comment, Comments, Memo, メモ, 注, 注記, 特記, 特記事項, コメント"
        ),
    ),
    "edition": Spellings("Edition", "版", ("エディション",)),
    "position": Spellings("Order", "順番", ("Position", "順", "並び順", "表示順")),
    "on_screen": Spellings("On screen", "画面掲載", ("画面表示", "掲載")),
    "ai_system": Spellings("AI system", "AIシステム", ("AI", "AI tool", "AI model", "生成AI", "AIツール")),
    "ai_vendor": Spellings("AI vendor", "AI提供元", ("AIベンダー", "AI開発元")),
    "ai_version": Spellings("AI version", "AIバージョン", ("AIの版",)),
    "ai_task": Spellings("AI task", "AI作業", ("AI用途", "AI工程")),
    "ai_source_type": Spellings(
        "AI source type", "AIソース種別", ("IPTC source type", "Digital source type", "IPTC種別")
    ),
    "ai_oversight": Spellings("AI oversight", "人の関与", ("Human oversight", "AI監督")),
    "ai_validated_by": Spellings("AI validated by", "AI確認者", ("Validated by", "AI検証者")),
    "ai_validated_at": Spellings("AI validated at", "AI確認日時", ("Validated at", "AI検証日時", "AI確認日")),
    "ai_extent": Spellings("AI extent", "AI使用範囲", ("AI範囲",)),
    "ai_note": Spellings("AI note", "AI備考", ("AIメモ", "AI remarks")),
}
"""Field of CreditRow → its headings, in the order of the template. A field's own name is a heading too."""

YES_NO_SPELLINGS = {
    "yes": Spellings("yes", "はい", ("y", "true", "1", "有", "あり", "○", "◯", "〇", "掲載")),
    "no": Spellings("no", "いいえ", ("n", "false", "0", "無", "なし", "×", "✕", "非掲載")),
}

CODE_SPELLINGS = {
    "kind": {
        "person": Spellings("person", "個人", ("人", "人物")),
        "organization": Spellings(
            "organization", "団体", ("organisation", "company", "会社", "法人", "組織")
        ),
        "collective": Spellings("collective", "集団", ("group", "グループ", "共同名義")),
    },
    "absence_reason": {
        "withheld_by_contributor": Spellings(
            "withheld by their own choice", "本人の希望により非公表", ("withheld", "本人の希望", "本人希望")
        ),
        "company_will_not_name": Spellings(
            "the company will not name them",
            "会社が公表しない",
            ("company will not name", "会社が氏名を公表しない", "会社が非公表"),
        ),
        "unknown_lost": Spellings(
            "unknown, the record is lost",
            "不明（記録なし）",
            ("unknown", "lost", "不明（記録が失われた）", "不明", "記録なし"),
        ),
        "not_yet_entered": Spellings("not yet entered", "未入力", ("not entered", "入力待ち")),
        "not_stated": Spellings("not stated", "記載なし"),
    },
    "evidence": {
        "": Spellings("not said", "未記入"),
        "onscreen": Spellings(
            "on-screen credit", "画面のクレジット", ("on screen", "画面", "本編クレジット")
        ),
        "task": Spellings(
            "tracker task", "進行管理のタスク", ("tracker", "進行管理ツールのタスク", "タスク", "進行表")
        ),
        "timesheet": Spellings("timesheet", "タイムシート"),
        "contract": Spellings("contract", "契約書", ("契約",)),
        "order": Spellings("purchase order", "発注書", ("order", "発注", "注文書")),
        "published_file": Spellings("published file", "公開ファイル", ("公開資料",)),
        "self_claim": Spellings(
            "own statement", "本人の申告", ("self claim", "本人の申し出", "自己申告", "申告")
        ),
        "third_party": Spellings("third party", "第三者"),
    },
    "edition": {
        "broadcast": Spellings("broadcast", "放送", ("tv", "放送版", "TV放映版", "テレビ")),
        "streaming": Spellings("streaming", "配信", ("配信版", "web")),
        "theatrical": Spellings("theatrical", "劇場", ("劇場版", "劇場公開", "cinema")),
        "disc": Spellings("disc", "ディスク", ("ディスク版", "blu-ray", "bd", "dvd", "円盤", "パッケージ")),
        "festival": Spellings("festival", "映画祭", ("映画祭版",)),
        "dub": Spellings("dub", "吹替", ("吹替版", "吹き替え")),
    },
    "song_kind": {
        "opening": Spellings(
            "opening theme",
            "オープニングテーマ",
            (
                "op",
                "オープニング",
                "OPテーマ",
                "オープニング主題歌",
                "OP主題歌",
                "オープニングテーマ曲",
                "オープニング曲",
                "opening theme song",
            ),
        ),
        "ending": Spellings(
            "ending theme",
            "エンディングテーマ",
            (
                "ed",
                "エンディング",
                "EDテーマ",
                "エンディング主題歌",
                "ED主題歌",
                "エンディングテーマ曲",
                "エンディング曲",
                "ending theme song",
            ),
        ),
        "insert": Spellings("insert song", "挿入歌", ("in", "挿入曲", "劇中歌", "劇中曲", "inserted song")),
        "theme": Spellings(
            "theme song", "主題歌", ("主題曲", "テーマ曲", "テーマソング", "メインテーマ", "main theme")
        ),
        "image": Spellings("image song", "イメージソング", ("イメージ曲",)),
        "other": Spellings("other song", "その他の楽曲"),
    },
    "on_screen": YES_NO_SPELLINGS,
    "ai_task": {
        "layout": Spellings("layout", "レイアウト"),
        "generation": Spellings("image generation", "画像生成", ("生成",)),
        "inbetween": Spellings("in-betweening", "中割り", ("動画（中割り）", "中割", "動画")),
        "cleanup": Spellings("clean-up", "クリンナップ", ("クリーンナップ", "清書")),
        "colour": Spellings("colouring", "彩色", ("color", "coloring", "色彩", "仕上げ", "仕上")),
        "composite": Spellings("compositing", "合成", ("コンポジット", "撮影")),
        "upscale": Spellings("upscaling", "高解像度化", ("アップスケール", "超解像")),
        "voice": Spellings("voice", "音声", ("声",)),
        "translation": Spellings("translation", "翻訳"),
        "music": Spellings("music", "音楽"),
        "writing": Spellings("writing", "文章作成", ("文章", "脚本")),
        "other": Spellings("other", "その他"),
    },
    "ai_source_type": {
        "digitalCapture": Spellings("digital capture", "デジタル撮影"),
        "computationalCapture": Spellings("computational capture", "計算撮影"),
        "negativeFilm": Spellings("scan of negative film", "ネガのスキャン", ("negative film",)),
        "positiveFilm": Spellings("scan of positive film", "ポジのスキャン", ("positive film",)),
        "print": Spellings(
            "scan of a paper drawing or print",
            "紙のスキャン",
            ("紙に描いた絵や印刷物のスキャン", "作画用紙のスキャン"),
        ),
        "humanEdits": Spellings("edited by people", "人による加筆", ("人による編集・加筆", "human edits")),
        "compositeWithTrainedAlgorithmicMedia": Spellings(
            "edited with generative AI (something existed before)",
            "生成AIによる加工",
            ("生成AIによる加工（元の素材あり）", "AI加工"),
        ),
        "algorithmicallyEnhanced": Spellings("enhanced by an algorithm", "アルゴリズムによる補正"),
        "digitalCreation": Spellings(
            "made by hand with digital tools",
            "デジタル作画",
            ("デジタルツールによる手描き", "手描き（デジタル）"),
        ),
        "dataDrivenMedia": Spellings("data-driven", "データ駆動", ("data driven media",)),
        "trainedAlgorithmicMedia": Spellings(
            "generated by AI", "AI生成", ("AIによる生成", "生成AIによる生成")
        ),
        "algorithmicMedia": Spellings(
            "pure algorithm, no training data",
            "アルゴリズム生成（学習なし）",
            ("学習データのないアルゴリズム",),
        ),
        "screenCapture": Spellings("screen capture", "画面の録画"),
        "virtualRecording": Spellings("virtual recording", "仮想空間の録画"),
        "composite": Spellings("composite of elements", "素材の合成"),
        "compositeCapture": Spellings("composite of captured elements", "撮影素材の合成"),
        "compositeSynthetic": Spellings("composite with AI-generated elements", "AI生成素材を含む合成"),
    },
    "ai_oversight": {
        "fully_autonomous": Spellings("fully autonomous", "完全自動", ("自動",)),
        "prompt_guided": Spellings("guided by prompts", "プロンプトによる指示", ("prompt", "プロンプト")),
        "human_validated": Spellings("validated by a person", "人が確認", ("人が確認済み", "確認済み")),
    },
    "ai_extent": {
        "assist": Spellings("assistance", "補助", ("assisted",)),
        "partial": Spellings("part of the result", "一部", ("結果の一部", "part")),
        "whole": Spellings("the whole result", "全部", ("結果の全部", "全体", "all")),
    },
}
"""Field → code → its words. `on_screen` has no codes of its own: yes or no."""


SEGMENT_SPELLINGS = {
    "opening": Spellings("opening", "オープニング", ("OP", "オープニング映像", "opening sequence")),
    "ending": Spellings("ending", "エンディング", ("ED", "エンディング映像", "ending sequence")),
    "recap": Spellings("recap", "あらすじ", ("前回のあらすじ", "アバン", "総集")),
    "preview": Spellings("next-episode preview", "次回予告", ("予告", "preview", "next episode")),
    "eyecatch": Spellings("eyecatch", "アイキャッチ", ("eye catch",)),
    "end_card": Spellings("end card", "エンドカード", ("提供イラスト", "エンドイラスト")),
    "corner": Spellings("short feature", "ミニコーナー", ("おまけ", "コーナー")),
}
"""Kind of segment → its words. A segment is named by its kind or its title, so this is no closed list."""


def fold_word(text: str) -> str:
    """A heading or word folded for comparison: `On-Screen`, `on_screen` and `ＯＮ ＳＣＲＥＥＮ` are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded.strip()


def index_spellings(table: dict[str, Spellings]) -> dict[str, str]:
    """Every word of a table, and every code, folded → the code."""
    return {fold_word(word): code for code, words in table.items() for word in (code, *words.all)}


FIELD_OF_HEADING = index_spellings(HEADING_SPELLINGS)
CODE_OF_WORD = {field: index_spellings(table) for field, table in CODE_SPELLINGS.items()}

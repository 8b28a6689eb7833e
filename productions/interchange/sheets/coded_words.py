"""The words for coded values in a credit sheet, in English and Japanese.

The codes are those of `productions.shared.choices`, which needs Django and is not imported; a test compares.
"""

from productions.interchange.sheets.spellings import Spellings, index_spellings

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
    "ai_input_kind": {
        "own_drawing": Spellings(
            "a drawing by the people of this credit",
            "このクレジットの担当者による絵",
            ("own drawing", "本人の絵", "担当者の絵"),
        ),
        "others_drawing": Spellings(
            "a drawing by others of this work",
            "本作の別の担当者による絵",
            ("drawing by others", "別の担当者の絵"),
        ),
        "drawing": Spellings("a drawing; nobody said whose", "絵（描いた人は記録なし）", ("drawing", "絵")),
        "footage": Spellings(
            "photographs or film", "写真・実写映像", ("photographs", "film", "写真", "実写映像", "実写")
        ),
        "render": Spellings("a picture from a 3D scene", "3DCGの画像", ("3D render", "3DCG")),
        "sound": Spellings("a recording of voice or sound", "音声・音の録音", ("recording", "録音")),
        "words": Spellings("words alone", "言葉のみ", ("prompt alone", "プロンプトのみ")),
        "other": Spellings("something else", "その他"),
    },
    "ai_rework": {
        "own_hand": Spellings(
            "revised by the people of this credit",
            "このクレジットの担当者が加筆修正",
            ("own hand", "本人が加筆修正", "担当者が加筆修正"),
        ),
        "others_hand": Spellings(
            "revised by others of this work",
            "本作の別の担当者が加筆修正",
            ("revised by others", "別の担当者が加筆修正"),
        ),
        "by_hand": Spellings(
            "revised by hand; nobody said by whom",
            "人の手で加筆修正（担当者は記録なし）",
            ("by hand", "人の手で加筆修正", "加筆修正"),
        ),
        "redrawn": Spellings(
            "drawn anew; the result was a reference",
            "描き直し（生成結果は参考のみ）",
            ("drawn anew", "描き直し"),
        ),
        "unchanged": Spellings("not changed", "修正なし", ("そのまま",)),
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


CODE_OF_WORD = {field: index_spellings(table) for field, table in CODE_SPELLINGS.items()}

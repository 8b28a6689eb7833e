"""The columns of a credit sheet, in English and Japanese."""

from productions.interchange.sheets.spellings import Spellings, index_spellings, list_spellings

HEADING_SPELLINGS = {
    "episode": Spellings(
        "Episode",
        "話数",
        list_spellings(
            "Ep, Ep#, Eps, Episodes, Episode no, Episode number, 話, 回, 放送回, エピソード, 参与"
        ),
    ),
    "cut": Spellings(
        "Cut",
        "カット",
        list_spellings(
            "Cuts, Cut no, Cut#, Cut number, Shot, Shots, Shot no, Shot number, Shot code, Shot name, C No, カット番号, "
            "カットNo, カット№, カットナンバー, Ｃ, C番, C番号, Cナンバー"
        ),
    ),
    "role": Spellings(
        "Role",
        "役職",
        list_spellings(
            "Roles, Job, Job title, Title, Task, Task type, Staff role, Credit role, 役割, 担当, 担当役職, 担当作業, 職種, "
            "職名, 職務, 肩書, 肩書き, セクション, 工程, 作業, 作業内容, 作業工程, クレジット項目, 职位, 職位"
        ),
    ),
    "role_as_printed": Spellings(
        "Role as printed", "役職表記", ("Printed role", "画面の役職", "役職（表記）")
    ),
    "role_language": Spellings(
        "Role language",
        "役職の言語",
        ("Language of the role", "Language of the role as printed", "役職表記の言語"),
    ),
    "character": Spellings(
        "Character",
        "役名",
        list_spellings(
            "Characters, Character name, Character as printed, 役名（表記）, 役, 配役, キャラクター, キャラクター名, キャラ, キャラ名"
        ),
    ),
    "character_language": Spellings(
        "Character language",
        "役名の言語",
        ("Language of the character", "Language of the character as printed", "役名（表記）の言語"),
    ),
    "dub_language": Spellings(
        "Dub language", "吹替言語", ("Language of the dub", "吹き替え言語", "吹替の言語")
    ),
    "segment": Spellings("Segment", "セグメント", ("コーナー",)),
    "name": Spellings(
        "Name",
        "名前",
        list_spellings(
            "Names, Full name, Person, Contributor, Staff, Staff name, Animator, Artist, Artist name, Assignee, Assigned to, "
            "Crew, Crew member, 氏名, お名前, 姓名, 人名, 個人名, 担当者, 担当者名, 作業者, 作業者名, スタッフ, スタッフ名, "
            "アニメーター, アーティスト, 作画者, 人物, 人物名, 関係者"
        ),
    ),
    "person_id": Spellings("Person ID", "人物ID", ("ID", "uid", "Contributor ID")),
    "reading": Spellings(
        "Reading",
        "よみ",
        list_spellings(
            "Name reading, Kana, Furigana, 読み, 読み方, 読み仮名, よみがな, よみかた, ふりがな, フリガナ, ヨミ, ヨミガナ, かな, "
            "カナ, 氏名（かな）, 氏名（カナ）, 名前（よみ）"
        ),
    ),
    "joined": Spellings("Joint line", "連名", ("Joiner", "Joined with the line above")),
    "credited_as": Spellings(
        "Credited as", "クレジット名", ("Credit name", "クレジット表記", "表記名", "名前（表記）")
    ),
    "name_breaks": Spellings("Name breaks", "名前の改行", ("Line breaks", "改行位置", "改行指定")),
    "name_language": Spellings("Name language", "名前の言語", ("Language of the name", "氏名の言語")),
    "printed_as": Spellings("Printed as", "画面表記", ("On-screen text", "画面上の表記")),
    "affiliation": Spellings(
        "Affiliation",
        "所属",
        list_spellings(
            "Company, Company name, Studio they worked for, Studio, Studio name, Organization, Organisation, Agency, Vendor, 所属会社, 所属先, 会社, "
            "会社名, 社名, スタジオ, スタジオ名, 所属スタジオ, 所属事務所, 事務所"
        ),
    ),
    "contracted_by": Spellings(
        "Contracted by",
        "発注元",
        list_spellings("Subcontracted by, Contractor, 元請, 元請け, 元請会社, 発注会社, 発注者"),
    ),
    "kind": Spellings("Kind", "種別", ("Type", "Contributor kind", "区分")),
    "headcount": Spellings("People", "人数", ("Headcount", "Head count", "Number of people")),
    "named_count": Spellings(
        "Of them named", "うち氏名記載", ("Named", "Named count", "記名人数", "うち記名人数")
    ),
    "absence_reason": Spellings(
        "Why nobody is named", "無記名の理由", ("Absence reason", "氏名なしの理由", "不在理由")
    ),
    "song": Spellings("Song", "曲名", ("Song title", "楽曲", "楽曲名")),
    "song_kind": Spellings("Song kind", "曲の種別", ("Kind of song", "楽曲の種別", "楽曲種別")),
    "song_label": Spellings("Song kind as printed", "曲の種別（表記）"),
    "song_rights": Spellings("Song rights", "楽曲の権利表記", ("Rights", "権利表記")),
    "evidence": Spellings("Evidence", "根拠", ("Evidence kind", "Source", "証拠", "典拠")),
    "evidence_on": Spellings(
        "Evidence date",
        "根拠の日付",
        ("Date of the evidence", "Day of the evidence (private)", "根拠の日付（非公開）", "発注日"),
    ),
    "note": Spellings(
        "Note",
        "備考",
        list_spellings(
            "Notes, Evidence note (private), 根拠のメモ（非公開）, Remark, Remarks, Comment, Comments, Memo, メモ, 注, 注記, 特記, 特記事項, コメント"
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

FIELD_OF_HEADING = index_spellings(HEADING_SPELLINGS)

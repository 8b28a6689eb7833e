"""What every reader of credits gives: rows, one a credit as it is written, and what is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from productions.interchange.problems import Problem
from productions.interchange.sheets.spellings import Spellings, list_spellings

SPELLINGS = "spellings"
"""In the metadata of a field: the headings of its column."""


def declare_column(default: Any, *words: Any, **more: Any) -> Any:
    return field(default=default, metadata={SPELLINGS: Spellings(*words, **more)})


def text_column(*words: Any, **more: Any) -> str:
    """A field of a row with its headings, which are given as to `Spellings`."""
    return cast(str, declare_column("", *words, **more))


def number_column(*words: Any, **more: Any) -> int | None:
    return cast(int | None, declare_column(None, *words, **more))


@dataclass(frozen=True, slots=True)
class CreditSheetRow:
    """One line: the cells as given, stripped, `""` when empty; coded fields hold codes of the vocabulary.

    `episode` may be a range, `cut` a range or a list. `headcount`, `named_count` (people) and `position` are None when empty.
    `song_label` is what the sheet calls the kind of song in other words than the usual ones. A row with `song_rights` and no role
    is no credit. Languages are tags of BCP 47, of the role and the character as far as their letters and the heading of their column
    tell.
    `on_screen` is `yes`, `no` or empty. `ai_validated_at` is ISO 8601: a date, or a date and time as given; `evidence_on` is a date.
    `worksheet` is the title of the sheet of a workbook of which several are read. `person_id` is the uid of a contributor, `reading` how
    the name is read (kana, or Latin letters), `joined` the mark that joins the name to that of the line above (連名).
    """

    line: int
    worksheet: str = ""
    episode: str = text_column(
        "Episode",
        "話数",
        list_spellings(
            "Ep, Ep#, Eps, Episodes, Episode no, Episode number, 話, 回, 放送回, エピソード, 参与"
        ),
    )
    cut: str = text_column(
        "Cut",
        "カット",
        list_spellings(
            "Cuts, Cut no, Cut#, Cut number, Shot, Shots, Shot no, Shot number, Shot code, Shot name, C No, カット番号, "
            "カットNo, カット№, カットナンバー, Ｃ, C番, C番号, Cナンバー"
        ),
    )
    role: str = text_column(
        "Role",
        "役職",
        list_spellings(
            "Roles, Job, Job title, Title, Task, Task type, Staff role, Credit role, 役割, 担当, 担当役職, 担当作業, 職種, "
            "職名, 職務, 肩書, 肩書き, セクション, 工程, 作業, 作業内容, 作業工程, クレジット項目, 职位, 職位"
        ),
    )
    role_as_printed: str = text_column(
        "Role as printed", "役職表記", ("Printed role", "画面の役職", "役職（表記）")
    )
    role_language: str = text_column(
        "Role language",
        "役職の言語",
        ("Language of the role", "Language of the role as printed", "役職表記の言語"),
    )
    character: str = text_column(
        "Character",
        "役名",
        list_spellings(
            "Characters, Character name, Character as printed, 役名（表記）, 役, 配役, キャラクター, キャラクター名, キャラ, キャラ名"
        ),
    )
    character_language: str = text_column(
        "Character language",
        "役名の言語",
        ("Language of the character", "Language of the character as printed", "役名（表記）の言語"),
    )
    dub_language: str = text_column(
        "Dub language", "吹替言語", ("Language of the dub", "吹き替え言語", "吹替の言語")
    )
    segment: str = text_column("Segment", "セグメント", ("コーナー",))
    name: str = text_column(
        "Name",
        "名前",
        list_spellings(
            "Names, Full name, Person, Contributor, Staff, Staff name, Animator, Artist, Artist name, Assignee, Assigned to, "
            "Crew, Crew member, 氏名, お名前, 姓名, 人名, 個人名, 担当者, 担当者名, 作業者, 作業者名, スタッフ, スタッフ名, "
            "アニメーター, アーティスト, 作画者, 人物, 人物名, 関係者"
        ),
    )
    person_id: str = text_column("Person ID", "人物ID", ("ID", "uid", "Contributor ID"))
    reading: str = text_column(
        "Reading",
        "よみ",
        list_spellings(
            "Name reading, Kana, Furigana, 読み, 読み方, 読み仮名, よみがな, よみかた, ふりがな, フリガナ, ヨミ, ヨミガナ, かな, "
            "カナ, 氏名（かな）, 氏名（カナ）, 名前（よみ）"
        ),
    )
    joined: str = text_column("Joint line", "連名", ("Joiner", "Joined with the line above"))
    credited_as: str = text_column(
        "Credited as", "クレジット名", ("Credit name", "クレジット表記", "表記名", "名前（表記）")
    )
    name_breaks: str = text_column("Name breaks", "名前の改行", ("Line breaks", "改行位置", "改行指定"))
    name_language: str = text_column("Name language", "名前の言語", ("Language of the name", "氏名の言語"))
    printed_as: str = text_column("Printed as", "画面表記", ("On-screen text", "画面上の表記"))
    affiliation: str = text_column(
        "Affiliation",
        "所属",
        list_spellings(
            "Company, Company name, Studio they worked for, Studio, Studio name, Organization, Organisation, Agency, Vendor, 所属会社, 所属先, 会社, "
            "会社名, 社名, スタジオ, スタジオ名, 所属スタジオ, 所属事務所, 事務所"
        ),
    )
    contracted_by: str = text_column(
        "Contracted by",
        "発注元",
        list_spellings("Subcontracted by, Contractor, 元請, 元請け, 元請会社, 発注会社, 発注者"),
    )
    kind: str = text_column("Kind", "種別", ("Type", "Contributor kind", "区分"))
    headcount: int | None = number_column("People", "人数", ("Headcount", "Head count", "Number of people"))
    named_count: int | None = number_column(
        "Of them named", "うち氏名記載", ("Named", "Named count", "記名人数", "うち記名人数")
    )
    absence_reason: str = text_column(
        "Why nobody is named", "無記名の理由", ("Absence reason", "氏名なしの理由", "不在理由")
    )
    song: str = text_column("Song", "曲名", ("Song title", "楽曲", "楽曲名"))
    song_kind: str = text_column("Song kind", "曲の種別", ("Kind of song", "楽曲の種別", "楽曲種別"))
    song_label: str = text_column("Song kind as printed", "曲の種別（表記）")
    song_rights: str = text_column("Song rights", "楽曲の権利表記", ("Rights", "権利表記"))
    evidence: str = text_column("Evidence", "根拠", ("Evidence kind", "Source", "証拠", "典拠"))
    evidence_on: str = text_column(
        "Evidence date",
        "根拠の日付",
        ("Date of the evidence", "Day of the evidence (private)", "根拠の日付（非公開）", "発注日"),
    )
    note: str = text_column(
        "Note",
        "備考",
        list_spellings(
            "Notes, Evidence note (private), 根拠のメモ（非公開）, Remark, Remarks, Comment, Comments, Memo, メモ, 注, 注記, 特記, 特記事項, コメント"
        ),
    )
    edition: str = text_column("Edition", "版", ("エディション",))
    position: int | None = number_column("Order", "順番", ("Position", "順", "並び順", "表示順"))
    on_screen: str = text_column("On screen", "画面掲載", ("画面表示", "掲載"))
    ai_system: str = text_column(
        "AI system", "AIシステム", ("AI", "AI tool", "AI model", "生成AI", "AIツール")
    )
    ai_vendor: str = text_column("AI vendor", "AI提供元", ("AIベンダー", "AI開発元"))
    ai_version: str = text_column("AI version", "AIバージョン", ("AIの版",))
    ai_task: str = text_column("AI task", "AI作業", ("AI用途", "AI工程"))
    ai_source_type: str = text_column(
        "AI source type", "AIソース種別", ("IPTC source type", "Digital source type", "IPTC種別")
    )
    ai_oversight: str = text_column("AI oversight", "人の関与", ("Human oversight", "AI監督"))
    ai_validated_by: str = text_column("AI validated by", "AI確認者", ("Validated by", "AI検証者"))
    ai_validated_at: str = text_column(
        "AI validated at", "AI確認日時", ("Validated at", "AI検証日時", "AI確認日")
    )
    ai_extent: str = text_column("AI extent", "AI使用範囲", ("AI範囲",))
    ai_input_kind: str = text_column("AI input kind", "AI元素材", ("Given to the AI", "AI入力素材", "元素材"))
    ai_rework: str = text_column("AI rework", "AI後の手作業", ("Rework", "その後の手作業", "AI加筆修正"))
    ai_note: str = text_column("AI note", "AI備考", ("AIメモ", "AI remarks"))


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the file: where it stands (from 0), its heading as given, the field of a row that it fills ("" where it is left out)."""

    index: int
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class CreditSheet:
    """The lines without a problem, and every problem by line.

    No row is given when a heading is doubled, or one is unknown and the role or the name is missing, because its column would be lost.
    `notes` tell of lines and columns that are left out, and of what was read otherwise than it stands. `columns` are those of the file,
    as they were mapped; `worksheets` the titles of the workbook's visible sheets. `format` is what the file was taken for."""

    rows: tuple[CreditSheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    columns: tuple[SheetColumn, ...] = ()
    worksheets: tuple[str, ...] = ()
    format: str = "sheet"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person says of a file before it is read.

    `columns`: field of a row ("" leaves the column out) by heading as given. `worksheets`: the titles of the sheets of a workbook to read,
    `("*",)` for all that have headings and are not hidden; without any, the first one that has headings. `hidden_rows`: whether rows
    and columns that the file hides or filters out are read.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    worksheets: tuple[str, ...] = ()
    hidden_rows: bool = False


NOTHING_SAID = ReadingOptions()

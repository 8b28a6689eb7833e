"""The columns of a list of cuts, and the words for what became of a cut, in English and Japanese."""

import re
import unicodedata

from productions.interchange.sheets.spellings import Spellings, fold_word, index_spellings
from productions.shared.late_patterns import compile_late

HEADINGS = {
    "episode": Spellings("Episode", "話数", ("Ep", "Episode no", "話", "回", "エピソード")),
    "number": Spellings(
        "Cut", "カット", ("Cuts", "Cut no", "Cut number", "Shot", "Shot code", "カット番号", "カットNo", "C", "C番号", "CutNo")
    ),
    "length": Spellings(
        "Length", "尺", ("Duration", "Frames", "Nb frames", "Cut length", "sg_cut_duration", "尺数", "フレーム数", "フレーム", "秒数", "秒＋コマ", "タイム")
    ),
    "seconds": Spellings("Seconds", "秒", ("Sec", "尺秒", "尺（秒）")),
    "rest": Spellings("Rest frames", "コマ", ("Koma", "尺コマ", "尺（コマ）", "コマ数")),
    "status": Spellings("Status", "状態", ("State", "ステータス", "区分", "欠番", "扱い")),
    "shared": Spellings("Shared with", "兼用", ("Shared", "兼用カット", "兼用先", "兼用元", "SAME AS")),
    "bank": Spellings("Bank", "BANK", ("バンク", "Bank of", "バンク元")),
    "part": Spellings("Part", "パート", ("Act", "ロール")),
    "note": Spellings("Note", "備考", ("Notes", "Remarks", "Comment", "Description", "メモ", "注記", "内容")),
}  # fmt: skip
"""Field of a cut → its headings."""
FIELD_OF_HEADING = index_spellings(HEADINGS)
OTHER_LIST_WORDS = frozenset(
    map(fold_word, ("Role", "役職", "Name", "名前", "氏名", "担当者", "Assignees", "Assigned To"))
)
"""Headings that say who did something: such a sheet is one of credits or tasks."""

STATUS_WORDS = {
    "omitted": ("omitted", "omit", "欠番", "欠", "欠け", "×", "✕", "オミット"),
    "cut_out": ("cut out", "編集カット", "編集で落ち", "編集落ち", "尺カット", "カットアウト"),
    "planned": ("planned", "予定"),
    "active": ("active", "使用", "有効", "有", "あり", "○", "◯", "〇"),
}
STATUS_OF_WORD = {fold_word(word): code for code, words in STATUS_WORDS.items() for word in words}
RELATION_WORDS = {
    "shared": ("兼用", "兼", "shared with", "shared", "same as"),
    "bank": ("bank", "バンク", "ｂａｎｋ"),
    "reuse": ("reuse", "reused", "流用", "リユース", "再使用"),
}
"""Kind of relation → what is written before or behind the number of the other cut."""
RELATION_OF_WORD = {
    unicodedata.normalize("NFKC", word).casefold(): kind
    for kind, words in RELATION_WORDS.items()
    for word in words
}
WORDS_BY_LENGTH = "|".join(map(re.escape, sorted(RELATION_OF_WORD, key=len, reverse=True)))
RELATION_PATTERN = compile_late(
    rf"(?P<before>{WORDS_BY_LENGTH})[\s:(=]*(?P<of>[^\s:()=].{{0,60}}?)?[)\s]*|(?P<first>[^\s:()=].{{0,60}}?)[\s:()=]*(?P<behind>{WORDS_BY_LENGTH})",
    re.IGNORECASE,
)
PART_PATTERN = compile_late(
    r"(?:part|パート)\s*(?P<behind>.+)|(?P<before>.+?)\s*(?:part|パート)", re.IGNORECASE
)


def looks_like_cut_list(headings: tuple[str, ...]) -> bool:
    """Whether a sheet's headings are those of a list of cuts: their numbers, something of them, and nobody's name."""
    folded = {fold_word(heading) for heading in headings if heading}
    fields = {FIELD_OF_HEADING[word] for word in folded if word in FIELD_OF_HEADING}
    return "number" in fields and len(fields - {"episode", "note"}) > 1 and not folded & OTHER_LIST_WORDS


def read_relation(text: str) -> tuple[str, str] | None:
    """The kind of relation and the other cut as given, of `兼用 C012`, `BANK(C003)` or `C012兼用`; None where it says none.

    The other cut is empty where only the kind is said.
    """
    match = RELATION_PATTERN.fullmatch(unicodedata.normalize("NFKC", text).strip()[:200])
    if match is None:
        return None
    kind = RELATION_OF_WORD[(match["before"] or match["behind"]).casefold()]
    return kind, (match["of"] or match["first"] or "").strip()


def read_part_label(text: str) -> str:
    """`A` of `Aパート`, `Part A` and `Ａ`; anything else as given."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = PART_PATTERN.fullmatch(plain[:60])
    label = (match["behind"] or match["before"]).strip() if match else plain
    return label.upper() if len(label) == 1 else label
